// Makes what users have into what PostgreSQL's parser reads, without moving a byte.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/notice.h"
#include "parse/placeholder.h"

namespace pglint::parse {

/// What the parser gets to see of a file.
struct Preprocessed {
  std::optional<std::string> sql;  ///< nothing where the content stays as it is
  std::vector<Notice> notices;     ///< one of each kind
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
/// - the data behind `COPY … FROM stdin;` up to the line `\.`; without that line nothing, and a
///   notice says so;
/// - placeholders, as `placeholders` says (parse/placeholder_filler.h), with a notice.
///
/// `content` is valid UTF-8 without NUL. Must be called without a live arena on this thread.
[[nodiscard]] Preprocessed preprocess(const std::string& content,
                                      const PlaceholderSetting& placeholders = {});

}  // namespace pglint::parse
