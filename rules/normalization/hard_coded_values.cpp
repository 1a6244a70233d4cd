// Lists of values in CHECK constraints, domains and enums that would better be data, or stand in
// one place.
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
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::hard_coded_values {
namespace {

using design::Family;
using design::Table;

using text::is_one_of;
/// One list of values, where it is written.
struct Values {
  std::vector<std::string> values = {};
  std::string subject = {};      ///< what takes them: `orders.status`, `currency`
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

/// Strings with something in front of them that lists them; parsing tells the rest.
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
                     .name = column->name,
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
    list.values = enumeration->values;
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

void say(const Values& list, std::string message, Confidence confidence, Severity severity,
         SchemaContext& context, std::vector<RelatedPlace> related = {}) {
  Subject subject;
  if (list.table != nullptr) subject = {.relation = list.table->relation, .columns = {list.column}};
  context.report({.at = list.place,
                  .name = list.place_name,
                  .message = std::move(message),
                  .object = list.object,
                  .subject = std::move(subject),
                  .severity = severity,
                  .confidence = confidence,
                  .related = std::move(related)});
}

/// The value without case and without what separates its words; empty for what has no two letters.
std::string meaning_of(std::string_view value) {
  std::string meaning;
  for (const char letter : value) {
    if (letter == '_' || letter == ' ' || letter == '-') continue;
    meaning += text::lowered(letter);
  }
  const bool is_word = std::ranges::count_if(meaning, text::is_letter) > 1;
  return is_word ? meaning : std::string();
}

/// Two values that people take for one.
void report_variants(const Values& list, SchemaContext& context) {
  std::map<std::string, std::string> meanings;
  for (const std::string& value : list.values) {
    const std::string meaning = meaning_of(value);
    if (meaning.empty()) continue;
    const auto [found, is_new] = meanings.emplace(meaning, value);
    if (is_new || found->second == value) continue;
    say(list,
        text::format("rows of one kind end up under two values of `{}`: `{}` and `{}` differ only "
                     "in how they are written",
                     list.subject, found->second, value),
        Confidence::high, Severity::warning, context);
    return;
  }
}

bool is_number(const std::string& value) {
  return !value.empty() && value.find_first_not_of("+-.0123456789") == std::string::npos;
}

/// Lists with the same values in one line; empty for those that say too little to be compared.
std::string set_of(const Values& list) {
  constexpr std::size_t least = 3;
  const std::set<std::string> values(list.values.begin(), list.values.end());
  if (values.size() < least || std::ranges::all_of(values, is_number)) return {};
  std::string all;
  for (const std::string& value : values) all += std::to_string(value.size()) + ":" + value;
  return all;
}

/// At the last copy, which is the one that should not have been made.
void report_copies(const std::vector<const Values*>& copies, SchemaContext& context) {
  const Values& last = *copies.back();
  const Values& first = *copies.front();
  std::vector<std::string> places;
  places.reserve(copies.size());
  for (const Values* copy : copies) places.push_back(copy->subject);
  say(last,
      text::format(
          "one more value takes {} changes of the schema: {} have the same list of {} values",
          copies.size(), design::list_of(places), last.values.size()),
      Confidence::high, Severity::warning, context,
      {{.at = first.place, .name = first.place_name, .message = "the same list is here"}});
}

/// What grows as the business does.
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
  say(list,
      text::format("the next value of `{}` takes a change of the schema: its list of {} is data",
                   list.subject, list.values.size()),
      is_data ? Confidence::medium : Confidence::low, Severity::info, context);
}

/// A status that takes any text, or any number: what ORMs make of an enum in code.
void check_column(const design::TableColumn& part, SchemaContext& context) {
  const auto& [table, column] = part;
  if (table.roles.history || table.roles.lookup || table.roles.events) return;
  constexpr std::array<std::string_view, 7> texts = {
      "role", "level", "gender", "severity", "priority", "currency", "country_code"};
  const catalog::Catalog& catalog = context.catalog();
  const Family family = design::family_of(column.type, catalog);
  const std::string name = parse::snake_case(column.name);
  const bool is_class = design::words::classes.contains(name);
  const bool fits = (family == Family::text && (is_class || is_one_of(name, texts))) ||
                    (family == Family::integer && is_class && column.default_expression);
  const bool builtin = column.type.schema.empty() && catalog::is_builtin_type(column.type.name);
  if (!fits || !builtin || !column.local || !column.certain || column.generated ||
      table.refers_by(column.name) || table.is_in_key(column.name) ||
      !table.checks_on({column.name}).empty()) {
    return;
  }
  context.report(
      at(part)
          .says("`{}` takes values that nobody meant: no CHECK, type or foreign key says "
                "which there are",
                design::shown(table, column.name))
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
    .summary = "A list of values is written into the schema more than once, or should be data",
    .help = "keep the list once: as a lookup table with a foreign key, a domain or an enum",
    .why = R"(
A CHECK with a short list that never changes is good design. It stops to be when the same list stands in two tables: the next value is added to one of
them, and the other one rejects what the first one took. It also stops when the list is data. Countries, plans and categories come and go with the business, and each time
somebody has to write a migration, take a lock on the table, and deploy.

An enum is one place at least, but a rigid one. PostgreSQL can add and rename values, not remove them; a new value cannot be used in the transaction that
adds it; and values sort in the order of their declaration. Two spellings of one value in a list, `Active` and `active`, are two values to
every query.
)",
    .reported = R"(
CHECK constraints of one column and domains that list their values (IN, `= ANY (ARRAY[…])`, `a = 1 OR a = 2`), and enums. As warnings: the same list of three values and more in
two CHECKs or domains, at the last of them; and two values that differ only in case or in the character between their words. As `info`: six values and more of something
open-ended (`country`, `currency`, `language`, `category`, `department`, `role`, `plan`). Only with `--min-confidence low`: more than twelve values, and a `status` or `type` that
nothing limits.
)",
    .not_reported = R"(
Lists of two values, lists of numbers, enums with equal values (each is its own type), lists on lookup tables and histories.
)",
    .instead = R"(
A list that changes is a table, and a new value is an INSERT. The value itself is a good key, so that queries stay as they are:

```sql
CREATE TABLE document_states (state text PRIMARY KEY);
INSERT INTO document_states (state) VALUES ('draft'), ('sent'), ('paid'), ('void');
ALTER TABLE invoices
  ADD CONSTRAINT invoices_state FOREIGN KEY (state) REFERENCES document_states (state) NOT VALID;
ALTER TABLE invoices VALIDATE CONSTRAINT invoices_state;
ALTER TABLE invoices DROP CONSTRAINT invoices_state_check;
CREATE INDEX CONCURRENTLY invoices_state_key ON invoices (state);
ALTER TABLE credit_notes
  ADD CONSTRAINT credit_notes_state FOREIGN KEY (state) REFERENCES document_states (state) NOT VALID;
ALTER TABLE credit_notes VALIDATE CONSTRAINT credit_notes_state;
ALTER TABLE credit_notes DROP CONSTRAINT credit_notes_state_check;
CREATE INDEX CONCURRENTLY credit_notes_state_key ON credit_notes (state);
```

NOT VALID needs its locks only for a moment, VALIDATE reads while others write. A list that hardly ever changes can be a domain
(`CREATE DOMAIN document_state AS text CHECK (VALUE IN (…))`) or an enum: one place as well. To change a CHECK, add the new one NOT VALID, validate it, and drop
the old one.
)",
    .fine = R"(
Lists that are equal by chance and change independently. Closed sets: the days of the week, left and right.
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
