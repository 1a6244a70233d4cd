// Makes what users have into what PostgreSQL's parser reads, without moving a byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pglint::parse {

/// `content` with everything that is not for the server blanked by as many bytes, so that offsets
/// stay; nothing where there is nothing to blank. So far: a byte order mark at the start.
[[nodiscard]] std::optional<std::string> preprocess(std::string_view content);

}  // namespace pglint::parse
