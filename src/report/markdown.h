// Escapes text for Markdown as GitHub and GitLab read it.
#pragma once

#include <string>
#include <string_view>

namespace pglint::report {

/// `text` as code, even if it has backticks.
[[nodiscard]] std::string markdown_code(std::string_view text);

/// A message with identifiers in backticks, which stay code; the rest is escaped. Long messages are
/// cut.
[[nodiscard]] std::string markdown_message(std::string_view message);

/// `text` in a table cell, where a bar must be escaped even in code.
[[nodiscard]] std::string markdown_cell(std::string_view text);

}  // namespace pglint::report
