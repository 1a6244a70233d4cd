// Names that do not match the patterns of the project.
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/orm.h"
#include "design/places.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"
#include "text/pattern.h"

namespace pglint::rules::name_pattern {
namespace {

using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;

/// The default pattern.
constexpr std::string_view plain_name = "^[a-z][a-z0-9_]*$";

/// The pattern for names of one kind; every name fits an empty one.
class Pattern {
 public:
  Pattern(std::string_view option, const SchemaContext& context)
      : option_(option), text_(context.option(option)) {
    if (text_.empty()) return;
    // `mixed-case-identifier` reports upper case, so the default pattern ignores it.
    auto compiled = text::Pattern::compile(
        text_, text_ == plain_name ? text::Case::is_ignored : text::Case::matters);
    if (compiled.ok()) compiled_ = std::move(compiled).value();
  }

  [[nodiscard]] bool fits(const std::string& name) const {
    return !compiled_ || compiled_->is_in(name);
  }
  [[nodiscard]] std::string_view option() const { return option_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string_view option_;
  std::string text_;
  std::optional<text::Pattern> compiled_;
};

/// A name that does not fit.
struct Misfit {
  std::string_view kind;
  std::string_view name;
  catalog::Place place;
  const Relation* relation = nullptr;  ///< that it belongs to, or is; null for other objects
  bool is_column = false;
};

class Check {
 public:
  explicit Check(SchemaContext& context) : context_(context) {}

  void run() {
    for (const auto& [name, relation] : context_.catalog().relations()) look_at(relation);
    context_.catalog().for_each_object([&](const Object& object) { look_at(object); });
    for (auto& [kind, reports] : of_default_) sum_up(kind, std::move(reports));
  }

 private:
  void look_at(const Relation& relation) {
    if (relation.temporary || relation.partition) return;
    if (design::is_bookkeeping_table(relation.name.name)) return;
    const bool is_view = catalog::is_view(relation.kind);
    if (!(is_view ? views_ : tables_).fits(relation.name.name)) {
      report({.kind = is_view ? "view" : "table",
              .name = relation.name.name,
              .place = relation.place,
              .relation = &relation},
             is_view ? views_ : tables_);
    }
    if (is_view) return;
    for (const catalog::Column& column : relation.columns) look_at(column, relation);
    for (const catalog::Constraint& constraint : relation.constraints) {
      if (!constraint.named || !constraint.local || constraints_.fits(constraint.name)) continue;
      report({.kind = "constraint",
              .name = constraint.name,
              .place = constraint.place,
              .relation = &relation},
             constraints_);
    }
  }

  void look_at(const catalog::Column& column, const Relation& relation) {
    // A column from a query or another table has its table's place, and is checked there.
    if (!column.local || column.place == relation.place || columns_.fits(column.name)) return;
    report({.kind = "column",
            .name = column.name,
            .place = column.place,
            .relation = &relation,
            .is_column = true},
           columns_);
  }

  void look_at(const Object& object) {
    const Pattern* pattern = pattern_for(object.kind);
    if (pattern == nullptr || !object.extension.empty() || pattern->fits(object.name.name)) return;
    report({.kind = catalog::name_of(object.kind),
            .name = object.name.name,
            .place = object.place,
            .relation = object.table.name.empty() ? nullptr
                                                  : context_.catalog().find_relation(object.table)},
           *pattern);
  }

  [[nodiscard]] const Pattern* pattern_for(ObjectKind kind) const {
    switch (kind) {
      case ObjectKind::index:
        return &indexes_;
      case ObjectKind::schema:
        return &schemas_;
      case ObjectKind::sequence:
        return &sequences_;
      case ObjectKind::enum_type:
      case ObjectKind::composite_type:
      case ObjectKind::range_type:
      case ObjectKind::domain:
        return &types_;
      case ObjectKind::function:
      case ObjectKind::procedure:
      case ObjectKind::aggregate:
        return &routines_;
      case ObjectKind::trigger:
        return &triggers_;
      default:  // no pattern for them
        return nullptr;
    }
  }

  void report(const Misfit& misfit, const Pattern& pattern) {
    const std::string name(misfit.name);
    const bool is_part = misfit.relation != nullptr && misfit.relation->name.name != name;
    SchemaReport report = {.at = design::name_in(misfit.place),
                           .name = name,
                           .message = text::format("{} does not match the name pattern `{}`",
                                                   subject_of(misfit, is_part), pattern.text()),
                           .help = advice(misfit, pattern),
                           .object = object_of(misfit, is_part),
                           .subject = {.relation = misfit.relation, .columns = {}}};
    if (misfit.is_column) report.subject.columns = {name};
    if (pattern.text() == plain_name) {
      of_default_[misfit.kind].push_back(std::move(report));
    } else {
      context_.report(std::move(report));
    }
  }

  static std::string subject_of(const Misfit& misfit, bool is_part) {
    if (!is_part) return text::format("{} `{}`", misfit.kind, misfit.name);
    const std::string& table = misfit.relation->name.name;
    return misfit.is_column ? text::format("column `{}.{}`", table, misfit.name)
                            : text::format("{} `{}` of `{}`", misfit.kind, misfit.name, table);
  }

  static std::string advice(const Misfit& misfit, const Pattern& pattern) {
    if (pattern.text() != plain_name) return text::format("rename the {}", misfit.kind);
    return text::format(
        "choose a {} name that matches, or set your pattern: `--option name-pattern.{}=…`",
        misfit.kind, pattern.option());
  }

  /// Many names do not match the default pattern: the project has another convention.
  void sum_up(std::string_view kind, std::vector<SchemaReport> reports) {
    constexpr std::size_t many = 10;
    const auto message = [&](const SchemaReport& first, std::size_t others) {
      return text::format("`{}` and {} more {} names do not match the default pattern `{}`",
                          first.name, others, kind, plain_name);
    };
    // The help is that of the first one, which names the option.
    context_.report_once(std::move(reports), {.least = many, .message = message});
  }

  static std::string object_of(const Misfit& misfit, bool is_part) {
    if (misfit.relation == nullptr) return std::string(misfit.name);
    const std::string relation = misfit.relation->name.shown();
    return is_part ? relation + "." + std::string(misfit.name) : relation;
  }

  SchemaContext& context_;
  std::map<std::string_view, std::vector<SchemaReport>> of_default_;  ///< by kind
  Pattern tables_ = Pattern("tables", context_);
  Pattern columns_ = Pattern("columns", context_);
  Pattern views_ = Pattern("views", context_);
  Pattern constraints_ = Pattern("constraints", context_);
  Pattern indexes_ = Pattern("indexes", context_);
  Pattern types_ = Pattern("types", context_);
  Pattern routines_ = Pattern("routines", context_);
  Pattern sequences_ = Pattern("sequences", context_);
  Pattern schemas_ = Pattern("schemas", context_);
  Pattern triggers_ = Pattern("triggers", context_);
};

void check(const catalog::Catalog& /*catalog*/, SchemaContext& context) { Check(context).run(); }

constexpr RuleOption pattern_of(std::string_view kind, std::string_view default_value,
                                std::string_view description) {
  return {.name = kind,
          .kind = OptionKind::pattern,
          .default_value = default_value,
          .description = description};
}

}  // namespace

extern constinit const Rule rule = {
    .id = "name-pattern",
    .group = Group::naming,
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A name does not match the pattern of the project",
    .help =
        "rename the object, or set the pattern for its kind: `--option name-pattern.tables=…` for "
        "tables",
    .why = R"(
Naming conventions last as long as they are checked. A guide only reaches those who read it. A check
on each change reaches everyone, and reviews can be about something else.

A pattern for each kind of object can be more precise than a general style: indexes end in `_idx`,
triggers say what they do, names contain only letters, digits and underscores.
)",
    .reported = R"(
Names of tables, columns, views, named constraints, named indexes, types, routines, sequences,
schemas and triggers that do not match the regular expression for their kind, as the linted files
leave them. An empty option turns its kind off. The expression may match anywhere in the name; `^`
and `$` bind it to the ends. It is in RE2's syntax, which has no lookahead, and has at most 1,000
bytes. Ten or more names of a kind that do not match the default have one
finding: the project has another convention, and the option should state it.
)",
    .not_reported = R"(
With the default pattern, names whose only fault is upper case, which `mixed-case-identifier`
reports. Names that PostgreSQL generates; columns of views; temporary tables and partitions;
bookkeeping tables of tools; objects of extensions.
)",
    .instead = R"(
Rename what does not match. A rename only changes the system catalogs, under a short ACCESS
EXCLUSIVE lock. Views, keys and indexes follow; the text of functions and application code do not:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE _parcels RENAME TO parcels;
COMMIT;
```

If a convention is new, accept older names in the comment on the table
(`'pglint:accept name-pattern'`).
)",
    .fine = R"(
Names that another system prescribes, such as the columns of an import.
)",
    .bad = R"(
CREATE TABLE _parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight numeric NOT NULL
);
)",
    .good = R"(
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight numeric NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS"},
    .checks = {on<check>},
    .options = {pattern_of("tables", plain_name, "names of tables and foreign tables"),
                pattern_of("columns", plain_name, "names of columns in tables"),
                pattern_of("views", plain_name, "names of views and materialized views"),
                pattern_of("constraints", "", "names of constraints, if written"),
                pattern_of("indexes", "", "names of indexes, if written"),
                pattern_of("types", "", "names of types and domains"),
                pattern_of("routines", "", "names of functions, procedures and aggregates"),
                pattern_of("sequences", "", "names of sequences made by CREATE SEQUENCE"),
                pattern_of("schemas", "", "names of schemas"),
                pattern_of("triggers", "", "names of triggers")},
};

}  // namespace pglint::rules::name_pattern
