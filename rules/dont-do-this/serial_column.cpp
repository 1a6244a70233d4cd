// serial: a macro of CREATE TABLE and ADD COLUMN for an integer, a sequence and a DEFAULT. pg_dump
// writes the three out; that form is told by the name PostgreSQL gave the sequence.
#include "parse/meaning/names.h"
#include "parse/meaning/sequence_name.h"
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::serial_column {
namespace {

/// ALTER COLUMN … TYPE serial is an error: the column's definition is where serial is expanded.
bool defines_column(parse::Ancestors ancestors) {
  const auto* command = parse::nearest<AlterTableCmd>(ancestors, 2);
  return command == nullptr || command->subtype == AT_AddColumn;
}

void check_type(const TypeName& type, Context& context) {
  const std::string_view name = parse::bare_type_name(type);
  if (parse::serial_integer(name).empty()) return;
  const auto use = reportable_use(type, context);
  if (!use || use->place != parse::TypePlace::column) return;
  if (!defines_column(context.ancestors())) return;
  report_type(type, *use,
              {.message = parse::is_declared_as(*use, name) +
                          ": its sequence needs a separate GRANT and INSERT can bypass it"},
              context);
}

/// The sequence that `value`, a call of nextval, names; empty for anything else.
std::string nextval_sequence(const Node* value) {
  const auto* call = as<FuncCall>(value);
  if (call == nullptr || parse::builtin_name(call->funcname) != "nextval") return {};
  const Node* argument = call->args == nullptr ? nullptr : each(call->args)[0];
  while (const auto* cast = as<TypeCast>(argument)) argument = cast->arg;
  const auto* constant = as<A_Const>(argument);
  if (constant == nullptr || constant->isnull || constant->val.node.type != T_String) return {};
  return parse::last_name_part(view(constant->val.sval.sval));
}

void report_default(const Node& clause, const Node* value, const parse::TypeUse& column,
                    Context& context) {
  const std::string sequence = nextval_sequence(value);
  if (sequence.empty() || column.place != parse::TypePlace::column) return;
  const std::string_view table = std::string_view(column.owner).substr(column.owner.rfind('.') + 1);
  if (!parse::is_serial_sequence(sequence, {.table = table, .column = column.name})) return;
  context.report({.at = context.anchor().of(clause, context.ancestors()),
                  .message = describe(column) + " is a `serial` written out: its sequence `" +
                             sequence + "` has rights of its own",
                  .object = object_name(column),
                  .severity = Severity::info});
}

void check_default(const Constraint& constraint, Context& context) {
  if (constraint.contype != CONSTR_DEFAULT) return;
  const auto* column = as<ColumnDef>(context.parent());
  if (column == nullptr) return;
  const auto above = context.ancestors().first(context.ancestors().size() - 1);
  report_default(node(constraint), constraint.raw_expr, parse::column_use(*column, above), context);
}

void check_set_default(const AlterTableCmd& command, Context& context) {
  if (command.subtype != AT_ColumnDefault) return;
  report_default(node(command), command.def, parse::column_use(command, context.ancestors()),
                 context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "serial-column",
    .group = Group::dont_do_this,
    .wiki_entry = "6.2",
    .severity = Severity::warning,
    .also = {Severity::info},
    .min_pg_version = 10,
    .summary = "A serial column is an integer with a default, tied loosely to a sequence",
    .help = "write `bigint GENERATED ALWAYS AS IDENTITY`",
    .why = R"(
`serial` is not a type: CREATE TABLE and ADD COLUMN turn it into an integer column, a sequence and
a DEFAULT. The three can drift apart. Whoever may insert into the table still needs USAGE on the
sequence; an INSERT with a number of its own is taken without a word and collides with the
sequence later; the default can be dropped while the sequence stays; and `CREATE TABLE … (LIKE …
INCLUDING ALL)` gives the copy a default on the first table's sequence.

`serial` and `serial4` are also 32 bits wide: the numbers end at 2,147,483,647, failed inserts
included.

Identity columns, in PostgreSQL 10 and newer, are standard SQL and one object: the sequence needs
no rights, a copy of the table gets one of its own, and with ALWAYS the column refuses numbers
from outside.
)",
    .reported = R"(
`serial`, `bigserial`, `smallserial` and `serial2`, `serial4`, `serial8` as the type of a column in
CREATE TABLE and ADD COLUMN. As info the long form that pg_dump writes: a DEFAULT of `nextval` on the
sequence that PostgreSQL makes for such a column, told by its name.
)",
    .not_reported = R"(
A sequence of somebody's own choice in a DEFAULT, which can be shared by several tables. PostgreSQL
before version 10 (`--pg-version`), which has no identity columns.
)",
    .instead = R"(
Identity columns, of 64 bits unless the numbers are sure to stay few:

```sql
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
```

Adding an identity column to a table with rows rewrites the table under an ACCESS EXCLUSIVE lock,
as adding a serial column does.

To turn an existing serial column into an identity column nothing is rewritten. All steps belong
in one transaction, which holds an ACCESS EXCLUSIVE lock for a moment, so that no insert comes in
between:

```sql
BEGIN;
ALTER TABLE orders ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE orders_id_seq;
ALTER TABLE orders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY;
SELECT setval(pg_get_serial_sequence('orders', 'id'), max(id)) FROM orders;
COMMIT;
```

BY DEFAULT keeps accepting explicit numbers; once nobody sends them, tighten it:

```sql
ALTER TABLE orders ALTER COLUMN id SET GENERATED ALWAYS;
```

Dropping the old sequence drops its rights with it; grant them again only to those who call it by
name.
)",
    .fine = R"(
PostgreSQL before version 10. Table inheritance, where the children are to share the parent's
numbers: they inherit a default but no identity. One sequence for several tables is better made by
CREATE SEQUENCE and named in each DEFAULT.
)",
    .bad = "CREATE TABLE orders (id bigserial PRIMARY KEY, total numeric(12, 2));",
    .good = R"(
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric(12, 2));
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_serial",
              "https://www.postgresql.org/docs/current/ddl-identity-columns.html",
              "https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL"},
    .checks = {on<check_type>, on<check_default>, on<check_set_default>},
};

}  // namespace pglint::rules::serial_column
