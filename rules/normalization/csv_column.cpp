// Text columns that hold a list of values with separators between them.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/key/key_list.h"
#include "design/list_text.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::csv_column {
namespace {

using catalog::Column;
using Words = std::vector<std::string>;

using text::is_one_of;
/// How much a name says that its column is a list.
enum class NameSign : std::uint8_t {
  none,
  plural,  ///< `tags`: it may as well be anything
  list,    ///< `user_ids`, `email_list`, `tag_csv`
};

/// True for the word before `list` in names of things (`price_list`) and files.
bool is_kind_of_list(std::string_view before) {
  constexpr std::array<std::string_view, 14> kinds = {
      "price", "mailing", "play",   "wait", "waiting", "check", "wish",
      "white", "black",   "import", "raw",  "export",  "file",  "source"};
  return is_one_of(before, kinds);
}

NameSign sign_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> plurals = {
      "codes",  "tags",       "emails",   "phones",     "roles",   "permissions",
      "scopes", "categories", "keywords", "recipients", "members", "languages"};
  if (design::key_list_base(name)) return NameSign::list;
  const Words words = parse::name_words(name);
  if (words.empty()) return NameSign::none;
  if (is_one_of(words.back(), plurals)) return NameSign::plural;
  if (words.back() != "list" && words.back() != "csv") return NameSign::none;
  return words.size() > 1 && !is_kind_of_list(words[words.size() - 2]) ? NameSign::list
                                                                       : NameSign::none;
}

bool has_list_as_default(const Column& column) {
  if (!column.default_expression) return false;
  if (column.default_expression->find_first_of(design::list_separators) == std::string::npos)
    return false;
  const auto value = design::default_constant(column);
  return value && design::is_list(*value);
}

/// `column ~ '^\w+(,\w+)*$'`
bool matches_list(const Node* condition, std::string_view column) {
  const auto* match = as<A_Expr>(condition);
  if (match == nullptr || match->kind != AEXPR_OP) return false;
  const std::string_view name = parse::builtin_name(match->name);
  if ((name != "~" && name != "~*") || design::column_name(match->lexpr) != column) return false;
  const auto pattern = design::constant_value(match->rexpr);
  return pattern && design::repeats_separator(*pattern);
}

bool is_checked_as_list(const Column& column, const design::Table& table) {
  return std::ranges::any_of(table.checks_on({column.name}), [&](const auto* check) {
    const std::string& sql = check->expression;
    if (sql.find('~') == std::string::npos) return false;
    if (sql.find_first_of(design::list_separators) == std::string::npos) return false;
    const design::ParsedExpression parsed(sql);
    return design::allows_only(parsed.tree(), column.name, matches_list);
  });
}

struct Verdict {
  std::string_view reason;  ///< in brackets after the column
  Confidence confidence = Confidence::high;
  const design::Table* target = nullptr;
  std::optional<catalog::Place> use = {};
};

std::optional<Verdict> judge(const Column& column, const design::Table& table,
                             const design::Schema& schema) {
  using catalog::ColumnUseKind;
  Verdict verdict;
  const auto base = design::key_list_base(column.spelling());
  if (base) verdict.target = design::find_named_table(*base, table, schema);
  const auto because = [&](std::string_view reason, Confidence confidence) {
    verdict.reason = reason;
    verdict.confidence = confidence;
    return verdict;
  };
  if (const auto* use = column.find_use(ColumnUseKind::split_as_list)) {
    verdict.use = use->place;
    return because("queries split it", Confidence::high);
  }
  if (const auto* use = column.find_use(ColumnUseKind::searched_as_list)) {
    verdict.use = use->place;
    return because("queries search it for single values", Confidence::high);
  }
  if (is_checked_as_list(column, table)) {
    return because("its CHECK says so", Confidence::high);
  }
  if (design::is_called_list(column.comment))
    return because("its comment says so", Confidence::high);
  if (verdict.target != nullptr) return because("its name suggests it", Confidence::high);
  const NameSign sign = sign_of(column.spelling());
  if (has_list_as_default(column)) {
    if (sign == NameSign::none) return because("its default suggests it", Confidence::low);
    return because("its name and its default suggest it", Confidence::medium);
  }
  if (sign == NameSign::none) return std::nullopt;
  return because("its name suggests it",
                 sign == NameSign::list ? Confidence::medium : Confidence::low);
}

/// True if a list may be right. The OAuth standard separates scopes by blanks; logs and staging
/// tables keep values as they arrived.
bool is_excused(const Column& column, const design::Table& table) {
  const Words words = parse::name_words(column.spelling());
  const bool scopes = !words.empty() && (words.back() == "scope" || words.back() == "scopes");
  return scopes || table.roles.history || table.roles.events ||
         design::takes_raw_data(table.spelling());
}

std::string advice_for(const design::Table& table, const design::Table* target) {
  if (target == nullptr) {
    return text::format("use an array column, or a child table of `{}` with one row per value",
                        table.name());
  }
  if (target == &table) {
    return text::format("use a link table with two references to `{}`", table.name());
  }
  return text::format("use a link table that references `{}` and `{}`", table.name(),
                      target->name());
}

void check(const design::OwnColumn& own, SchemaContext& context) {
  const auto& [table, column] = own;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  const auto verdict = judge(column, table, context.design());
  if (!verdict) return;
  const std::string effect =
      verdict->target == nullptr
          ? "constraints and joins cannot use its values"
          : text::format("a foreign key to `{}` is impossible", verdict->target->name());
  SchemaReport report =
      at(own)
          .says("delimited list in `{}` ({}): {}", design::shown(table, column.name),
                verdict->reason, effect)
          .advises(advice_for(table, verdict->target))
          .with(is_excused(column, table) ? std::min(verdict->confidence, Confidence::medium)
                                          : verdict->confidence);
  if (verdict->use) {
    report.related.push_back({.at = *verdict->use, .message = "queries use it as a list here"});
  }
  context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "csv-column",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Delimited list of values in a text column",
    .help = "use a child table with one row per value, or an array column for plain values",
    .why = R"(
To PostgreSQL the list is one text. It cannot check that each value is a number, that it exists in
another table, or that it occurs only once. A deleted user stays in every list. Finding the rows
with the value 12 takes a pattern such as `%,12,%` over the whole table. A join takes a function
that splits every row, and counting means counting separators. A value that contains the separator
breaks the list for all readers. Two programs that append at the same time lose one of the two
values.

As rows of a table, the values have a type, a foreign key, an index and, if they need one, an order.
)",
    .reported = R"(
Text columns with evidence that they hold lists. As a warning: queries, views or functions that
split the column at a comma, a semicolon or a bar, or search it for one value with separators around
it; a CHECK whose regular expression repeats a separator; a comment such as "comma-separated"; a
name such as `member_user_ids` if there is a table `users`. As info: other names that end in `ids`,
`list` or `csv`; plural names with a list as DEFAULT (`tags … DEFAULT 'a,b,c'`); scopes, event
tables and staging tables. A plural name alone (`tags text`) is reported with low confidence only.
)",
    .not_reported = R"(
Arrays and JSON. Text whose name is a plural but not a list (`notes`, `comments`, `terms`), defaults
that are sentences, and text that queries split at blanks or slashes.
)",
    .instead = R"(
For keys, create a link table. `regexp_split_to_table` splits the lists. The join drops keys that no
longer exist, so count them first:

```sql
CREATE TABLE project_members (
  project_id bigint NOT NULL REFERENCES projects ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_members_user_id ON project_members (user_id);
INSERT INTO project_members (project_id, user_id)
SELECT DISTINCT projects.id, users.id
FROM projects
CROSS JOIN LATERAL regexp_split_to_table(trim(BOTH ',' FROM projects.member_user_ids), '\s*,\s*')
  AS listed (user_id)
JOIN users ON users.id::text = listed.user_id;
```

When nothing reads the list any more, drop it. The ACCESS EXCLUSIVE lock is short:

```sql
ALTER TABLE projects DROP COLUMN member_user_ids;
```

For plain values without a separate table, `text[]` is enough: it has "contains" operators, and a
GIN index supports them. `ALTER COLUMN … TYPE text[] USING string_to_array(…, ',')` rewrites the
table under an ACCESS EXCLUSIVE lock; for a large table, add an array column and fill it in batches.
)",
    .fine = R"(
The list is opaque: the program stores it and returns it unchanged, and never searches or joins it.
Say so in the column's comment, with `pglint:accept csv-column`.
)",
    .bad = R"(
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE projects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  member_user_ids text NOT NULL
);
)",
    .good = R"(
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE projects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE project_members (
  project_id bigint NOT NULL REFERENCES projects ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_members_user_id ON project_members (user_id);
)",
    .links = {"https://www.postgresql.org/docs/current/functions-string.html",
              "https://www.postgresql.org/docs/current/arrays.html"},
    .checks = {on<check>},
    .wants_evidence = true,
};

}  // namespace pglint::rules::csv_column
