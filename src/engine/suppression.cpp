#include "engine/suppression.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/builtin_reporter.h"
#include "engine/builtin_rules.h"
#include "text/line_index.h"

namespace pglint {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view mark = "pglint:";
constexpr std::string_view how_to_write = "write `pglint: ignore rule-id -- reason`";

/// One rule that a comment turns off.
struct Suppression {
  const Rule* rule = nullptr;
  text::Range written;  ///< its id in the comment
  text::Range covered;  ///< where it turns findings off that begin there
  bool is_used = false;
};

/// Something in a comment that cannot be read.
struct Misreading {
  text::Range range;
  std::string message;
};

std::string lowered(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  });
  return lower;
}

/// Reads the comments of one file.
class SuppressionReader {
 public:
  explicit SuppressionReader(const SuppressionInput& input) : input_(input) {}

  void read() {
    for (const Comment& comment : input_.comments) read(comment);
  }

  [[nodiscard]] std::vector<Suppression>& suppressions() { return suppressions_; }
  [[nodiscard]] const std::vector<Misreading>& misreadings() const { return misreadings_; }

 private:
  void read(const Comment& comment) {
    const text::Range body = trimmed(comment.body);
    if (!text_of(body).starts_with(mark)) {
      if (is_meant(text_of(body))) misread(body, std::string(how_to_write));
      return;
    }
    const text::Range rest = trimmed({.begin = body.begin + mark.size(), .end = body.end});
    const text::Range verb = first_word(rest);
    if (text_of(verb) != "ignore") {
      return misread(body, fmt::format("`{}` is nothing that pglint can be told; {}", text_of(verb),
                                       how_to_write));
    }
    const text::Range rules = trimmed(without_reason({.begin = verb.end, .end = rest.end}));
    if (rules.empty()) {
      return misread(body, fmt::format("no rule is named, and nothing turns all of them off; {}",
                                       how_to_write));
    }
    read_rules(rules, covered_by(comment));
  }

  /// Another tool's way to say it, or a slip: `pglint ignore x`, `PGLINT: disable`.
  static bool is_meant(std::string_view body) {
    constexpr std::array<std::string_view, 6> verbs = {"ignore", "disable", "suppress",
                                                       "allow",  "nolint",  "off"};
    const std::string lower = lowered(body);
    if (!lower.starts_with("pglint")) return false;
    const std::string_view rest = std::string_view(lower).substr(6);
    const std::size_t word = std::min(rest.find_first_not_of(" \t:-"), rest.size());
    const std::string_view verb = rest.substr(word);
    return word > 0 && std::ranges::any_of(
                           verbs, [&](std::string_view known) { return verb.starts_with(known); });
  }

  void read_rules(text::Range rules, text::Range covered) {
    for (std::size_t begin = rules.begin; begin <= rules.end;) {
      const std::size_t end =
          std::min(input_.content.substr(0, rules.end).find(',', begin), rules.end);
      const text::Range written = trimmed({.begin = begin, .end = end});
      const Rule* rule = find_rule(text_of(written));
      if (rule == nullptr) {
        misread(written.empty() ? rules : written, unknown_rule(text_of(written)));
      } else {
        suppressions_.push_back({.rule = rule, .written = written, .covered = covered});
      }
      begin = end + 1;
    }
  }

  static std::string unknown_rule(std::string_view written) {
    if (written.empty()) return "a rule is missing beside the comma";
    if (written.find_first_of(blanks) != std::string_view::npos) {
      return fmt::format("`{}` names no rule: commas stand between rules, `--` before a reason",
                         written);
    }
    const std::string_view near = nearest_rule_name(written);
    if (near == written) {
      return fmt::format("`{}` is a group; only rules can be turned off, one by one", written);
    }
    if (near.empty()) return fmt::format("no rule is called `{}`", written);
    return fmt::format("no rule is called `{}`; did you mean `{}`?", written, near);
  }

  /// Up to the `--` that a reason begins with.
  [[nodiscard]] text::Range without_reason(text::Range range) const {
    const std::string_view text = input_.content.substr(0, range.end);
    const std::size_t dashes = text.find(" --", range.begin);
    return {.begin = range.begin, .end = std::min(dashes, range.end)};
  }

  [[nodiscard]] text::Range covered_by(const Comment& comment) const {
    const std::size_t line_begin = begin_of_line(comment.range.begin);
    const std::string_view before =
        input_.content.substr(line_begin, comment.range.begin - line_begin);
    return before.find_first_not_of(blanks) == std::string_view::npos
               ? next_extent(comment.range.end)
               : line_and_what_ends_on_it({.begin = line_begin, .end = comment.range.end});
  }

  [[nodiscard]] std::size_t begin_of_line(std::size_t at) const {
    if (at == 0) return 0;
    const std::size_t end = input_.content.find_last_of("\r\n", at - 1);
    return end == std::string_view::npos ? 0 : end + 1;
  }

  [[nodiscard]] text::Range next_extent(std::size_t from) const {
    const auto next = std::ranges::lower_bound(input_.extents, from, {}, &text::Range::begin);
    return next == input_.extents.end() ? text::Range{.begin = from, .end = from} : *next;
  }

  [[nodiscard]] text::Range line_and_what_ends_on_it(text::Range line) const {
    const auto first = std::ranges::lower_bound(input_.extents, line.begin, {}, &text::Range::end);
    if (first == input_.extents.end() || first->end > line.end) return line;
    return {.begin = std::min(first->begin, line.begin), .end = line.end};
  }

  [[nodiscard]] std::string_view text_of(text::Range range) const {
    return input_.content.substr(range.begin, range.size());
  }

  [[nodiscard]] text::Range trimmed(text::Range range) const {
    const std::string_view text = text_of(range);
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {.begin = range.begin, .end = range.begin};
    return {.begin = range.begin + first, .end = range.begin + text.find_last_not_of(blanks) + 1};
  }

  [[nodiscard]] text::Range first_word(text::Range range) const {
    const std::size_t size = std::min(text_of(range).find_first_of(blanks), range.size());
    return {.begin = range.begin, .end = range.begin + size};
  }

  void misread(text::Range range, std::string message) {
    misreadings_.push_back({.range = range, .message = std::move(message)});
  }

  const SuppressionInput& input_;
  std::vector<Suppression> suppressions_;
  std::vector<Misreading> misreadings_;
};

/// Takes out of `findings` what the suppressions cover, and notes which were of use.
void remove_suppressed(std::vector<Finding>& findings, std::vector<Suppression>& suppressions) {
  const auto begin_of = [](const Finding& finding) { return finding.range.begin; };
  std::ranges::stable_sort(findings, {}, begin_of);
  std::vector<bool> is_suppressed(findings.size());
  for (Suppression& suppression : suppressions) {
    const text::Range covered = suppression.covered;
    const auto first = std::ranges::lower_bound(findings, covered.begin, {}, begin_of);
    for (auto finding = first; finding != findings.end() && begin_of(*finding) <= covered.end;
         ++finding) {
      if (finding->rule != suppression.rule) continue;
      is_suppressed[static_cast<std::size_t>(finding - findings.begin())] = true;
      suppression.is_used = true;
    }
  }
  std::size_t index = 0;
  std::erase_if(findings, [&](const Finding&) { return is_suppressed[index++]; });
}

bool runs(const Rule& rule, const Settings& settings) {
  return rule.min_pg_version <= settings.pg_version &&
         std::ranges::find(settings.rules, &rule) != settings.rules.end();
}

}  // namespace

void apply_suppressions(const SuppressionInput& input, const Settings& settings,
                        FileResult& result) {
  SuppressionReader reader(input);
  reader.read();
  std::vector<Suppression>& suppressions = reader.suppressions();
  if (!suppressions.empty()) remove_suppressed(result.findings, suppressions);
  BuiltinReporter builtin(settings, result);
  for (const Misreading& misreading : reader.misreadings()) {
    builtin.report(unknown_suppression, misreading.range, misreading.message);
  }
  for (const Suppression& suppression : suppressions) {
    if (suppression.is_used || !runs(*suppression.rule, settings)) continue;
    builtin.report(
        unused_suppression, suppression.written,
        fmt::format("nothing is turned off: `{}` has no finding here", suppression.rule->id));
  }
}

}  // namespace pglint
