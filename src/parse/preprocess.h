// Makes what users have into what PostgreSQL's parser reads, without moving a byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pglint::parse {

/// `content` with everything that is not for the server blanked by as many bytes, so that every
/// offset and every line stays; nothing where there is nothing to blank. Strings, dollar-quoted
/// bodies, quoted identifiers and comments are left alone. What is blanked or replaced:
///
/// - byte order marks, at the start and where files were joined;
/// - psql's meta-commands up to the end of their line; those that send the statement (`\g`,
/// `\gset`,
///   `\gexec`, …) leave a semicolon, and so does `\;`; SQL behind `\\` stays;
/// - psql's variables: `:name` becomes an identifier, `:'name'` a string, `:"name"` a quoted
///   identifier, `:{?name}` the constant true; never in array slices;
/// - the data behind `COPY … FROM stdin;` up to the line `\.`; without that line nothing.
[[nodiscard]] std::optional<std::string> preprocess(std::string_view content);

}  // namespace pglint::parse
