// Words for enumerators of the catalog, used in the text and JSON output of `pglint schema`.
#pragma once

#include <string_view>

#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::page {

[[nodiscard]] std::string_view word(catalog::ConstraintKind kind);
[[nodiscard]] std::string_view word(catalog::ReferentialAction action);
[[nodiscard]] std::string_view word(catalog::MatchType match);
[[nodiscard]] std::string_view word(catalog::Identity identity);
[[nodiscard]] std::string_view word(catalog::Generation generation);
[[nodiscard]] std::string_view word(catalog::Volatility volatility);
[[nodiscard]] std::string_view word(catalog::ArgumentMode mode);
[[nodiscard]] std::string_view persistence(const catalog::Relation& relation);

}  // namespace pglint::page
