// The values in a YAML file, with the keys that lead to them. A reader of lines, not of all of
// YAML: it knows mappings and lists by indentation, plain, quoted and block scalars, flow lists and
// flow mappings of scalars, comments. Anchors and tags are skipped, aliases not followed; what lies
// deeper in a flow collection, and keys marked by `?`, is not seen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/command.h"
#include "text/range.h"

namespace pglint::host {

struct YamlScalar {
  std::string key;          ///< the nearest; empty where there is none
  std::size_t key_at = 0;   ///< offset of that key in the file, or of the list's first byte
  std::string outer_key;    ///< the next one above
  bool is_item = false;     ///< of a list below the key
  std::size_t item_at = 0;  ///< offset of the nearest list item around; 0 for none
  Word value;
};

struct YamlText {
  std::vector<YamlScalar> scalars;    ///< in file order
  std::vector<text::Range> comments;  ///< bytes of the file
};

/// Never fails: what is not YAML gives scalars that mean nothing.
[[nodiscard]] YamlText read_yaml_scalars(std::string_view content);

}  // namespace pglint::host
