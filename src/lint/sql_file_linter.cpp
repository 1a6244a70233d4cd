#include "lint/sql_file_linter.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "catalog/use_reader.h"

#include "lint/host_linter.h"
#include "lint/text_linter.h"
#include "migration/transaction.h"
#include "parse/source/dialect.h"
#include "parse/source/hint.h"
#include "parse/source/placeholder_filler.h"
#include "parse/source/preprocess.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/arena.h"
#include "rule/builtin_reporter.h"
#include "rule/context.h"
#include "rule/origin.h"

namespace pglint {
namespace {

/// Puts what checks report behind what is known of a file already.
class FileLog : public StatementLog {
 public:
  /// `file` must outlive the log.
  explicit FileLog(CheckedFile& file) : file_(file) {}

  void add(Finding finding) override { file_.result.findings.push_back(std::move(finding)); }
  void add(Question question) override { file_.steps.emplace_back(std::move(question)); }

 private:
  CheckedFile& file_;
};

/// Reads and checks a file's text, once as it stands and, where that fails because of placeholders,
/// once more without them.
class FileLinter {
 public:
  /// All must outlive the linter; `file` has its content already and is number `number` of the run.
  /// What is read is noted in `code` where that is not null.
  FileLinter(const Settings& settings, const DispatchTable& table, const migration::Script& script,
             CheckedFile& file, std::size_t number, CodeMap* code)
      : settings_(settings),
        table_(table),
        script_(script),
        file_(file),
        result_(file.result),
        number_(number),
        code_(code),
        builtin_(settings, file.result) {}

  /// `text` is the file's content as valid UTF-8, without what only its migration tool reads.
  void lint(const std::string& text) {
    const auto blanked = parse::preprocess(text);
    const std::string& sql = blanked ? *blanked : text;
    const parse::PlaceholderSetting& placeholders = settings_.placeholders;
    std::optional<parse::FilledText> filled;
    if (placeholders.mode == parse::PlaceholderMode::always) {
      filled = parse::fill_placeholders(sql, placeholders);
    }
    const Checkpoint start = checkpoint();
    read(sql, filled);
    if (problems_.empty()) return;

    if (const auto foreign = parse::find_foreign_dialect(sql, counts())) {
      go_back(start);
      if (code_ != nullptr) code_->is_postgresql = false;
      builtin_.report_not_analysed(foreign->range,
                                   fmt::format("the file is for {}, not PostgreSQL: it has `{}`",
                                               foreign->name, foreign->evidence));
      return;
    }
    if (placeholders.mode == parse::PlaceholderMode::where_needed) {
      filled = parse::fill_placeholders(sql, placeholders);
      if (filled) {
        go_back(start);
        read(sql, filled);
      }
    }
    if (auto notice = parse::find_open_copy(text)) result_.notices.push_back(std::move(*notice));
    parse::add_hints(filled ? filled->sql : sql, problems_);
    for (const parse::ParseProblem& problem : problems_) {
      builtin_.report(problem, {.content = result_.content});
    }
  }

 private:
  /// How much was known about the file before its statements were read.
  struct Checkpoint {
    std::size_t findings = 0;
    std::size_t not_analysed = 0;
    std::size_t notices = 0;
    std::size_t steps = 0;
  };

  [[nodiscard]] Checkpoint checkpoint() const {
    return {.findings = result_.findings.size(),
            .not_analysed = result_.not_analysed.size(),
            .notices = result_.notices.size(),
            .steps = file_.steps.size()};
  }

  void go_back(const Checkpoint& start) {
    const auto cut = [](auto& items, std::size_t size) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(size), items.end());
    };
    cut(result_.findings, start.findings);
    cut(result_.not_analysed, start.not_analysed);
    cut(result_.notices, start.notices);
    cut(file_.steps, start.steps);
    if (code_ != nullptr) *code_ = {};
    problems_.clear();
    statements_ = 0;
  }

  /// Reads a text as it is written, or `filled` in its place.
  void read(const std::string& as_written, const std::optional<parse::FilledText>& filled) {
    if (filled) builtin_.report_placeholders(filled->first);
    const std::string& sql = filled ? filled->sql : as_written;
    const Origin origin = {.content = result_.content, .file = number_};
    migration::TransactionTracker transactions(script_, result_.content);
    catalog::UseReader uses;
    FileLog log(file_);
    Context context(
        {.settings = settings_, .transactions = transactions, .uses = uses, .log = log});
    TextLinter linter(settings_, table_, context, builtin_, file_.steps, code_);
    parse::Arena arena;
    parse::StatementReader reader(sql, arena);
    for (parse::Batch batch; reader.next(batch);) {
      for (const parse::ParseProblem& problem : batch.problems) {
        transactions.lose(problem.range.begin);
      }
      std::ranges::move(batch.problems, std::back_inserter(problems_));
      statements_ += batch.statements.size();
      for (const parse::Statement& statement : batch.statements) {
        transactions.enter(statement);
        if (!is_linted(transactions.section(), settings_)) {
          if (code_ != nullptr) code_->statements.push_back(statement.extent);
          continue;
        }
        linter.enter(transactions.section());
        linter.lint_statement(statement, sql, origin);
      }
    }
  }

  [[nodiscard]] parse::ParseCounts counts() const {
    return {.statements = statements_, .problems = problems_.size()};
  }

  const Settings& settings_;
  const DispatchTable& table_;
  const migration::Script& script_;
  CheckedFile& file_;
  FileResult& result_;
  std::size_t number_;
  CodeMap* code_;
  BuiltinReporter builtin_;
  // Of the text that was read last:
  std::vector<parse::ParseProblem> problems_;
  std::size_t statements_ = 0;
};

/// Says what the migration tool does not send to PostgreSQL, and why: the first such part.
void note_left_out(const migration::Script& script, FileResult& result) {
  const auto unused = std::ranges::find(script.sections, migration::Direction::unused,
                                        &migration::Section::direction);
  if (unused == script.sections.end()) return;
  result.notices.push_back(
      {.kind = parse::NoticeKind::left_out,
       .range = parse::first_line(result.content, unused->range),
       .message = "not read from here on, as the tool leaves it out: " + unused->reason});
}

}  // namespace

void lint_sql_file(const std::string& text, const LintedText& linted, const Settings& settings,
                   const DispatchTable& table, CheckedFile& file, CodeMap* code) {
  const migration::Script script = migration::read_script(text, linted.facts);
  const std::string& sql = script.sql ? *script.sql : text;
  note_left_out(script, file.result);
  FileLinter(settings, table, script, file, linted.number, code).lint(sql);
  lint_shell_escapes(sql, settings, file.result);
  if (code == nullptr) return;
  for (const migration::Section& section : script.sections) {
    if (!is_linted(section, settings)) code->unlinted.push_back(section.range);
  }
  const auto escapes = parse::find_shell_escapes(sql);
  code->statements.insert(code->statements.end(), escapes.begin(), escapes.end());
}

}  // namespace pglint
