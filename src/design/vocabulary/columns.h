// What columns mean, by their names or the words in them.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// The class of a row, or the state that it is in.
inline constexpr WordList classes("kind", "state", "status", "type");

/// The place of a row among others.
inline constexpr WordList ranks("ord", "order", "ordinal", "pos", "position", "rank", "sort");

/// Names of a row for people.
inline constexpr WordList labels("code", "label", "name", "slug", "title", "value");

/// The name of an attribute that is a row and not a column.
inline constexpr WordList attributes("attr", "attribute", "k", "key", "param", "parameter", "prop",
                                     "property");
/// The same, if the rest of the table confirms it.
inline constexpr WordList possible_attributes("field", "name", "option", "setting");

/// The value of an attribute.
inline constexpr WordList values("v", "val", "value");

/// Identifiers that are random.
inline constexpr WordList uuids("guid", "uuid");

/// Suffixes of columns that refer to a row.
inline constexpr WordList keys("fk", "guid", "id", "uuid");

/// Other systems that assign identifiers. Not `vendor`, because many shops have a table of vendors.
inline constexpr WordList other_systems("apple", "aws", "external", "facebook", "foreign", "github",
                                        "gitlab", "google", "legacy", "paypal", "provider",
                                        "remote", "slack", "stripe", "twitter", "upstream");

/// Identifiers that are passed on between programs.
inline constexpr WordList traces("correlation", "message", "request", "span", "trace");

/// Names that users enter to log in.
inline constexpr WordList logins("email", "login", "mail", "username");

/// What a successor has replaced.
inline constexpr WordList retired("deprecated", "legacy", "obsolete", "old", "retired");

/// Values stored in place of a secret or a file.
inline constexpr WordList digests("digest", "hash", "hmac", "salt", "sha256");

}  // namespace pglint::design::words
