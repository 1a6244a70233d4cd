#include "design/name/name_model.h"

#include <algorithm>
#include <array>
#include <utility>

#include "design/vocabulary/columns.h"
#include "design/vocabulary/times.h"
#include "design/vocabulary/word_list.h"
#include "parse/meaning/name_words.h"
#include "text/ascii.h"
#include "text/word_index.h"

namespace pglint::design {
namespace {

struct Irregular {
  std::string_view plural;
  std::string_view singular;
};

constexpr std::array irregulars = {
    Irregular{"addresses", "address"},
    Irregular{"aliases", "alias"},
    Irregular{"analyses", "analysis"},
    Irregular{"atlases", "atlas"},
    Irregular{"axes", "axis"},
    Irregular{"biases", "bias"},
    Irregular{"bonuses", "bonus"},
    Irregular{"buses", "bus"},
    Irregular{"caches", "cache"},
    Irregular{"calves", "calf"},
    Irregular{"campuses", "campus"},
    Irregular{"canvases", "canvas"},
    Irregular{"children", "child"},
    Irregular{"cookies", "cookie"},
    Irregular{"crises", "crisis"},
    Irregular{"criteria", "criterion"},
    Irregular{"diagnoses", "diagnosis"},
    Irregular{"feet", "foot"},
    Irregular{"gases", "gas"},
    Irregular{"geese", "goose"},
    Irregular{"halves", "half"},
    Irregular{"indices", "index"},
    Irregular{"knives", "knife"},
    Irregular{"leaves", "leaf"},
    Irregular{"lenses", "lens"},
    Irregular{"lives", "life"},
    Irregular{"matrices", "matrix"},
    Irregular{"men", "man"},
    Irregular{"menus", "menu"},
    Irregular{"mice", "mouse"},
    Irregular{"movies", "movie"},
    Irregular{"niches", "niche"},
    Irregular{"people", "person"},
    Irregular{"quizzes", "quiz"},
    Irregular{"selves", "self"},
    Irregular{"shelves", "shelf"},
    Irregular{"statuses", "status"},
    Irregular{"teeth", "tooth"},
    Irregular{"theses", "thesis"},
    Irregular{"thieves", "thief"},
    Irregular{"ties", "tie"},
    Irregular{"vertices", "vertex"},
    Irregular{"viruses", "virus"},
    Irregular{"wives", "wife"},
    Irregular{"wolves", "wolf"},
    Irregular{"women", "woman"},
    Irregular{"zombies", "zombie"},
};

/// Words with the same form in singular and plural, and uncountable ones.
constexpr WordList numberless("aircraft", "analytics", "chaos", "data", "equipment", "feedback",
                              "fish", "hardware", "information", "inventory", "logistics",
                              "mathematics", "media", "metadata", "money", "news", "physics",
                              "progress", "series", "settings", "sheep", "software", "species",
                              "staff", "statistics", "stock", "traffic");

/// Endings of singular words with an s.
constexpr std::array<std::string_view, 3> singular_ends = {"ss", "us", "is"};

/// All singulars or all plurals.
consteval auto words_of(std::string_view Irregular::*word) {
  std::array<std::string_view, irregulars.size()> words;
  std::ranges::transform(irregulars, words.begin(), [&](const auto& pair) { return pair.*word; });
  return words;
}

constexpr text::WordIndex irregular_plurals(words_of(&Irregular::plural));
constexpr text::WordIndex irregular_singulars(words_of(&Irregular::singular));

const Irregular* find_irregular(std::string_view plural) {
  const std::size_t found = irregular_plurals.find(plural);
  return found == irregulars.size() ? nullptr : &irregulars[found];
}

bool is_irregular_singular(std::string_view word) { return irregular_singulars.contains(word); }

bool is_numberless(std::string_view word) { return numberless.contains(word); }

bool ends_as_singular(std::string_view word) {
  return std::ranges::any_of(singular_ends,
                             [&](std::string_view end) { return word.ends_with(end); });
}

/// The singular by the rules of English spelling; nothing if the word is not a plural.
std::optional<std::string> regular_singular(std::string_view word) {
  if (word.size() <= 3 || !word.ends_with('s') || ends_as_singular(word)) return std::nullopt;
  if (word.ends_with("ies") && word.size() > 4) {
    return std::string(word.substr(0, word.size() - 3)) + "y";
  }
  constexpr std::array<std::string_view, 5> hissing = {"ches", "shes", "xes", "sses", "zes"};
  const bool hisses =
      std::ranges::any_of(hissing, [&](std::string_view end) { return word.ends_with(end); });
  return std::string(word.substr(0, word.size() - (hisses ? 2 : 1)));
}

constexpr std::array<std::string_view, 3> code_suffixes = {"key", "code", "no"};

/// A cheap test whether the name may have a key's suffix, before it is split into words.
bool may_end_as_key(std::string_view column) {
  constexpr std::string_view last_letters = "dkyeoDKYEO";
  return !column.empty() && last_letters.find(column.back()) != std::string_view::npos;
}

std::optional<KeyName> split_suffix(std::string_view column, bool codes) {
  // Ignores separators after the suffix.
  const std::size_t last = column.find_last_not_of("_ -$.");
  if (!may_end_as_key(column.substr(0, last + 1))) return std::nullopt;
  std::vector<std::string> words = parse::name_words(column);
  if (words.size() < 2) return std::nullopt;
  const bool is_key = words::keys.contains(words.back()) ||
                      (codes && std::ranges::count(code_suffixes, words.back()) > 0);
  if (!is_key) return std::nullopt;
  std::string suffix = std::move(words.back());
  words.pop_back();
  return KeyName{.base = std::move(words), .suffix = std::move(suffix)};
}

}  // namespace

Number number_of(std::string_view word) {
  if (is_numberless(word)) return Number::unknown;
  if (is_irregular_singular(word)) return Number::singular;
  if (find_irregular(word) != nullptr || regular_singular(word)) return Number::plural;
  const bool is_word = std::ranges::all_of(word, text::is_lower);
  const bool is_one = !word.ends_with('s') || ends_as_singular(word);
  return is_word && is_one && word.size() > 2 ? Number::singular : Number::unknown;
}

std::string singular(std::string_view word) {
  if (is_numberless(word) || is_irregular_singular(word)) return std::string(word);
  if (const Irregular* irregular = find_irregular(word)) return std::string(irregular->singular);
  return regular_singular(word).value_or(std::string(word));
}

std::string joined(const std::vector<std::string>& words) { return text::joined(words, "_"); }

std::string thing_of(std::vector<std::string> words) {
  if (!words.empty()) words.back() = singular(words.back());
  return joined(words);
}

std::string thing_of(std::string_view name) { return thing_of(parse::name_words(name)); }

std::optional<KeyName> key_name(std::string_view column) { return split_suffix(column, false); }

std::optional<KeyName> key_or_code_name(std::string_view column) {
  return split_suffix(column, true);
}

bool is_audit_column(std::string_view column) {
  constexpr std::array<std::string_view, 12> names = {
      "id",   "uuid",      "guid",   "version",         "lock_version",    "row_version",
      "xmin", "tenant_id", "org_id", "organization_id", "organisation_id", "modified"};
  const auto words = parse::name_words(column);
  if (words.empty()) return false;
  if (words::row_changes.contains(words.front())) return true;
  if (words.size() <= 2 && std::ranges::count(names, joined(words)) > 0) return true;
  const std::string& last = words.back();
  return words.size() > 1 && (last == "at" || last == "on" || last == "by");
}

bool has_word(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::count(words, word) > 0;
}

bool starts_with(const std::vector<std::string>& words, const std::vector<std::string>& start) {
  return words.size() >= start.size() && std::equal(start.begin(), start.end(), words.begin());
}

}  // namespace pglint::design
