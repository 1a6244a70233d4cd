// A check's report about the schema. `at` makes a report at a fact of it:
// `context.report(at(table).says("`{}` has no columns", table.name()).with(Confidence::medium))`.
#pragma once

#include <cstddef>
#include <functional>
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
#include "parse/tree/token.h"
#include "rule/finding.h"
#include "rule/fix/plan.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint {

/// The relation and columns whose COMMENTs can accept a finding (see `design/accepted.h`).
struct Subject {
  const catalog::Relation* relation = nullptr;
  std::vector<std::string> columns = {};  ///< the comments of all of them must accept it
};

/// Another place that explains a finding about the schema.
struct RelatedPlace {
  catalog::Place at;
  std::string name = {};  ///< of the object, if its range is found by name
  std::string message;
};

/// Makes the fixes of a finding from the tokens of its statement, without comments; `at` is the
/// finding's range. All are bytes of the file as it is written.
using MakeFixes = std::function<std::vector<Fix>(const parse::TokenView& tokens, text::Range at)>;

/// As `Report`, but at a place in any file.
struct SchemaReport {
  catalog::Place at;
  std::string name = {};  ///< of the object, if its range is found by name
  std::string message;
  std::string help = {};  ///< the fix here; empty: the rule's help
  std::string object = {};
  Subject subject = {};
  std::optional<Severity> severity = {};
  Confidence confidence = Confidence::high;
  std::vector<RelatedPlace> related = {};  ///< shown if they are in the same file
  /// What this report sums up: for each object, the report that it would have alone. Without a
  /// message, a member has message, help and weight of this report. Members may have members.
  std::vector<SchemaReport> members = {};
  /// Makes message and help, if they are not here. Of a member only if it is shown, which most are
  /// not; the catalog is still there then, the design is not.
  std::function<FindingText()> text = {};
  /// Makes the fixes, if there can be any.
  MakeFixes fixes = {};
  SharedPlan plan = {};  ///< as of `Finding`

  /// Sets the message.
  [[nodiscard]] SchemaReport says(std::string said) &&;
  template <class... Value>
  requires(sizeof...(Value) > 0) [[nodiscard]] SchemaReport
      says(text::FormatPattern<sizeof...(Value)> pattern, const Value&... values) && {
    return std::move(*this).says(text::format(pattern, values...));
  }
  /// Sets `text`.
  [[nodiscard]] SchemaReport says_if_shown(std::function<FindingText()> makes) &&;
  /// Sets `fixes`.
  [[nodiscard]] SchemaReport fixed_by(MakeFixes makes) &&;
  /// Sets `plan`.
  [[nodiscard]] SchemaReport planned(SharedPlan steps) &&;
  /// Sets the help.
  [[nodiscard]] SchemaReport advises(std::string advice) &&;
  template <class... Value>
  requires(sizeof...(Value) > 0) [[nodiscard]] SchemaReport
      advises(text::FormatPattern<sizeof...(Value)> pattern, const Value&... values) && {
    return std::move(*this).advises(text::format(pattern, values...));
  }
  [[nodiscard]] SchemaReport with(Confidence sure) &&;
  [[nodiscard]] SchemaReport with(Severity severe) &&;
  /// Sets the columns of the subject.
  [[nodiscard]] SchemaReport about(std::vector<std::string> columns) &&;
  /// Sets the object to a part of the relation: `public.orders.total`.
  [[nodiscard]] SchemaReport named(std::string_view part) &&;
  [[nodiscard]] SchemaReport placed(const catalog::Place& place) &&;
  /// Sets the members. One member is none: what is about one object sums up nothing.
  [[nodiscard]] SchemaReport sums_up(std::vector<SchemaReport> reports) &&;
  /// Adds the place of `fact`, made by `at`, as a related place with the message `why`.
  [[nodiscard]] SchemaReport beside(const SchemaReport& fact, std::string why) &&;
};

/// A relation or a designed table, as an argument of `at`.
class Owner {
 public:
  // Implicit, because rules pass either one.
  Owner(const catalog::Relation& relation) : relation_(relation) {}
  Owner(const design::Table& table) : relation_(*table.relation) {}
  [[nodiscard]] const catalog::Relation& relation() const { return relation_; }

 private:
  const catalog::Relation& relation_;
};

/// Make a report without a message at the place of a fact. Its object is the fact's name; its
/// subject is the fact's columns, or the whole relation.
[[nodiscard]] SchemaReport at(Owner relation);
[[nodiscard]] SchemaReport at(const catalog::Object& object);
/// At the column's name.
[[nodiscard]] SchemaReport at(Owner owner, const catalog::Column& column);
/// At the name of the first column, with all as subject; if there are several, the object is the
/// relation.
[[nodiscard]] SchemaReport at(Owner owner, const std::vector<const catalog::Column*>& columns);
[[nodiscard]] SchemaReport at(Owner owner, const catalog::Constraint& constraint);
/// At the constraint that the index implements, if any.
[[nodiscard]] SchemaReport at(Owner owner, const catalog::Index& index);
[[nodiscard]] SchemaReport at(Owner owner, const design::Key& key);
[[nodiscard]] SchemaReport at(const design::TableColumn& part);
[[nodiscard]] SchemaReport at(const design::DefaultedColumn& part);  ///< at its DEFAULT
[[nodiscard]] SchemaReport at(const design::TableConstraint& part);
[[nodiscard]] SchemaReport at(const design::TableIndex& part);
[[nodiscard]] SchemaReport at(const design::TableKey& part);
[[nodiscard]] SchemaReport at(const design::ForeignKey& key);

/// What `says` reports of the columns of one table, which are not empty: of all together; of those
/// that each statement made, if there are several; and of each one.
[[nodiscard]] SchemaReport summed_up(
    const std::vector<const catalog::Column*>& columns,
    const std::function<SchemaReport(const std::vector<const catalog::Column*>&)>& says);

/// As `summed_up`, if the columns are a smell because they are `least` or more: what `says` reports
/// at the column with which they became so many, and at the first one of each statement.
[[nodiscard]] SchemaReport summed_up_at(
    const std::vector<const catalog::Column*>& columns, std::size_t least,
    const std::function<SchemaReport(const catalog::Column&)>& says);

/// At the column's whole definition.
[[nodiscard]] SchemaReport at_definition(Owner owner, const catalog::Column& column);
/// At the column's type, or at its name if the type is not written.
[[nodiscard]] SchemaReport at_type(Owner owner, const catalog::Column& column);

}  // namespace pglint
