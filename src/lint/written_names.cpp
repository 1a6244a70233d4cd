#include "lint/written_names.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "parse/source/lexer.h"
#include "parse/source/placeholder.h"
#include "rule/rule.h"

namespace pglint {
namespace {

/// The substitutes of one file, of which several may have one name, and those of the run.
class NamesOfFile {
 public:
  using OfRun = std::map<std::string, std::string, std::less<>>;

  NamesOfFile(const std::vector<parse::Substitute>& own, const OfRun& run) : run_(run) {
    for (const parse::Substitute& substitute : own) own_.emplace(substitute.name, &substitute);
  }

  /// How the name `word` is written near byte `at` of the file.
  [[nodiscard]] std::optional<std::string> find(std::string_view word, std::size_t at) const {
    if (word.find('_') == std::string_view::npos) return std::nullopt;
    const auto [first, end] = own_.equal_range(word);
    const auto distance = [&](const auto& entry) {
      const std::size_t begin = entry.second->at;
      return begin > at ? begin - at : at - begin;
    };
    const auto nearest = std::min_element(
        first, end, [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    if (nearest != end) return nearest->second->written;
    const auto known = run_.find(word);
    return known == run_.end() ? std::nullopt : std::optional(known->second);
  }

  /// `text` with the placeholders of its words.
  [[nodiscard]] std::string shown(std::string_view text, std::size_t near) const {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && parse::is_word_part(text[end])) ++end;
      if (end == at) {
        result += text[at++];
        continue;
      }
      add_word(result, text.substr(at, end - at), near);
      at = end;
    }
    return result;
  }

 private:
  void add_word(std::string& text, std::string_view word, std::size_t near) const {
    if (const auto whole = find(word, near)) {
      text += *whole;
      return;
    }
    // A name that PostgreSQL makes up begins with that of a table: `__t___pkey`.
    for (std::size_t end = word.rfind('_'); end != std::string_view::npos && end > 1;
         end = word.rfind('_', end - 1)) {
      const auto table = find(word.substr(0, end), near);
      if (!table) continue;
      text += *table;
      word.remove_prefix(end);
      break;
    }
    text += word;
  }

  std::multimap<std::string, const parse::Substitute*, std::less<>> own_;
  const OfRun& run_;
};

/// Whether the finding judges how the object is named.
bool is_about_name(const Finding& finding) {
  return finding.rule->group == Group::naming || finding.rule->id == "mixed-case-identifier";
}

/// Whether a placeholder is in the text at `range`, also between quotes.
bool has_placeholder(std::string_view content, text::Range range) {
  parse::PlaceholderStyles styles;
  styles.add(parse::PlaceholderStyle::dollar_brace);
  styles.add(parse::PlaceholderStyle::jinja);
  styles.add(parse::PlaceholderStyle::erb);
  styles.add(parse::PlaceholderStyle::hash_brace);
  return range.end <= content.size() &&
         parse::may_hold_placeholders(content.substr(range.begin, range.size()), styles);
}

/// `message` with the reason why it does not show a name of dynamic SQL, of which no part is known.
std::string with_reason(std::string message) {
  constexpr std::string_view unknown = "`…`";
  if (message.find(unknown) != std::string::npos) message += " (`…`: computed name)";
  return message;
}

std::string_view last_name(std::string_view object) { return object.substr(object.rfind('.') + 1); }

}  // namespace

void WrittenNames::add(const std::vector<parse::Substitute>& substitutes) {
  for (const parse::Substitute& substitute : substitutes) {
    of_run_.emplace(substitute.name, substitute.written);
  }
}

void WrittenNames::show(FileResult& result) const {
  const NamesOfFile names(result.substitutes, of_run_);
  std::erase_if(result.findings, [&](const Finding& finding) {
    return is_about_name(finding) && (has_placeholder(result.content, finding.range) ||
                                      names.find(last_name(finding.object), finding.range.begin));
  });
  if (of_run_.empty()) return;
  for (Finding& finding : result.findings) {
    const std::size_t at = finding.range.begin;
    finding.message = with_reason(names.shown(finding.message, at));
    finding.help = names.shown(finding.help, at);
    finding.object = names.shown(finding.object, at);
    for (RelatedRange& related : finding.related)
      related.message = names.shown(related.message, at);
  }
}

std::string WrittenNames::shown(std::string_view text,
                                const std::function<std::string(std::string_view)>& escaped) const {
  if (of_run_.empty()) return std::string(text);
  NamesOfFile::OfRun written;
  for (const auto& [name, placeholder] : of_run_) written.emplace(name, escaped(placeholder));
  return NamesOfFile({}, written).shown(text, 0);
}

}  // namespace pglint
