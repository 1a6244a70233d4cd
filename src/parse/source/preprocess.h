// Turns users' files into text that PostgreSQL's parser reads, without moving a byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/notice.h"
#include "parse/source/psql_variable.h"
#include "text/range.h"

namespace pglint::parse {

/// A text without the parts that are not for the server, and those of them that pglint reads.
struct Preprocessed {
  std::optional<std::string> sql;          ///< nothing if there is nothing to blank
  std::vector<text::Range> shell_escapes;  ///< the arguments of psql's `\!`, up to the line's end
  std::vector<PsqlVariable> variables;     ///< those that stand for SQL, in order
};

/// `content` with everything that is not for the server blanked byte by byte, which keeps all
/// offsets and lines. Strings, dollar-quoted bodies, quoted identifiers and comments stay. Blanks
/// or replaces:
///
/// - byte order marks, at the start and where files were joined;
/// - psql's meta-commands; those that send the statement (`\g`, `\gset`, `\gexec`, …) leave a
///   semicolon, and so does `\;`; `\r` also blanks the unfinished statement; SQL after `\\` stays;
/// - psql's variables: `:name` becomes its value, if `\set` gives it one that fits, else an
///   identifier; `:'name'` a string, `:"name"` the identifier `"_name"`, `:{?name}` the constant
///   true; never in array slices;
/// - many comments in one another, which take PostgreSQL long to read: the outermost stays;
/// - strings after `SET standard_conforming_strings = off`: they become standard ones;
/// - the data after `COPY … FROM stdin;` up to the line `\.`, also if `\gexec` sends the COPY;
///   nothing without that line.
[[nodiscard]] Preprocessed preprocess(std::string_view content);

/// Blanks only the data after COPY, and `\restrict` and `\unrestrict`, but in `content` itself: a
/// dump consists of little else, and would be in memory twice. Returns whether there is any.
bool blank_data(std::string& content);

/// A note about the first COPY whose data has no end, which is read as SQL; nothing if there is
/// none. Reads all of `content`, so call it only if something does not parse.
[[nodiscard]] std::optional<Notice> find_open_copy(std::string_view content);

}  // namespace pglint::parse
