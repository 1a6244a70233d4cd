#include "text/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "text/ascii.h"

namespace pglint::text {
namespace {

/// Levenshtein's distance.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// Whether `candidate` is `word` with more before it, up to a hyphen: `format` of `no-format`.
bool ends_with_word(std::string_view candidate, std::string_view word) {
  const std::size_t more = candidate.size() - std::min(word.size(), candidate.size());
  return more >= 2 && candidate[more - 1] == '-' && candidate.ends_with(word);
}

/// Whether `candidate` is `word` with more after it, from a hyphen on: `money-type` of `money`.
bool begins_with_whole_word(std::string_view candidate, std::string_view word) {
  return candidate.size() > word.size() && candidate.starts_with(word) &&
         candidate[word.size()] == '-';
}

/// Whether `candidate` is `word` with more after it: `warning` of `warn`.
bool begins_with_word(std::string_view candidate, std::string_view word) {
  constexpr std::size_t shortest = 3;
  return word.size() >= shortest && candidate.size() > word.size() && candidate.starts_with(word);
}

/// The only candidate that `fits` the word; empty if none or several do.
std::string_view only_longer(std::string_view word, std::span<const std::string_view> candidates,
                             bool (*fits)(std::string_view candidate, std::string_view word)) {
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    if (word.empty() || !fits(candidate, word)) continue;
    if (!found.empty()) return {};
    found = candidate;
  }
  return found;
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  for (const auto fits : {begins_with_whole_word, ends_with_word}) {
    const std::string_view only = only_longer(word, candidates, fits);
    if (!only.empty()) return only;
  }
  std::string_view nearest;
  std::size_t fewest = word.size() / 3 + 2;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = edits_between(lowered(word), lowered(candidate));
    if (edits >= fewest) continue;
    fewest = edits;
    nearest = candidate;
  }
  return nearest.empty() ? only_longer(word, candidates, begins_with_word) : nearest;
}

}  // namespace pglint::text
