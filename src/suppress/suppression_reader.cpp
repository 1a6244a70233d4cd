#include "suppress/suppression_reader.h"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "suppress/foreign_suppression.h"
#include "suppress/suppression_comment.h"

namespace pglint {
namespace {

class SuppressionReader {
 public:
  SuppressionReader(std::string_view content, const Settings& settings)
      : content_(content), settings_(settings) {}

  void take(const Comment& comment) {
    const auto read = read_suppression_comment(content_, comment.body);
    if (!read) {
      if (settings_.honor_other_linters) take_foreign(comment);
      return;
    }
    for (const Misreading& misreading : read->misreadings) {
      suppressions_.misreadings.push_back(misreading);
    }
    if (read->rules.empty()) return;
    if (!read->has_reason && read->verb != SuppressionVerb::ignore_end) {
      suppressions_.without_reason.push_back(read->text);
    }
    if (read->verb == SuppressionVerb::ignore_file && !comment.is_on_top) {
      return misread(read->text, "`ignore-file` has no effect after other text",
                     "move it to the top of the file");
    }
    for (const NamedRule& named : read->rules) take(comment, read->verb, named);
  }

  [[nodiscard]] Suppressions finish() {
    for (const auto& [place, open] : open_) {
      misread(open.written,
              fmt::format("`ignore-start {0}` has no effect without an `ignore-end {0}`",
                          open.rule->id),
              fmt::format("add `pglint: ignore-end {}` after the last statement that is meant",
                          open.rule->id));
    }
    return std::move(suppressions_);
  }

 private:
  /// Identifies an open range; ranges end in the text where they begin.
  using Place = std::pair<std::size_t, const Rule*>;

  void take(const Comment& comment, SuppressionVerb verb, const NamedRule& named) {
    Suppression suppression = {.rule = named.rule,
                               .written = named.written,
                               .covered = comment.covered,
                               .may_be_idle = comment.may_be_idle};
    const auto open = open_.find({comment.text, named.rule});
    switch (verb) {
      case SuppressionVerb::ignore:
        suppression.comment = comment.range;
        suppressions_.list.push_back(suppression);
        break;
      case SuppressionVerb::ignore_file:
        suppression.comment = comment.range;
        suppression.covered = {.range = {.begin = 0, .end = content_.size()}};
        suppressions_.list.push_back(suppression);
        break;
      case SuppressionVerb::ignore_start:
        if (open != open_.end()) {
          return misread(
              named.written,
              fmt::format("`{}` is already ignored here, since an `ignore-start` above",
                          named.rule->id),
              fmt::format("remove this one, or write `ignore-end {}` before it", named.rule->id));
        }
        suppression.covered = {.range = {.begin = comment.range.end, .end = comment.range.end}};
        open_.emplace(Place{comment.text, named.rule}, suppression);
        break;
      case SuppressionVerb::ignore_end:
        if (open == open_.end()) {
          return misread(
              named.written,
              fmt::format("`ignore-end {0}` without an `ignore-start {0}` above", named.rule->id),
              fmt::format("write `pglint: ignore-start {}` where the range begins",
                          named.rule->id));
        }
        open->second.covered.range.end = comment.range.begin;
        suppressions_.list.push_back(open->second);
        open_.erase(open);
        break;
    }
  }

  void take_foreign(const Comment& comment) {
    const auto foreign = read_foreign_suppression(content_, comment.body);
    if (!foreign) return;
    Coverage covered = comment.covered;
    if (foreign->scope == ForeignScope::line && !comment.is_behind) return;
    if (foreign->scope == ForeignScope::file) {
      covered = {.range = {.begin = 0, .end = content_.size()}};
    }
    for (const Rule* rule : foreign->rules) {
      suppressions_.list.push_back(
          {.rule = rule, .written = comment.body, .covered = covered, .may_be_idle = true});
    }
  }

  void misread(text::Range range, std::string message, std::string help) {
    suppressions_.misreadings.push_back(
        {.range = range, .message = std::move(message), .help = std::move(help)});
  }

  std::string_view content_;
  const Settings& settings_;
  Suppressions suppressions_;
  std::map<Place, Suppression> open_;
};

}  // namespace

Suppressions read_suppressions(std::string_view content, std::span<const Comment> comments,
                               const Settings& settings) {
  SuppressionReader reader(content, settings);
  for (const Comment& comment : comments) reader.take(comment);
  return reader.finish();
}

}  // namespace pglint
