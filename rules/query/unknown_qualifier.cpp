// A qualified column whose qualifier is not in sight. Needs no schema.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/failure.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::unknown_qualifier {
namespace {

/// A message without its beginning, and its help.
struct Words {
  std::string message;
  std::string help;
};

/// The item in sight that is the table `name` under another name, or null.
const query::Item* aliased(const query::Model& model, const std::string& name, std::size_t scope) {
  for (; scope != query::none; scope = model.scopes[scope].outer) {
    for (const std::size_t index : model.scopes[scope].items) {
      const query::Item& item = model.items[index];
      const bool is_it = item.has_alias && !item.is_only_qualified && item.relation.name == name;
      if (is_it && item.name != "excluded") return &item;
    }
  }
  return nullptr;
}

/// The join in sight whose alias hides the item `name`, or null.
const query::Item* hiding_join(const query::Model& model, const std::string& name,
                               std::size_t scope) {
  for (; scope != query::none; scope = model.scopes[scope].outer) {
    for (const std::size_t index : model.scopes[scope].items) {
      const query::Item& item = model.items[index];
      if (std::ranges::find(item.hidden, name) != item.hidden.end()) return &item;
    }
  }
  return nullptr;
}

/// Whether a query has such an item that is not in sight of the reference.
bool is_elsewhere(const query::Model& model, const std::string& name) {
  return std::ranges::any_of(model.items,
                             [&](const query::Item& item) { return item.name == name; });
}

/// Whether it is what an UPDATE or MERGE changes, which its FROM does not see even with LATERAL.
bool is_changed(const query::Model& model, const std::string& name) {
  return std::ranges::any_of(model.assignments, [&](const query::Assignments& assignments) {
    return !assignments.is_insert && model.items[assignments.item].name == name;
  });
}

bool is_in(const query::Model& model, std::size_t level, const std::string& name) {
  return std::ranges::any_of(model.levels[level].items,
                             [&](std::size_t index) { return model.items[index].name == name; });
}

/// About an item of the same query, which not all of its parts see.
Words words_for_part(const query::Reference& reference) {
  const std::string& name = reference.qualifier;
  if (reference.clause == query::Clause::join) {
    return {.message = text::format("`{}` is not visible in this join condition", name),
            .help = text::format("move the condition on `{}` to WHERE, or join `{}` with CROSS "
                                 "JOIN instead of a comma",
                                 name, name)};
  }
  if (reference.clause == query::Clause::from) {
    return {.message = text::format("`{}` is not visible in this call", name),
            .help = text::format("a function in FROM sees `{}` only if it comes after it", name)};
  }
  return {.message = text::format("`{}` is not visible in this part of the statement", name),
          .help = text::format("rows of `{}` do not exist where nothing matches them", name)};
}

Words words_for(const query::Reference& reference, const query::Model& model) {
  const std::string& name = reference.qualifier;
  if (reference.column == "nextval" || reference.column == "currval") {
    return {.message = text::format("no table `{}` is in FROM", name),
            .help = text::format("write `{}('{}')`", reference.column, name)};
  }
  if (const query::Item* item = aliased(model, name, reference.scope)) {
    return {.message = text::format("table `{}` is only visible as `{}` here", name, item->name),
            .help = text::format("write `{}` instead of `{}`", item->name, name)};
  }
  if (const query::Item* join = hiding_join(model, name, reference.scope)) {
    return {
        .message = text::format("alias `{}` of the join hides `{}`", join->name, name),
        .help = text::format("write `{}` instead of `{}`, or remove the alias", join->name, name)};
  }
  if (name == "excluded") {
    return {.message = "`excluded` is only visible in ON CONFLICT DO UPDATE",
            .help = "write the column without `excluded.`"};
  }
  if (is_in(model, reference.level, name)) return words_for_part(reference);
  if (is_changed(model, name)) {
    return {.message = text::format("`{}`, the table to change, is not visible in FROM", name),
            .help = text::format("move the condition on `{}` to WHERE", name)};
  }
  if (is_elsewhere(model, name)) {
    return {.message = text::format("`{}` is not visible in this subquery", name),
            .help = text::format("a subquery in FROM sees `{}` only after LATERAL", name)};
  }
  return {.message = text::format("no table or alias `{}` is in FROM", name),
          .help = text::format("add `{}` to FROM, or correct the name", name)};
}

void check(Context& context) {
  const query::Model& model = *context.query();
  std::set<std::string> reported;
  for (const query::Reference& reference : model.references) {
    if (reference.qualifier.empty() || !reference.schema.empty()) continue;
    if (query::may_see(model, reference.qualifier, reference.scope)) continue;
    if (!reported.insert(reference.qualifier).second) continue;
    Words words = words_for(reference, model);
    context.report({.at = reference.at,
                    .message = text::format("{}: {}", failure(context), words.message),
                    .help = std::move(words.help)});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unknown-qualifier",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A column is qualified with a table that the query does not have there",
    .help = "qualify the column with a table or alias of FROM",
    .why = R"(
PostgreSQL rejects a column whose qualifier is not in sight (SQLSTATE 42P01). An alias hides the
name of its table. JOIN binds closer than the comma, so an ON does not see tables before a comma,
and in
UPDATE … FROM not the table that is updated. A subquery in FROM sees the items before it only after
LATERAL.
)",
    .reported = R"(
`name.column` and `name.*` in queries, data changes, views and policies, if no item in sight is
called `name`.
)",
    .not_reported = R"(
Bodies of functions and DO blocks, where variables and records can qualify, too;
`schema.table.column`; statements with placeholders.
)",
    .instead = R"(
Write the alias instead of the table's name. Replace the comma by `CROSS JOIN`, or move the
condition to WHERE. Write LATERAL before a subquery in FROM that depends on earlier items.
)",
    .fine = R"(
Never: PostgreSQL rejects the qualifier.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
SELECT customers.name FROM customers AS c;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
SELECT c.name FROM customers AS c;
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "queries-table-expressions.html#QUERIES-TABLE-ALIASES"},
    .query_check = check,
};

}  // namespace pglint::rules::unknown_qualifier
