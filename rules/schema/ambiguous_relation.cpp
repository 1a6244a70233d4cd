// Several foreign keys to one table that differ only by a number.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/column_group.h"
#include "design/schema.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::ambiguous_relation {
namespace {

using text::is_digit;

/// The words of a column's name without numbers and words for a key: `user` of `user_id2`,
/// `user2_id` and `user_id_1`.
std::vector<std::string> stem_of(std::string_view column) {
  std::vector<std::string> words = parse::name_words(column);
  for (std::string& word : words) {
    while (!word.empty() && is_digit(word.back())) word.pop_back();
  }
  std::erase_if(words, [&](const std::string& word) {
    return word.empty() || design::words::keys.contains(word) || word == "ref";
  });
  return words;
}

/// True if the foreign key has one column, whose name says only which table it refers to.
bool is_without_role(const design::ForeignKey& key, const design::Schema& schema) {
  if (key.columns.size() != 1 || key.target == nullptr || !key.constraint->certain) return false;
  const auto stem = stem_of(key.columns.front()->spelling());
  if (stem.empty()) return false;
  const design::Table* named = schema.find_thing(stem, key.table->relation->name.schema);
  return named != nullptr && named->relation == key.target;
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.foreign_keys.size() < 2) return;
  std::map<const catalog::Relation*, std::set<const catalog::Column*>> by_target;
  for (const design::ForeignKey& key : table.foreign_keys) {
    if (is_without_role(key, context.design())) by_target[key.target].insert(key.columns.front());
  }
  for (const auto& entry : by_target) {
    const catalog::Relation* target = entry.first;
    const std::set<const catalog::Column*>& set = entry.second;
    if (set.size() < 2) continue;
    design::Columns columns;
    for (const catalog::Column& column : table.columns()) {
      if (set.contains(&column)) columns.push_back(&column);
    }
    const auto names = design::names_of(columns);
    // Of several in one statement, the second makes it ambiguous.
    context.report(summed_up(columns, [&](const design::Columns& some) {
      return at(table, *some[some.size() > 1 ? 1 : 0])
          .about(names)
          .says(
              "ambiguous foreign keys: {} of `{}` refer to `{}`, and their names do not say in "
              "which role",
              design::list_of(names), table.name(), target->name.name)
          .advises("rename {} after the roles that the rows of `{}` have", design::list_of(names),
                   target->name.name)
          .with(Confidence::medium);
    }));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "ambiguous-relation",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "Several foreign keys to one table, distinguished only by a number",
    .help = "name each column after its role, such as `sender_id` and `recipient_id`",
    .why = R"(
`user_id` and `user_id2` both say that there is a user, but not what the user does. Every query has
to know which of the two is meant. The wrong one has the right type and joins without complaint.
ORMs that name relations after tables need a name for each anyway: Prisma rejects such a schema
until they are named.
)",
    .reported = R"(
Two or more single-column foreign keys from one table to the same other table if the column names
consist only of the other table's name, numbers and `id`: `user_id` and `user_id2`, `user1_id` and
`user2_id`.
)",
    .not_reported = R"(
- Names with a word for the role, such as `author_id` and `editor_id`, or `user_id` next to
  `approved_by_user_id`.
- Numbered names that do not contain the other table's name, such as `entity0` and `entity1`.
)",
    .instead = R"(
Renaming changes only the catalog, under a short ACCESS EXCLUSIVE lock. It breaks all SQL that uses
the old name, so deploy it together with the code, or put a view under the table's old name in the
meantime:

```sql
ALTER TABLE messages RENAME COLUMN user_id TO sender_id;
ALTER TABLE messages RENAME COLUMN user_id2 TO recipient_id;
```

In Prisma, write `@relation("sender")`, and `@map` if the column is to keep its name.
)",
    .fine = R"(
If both have the same role and differ only in their order: the two ends of an undirected edge.
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
    .checks = {on<check>},
};

}  // namespace pglint::rules::ambiguous_relation
