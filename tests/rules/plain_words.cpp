#include "tests/rules/plain_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pglint::tests {
namespace {

constexpr std::size_t longest_message = 120;  ///< characters beside names
constexpr std::size_t longest_help = 140;

/// Words with which no defect begins: what begins with them puts the cause first, or gives orders.
constexpr std::array bad_beginnings = {
    "after", "and",   "as",    "at",    "because", "but",  "by",    "code", "deleting", "drop",
    "each",  "every", "for",   "from",  "if",      "in",   "it",    "its",  "make",     "of",
    "on",    "or",    "since", "so",    "some",    "that", "there", "they", "to",       "use",
    "what",  "when",  "where", "while", "whoever", "with", "write", "you"};

const std::regex& odd_pattern() {
  static const std::regex pattern(
      "\\b(?:"
      "(?:is|are|was|were) no (?!longer|more|such|other)[a-z]+|behind|stands?(?! for)|"
      "takes? \\S+(?: \\S+)? for (?:an? )?[a-z]+(?= type)|of (?:its|their|one's|his) own|"
      "which it is in|(?:no|some|any)body|whoever|whatever|costs? a note|names? no|told apart|"
      "mend(?:s|ed|ing)?|way out|all the same|at the end of the day|sub-select)\\b",
      std::regex::icase | std::regex::optimize);
  return pattern;
}

std::string first_word(std::string_view text) {
  std::string word(text.substr(0, text.find_first_of(" ,:;")));
  std::ranges::transform(word, word.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  return word;
}

/// `markdown` without its blocks of code.
std::string without_fences(std::string_view markdown) {
  constexpr std::string_view mark = "```";
  std::string rest;
  for (std::size_t begin = 0; begin < markdown.size();) {
    const std::size_t fence = std::min(markdown.find(mark, begin), markdown.size());
    rest += markdown.substr(begin, fence - begin);
    const std::size_t end = markdown.find(mark, std::min(fence + mark.size(), markdown.size()));
    begin = end == std::string_view::npos ? markdown.size() : end + mark.size();
  }
  return rest;
}

/// `text` with each line break, and the blanks around it, replaced by one blank.
std::string in_one_line(const std::string& text) {
  std::string line;
  for (const char letter : text) {
    const bool is_blank = letter == ' ' || letter == '\n';
    if (!is_blank || (!line.empty() && line.back() != ' ')) line += is_blank ? ' ' : letter;
  }
  return line;
}

/// The length of `text` in characters, names left out.
std::size_t length_of(std::string_view text) {
  static const std::regex name("`[^`]*`");
  return text::count_code_points(std::regex_replace(std::string(text), name, ""));
}

}  // namespace

std::string without_names(std::string_view text) {
  static const std::regex name("`[^`]*`");
  return std::regex_replace(std::string(text), name, "`…`");
}

std::vector<std::string> odd_words(std::string_view text) {
  const std::string plain = in_one_line(without_names(without_fences(text)));
  std::vector<std::string> found;
  for (auto match = std::sregex_iterator(plain.begin(), plain.end(), odd_pattern());
       match != std::sregex_iterator(); ++match) {
    found.push_back(match->str());
  }
  return found;
}

std::vector<std::string> faults_of_message(std::string_view message) {
  std::vector<std::string> faults = odd_words(message);
  const std::string word = first_word(message);
  if (std::ranges::count(bad_beginnings, word) > 0) {
    faults.push_back(fmt::format("begins with \"{}\"", word));
  }
  if (length_of(message) > longest_message) {
    faults.push_back(fmt::format("{} characters without names", length_of(message)));
  }
  return faults;
}

std::vector<std::string> faults_of_help(std::string_view help) {
  std::vector<std::string> faults = odd_words(help);
  if (length_of(help) > longest_help) {
    faults.push_back(fmt::format("{} characters without names", length_of(help)));
  }
  return faults;
}

}  // namespace pglint::tests
