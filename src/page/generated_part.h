// Parts of pages that are generated into what people wrote around them.
#pragma once

#include <string>
#include <string_view>

namespace pglint::page {

struct GeneratedPart {
  std::string_view name;     ///< of the part's two markers, `<!-- name: begin, … -->` and `end`
  std::string_view content;  ///< what is to stand between them
};

/// `page` with `part` brought up to date. Without its markers it comes back as it is.
[[nodiscard]] std::string with_part(std::string_view page, const GeneratedPart& part);

}  // namespace pglint::page
