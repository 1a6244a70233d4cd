// Several foreign keys to one table that only a number tells apart.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/schema.h"
#include "parse/meaning/name_words.h"
#include "rule/column_report.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::ambiguous_relation {
namespace {

using text::is_digit;

/// The words of a column's name that are neither numbers nor say that it is a key: `user` of
/// `user_id2`, `user2_id` and `user_id_1`.
std::vector<std::string> stem_of(std::string_view column) {
  constexpr std::array<std::string_view, 5> suffixes = {"id", "uuid", "guid", "fk", "ref"};
  std::vector<std::string> words = parse::name_words(column);
  for (std::string& word : words) {
    while (!word.empty() && is_digit(word.back())) word.pop_back();
  }
  std::erase_if(words, [&](const std::string& word) {
    return word.empty() || std::ranges::count(suffixes, std::string_view(word)) > 0;
  });
  return words;
}

/// Columns of single foreign keys that say no more than which table they refer to.
std::map<const catalog::Relation*, std::vector<const catalog::Column*>> columns_without_role(
    const design::Table& table, const design::Schema& schema) {
  std::map<const catalog::Relation*, std::vector<const catalog::Column*>> columns;
  for (const design::ForeignKey& key : table.foreign_keys) {
    if (key.columns.size() != 1 || key.target == nullptr || !key.constraint->certain) continue;
    const catalog::Column* column = key.columns.front();
    const auto stem = stem_of(column->name);
    if (stem.empty()) continue;
    const design::Table* named = schema.find_thing(stem, table.relation->name.schema);
    if (named == nullptr || named->relation != key.target) continue;
    auto& same = columns[key.target];
    if (std::ranges::count(same, column) == 0) same.push_back(column);
  }
  return columns;
}

void report(const design::Table& table, const catalog::Relation& target,
            std::vector<const catalog::Column*> columns, SchemaContext& context) {
  std::ranges::sort(columns, {},
                    [&](const catalog::Column* column) { return column - table.columns().data(); });
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const catalog::Column* column : columns) names.push_back(column->name);
  std::string message =
      text::format("no name says which row of `{}` is which to `{}`: {} all refer to it",
                   target.name.name, table.name(), design::list_of(names));
  context.report(column_report(table, *columns[1],
                               {.message = std::move(message),
                                .columns = std::move(names),
                                .confidence = Confidence::medium}));
}

void check_table(const design::Table& table, SchemaContext& context) {
  if (table.foreign_keys.size() < 2) return;
  const auto columns = columns_without_role(table, context.design());
  // In the order of the table, not of addresses.
  std::vector<const catalog::Relation*> done;
  for (const design::ForeignKey& key : table.foreign_keys) {
    const auto found = columns.find(key.target);
    if (found == columns.end() || found->second.size() < 2) continue;
    if (std::ranges::count(done, key.target) > 0) continue;
    done.push_back(key.target);
    report(table, *key.target, found->second, context);
  }
}

void check_schema(SchemaContext& context) {
  for (const design::Table* table : context.design().tables()) check_table(*table, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "ambiguous-relation",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "Several foreign keys to one table are told apart by a number only",
    .help = "name the columns after what the other row is to this one: `sender_id`, `recipient_id`",
    .why = R"(
A column `user_id` beside `user_id2` says twice that there is a user and never what for. Every query has to know which of the
two is meant, the wrong one has the right type and joins without complaint, and an ORM that names
relations after tables needs names for them anyway: Prisma refuses such a schema until somebody gives them.
)",
    .reported = R"(
Two or more foreign keys of one column from one table to the same other one, with names that are nothing but the other
table's name, numbers and `id`: `user_id` and `user_id2`, `user1_id` and `user2_id`.
)",
    .not_reported = R"(
Names with a word for the role, such as `author_id` and `editor_id`, or `user_id` beside `approved_by_user_id`; numbered
names that are not the other table's, such as `entity0` and `entity1`.
)",
    .instead = R"(
Renaming changes the catalog only, under a short ACCESS EXCLUSIVE lock. It breaks all SQL that uses the old name, so do it
together with the code, or put a view under the table's old name for the time between:

```sql
ALTER TABLE messages RENAME COLUMN user_id TO sender_id;
ALTER TABLE messages RENAME COLUMN user_id2 TO recipient_id;
```

In Prisma write `@relation("sender")` and `@map` where the column shall keep its name.
)",
    .fine = R"(
Where the two have the same role and only their order tells them apart: the two ends of an undirected edge.
)",
    .bad = R"(
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users,
  user_id2 bigint NOT NULL REFERENCES users,
  body text NOT NULL
);
CREATE INDEX messages_user_id ON messages (user_id);
CREATE INDEX messages_user_id2 ON messages (user_id2);
)",
    .good = R"(
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sender_id bigint NOT NULL REFERENCES users,
  recipient_id bigint NOT NULL REFERENCES users,
  body text NOT NULL
);
CREATE INDEX messages_sender_id ON messages (sender_id);
CREATE INDEX messages_recipient_id ON messages (recipient_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.prisma.io/docs/orm/prisma-schema/data-model/relations"
              "#disambiguating-relations"},
    .schema_check = check_schema,
};

}  // namespace pglint::rules::ambiguous_relation
