#include "engine/ignore_plan.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "engine/host_comments.h"
#include "engine/sql_comments.h"
#include "engine/sql_file_linter.h"
#include "engine/suppression_comment.h"
#include "host/file_kind.h"
#include "host/host_file.h"
#include "parse/lexer.h"
#include "parse/readable.h"
#include "text/line_begin.h"
#include "text/line_index.h"

namespace pglint {
namespace {

constexpr std::array mentions = {pglint_mention};

/// Where a new comment goes: in front of the line that begins at `at`, or at its end.
struct Spot {
  std::size_t at = 0;
  bool is_behind = false;

  friend auto operator<=>(const Spot&, const Spot&) = default;
};

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

  [[nodiscard]] virtual std::optional<Spot> find(std::size_t offset) = 0;
  [[nodiscard]] virtual std::vector<Comment> comments() = 0;
  [[nodiscard]] virtual std::string_view mark() const = 0;  ///< that begins a comment
};

class SqlPlaces : public Places {
 public:
  SqlPlaces(const std::string& content, CodeMap code)
      : content_(content), comments_(content, std::move(code)) {}

  [[nodiscard]] std::optional<Spot> find(std::size_t offset) override {
    const auto above = find_line_above(offset);
    const std::size_t line = text::find_written_begin(content_, offset);
    if (above == line) return Spot{.at = line};
    const std::size_t end = text::find_line_end(content_, offset);
    if (is_free(offset, end) && is_free(end, end)) return Spot{.at = end, .is_behind = true};
    if (above) return Spot{.at = *above};
    return std::nullopt;
  }

  [[nodiscard]] std::vector<Comment> comments() override { return comments_.find(mentions); }
  [[nodiscard]] std::string_view mark() const override { return "--"; }

 private:
  /// The nearest line at or above `offset` in front of which a comment is about what stands there.
  /// Only code that is the first on its line begins one.
  [[nodiscard]] std::optional<std::size_t> find_line_above(std::size_t offset) {
    constexpr std::size_t most_lines = 100;
    std::vector<std::size_t> lines;
    std::size_t code_end = 0;
    for (const parse::Lexeme& lexeme : comments_.lexemes_around(offset)) {
      if (lexeme.range.begin > offset) break;
      if (lexeme.kind == parse::LexemeKind::comment) continue;
      const std::size_t line = text::find_written_begin(content_, lexeme.range.begin);
      const std::string_view indent =
          std::string_view(content_).substr(line, lexeme.range.begin - line);
      if (code_end <= line && std::ranges::all_of(indent, parse::is_blank)) lines.push_back(line);
      code_end = lexeme.range.end;
    }
    for (std::size_t tried = 0; tried < most_lines && !lines.empty(); ++tried) {
      if (covers(comments_.covered_from(lines.back()), offset)) return lines.back();
      lines.pop_back();
    }
    return std::nullopt;
  }

  /// Neither a comment nor something of several lines goes over `end`, the end of a line.
  [[nodiscard]] bool is_free(std::size_t offset, std::size_t end) {
    return std::ranges::none_of(comments_.lexemes_around(offset), [&](const parse::Lexeme& lexeme) {
      if (lexeme.range.begin >= end || lexeme.range.end < end) return false;
      return lexeme.range.end > end || lexeme.kind == parse::LexemeKind::comment;
    });
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

  [[nodiscard]] std::optional<Spot> find(std::size_t offset) override {
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

 private:
  /// The line at `line` goes on with the one above.
  [[nodiscard]] bool continues(std::size_t line) const {
    const std::string_view above = std::string_view(content_).substr(0, line);
    const std::size_t last = above.find_last_not_of("\r\n");
    return last != std::string_view::npos && above[last] == '\\';
  }

  const std::string& content_;
  host::HostFile file_;
  std::vector<text::Range> extents_;
};

/// A comment that rules can be added to.
struct OldComment {
  std::size_t rules_end = 0;  ///< behind its last rule
};

class Planner {
 public:
  Planner(const std::string& content, Places& places, std::string_view reason)
      : content_(content), places_(places), reason_(reason) {
    for (const Comment& comment : places_.comments()) note(comment);
  }

  [[nodiscard]] bool take(const Finding& finding) {
    const auto spot = places_.find(finding.range.begin);
    if (!spot) return false;
    wanted_[*spot].insert(finding.rule->id);
    return true;
  }

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
    const OldComment old = {.rules_end = read->rules.back().written.end};
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

  /// What is inserted, by place.
  [[nodiscard]] std::map<std::size_t, std::string> insertions() const {
    std::map<std::size_t, std::string> texts;
    for (const auto& [spot, rules] : wanted_) {
      std::string list;
      for (const std::string_view rule : rules) {
        list += list.empty() ? "" : ", ";
        list += rule;
      }
      if (const auto old = old_.find(spot); old != old_.end()) {
        texts[old->second.rules_end] += ", " + list;
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
  std::map<Spot, OldComment> old_;
  std::map<Spot, std::set<std::string_view>> wanted_;
};

/// How comments are placed in `text`, which is valid UTF-8.
std::unique_ptr<Places> places_in(const std::string& text, const IgnoreRequest& request,
                                  const Settings& settings, const DispatchTable& table) {
  const host::FileKind kind = host::kind_of(request.text.path, text);
  if (kind != host::FileKind::sql) return std::make_unique<HostPlaces>(text, kind);
  CodeMap code;
  CheckedFile scratch;
  scratch.result.path = request.text.path;
  scratch.result.content = text;
  lint_sql_file(text, request.text, settings, table, scratch, &code);
  return std::make_unique<SqlPlaces>(text, std::move(code));
}

}  // namespace

IgnorePlan plan_ignores(const IgnoreRequest& request, const Settings& settings,
                        const DispatchTable& table) {
  // What is no UTF-8 stays as it is in the file; the offsets are the same.
  std::string valid = request.text.content;
  (void)parse::make_valid_utf8(valid);
  const auto places = places_in(valid, request, settings, table);
  Planner planner(request.text.content, *places, request.reason);
  IgnorePlan plan;
  for (const std::size_t index : request.unwanted) {
    if (planner.take(request.findings[index])) plan.covered.push_back(index);
  }
  plan.content = planner.content();
  return plan;
}

}  // namespace pglint
