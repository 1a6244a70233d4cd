// Statements that PostgreSQL refuses in a transaction block.
#include <string>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::impossible_in_transaction {
namespace {

/// Before PostgreSQL 12, ADD VALUE is refused in a transaction unless it made the type.
bool is_of_new_type(const RunContext& context) {
  for (const locks::Operation& operation : context.statement().operations) {
    if (operation.form != locks::Form::add_enum_value) continue;
    const catalog::Object* type = context.catalog().find_type(operation.object);
    if (type != nullptr && context.session().is_made_in_transaction(type->place)) return true;
  }
  return false;
}

/// Prisma sends a file as one string; since 7.4 it splits those with CREATE INDEX CONCURRENTLY.
bool may_be_split(const RunContext& context) {
  const migration::Runner* runner = context.session().runner();
  const locks::Statement& statement = context.statement();
  return runner != nullptr && runner->name == "prisma" && !statement.in_body &&
         statement.block == locks::BlockNeed::refused &&
         statement.in_transaction == migration::InTransaction::unknown &&
         context.file().all().size() > 1;
}

/// True where only a setting in a file beside a migration decides, which is not there: if it is
/// missing for several migrations that have such a statement, they ran with it elsewhere.
bool may_lack_settings(const RunContext& context) {
  const migration::Runner* runner = context.session().runner();
  return runner != nullptr && !runner->no_transaction.name.empty() &&
         context.file().all().size() == 1;
}

/// The table of CREATE INDEX CONCURRENTLY, if no other session uses it yet.
std::string new_table_of(const RunContext& context) {
  for (const locks::Operation& operation : context.statement().operations) {
    if (operation.form != locks::Form::create_index_concurrently) continue;
    const catalog::Relation* table = context.catalog().find_relation(operation.object);
    if (table == nullptr || locks::is_shared(context.session().age_of(table))) continue;
    return table->name.name;
  }
  return {};
}

std::string help_of(const RunContext& context) {
  const std::string table = new_table_of(context);
  if (table.empty()) return text::format("run it {}", outside_of_transaction(context));
  return text::format("leave out CONCURRENTLY: no other session uses `{}` yet", table);
}

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  if (may_be_split(context)) {
    context.report(
        {.message = text::format("`{}` fails before Prisma 7.4, which sends the whole file "
                                 "as one string",
                                 statement.shown),
         .help =
             text::format("run it {}, in a separate migration", outside_of_transaction(context)),
         .severity = Severity::warning,
         .confidence = Confidence::medium});
    return;
  }
  const bool is_refused = statement.block == locks::BlockNeed::refused &&
                          statement.in_transaction == migration::InTransaction::yes;
  if (!is_refused || is_of_new_type(context)) return;
  if (statement.in_body) {
    context.report(
        {.message = text::format("`{}` fails: a DO block is a transaction", statement.shown),
         .help = "run it outside of the DO block"});
    return;
  }
  context.report(
      {.message = text::format("`{}` fails in a transaction: {}", statement.shown, statement.why),
       .help = help_of(context),
       .only_alone = may_lack_settings(context)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "impossible-in-transaction",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .also = {Severity::warning},
    .summary = "Statement that fails in the transaction that it runs in",
    .help = "run it outside a transaction",
    .why = R"(
CREATE INDEX CONCURRENTLY, VACUUM, CREATE DATABASE and some others commit in between, so PostgreSQL
refuses them in a transaction block. Most migration tools run a file in one transaction, some send
it as one string, which PostgreSQL runs in one transaction, too.
)",
    .reported = R"(
CREATE INDEX, DROP INDEX, REINDEX and DETACH PARTITION with CONCURRENTLY, VACUUM, REINDEX SCHEMA and
DATABASE, CLUSTER without a table, CREATE and DROP DATABASE, CREATE and DROP TABLESPACE, ALTER
SYSTEM, DISCARD ALL, and before PostgreSQL 12 ALTER TYPE … ADD VALUE: between BEGIN and COMMIT, in a
file that its migration tool runs in a transaction, in a string with other statements, and in DO
blocks. As a warning, in files of Prisma with other statements: only Prisma 7.4 and later split
them.
)",
    .not_reported = R"(
- Statements of which it is not certain that they run in a transaction, for example after a psql
  `\i`.
- A statement that is alone in the string that its migration tool sends.
- Where a file of settings beside the migration decides, such as Diesel's `metadata.toml`: two or
  more migrations that are this one statement and have no such file. They ran, so the settings are
  elsewhere.
)",
    .instead = R"(
Move the statement to a separate file, and turn off the transaction of the migration tool for it;
how, is in the finding and in the [list of migration tools](../migrations.md). With psql, write it
without BEGIN:

```sql
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
```
)",
    .fine = R"(
Never: the statement always fails there.
)",
    .bad = R"(
BEGIN;
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
COMMIT;
)",
    .good = R"(
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createindex.html"
              "#SQL-CREATEINDEX-CONCURRENTLY"},
    .run_check = check,
    .covers = R"(
squawk: ban-concurrent-index-creation-in-transaction
Postgres Language Server: banConcurrentIndexCreationInTransaction
Atlas: PG103
MigrationPilot: MP025
)",
};

}  // namespace pglint::rules::impossible_in_transaction
