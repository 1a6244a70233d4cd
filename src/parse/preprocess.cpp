#include "parse/preprocess.h"

#include <algorithm>

#include "text/utf8.h"

namespace pglint::parse {

std::optional<std::string> preprocess(std::string_view content) {
  if (!content.starts_with(text::utf8_bom)) return std::nullopt;
  std::string sql(content);
  std::fill_n(sql.begin(), text::utf8_bom.size(), ' ');
  return sql;
}

}  // namespace pglint::parse
