// What columns say, by their names or the words in them.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// The class of a row, or the state that it is in.
inline constexpr WordList classes("kind", "state", "status", "type");

/// The place of a row among others.
inline constexpr WordList ranks("ord", "order", "ordinal", "pos", "position", "rank", "sort");

/// What people know a row by.
inline constexpr WordList labels("code", "label", "name", "slug", "title", "value");

/// The name of an attribute that is a row and not a column.
inline constexpr WordList attributes("attr", "attribute", "k", "key", "param", "parameter", "prop",
                                     "property");
/// The same, if the rest of the table says so.
inline constexpr WordList possible_attributes("field", "name", "option", "setting");

/// The value of an attribute.
inline constexpr WordList values("v", "val", "value");

/// Identifiers that are random.
inline constexpr WordList uuids("guid", "uuid");

/// What ends the name of a column that refers to a row.
inline constexpr WordList keys("fk", "guid", "id", "uuid");

/// Whose identifiers have no table here. A `vendor` is not among them: many a shop has a table of
/// them.
inline constexpr WordList other_systems("apple", "aws", "external", "facebook", "foreign", "github",
                                        "gitlab", "google", "legacy", "paypal", "provider",
                                        "remote", "slack", "stripe", "twitter", "upstream");

/// Whose identifiers follow a message on its way between programs.
inline constexpr WordList traces("correlation", "message", "request", "span", "trace");

/// What somebody types to log in.
inline constexpr WordList logins("email", "login", "mail", "username");

/// What is stored in place of a secret or a file.
inline constexpr WordList digests("digest", "hash", "hmac", "salt", "sha256");

}  // namespace pglint::design::words
