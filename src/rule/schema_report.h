// What a check says about the schema. `at` makes a report at a fact of it:
// `context.report(at(table).says("`{}` has no columns", table.name()).with(Confidence::medium))`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/object.h"
#include "catalog/place.h"
#include "catalog/relation.h"

#include "design/key/keys.h"
#include "design/parts.h"
#include "design/table.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint {

/// What a finding is about: whose comments may say that it is meant to be so.
struct Subject {
  const catalog::Relation* relation = nullptr;
  std::vector<std::string> columns = {};  ///< accepted if the comments of all of them say so
};

/// Another place that explains a finding about the schema.
struct RelatedPlace {
  catalog::Place at;
  std::string name = {};  ///< of the object there, for places that are searched by name
  std::string message;
};

/// What a check of the schema says; as `Report`, but about a place that may be in any file.
struct SchemaReport {
  catalog::Place at;
  std::string name = {};  ///< of the object there, for places that are searched by name
  std::string message;
  std::string help = {};  ///< what to write instead here; empty: the rule's
  std::string object = {};
  Subject subject = {};
  std::optional<Severity> severity = {};
  Confidence confidence = Confidence::high;
  std::vector<RelatedPlace> related = {};  ///< shown where they are in the same file

  /// The same with something added or set anew.
  [[nodiscard]] SchemaReport says(std::string said) &&;
  template <class... Value>
  requires(sizeof...(Value) > 0) [[nodiscard]] SchemaReport
      says(text::FormatPattern<sizeof...(Value)> pattern, const Value&... values) && {
    return std::move(*this).says(text::format(pattern, values...));
  }
  /// What to write instead here, where the rule's help would fit less.
  [[nodiscard]] SchemaReport advises(std::string advice) &&;
  template <class... Value>
  requires(sizeof...(Value) > 0) [[nodiscard]] SchemaReport
      advises(text::FormatPattern<sizeof...(Value)> pattern, const Value&... values) && {
    return std::move(*this).advises(text::format(pattern, values...));
  }
  [[nodiscard]] SchemaReport with(Confidence sure) &&;
  [[nodiscard]] SchemaReport with(Severity severe) &&;
  /// About these columns of its relation, whatever it points at.
  [[nodiscard]] SchemaReport about(std::vector<std::string> columns) &&;
  /// About the relation, and its object is this part of it: `public.orders.total`.
  [[nodiscard]] SchemaReport named(std::string_view part) &&;
  [[nodiscard]] SchemaReport placed(const catalog::Place& place) &&;
  /// Points at `fact`, an `at(…)`, as well and says why.
  [[nodiscard]] SchemaReport beside(const SchemaReport& fact, std::string why) &&;
};

/// A relation, also as a designed table: what parts belong to.
class Owner {
 public:
  // NOLINTBEGIN(google-explicit-constructor): rules have either, and mean the same.
  Owner(const catalog::Relation& relation) : relation_(relation) {}
  Owner(const design::Table& table) : relation_(*table.relation) {}
  // NOLINTEND(google-explicit-constructor)
  [[nodiscard]] const catalog::Relation& relation() const { return relation_; }

 private:
  const catalog::Relation& relation_;
};

/// Reports without a message at the place of a fact. Their object is its name, and they are about
/// its columns; of a relation that has parts, about all of it.
[[nodiscard]] SchemaReport at(Owner relation);
[[nodiscard]] SchemaReport at(const catalog::Object& object);
/// At the name of the column.
[[nodiscard]] SchemaReport at(Owner owner, const catalog::Column& column);
/// At the name of the first of some columns, about all; where they are several, the object is their
/// relation.
[[nodiscard]] SchemaReport at(Owner owner, const std::vector<const catalog::Column*>& columns);
[[nodiscard]] SchemaReport at(Owner owner, const catalog::Constraint& constraint);
/// At the constraint that the index stands for, if it does.
[[nodiscard]] SchemaReport at(Owner owner, const catalog::Index& index);
[[nodiscard]] SchemaReport at(Owner owner, const design::Key& key);
[[nodiscard]] SchemaReport at(const design::TableColumn& part);
[[nodiscard]] SchemaReport at(const design::DefaultedColumn& part);  ///< at its DEFAULT
[[nodiscard]] SchemaReport at(const design::TableConstraint& part);
[[nodiscard]] SchemaReport at(const design::TableIndex& part);
[[nodiscard]] SchemaReport at(const design::TableKey& part);
[[nodiscard]] SchemaReport at(const design::ForeignKey& key);

/// At the whole definition of a column.
[[nodiscard]] SchemaReport at_definition(Owner owner, const catalog::Column& column);
/// At its type, or at its name where the type is not written.
[[nodiscard]] SchemaReport at_type(Owner owner, const catalog::Column& column);

}  // namespace pglint
