// Several values in one text, with separators between them.
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
#include "rule/schema_context.h"
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

/// Things that are called lists, and files.
bool is_kind_of_list(std::string_view before) {
  constexpr std::array<std::string_view, 14> kinds = {
      "price", "mailing", "play",   "wait", "waiting", "check", "wish",
      "white", "black",   "import", "raw",  "export",  "file",  "source"};
  return is_one_of(before, kinds);
}

NameSign sign_of(std::string_view name) {
  constexpr std::array<std::string_view, 11> plurals = {
      "codes",  "tags",       "emails",   "phones",     "roles",  "permissions",
      "scopes", "categories", "keywords", "recipients", "members"};
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
  std::string_view reason;  ///< behind "as"
  Confidence confidence = Confidence::high;
  const design::Table* target = nullptr;
  std::optional<catalog::Place> use = {};
};

std::optional<Verdict> judge(const Column& column, const design::Table& table,
                             const design::Schema& schema) {
  using catalog::ColumnUseKind;
  Verdict verdict;
  const auto base = design::key_list_base(column.name);
  if (base) verdict.target = design::find_named_table(*base, table, schema);
  const auto because = [&](std::string_view reason, Confidence confidence) {
    verdict.reason = reason;
    verdict.confidence = confidence;
    return verdict;
  };
  if (const auto* use = column.find_use(ColumnUseKind::split_as_list)) {
    verdict.use = use->place;
    return because("queries that take it apart show", Confidence::high);
  }
  if (const auto* use = column.find_use(ColumnUseKind::searched_as_list)) {
    verdict.use = use->place;
    return because("queries that look for one of its values show", Confidence::high);
  }
  if (is_checked_as_list(column, table)) {
    return because("its CHECK says", Confidence::high);
  }
  if (design::is_called_list(column.comment)) return because("its comment says", Confidence::high);
  if (verdict.target != nullptr) return because("its name says", Confidence::high);
  const NameSign sign = sign_of(column.name);
  if (has_list_as_default(column)) {
    if (sign == NameSign::none) return because("its default says", Confidence::low);
    return because("its name and its default say", Confidence::medium);
  }
  if (sign == NameSign::none) return std::nullopt;
  return because("its name says", sign == NameSign::list ? Confidence::medium : Confidence::low);
}

/// Where a list may be right: scopes have blanks between them by their standard, logs keep what
/// came.
bool is_excused(const Column& column, const design::Table& table) {
  const Words words = parse::name_words(column.name);
  const bool scopes = !words.empty() && (words.back() == "scope" || words.back() == "scopes");
  return scopes || table.roles.history || table.roles.events ||
         design::takes_raw_data(table.name());
}

void check(const design::OwnColumn& own, SchemaContext& context) {
  const auto& [table, column] = own;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  const auto verdict = judge(column, table, context.design());
  if (!verdict) return;
  const std::string effect =
      verdict->target == nullptr
          ? "no constraint, index or join reaches the single values"
          : text::format("no foreign key can guard the keys of `{}`", verdict->target->name());
  SchemaReport report =
      at(own)
          .says("{}: `{}` of `{}` is a list in one text, as {}", effect, column.name, table.name(),
                verdict->reason)
          .with(is_excused(column, table) ? std::min(verdict->confidence, Confidence::medium)
                                          : verdict->confidence);
  if (verdict->use) {
    report.related.push_back({.at = *verdict->use, .message = "used as a list here"});
  }
  context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "csv-column",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A text column holds a list of values with separators between them",
    .help = "keep a row for each value, or an array column for plain values that are read together",
    .why = R"(
PostgreSQL sees one text. It cannot check that a value is a number, that it exists in another table, or that it is there
once only; a deleted user stays in every list. To find the rows with the value 12 takes a pattern such as `%,12,%`
over the whole table, to join takes a function that splits every row, to count takes the length of the text. A value
with the separator in it breaks the list for all readers, and two programs that append at the same time lose one of the
two values.

As rows of a table the values have a type, a foreign key, an index, and an order if they need one.
)",
    .reported = R"(
Columns of a text type of which something says that they are lists. As a warning: queries, views or functions that split
the column at a comma, a semicolon or a bar, or look for one of its values with separators around it; a CHECK with a
regular expression in which a separator repeats; a comment such as "comma-separated"; a name such as `member_user_ids`
where there is a table `users`. As info: other names that end in `ids`, `list` or `csv`, or that mean many and
have a list as DEFAULT (`tags … DEFAULT 'a,b,c'`); scopes, event tables and staging tables. A plural by
itself (`tags text`) is of low confidence.
)",
    .not_reported = R"(
Arrays and JSON; texts whose names are plurals but no lists (`notes`, `comments`, `terms`), defaults that are sentences,
text that queries split at blanks or slashes.
)",
    .instead = R"(
For keys, make a table that connects the two. `regexp_split_to_table` takes the lists apart; the join leaves out keys that no
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

When nothing reads the list any more, drop it. The lock is an exclusive one, but short:

```sql
ALTER TABLE projects DROP COLUMN member_user_ids;
```

For plain values without a table of their own, `text[]` is enough: it has operators for "contains" and a GIN index for them.
`ALTER COLUMN … TYPE text[] USING string_to_array(…, ',')` rewrites the table under an ACCESS EXCLUSIVE
lock; on a large one, add an array column and fill it in batches.
)",
    .fine = R"(
The list is opaque: stored and given back as it came, never searched or joined. Say so in the column's comment, with
`pglint:accept csv-column`.
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
