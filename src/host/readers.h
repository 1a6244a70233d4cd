// One function per kind of file with command lines. All read any bytes in linear time and add their
// results to `file`.
#pragma once

#include <string_view>

#include "host/host_file.h"

namespace pglint::host {

/// Separators of words on one line.
inline constexpr std::string_view blanks = " \t";

/// RUN, CMD, ENTRYPOINT and HEALTHCHECK in both forms, RUN's here-documents, ENV, ARG.
void read_dockerfile(std::string_view content, HostFile& file);

/// Scalars below keys that hold commands (`run`, `script`, …) and variables; see `yaml_scalars.h`.
void read_yaml(std::string_view content, HostFile& file);

/// Recipes and variables. Skips `define`, `$(shell …)` and recipes after `;`.
void read_makefile(std::string_view content, HostFile& file);

/// Lines of NAME=value with optional quotes.
void read_env_file(std::string_view content, HostFile& file);

/// Lines of `name: command`.
void read_procfile(std::string_view content, HostFile& file);

}  // namespace pglint::host
