// A default that the column's own CHECK or type rejects: an INSERT without a value fails.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/places.h"
#include "design/type_family.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::default_outside_check {
namespace {

using design::Family;

/// The values of a list and what defines it.
struct Allowed {
  std::vector<std::string> values = {};
  std::string by;        ///< ``CHECK `t_status_check` ``
  bool is_enum = false;  ///< PostgreSQL rejects other values as soon as the default is declared
  const catalog::Constraint* constraint = nullptr;
};

/// A decimal number without its sign `+` and needless zeros: `1.5` for `+01.50`. Nothing for other
/// notations, such as `1e3`.
std::optional<std::string> plain_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  std::string_view fraction = text.substr(std::min(point + 1, text.size()));
  const auto is_of_digits = [](std::string_view part) {
    return part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (whole.empty() || !is_of_digits(whole) || !is_of_digits(fraction)) return std::nullopt;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size() - 1));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  const bool is_zero = whole == "0" && fraction.empty();
  return text::format("{}{}.{}", negative && !is_zero ? "-" : "", whole, fraction);
}

/// How values of the column's type are compared.
class Comparison {
 public:
  Comparison(const catalog::Type& type, const catalog::Catalog& catalog)
      : family_(design::family_of(type, catalog)),
        padded_(design::base_type(type, catalog).is("bpchar")),
        known_(family_ == Family::integer || family_ == Family::number ||
               family_ == Family::enumeration ||
               (family_ == Family::text && is_exact(type, catalog))) {}

  /// Nothing if it is not known how they compare.
  [[nodiscard]] std::optional<bool> equal(std::string_view a, std::string_view b) const {
    if (!known_) return std::nullopt;
    if (family_ == Family::integer || family_ == Family::number) {
      const auto first = plain_number(a);
      const auto second = plain_number(b);
      if (!first || !second) return std::nullopt;
      return *first == *second;
    }
    return padded_ ? trimmed(a) == trimmed(b) : a == b;
  }

  /// Nothing if one of the values cannot be compared.
  [[nodiscard]] std::optional<bool> is_among(const std::string& value,
                                             const std::vector<std::string>& values) const {
    for (const std::string& other : values) {
      const auto same = equal(value, other);
      if (!same || *same) return same;
    }
    return false;
  }

 private:
  static bool is_exact(const catalog::Type& type, const catalog::Catalog& catalog) {
    return design::base_type(type, catalog).name != "citext";
  }
  static std::string_view trimmed(std::string_view value) {
    const std::size_t last = value.find_last_not_of(' ');
    return last == std::string_view::npos ? std::string_view() : value.substr(0, last + 1);
  }

  Family family_;
  bool padded_;
  bool known_;
};

/// True for a CHECK that mentions `column` and no other column.
bool is_about(const catalog::Constraint& check, const std::string& column) {
  return check.kind == catalog::ConstraintKind::check && check.certain && check.enforced &&
         !check.mentioned.empty() &&
         std::ranges::all_of(check.mentioned,
                             [&](const std::string& mentioned) { return mentioned == column; });
}

/// What the column's type allows: an enum that still has the values of its creation, or a domain.
std::vector<Allowed> allowed_by_type(const catalog::Column& column,
                                     const catalog::Catalog& catalog) {
  const catalog::Object* type = catalog.find_type({column.type.schema, column.type.name});
  if (type == nullptr || !type->certain || column.type.dimensions > 0) return {};
  if (const auto* enumeration = type->as<catalog::EnumType>()) {
    // Renaming a value changes defaults as well, but the text of the default does not show it.
    if (type->changed.statement != type->place.statement) return {};
    Allowed allowed = {.by = text::format("enum `{}`", type->name.name), .is_enum = true};
    for (const auto& [value] : enumeration->values) allowed.values.push_back(value);
    return {std::move(allowed)};
  }
  std::vector<Allowed> allowed;
  const auto* domain = type->as<catalog::Domain>();
  if (domain == nullptr) return allowed;
  for (const catalog::DomainConstraint& constraint : domain->constraints) {
    auto list =
        constraint.expression.empty() ? std::nullopt : design::value_list(constraint.expression);
    if (!list || list->has_null || list->column != "value") continue;
    allowed.push_back(
        {.values = std::move(list->values), .by = text::format("domain `{}`", type->name.name)});
  }
  return allowed;
}

std::vector<Allowed> allowed_by_checks(const design::TableColumn& part) {
  std::vector<Allowed> allowed;
  for (const catalog::Constraint& check : part.table.relation->constraints) {
    if (!is_about(check, part.column.name)) continue;
    auto list = design::value_list(check.expression);
    if (!list || list->has_null) continue;
    allowed.push_back({.values = std::move(list->values),
                       .by = text::format("CHECK `{}`", check.name),
                       .constraint = &check});
  }
  return allowed;
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const auto& [table, column] = static_cast<const design::TableColumn&>(defaulted);
  std::vector<Allowed> allowed = allowed_by_type(column, context.catalog());
  std::ranges::move(allowed_by_checks(defaulted), std::back_inserter(allowed));
  const auto value = allowed.empty() ? std::nullopt : design::default_constant(column);
  if (!value) return;
  const Comparison comparison(column.type, context.catalog());
  const auto rejecting = std::ranges::find_if(allowed, [&](const Allowed& list) {
    return comparison.is_among(*value, list.values) == false;
  });
  if (rejecting == allowed.end()) return;
  const std::string effect = rejecting->is_enum
                                 ? "PostgreSQL rejects it"
                                 : text::format("an INSERT without `{}` fails", column.name);
  SchemaReport report = at(defaulted)
                            .says("default `{}` of `{}` is not allowed by {}: {}", *value,
                                  design::shown(table, column.name), rejecting->by, effect)
                            .advises("change the default to {}{}, or add `{}` to {}",
                                     rejecting->values.size() == 1 ? "" : "one of ",
                                     design::list_of(rejecting->values), *value, rejecting->by);
  if (const catalog::Constraint* by = rejecting->constraint) {
    report = std::move(report).beside(at(table, *by).placed(design::clause_in(by->place)),
                                      "allows only " + design::list_of(rejecting->values));
  }
  context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "default-outside-check",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A column's default violates its CHECK or is not a value of its type",
    .help = "change the default to an allowed value, or drop it",
    .why = R"(
PostgreSQL does not test a default against a CHECK when it is declared, neither one of the table nor
one of a domain. It evaluates the CHECK when a row arrives. So a default outside the list of allowed
values goes unnoticed until the first INSERT relies on it, and then every such INSERT fails.
Programs that always give a value keep working, which is how such a pair reaches production. Only a
default outside an enum is rejected at once.

It happens when the list changes and the default does not: `new` becomes `open` in the CHECK, but
not in the DEFAULT of the same line.
)",
    .reported = R"(
Constant defaults of text, number and enum columns that are not among the allowed values. These come
from a CHECK of the table that lists values of just this column (`IN`, `= ANY`, `=` joined by OR),
from such a CHECK of the column's domain, or from the column's enum. Columns are judged as the
linted files leave them, so a default and a CHECK from different migrations count.
)",
    .not_reported = R"(
- Conditions other than lists.
- Lists with NULL, which reject nothing: see `constraint-tautology`.
- Computed defaults.
- Enums whose values were changed after their creation, because renaming a value also changes
  defaults.
- Types with their own comparison, such as `citext`.
- Constraints that are NOT ENFORCED.
)",
    .instead = R"(
Decide which of the two is right. A new default changes only the catalog:

```sql
ALTER TABLE tickets ALTER COLUMN state SET DEFAULT 'open';
```

If the value is missing from the list, replace the CHECK in two steps, so that reading the rows does
not block writes:

```sql
ALTER TABLE tickets DROP CONSTRAINT tickets_state_check;
ALTER TABLE tickets ADD CONSTRAINT tickets_state_known
  CHECK (state IN ('new', 'open', 'closed')) NOT VALID;
ALTER TABLE tickets VALIDATE CONSTRAINT tickets_state_known;
```
)",
    .fine = R"(
Never on purpose. To force every INSERT to give a value, declare the column NOT NULL without a
default. The error then says which value is missing.
)",
    .bad = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('open', 'closed'))
);
)",
    .good = R"(
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed'))
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-default.html",
              "https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-CHECK-CONSTRAINTS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::default_outside_check
