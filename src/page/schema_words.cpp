#include "page/schema_words.h"

namespace pglint::page {

std::string_view word(catalog::ConstraintKind kind) {
  switch (kind) {
    case catalog::ConstraintKind::primary_key:
      return "primary key";
    case catalog::ConstraintKind::unique:
      return "unique";
    case catalog::ConstraintKind::foreign_key:
      return "foreign key";
    case catalog::ConstraintKind::check:
      return "check";
    case catalog::ConstraintKind::exclusion:
      return "exclude";
    case catalog::ConstraintKind::not_null:
      return "not null";
  }
  return {};
}

std::string_view word(catalog::ReferentialAction action) {
  switch (action) {
    case catalog::ReferentialAction::no_action:
      return "no action";
    case catalog::ReferentialAction::restricted:
      return "restrict";
    case catalog::ReferentialAction::cascade:
      return "cascade";
    case catalog::ReferentialAction::set_null:
      return "set null";
    case catalog::ReferentialAction::set_default:
      return "set default";
  }
  return {};
}

std::string_view word(catalog::MatchType match) {
  switch (match) {
    case catalog::MatchType::simple:
      return "simple";
    case catalog::MatchType::full:
      return "full";
    case catalog::MatchType::partial:
      return "partial";
  }
  return {};
}

std::string_view word(catalog::Identity identity) {
  switch (identity) {
    case catalog::Identity::none:
      return "none";
    case catalog::Identity::always:
      return "always";
    case catalog::Identity::by_default:
      return "by default";
  }
  return {};
}

std::string_view word(catalog::Generation generation) {
  switch (generation) {
    case catalog::Generation::none:
      return "none";
    case catalog::Generation::stored:
      return "stored";
    case catalog::Generation::virtual_column:
      return "virtual";
  }
  return {};
}

std::string_view word(catalog::Volatility volatility) {
  switch (volatility) {
    case catalog::Volatility::immutable:
      return "immutable";
    case catalog::Volatility::stable:
      return "stable";
    case catalog::Volatility::volatile_function:
      return "volatile";
  }
  return {};
}

std::string_view word(catalog::ArgumentMode mode) {
  switch (mode) {
    case catalog::ArgumentMode::in:
      return "in";
    case catalog::ArgumentMode::out:
      return "out";
    case catalog::ArgumentMode::in_out:
      return "inout";
    case catalog::ArgumentMode::variadic:
      return "variadic";
    case catalog::ArgumentMode::table:
      return "table";
  }
  return {};
}

std::string_view persistence(const catalog::Relation& relation) {
  if (relation.temporary) return "temporary";
  return relation.unlogged ? "unlogged" : "permanent";
}

}  // namespace pglint::page
