// A column that one SET list, INSERT list or MERGE action assigns twice.
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/model.h"
#include "rule/context.h"
#include "rule/failure.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::duplicate_assignment {
namespace {

/// The target that an earlier one has the column of, or null. Elements and fields of a column may
/// be assigned one by one.
const query::Target* repeated(const std::vector<query::Target>& targets) {
  std::unordered_map<std::string_view, bool> seen;  // whether only parts of the column are
  for (const query::Target& target : targets) {
    const auto [earlier, is_new] = seen.try_emplace(target.column, target.is_part);
    const bool are_parts = earlier->second && target.is_part;
    if (!is_new && !are_parts) return &target;
  }
  return nullptr;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  for (const query::Assignments& assignments : model.assignments) {
    const query::Target* target = repeated(assignments.targets);
    if (target == nullptr) continue;
    const std::string& table = model.items[assignments.item].relation.name;
    context.report(
        {.at = target->at,
         .message = text::format("{}: `{}` is {} twice", failure(context), target->column,
                                 assignments.is_insert ? "listed" : "assigned"),
         .help = text::format("keep one of the two values for `{}`", target->column),
         .object = table});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "duplicate-assignment",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "One statement assigns a column twice",
    .help = "keep one of the two values",
    .why = R"(
PostgreSQL does not decide which of two values a column gets. It rejects the statement: UPDATE and
ON CONFLICT DO UPDATE with SQLSTATE 42601, an INSERT list with 42701. Often the second name is a
slip, and another column was meant.
)",
    .reported = R"(
A column that a SET list, an INSERT list or an action of MERGE names twice, in statements of files
and in the bodies of functions. A body is only checked when it is called, so the function is created
without a word.
)",
    .not_reported = R"(
Elements and fields of one column: `SET labels[1] = 'a', labels[2] = 'b'`, `SET c.x = 1, c.y = 2`.
)",
    .instead = R"(
Keep the value that is meant, or correct the name of the other column.
)",
    .fine = R"(
Never: PostgreSQL rejects the second value.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
UPDATE customers SET name = 'Ada', name = 'London' WHERE id = 1;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
UPDATE customers SET name = 'Ada', city = 'London' WHERE id = 1;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-update.html"},
    .query_check = check,
};

}  // namespace pglint::rules::duplicate_assignment
