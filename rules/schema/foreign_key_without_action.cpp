// Foreign keys that do not say what happens when the other row is deleted. The tree has the same
// action for nothing and for NO ACTION, so the tokens decide.
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

// FKCONSTR_ACTION_NOACTION of parsenodes.h, a macro that is not to be had.
constexpr char no_action = 'a';

/// Django deletes in its own code and writes all of its foreign keys like this.
bool is_of_django(const Constraint& key) {
  return key.initdeferred && view(key.conname).find("_fk_") != std::string_view::npos;
}

/// The table that the foreign key is made for, where a statement names it.
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
  context.report_if(
      {.at = whole,
       .message = text::format("nobody decided what deleting a row of `{}` does to the rows that "
                               "refer to it: the foreign key has no `ON DELETE`",
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
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A foreign key does not say what happens when the other row is deleted",
    .help = "write `ON DELETE` with CASCADE, SET NULL, RESTRICT or NO ACTION",
    .why = R"(
Without `ON DELETE` a delete fails as long as other rows refer to the row. That may be right, or nobody thought of it; the schema
looks the same in both cases. Teams that want a decision for every foreign key can ask for the clause.
)",
    .reported = R"(
Foreign keys in CREATE TABLE and ALTER TABLE that have no `ON DELETE` clause, wherever they are written. The rule is off unless
it is selected, since leaving the clause out is normal.
)",
    .not_reported = R"(
Any written action, `NO ACTION` included; foreign keys that are added to a single partition; those that
Django makes, which decides in its models (deferred, named `…_fk_…`).
)",
    .instead = R"(
Say what is meant. For a foreign key that is there already, add a second one with the action without reading the table, validate
it, and drop the old one:

```sql
ALTER TABLE chapters ADD CONSTRAINT chapters_book FOREIGN KEY (book_id)
  REFERENCES books ON DELETE CASCADE NOT VALID;
ALTER TABLE chapters VALIDATE CONSTRAINT chapters_book;
ALTER TABLE chapters DROP CONSTRAINT chapters_book_id_fkey;
```
)",
    .fine = R"(
Wherever the team agrees that no clause means "refuse to delete".
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
