// The commands and assignments of a host file as text, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/host_file.h"

namespace pglint::tests {

/// `program|argument|argument` for each command, then `NAME=value` for each assignment, both in
/// file order; `?` for unknown values.
[[nodiscard]] std::vector<std::string> activity(host::FileKind kind, std::string_view content);

/// The text of the file that each argument was read from.
[[nodiscard]] std::vector<std::string> written_arguments(host::FileKind kind,
                                                         std::string_view content);

}  // namespace pglint::tests
