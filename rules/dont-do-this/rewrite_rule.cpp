// CREATE RULE rewrites statements as a macro would. PostgreSQL stores views as rules, and some old
// dumps write them as such: a `_RETURN` rule ON SELECT is not the author's choice.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/schema_catalog.h"

#include "parse/meaning/names.h"
#include "rule/context.h"
#include "rule/finding.h"
#include "rule/rule.h"
#include "text/format.h"

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

enum class Effect : std::uint8_t {
  replaces,     ///< one other statement runs instead
  reevaluates,  ///< the expressions of the statement may be evaluated several times
  notifies,     ///< only NOTIFY, which runs even if no row is affected
  skips,        ///< INSTEAD NOTHING
  nothing,      ///< ALSO NOTHING
};

/// A single action without a condition evaluates the expressions that NEW stands for only once.
/// Conditions and further actions evaluate them again, except NOTIFY.
Effect effect_of(const RuleStmt& rule) {
  if (rule.actions == nullptr) return rule.instead ? Effect::skips : Effect::nothing;
  const bool replaced = rule.instead && rule.whereClause == nullptr;
  if (replaced && each(rule.actions).size() == 1) return Effect::replaces;
  const bool evaluates = std::ranges::any_of(
      each(rule.actions), [](const Node* action) { return as<NotifyStmt>(action) == nullptr; });
  return evaluates ? Effect::reevaluates : Effect::notifies;
}

/// What runs in place of the statement: `INSERT on `t``; empty if that is not the defect.
std::string action_of(const RuleStmt& rule) {
  if (effect_of(rule) != Effect::replaces) return {};
  const auto on_table = [](CmdType event, const RangeVar* table) {
    return text::format("{} on `{}`", event_name(event), parse::qualified_name(*table));
  };
  const Node* action = *each(rule.actions).begin();
  if (const auto* insert = as<InsertStmt>(action)) return on_table(CMD_INSERT, insert->relation);
  if (const auto* update = as<UpdateStmt>(action)) return on_table(CMD_UPDATE, update->relation);
  if (const auto* deletion = as<DeleteStmt>(action))
    return on_table(CMD_DELETE, deletion->relation);
  return "the other statement";
}

std::string message_for(const RuleStmt& rule, const std::string& table) {
  const std::string_view name = view(rule.rulename);
  const std::string_view event = event_name(rule.event);
  switch (effect_of(rule)) {
    case Effect::replaces:
      return text::format(
          "rule `{}` replaces {} on `{}` with another statement: row counts and RETURNING may not "
          "be what clients expect",
          name, event, table);
    case Effect::reevaluates:
      return text::format(
          "rule `{}` on `{}` may evaluate the expressions of {} several times: volatile ones, "
          "such as `random()`, differ each time",
          name, table, event);
    case Effect::notifies:
      return text::format("rule `{}` on `{}` sends its NOTIFY even if {} changes no row", name,
                          table, event);
    case Effect::skips:
      return text::format("rule `{}` on `{}` makes {} skip rows without an error", name, table,
                          event);
    case Effect::nothing:
      return text::format("rule `{}` on `{}` has no effect: it adds NOTHING to each {}", name,
                          table, event);
  }
  return {};
}

std::string advice_for(const RuleStmt& rule, const std::string& table) {
  const std::string_view event = event_name(rule.event);
  switch (effect_of(rule)) {
    case Effect::replaces:
      return text::format(
          "have clients run the other statement, or use an `INSTEAD OF {}` trigger if `{}` is a "
          "view",
          event, table);
    case Effect::reevaluates:
      if (!rule.instead) return text::format("use an `AFTER {}` trigger on `{}`", event, table);
      return text::format("use a `BEFORE {}` trigger on table `{}`, or `INSTEAD OF {}` on a view",
                          event, table, event);
    case Effect::notifies:
      return text::format("use an `AFTER {}` trigger on `{}` FOR EACH ROW that calls `pg_notify()`",
                          event, table);
    case Effect::skips:
      return rule.whereClause == nullptr
                 ? text::format(
                       "revoke {} on `{}`, or replace the rule by a `BEFORE {}` trigger that "
                       "raises an error",
                       event, table, event)
                 : text::format(
                       "replace the rule by a `BEFORE {}` trigger on `{}` that raises an error for "
                       "such rows",
                       event, table);
    case Effect::nothing:
      return "remove the rule";
  }
  return {};
}

/// The way for a rule that replaces statements or repeats their expressions, on a known relation. A
/// trigger of a table that replaces its row returns NULL, so that its count is 0.
std::string advice_for_relation(catalog::RelationKind kind, std::string_view event,
                                std::string_view action, const std::string& table) {
  if (catalog::is_view(kind))
    return text::format("use an `INSTEAD OF {}` trigger on `{}`", event, table);
  if (action.empty()) return text::format("use a `BEFORE {}` trigger on `{}`", event, table);
  return text::format(
      "have clients run {} themselves: a `BEFORE {}` trigger in its place would report 0 rows",
      action, event);
}

/// Whether a trigger in its place depends on what the rule is on: a table or a view.
bool runs_instead(const RuleStmt& rule) {
  const Effect effect = effect_of(rule);
  return rule.instead && (effect == Effect::replaces || effect == Effect::reevaluates);
}

void check(const RuleStmt& rule, Context& context) {
  if (rule.event == CMD_SELECT && view(rule.rulename) == "_RETURN") return;
  const std::string table = parse::qualified_name(*rule.relation);
  Report report = {.at = context.anchor().head("rule"),
                   .message = message_for(rule, table),
                   .help = advice_for(rule, table),
                   .object = table + "." + std::string(view(rule.rulename))};
  if (!runs_instead(rule)) return context.report(std::move(report));
  const catalog::Name name = {.schema = std::string(view(rule.relation->schemaname)),
                              .name = std::string(view(rule.relation->relname))};
  context.report_if(std::move(report),
                    [name, table, event = event_name(rule.event), action = action_of(rule)](
                        const catalog::Catalog& catalog, Finding& finding) {
                      const catalog::Relation* relation = catalog.find_relation(name);
                      if (relation == nullptr) return true;
                      finding.help = advice_for_relation(relation->kind, event, action, table);
                      return true;
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "rewrite-rule",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "2.2",
    .severity = Severity::warning,
    .summary = "A rule rewrites statements instead of reacting to rows as a trigger does",
    .help = "use a trigger: BEFORE or AFTER on a table, INSTEAD OF on a view",
    .why = R"(
A rule looks like "when this happens, do that", but it is a macro. Before planning, PostgreSQL
rewrites the statement or adds another one. It copies expressions, so `nextval()` or `random()` in
the original statement runs again in each action and returns another value. `NEW` and `OLD` are
these expressions, not a row. An action sees the table as the first statement left it, and may not
find the rows any more.

COPY does not fire rules. `INSERT … ON CONFLICT` is refused on tables with a rule for INSERT or
UPDATE, and MERGE on tables with any rule. The row counts and RETURNING results that clients get
change. Rules with any action are almost always wrong.
)",
    .reported = R"(
CREATE RULE and CREATE OR REPLACE RULE on tables and views, also with INSTEAD NOTHING.
)",
    .not_reported = R"(
A rule named `_RETURN` for SELECT: PostgreSQL stores each view as such a rule, and old dumps write
it out. ALTER RULE, DROP RULE and comments on rules.
)",
    .instead = R"(
A trigger runs once for each row, or once for each statement, and sees actual values:

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

The table is not rewritten. DROP RULE takes a short ACCESS EXCLUSIVE lock on the table, and CREATE
TRIGGER a SHARE ROW EXCLUSIVE lock, which blocks writes. In one transaction, no row is missed in
between.

To make a view writable, use an INSTEAD OF trigger. A simple view is writable without one. To forbid
a statement, revoke the privilege or raise an error in a trigger. To route rows, use partitions.
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
