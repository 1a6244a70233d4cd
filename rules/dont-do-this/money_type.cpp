// The type money: an amount whose currency is a setting of the server.
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::money_type {
namespace {

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "money") return;
  const auto use = reportable_use(type, context);
  if (!use) return;
  report_type(type, *use,
              {.message = parse::is_declared_as(*use, "money") +
                          ": its currency depends on the server setting `lc_monetary`"},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "money-type",
    .group = Group::dont_do_this,
    .wiki_entry = "6.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type money stores an amount without its currency and rounds to whole cents",
    .help = "write `numeric(12, 2)`, and keep the currency in a column of its own if it can differ",
    .why = R"(
A `money` value is an integer number of cents. Which currency that is, and how many decimals it
has, is decided by `lc_monetary` when the value is read or written: restore a dump on a server
with another setting and the same rows show another currency.

Fractions of a cent are rounded away at every step, so unit prices, exchange rates and taxes come
out wrong, and multiplying or dividing by a number rounds each time. Input is parsed by the same
setting: `'1,50'` is one and a half in one locale and an error or 150 in another.
)",
    .reported = R"(
`money`, wherever a type is written: columns, attributes of composite types, domains; as info where
nothing is stored (casts, arguments, results, variables).
)",
    .not_reported = R"(
Statements that only name something that exists, such as `DROP FUNCTION total(money)`. A type `money`
in a schema of one's own.
)",
    .instead = R"(
Use `numeric` with the scale that the amounts need, and a column for the currency where there can
be more than one:

```sql
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  total numeric(12, 2) NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$')
);
```

Changing an existing column rewrites the table and all of its indexes while an ACCESS EXCLUSIVE
lock keeps readers and writers out; the cast itself loses nothing:

```sql
ALTER TABLE items ALTER COLUMN price TYPE numeric(12, 2);
```

On a large table, add a `numeric` column instead, have a trigger fill it for new rows, copy the
old rows in batches, and swap the names at the end.
)",
    .fine = R"(
One currency that never changes, no fractions of a cent, nothing but addition and subtraction, and
every client and server with the same `lc_monetary`.
)",
    .bad = "CREATE TABLE items (id bigint PRIMARY KEY, price money NOT NULL);",
    .good = "CREATE TABLE items (id bigint PRIMARY KEY, price numeric(12, 2) NOT NULL);",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_money",
              "https://www.postgresql.org/docs/current/datatype-money.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::money_type
