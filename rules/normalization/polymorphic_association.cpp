// A key and the name of the table that it is of, in two columns: a reference that no foreign key
// can check.
#include <algorithm>
#include <string>
#include <utility>

#include "design/key/polymorphic.h"
#include "design/places.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::polymorphic_association {
namespace {

using catalog::Answer;
using design::PolymorphicPair;
using design::PolymorphicSign;

/// Records of what happened outlive the rows that they are about.
Confidence confidence_of(const PolymorphicPair& pair, const design::Table& table) {
  switch (pair.sign) {
    case PolymorphicSign::names_table:
      return Confidence::low;
    case PolymorphicSign::pair:
      return Confidence::medium;
    case PolymorphicSign::any_thing:
      return pair.type_family == design::Family::text && !table.roles.events ? Confidence::high
                                                                             : Confidence::medium;
  }
  return Confidence::low;
}

/// Rails and Django make such pairs by themselves.
bool is_convention(const design::Schema& schema) {
  return schema.orm() == design::Orm::rails || schema.orm() == design::Orm::django;
}

/// One can be NULL where the other one can not: half a reference.
bool can_be_half(const PolymorphicPair& pair, const catalog::Catalog& catalog) {
  const Answer key = design::is_nullable(*pair.key, catalog);
  const Answer type = design::is_nullable(*pair.type, catalog);
  return key != Answer::unknown && type != Answer::unknown && key != type;
}

/// Also behind what every query of the application gives, such as a tenant.
bool has_pair(const catalog::Index& index, const PolymorphicPair& pair) {
  const auto has = [&](const catalog::Column& column) {
    return std::ranges::count(index.keys, column.name, &catalog::IndexKey::column) > 0;
  };
  return has(*pair.key) && has(*pair.type);
}

/// A key that is rarely the same for two types finds its row as well.
bool is_indexed(const design::Table& table, const PolymorphicPair& pair) {
  return std::ranges::any_of(table.relation->indexes, [&](const catalog::Index& index) {
    return has_pair(index, pair) ||
           (!index.keys.empty() && index.keys.front().column == pair.key->name);
  });
}

void report(const design::Table& table, const PolymorphicPair& pair, SchemaContext& context) {
  const bool half = can_be_half(pair, context.catalog());
  std::string message =
      text::format("no foreign key can check `{}` of `{}`", pair.key->name, table.name());
  if (!is_indexed(table, pair)) message += ", and no index finds the rows of one parent";
  message += text::format(": `{}` says of which table it is the key", pair.type->name);
  if (half) message += ", and one of the two can be NULL without the other";
  // That half of a reference is possible is no convention.
  const bool usual = is_convention(context.design()) && !half;
  SchemaReport report = at(table, *pair.key)
                            .says(std::move(message))
                            .with(confidence_of(pair, table))
                            .beside(at(table, *pair.type), "the table's name is here");
  if (usual) report.severity = Severity::info;
  context.report(std::move(report));
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history) return;
  for (const PolymorphicPair& pair : design::polymorphic_pairs(table, context.design())) {
    const bool sure = pair.key->local && pair.key->certain && pair.type->certain;
    if (sure) report(table, pair, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "polymorphic-association",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A column holds keys of several tables, and another one says of which",
    .help =
        "give each parent a foreign key of its own and check that exactly one is set: "
        "`CHECK (num_nonnulls(…) = 1)`",
    .why = R"(
A foreign key refers to one table. Where `attachable_id` is the key of a post in one row and that of a message in the next,
PostgreSQL cannot check it: a deleted post leaves its attachments behind, a mistyped `attachable_type` is stored as readily as a right one,
and neither ON DELETE CASCADE nor any other action exists. What was deleted comes back as rows without a parent, which every
reader has to expect for ever.

A join cannot follow such a reference either. It takes one query for each type, or an outer join to every possible table, and the planner knows
nothing of how many rows match.
)",
    .reported = R"(
A column that is called like a key (`attachable_id`) and beside it one with the same words and `type`, `kind`, `class`, `table`, `model`,
`entity` or `table_name`; also `object_id` beside `content_type_id`. For sure where the word is one for anything (`…able`, `entity`, `owner`,
`target`), the second name says table or class, or an index was made for both; as `info` where only the two names match, where the type is an enum or a
number, in records of what happened (`audit_log`), and where Rails or Django made them. The message also tells when only one of the two is NOT NULL, and when no index leads to them.
)",
    .not_reported = R"(
Columns with a foreign key, whole primary keys, histories, and what other systems identify (`device_id` and `device_type`). Where the word
names a table of the schema (`event_type` beside `events`), the type most likely says something about that one thing.
)",
    .instead = R"(
An exclusive arc: a column for each parent, of which exactly one is set. All of them are checked, and each can say what happens when its
parent goes:

```sql
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL
);
CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL
);
ALTER TABLE attachments
  ADD COLUMN post_id bigint,
  ADD COLUMN message_id bigint;
ALTER TABLE attachments
  ADD CONSTRAINT attachments_post FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE attachments
  ADD CONSTRAINT attachments_message FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE NOT VALID;
CREATE INDEX CONCURRENTLY attachments_post_id ON attachments (post_id);
CREATE INDEX CONCURRENTLY attachments_message_id ON attachments (message_id);
UPDATE attachments SET post_id = attachable_id WHERE attachable_type = 'post';
UPDATE attachments SET message_id = attachable_id WHERE attachable_type = 'message';
ALTER TABLE attachments ADD CONSTRAINT attachments_parent CHECK (num_nonnulls(post_id, message_id) = 1) NOT VALID;
ALTER TABLE attachments VALIDATE CONSTRAINT attachments_post;
ALTER TABLE attachments VALIDATE CONSTRAINT attachments_message;
ALTER TABLE attachments VALIDATE CONSTRAINT attachments_parent;
ALTER TABLE attachments DROP COLUMN attachable_id, DROP COLUMN attachable_type;
```

New columns without a default rewrite nothing. NOT VALID keeps the locks short, and VALIDATE reads the table while others write to it. It fails
where rows refer to what is gone: find them before (`WHERE NOT EXISTS …`). Update large tables in portions.

With many parents, a link table for each (`post_attachments`) or a common table of all things that can have
attachments, to which posts and messages refer in turn, does the same.
)",
    .fine = R"(
Audit logs and outboxes, which have to keep what they say about rows that are gone. Extensions of a framework that knows no other way (Rails'
polymorphic associations, Django's generic relations): then make both columns NOT NULL, index them together, and look for orphans from
time to time.
)",
    .bad = R"(
CREATE TABLE attachments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  attachable_type text NOT NULL CHECK (attachable_type IN ('post', 'message')),
  attachable_id bigint NOT NULL,
  file_name text NOT NULL
);
CREATE INDEX attachments_attachable ON attachments (attachable_type, attachable_id);
)",
    .good = R"(
CREATE TABLE posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL
);
CREATE TABLE messages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body text NOT NULL
);
CREATE TABLE attachments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  post_id bigint REFERENCES posts (id) ON DELETE CASCADE,
  message_id bigint REFERENCES messages (id) ON DELETE CASCADE,
  file_name text NOT NULL,
  CHECK (num_nonnulls(post_id, message_id) = 1)
);
CREATE INDEX attachments_post_id ON attachments (post_id);
CREATE INDEX attachments_message_id ON attachments (message_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/functions-comparison.html",
              "https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::polymorphic_association
