#include "rule/rule_page.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/report/sample.h"

namespace pglint {
namespace {

TEST_CASE("rule page: every text, in reading order") {
  CHECK(rule_page(tests::sample_error) == R"(# sample-error

Something that will fail.

Group `schema`, about design, severity error, on by default.

## What is reported

What it finds.

## Examples

Reported:

```sql
SELECT 'bad';
```

Not reported:

```sql
SELECT 'good';
```

## Why

This is why, in a paragraph that is
wrapped by hand.

And this is the second one.

## How to fix it

Do *this*.

## When it is fine

Never.

## What is not reported

What it leaves alone.

## Further reading

- <https://example.org/a>
- <https://example.org/b>
)");
}

TEST_CASE("rule page: empty texts have no heading") {
  CHECK(rule_page({.id = "x", .on_by_default = false, .min_pg_version = 12, .summary = "Bad"}) ==
        "# x\n\nBad.\n\nGroup `builtin`, about design, severity warning, off by default, "
        "PostgreSQL 12+.\n");
}

TEST_CASE("rule page: the entry of the wiki that a rule is for") {
  const std::string page =
      rule_page({.id = "x", .group = Group::dont_do_this, .wiki_entry = "5.1"});
  CHECK(page.find("Group `dont-do-this`, about design, severity warning, on by default.\nEntry 5.1 "
                  "of Don't Do This.\n") != std::string::npos);
}

TEST_CASE("rule page: its address begins with the home page, if there is one") {
  constexpr Rule rule = {.id = "money-type"};
  CHECK(rule_page_url(rule, "https://code.example.org/OWNER/pglint") ==
        "https://code.example.org/OWNER/pglint/blob/main/docs/rules/money-type.md");
  CHECK(rule_page_url(rule, "").empty());
}

TEST_CASE("rule page: options with their defaults, if any") {
  constexpr Rule rule = {
      .id = "with-options",
      .options = {RuleOption{.name = "size",
                             .kind = OptionKind::number,
                             .default_value = "5",
                             .description = "how large"},
                  RuleOption{.name = "names",
                             .kind = OptionKind::pattern,
                             .default_value = "a|b",
                             .description = "how they look"},
                  RuleOption{.name = "word", .default_value = "", .description = "which one"}}};
  CHECK(rule_sections(rule) == R"(
## Options

| Option | Type | Default | Description |
| --- | --- | --- | --- |
| `size` | number | `5` | how large |
| `names` | pattern | `a\|b` | how they look |
| `word` | text | none | which one |

On the command line: `--option with-options.size=VALUE`.
)");
}

}  // namespace
}  // namespace pglint
