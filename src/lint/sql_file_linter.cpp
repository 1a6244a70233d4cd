#include "lint/sql_file_linter.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "catalog/use_reader.h"

#include "lint/history/teardown_name.h"
#include "lint/history/undone.h"
#include "lint/host_linter.h"
#include "lint/text_linter.h"
#include "migration/edit.h"
#include "migration/lexer.h"
#include "migration/transaction.h"
#include "parse/source/dialect.h"
#include "parse/source/dialect_name.h"
#include "parse/source/hint.h"
#include "parse/source/placeholder_filler.h"
#include "parse/source/preprocess.h"
#include "parse/source/raw_parse.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/arena.h"
#include "rule/builtin_reporter.h"
#include "rule/context.h"
#include "rule/origin.h"
#include "text/ascii.h"
#include "text/encoding.h"

namespace pglint {
namespace {

/// Adds findings and questions to the file.
class FileLog : public StatementLog {
 public:
  /// `file` must outlive the log.
  explicit FileLog(LintedFile& file) : file_(file) {}

  void add(Finding finding) override { file_.result.findings.push_back(std::move(finding)); }
  void add(Question question) override { file_.steps.emplace_back(std::move(question)); }

 private:
  LintedFile& file_;
};

/// Adds the words outside of comments, as PostgreSQL folds them.
void add_words(std::string_view sql, std::vector<std::string>& words) {
  migration::Lexer lexer(sql);
  for (auto piece = lexer.next(); piece.kind != migration::PieceKind::end; piece = lexer.next()) {
    const std::string_view written = sql.substr(piece.range.begin, piece.range.size());
    if (piece.kind == migration::PieceKind::word) words.push_back(text::lowered(written));
    // Quoted names, and bodies of DO.
    const bool is_quoted = piece.kind == migration::PieceKind::other && written.size() > 2;
    if (is_quoted) add_words(written.substr(1, written.size() - 2), words);
  }
}

/// Parses and checks a file's text. If that fails because of placeholders, does it again with these
/// replaced.
class FileLinter {
 public:
  /// All must outlive the linter. `code`, if not null, gets what was read.
  FileLinter(SourceText& text, const Settings& settings, const DispatchTable& table,
             LintedFile& file, Neighbors& neighbors, CodeMap* code)
      : text_(text),
        settings_(settings),
        table_(table),
        file_(file),
        result_(file.result),
        neighbors_(neighbors),
        code_(code),
        builtin_(settings, file.result) {}

  void lint() {
    note_left_out();
    note_down();
    note_edit();
    lint_text();
    lint_shell_escapes(text_, settings_, result_);
    if (code_ != nullptr) note_rest();
  }

 private:
  /// The sizes of all results before the statements were read.
  struct Checkpoint {
    std::size_t findings = 0;
    std::size_t not_analyzed = 0;
    std::size_t notices = 0;
    std::size_t substitutes = 0;
    std::size_t steps = 0;
  };

  /// Adds a note about the first part that the migration tool does not send to PostgreSQL.
  void note_left_out() {
    const auto& sections = text_.script().sections;
    const auto unused =
        std::ranges::find(sections, migration::Direction::unused, &migration::Section::direction);
    if (unused == sections.end()) return;
    result_.notices.push_back({.kind = parse::NoticeKind::left_out,
                               .range = parse::first_line(text_.written(), unused->range),
                               .message = "skipped: " + unused->reason});
  }

  void note_down() {
    file_.keeps_down_words = table_.wants_down_words();
    for (const migration::Section& section : text_.script().sections) {
      if (section.direction != migration::Direction::down) continue;
      file_.has_down_section = true;
      if (file_.keeps_down_words) {
        add_words(std::string_view(text_.sent()).substr(section.range.begin, section.range.size()),
                  file_.down_words);
      }
    }
    std::ranges::sort(file_.down_words);
  }

  void note_edit() {
    std::optional<std::string>& before = file_.source.before;
    if (!before) return;
    const std::string old = text::to_utf8(std::move(*before));
    before.reset();
    file_.edited_sections = migration::edited_sections(old, text_.written(), file_.source.facts);
  }

  void lint_text() {
    const parse::PlaceholderSetting& placeholders = settings_.placeholders;
    if (placeholders.mode == parse::PlaceholderMode::always) text_.fill_placeholders(placeholders);
    const Checkpoint start = checkpoint();
    lint_statements();
    if (is_for_other_database(start) || problems_.empty()) return;

    const bool may_fill = placeholders.mode == parse::PlaceholderMode::where_needed;
    if (may_fill && text_.fill_placeholders(placeholders)) {
      go_back(start);
      lint_statements();
    }
    // Without its data, every COPY looks open.
    auto open_copy = file_.is_without_data ? std::nullopt : parse::find_open_copy(text_.sent());
    if (open_copy) result_.notices.push_back(std::move(*open_copy));
    leave_out_other_sections();
    parse::add_hints(text_.parsed(), problems_, text_.variables());
    for (const parse::ParseProblem& problem : problems_) {
      builtin_.report(problem, {.content = text_.written()});
    }
  }

  /// If the file is for another database, reports only that.
  bool is_for_other_database(const Checkpoint& start) {
    if (statements_ + problems_.size() == 0) return false;
    std::string_view name;
    std::string evidence;
    text::Range range;
    if (const auto foreign = parse::find_foreign_dialect(text_.sql(), counts())) {
      name = foreign->name;
      evidence = "`" + foreign->evidence + "`";
      range = foreign->range;
    } else {
      auto [named, why] = neighbors_.dialect_of(result_.path, text_.sql(), counts());
      name = named;
      evidence = std::move(why);
      range = parse::lexeme_range(text_.sql(), 0);
    }
    if (name.empty()) return false;
    go_back(start);
    if (code_ != nullptr) code_->is_postgresql = false;
    result_.other_database = name;
    builtin_.report_not_analyzed(
        range, fmt::format("skipped: this is SQL for {}, not PostgreSQL ({})", name, evidence),
        fmt::format("`exclude` the files for {}; pglint checks SQL for PostgreSQL only", name),
        Severity::info);
    return true;
  }

  /// Drops the problems right below headings such as `-- MySQL`, and reports each heading instead.
  void leave_out_other_sections() {
    const std::vector<parse::DialectHeading> headings = parse::dialect_headings(text_.parsed());
    auto current = headings.end();
    std::size_t end = 0;  // of the part of the current section that does not parse
    bool is_reported = false;
    std::erase_if(problems_, [&](const parse::ParseProblem& problem) {
      const std::size_t at = problem.range.begin;
      const auto next = std::ranges::upper_bound(headings, at, {}, &parse::DialectHeading::begin);
      if (next == headings.begin()) return false;
      const auto heading = std::prev(next);
      if (heading->name == parse::postgresql) return false;
      if (heading != current) {
        const std::size_t last = next == headings.end() ? text_.parsed().size() : next->begin;
        end = first_statement_in({.begin = heading->end, .end = last});
        is_reported = false;
        current = heading;
      }
      if (at >= end) return false;
      if (!is_reported) report_section(*heading);
      is_reported = true;
      return true;
    });
  }

  /// Where the first statement in `range` is that PostgreSQL can parse; else its end.
  [[nodiscard]] std::size_t first_statement_in(text::Range range) const {
    parse::Arena arena;
    const std::string section = text_.parsed().substr(range.begin, range.size());
    parse::StatementReader reader(section, arena);
    for (parse::Batch batch; reader.next(batch);) {
      if (!batch.statements.empty()) return range.begin + batch.statements.front().extent.begin;
    }
    return range.end;
  }

  void report_section(const parse::DialectHeading& heading) {
    builtin_.report_not_analyzed(
        {.begin = heading.begin, .end = heading.end},
        fmt::format("skipped statements that PostgreSQL cannot parse: the comment says that they "
                    "are for {}",
                    heading.name),
        fmt::format("move the SQL for {} to another file; pglint checks SQL for PostgreSQL only",
                    heading.name),
        Severity::info);
  }

  /// Adds unlinted sections and shell commands to `code_`.
  void note_rest() {
    for (const migration::Section& section : text_.script().sections) {
      if (!is_linted(section, settings_)) code_->unlinted.push_back(section.range);
    }
    const auto& escapes = text_.shell_escapes();
    code_->statements.insert(code_->statements.end(), escapes.begin(), escapes.end());
  }

  [[nodiscard]] Checkpoint checkpoint() const {
    return {.findings = result_.findings.size(),
            .not_analyzed = result_.not_analyzed.size(),
            .notices = result_.notices.size(),
            .substitutes = result_.substitutes.size(),
            .steps = file_.steps.size()};
  }

  void go_back(const Checkpoint& start) {
    const auto cut = [](auto& items, std::size_t size) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(size), items.end());
    };
    cut(result_.findings, start.findings);
    cut(result_.not_analyzed, start.not_analyzed);
    cut(result_.notices, start.notices);
    cut(result_.substitutes, start.substitutes);
    cut(file_.steps, start.steps);
    if (code_ != nullptr) *code_ = {};
    problems_.clear();
    file_.sections.clear();
    file_.has_down_statements = false;
    statements_ = 0;
  }

  void lint_statements() {
    if (const auto first = text_.first_placeholder()) builtin_.report_placeholders(*first);
    const std::string& sql = text_.parsed();
    const Origin origin = {.content = text_.written(), .file = file_.number};
    if (&sql != &text_.valid()) builtin_.note_substitutes(text_.valid(), sql, origin);
    migration::TransactionTracker transactions(text_.script(), text_.written());
    catalog::UseReader uses;
    FileLog log(file_);
    Context context(
        {.settings = settings_, .transactions = transactions, .uses = uses, .log = log});
    TextLinter linter(settings_, table_, context, builtin_, file_.steps, code_);
    if (is_dump()) linter.enter_dump();
    const bool has_tool = file_.source.facts.runner != &migration::psql_runner();
    if (!has_tool && is_named_as_teardown(result_.path)) linter.enter_teardown();
    if (file_.source.facts.runner->joins_pending) linter.enter_joined();
    const migration::Section* section = nullptr;
    parse::Arena arena;
    parse::StatementReader reader(sql, arena);
    for (parse::Batch batch; reader.next(batch);) {
      for (const parse::ParseProblem& problem : batch.problems) {
        transactions.lose(problem.range.begin);
      }
      std::ranges::move(batch.problems, std::back_inserter(problems_));
      statements_ += batch.statements.size();
      for (const parse::Statement& statement : batch.statements) {
        const migration::Section* next = &text_.script().section_at(statement.extent.begin);
        if (section != nullptr && section != next) leave(*section, transactions, linter);
        if (section != next && next->direction == migration::Direction::up) {
          file_.sections.push_back({.id = next->id, .first_statement = statement.extent});
        }
        section = next;
        if (next->direction == migration::Direction::down) file_.has_down_statements = true;
        if (next->direction == migration::Direction::up) note_in_section(statement);
        transactions.enter(statement);
        if (!is_linted(transactions.section(), settings_)) {
          if (code_ != nullptr) code_->statements.push_back(statement.extent);
          continue;
        }
        linter.enter(transactions.section());
        linter.lint_statement(statement, sql, origin);
      }
    }
    if (section != nullptr) leave(*section, transactions, linter);
    file_.runs_unknown_sql = linter.ran_unknown_sql();
  }

  /// What the current section is for rules about migrations.
  void note_in_section(const parse::Statement& statement) {
    LintedSection& section = file_.sections.back();
    section.can_be_undone = section.can_be_undone || can_be_undone(*statement.tree);
    if (section.edited_statement) return;
    for (const migration::EditedSection& edited : file_.edited_sections) {
      const bool is_it = edited.id == section.id && edited.at < statement.extent.end;
      if (is_it) section.edited_statement = statement.extent;
    }
  }

  /// What does not parse may have begun or ended a transaction.
  void leave(const migration::Section& section, migration::TransactionTracker& transactions,
             TextLinter& linter) const {
    const bool is_unread = std::ranges::any_of(problems_, [&](const parse::ParseProblem& problem) {
      return section.range.contains(problem.range.begin);
    });
    const migration::InTransaction state = transactions.end_section();
    linter.leave_section(is_unread ? migration::InTransaction::unknown : state);
  }

  /// A schema dump of a migration tool, or one that pg_dump wrote.
  [[nodiscard]] bool is_dump() const {
    constexpr std::size_t head = 4096;
    return file_.source.facts.runner->is_dump ||
           std::string_view(text_.written()).substr(0, head).find("-- PostgreSQL database dump") !=
               std::string_view::npos;
  }

  [[nodiscard]] parse::ParseCounts counts() const {
    parse::ParseCounts counts = {.statements = statements_, .problems = problems_.size()};
    std::ranges::transform(problems_, std::back_inserter(counts.errors),
                           [](const parse::ParseProblem& problem) { return problem.range.begin; });
    return counts;
  }

  SourceText& text_;
  const Settings& settings_;
  const DispatchTable& table_;
  LintedFile& file_;
  FileResult& result_;
  Neighbors& neighbors_;
  CodeMap* code_;
  BuiltinReporter builtin_;
  // For the last parsed text:
  std::vector<parse::ParseProblem> problems_;
  std::size_t statements_ = 0;
};

}  // namespace

bool is_linted(const migration::Section& section, const Settings& settings) {
  switch (section.direction) {
    case migration::Direction::up:
    case migration::Direction::verify:
      return true;
    case migration::Direction::down:
      return settings.lint_down;
    case migration::Direction::unused:
      return false;
  }
  return true;
}

void lint_sql_file(SourceText& text, const Settings& settings, const DispatchTable& table,
                   LintedFile& file, Neighbors& neighbors, CodeMap* code) {
  FileLinter(text, settings, table, file, neighbors, code).lint();
}

}  // namespace pglint
