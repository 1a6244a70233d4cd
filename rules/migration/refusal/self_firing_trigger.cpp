// Triggers whose function makes them fire again, without end.
#include <algorithm>
#include <string>
#include <vector>

#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::self_firing_trigger {
namespace {

using catalog::Object;
using catalog::Relation;
using catalog::Routine;
using catalog::Trigger;
using catalog::TriggerWrite;

/// The only function of this name, or null.
const Routine* function_of(const Trigger& trigger, const catalog::Catalog& catalog) {
  const Routine* found = nullptr;
  for (const Object* object : catalog.objects_called(trigger.function.name)) {
    const auto* routine = object->as<Routine>();
    const std::string& schema = trigger.function.schema;
    if (routine == nullptr || (!schema.empty() && schema != object->name.schema)) continue;
    if (found != nullptr || !object->certain) return nullptr;
    found = routine;
  }
  return found;
}

/// Whether what is written calls the trigger again.
bool fires(const Trigger& trigger, const TriggerWrite& write) {
  if (std::ranges::count(trigger.events, write.event) == 0) return false;
  // One for each statement fires also where no row is written.
  if (trigger.for_each_row && !write.reaches_row) return false;
  return write.event != "update" || trigger.columns.empty() ||
         std::ranges::any_of(write.columns, [&](const std::string& column) {
           return std::ranges::count(trigger.columns, column) > 0;
         });
}

void check_trigger(const Relation& relation, const Object& object, SchemaContext& context) {
  const auto* trigger = object.as<Trigger>();
  const bool is_one = trigger != nullptr && object.certain && !trigger->has_condition &&
                      !trigger->constraint && !trigger->inherited &&
                      trigger->timing != "instead of";
  if (!is_one) return;
  const Routine* function = function_of(*trigger, context.catalog());
  if (function == nullptr) return;
  for (const TriggerWrite& write : function->writes) {
    const bool is_own = context.catalog().find_relation(write.table) == &relation;
    if (!is_own || !fires(*trigger, write)) continue;
    const bool is_update = write.event == "update";
    return context.report(
        at(object)
            .says("trigger `{}` fires itself without end: `{}` {} `{}` again", object.name.name,
                  trigger->function.name, is_update ? "updates" : "inserts into",
                  relation.name.name)
            .advises(is_update
                         ? std::string("set columns by `NEW.column := …` in a BEFORE trigger, or "
                                       "add `WHEN (pg_trigger_depth() = 0)`")
                         : std::string("write into another table, or add `WHEN "
                                       "(pg_trigger_depth() = 0)`")));
  }
}

void check(const Relation& relation, SchemaContext& context) {
  for (const Object& object : relation.objects) check_trigger(relation, object, context);
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "self-firing-trigger",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Trigger whose function writes to its own table and so fires it again",
    .help = "add `WHEN (pg_trigger_depth() = 0)` to the trigger",
    .why = R"(
A statement in the function of a trigger fires triggers, too. If it writes to the table that the
trigger is on, the same function is called again, does the same, and so on, until PostgreSQL gives
up with "stack depth limit exceeded". CREATE TRIGGER says nothing: the first write to the table
after the migration fails, and so does each one after it.
)",
    .reported = R"(
A trigger on a table whose PL/pgSQL function, before any condition, runs an UPDATE or INSERT of the
same table that fires it again: the UPDATE has no WHERE, or asks for the key of NEW.
)",
    .not_reported = R"(
- Triggers with WHEN, and constraint triggers.
- Functions with IF, CASE, a loop, RETURN or RAISE before the statement, or with a handler for
  exceptions anywhere.
- UPDATE with other conditions, which may find no row at last, and DELETE.
- `UPDATE OF` columns that the function does not set.
)",
    .instead = R"(
To change the row itself, a BEFORE trigger needs no UPDATE:

```sql
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := now();
  RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS documents_touch ON documents;
CREATE TRIGGER documents_touch BEFORE UPDATE ON documents
FOR EACH ROW EXECUTE FUNCTION touch();
```

To change other rows of the table, stop at the second level:

```sql
CREATE TRIGGER documents_last AFTER INSERT ON documents
FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION touch();
```
)",
    .fine = R"(
Never: no write to the table succeeds.
)",
    .given = R"(
CREATE TABLE documents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL UNIQUE,
  changed_at timestamptz NOT NULL
);
)",
    .bad = R"(
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE documents SET changed_at = now() WHERE id = NEW.id;
  RETURN NEW;
END
$$;
CREATE TRIGGER documents_touch AFTER UPDATE ON documents
FOR EACH ROW EXECUTE FUNCTION touch();
)",
    .good = R"(
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER documents_touch BEFORE UPDATE ON documents
FOR EACH ROW EXECUTE FUNCTION touch();
)",
    .links = {"https://www.postgresql.org/docs/current/trigger-definition.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::self_firing_trigger
