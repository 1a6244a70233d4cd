#include "lint/ignore_plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "host/file_kind.h"
#include "host/host_file.h"
#include "lint/linter.h"
#include "lint/source_text.h"
#include "lint/sql_file_linter.h"
#include "parse/source/lexer.h"
#include "psl/parser.h"
#include "suppress/host_comments.h"
#include "suppress/psl_comments.h"
#include "suppress/sql_comments.h"
#include "suppress/suppression_comment.h"
#include "text/line/begin.h"
#include "text/line/index.h"

namespace pglint {
namespace {

constexpr std::array mentions = {pglint_mention};

/// The place of a new comment: before the line that begins at `at`, or at its end.
struct Spot {
  std::size_t at = 0;
  bool is_behind = false;

  // NOLINTNEXTLINE(modernize-use-nullptr): it means the 0 that compilers compare with.
  friend auto operator<=>(const Spot&, const Spot&) = default;
};

/// Comments that rules can be added to, with the place after their last rule.
using OldComments = std::map<Spot, std::size_t>;

bool covers(const Coverage& coverage, std::size_t offset) {
  return coverage.range.begin <= offset && offset <= coverage.range.end;
}

/// Finds the places for comments in one file.
class Places {
 public:
  Places() = default;
  Places(const Places&) = delete;
  Places& operator=(const Places&) = delete;
  virtual ~Places() = default;

  /// The place for a finding that begins at `offset`; `comments` are those that can be extended.
  [[nodiscard]] virtual std::optional<Spot> spot_for(std::size_t offset,
                                                     const OldComments& comments) = 0;
  [[nodiscard]] virtual std::vector<Comment> comments() = 0;
  [[nodiscard]] virtual std::string_view mark() const = 0;  ///< starts a comment
  /// Whether only a trial shows if the text is a comment there.
  [[nodiscard]] virtual bool needs_trial() const = 0;
};

class SqlPlaces : public Places {
 public:
  SqlPlaces(SourceText& text, CodeMap code)
      : content_(text.valid()), comments_(text.commented(), std::move(code)) {}

  [[nodiscard]] std::optional<Spot> spot_for(std::size_t offset,
                                             const OldComments& comments) override {
    const auto above = find_line_above(offset);
    const std::size_t line = text::find_written_begin(content_, offset);
    if (above == line) return Spot{.at = line};
    const std::size_t end = text::find_line_end(content_, offset);
    const Spot behind = {.at = end, .is_behind = true};
    if (comments.contains(behind) || may_stand_behind(offset, end)) return behind;
    if (above) return Spot{.at = *above};
    return std::nullopt;
  }

  [[nodiscard]] std::vector<Comment> comments() override { return comments_.mentioning(mentions); }
  [[nodiscard]] std::string_view mark() const override { return "--"; }
  [[nodiscard]] bool needs_trial() const override { return false; }

 private:
  /// The nearest line at or above `offset` before which a comment covers it.
  [[nodiscard]] std::optional<std::size_t> find_line_above(std::size_t offset) {
    constexpr std::size_t most_lines = 100;
    for (std::optional<std::size_t> inner = offset; inner;) {
      std::vector<std::size_t> lines = lines_above(*inner);
      for (std::size_t tried = 0; tried < most_lines && !lines.empty(); ++tried) {
        if (covers(comments_.covered_from(lines.back()), offset)) return lines.back();
        lines.pop_back();
      }
      inner = comments_.body_begin(*inner);
      if (inner) --*inner;  // the quote belongs to the statement around
    }
    return std::nullopt;
  }

  /// Lines that begin with the first code of a statement, or with a psql command.
  [[nodiscard]] std::vector<std::size_t> lines_above(std::size_t offset) {
    const auto lexemes = comments_.lexemes_around(offset);
    if (lexemes.empty()) return {text::find_written_begin(content_, offset)};
    std::vector<std::size_t> lines;
    std::size_t code_end = 0;
    for (const parse::Lexeme& lexeme : lexemes) {
      if (lexeme.range.begin > offset) break;
      if (lexeme.kind == parse::LexemeKind::comment) continue;
      const std::size_t line = text::find_written_begin(content_, lexeme.range.begin);
      const std::string_view indent =
          std::string_view(content_).substr(line, lexeme.range.begin - line);
      if (code_end <= line && std::ranges::all_of(indent, parse::is_blank)) lines.push_back(line);
      code_end = lexeme.range.end;
    }
    return lines;
  }

  /// Whether no comment or token of several lines crosses `end`, the end of a line.
  [[nodiscard]] static bool is_free(const std::vector<parse::Lexeme>& lexemes, std::size_t end) {
    return std::ranges::none_of(lexemes, [&](const parse::Lexeme& lexeme) {
      if (lexeme.range.begin >= end || lexeme.range.end < end) return false;
      return lexeme.range.end > end || lexeme.kind == parse::LexemeKind::comment;
    });
  }

  /// Whether a comment can be written at `end`, the end of the line.
  [[nodiscard]] bool may_stand_behind(std::size_t offset, std::size_t end) {
    const auto lexemes = comments_.lexemes_around(offset);
    return !lexemes.empty() && is_free(lexemes, end) && is_free(comments_.lexemes_around(end), end);
  }

  const std::string& content_;
  SqlComments comments_;
};

class HostPlaces : public Places {
 public:
  HostPlaces(const std::string& content, host::FileKind kind)
      : content_(content),
        file_(host::read_host_file(kind, content)),
        extents_(host_extents(file_, content)) {}

  [[nodiscard]] std::optional<Spot> spot_for(std::size_t offset, const OldComments&) override {
    const auto extent = std::ranges::find_if(extents_, [&](const text::Range& range) {
      return range.begin <= offset && offset <= range.end;
    });
    if (extent == extents_.end()) return std::nullopt;
    const std::size_t line = text::find_written_begin(content_, extent->begin);
    const auto next = std::ranges::lower_bound(extents_, line, {}, &text::Range::begin);
    if (next != extent || continues(line)) return std::nullopt;
    return Spot{.at = line};
  }

  [[nodiscard]] std::vector<Comment> comments() override { return host_comments(file_, content_); }
  [[nodiscard]] std::string_view mark() const override { return "#"; }
  [[nodiscard]] bool needs_trial() const override { return true; }

 private:
  /// Whether the line at `line` continues the one above.
  [[nodiscard]] bool continues(std::size_t line) const {
    const std::string_view above = std::string_view(content_).substr(0, line);
    const std::size_t last = above.find_last_not_of("\r\n");
    return last != std::string_view::npos && above[last] == '\\';
  }

  const std::string& content_;
  host::HostFile file_;
  std::vector<text::Range> extents_;
};

class Planner {
 public:
  Planner(const std::string& content, Places& places, std::string_view reason)
      : content_(content), places_(places), reason_(reason) {
    for (const Comment& comment : places_.comments()) note(comment);
  }

  [[nodiscard]] std::optional<Spot> spot_for(const Finding& finding) {
    return places_.spot_for(finding.range.begin, old_);
  }

  void ignore_at(Spot spot, const Rule& rule) {
    before_ = wanted_;
    wanted_[spot].insert(rule.id);
  }

  /// Undoes the last `ignore_at`.
  void take_back() { wanted_ = before_; }

  [[nodiscard]] std::string content() const {
    std::string changed;
    std::size_t copied = 0;
    for (const auto& [at, text] : insertions()) {
      changed += content_.substr(copied, at - copied) + text;
      copied = at;
    }
    return changed + content_.substr(copied);
  }

 private:
  void note(const Comment& comment) {
    const auto read = read_suppression_comment(content_, comment.body);
    const bool is_plain = read && read->verb == SuppressionVerb::ignore && !read->rules.empty() &&
                          read->misreadings.empty();
    if (!is_plain) return;
    const std::size_t end = text::find_line_end(content_, comment.range.end);
    const std::size_t old = read->rules.back().written.end;
    if (comment.is_behind) {
      old_.emplace(Spot{.at = end, .is_behind = true}, old);
      return;
    }
    const std::string_view rest = std::string_view(content_).substr(end);
    const std::size_t break_size = rest.starts_with("\r\n") ? 2 : 1;
    const std::string_view behind =
        std::string_view(content_).substr(comment.range.end, end - comment.range.end);
    if (!std::ranges::all_of(behind, parse::is_blank)) return;
    old_.emplace(Spot{.at = end + break_size}, old);
  }

  /// The texts to insert, by offset.
  [[nodiscard]] std::map<std::size_t, std::string> insertions() const {
    std::map<std::size_t, std::string> texts;
    for (const auto& [spot, rules] : wanted_) {
      std::string list;
      for (const std::string_view rule : rules) {
        list += list.empty() ? "" : ", ";
        list += rule;
      }
      if (const auto old = old_.find(spot); old != old_.end()) {
        texts[old->second] += ", " + list;
        continue;
      }
      std::string comment = std::string(places_.mark()) + " pglint: ignore " + list;
      if (!reason_.empty()) comment += " -- " + std::string(reason_);
      if (spot.is_behind) {
        texts[spot.at] += "  " + comment;
      } else {
        texts[spot.at] += indent_at(spot.at) + comment + std::string(text::line_ending(content_));
      }
    }
    return texts;
  }

  [[nodiscard]] std::string indent_at(std::size_t line) const {
    return content_.substr(
        line, std::min(content_.find_first_not_of(" \t", line) - line, content_.size() - line));
  }

  const std::string& content_;
  Places& places_;
  std::string_view reason_;
  OldComments old_;
  std::map<Spot, std::set<std::string_view>> wanted_;
  std::map<Spot, std::set<std::string_view>> before_;  ///< the last `ignore_at`
};

/// Lints a changed file on its own.
class Trial {
 public:
  Trial(const IgnoreRequest& request, const Settings& settings, const DispatchTable& table)
      : request_(request),
        settings_(settings),
        table_(table),
        left_(request.result.findings.size()) {
    for (const Finding& finding : request.result.findings) known_.insert(key(finding));
  }

  /// True if the new text has fewer findings than the last accepted one or is the same, has no new
  /// ones, and runs the same commands.
  [[nodiscard]] bool accepts(const std::string& content) {
    if (content == accepted_) return true;
    if (activity_of(content) != activity_of(request_.result.content)) return false;
    const FileResult result =
        pglint::lint(request_.result.path, content, settings_, table_, request_.facts);
    const bool is_less = result.findings.size() < left_ &&
                         std::ranges::all_of(result.findings, [&](const Finding& finding) {
                           return known_.contains(key(finding));
                         });
    if (!is_less) return false;
    left_ = result.findings.size();
    accepted_ = content;
    return true;
  }

 private:
  using Key = std::pair<const Rule*, std::string>;

  /// Counts of commands and records. Text that became a comment does not count.
  [[nodiscard]] std::array<std::size_t, 3> activity_of(const std::string& content) const {
    const host::FileKind kind = host::kind_of(request_.result.path, content);
    const host::HostFile file = host::read_host_file(kind, content);
    return {file.activity.commands.size(), file.activity.assignments.size(), file.records.size()};
  }

  static Key key(const Finding& finding) { return {finding.rule, finding.message}; }

  const IgnoreRequest& request_;
  const Settings& settings_;
  const DispatchTable& table_;
  std::set<Key> known_;
  std::size_t left_;
  std::string accepted_;
};

/// In a Prisma schema, in which every block and every line of one can have a comment above.
class PslPlaces : public Places {
 public:
  explicit PslPlaces(const std::string& content)
      : content_(content), file_(psl::parse(content)), extents_(psl_extents(file_)) {}

  [[nodiscard]] std::optional<Spot> spot_for(std::size_t offset, const OldComments&) override {
    std::optional<Spot> spot;
    for (const text::Range& extent : extents_) {
      if (extent.begin > offset || offset > extent.end) continue;
      spot = Spot{.at = text::find_written_begin(content_, extent.begin)};  // the innermost is last
    }
    return spot;
  }

  [[nodiscard]] std::vector<Comment> comments() override { return psl_comments(file_, content_); }
  [[nodiscard]] std::string_view mark() const override { return "//"; }
  [[nodiscard]] bool needs_trial() const override { return false; }

 private:
  const std::string& content_;
  psl::SchemaFile file_;
  std::vector<text::Range> extents_;
};

/// How to place comments in `text`.
std::unique_ptr<Places> places_in(SourceText& text, const IgnoreRequest& request,
                                  const Settings& settings, const DispatchTable& table) {
  const host::FileKind kind = host::kind_of(request.result.path, text.valid());
  if (kind == host::FileKind::prisma) return std::make_unique<PslPlaces>(text.valid());
  if (kind != host::FileKind::sql) return std::make_unique<HostPlaces>(text.valid(), kind);
  CodeMap code;
  LintedFile scratch = {.source = {}, .result = {}};
  scratch.result.path = request.result.path;
  scratch.result.content = text.written();
  Neighbors neighbors;
  lint_sql_file(text, settings, table, scratch, neighbors, &code);
  return std::make_unique<SqlPlaces>(text, std::move(code));
}

}  // namespace

IgnorePlan plan_ignores(const IgnoreRequest& request, const Settings& settings,
                        const DispatchTable& table) {
  const FileResult& file = request.result;
  SourceText text(file.content, request.facts);
  const auto places = places_in(text, request, settings, table);
  Planner planner(file.content, *places, request.reason);
  Trial trial(request, settings, table);
  IgnorePlan plan = {.content = file.content, .covered = {}};
  for (const std::size_t index : request.unwanted) {
    const auto spot = planner.spot_for(file.findings[index]);
    if (!spot) continue;
    planner.ignore_at(*spot, *file.findings[index].rule);
    if (places->needs_trial() && !trial.accepts(planner.content())) {
      planner.take_back();
      continue;
    }
    plan.covered.push_back(index);
  }
  plan.content = planner.content();
  return plan;
}

}  // namespace pglint
