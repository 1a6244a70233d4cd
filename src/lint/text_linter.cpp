#include "lint/text_linter.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/change_reader.h"
#include "catalog/use_reader.h"

#include "locks/enum_uses.h"
#include "locks/statement_reader.h"
#include "parse/body/body_template.h"
#include "parse/body/dynamic_sql.h"
#include "query/reader.h"

namespace pglint {
namespace {

/// The deepest nesting of literals that is read; hand-written code has at most four.
constexpr std::size_t max_depth = 8;

/// False for a literal that replaces a psql variable or a placeholder, as in `DO :'body'`: its
/// first byte or the one before it differs in the file.
bool is_written(text::Range literal, std::string_view sql, const Origin& origin) {
  if (!origin.is_file()) return true;
  const std::size_t from = literal.begin - std::min<std::size_t>(literal.begin, 1);
  return sql.substr(from, 2) == origin.content.substr(from, 2);
}

/// Whether it is a COPY FROM stdin behind which, at byte `end`, no row follows.
bool has_empty_data(const Node& statement, std::size_t end, std::string_view content) {
  const auto* copy = as<CopyStmt>(&statement);
  if (copy == nullptr || !copy->is_from || copy->filename != nullptr) return false;
  const std::size_t line_end = content.find_first_of("\r\n", std::min(end, content.size()));
  if (line_end == std::string_view::npos) return false;
  const bool is_wide = content.substr(line_end, 2) == "\r\n";
  return content.substr(line_end + (is_wide ? 2 : 1), 2) == "\\.";
}

bool makes_rows(const Node& statement) {
  if (const auto* copy = as<CopyStmt>(&statement)) return copy->is_from;
  return as<InsertStmt>(&statement) != nullptr || as<UpdateStmt>(&statement) != nullptr ||
         as<MergeStmt>(&statement) != nullptr;
}

}  // namespace

void TextLinter::lint_statement(const parse::Statement& statement, const std::string& sql,
                                const Origin& origin) {
  if (code_ != nullptr) code_->statements.push_back(origin.in_file(statement.extent));
  check(statement, sql, origin);
  const bool is_run = !is_dump_ && origin.runs_now;
  const bool runs = table_.judges_runs() && is_run;
  // Publications of context count, too.
  const bool is_noted =
      runs ? locks::may_lock(statement) : is_run && locks::changes_publication(statement);
  if (is_noted) note_operations(statement, sql, origin);
  const bool may_use_value = keeps_enum_uses_ || !added_values_.empty();
  if (may_use_value && table_.judges_runs() && (runs || in_sql_routine_)) {
    note_enum_uses(statement, sql, origin);
  }
  const bool changes = changes_schema_ && origin.runs_now && catalog::may_change_schema(statement);
  if (changes) read_changes(statement, sql, origin);
  note_uses(statement, origin);
  note_new_rows(*statement.tree);
  if (parse::may_have_body(statement)) lint_body(statement, sql, origin);
}

/// A statement as the readers of the catalog and of locks want it.
struct TextLinter::Source {
  Source(const parse::Statement& of, const std::string& sql, const Origin& origin, Context& context)
      : in_file([&origin](text::Range range) { return origin.in_file(range); }),
        extent_of([&context](const Node& node) { return context.anchor().of(node, {}); }),
        statement{.statement = of,
                  .sql = sql,
                  .file = origin.file,
                  .conditional = origin.conditional,
                  .in_file = in_file,
                  .extent_of = extent_of} {}
  Source(const Source&) = delete;  // it points to its own functions
  Source& operator=(const Source&) = delete;
  ~Source() = default;

  std::function<text::Range(text::Range)> in_file;
  std::function<text::Range(const Node&)> extent_of;
  catalog::StatementSource statement;
};

void TextLinter::note_operations(const parse::Statement& statement, const std::string& sql,
                                 const Origin& origin) {
  const Source source(statement, sql, origin, context_);
  const std::function<text::Range(const AlterTableCmd&, const AlterTableStmt&)> command_extent =
      [&](const AlterTableCmd& command, const AlterTableStmt& around) {
        const std::array<const Node*, 1> ancestors = {&parse::node(around)};
        return origin.in_file(context_.anchor().of(parse::node(command), ancestors));
      };
  auto read = locks::read_statement({.base = source.statement,
                                     .command_extent = command_extent,
                                     .pg_version = settings_.pg_version,
                                     .wants_rows = table_.wants_rows()});
  if (!read) return;
  if (origin.is_file() && has_empty_data(*statement.tree, statement.extent.end, origin.content)) {
    for (locks::Operation& operation : read->operations) operation.has_rows = false;
  }
  for (const locks::Operation& operation : read->operations) {
    if (operation.form == locks::Form::add_enum_value) added_values_.insert(operation.part);
  }
  add_statement(std::move(*read), origin);
}

void TextLinter::note_enum_uses(const parse::Statement& statement, const std::string& sql,
                                const Origin& origin) {
  const Source source(statement, sql, origin, context_);
  std::vector<locks::EnumUse> uses =
      locks::read_enum_uses(source.statement, keeps_enum_uses_ ? nullptr : &added_values_);
  if (uses.empty()) return;
  locks::Statement read;
  read.place = uses.front().place;
  read.place.extent = catalog::Extent::statement;
  read.is_conditional = origin.conditional;
  read.enum_uses = std::move(uses);
  add_statement(std::move(read), origin);
}

void TextLinter::add_statement(locks::Statement&& read, const Origin& origin) {
  const bool in_body = !origin.is_file();
  read.in_body = in_body;
  read.is_dynamic = origin.confidence < Confidence::high;
  read.is_down = is_down_;
  const migration::Section& section = context_.section();
  read.in_tool_transaction =
      section.transaction.state == migration::InTransaction::yes && !section.is_one_string;
  // The body of a DO block is a transaction of its own where there is none around it.
  read.in_transaction = in_body ? migration::InTransaction::yes : context_.transaction_state();
  read.transaction_number = context_.transaction_number();
  read.transaction_begin = context_.transaction_begin();
  if (read.block != locks::BlockNeed::none && !in_body) read.why = context_.transaction().why;
  has_begin_ = has_begin_ || (!in_body && read.transaction == locks::TransactionKind::begin);
  steps_.emplace_back(std::move(read));
}

void TextLinter::leave_section(migration::InTransaction state) {
  if (!std::exchange(has_begin_, false)) return;
  const migration::Section& section = context_.section();
  locks::Statement end;
  end.transaction = locks::TransactionKind::end_of_section;
  end.in_transaction = state;
  end.in_tool_transaction =
      section.transaction.state == migration::InTransaction::yes && !section.is_one_string;
  end.is_down = is_down_;
  end.transaction_number = context_.transaction_number();
  end.transaction_begin = context_.transaction_begin();
  steps_.emplace_back(std::move(end));
}

void TextLinter::read_changes(const parse::Statement& statement, const std::string& sql,
                              const Origin& origin) {
  const Source source(statement, sql, origin, context_);
  auto changes = catalog::read_changes(source.statement);
  if (!changes.empty()) context_.uses().forget_known();
  last_insert_.clear();
  for (catalog::Change& change : changes) {
    if (catalog::drops(change)) {
      change.line = lines_.line_of(origin.content, change.statement.statement.begin);
    }
    steps_.emplace_back(text::Boxed(std::move(change)));
  }
}

void TextLinter::note_uses(const parse::Statement& statement, const Origin& origin) {
  if (context_.uses().empty()) return;
  catalog::NewUses uses = context_.uses().take();
  if (!changes_schema_) return context_.uses().forget_known();
  const catalog::Place whole = {.file = origin.file, .statement = origin.in_file(statement.extent)};
  uses.for_each_place([&](catalog::Place& place) {
    const std::size_t at =
        std::clamp(statement.base + place.at, statement.extent.begin, statement.extent.end);
    place.file = whole.file;
    place.statement = whole.statement;
    place.at = origin.in_file({.begin = at, .end = at}).begin;
  });
  steps_.emplace_back(text::Boxed(
      catalog::Change{.what = std::move(uses), .statement = whole, .part = catalog::Part::whole}));
}

void TextLinter::lint_text(const std::string& sql, const Origin& origin) {
  parse::StatementReader reader(sql);
  for (parse::Batch batch; reader.next(batch);) {
    for (const parse::ParseProblem& problem : batch.problems) builtin_.report(problem, origin);
    for (const parse::Statement& statement : batch.statements) {
      lint_statement(statement, sql, origin);
    }
  }
}

/// A body can only contain comments if each of its bytes is in the file.
void TextLinter::note_body(const parse::RoutineBody& body, std::string_view sql,
                           const Origin& origin) {
  if (code_ == nullptr || sql[body.literal.begin] != '$') return;
  const text::Range literal = origin.in_file(body.literal);
  const auto around = std::ranges::count_if(code_->bodies, [&](const CodeMap::Body& outer) {
    return outer.text.begin <= literal.begin && literal.end <= outer.text.end;
  });
  if (static_cast<std::size_t>(around) != origin.depth()) return;
  const std::size_t tag = sql.find('$', body.literal.begin + 1) + 1 - body.literal.begin;
  code_->bodies.push_back({.text = {.begin = literal.begin + tag, .end = literal.end - tag},
                           .is_plpgsql = body.language == parse::BodyLanguage::plpgsql});
}

void TextLinter::lint_body(const parse::Statement& statement, const std::string& sql,
                           const Origin& origin) {
  const auto body = parse::find_body(statement, context_.tokens());
  if (!body || !is_written(body->literal, sql, origin)) return;
  const auto not_analyzed = [&](const std::string& why, const std::string& help,
                                std::optional<Severity> severity) {
    builtin_.report_not_analyzed(origin.in_file(body->literal), "body not analyzed: " + why, help,
                                 severity);
  };
  // Nobody writes that; who hides a statement does.
  if (origin.depth() >= max_depth) {
    return not_analyzed("too deeply nested in other bodies",
                        "move the inner code to a separate function", std::nullopt);
  }
  const auto text = parse::read_literal(sql, body->literal);
  if (!text || text->text() != body->value) {
    return not_analyzed("unusual quoting", "write the body between two `$$`", Severity::info);
  }
  note_body(*body, sql, origin);

  Origin inside = {.content = origin.content,
                   .file = origin.file,
                   .outer = &origin,
                   .text = &*text,
                   .routine = body->routine.empty() ? origin.routine : body->routine,
                   .runs_now = origin.runs_now && body->routine.empty(),
                   .conditional = origin.conditional,
                   .confidence = origin.confidence,
                   .definition = origin.definition};
  const bool is_definition = !body->routine.empty() && changes_schema_ && origin.runs_now;
  if (is_definition && !inside.definition) {
    inside.definition =
        catalog::Place{.file = origin.file, .statement = origin.in_file(statement.extent)};
  }
  const auto filled = parse::fill_body(text->text(), body->language, settings_.placeholders);
  if (filled) {
    builtin_.report_placeholders(inside.in_file(filled->first));
    builtin_.note_substitutes(text->text(), filled->sql, inside);
  }
  const std::string& readable = filled ? filled->sql : text->text();
  if (body->language == parse::BodyLanguage::plpgsql) {
    lint_plpgsql(readable, inside);
  } else {
    // PostgreSQL checks such a body when it makes the function, not one of PL/pgSQL.
    const bool is_routine = !body->routine.empty() && origin.runs_now && changes_schema_;
    const bool was_in = std::exchange(in_sql_routine_, in_sql_routine_ || is_routine);
    lint_text(readable, inside);
    in_sql_routine_ = was_in;
  }
}

void TextLinter::lint_plpgsql(const std::string& text, const Origin& origin) {
  const parse::PlpgsqlBody body = parse::read_plpgsql(text);
  for (const parse::PlpgsqlFragment& fragment : body.fragments) {
    Origin place = origin;
    place.conditional = origin.conditional || fragment.conditional;
    lint_fragment(fragment, body.sql, place);
  }
  if (!body.problem) return;
  const bool is_too_deep = body.problem->kind == parse::ProblemKind::too_deep;
  builtin_.report_not_analyzed(
      origin.in_file(body.problem->range),
      "body not analyzed from here on: " + body.problem->message + " (PL/pgSQL)",
      "correct the body: PL/pgSQL cannot compile it; for templates see `--placeholders`",
      is_too_deep ? std::nullopt : std::optional(Severity::info));
}

void TextLinter::lint_fragment(const parse::PlpgsqlFragment& fragment, const std::string& sql,
                               const Origin& origin) {
  std::vector<parse::Statement> statements;
  parse::ParseProblem problem;
  if (!parse::parse_fragment(fragment, sql, statements, problem)) {
    builtin_.report(problem, origin);
    return;
  }
  for (const parse::Statement& statement : statements) {
    lint_statement(statement, sql, origin);
    if (fragment.makes_sql) lint_dynamic_sql(statement, sql, origin);
  }
}

void TextLinter::lint_dynamic_sql(const parse::Statement& expression, const std::string& sql,
                                  const Origin& origin) {
  const auto tokens = parse::scan_without_comments(sql, expression.extent).tokens;
  const auto dynamic = parse::find_dynamic_sql(expression, parse::TokenView(sql, tokens));
  if (!dynamic || origin.depth() >= max_depth) return note_unknown_sql(origin);
  const auto text = parse::read_literal(sql, dynamic->literal);
  if (!text) return note_unknown_sql(origin);

  Origin inside = origin;
  inside.outer = &origin;
  inside.text = &*text;
  inside.confidence = std::min(origin.confidence, Confidence::medium);
  if (!dynamic->is_format) {
    const auto templated =
        parse::fill_body(text->text(), parse::BodyLanguage::sql, settings_.placeholders);
    if (templated) {
      builtin_.report_placeholders(inside.in_file(templated->first));
      builtin_.note_substitutes(text->text(), templated->sql, inside);
    }
    return lint_text(templated ? templated->sql : text->text(), inside);
  }

  // The arguments of format() are unknown, so a text that does not parse proves nothing.
  std::string filled = text->text();
  parse::fill_format(filled);
  std::vector<parse::Statement> statements;
  parse::ParseProblem ignored;
  const text::Range whole = {.begin = 0, .end = filled.size()};
  if (!parse::parse_raw(filled, whole, parse::Grammar::statements, statements, ignored)) {
    return note_unknown_sql(origin);
  }
  if (std::ranges::any_of(statements, catalog::may_change_schema)) note_unknown_sql(origin);
  builtin_.note_computed_names(text->text(), filled, inside);
  for (const parse::Statement& statement : statements) lint_statement(statement, filled, inside);
}

void TextLinter::note_unknown_sql(const Origin& origin) {
  ran_unknown_sql_ = ran_unknown_sql_ || (changes_schema_ && origin.runs_now);
}

void TextLinter::check(const parse::Statement& statement, const std::string& sql,
                       const Origin& origin) {
  const std::size_t steps_before = steps_.size();
  context_.enter_statement(statement, sql, origin);
  walker_.walk(*statement.tree, [&](const Node& node, parse::Ancestors ancestors) {
    const auto checks = table_.checks(node.type);
    if (!checks.empty()) context_.enter_node(node, ancestors);
    for (const DispatchTable::Entry& check : checks) {
      context_.enter_rule(check.rule);
      check.call(node, context_);
    }
  });
  if (!table_.query_rules().empty()) check_query(statement, sql, origin);
  if (steps_.size() > steps_before && !catalog::may_change_schema(statement)) {
    note_relations(statement);
  }
}

void TextLinter::check_query(const parse::Statement& statement, const std::string& sql,
                             const Origin& origin) {
  // A dump has one cause of errors in a row of equal INSERTs.
  std::string insert = query::plain_insert(*statement.tree);
  if (!insert.empty() && insert == last_insert_) return;
  last_insert_ = std::move(insert);
  // Placeholders and what PL/pgSQL adds to SQL may stand for any names and any number of values.
  const text::Range in_file = origin.in_file(statement.extent);
  const std::string_view parsed =
      std::string_view(sql).substr(statement.extent.begin, statement.extent.size());
  if (origin.content.substr(in_file.begin, in_file.size()) != parsed) return;
  const std::function<text::Range(const Node&)> extent_of = [this](const Node& node) {
    return context_.anchor().of(node, {});
  };
  auto model = query::read_model({.statement = statement,
                                  .sql = sql,
                                  .extent_of = extent_of,
                                  .are_names_known = origin.is_file()});
  if (!model) return;
  context_.enter_query(std::make_shared<const query::Model>(std::move(*model)));
  context_.enter_node(*statement.tree, {});
  for (const Rule* rule : table_.query_rules()) {
    context_.enter_rule(rule);
    rule->query_check(context_);
  }
  context_.enter_query(nullptr);
}

/// Once for each file.
void TextLinter::note_new_rows(const Node& statement) {
  if (has_new_rows_ || !makes_rows(statement)) return;
  has_new_rows_ = true;
  steps_.emplace_back(AskedRelations{});
}

void TextLinter::note_relations(const parse::Statement& statement) {
  AskedRelations asked;
  walker_.walk(*statement.tree, [&](const Node& node, parse::Ancestors /*ancestors*/) {
    const auto* relation = as<RangeVar>(&node);
    if (relation != nullptr) asked.names.push_back(catalog::name_of(*relation).name);
  });
  if (!asked.names.empty()) steps_.emplace_back(std::move(asked));
}

}  // namespace pglint
