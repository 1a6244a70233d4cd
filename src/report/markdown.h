// Text that is put into Markdown as GitHub and GitLab read it.
#pragma once

#include <string>
#include <string_view>

namespace pglint::report {

/// `text` as code, whatever backticks it holds.
[[nodiscard]] std::string markdown_code(std::string_view text);

/// A message with its identifiers in backticks: these stay code, and nothing around them is taken
/// for markup. Long messages are cut.
[[nodiscard]] std::string markdown_message(std::string_view message);

/// `text` in a cell of a table: a bar would end it, in code too.
[[nodiscard]] std::string markdown_cell(std::string_view text);

}  // namespace pglint::report
