// The type json instead of jsonb.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::json_type {
namespace {

/// True for names that ask for the exact text, which only json keeps: `raw_body`, `signed_payload`.
bool is_verbatim(std::string_view name) {
  constexpr std::array<std::string_view, 6> words = {"raw",    "verbatim",  "original",
                                                     "signed", "signature", "unparsed"};
  const auto parts = parse::name_words(name);
  return std::ranges::any_of(
      parts, [&](const std::string& part) { return std::ranges::count(words, part) > 0; });
}

bool is_json(const catalog::Type& type) { return type.schema.empty() && type.name == "json"; }

/// `what` is declared with `type`, in backticks.
void report(SchemaReport fact, const std::string& what, const catalog::Type& type,
            SchemaContext& context) {
  const std::string array = type.dimensions > 0 ? "[]" : "";
  context.report(
      std::move(fact)
          .says(
              "{} is `json{}`: this type has no `=` and no GIN index, and each use parses the text",
              what, array)
          .advises("use `jsonb{}` for {}, unless the exact text matters", array, what));
}

void check_column(const design::TableColumn& part, SchemaContext& context) {
  const catalog::Column& column = part.column;
  const bool written = column.type_place.extent == catalog::Extent::type;
  if (!column.local || !column.certain || !written) return;
  if (!is_json(column.type) || is_verbatim(column.spelling())) return;
  report(at_type(part.table, column), "`" + design::shown(part.table, column.name) + "`",
         column.type, context);
}

void check_object(const catalog::Object& object, SchemaContext& context) {
  if (!object.certain || !object.extension.empty() || is_verbatim(object.name.name)) return;
  const auto* domain = object.as<catalog::Domain>();
  if (domain != nullptr && is_json(domain->base)) {
    report(at(object), "domain `" + object.name.name + "`", domain->base, context);
  }
  const auto* composite = object.as<catalog::CompositeType>();
  if (composite == nullptr) return;
  for (const catalog::Attribute& attribute : composite->attributes) {
    if (!is_json(attribute.type) || is_verbatim(attribute.name)) continue;
    return report(at(object),
                  text::format("attribute `{}` of type `{}`", attribute.name, object.name.name),
                  attribute.type, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "json-type",
    .group = Group::schema,
    .concern = Concern::style,
    .severity = Severity::info,
    .summary = "Type json: no equality, no index support, parsed on each use",
    .help = "use `jsonb`",
    .why = R"(
`json` stores the text exactly as received. Each `->>` parses all of it again, and a GIN index is
not possible. The type has no equality operator, so `SELECT DISTINCT`, `GROUP BY`, `UNION` and `=`
on a row with such a column fail, often in a report that is written much later.

`jsonb` parses once, when the value is stored, and has operators for containment, paths and
equality. It does not keep white space, the order of keys, and all but the last of equal keys. None
of these has a meaning in JSON.
)",
    .reported = R"(
Columns of tables of type `json` or `json[]`, as the linted files leave them. Also domains over
`json` and attributes of composite types.
)",
    .not_reported = R"(
- Columns whose name says that the exact text is kept: `raw…`, `original…`, `signed…`, `verbatim…`.
- Arguments, results, variables and casts, which do not store anything.
- Views, temporary and unlogged tables.
)",
    .instead = R"(
Use `jsonb`. Changing a column rewrites the table and its indexes under an ACCESS EXCLUSIVE lock:

```sql
ALTER TABLE deliveries ALTER COLUMN payload TYPE jsonb USING payload::jsonb;
```

On a large table, add a `jsonb` column, let a trigger fill it for new rows, copy the rest in
batches, then swap the names. `jsonb` rejects `\u0000` in a text and numbers out of range. In an
ORM, change the type of the field: `JSONB` of SQLAlchemy's PostgreSQL dialect, `t.jsonb` in Rails,
`DataTypes.JSONB` in Sequelize, `jsonb()` in Drizzle.
)",
    .fine = R"(
If the exact text matters, for a signature or as evidence of what was received, or if documents are
only ever stored and returned whole. Then `text` with a CHECK that it `IS JSON` says so more
clearly.
)",
    .bad = R"(
CREATE TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  payload json NOT NULL
);
)",
    .good = R"(
CREATE TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL,
  payload jsonb NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-json.html"},
    .checks = {on<check_column>, on<check_object>},
    .covers = R"(
Postgres Language Server: preferJsonb
strong_migrations: add_column_json
)",
};

}  // namespace pglint::rules::json_type
