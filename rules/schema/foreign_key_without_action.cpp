// Foreign keys without ON DELETE. The syntax tree has the same action for no clause and for NO
// ACTION, so the check looks at the tokens.
#include <string>
#include <string_view>

#include "catalog/name.h"
#include "catalog/schema_catalog.h"

#include "parse/meaning/enclosing_object.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::foreign_key_without_action {
namespace {

// FKCONSTR_ACTION_NOACTION of parsenodes.h, a macro that is not available here.
constexpr char no_action = 'a';

/// Django deletes referring rows in Python and names all foreign keys like this.
bool is_of_django(const Constraint& key) {
  return key.initdeferred && view(key.conname).find("_fk_") != std::string_view::npos;
}

/// The table that gets the foreign key, or null.
const RangeVar* own_table(const Context& context) {
  if (context.ancestors().empty()) return nullptr;
  const Node& statement = *context.ancestors().front();
  if (const auto* create = as<CreateStmt>(&statement)) return create->relation;
  const auto* alter = as<AlterTableStmt>(&statement);
  return alter == nullptr ? nullptr : alter->relation;
}

void check(const Constraint& key, Context& context) {
  if (key.contype != CONSTR_FOREIGN || key.pktable == nullptr) return;
  if (key.fk_del_action != no_action || is_of_django(key)) return;
  const text::Range whole = context.here(key);
  const text::Range clause = context.anchor().clause("delete", *key.pktable);
  const bool is_written = clause.begin > whole.begin && clause.begin < whole.end;
  if (is_written) return;
  const RangeVar* table = own_table(context);
  const catalog::Name own = table == nullptr ? catalog::Name() : catalog::name_of(*table);
  context.report_if({.at = whole,
                     .message = text::format(
                         "foreign key without ON DELETE: deleting a referenced row of `{}` fails",
                         catalog::name_of(*key.pktable).name),
                     .object = parse::enclosing_object(context.ancestors())},
                    [own](const catalog::Catalog& before, const Finding&) {
                      const catalog::Relation* relation = before.find_relation(own);
                      return relation == nullptr || !relation->partition;
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "foreign-key-without-action",
    .group = Group::schema,
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Foreign key without ON DELETE",
    .help = "write `ON DELETE NO ACTION` if that is meant; else CASCADE, SET NULL or RESTRICT",
    .why = R"(
Without `ON DELETE`, a delete fails as long as other rows refer to the row. That may be intended, or
just forgotten; the schema looks the same in both cases. Teams that want a decision for every
foreign key can require the clause.
)",
    .reported = R"(
Foreign keys in CREATE TABLE and ALTER TABLE without an `ON DELETE` clause. The rule is off unless
it is selected, since leaving the clause out is normal.
)",
    .not_reported = R"(
- Any written action, including `NO ACTION`.
- Foreign keys that are added to a single partition.
- Foreign keys by Django, which decides in its models (deferred, named `…_fk_…`).
)",
    .instead = R"(
Say what is meant. To change an existing foreign key, add a second one with the action without
reading the table, validate it, and drop the old one:

```sql
ALTER TABLE chapters ADD CONSTRAINT chapters_book FOREIGN KEY (book_id)
  REFERENCES books ON DELETE CASCADE NOT VALID;
ALTER TABLE chapters VALIDATE CONSTRAINT chapters_book;
ALTER TABLE chapters DROP CONSTRAINT chapters_book_id_fkey;
```
)",
    .fine = R"(
If the team agrees that a missing clause means "refuse to delete".
)",
    .bad = R"(
CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE chapters (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  book_id bigint NOT NULL REFERENCES books,
  heading text NOT NULL
);
CREATE INDEX chapters_book_id ON chapters (book_id);
)",
    .good = R"(
CREATE TABLE books (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE chapters (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  book_id bigint NOT NULL REFERENCES books ON DELETE NO ACTION,
  heading text NOT NULL
);
CREATE INDEX chapters_book_id ON chapters (book_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::foreign_key_without_action
