#include "lint/prisma/prisma_linter.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/use_reader.h"

#include "lint/prisma/prisma_schemas.h"
#include "lint/text_linter.h"
#include "migration/transaction.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/arena.h"
#include "parse/tree/pg_nodes.h"
#include "psl/composer.h"
#include "rule/builtin_reporter.h"
#include "rule/builtin_rules.h"
#include "rule/context.h"
#include "rule/origin.h"
#include "rule/prisma/prisma_context.h"
#include "rule/prisma/prisma_words.h"
#include "suppress/psl_comments.h"
#include "suppress/suppression_reader.h"
#include "text/format.h"

namespace pglint {
namespace {

/// PostgreSQL 18 is the first that reads NOT ENFORCED after a foreign key.
#if PG_VERSION_NUM >= 180000
constexpr auto unenforced_keys = psl::UnenforcedKeys::not_enforced;
#else
constexpr auto unenforced_keys = psl::UnenforcedKeys::left_out;
#endif

/// The bytes of the schema that bytes `range` of its DDL stand for.
text::Range written_range(const parse::EmbeddedText& composed, text::Range range) {
  const text::Range written = composed.written(range);
  // What the DDL says later can be written earlier.
  const bool is_reversed = written.end < written.begin;
  return is_reversed ? composed.written({.begin = range.begin, .end = range.begin + 1}) : written;
}

/// Moves a finding from the DDL to the schema.
void move_to_schema(Finding& finding, const LintedFile& file) {
  finding.range = written_range(*file.composed, finding.range);
  for (RelatedRange& related : finding.related) {
    related.range = written_range(*file.composed, related.range);
  }
  finding.fixes.clear();
  identify_by_line(finding, file.result.content);
}

/// Adds findings and questions about DDL to the file of its schema.
class ComposedLog : public StatementLog {
 public:
  /// `file` must outlive the log.
  explicit ComposedLog(LintedFile& file) : file_(file) {}

  void add(Finding finding) override {
    move_to_schema(finding, file_);
    file_.result.findings.push_back(std::move(finding));
  }
  void add(Question question) override {
    move_to_schema(question.finding, file_);
    file_.steps.emplace_back(std::move(question));
  }

 private:
  LintedFile& file_;
};

std::shared_ptr<const parse::EmbeddedText> embedded(psl::Ddl ddl) {
  std::vector<parse::EmbeddedText::Piece> pieces;
  pieces.reserve(ddl.pieces.size());
  for (const psl::DdlPiece& piece : ddl.pieces) {
    pieces.push_back({.begin = piece.begin, .size = piece.size, .written = piece.written});
  }
  if (pieces.empty()) pieces.emplace_back();
  return std::make_shared<const parse::EmbeddedText>(std::move(ddl.sql), std::move(pieces));
}

/// Whether a field asks for a type that only PostgreSQL has.
bool has_type_of_postgresql(const psl::Schema& schema) {
  constexpr std::array<std::string_view, 5> names = {"Timestamptz", "Timetz", "JsonB", "Inet",
                                                     "Citext"};
  return std::ranges::any_of(schema.models, [&](const psl::Model& model) {
    return std::ranges::any_of(model.fields, [&](const psl::ModelField& field) {
      return std::ranges::count(names, field.native_type) > 0;
    });
  });
}

class PrismaLinter {
 public:
  /// All must outlive the linter.
  PrismaLinter(const Settings& settings, const DispatchTable& table, const PrismaPart& part,
               LintedFile& file)
      : settings_(settings),
        table_(table),
        schema_(*part.schema),
        part_(part.file),
        file_(file),
        builtin_(settings, file.result) {}

  void lint() {
    if (!is_for_postgresql()) return;
    for (const psl::Problem& problem : schema_.files[part_].problems) {
      builtin_.report(syntax_error, problem.range, problem.message + "; Prisma rejects the schema",
                      problem.help);
    }
    lint_ddl();
  }

 private:
  /// If the schema is not for PostgreSQL, says only that, at info: it is not a mistake.
  bool is_for_postgresql() {
    const psl::Datasource& source = schema_.datasource;
    const bool is_founder = source.written != nullptr && source.file == part_;
    if (schema_.files[part_].is_of_next_version) {
      return leave_out(first_line(), "skipped: this is a contract of Prisma 8, another language",
                       true);
    }
    if (source.provider == psl::Provider::other) {
      return leave_out(source.provider_range,
                       "skipped: this schema is for " + source.provider_name +
                           ", and pglint checks PostgreSQL only",
                       is_founder);
    }
    const bool is_known = source.provider == psl::Provider::postgresql ||
                          !source.provider_range.empty() || has_type_of_postgresql(schema_);
    if (is_known) return true;
    const bool is_first = source.written == nullptr ? part_ == 0 : is_founder;
    return leave_out(first_line(), "skipped: no datasource says which database this schema is for",
                     is_first);
  }

  bool leave_out(text::Range range, const std::string& reason, bool is_said_here) {
    if (!is_said_here) return false;
    builtin_.report_not_analyzed(range, reason, "`exclude` it if it need not be checked",
                                 Severity::info);
    return false;
  }

  [[nodiscard]] text::Range first_line() const {
    const std::string& content = file_.result.content;
    return {.begin = 0, .end = std::min(content.find_first_of("\r\n"), content.size())};
  }

  void lint_ddl() {
    psl::Ddl ddl = psl::compose(schema_, part_, unenforced_keys);
    const auto phases = ddl.phases;
    file_.composed = embedded(std::move(ddl));
    const std::string& sql = file_.composed->text();
    // As if it were the file: findings are moved to the schema, places when they are looked up.
    const Origin composed = {.content = sql, .file = file_.number};
    const migration::FileFacts facts = migration::psql_facts();
    SourceText ddl_text(sql, facts);
    migration::TransactionTracker transactions(ddl_text.script(), sql);
    catalog::UseReader uses;
    ComposedLog log(file_);
    Context context(
        {.settings = settings_, .transactions = transactions, .uses = uses, .log = log});
    TextLinter linter(settings_, table_, context, builtin_, file_.steps, nullptr);
    // It is not what will run: Prisma writes migrations for that.
    linter.enter_dump();
    parse::Arena arena;
    parse::StatementReader reader(sql, arena);
    const auto end_phases = [&](std::size_t offset) {
      while (file_.phase_ends.size() + 1 < phases.size() &&
             phases.at(file_.phase_ends.size() + 1) <= offset) {
        file_.phase_ends.push_back(file_.steps.size());
      }
    };
    for (parse::Batch batch; reader.next(batch);) {
      for (const parse::ParseProblem& problem : batch.problems) report(problem);
      for (const parse::Statement& statement : batch.statements) {
        end_phases(statement.extent.begin);
        transactions.enter(statement);
        linter.enter(transactions.section());
        linter.lint_statement(statement, sql, composed);
      }
    }
    end_phases(sql.size());
    file_.phase_ends.resize(phases.size(), file_.steps.size());
  }

  /// SQL of the schema, as of `dbgenerated`, that PostgreSQL cannot read.
  void report(parse::ParseProblem problem) {
    problem.range = written_range(*file_.composed, problem.range);
    builtin_.report(problem, {.content = file_.result.content, .file = file_.number});
  }

  const Settings& settings_;
  const DispatchTable& table_;
  const psl::Schema& schema_;
  std::size_t part_;
  LintedFile& file_;
  BuiltinReporter builtin_;
};

/// `userId, teamId`
std::string field_names(const psl::Model& model, const std::vector<std::size_t>& fields) {
  std::string names;
  for (const std::size_t field : fields) {
    names += (names.empty() ? "" : ", ") + model.fields[field].name();
  }
  return names;
}

/// The help for an index that the relation at `finding` needs; empty if none is there.
std::string help_to_index(const PrismaPart& part, const Finding& finding) {
  const psl::Schema& schema = *part.schema;
  for (const psl::Relation& relation : schema.relations) {
    const psl::Model& model = schema.models[relation.holder.model];
    if (!relation.refers() || model.file != part.file) continue;
    const text::Range written = schema.field(relation.holder).written->range;
    if (finding.range.begin < written.begin || written.end < finding.range.begin) continue;
    return text::format("add `@@index([{}])` to `{}`", field_names(model, relation.fields),
                        model.name());
  }
  return {};
}

/// The first name in backticks.
std::string_view first_name(std::string_view text) {
  const std::size_t begin = text.find('`') + 1;
  return begin == 0 ? std::string_view() : text.substr(begin, text.find('`', begin) - begin);
}

/// The help for fields that belong into another model, whose table the help for SQL names; empty if
/// no model has that table.
std::string help_to_add_fields(const PrismaPart& part, const Finding& finding) {
  const auto& models = part.schema->models;
  const auto model = std::ranges::find(models, first_name(finding.help), &psl::Model::table);
  if (model == models.end()) return {};
  return text::format(
      "in model `{}`, write a field for each known attribute, and one of type `Json` for the rest",
      model->name());
}

/// The fix of this finding in Prisma's language; empty if it has none of its own.
std::string help_in_prisma(const LintedFile& file, const Finding& finding) {
  if (finding.rule->id == "unindexed-foreign-key") {
    return help_to_index(*file.source.prisma, finding);
  }
  if (finding.rule->id == "entity-attribute-value") {
    return help_to_add_fields(*file.source.prisma, finding);
  }
  const std::string_view at =
      std::string_view(file.result.content).substr(finding.range.begin, finding.range.size());
  if (finding.rule->id == "duplicate-index" && at.starts_with("@unique")) {
    return "remove `@unique`: another key of the model has the same field";
  }
  return {};
}

/// Rules about keys that are missing, which a line that was not read may have.
bool is_about_absence(const Rule& rule) {
  constexpr std::array<std::string_view, 3> ids = {"missing-primary-key", "missing-foreign-key",
                                                   "junction-without-key"};
  return std::ranges::count(ids, rule.id) > 0;
}

/// The blocks of tables and types that another tool makes.
std::set<const psl::Block*> made_elsewhere(const psl::Schema& schema) {
  std::set<const psl::Block*> blocks;
  for (const psl::Model& model : schema.models) {
    if (model.is_ignored || model.is_external) blocks.insert(model.written);
  }
  for (const psl::Enumeration& type : schema.enums) {
    if (type.is_external) blocks.insert(type.written);
  }
  return blocks;
}

/// Knows which findings in blocks of a file say nothing.
class BlockFilter {
 public:
  explicit BlockFilter(const PrismaPart& part)
      : blocks_(part.schema->files[part.file].blocks),
        made_elsewhere_(made_elsewhere(*part.schema)) {}

  /// Whether another tool manages the model, or the line that the finding misses could not be read.
  [[nodiscard]] bool says_nothing(const Finding& finding) const {
    const psl::Block* block = block_at(finding.range.begin);
    if (block == nullptr) return false;
    const Rule& rule = *finding.rule;
    if (!block->is_read_in_full && is_about_absence(rule)) return true;
    const bool is_of_database = rule.group != Group::builtin && rule.group != Group::prisma;
    return is_of_database && made_elsewhere_.contains(block);
  }

 private:
  [[nodiscard]] const psl::Block* block_at(std::size_t offset) const {
    // Blocks are in order and do not overlap.
    const auto after = std::ranges::upper_bound(
        blocks_, offset, {}, [](const psl::Block& block) { return block.range.begin; });
    const bool is_inside = after != blocks_.begin() && offset < std::prev(after)->range.end;
    return is_inside ? &*std::prev(after) : nullptr;
  }

  const std::vector<psl::Block>& blocks_;
  std::set<const psl::Block*> made_elsewhere_;
};

}  // namespace

Suppressions lint_prisma_file(SourceText& text, const Settings& settings,
                              const DispatchTable& table, LintedFile& file) {
  if (!file.source.prisma) file.source.prisma = alone(text.valid());
  const PrismaPart& part = *file.source.prisma;
  PrismaLinter(settings, table, part, file).lint();
  return read_suppressions(text.valid(), psl_comments(part.schema->files[part.file], text.valid()),
                           settings);
}

std::string_view text_of_places(const LintedFile& file) {
  return file.composed ? file.composed->text() : file.result.content;
}

Finding located_in(const LintedFile& file, SchemaFinding found, catalog::PlaceFinder& places) {
  const bool is_moved = found.has_ranges;
  Finding finding = located(std::move(found), places);
  if (file.composed && !is_moved) move_to_schema(finding, file);
  return finding;
}

void settle_prisma(LintedFile& file) {
  if (!file.source.prisma) return;
  const PrismaPart& part = *file.source.prisma;
  // `relationMode = "prisma"`: `emulated-relations` says that the database has none. What Prisma
  // refuses is a relation, too.
  const bool has_foreign_keys =
      part.schema->datasource.emulates_relations == nullptr && part.schema->unpaired.empty() &&
      std::ranges::none_of(part.schema->relations,
                           [](const psl::Relation& relation) { return relation.is_refused; });
  const BlockFilter filter(part);
  std::erase_if(file.result.findings, [&](const Finding& finding) {
    const bool is_of_missing_key = finding.rule->id == "missing-foreign-key";
    return !speaks_to_prisma(*finding.rule) || filter.says_nothing(finding) ||
           (is_of_missing_key && !has_foreign_keys);
  });
  for (Finding& finding : file.result.findings) {
    std::string help = help_in_prisma(file, finding);
    if (help.empty()) help = prisma_help_of(*finding.rule, finding.help);
    if (!help.empty()) finding.help = std::move(help);
  }
}

}  // namespace pglint
