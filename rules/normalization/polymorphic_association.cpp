// Two columns that hold a key and the name of its table: a reference that no foreign key can check.
#include <algorithm>
#include <string>
#include <utility>

#include "design/key/polymorphic.h"
#include "design/places.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::polymorphic_association {
namespace {

using catalog::Answer;
using design::PolymorphicPair;
using design::PolymorphicSign;

bool has(const catalog::Index& index, const catalog::Column& column) {
  return std::ranges::count(index.keys, column.name, &catalog::IndexKey::column) > 0;
}

/// The key identifies a row whatever its type is, so the type may only describe it.
bool is_unique_without_type(const PolymorphicPair& pair, const design::Table& table) {
  return std::ranges::any_of(table.relation->indexes, [&](const catalog::Index& index) {
    return index.unique && has(index, *pair.key) && !has(index, *pair.type);
  });
}

/// Less sure for records of events, which outlive the rows that they are about.
Confidence confidence_of(const PolymorphicPair& pair, const design::Table& table) {
  switch (pair.sign) {
    case PolymorphicSign::different_names:
    case PolymorphicSign::names_table:
      return Confidence::low;
    case PolymorphicSign::pair:
      return is_unique_without_type(pair, table) ? Confidence::low : Confidence::medium;
    case PolymorphicSign::any_thing:
      return pair.type_family == design::Family::text && !table.roles.events ? Confidence::high
                                                                             : Confidence::medium;
  }
  return Confidence::low;
}

/// True if the framework creates such pairs: Rails and Django do.
bool is_convention(const design::Schema& schema) {
  return schema.orm() == design::Orm::rails || schema.orm() == design::Orm::django;
}

/// True if only one of the two columns can be NULL, so that half a reference is possible.
bool can_be_half(const PolymorphicPair& pair, const catalog::Catalog& catalog) {
  const Answer key = design::is_nullable(*pair.key, catalog);
  const Answer type = design::is_nullable(*pair.type, catalog);
  return key != Answer::unknown && type != Answer::unknown && key != type;
}

/// Also true if another column comes first, such as a tenant that every query has.
bool has_pair(const catalog::Index& index, const PolymorphicPair& pair) {
  return has(index, *pair.key) && has(index, *pair.type);
}

/// An index that begins with the key is enough: keys are rarely the same for two types.
bool is_indexed(const design::Table& table, const PolymorphicPair& pair) {
  return std::ranges::any_of(table.relation->indexes, [&](const catalog::Index& index) {
    return has_pair(index, pair) ||
           (!index.keys.empty() && index.keys.front().column == pair.key->name);
  });
}

std::string advice_for(const PolymorphicPair& pair, bool indexed, bool half,
                       const catalog::Catalog& catalog) {
  std::string advice =
      "use one foreign key column per referenced table, with `CHECK (num_nonnulls(…) = 1)`";
  if (indexed && !half) return advice;
  advice += "; until then,";
  if (!indexed) {
    advice += text::format(" index `({}, {})`", catalog::quoted_name(pair.type->name),
                           catalog::quoted_name(pair.key->name));
  }
  if (half) {
    const bool nullable_key = design::is_nullable(*pair.key, catalog) == Answer::yes;
    const std::string& nullable = nullable_key ? pair.key->name : pair.type->name;
    advice += text::format("{} make `{}` NOT NULL", indexed ? "" : " and", nullable);
  }
  return advice;
}

void report(const design::Table& table, const PolymorphicPair& pair, SchemaContext& context) {
  const bool half = can_be_half(pair, context.catalog());
  const bool indexed = is_indexed(table, pair);
  const bool apart = pair.sign == PolymorphicSign::different_names;
  std::string message = text::format(
      "polymorphic association: no foreign key can check `{}` (`{}` {} its table)",
      design::shown(table, pair.key->name), pair.type->name, apart ? "may name" : "names");
  if (!indexed) message += half ? ", no index covers it" : ", and no index covers it";
  if (half) {
    const bool nullable_key = design::is_nullable(*pair.key, context.catalog()) == Answer::yes;
    const auto& [empty, filled] =
        nullable_key ? std::pair(pair.key, pair.type) : std::pair(pair.type, pair.key);
    message += text::format(", and `{}` can be NULL without `{}`", empty->name, filled->name);
  }
  // No framework asks for half a reference.
  const bool usual = is_convention(context.design()) && !half;
  SchemaReport report = at(table, *pair.key)
                            .says(std::move(message))
                            .advises(advice_for(pair, indexed, half, context.catalog()))
                            .with(confidence_of(pair, table))
                            .beside(at(table, *pair.type), "names the referenced table");
  if (usual) report.severity = Severity::info;
  context.report(std::move(report));
}

/// The type is an enum most of whose values name no table, such as `public` and `private`: it says
/// what the row is, not what the key refers to.
bool names_no_table(const PolymorphicPair& pair, const design::Table& table,
                    const design::Schema& schema) {
  const catalog::Type& type = pair.type->type;
  const catalog::Object* object = schema.catalog().find_type({type.schema, type.name});
  const auto* known = object == nullptr ? nullptr : object->as<catalog::EnumType>();
  if (known == nullptr) return false;
  const auto named = std::ranges::count_if(known->values, [&](const catalog::EnumValue& value) {
    return schema.find_thing(parse::name_words(value.name), table.relation->name.schema) != nullptr;
  });
  return 2 * static_cast<std::size_t>(named) < known->values.size();
}

/// Hardly any key of the schema is of this type: the rows referred to are in another system. Text
/// can hold a key of any type.
bool fits_no_key(const PolymorphicPair& pair, const design::Schema& schema) {
  const auto family = design::family_of(pair.key->type, schema.catalog());
  if (family == design::Family::text) return false;
  constexpr std::size_t keys_for_each = 10;
  std::size_t keys = 0;
  std::size_t fitting = 0;
  for (const design::Table* table : schema.tables()) {
    if (!table->relation->columns_known) return false;
    const catalog::Column* key = table->key_column();
    if (key == nullptr) continue;
    ++keys;
    if (design::family_of(key->type, schema.catalog()) == family) ++fitting;
  }
  return keys > keys_for_each * fitting;
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history) return;
  for (const PolymorphicPair& pair : design::polymorphic_pairs(table, context.design())) {
    const bool sure = pair.key->local && pair.key->certain && pair.type->certain;
    const bool is_other =
        names_no_table(pair, table, context.design()) || fits_no_key(pair, context.design());
    if (sure && !is_other) report(table, pair, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "polymorphic-association",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Polymorphic association: one column references rows of several tables",
    .help = "use one foreign key column per referenced table, with `CHECK (num_nonnulls(…) = 1)`",
    .why = R"(
A foreign key references one table. If `attachable_id` is the key of a post in one row and of a
message in the next, PostgreSQL cannot check it. A deleted post leaves its attachments without a
parent, a mistyped `attachable_type` is stored without an error, and ON DELETE CASCADE and other
actions are not available. All readers have to expect rows without a parent.

A join cannot follow such a reference either. It takes one query per type, or an outer join to every
possible table, and the planner does not know how many rows match.
)",
    .reported = R"(
A column with the name of a key (`attachable_id`), beside one with the same words and `type`,
`kind`, `class`, `table`, `model`, `entity` or `table_name`; also `object_id` beside
`content_type_id`. As a warning if the word is a general one (`…able`, `entity`, `owner`, `target`),
the second name contains table or class, or an index covers both. As `info` if only the two names
match, the type is a number or an enum that names tables, the table records events (`audit_log`) or
is named after another system (`github_installations`), or Rails or Django created the columns. The
message also says if only one of the two is NOT NULL, and if no index covers them.

With `--min-confidence low` also `reference_order_id` and its like, beside the table's only type or
kind with a CHECK that lists its values.
)",
    .not_reported = R"(
Columns with a foreign key, whole primary keys, histories, and keys of other systems (`device_id`
and `device_type`), also if hardly any key of the schema is of the column's type. Enums whose values
are mostly not names of tables (`public`, `private`). Keys that are unique without their type, if
only the two names match. Types that have a foreign key or a table of their name (`company_type_id`
beside `company_types`), unless the word is a general one. If the word names a table of the schema
(`event_type` beside `events` or `page_events`), the type most likely describes that one thing.
)",
    .instead = R"(
Use an exclusive arc: one column per referenced table, of which exactly one is set. PostgreSQL
checks all of them, and each has its own ON DELETE action:

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
  ADD CONSTRAINT attachments_post
    FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE attachments
  ADD CONSTRAINT attachments_message
    FOREIGN KEY (message_id) REFERENCES messages (id) ON DELETE CASCADE NOT VALID;
CREATE INDEX CONCURRENTLY attachments_post_id ON attachments (post_id);
CREATE INDEX CONCURRENTLY attachments_message_id ON attachments (message_id);
UPDATE attachments SET post_id = attachable_id WHERE attachable_type = 'post';
UPDATE attachments SET message_id = attachable_id WHERE attachable_type = 'message';
ALTER TABLE attachments
  ADD CONSTRAINT attachments_parent CHECK (num_nonnulls(post_id, message_id) = 1) NOT VALID;
ALTER TABLE attachments VALIDATE CONSTRAINT attachments_post;
ALTER TABLE attachments VALIDATE CONSTRAINT attachments_message;
ALTER TABLE attachments VALIDATE CONSTRAINT attachments_parent;
ALTER TABLE attachments DROP COLUMN attachable_id, DROP COLUMN attachable_type;
```

New columns without a default do not rewrite the table. NOT VALID keeps the locks short, and
VALIDATE lets others write while it reads. VALIDATE fails if rows reference deleted rows, so find
those first (`WHERE NOT EXISTS …`). Update large tables in batches.

With many referenced tables, use one link table for each (`post_attachments`). Or use a common table
of all things that can have attachments, and let posts and messages reference it.
)",
    .fine = R"(
Audit logs and outboxes, which must keep references to deleted rows. Features of a framework that
knows no alternative (Rails' polymorphic associations, Django's generic relations): then make both
columns NOT NULL, index them together, and check for orphans regularly.
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
