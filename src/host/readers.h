// One function for each kind of file that command lines stand in. All read any bytes in linear time
// and add what they find to `file`.
#pragma once

#include <string_view>

#include "host/host_file.h"

namespace pglint::host {

/// What may stand between words of one line.
inline constexpr std::string_view blanks = " \t";

/// RUN, CMD, ENTRYPOINT and HEALTHCHECK in both forms, RUN's here-documents, ENV, ARG.
void read_dockerfile(std::string_view content, HostFile& file);

/// Scalars below keys that hold commands (`run`, `script`, …) and variables; see `yaml_scalars.h`.
void read_yaml(std::string_view content, HostFile& file);

/// Recipes and variables. `define`, `$(shell …)` and recipes behind `;` are left alone.
void read_makefile(std::string_view content, HostFile& file);

/// Lines of NAME=value, with quotes around the value or without.
void read_env_file(std::string_view content, HostFile& file);

/// Lines of `name: command`.
void read_procfile(std::string_view content, HostFile& file);

}  // namespace pglint::host
