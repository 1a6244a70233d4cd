// Commands for GitHub's runner, which it reads from the output of a step.
#pragma once

#include <string>
#include <string_view>

namespace pglint::report {

/// `message` as the text of a workflow command.
[[nodiscard]] std::string workflow_message(std::string_view message);

/// `value` as a property of a workflow command.
[[nodiscard]] std::string workflow_property(std::string_view value);

/// `log` without anything that the runner would read as a command.
[[nodiscard]] std::string without_commands(std::string_view log);

}  // namespace pglint::report
