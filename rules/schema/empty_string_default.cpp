// DEFAULT '': NOT NULL is satisfied and nothing is said; and where the column is unique, only once.
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
#include "rule/schema_context.h"

namespace pglint::rules::empty_string_default {
namespace {

/// `email`, `full_name`, `external_id`: what somebody or something is reached or known by.
bool identifies(std::string_view column) {
  constexpr std::array<std::string_view, 4> last = {"phone", "name", "code", "slug"};
  const auto words = parse::name_words(column);
  if (words.empty()) return false;
  const bool is_external = words.size() > 1 && words.back() == "id" && words.front() == "external";
  return is_external || design::words::logins.contains(words.back()) ||
         std::ranges::count(last, words.back()) > 0;
}

/// A key that has room for one empty text only.
const design::Key* unique_key(const design::DefaultedColumn& defaulted) {
  const auto& keys = defaulted.table.keys;
  const auto found = std::ranges::find_if(keys, [&](const design::Key& key) {
    return key.is_plain() && key.index->certain && key.has_exactly({defaulted.column.name});
  });
  return found == keys.end() ? nullptr : &*found;
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const catalog::Column& column = defaulted.column;
  if (!design::mentions_any(*column.default_expression, {"''"})) return;
  if (design::family_of(column.type, context.catalog()) != design::Family::text) return;
  const auto value = design::default_constant(column);
  if (!value || !value->empty()) return;
  if (const design::Key* key = unique_key(defaulted)) {
    context.report(at(defaulted).says(
        "the second INSERT into `{}` without `{}` fails: `{}` is unique and the default is ''",
        defaulted.table.name(), column.name, key->name()));
    return;
  }
  const auto nullable = design::is_nullable(column, context.catalog());
  if (nullable != catalog::Answer::no || !identifies(column.name)) return;
  context.report(at(defaulted)
                     .says("{} is NOT NULL and still empty where nothing is given: its default "
                           "is ''",
                           defaulted.shown())
                     .with(Confidence::low));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "empty-string-default",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "The empty text as a default stands for a value that is missing",
    .help =
        "leave the default away: NOT NULL then asks for a value, and NULL says that there is none",
    .why = R"(
An empty e-mail address or code is no address and no code. NOT NULL was to make sure that there is
one; with `''` as the default it only makes sure that nobody notices. Queries need `<> ''` besides
`IS NOT NULL`, and every program has to know it.

With UNIQUE it breaks: the first row that gives no value takes the empty text, and the second one is
rejected, in production, long after the tests were green. NULLs would not have collided.
)",
    .reported = R"(
`DEFAULT ''` of a text column that is a primary key, or unique by a constraint or an index of its
own. With low confidence, which is not shown by default, also of NOT NULL columns that are called
`email`, `phone`, `name`, `code`, `slug`, `external_id` or end like that.
)",
    .not_reported = R"(
Other texts, such as notes and descriptions, where empty and missing are the same thing. Unique
indexes with a predicate or on an expression, which may leave the empty text out.
)",
    .instead = R"(
If every row has a value, drop the default, so that an INSERT that forgets it fails with a clear
error. If not, allow NULL and turn what is empty into it. None of this rewrites the table:

```sql
ALTER TABLE coupons ALTER COLUMN code DROP DEFAULT;
ALTER TABLE coupons ALTER COLUMN code DROP NOT NULL;
UPDATE coupons SET code = NULL WHERE code = '';
```
)",
    .fine = R"(
The empty text is a value of its own: the path of a root folder, the suffix that most have not.
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
