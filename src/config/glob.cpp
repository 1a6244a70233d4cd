#include "config/glob.h"

#include <cstddef>
#include <optional>

namespace pglint::config {
namespace {

/// Whether `letter` is in the set that begins behind `[` at `at`, and where the set ends; nothing
/// where it has no end, and `[` is a letter as others.
struct SetMatch {
  bool fits = false;
  std::size_t end = 0;
};
std::optional<SetMatch> match_set(std::string_view pattern, std::size_t at, char letter) {
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (std::size_t first = at; at < pattern.size(); ++at) {
    if (pattern[at] == ']' && at > first) return SetMatch{found != negated, at + 1};
    const bool is_span =
        at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    const char last = is_span ? pattern[at + 2] : pattern[at];
    if (letter >= pattern[at] && letter <= last) found = true;
    if (is_span) at += 2;
  }
  return std::nullopt;
}

/// One star that was met: where to go on if what follows does not fit.
struct Star {
  std::size_t pattern = 0;  ///< behind the star
  std::size_t text = 0;
  bool crosses = false;  ///< `**`
};

/// Follows a pattern along a text. Only the last star of each kind can still help, so that no
/// pattern takes more than a square of the length.
class Match {
 public:
  Match(std::string_view pattern, std::string_view text) : pattern_(pattern), text_(text) {}

  bool run() {
    while (at_ < text_.size() || p_ < pattern_.size()) {
      if (take_star() || take_letter()) continue;
      if (!go_back()) return false;
    }
    return true;
  }

 private:
  bool take_star() {
    if (p_ >= pattern_.size() || pattern_[p_] != '*') return false;
    const bool crosses = p_ + 1 < pattern_.size() && pattern_[p_ + 1] == '*';
    p_ += crosses ? 2 : 1;
    // `**/` also stands for no folder at all.
    if (crosses && p_ < pattern_.size() && pattern_[p_] == '/') {
      const bool at_start = at_ == 0 || text_[at_ - 1] == '/';
      if (at_start) ++p_;
    }
    (crosses ? wide_ : narrow_) = Star{.pattern = p_, .text = at_, .crosses = crosses};
    if (crosses) narrow_.reset();
    return true;
  }

  bool take_letter() {
    if (p_ >= pattern_.size() || at_ >= text_.size()) return false;
    const char wanted = pattern_[p_];
    if (wanted == '?' && text_[at_] != '/') return step(1);
    if (wanted == '[' && text_[at_] != '/') {
      if (const auto set = match_set(pattern_, p_ + 1, text_[at_])) {
        return set->fits && step(set->end - p_);
      }
    }
    if (wanted == '\\' && p_ + 1 < pattern_.size()) {
      return pattern_[p_ + 1] == text_[at_] && step(2);
    }
    return wanted == text_[at_] && step(1);
  }

  bool step(std::size_t letters) {
    p_ += letters;
    ++at_;
    return true;
  }

  /// Lets the nearest star take one letter more.
  bool go_back() {
    for (std::optional<Star>* star : {&narrow_, &wide_}) {
      if (!*star) continue;
      const bool ends = (*star)->text >= text_.size();
      if (ends || (!(*star)->crosses && text_[(*star)->text] == '/')) {
        star->reset();
        continue;
      }
      ++(*star)->text;
      // Below `**/` words begin behind slashes.
      p_ = (*star)->pattern;
      at_ = (*star)->text;
      if ((*star)->crosses) narrow_.reset();
      const bool whole_folders = (*star)->crosses && p_ > 0 && pattern_[p_ - 1] == '/';
      if (whole_folders && text_[at_ - 1] != '/') return go_back();
      return true;
    }
    return false;
  }

  std::string_view pattern_;
  std::string_view text_;
  std::size_t p_ = 0;
  std::size_t at_ = 0;
  std::optional<Star> narrow_;
  std::optional<Star> wide_;
};

}  // namespace

bool fits(const Glob& glob, std::string_view path) {
  const bool is_below = path.size() > glob.folder.size() && path.starts_with(glob.folder) &&
                        (glob.folder.ends_with('/') || path[glob.folder.size()] == '/');
  if (!is_below) return false;
  std::string_view text = path.substr(glob.folder.size());
  if (text.starts_with('/')) text.remove_prefix(1);

  std::string pattern(glob.pattern);
  const bool folders_only = pattern.ends_with('/');
  if (folders_only) pattern.pop_back();
  if (pattern.starts_with("./")) pattern.erase(0, 2);
  const bool is_rooted = pattern.find('/') != std::string::npos;
  if (pattern.starts_with('/')) pattern.erase(0, 1);
  if (!is_rooted) pattern.insert(0, "**/");

  // The path itself, then every folder that it lies in.
  bool is_file = true;
  for (std::size_t end = text.size(); end != 0 && end != std::string_view::npos;
       end = text.rfind('/', end - 1)) {
    if (!(is_file && folders_only) && Match(pattern, text.substr(0, end)).run()) return true;
    is_file = false;
  }
  return false;
}

}  // namespace pglint::config
