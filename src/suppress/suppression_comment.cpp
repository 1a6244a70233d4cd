#include "suppress/suppression_comment.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "text/ascii.h"

namespace pglint {
namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";
constexpr std::string_view mark = "pglint:";
constexpr std::string_view how_to_write = "write `pglint: ignore rule-id -- reason`";
constexpr std::array verbs = {SuppressionVerb::ignore, SuppressionVerb::ignore_start,
                              SuppressionVerb::ignore_end, SuppressionVerb::ignore_file};

using text::lowered;
/// Another tool's syntax or a typo: `pglint ignore x`, `PGLINT: disable`. Only whole words: a
/// sentence may say that pglint ignores something.
bool is_meant(std::string_view body) {
  constexpr std::array<std::string_view, 6> words = {"ignore", "disable", "suppress",
                                                     "allow",  "nolint",  "off"};
  const std::string lower = lowered(body);
  if (!lower.starts_with(pglint_mention)) return false;
  const std::string_view rest = std::string_view(lower).substr(pglint_mention.size());
  const std::size_t word = std::min(rest.find_first_not_of(" \t:-"), rest.size());
  const std::string_view verb = rest.substr(word);
  return word > 0 && std::ranges::any_of(words, [&](std::string_view known) {
           return verb.starts_with(known) &&
                  (verb.size() == known.size() ||
                   std::string_view(" \t\r\n:-_,=(").find(verb[known.size()]) !=
                       std::string_view::npos);
         });
}

struct Fault {
  std::string message;
  std::string help;
};

Fault unknown_rule(std::string_view written) {
  if (written.empty()) {
    return {.message = "a comma without a rule", .help = "remove the comma, or add a rule"};
  }
  if (written.find_first_of(blanks) != std::string_view::npos) {
    return {.message = fmt::format("`{}` is not a rule", written),
            .help = "write commas between rules, and `--` before the reason"};
  }
  const std::string_view near = nearest_rule_name(written);
  if (near == written) {
    return {.message = fmt::format("`{}` is a group; a comment can only name rules", written),
            .help = fmt::format("name the rules of `{}`; `pglint rules` lists them", written)};
  }
  return {.message = fmt::format("unknown rule `{}`", written),
          .help = near.empty() ? "name a rule; `pglint rules` lists them"
                               : fmt::format("did you mean `{}`?", near)};
}

class CommentReader {
 public:
  CommentReader(std::string_view content, text::Range body)
      : content_(content), comment_{.text = trimmed(body)} {}

  [[nodiscard]] std::optional<SuppressionComment> read() {
    const text::Range body = without_star(comment_.text);
    if (!text_of(body).starts_with(mark)) {
      if (!is_meant(text_of(body))) return std::nullopt;
      misread(body, {.message = "this comment does not ignore anything: it is misspelled",
                     .help = std::string(how_to_write)});
      return std::move(comment_);
    }
    const text::Range rest = trimmed({.begin = body.begin + mark.size(), .end = body.end});
    const text::Range verb = first_word(rest);
    const auto known =
        std::ranges::find(verbs, text_of(verb), [](SuppressionVerb each) { return name_of(each); });
    if (known == verbs.end()) {
      misread(body, {.message = fmt::format("unknown directive `{}`", text_of(verb)),
                     .help = std::string(how_to_write)});
      return std::move(comment_);
    }
    comment_.verb = *known;
    const std::size_t dashes = find_reason({.begin = verb.end, .end = rest.end});
    const text::Range reason = {.begin = std::min(dashes + 2, rest.end), .end = rest.end};
    comment_.has_reason = text_of(reason).find_first_not_of(" -\t\r\n") != std::string_view::npos;
    const text::Range rules = trimmed({.begin = verb.end, .end = dashes});
    if (rules.empty()) {
      misread(body, {.message = "no rule is named",
                     .help = fmt::format("write `pglint: {} rule-id -- reason`",
                                         name_of(comment_.verb))});
    } else {
      read_rules(rules);
    }
    return std::move(comment_);
  }

 private:
  void read_rules(text::Range rules) {
    for (std::size_t begin = rules.begin; begin <= rules.end;) {
      const std::size_t end = std::min(content_.substr(0, rules.end).find(',', begin), rules.end);
      const text::Range written = trimmed({.begin = begin, .end = end});
      const Rule* rule = find_rule(text_of(written));
      if (rule == nullptr) {
        misread(written.empty() ? rules : written, unknown_rule(text_of(written)));
      } else {
        comment_.rules.push_back({.rule = rule, .written = written});
      }
      begin = end + 1;
    }
  }

  /// The offset of the `--` before a reason, which follows a blank; the end if there is none.
  [[nodiscard]] std::size_t find_reason(text::Range range) const {
    for (std::size_t at = range.begin; at + 1 < range.end; ++at) {
      const bool is_apart = blanks.find(content_[at - 1]) != std::string_view::npos;
      if (is_apart && content_[at] == '-' && content_[at + 1] == '-') return at;
    }
    return range.end;
  }

  [[nodiscard]] std::string_view text_of(text::Range range) const {
    return content_.substr(range.begin, range.size());
  }

  [[nodiscard]] text::Range trimmed(text::Range range) const {
    const std::string_view text = text_of(range);
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {.begin = range.begin, .end = range.begin};
    return {.begin = range.begin + first, .end = range.begin + text.find_last_not_of(blanks) + 1};
  }

  /// Without the star at the start of lines in a block comment.
  [[nodiscard]] text::Range without_star(text::Range range) const {
    if (!text_of(range).starts_with('*')) return range;
    return trimmed({.begin = range.begin + 1, .end = range.end});
  }

  [[nodiscard]] text::Range first_word(text::Range range) const {
    const std::size_t size = std::min(text_of(range).find_first_of(blanks), range.size());
    return {.begin = range.begin, .end = range.begin + size};
  }

  void misread(text::Range range, Fault fault) {
    comment_.misreadings.push_back(
        {.range = range, .message = std::move(fault.message), .help = std::move(fault.help)});
  }

  std::string_view content_;
  SuppressionComment comment_;
};

}  // namespace

std::string_view name_of(SuppressionVerb verb) {
  switch (verb) {
    case SuppressionVerb::ignore:
      return "ignore";
    case SuppressionVerb::ignore_start:
      return "ignore-start";
    case SuppressionVerb::ignore_end:
      return "ignore-end";
    case SuppressionVerb::ignore_file:
      return "ignore-file";
  }
  return {};
}

std::optional<SuppressionComment> read_suppression_comment(std::string_view content,
                                                           text::Range body) {
  return CommentReader(content, body).read();
}

/// Horspool's algorithm, which skips most bytes.
std::vector<std::size_t> find_mentions(std::string_view text, std::string_view word) {
  std::array<std::uint8_t, 256> step = {};
  step.fill(static_cast<std::uint8_t>(word.size()));
  for (std::size_t index = 0; index + 1 < word.size(); ++index) {
    const auto distance = static_cast<std::uint8_t>(word.size() - 1 - index);
    step[static_cast<unsigned char>(word[index])] = distance;
    step[static_cast<unsigned char>(text::uppered(word[index]))] = distance;
  }
  std::vector<std::size_t> found;
  for (std::size_t last = word.size() - 1; last < text.size();) {
    const std::size_t begin = last + 1 - word.size();
    const bool is_here = lowered(text[last]) == word.back() &&
                         std::ranges::equal(text.substr(begin, word.size()), word, {},
                                            [](char byte) { return lowered(byte); });
    if (is_here) found.push_back(begin);
    last += step[static_cast<unsigned char>(text[last])];
  }
  return found;
}

}  // namespace pglint
