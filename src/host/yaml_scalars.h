// The scalars of a YAML file with their keys. Reads lines, not all of YAML: mappings and lists by
// indentation; plain, quoted and block scalars; flow lists and mappings of scalars; comments. Skips
// anchors and tags, does not follow aliases, and ignores deeper flow collections and keys with `?`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/command.h"
#include "text/range.h"

namespace pglint::host {

struct YamlScalar {
  std::string key;          ///< the nearest; empty if there is none
  std::size_t key_at = 0;   ///< offset of that key in the file, or of the list's first byte
  std::string outer_key;    ///< the next one above
  bool is_item = false;     ///< in a list below the key
  std::size_t item_at = 0;  ///< offset of the nearest list item around; 0 for none
  Word value;
};

struct YamlText {
  std::vector<YamlScalar> scalars;    ///< in file order
  std::vector<text::Range> comments;  ///< bytes of the file
};

/// Never fails: the scalars of other text have no meaning.
[[nodiscard]] YamlText read_yaml_scalars(std::string_view content);

}  // namespace pglint::host
