// Makes text from files safe to show on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace pglint::text {

/// `bytes` on one line without anything that a terminal or a CI service would obey: control
/// characters become pictures (`␛`), invisible ones that reorder or break text become numbers
/// (`<U+202E>`), as does the bracket of `##[command]` and `##vso[command]`, and invalid UTF-8
/// becomes `<0xFF>`. All else is unchanged.
[[nodiscard]] std::string printable(std::string_view bytes);

/// The same for `text` itself, which mostly is as it has to be.
void make_printable(std::string& text);

/// `shown` with the brackets of `##[command]` and `##vso[command]` as numbers, which some CI
/// services obey anywhere in a line.
[[nodiscard]] std::string without_commands(std::string shown);

/// A path, printable, at the start of a line: with `./` before one that a CI service would read as
/// a command (`::stop-commands::`).
[[nodiscard]] std::string printable_path(std::string_view path);

}  // namespace pglint::text
