// CREATE RULE: rewrites statements as a macro would. Views are rules inside, and some old dumps
// write them as such: a `_RETURN` rule ON SELECT is no choice of the author's.
#include <algorithm>

#include "parse/meaning/names.h"
#include "rule/context.h"
#include "rule/rule.h"

namespace pglint::rules::rewrite_rule {
namespace {

std::string_view event_name(CmdType event) {
  switch (event) {
    case CMD_INSERT:
      return "INSERT";
    case CMD_UPDATE:
      return "UPDATE";
    case CMD_DELETE:
      return "DELETE";
    default:
      return "SELECT";
  }
}

/// One action in place of the statement runs what NEW stands for once. A condition and further
/// actions evaluate it again, except a NOTIFY, which reads nothing.
std::string_view effect_of(const RuleStmt& rule) {
  const bool replaced = rule.instead && rule.whereClause == nullptr;
  if (replaced && each(rule.actions).size() == 1) return " runs something else instead";
  const bool reads = std::ranges::any_of(
      each(rule.actions), [](const Node* action) { return as<NotifyStmt>(action) == nullptr; });
  return reads ? " may evaluate its expressions several times" : " does more than it says";
}

std::string message_for(const RuleStmt& rule, const std::string& table) {
  const std::string name = "`" + std::string(view(rule.rulename)) + "`";
  const std::string statement = std::string(event_name(rule.event)) + " on `" + table + "`";
  if (rule.actions != nullptr) {
    return statement + std::string(effect_of(rule)) + ": rule " + name +
           " rewrites the statement, it does not run per row";
  }
  if (rule.instead) {
    return statement + " skips rows without an error: rule " + name + " does INSTEAD NOTHING";
  }
  return statement + " is rewritten to no effect: rule " + name + " does NOTHING";
}

void check(const RuleStmt& rule, Context& context) {
  if (rule.event == CMD_SELECT && view(rule.rulename) == "_RETURN") return;
  const std::string table = parse::qualified_name(*rule.relation);
  context.report({.at = context.anchor().head("rule"),
                  .message = message_for(rule, table),
                  .object = table + "." + std::string(view(rule.rulename))});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "rewrite-rule",
    .group = Group::dont_do_this,
    .wiki_entry = "2.2",
    .severity = Severity::warning,
    .summary = "A rule rewrites statements where a trigger would react to rows",
    .help = "write a trigger: BEFORE or AFTER on a table, INSTEAD OF on a view",
    .why = R"(
A rule looks like "when this happens, do that", but it is a macro: before planning, the statement
is rewritten or another is put beside it. Expressions are copied, so `nextval()` or `random()` in
the original statement runs again in each action and gives another value; `NEW` and `OLD` stand
for those expressions, not for a row; an action sees the table as the first statement left it and
can find no rows any more.

COPY does not fire rules, `INSERT … ON CONFLICT` is refused on tables with a rule for INSERT or
UPDATE and MERGE on tables with any rule, and the row counts and RETURNING results that clients
get change. Rules that do more than nothing are practically always wrong.
)",
    .reported = R"(
CREATE RULE on tables and views, also with INSTEAD NOTHING, and CREATE OR REPLACE RULE.
)",
    .not_reported = R"(
PostgreSQL itself stores every view as a rule called `_RETURN` for SELECT; old dumps write it out as
such. ALTER RULE, DROP RULE and comments on rules make none.
)",
    .instead = R"(
A trigger runs once for each row, or once for each statement, and sees real values:

```sql
CREATE FUNCTION log_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_log (item_id, price) VALUES (NEW.id, NEW.price);
  RETURN NULL;
END
$$;

BEGIN;
DROP RULE log_price ON items;
CREATE TRIGGER log_price AFTER UPDATE OF price ON items
  FOR EACH ROW EXECUTE FUNCTION log_price();
COMMIT;
```

Nothing is rewritten. DROP RULE takes an ACCESS EXCLUSIVE lock on the table for a moment, CREATE
TRIGGER a SHARE ROW EXCLUSIVE lock, which blocks writes; in one transaction no row slips through
in between.

To make a view writable, use an INSTEAD OF trigger, or nothing at all where the view is simple
enough for PostgreSQL to update it by itself. To forbid a statement, revoke the right or raise an
error in a trigger. To route rows, use partitions.
)",
    .fine = R"(
Never in new schemas.
)",
    .bad = R"(
CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12, 2) NOT NULL);
CREATE TABLE price_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id bigint NOT NULL REFERENCES items,
  price numeric(12, 2) NOT NULL
);
CREATE INDEX price_log_item_id ON price_log (item_id);
CREATE RULE log_price AS ON UPDATE TO items
  DO ALSO INSERT INTO price_log (item_id, price) VALUES (NEW.id, NEW.price);
)",
    .good = R"(
CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12, 2) NOT NULL);
CREATE TABLE price_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id bigint NOT NULL REFERENCES items,
  price numeric(12, 2) NOT NULL
);
CREATE INDEX price_log_item_id ON price_log (item_id);
CREATE FUNCTION log_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_log (item_id, price) VALUES (NEW.id, NEW.price);
  RETURN NULL;
END
$$;
CREATE TRIGGER log_price AFTER UPDATE OF price ON items
  FOR EACH ROW EXECUTE FUNCTION log_price();
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_rules",
              "https://www.postgresql.org/docs/current/rules-triggers.html",
              "https://www.postgresql.org/docs/current/sql-createrule.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::rewrite_rule
