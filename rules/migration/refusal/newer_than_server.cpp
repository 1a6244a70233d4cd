// Statements that the server is too old for.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "locks/lock_table.h"
#include "rule/run/operation_context.h"
#include "text/format.h"

namespace pglint::rules::newer_than_server {
namespace {

using locks::Form;

/// The forms that differ in their words, not only in what the schema has.
constexpr std::array written_forms = {
    Form::add_column_stored,
    Form::add_column_virtual,
    Form::set_expression,
    Form::drop_expression,
    Form::set_compression,
    Form::add_check_not_enforced,
    Form::add_not_null,
    Form::add_not_null_not_valid,
    Form::add_foreign_key_not_enforced,
    Form::enforce_foreign_key,
    Form::unenforce_foreign_key,
    Form::reindex_concurrently,
    Form::set_access_method,
    Form::detach_partition_concurrently,
    Form::replace_trigger,
    Form::merge,
};

struct Needed {
  std::string_view shown;  ///< as messages write it; empty: nothing
  int version = 0;
};

/// NULLS NOT DISTINCT, which is a part of some forms.
bool has_distinct_nulls(const locks::Operation& operation) {
  return (operation.constraint && operation.constraint->nulls_not_distinct) ||
         (operation.index && operation.index->nulls_not_distinct);
}

/// The form as the words tell it: of a generated column, its kind.
Form written_form(const locks::Operation& operation) {
  if (!operation.column) return operation.form;
  switch (operation.column->column.generation) {
    case catalog::Generation::stored:
      return Form::add_column_stored;
    case catalog::Generation::virtual_column:
      return Form::add_column_virtual;
    default:
      return operation.form;
  }
}

/// What of the clause is newer than PostgreSQL 10.
Needed needed_by(const OperationContext& context) {
  constexpr int first_with_nulls = 15;
  if (has_distinct_nulls(context.operation())) return {"NULLS NOT DISTINCT", first_with_nulls};
  const Form form = written_form(context.operation());
  if (std::ranges::find(written_forms, form) == written_forms.end()) return {};
  return {locks::row_of(form, locks::LockRow::newest_version).shown, locks::first_version_of(form)};
}

void check(OperationContext& context) {
  if (context.statement().is_conditional) return;  // such as IF of the server's version
  const Needed needed = needed_by(context);
  if (needed.shown.empty() || needed.version <= context.pg_version()) return;
  context.report({.message = text::format("`{}` fails on PostgreSQL {}: it is new in {}",
                                          needed.shown, context.pg_version(), needed.version),
                  .help = text::format(
                      "write it without this clause, or set `pg-version` to {} if all servers "
                      "have been upgraded",
                      needed.version)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "newer-than-server",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Statement that the server is too old for",
    .help = "write it without the newer clause, or upgrade the server first",
    .why = R"(
Each version of PostgreSQL has clauses that older ones refuse as a syntax error. A developer's
machine often has a newer version than production, so that such a migration fails only there.
)",
    .reported = R"(
Clauses of DDL that PostgreSQL has only since a later version than `--pg-version`, such as DETACH
PARTITION CONCURRENTLY (14), CREATE OR REPLACE TRIGGER (14), NULLS NOT DISTINCT (15), MERGE (15),
SET EXPRESSION (17), NOT ENFORCED and VIRTUAL (18).
)",
    .not_reported = R"(
- Everything without `pg-version`, which is then the newest one.
- Functions, settings and clauses of queries.
- Statements that run only under a condition, such as IF of the server's version.
)",
    .instead = R"(
State the oldest version that runs the migrations in `pglint.toml`:

```toml
pg-version = 15
```

and write what that version has. The page of each rule says what to do on older ones.
)",
    .fine = R"(
Never: it fails.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, changed_at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION touch() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := now();
  RETURN NEW;
END
$$;
)",
    .bad = R"(
CREATE OR REPLACE TRIGGER orders_touch
  BEFORE UPDATE ON orders
  FOR EACH ROW EXECUTE FUNCTION touch();
)",
    .good = R"(
BEGIN;
DROP TRIGGER IF EXISTS orders_touch ON orders;
CREATE TRIGGER orders_touch
  BEFORE UPDATE ON orders
  FOR EACH ROW EXECUTE FUNCTION touch();
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/release/"},
    .replaces = {"set-not-null-scan", "check-scan", "foreign-key-scan", "constraint-index-build",
                 "add-column-rewrite", "table-rewrite", "locks-other-table", "work-under-lock",
                 "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .example_pg_version = 13,
};

}  // namespace pglint::rules::newer_than_server
