// Lists of values in CHECKs, domains and enums that are duplicated, or that belong in a table.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "design/accepted.h"
#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::hard_coded_values {
namespace {

using design::Family;
using design::Table;

using text::is_one_of;
/// A list of values and its place.
struct Values {
  std::vector<std::string> values = {};
  std::string subject = {};      ///< the column, domain or enum: `orders.status`, `currency`
  std::string name = {};         ///< of the column, domain or type
  const Table* table = nullptr;  ///< null for domains and types
  std::string column = {};       ///< of the table
  catalog::Place place = {};
  std::string place_name = {};
  std::string object = {};
  bool is_enum = false;
};

bool is_accepted(std::string_view comment) {
  return design::is_accepted(comment, {.id = "hard-coded-values", .of_normalization = true});
}

/// A cheap test for lists of strings; parsing decides.
bool may_be_list(std::string_view sql) {
  if (sql.find('\'') == std::string_view::npos) return false;
  const std::string lower = text::lowered(sql);
  constexpr std::array<std::string_view, 4> words = {" in ", " in(", "any", " or "};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

void add_checks(const Table& table, std::vector<Values>& lists) {
  for (const catalog::Constraint& check : table.relation->constraints) {
    if (check.kind != catalog::ConstraintKind::check || !check.local || !check.certain ||
        check.mentioned.size() != 1 || !may_be_list(check.expression)) {
      continue;
    }
    auto list = design::value_list(check.expression);
    if (!list) continue;
    const catalog::Column* column = table.relation->find_column(list->column);
    if (column == nullptr || is_accepted(column->comment) || is_accepted(check.comment)) continue;
    lists.push_back({.values = std::move(list->values),
                     .subject = design::shown(table, column->name),
                     .name = std::string(column->spelling()),
                     .table = &table,
                     .column = column->name,
                     .place = check.place,
                     .place_name = check.name,
                     .object = table.relation->name.shown() + "." + column->name});
  }
}

void add_type(const catalog::Object& type, std::vector<Values>& lists) {
  if (!type.certain || type.implicit || !type.extension.empty() || is_accepted(type.comment)) {
    return;
  }
  Values list = {.subject = type.name.name,
                 .name = type.name.name,
                 .place = type.place,
                 .place_name = type.name.name,
                 .object = type.name.shown()};
  if (const auto* enumeration = type.as<catalog::EnumType>()) {
    for (const auto& [value] : enumeration->values) list.values.push_back(value);
    list.is_enum = true;
    lists.push_back(std::move(list));
    return;
  }
  const auto* domain = type.as<catalog::Domain>();
  if (domain == nullptr) return;
  for (const catalog::DomainConstraint& check : domain->constraints) {
    if (!may_be_list(check.expression)) continue;
    auto values = design::value_list(check.expression);
    if (!values) continue;
    list.values = std::move(values->values);
    lists.push_back(list);
  }
}

/// A report without a message at the list.
SchemaReport at_list(const Values& list, Confidence confidence, Severity severity) {
  Subject subject;
  if (list.table != nullptr) subject = {.relation = list.table->relation, .columns = {list.column}};
  return {.at = list.place,
          .name = list.place_name,
          .message = {},
          .object = list.object,
          .subject = std::move(subject),
          .severity = severity,
          .confidence = confidence};
}

/// The value in lower case without the separators of its words; empty if it has fewer than two
/// letters.
std::string meaning_of(std::string_view value) {
  std::string meaning;
  for (const char letter : value) {
    if (letter == '_' || letter == ' ' || letter == '-') continue;
    meaning += text::lowered(letter);
  }
  const bool is_word = std::ranges::count_if(meaning, text::is_letter) > 1;
  return is_word ? meaning : std::string();
}

/// Reports two spellings of one value.
void report_variants(const Values& list, SchemaContext& context) {
  std::map<std::string, std::string> meanings;
  for (const std::string& value : list.values) {
    const std::string meaning = meaning_of(value);
    if (meaning.empty()) continue;
    const auto [found, is_new] = meanings.emplace(meaning, value);
    if (is_new || found->second == value) continue;
    SchemaReport report =
        at_list(list, Confidence::high, Severity::warning)
            .says(
                "two spellings of one value in `{}`: `{}` and `{}` are different values to queries",
                list.subject, found->second, value);
    context.report(
        list.is_enum ? std::move(report).advises("update the rows to one of `{}` and `{}`, and "
                                                 "recreate the enum without the other one",
                                                 found->second, value)
                     : std::move(report).advises("allow only one of `{}` and `{}`, and update the "
                                                 "rows that hold the other one",
                                                 found->second, value));
    return;
  }
}

bool is_number(const std::string& value) {
  return !value.empty() && value.find_first_not_of("+-.0123456789") == std::string::npos;
}

/// The values as one text to compare lists by; empty for lists that are too short or numbers only.
std::string set_of(const Values& list) {
  constexpr std::size_t least = 3;
  const std::set<std::string> values(list.values.begin(), list.values.end());
  if (values.size() < least || std::ranges::all_of(values, is_number)) return {};
  std::string all;
  for (const std::string& value : values) all += std::to_string(value.size()) + ":" + value;
  return all;
}

/// Where to keep the values of equal lists: in a domain that is one of them, if there is just one.
std::string advice_for(const std::vector<const Values*>& copies) {
  std::vector<std::string> columns;
  std::vector<std::string> domains;
  for (const Values* copy : copies) {
    (copy->table == nullptr ? domains : columns).push_back(copy->subject);
  }
  if (columns.empty()) {
    return text::format("keep one of the domains {} and drop the others", design::list_of(domains));
  }
  if (domains.size() == 1) {
    return text::format("use the domain `{}` as the type of {}", domains.front(),
                        design::list_of(columns));
  }
  return text::format("keep the {} values once, in a lookup table with foreign keys or in a domain",
                      copies.front()->values.size());
}

/// Reports at the last copy, which is the one that should not have been made.
void report_copies(const std::vector<const Values*>& copies, SchemaContext& context) {
  const Values& last = *copies.back();
  const Values& first = *copies.front();
  std::vector<std::string> places;
  places.reserve(copies.size());
  std::vector<SchemaReport> members;
  members.reserve(copies.size());
  for (const Values* copy : copies) {
    places.push_back(copy->subject);
    members.push_back(at_list(*copy, Confidence::high, Severity::warning));
  }
  SchemaReport report =
      at_list(last, Confidence::high, Severity::warning)
          .says("duplicate list of {} values in {}: a new value must be added in {} places",
                last.values.size(), design::list_of(places), copies.size())
          .advises(advice_for(copies));
  report.related.push_back(
      {.at = first.place, .name = first.place_name, .message = "the same list is here"});
  context.report(std::move(report).sums_up(std::move(members)));
}

/// True for lists that grow with the business.
bool is_open_ended(const std::string& name) {
  constexpr std::array<std::string_view, 11> words = {
      "country", "currency", "language", "category", "department", "city",
      "brand",   "supplier", "role",     "plan",     "product"};
  const auto parts = parse::name_words(name);
  if (parts.empty()) return false;
  return is_one_of(design::singular(parts.back()), words) ||
         (parts.size() > 1 && parts.back() == "type" && parts[parts.size() - 2] == "product") ||
         (parts.size() > 1 && parts.back() == "code" &&
          is_one_of(parts[parts.size() - 2], std::span(words).first(3)));
}

void report_size(const Values& list, SchemaContext& context) {
  constexpr std::size_t many = 6;
  constexpr std::size_t very_many = 12;
  const bool open = is_open_ended(list.name);
  const std::size_t least = list.name == "role" ? many + 1 : many;
  const bool is_data = open && list.values.size() >= least;
  if (!is_data && list.values.size() <= very_many) return;
  SchemaReport report =
      at_list(list, is_data ? Confidence::medium : Confidence::low, Severity::info)
          .says("hard-coded list of {} values in `{}`: a new value needs a schema change",
                list.values.size(), list.subject);
  if (list.table != nullptr) {
    report = std::move(report).advises("let `{}` reference a lookup table with these values",
                                       list.subject);
  } else {
    report = std::move(report).advises("use a lookup table and foreign keys instead of the {} `{}`",
                                       list.is_enum ? "enum" : "domain", list.subject);
  }
  context.report(std::move(report));
}

/// A status that accepts any text or number, as ORMs create it for an enum in code.
void check_column(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  if (table.roles.history || table.roles.lookup || table.roles.events) return;
  constexpr std::array<std::string_view, 7> texts = {
      "role", "level", "gender", "severity", "priority", "currency", "country_code"};
  const catalog::Catalog& catalog = context.catalog();
  const Family family = design::family_of(column.type, catalog);
  const std::string name = parse::snake_case(column.spelling());
  const bool is_class = design::words::classes.contains(name);
  const bool fits = (family == Family::text && (is_class || is_one_of(name, texts))) ||
                    (family == Family::integer && is_class && column.default_expression);
  const bool builtin = column.type.schema.empty() && catalog::is_builtin_type(column.type.name);
  if (!fits || !builtin || !column.local || !column.certain || column.generated ||
      table.refers_by(column.name) || table.is_in_key(column.name) ||
      !table.checks_on({column.name}).empty()) {
    return;
  }
  const std::string shown = design::shown(table, column.name);
  context.report(
      at(part)
          .says("missing CHECK, enum or foreign key on `{}`: any value is accepted", shown)
          .advises("limit `{}` to its values with a CHECK or a foreign key to a lookup table",
                   shown)
          .with(Confidence::low));
}

void check_lists(const design::Schema& schema, SchemaContext& context) {
  std::vector<Values> lists;
  for (const Table* table : schema.tables()) {
    if (!table->roles.history && !table->roles.lookup) add_checks(*table, lists);
  }
  for (const auto& [key, object] : context.catalog().objects()) add_type(object, lists);
  std::ranges::stable_sort(
      lists, [](const Values& a, const Values& b) { return catalog::is_before(a.place, b.place); });

  std::map<std::string, std::vector<const Values*>> same;
  for (const Values& list : lists) {
    report_variants(list, context);
    const std::string set = list.is_enum ? std::string() : set_of(list);
    if (!set.empty()) same[set].push_back(&list);
  }
  std::set<const Values*> copied;
  for (const auto& [set, copies] : same) {
    if (copies.size() < 2) continue;
    report_copies(copies, context);
    copied.insert(copies.begin(), copies.end());
  }
  for (const Values& list : lists) {
    if (!copied.contains(&list)) report_size(list, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "hard-coded-values",
    .group = Group::normalization,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "Hard-coded list of values that is duplicated or belongs in a lookup table",
    .help = "keep the values once, in a lookup table with foreign keys, a domain or an enum",
    .why = R"(
A CHECK with a short list that never changes is good design. It is a problem if the same list is in
two tables: the next value is added to one of them, and the other table rejects it. It is also a
problem if the list is data. Countries, plans and categories change with the business, and each
change then needs a migration, a lock on the table and a deployment.

An enum keeps the list in one place, but it is rigid. PostgreSQL can add and rename values, but
cannot remove them. A new value cannot be used in the transaction that adds it, and values sort in
the order of their declaration. Two spellings of one value, such as `Active` and `active`, are two
values to every query.
)",
    .reported = R"(
CHECK constraints on one column and domains that list their values (IN, `= ANY (ARRAY[…])`,
`a = 1 OR a = 2`), and enums. As warnings: the same list of three or more values in two CHECKs or
domains, reported at the last one; and two values that differ only in case or in the character
between their words. As `info`: six or more values of something open-ended (`country`, `currency`,
`language`, `category`, `department`, `role`, `plan`). Only with `--min-confidence low`: more than
twelve values, and a `status` or `type` without any constraint.
)",
    .not_reported = R"(
Lists of two values, lists of numbers, enums with equal values (each is a separate type), lists on
lookup tables and histories.
)",
    .instead = R"(
A list that changes belongs in a table, where a new value is an INSERT. The value itself is a good
key, so queries stay as they are:

```sql
CREATE TABLE document_states (state text PRIMARY KEY);
INSERT INTO document_states (state) VALUES ('draft'), ('sent'), ('paid'), ('void');
ALTER TABLE invoices
  ADD CONSTRAINT invoices_state FOREIGN KEY (state) REFERENCES document_states (state) NOT VALID;
ALTER TABLE invoices VALIDATE CONSTRAINT invoices_state;
ALTER TABLE invoices DROP CONSTRAINT invoices_state_check;
CREATE INDEX CONCURRENTLY invoices_state_key ON invoices (state);
ALTER TABLE credit_notes
  ADD CONSTRAINT credit_notes_state
    FOREIGN KEY (state) REFERENCES document_states (state) NOT VALID;
ALTER TABLE credit_notes VALIDATE CONSTRAINT credit_notes_state;
ALTER TABLE credit_notes DROP CONSTRAINT credit_notes_state_check;
CREATE INDEX CONCURRENTLY credit_notes_state_key ON credit_notes (state);
```

NOT VALID holds its locks only briefly, and VALIDATE lets others write while it reads. A list that
hardly ever changes can be a domain (`CREATE DOMAIN document_state AS text CHECK (VALUE IN (…))`) or
an enum; both keep it in one place. To change a CHECK, add the new one as NOT VALID, validate it,
and drop the old one.
)",
    .fine = R"(
Lists that are equal by chance and change independently. Closed sets: the days of the week, left and
right.
)",
    .bad = R"(
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('draft', 'sent', 'paid', 'void'))
);
CREATE TABLE credit_notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('draft', 'sent', 'paid', 'void'))
);
)",
    .good = R"(
CREATE DOMAIN document_state AS text CHECK (VALUE IN ('draft', 'sent', 'paid', 'void'));
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state document_state NOT NULL
);
CREATE TABLE credit_notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state document_state NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html",
              "https://www.postgresql.org/docs/current/datatype-enum.html",
              "https://www.postgresql.org/docs/current/sql-createdomain.html"},
    .checks = {on<check_lists>, on<check_column>},
};

}  // namespace pglint::rules::hard_coded_values
