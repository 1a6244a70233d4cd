#include "text/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

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

/// The one of `candidates` that is the word with more in front of it, after a hyphen; empty where
/// there are none or several.
std::string_view only_longer(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    const std::size_t more = candidate.size() - std::min(word.size(), candidate.size());
    if (word.empty() || more < 2 || candidate[more - 1] != '-' || !candidate.ends_with(word))
      continue;
    if (!found.empty()) return {};
    found = candidate;
  }
  return found;
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  const auto only = only_longer(word, candidates);
  if (!only.empty()) return only;
  std::string_view nearest;
  std::size_t fewest = word.size() / 3 + 2;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = edits_between(word, candidate);
    if (edits >= fewest) continue;
    fewest = edits;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace pglint::text
