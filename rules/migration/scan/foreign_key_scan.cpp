// ADD FOREIGN KEY without NOT VALID: every row is looked up in the referenced table.
#include <string>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::foreign_key_scan {
namespace {

using locks::Form;

/// The other table as the schema knows it.
catalog::Name referenced_by(const OperationContext& context) {
  const auto& others = context.operation().others;
  return locks::known_name(context.catalog(),
                           others.empty() ? context.operation().object : others.front());
}

/// The locks against reads that earlier statements hold on the two tables.
struct Held {
  const locks::HeldLock* own = nullptr;
  const locks::HeldLock* other = nullptr;

  [[nodiscard]] const locks::HeldLock* any() const { return own != nullptr ? own : other; }
};

Held held_by(const OperationContext& context) {
  const bool is_shared = context.effects().age != locks::Age::private_filled;
  return {.own = is_shared ? held_against_reads(context) : nullptr,
          .other = held_against_reads(context, referenced_by(context))};
}

/// The table that the rows are looked up in.
const locks::LockedObject* other_table(const OperationContext& context) {
  const bool is_to_partitioned = context.effects().form() == Form::add_foreign_key_to_partitioned;
  return context.effects().find(is_to_partitioned ? locks::Target::parent
                                                  : locks::Target::referenced);
}

/// What waits where an earlier statement of the transaction keeps a table closed, too.
std::string message_of(const OperationContext& context, const Held& held) {
  const std::string table = context.table();
  const std::string target = referenced_by(context).name;
  const std::string why = earlier_holds(*held.any());
  if (context.effects().age == locks::Age::private_filled) {
    return text::format(
        "reads and writes of `{}` are blocked while every row of `{}` is checked: {}", target,
        table, why);
  }
  // Nobody writes to a table that the transaction has made.
  const locks::LockedObject* other = other_table(context);
  const bool is_other_new = other != nullptr && !locks::is_shared(other->age);
  if (table == target || (held.own != nullptr && is_other_new)) {
    return text::format("reads and writes of `{}` are blocked while every row is checked: {}",
                        table, why);
  }
  if (held.own != nullptr && held.other != nullptr) {
    return text::format(
        "reads and writes of `{}` and `{}` are blocked while every row is checked: {}", table,
        target, why);
  }
  return text::format(
      "reads of `{}`, and writes to `{}` and `{}`, wait while every row is checked: {}",
      held.own != nullptr ? table : target, table, target, why);
}

std::string message_of(const OperationContext& context) {
  const std::string table = context.table();
  const std::string target = referenced_by(context).name;
  const std::string both =
      table == target ? text::format("`{}`", table) : text::format("`{}` and `{}`", table, target);
  if (context.effects().form() == Form::add_column_default_references) {
    return text::format(
        "reads and writes of `{}`, and writes to `{}`, are blocked while ADD COLUMN … REFERENCES "
        "checks every row",
        table, target);
  }
  const locks::LockedObject* other = context.effects().find(locks::Target::referenced);
  if (context.effects().age == locks::Age::private_filled && other != nullptr) {
    return text::format(
        "writes to `{}` are blocked while every row of `{}` is checked: ADD FOREIGN KEY "
        "takes {} on `{}`",
        target, table, lock_of(other->mode), target);
  }
  const locks::LockedObject* own = context.effects().find(locks::Target::table);
  if (own != nullptr && locks::blocks_reads(own->mode)) {
    return text::format(
        "reads and writes of `{}`, and writes to `{}`, are blocked while every row is checked: "
        "another clause takes {}",
        table, target, locks::name_of(own->mode));
  }
  return text::format("writes to {} are blocked while every row is checked: ADD FOREIGN KEY {}{}",
                      both, takes(context), table == target ? "" : " on both");
}

bool is_of_table(Form form) {
  return form == Form::add_foreign_key || form == Form::add_foreign_key_partitioned ||
         form == Form::add_foreign_key_to_partitioned || form == Form::enforce_foreign_key;
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool is_of_column = form == Form::add_column_default_references;
  const bool is_it = is_of_table(form) || is_of_column;
  const bool has_rows = locks::has_rows(context.effects().age);
  if (!is_it || !has_rows) return;
  const catalog::Relation* relation = context.effects().relation;
  const bool is_partitioned = relation != nullptr && relation->partitioned;
  const locks::LockedObject* referenced = other_table(context);
  const bool is_other_felt = referenced != nullptr && locks::is_shared(referenced->age);
  if (!is_felt(context) && !is_other_felt) return;
  std::string help =
      "add the foreign key NOT VALID, then VALIDATE CONSTRAINT in the next migration, which does "
      "not block writes";
  if (is_of_column) {
    help =
        "add the column without REFERENCES, then the foreign key NOT VALID, then VALIDATE "
        "CONSTRAINT in the next migration";
  } else if (is_partitioned && context.pg_version() < 18) {
    help =
        "on each partition, add the foreign key NOT VALID and validate it; then add it to the "
        "partitioned table, which does not check the rows again";
  }
  const Held held = held_by(context);
  if (held.any() != nullptr) {
    help = is_of_column
               ? "add the column without REFERENCES, and in the next migration the foreign key NOT "
                 "VALID; VALIDATE it in the one after"
               : "add the foreign key NOT VALID, then VALIDATE CONSTRAINT in the next migration, "
                 "not in "
                 "this transaction, which keeps the earlier lock";
  }
  context.report(
      {.message = held.any() != nullptr ? message_of(context, held) : message_of(context),
       .help = std::move(help),
       .severity = severity_here(context),
       .related = place_of(held.any())});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "foreign-key-scan",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary =
        "ADD FOREIGN KEY without NOT VALID blocks writes to both tables while it checks "
        "every row",
    .help = "add NOT VALID, then VALIDATE CONSTRAINT in the next migration",
    .why = R"(
ADD FOREIGN KEY locks both tables against writes (SHARE ROW EXCLUSIVE) and looks up every existing
row in the referenced table before it lets them go. With NOT VALID only new rows are checked, and
the lock is held for an instant. VALIDATE CONSTRAINT checks the others later, under a lock that lets
writes through.
)",
    .reported = R"(
ADD FOREIGN KEY without NOT VALID, and ADD COLUMN … DEFAULT … REFERENCES, on a table with rows: one
that was there before the release, or one that the same transaction has filled.
)",
    .not_reported = R"(
- NOT VALID and NOT ENFORCED foreign keys.
- Tables that are new and empty, and a new column without a default, which is NULL everywhere.
)",
    .instead = R"(
In one migration:

```sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk
  FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
```

and in the next one:

```sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;
```

In one transaction this gains nothing: the lock of the first statement is held to its end.
)",
    .fine = R"(
A table with few rows, or an application that is down meanwhile: each row is a look-up in an index.
)",
    .bad = R"(
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk
  FOREIGN KEY (customer_id) REFERENCES customers;
)",
    .good = R"(
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk
  FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: adding-foreign-key-constraint
Postgres Language Server: addingForeignKeyConstraint
strong_migrations: add_foreign_key
eugene: E1
pgrubic: US012
MigrationPilot: MP005 MP069
)",
};

}  // namespace pglint::rules::foreign_key_scan
