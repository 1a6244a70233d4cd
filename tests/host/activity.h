// What a text does on a host, as lines that tests can compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/host_file.h"

namespace pglint::tests {

/// `program|argument|argument` for each command, `NAME=value` for each assignment; `?` stands for
/// what is not known. Commands first, both in the order of their places in the file.
[[nodiscard]] std::vector<std::string> activity(host::FileKind kind, std::string_view content);

/// The bytes of the file that each argument was read from.
[[nodiscard]] std::vector<std::string> written_arguments(host::FileKind kind,
                                                         std::string_view content);

}  // namespace pglint::tests
