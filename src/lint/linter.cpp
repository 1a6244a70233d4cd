#include "lint/linter.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "host/file_kind.h"
#include "lint/host_linter.h"
#include "lint/prisma/prisma_checks.h"
#include "lint/prisma/prisma_linter.h"
#include "lint/replay.h"
#include "lint/source_text.h"
#include "lint/sql_file_linter.h"
#include "lint/written_names.h"
#include "parse/source/preprocess.h"
#include "parse/source/readable.h"
#include "rule/builtin_reporter.h"
#include "suppress/foreign_suppression.h"
#include "suppress/sql_comments.h"
#include "suppress/suppression_comment.h"
#include "suppress/suppression_reader.h"
#include "text/encoding.h"

namespace pglint {
namespace {

/// Larger files do not keep the data of COPY.
constexpr std::size_t least_bytes_of_dump = std::size_t{64} << 20U;

/// Every suppression comment contains one of these words.
std::vector<std::string_view> suppression_mentions(const Settings& settings) {
  std::vector<std::string_view> words = {pglint_mention};
  if (settings.honor_other_linters) {
    words.insert(words.end(), foreign_mentions.begin(), foreign_mentions.end());
  }
  return words;
}

bool has_any(std::string_view text, const std::vector<std::string_view>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return !find_mentions(text, word).empty(); });
}

/// The bytes of a file: those it holds, which are moved, or those on disk.
Result<std::string> take_bytes(SourceFile& file, std::size_t max_bytes) {
  if (file.content) return std::move(*file.content);
  if (file.on_disk && file.on_disk->size() <= max_bytes) return std::move(*file.on_disk);
  return read_source(file, max_bytes);
}

/// Returns the suppressions in `text`.
Suppressions lint_sql(SourceText& text, const Settings& settings, const DispatchTable& table,
                      LintedFile& file, Neighbors& neighbors) {
  const auto words = suppression_mentions(settings);
  if (!has_any(text.valid(), words)) {
    lint_sql_file(text, settings, table, file, neighbors, nullptr);
    return {};
  }
  CodeMap code;
  lint_sql_file(text, settings, table, file, neighbors, &code);
  const auto comments = SqlComments(text.commented(), std::move(code)).mentioning(words);
  return read_suppressions(text.valid(), comments, settings);
}

}  // namespace

LintedFile lint_file(SourceFile source, std::size_t number, const Settings& settings,
                     const DispatchTable& table, Neighbors& neighbors) {
  LintedFile file = {.source = std::move(source), .number = number, .result = {}};
  FileResult& result = file.result;
  result.path = file.source.path;
  auto bytes = take_bytes(file.source, settings.max_file_bytes);
  if (!bytes.ok()) {
    result.fail(bytes.error());
    return file;
  }
  result.content = text::to_utf8(std::move(bytes).value());
  BuiltinReporter builtin(settings, result);
  if (const auto problem = parse::find_unreadable(result.content, settings.max_file_bytes)) {
    builtin.report(*problem, {});
    return file;
  }
  if (result.content.size() > least_bytes_of_dump) {
    file.is_without_data = parse::blank_data(result.content);
  }
  SourceText text(result.content, file.source.facts);
  if (const auto problem = text.encoding_problem()) builtin.report(*problem, {});
  const host::FileKind kind = host::kind_of(result.path, text.valid());
  if (kind == host::FileKind::sql) {
    file.suppressions = lint_sql(text, settings, table, file, neighbors);
  } else if (kind == host::FileKind::prisma) {
    file.suppressions = lint_prisma_file(text, settings, table, file);
  } else {
    file.suppressions = lint_host_file(kind, text, settings, result);
  }
  if (file.suppressions.empty()) drop_unshown(result);
  return file;
}

namespace {

/// Where one of several statements is ignored, each of the others has its finding.
void split_suppressed(const std::vector<SchemaFinding>& all, const LintedFile& file,
                      catalog::PlaceFinder& places) {
  if (file.suppressions.empty()) return;
  for (const SchemaFinding& found : all) {
    const bool is_member = found.member_of != nullptr && found.at.file == file.number &&
                           !found.finding.rule->alike.front().empty();
    if (is_member && is_suppressed(file.suppressions, located_in(file, found, places))) {
      found.member_of->split();
    }
  }
}

}  // namespace

FileResult lint(std::string path, std::string content, const Settings& settings,
                const DispatchTable& table, const migration::FileFacts& facts, std::string given) {
  const std::size_t number = given.empty() ? 0 : 1;
  Neighbors neighbors;
  LintedFile file =
      lint_file({.path = std::move(path), .content = std::move(content), .facts = facts}, number,
                settings, table, neighbors);
  Replay replay(settings);
  std::vector<Finding>& findings = file.result.findings;
  if (!given.empty()) {
    LintedFile before = lint_file({.path = "0_given.sql", .content = std::move(given)}, 0, settings,
                                  table, neighbors);
    replay.follow(before);
  }
  replay.follow(file);
  replay.end_run();
  catalog::PlaceFinder places(text_of_places(file));
  std::vector<SchemaFinding> all = replay.finish();
  split_suppressed(all, file, places);
  for (SchemaFinding& found : all) {
    if (found.at.file != file.number) continue;
    if (!found.is_told()) found.finding.is_shown = false;
    if (!found.finding.is_shown && file.suppressions.empty()) continue;
    findings.push_back(located_in(file, std::move(found), places));
  }
  std::vector<LastingFinding> lasting = replay.finish_lasting();
  check_prisma(file, settings, {.declared = &replay.catalog()}, lasting);
  for (LastingFinding& found : lasting) {
    if (found.file == file.number) findings.push_back(std::move(found.finding));
  }
  settle_prisma(file);
  WrittenNames names;
  names.add(file.result.substitutes);
  names.show(file.result);
  finish_findings(file.suppressions, settings, file.result);
  return std::move(file.result);
}

}  // namespace pglint
