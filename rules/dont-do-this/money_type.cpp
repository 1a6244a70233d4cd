// The type money, an amount whose currency depends on a setting of the server.
#include <algorithm>

#include "parse/meaning/type_name.h"
#include "rule/fix/type_fix.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::money_type {
namespace {

std::string advice(const TypeName& type, const parse::TypeUse& use) {
  const std::string brackets = type.arrayBounds == nullptr ? "" : "[]";
  if (!use.is_stored()) return "use `numeric" + brackets + "`";
  std::string advice = "use a type such as `numeric(12, 2)" + brackets + "`";
  if (use.place != parse::TypePlace::column) return advice;
  return advice + ", and store the currency in another column if it can vary";
}

/// True if the column has no DEFAULT, CHECK or expression that could treat its values as `money`.
bool has_plain_values(const Node* column) {
  const auto* definition = as<ColumnDef>(column);
  if (definition == nullptr) return false;
  return std::ranges::all_of(
      parse::each<Constraint>(definition->constraints), [](const Constraint* constraint) {
        return constraint != nullptr &&
               (constraint->contype == CONSTR_NOTNULL || constraint->contype == CONSTR_NULL ||
                constraint->contype == CONSTR_PRIMARY || constraint->contype == CONSTR_UNIQUE);
      });
}

std::vector<Fix> as_numeric(const TypeName& type, const parse::TypeUse& use, Context& context) {
  if (!has_plain_values(context.parent())) return {};
  return retyped(type, use, {.name = "numeric(12, 2)"}, context);
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "money") return;
  const auto use = reportable_use(type, context);
  if (!use) return;
  report_type(type, *use,
              {.message = parse::is_declared_as(*use, "money") +
                          ": its currency depends on the server setting `lc_monetary`",
               .help = advice(type, *use),
               .fixes = as_numeric(type, *use, context)},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "money-type",
    .group = Group::dont_do_this,
    .wiki_entry = "6.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type money does not store a currency and rounds to whole cents",
    .help =
        "use a type such as `numeric(12, 2)`, and store the currency in another column if it can "
        "vary",
    .why = R"(
A `money` value is an integer number of cents. The setting `lc_monetary` decides, when the value is
read or written, which currency that is and how many decimals it has. Restore a dump on a server
with another setting, and the same rows show another currency.

Each step rounds to whole cents, so unit prices, exchange rates and taxes come out wrong, and each
multiplication or division rounds again. The same setting decides how input is parsed: `'1,50'` is
one and a half in one locale and an error or 150 in another.
)",
    .reported = R"(
`money`, wherever a type can be written: columns, attributes of composite types, and domains. As
info where nothing is stored: casts, arguments, results, and variables.
)",
    .not_reported = R"(
Statements that only name an existing object, such as `DROP FUNCTION total(money)`. A user-defined
type `money` in another schema.
)",
    .instead = R"(
Use `numeric` with the scale that the amounts need. If there can be more than one currency, add a
column for it:

```sql
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  total numeric(12, 2) NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);
```

Changing an existing column rewrites the table and all of its indexes under an ACCESS EXCLUSIVE
lock, which blocks reads and writes. The cast itself loses nothing:

```sql
ALTER TABLE items ALTER COLUMN price TYPE numeric(12, 2);
```

For a large table, add a `numeric` column instead, fill it for new rows with a trigger, copy the old
rows in batches, and swap the names at the end.
)",
    .fine = R"(
If there is one currency that never changes, no fraction of a cent, only addition and subtraction,
and the same `lc_monetary` on every client and server.
)",
    .bad = "CREATE TABLE items (id bigint PRIMARY KEY, price money NOT NULL);",
    .good = "CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12, 2) NOT NULL);",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_money",
              "https://www.postgresql.org/docs/current/datatype-money.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::money_type
