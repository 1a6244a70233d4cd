// NOT IN (SELECT …) in all of its forms. A double negation is an IN. If the subquery cannot return
// NULL, only the slow plan is left to report.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/column_lookup.h"

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/negation.h"
#include "parse/meaning/non_null.h"
#include "parse/meaning/type_use.h"
#include "rule/context.h"
#include "rule/fix/edit.h"
#include "rule/rule.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::not_in_subquery {
namespace {

/// The columns that the subquery returns; none if it returns anything but plain columns.
std::vector<const ColumnRef*> returned_columns(const SelectStmt& select) {
  std::vector<const ColumnRef*> columns;
  for (const ResTarget* target : each<ResTarget>(select.targetList)) {
    const auto* column = as<ColumnRef>(target->val);
    if (column == nullptr || each(column->fields).back()->type == T_A_Star) return {};
    columns.push_back(column);
  }
  return columns;
}

/// The column that the subquery returns; null if it returns anything but one plain column.
const ColumnRef* returned_column(const SelectStmt& select) {
  const auto columns = returned_columns(select);
  return columns.size() == 1 ? columns.front() : nullptr;
}

/// True if a query returns only rows for which `condition` is true.
bool selects_rows(const Node& condition, parse::Ancestors ancestors) {
  const Node* inner = &condition;
  for (; !ancestors.empty(); ancestors = ancestors.first(ancestors.size() - 1)) {
    const Node* outer = ancestors.back();
    const auto* joined = as<BoolExpr>(outer);
    if (joined == nullptr || joined->boolop != AND_EXPR) {
      const auto* select = as<SelectStmt>(outer);
      return select != nullptr && select->whereClause == inner;
    }
    inner = outer;
  }
  return false;
}

/// What the test does with a NULL in one column of a row, which may be equal to anything. If
/// another column differs, it decides.
std::string effect_on_rows(bool selects) {
  return text::format(" {} rows that differ from the subquery's only where one of the two is NULL",
                      selects ? "also leaves out" : "is not true for");
}

/// `verb` is what the test does with one NULL: `returns no rows` or `is never true`.
std::string null_effect(const SelectStmt& select, std::string_view verb) {
  const ColumnRef* column = returned_column(select);
  if (column == nullptr) return text::format(" {} if the subquery yields one NULL", verb);
  return text::format(" {} if `{}` is NULL in one row of the subquery", verb,
                      parse::qualified_name(column->fields));
}

constexpr std::string_view slow =
    " with a subquery is slow for many rows: the planner cannot use an anti-join";

/// The only table of a plain query; null for all others, which are longer to rewrite.
const RangeVar* only_table(const SelectStmt& select) {
  const auto tables = each(select.fromClause);
  const bool plain = tables.size() == 1 && select.op == SETOP_NONE &&
                     select.distinctClause == nullptr && select.groupClause == nullptr &&
                     select.havingClause == nullptr && select.limitCount == nullptr &&
                     select.limitOffset == nullptr && select.withClause == nullptr;
  return plain ? as<RangeVar>(tables[0]) : nullptr;
}

/// The column that is compared, if its qualified name means the same in a query of `table`.
std::string compared_column(const Node* expression, std::string_view table) {
  const auto* column = expression == nullptr ? nullptr : as<ColumnRef>(expression);
  if (column == nullptr) return "…";
  const auto fields = each(column->fields);
  const bool is_clear = fields.size() > 1 && string_value(fields[0]) != table;
  return is_clear ? parse::sql_name(column->fields) : "…";
}

/// What is compared with the rows of a subquery.
struct Comparison {
  const SubLink* subquery = nullptr;
  const Node* value = nullptr;       ///< null for a row
  const Node* array_test = nullptr;  ///< the expression around `ARRAY(SELECT …)`; else null
};

/// The expression that is compared with column `index` of the subquery; null if it is not written.
const Node* compared_part(const Node* value, std::size_t index) {
  const auto* row = value == nullptr ? nullptr : as<RowExpr>(value);
  if (row == nullptr) return value;
  const auto parts = each(row->args);
  return index < parts.size() ? parts[index] : nullptr;
}

/// The NOT EXISTS that replaces a subquery of one table; empty for others.
std::string advice(const SelectStmt& select, const Comparison& in) {
  const auto columns = returned_columns(select);
  const RangeVar* table = only_table(select);
  if (columns.empty() || table == nullptr) return {};
  std::string from = parse::sql_name(view(table->relname));
  if (table->schemaname != nullptr) from = parse::sql_name(view(table->schemaname)) + "." + from;
  if (table->alias != nullptr) from += " AS " + parse::sql_name(view(table->alias->aliasname));
  const std::string_view name =
      table->alias == nullptr ? view(table->relname) : view(table->alias->aliasname);
  std::vector<std::string> conditions;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    conditions.push_back(
        text::format("{}.{} = {}", parse::sql_name(name),
                     parse::sql_name(string_value(each(columns[index]->fields).back())),
                     compared_column(compared_part(in.value, index), name)));
  }
  if (select.whereClause != nullptr) conditions.emplace_back("…");
  return text::format("write `NOT EXISTS (SELECT FROM {} WHERE {})`", from,
                      text::joined(conditions, " AND "));
}

/// The nullable column that the subquery returns, as `table.column`; empty if it is not known to be
/// nullable.
std::string nullable_column(const std::vector<parse::ColumnSource>& columns,
                            const catalog::Catalog& catalog) {
  if (columns.size() != 1) return {};
  const catalog::FoundColumn found = catalog::find_column(columns.front(), catalog);
  if (found.column == nullptr || found.column->not_null != catalog::Answer::no) return {};
  // A column of a view has no constraint, but what it reads may never be NULL.
  if (found.relation->kind != catalog::RelationKind::table) return {};
  return found.relation->name.name + "." + found.column->name;
}

/// True if it is of one of PostgreSQL's catalogs, whose identifiers are never NULL. Those of the
/// views about statistics can be: background processes have no database and no user.
bool is_identifier_of_catalog(const parse::ColumnSource& source) {
  if (source.levels.empty() || source.levels.front().has_others) return false;
  const auto& relations = source.levels.front().relations;
  const bool is_catalog = !relations.empty() && std::ranges::all_of(relations, [](const auto& of) {
    const bool is_system = of.schema == "pg_catalog" || of.schema.empty();
    const bool has_names = of.name.starts_with("pg_") && !of.name.starts_with("pg_stat");
    return is_system && has_names && !of.nullable;
  });
  const bool is_identifier =
      source.column == "oid" || source.column.ends_with("relid") || source.column.ends_with("name");
  return is_catalog && is_identifier;
}

/// True if constraints keep all `columns` from being NULL.
bool are_not_null(const std::vector<parse::ColumnSource>& columns,
                  const catalog::Catalog& catalog) {
  return std::ranges::all_of(columns, [&](const parse::ColumnSource& source) {
    const catalog::FoundColumn found = catalog::find_column(source, catalog);
    if (found.column == nullptr) return is_identifier_of_catalog(source);
    return !found.nullable && found.column->not_null == catalog::Answer::yes;
  });
}

/// True if a column is one of a view: whether that can be NULL is not known.
bool reads_view(const std::vector<parse::ColumnSource>& columns, const catalog::Catalog& catalog) {
  return std::ranges::any_of(columns, [&](const parse::ColumnSource& source) {
    const catalog::FoundColumn found = catalog::find_column(source, catalog);
    return found.relation != nullptr && catalog::is_view(found.relation->kind);
  });
}

/// True for values that mean the same in a subquery: columns, parameters, constants, and rows of
/// them.
bool is_movable(const Node* value) {
  const Node* plain = parse::without_casts(value);
  if (const auto* row = as<RowExpr>(plain); row != nullptr && plain == value) {
    return std::ranges::all_of(each(row->args), [](const Node* part) {
      const auto* column = as<ColumnRef>(part);
      const bool is_many = as<RowExpr>(part) != nullptr ||
                           (column != nullptr && each(column->fields).back()->type == T_A_Star);
      return !is_many && is_movable(part);
    });
  }
  return as<ColumnRef>(plain) != nullptr || as<ParamRef>(plain) != nullptr ||
         as<A_Const>(plain) != nullptr;
}

/// True where NOT EXISTS needs no parentheses.
bool is_whole_condition(const Node* parent) {
  return as<BoolExpr>(parent) != nullptr || as<SelectStmt>(parent) != nullptr ||
         as<UpdateStmt>(parent) != nullptr || as<DeleteStmt>(parent) != nullptr ||
         as<JoinExpr>(parent) != nullptr;
}

/// The index of the bracket after `NOT IN` or `<> ALL`, which begin at token `word`.
std::optional<std::size_t> subquery_after(std::size_t word, const parse::TokenView& tokens) {
  const bool is_not_in = tokens.is_word(word, "not") && tokens.is_word(word + 1, "in");
  const bool differs = tokens.is_symbol(word, "<>") || tokens.is_symbol(word, "!=");
  const bool is_all = differs && tokens.is_word(word + 1, "all");
  if ((!is_not_in && !is_all) || !tokens.is_symbol(word + 2, "(")) return std::nullopt;
  return tokens.has(tokens.closing(word + 2)) ? std::optional(word + 2) : std::nullopt;
}

/// Names for the columns of the subquery, none of which is in `value`.
std::vector<std::string> column_names(const Comparison& in, std::string_view value) {
  const bool is_free = text::lowered(value).find("value") == std::string::npos;
  const std::string name = is_free ? "value" : "excluded_value";
  const auto* row = as<RowExpr>(in.value);
  if (row == nullptr) return {name};
  std::vector<std::string> names;
  for (std::size_t index = 0; index < each(row->args).size(); ++index) {
    names.push_back(text::format("{}_{}", name, index + 1));
  }
  return names;
}

/// `excluded.value`, or a row of such columns.
std::string excluded(const std::vector<std::string>& names) {
  std::vector<std::string> columns;
  columns.reserve(names.size());
  for (const std::string& name : names) columns.push_back("excluded." + name);
  const std::string all = text::joined(columns, ", ");
  return names.size() == 1 ? all : "(" + all + ")";
}

/// `x NOT IN (SELECT …)` and `x <> ALL (SELECT …)` as NOT EXISTS around the subquery as it is. The
/// only columns in sight of `x` are new, so none of its names gets another meaning.
std::vector<Fix> as_not_exists(const Node& negation, const Comparison& in, Context& context) {
  const bool is_plain = in.value != nullptr && in.array_test == nullptr && is_movable(in.value);
  const auto* select = as<SelectStmt>(in.subquery->subselect);
  if (!is_plain || select == nullptr) return {};
  const parse::TokenView& tokens = context.tokens();
  const text::Range whole = context.anchor().of(negation, context.ancestors());
  const std::size_t first = tokens.at(whole.begin);
  const std::size_t word = tokens.at(context.anchor().from_own_location(negation).begin);
  const auto open = subquery_after(word, tokens);
  if (word <= first || !open) return {};
  const std::string value(context.written(tokens.span(first, word)));
  if (text::lowered(value).find("excluded") != std::string::npos) return {};
  const std::vector<std::string> names = column_names(in, value);
  const auto keyword = [&](std::string_view written) {
    return in_case_of(context.written(tokens.span(word + 1, word + 2)), written);
  };
  const bool is_whole = is_whole_condition(context.parent());
  const std::string head = text::format("{}{} ({} {} (", is_whole ? "" : "(", keyword("NOT EXISTS"),
                                        keyword("SELECT"), keyword("FROM"));
  const std::string tail =
      text::format(") {} excluded ({}) {} {} = {}){}", keyword("AS"), text::joined(names, ", "),
                   keyword("WHERE"), excluded(names), value, is_whole ? "" : ")");
  return {{.description = "write `NOT EXISTS`",
           .edits = {{.range = {.begin = whole.begin, .end = tokens.range(*open).end},
                      .replacement = head},
                     {.range = tokens.range(tokens.closing(*open)), .replacement = tail}}}};
}

void report(const Node& negation, const Comparison& in, std::string_view keyword,
            Context& context) {
  const auto* select = as<SelectStmt>(in.subquery->subselect);
  if (select == nullptr) return;
  const std::string subject = "`" + std::string(keyword) + "`";
  Report report = {.at = context.anchor().from_own_location(negation),
                   .message = subject + std::string(slow),
                   .help = advice(*select, in),
                   .object = parse::enclosing_object(context.ancestors()),
                   .severity = Severity::info,
                   .fixes = as_not_exists(negation, in, context)};
  std::vector<const Node*> path;
  path.reserve(context.ancestors().size() + 4);  // and the query itself
  path.assign(context.ancestors().begin(), context.ancestors().end());
  path.push_back(&negation);
  if (in.array_test != nullptr && in.array_test != &negation) path.push_back(in.array_test);
  if (&node(*in.subquery) != &negation) path.push_back(&node(*in.subquery));
  parse::NullProof proof = parse::proof_of_no_null(*select, std::move(path));
  if (proof.holds && proof.if_not_null.empty()) return context.report(std::move(report));

  const bool selects = selects_rows(negation, context.ancestors());
  const std::string verb = selects ? "returns no rows" : "is never true";
  std::string safe_message = std::move(report.message);
  const bool compares_rows = each(select->targetList).size() > 1;
  report.message = subject + (compares_rows ? effect_on_rows(selects) : null_effect(*select, verb));
  if (!compares_rows) report.severity.reset();
  if (!proof.holds) return context.report(std::move(report));
  context.report_if(std::move(report), [columns = std::move(proof.if_not_null), subject, verb,
                                        compares_rows, message = std::move(safe_message)](
                                           const catalog::Catalog& catalog, Finding& finding) {
    const std::string nullable = nullable_column(columns, catalog);
    if (!nullable.empty() && !compares_rows) {
      finding.message = text::format("{} {} if the subquery yields one NULL, and `{}` is nullable",
                                     subject, verb, nullable);
    } else if (are_not_null(columns, catalog)) {
      finding.severity = Severity::info;
      finding.message = message;
    } else if (reads_view(columns, catalog)) {
      finding.severity = Severity::info;
      finding.confidence = Confidence::medium;
    }
    return true;
  });
}

/// The subquery of `x = ANY (ARRAY(SELECT …))` and `x <> ALL (ARRAY(SELECT …))`, or null.
const SubLink* array_subquery(const A_Expr& test) {
  const auto* array = as<SubLink>(parse::without_casts(test.rexpr));
  return array != nullptr && array->subLinkType == ARRAY_SUBLINK ? array : nullptr;
}

void check_not(const BoolExpr& negation, Context& context) {
  if (negation.boolop != NOT_EXPR) return;
  const Node* inner = each(negation.args)[0];
  if (const auto* test = as<A_Expr>(inner)) {
    const bool equals = test->kind == AEXPR_OP_ANY && parse::builtin_name(test->name) == "=";
    const SubLink* array = equals ? array_subquery(*test) : nullptr;
    if (array == nullptr || parse::is_negated(context.ancestors())) return;
    return report(node(negation), {.subquery = array, .value = test->lexpr, .array_test = inner},
                  "NOT = ANY", context);
  }
  const auto* in = as<SubLink>(inner);
  if (in == nullptr || in->subLinkType != ANY_SUBLINK) return;
  const bool equals = in->operName == nullptr || parse::builtin_name(in->operName) == "=";
  if (!equals || parse::is_negated(context.ancestors())) return;
  report(node(negation), {.subquery = in, .value = in->testexpr}, "NOT IN", context);
}

void check_all(const SubLink& all, Context& context) {
  if (all.subLinkType != ALL_SUBLINK || parse::builtin_name(all.operName) != "<>") return;
  if (parse::is_negated(context.ancestors())) return;
  report(node(all), {.subquery = &all, .value = all.testexpr}, "<> ALL", context);
}

void check_array(const A_Expr& all, Context& context) {
  if (all.kind != AEXPR_OP_ALL || parse::builtin_name(all.name) != "<>") return;
  const SubLink* array = array_subquery(all);
  if (array == nullptr || parse::is_negated(context.ancestors())) return;
  report(node(all), {.subquery = array, .value = all.lexpr, .array_test = &node(all)}, "<> ALL",
         context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "not-in-subquery",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "3.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "NOT IN (SELECT …) returns no rows if the subquery yields one NULL, and is slow",
    .help = "write `NOT EXISTS (SELECT FROM … WHERE … = …)`",
    .why = R"(
`x NOT IN (SELECT y …)` asks whether x differs from every y. A comparison with NULL is unknown, so a
single NULL among the values makes the whole condition unknown or false, never true. From the day
the first NULL is stored, the query returns no rows, without an error.

Because of these semantics the planner cannot turn NOT IN into an anti-join. It computes the
subquery into a hash table if that fits into `work_mem`. Otherwise it scans the values again for
each row. `<> ALL (SELECT …)` means the same and is never hashed.
)",
    .reported = R"(
`NOT IN (SELECT …)`, `NOT (x IN (SELECT …))`, `<> ALL (SELECT …)` and `NOT x = ANY (SELECT …)`, also
with `ARRAY(SELECT …)`, in queries, data changes, views, policies, trigger conditions and function
bodies. Only as info if the subquery cannot return NULL: `WHERE y IS NOT NULL` or another condition
on that column, `coalesce(y, 0)`, constants, `count(*)`, `row_number()`, columns that were NOT NULL
or part of a primary key when the statement ran, as far as the linted files show it, sums and casts
of such values, and columns of CTEs and subqueries that are made of them. Also as info if it returns
columns of a view, of which that is not known, and for rows, `(x, y) NOT IN (SELECT …)`, where a
NULL matters only if the other columns are equal.
)",
    .not_reported = R"(
Lists of values, which `not-in-null-list` reports; NOT EXISTS; a double negation, which is an IN.
)",
    .instead = R"(
`NOT EXISTS` is an anti-join, and NULLs among the values do not matter:

```sql
SELECT c.id, c.name
FROM customers AS c
WHERE NOT EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.id);
```

The two differ in one case: if the left side is NULL, `NOT IN` is not true but `NOT EXISTS` is. If
that can happen and you do not want such rows, add `c.id IS NOT NULL`. No data changes. Replacing a
view takes a short ACCESS EXCLUSIVE lock on the view (CREATE OR REPLACE VIEW), changing a policy
takes one on its table (ALTER POLICY).
)",
    .fine = R"(
If the subquery returns a handful of rows and never a NULL: then it is neither slow nor wrong.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.id, c.name FROM customers AS c WHERE c.id NOT IN (SELECT customer_id FROM orders);
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.id, c.name
FROM customers AS c
WHERE NOT EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.id);
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_NOT_IN",
              "https://www.postgresql.org/docs/current/functions-subquery.html"},
    .checks = {on<check_not>, on<check_all>, on<check_array>},
};

}  // namespace pglint::rules::not_in_subquery
