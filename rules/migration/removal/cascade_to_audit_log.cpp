// Foreign keys with ON DELETE CASCADE by which an audit log or a ledger loses rows.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "design/vocabulary/word_list.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::cascade_to_audit_log {
namespace {

using catalog::Relation;
using design::ForeignKey;

constexpr design::WordList records("audit", "ledger");
/// What the rows of such a table are called.
constexpr design::WordList entries("entry", "event", "history", "line", "log", "record", "trail");

/// Whether rows prove what happened: `audit_log`, `account_ledger`. Not `audit_key`.
bool keeps_records(const design::Table& table) {
  const std::vector<std::string> words = design::singulars(parse::name_words(table.spelling()));
  return !words.empty() && records.has_one_of(words) &&
         (records.contains(words.back()) || entries.contains(words.back()));
}

bool cascades(const ForeignKey& key) {
  return key.constraint->on_delete == catalog::ReferentialAction::cascade &&
         key.constraint->certain && key.target != nullptr && !key.is_self_reference();
}

const design::Table* table_of(const Relation* relation, const design::Schema& schema) {
  const auto found = std::ranges::find(schema.all_tables(), relation, &design::Table::relation);
  return found == schema.all_tables().end() ? nullptr : &*found;
}

/// The foreign keys through which a DELETE reaches `key`, and `key` itself, which is the first.
std::vector<const ForeignKey*> chain_to(const ForeignKey& key, const design::Schema& schema) {
  std::vector<const ForeignKey*> chain = {&key};
  for (std::size_t next = 0; next < chain.size(); ++next) {
    const design::Table* target = table_of(chain[next]->target, schema);
    if (target == nullptr) continue;
    for (const ForeignKey& above : target->foreign_keys) {
      const bool is_known = std::ranges::any_of(
          chain, [&](const ForeignKey* other) { return other->constraint == above.constraint; });
      if (cascades(above) && !is_known) chain.push_back(&above);
    }
  }
  return chain;
}

/// The link with which the chain was complete: the one that came last.
const ForeignKey& newest_of(const std::vector<const ForeignKey*>& chain) {
  return **std::ranges::max_element(chain, [](const ForeignKey* a, const ForeignKey* b) {
    return catalog::is_before(a->constraint->place, b->constraint->place);
  });
}

void report(const ForeignKey& key, const ForeignKey& newest, SchemaContext& context) {
  const std::string through =
      key.table == newest.table ? std::string()
                                : text::format(" through `{}`", newest.table->relation->name.name);
  context.report(
      at(*newest.table->relation, *newest.constraint)
          .says("rows of `{}` are lost with a row of `{}`: ON DELETE CASCADE{}",
                key.table->relation->name.name, newest.target->name.name, through)
          .advises("use ON DELETE RESTRICT for `{}`, or keep the number without a foreign key",
                   key.constraint->name));
}

void check(const design::Table& table, SchemaContext& context) {
  if (!keeps_records(table)) return;
  for (const ForeignKey& key : table.foreign_keys) {
    if (!cascades(key)) continue;
    report(key, newest_of(chain_to(key, context.design())), context);
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "cascade-to-audit-log",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Audit log or ledger that loses rows by ON DELETE CASCADE",
    .help = "use ON DELETE RESTRICT, or no foreign key, for tables that keep records",
    .why = R"(
An audit log says what happened, also to rows that are gone. With ON DELETE CASCADE, the DELETE of a
row takes its records along, and nothing says so. The foreign key that makes this possible may be on
another table: each CASCADE in a chain passes the DELETE on.
)",
    .reported = R"(
A foreign key with ON DELETE CASCADE of a table that is called an audit log or a ledger, or the
newest one in a chain of them that ends there.
)",
    .not_reported = R"(
- Foreign keys with RESTRICT, NO ACTION, SET NULL or SET DEFAULT anywhere in the chain.
- Tables with other names, such as logs of requests.
)",
    .instead = R"(
```sql
CREATE TABLE account_audit (
  account_id bigint NOT NULL REFERENCES accounts ON DELETE RESTRICT,
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, happened_at)
);
```
)",
    .fine = R"(
Records that have to be deleted with their subject, as privacy law may require.
)",
    .given = R"(
CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
)",
    .bad = R"(
CREATE TABLE account_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
  happened_at timestamptz NOT NULL
);
CREATE INDEX account_audit_account_id_idx ON account_audit (account_id);
)",
    .good = R"(
CREATE TABLE account_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts ON DELETE RESTRICT,
  happened_at timestamptz NOT NULL
);
CREATE INDEX account_audit_account_id_idx ON account_audit (account_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::cascade_to_audit_log
