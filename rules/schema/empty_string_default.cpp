// DEFAULT '': it satisfies NOT NULL without a value, and in a unique column only one row can have
// it.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "design/defaults.h"
#include "design/expression.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::empty_string_default {
namespace {

/// True for names of contact data and identifiers: `email`, `full_name`, `external_id`.
bool identifies(std::string_view column) {
  constexpr std::array<std::string_view, 4> last = {"phone", "name", "code", "slug"};
  const auto words = parse::name_words(column);
  if (words.empty()) return false;
  const bool is_external = words.size() > 1 && words.back() == "id" && words.front() == "external";
  return is_external || design::words::logins.contains(words.back()) ||
         std::ranges::count(last, words.back()) > 0;
}

/// The key that allows only one row with the empty string, or null.
const design::Key* unique_key(const design::DefaultedColumn& defaulted) {
  const auto& keys = defaulted.table.keys;
  const auto found = std::ranges::find_if(keys, [&](const design::Key& key) {
    return key.is_plain() && key.index->certain && key.has_exactly({defaulted.column.name});
  });
  return found == keys.end() ? nullptr : &*found;
}

std::string advice_for(const catalog::Column& column, const design::Key* key,
                       catalog::Answer nullable) {
  const std::string& name = column.name;
  if (nullable == catalog::Answer::no) {
    const bool may_be_null = key == nullptr || !key->primary;
    return text::format("drop the DEFAULT, so that each INSERT must set `{}`{}", name,
                        may_be_null ? ", or allow NULL" : "");
  }
  const bool has_room = key != nullptr && !key->index->nulls_not_distinct;
  if (nullable != catalog::Answer::yes || !has_room) return {};
  return text::format("drop the DEFAULT: `{}` is then NULL, and `{}` allows any number of NULLs",
                      name, key->name());
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const catalog::Column& column = defaulted.column;
  if (!design::mentions_any(*column.default_expression, {"''"})) return;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  const auto value = design::default_constant(column);
  if (!value || !value->empty()) return;
  const std::string shown = design::shown(defaulted.table, column.name);
  const auto nullable = design::is_nullable(column, context.catalog());
  if (const design::Key* key = unique_key(defaulted)) {
    context.report(
        at(defaulted)
            .says("`DEFAULT ''` on unique column `{}`: the second INSERT without a value "
                  "fails",
                  shown)
            .advises(advice_for(column, key, nullable)));
    return;
  }
  if (nullable != catalog::Answer::no || !identifies(column.spelling())) return;
  context.report(at(defaulted)
                     .says("`DEFAULT ''` defeats NOT NULL on `{}`: an INSERT without a value "
                           "stores an empty string",
                           shown)
                     .advises(advice_for(column, nullptr, nullable))
                     .with(Confidence::low));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "empty-string-default",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "An empty string as the default hides that a value is missing",
    .help = "drop the DEFAULT; NOT NULL then requires a value, and NULL says that there is none",
    .why = R"(
An empty string is not an e-mail address or a code. NOT NULL is meant to ensure that there is one.
With `''` as the default, it only hides that the value is missing. Queries need `<> ''` in addition
to `IS NOT NULL`, and every program has to know it.

With UNIQUE it breaks. The first row without a value gets the empty string, and the second one is
rejected: in production, long after the tests passed. NULLs would not collide.
)",
    .reported = R"(
`DEFAULT ''` of a text column that is the primary key, or unique on its own. With low confidence,
which is not shown by default, also of NOT NULL columns whose name is or ends with `email`, `phone`,
`name`, `code`, `slug` or `external_id`.
)",
    .not_reported = R"(
Other text columns, such as notes and descriptions, where empty and missing mean the same. Unique
indexes with a predicate or on an expression, which may exclude the empty string.
)",
    .instead = R"(
If every row has a value, drop the default, so that an INSERT without it fails with a clear error.
If not, allow NULL and turn empty strings into NULL. None of this rewrites the table:

```sql
ALTER TABLE coupons ALTER COLUMN code DROP DEFAULT;
ALTER TABLE coupons ALTER COLUMN code DROP NOT NULL;
UPDATE coupons SET code = NULL WHERE code = '';
```
)",
    .fine = R"(
If the empty string is a real value: the path of a root folder, or a suffix that most rows do not
have.
)",
    .bad = R"(
CREATE TABLE coupons (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL DEFAULT '' UNIQUE,
  valid_until date NOT NULL
);
)",
    .good = R"(
CREATE TABLE coupons (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE,
  valid_until date NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-default.html",
              "https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::empty_string_default
