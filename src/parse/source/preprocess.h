// Makes what users have into what PostgreSQL's parser reads, without moving a byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/notice.h"
#include "text/range.h"

namespace pglint::parse {

/// A text without what is not for the server, and what of that pglint reads.
struct Preprocessed {
  std::optional<std::string> sql;          ///< nothing where there is nothing to blank
  std::vector<text::Range> shell_escapes;  ///< the arguments of psql's `\!`, up to the line's end
};

/// `content` with everything that is not for the server blanked by as many bytes, so that every
/// offset and every line stays. Strings, dollar-quoted bodies, quoted identifiers and comments are
/// left alone. What is blanked or replaced:
///
/// - byte order marks, at the start and where files were joined;
/// - psql's meta-commands; those that send the statement (`\g`, `\gset`, `\gexec`, …) leave a
///   semicolon, and so does `\;`; `\r` takes the unfinished statement along; SQL behind `\\` stays;
/// - psql's variables: `:name` becomes an identifier, `:'name'` a string, `:"name"` a quoted
///   identifier, `:{?name}` the constant true; never in array slices;
/// - the data behind `COPY … FROM stdin;` up to the line `\.`; without that line nothing.
[[nodiscard]] Preprocessed preprocess(std::string_view content);

/// Says that the first COPY whose data has no end is read without data, and what follows as SQL;
/// nothing where there is none. Reads all of `content` for that: worth it where something does not
/// parse.
[[nodiscard]] std::optional<Notice> find_open_copy(std::string_view content);

}  // namespace pglint::parse
