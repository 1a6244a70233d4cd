#include "text/line/diff.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace pglint::text {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context_lines = 3;

/// The lines of `text`, each with its end. As for git, only LF ends a line.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines [begin, end) of the text before, and of the text after.
struct Change {
  std::size_t before_begin = 0;
  std::size_t before_end = 0;
  std::size_t after_begin = 0;
  std::size_t after_end = 0;
};

/// Finds changes by going through both texts. They are right for any texts, and short for texts
/// that differ in few places, as those of fixes do.
class Comparison {
 public:
  Comparison(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  [[nodiscard]] std::vector<Change> run() {
    while (at_ < before_.size() || to_ < after_.size()) {
      if (is_same(at_, to_)) {
        step(1, 1);
      } else {
        add_change();
      }
    }
    return std::move(changes_);
  }

 private:
  [[nodiscard]] bool is_same(std::size_t at, std::size_t to) const {
    return at < before_.size() && to < after_.size() && before_[at] == after_[to];
  }

  void step(std::size_t removed, std::size_t added) {
    at_ = std::min(at_ + removed, before_.size());
    to_ = std::min(to_ + added, after_.size());
  }

  /// Skips as few lines as needed to be at equal ones again, or at both ends.
  void add_change() {
    constexpr std::size_t most = 400;
    const Change start = {.before_begin = at_, .after_begin = to_};
    const std::size_t left = before_.size() - at_ + after_.size() - to_;
    bool resumes = false;
    for (std::size_t skipped = 1; !resumes && skipped < std::min(left, most); ++skipped) {
      resumes = resumes_after(skipped);
    }
    if (!resumes) step(left, left);
    changes_.push_back({.before_begin = start.before_begin,
                        .before_end = at_,
                        .after_begin = start.after_begin,
                        .after_end = to_});
  }

  /// Whether the texts are equal again after `skipped` lines of both together; goes there.
  bool resumes_after(std::size_t skipped) {
    for (std::size_t removed = 0; removed <= skipped; ++removed) {
      if (!is_same(at_ + removed, to_ + skipped - removed)) continue;
      step(removed, skipped - removed);
      return true;
    }
    return false;
  }

  const Lines& before_;
  const Lines& after_;
  std::size_t at_ = 0;
  std::size_t to_ = 0;
  std::vector<Change> changes_;
};

void append_line(char mark, std::string_view line, std::string& out) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// The line numbers of a hunk's head. A range without lines names the line before it.
std::string range_in_head(std::size_t begin, std::size_t count) {
  const std::size_t first = count == 0 ? begin : begin + 1;
  return count == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, count);
}

/// Changes that are so near that they share context.
void append_hunk(const Lines& before, const Lines& after, std::span<const Change> changes,
                 std::string& out) {
  const Change& first = changes.front();
  const Change& last = changes.back();
  const std::size_t lead = std::min(context_lines, first.before_begin);
  const std::size_t trail = std::min(context_lines, before.size() - last.before_end);
  const std::size_t begin = first.before_begin - lead;
  const std::size_t end = last.before_end + trail;
  const std::size_t after_begin = first.after_begin - lead;
  out += fmt::format("@@ -{} +{} @@\n", range_in_head(begin, end - begin),
                     range_in_head(after_begin, last.after_end + trail - after_begin));
  std::size_t at = begin;
  for (const Change& change : changes) {
    for (; at < change.before_begin; ++at) append_line(' ', before[at], out);
    for (; at < change.before_end; ++at) append_line('-', before[at], out);
    for (std::size_t to = change.after_begin; to < change.after_end; ++to) {
      append_line('+', after[to], out);
    }
  }
  for (; at < end; ++at) append_line(' ', before[at], out);
}

/// A name in a patch: with bytes that git quotes, as git writes it.
std::string quoted_path(const std::string& path) {
  const auto is_plain = [](char byte) {
    return byte > ' ' && byte <= '~' && byte != '"' && byte != '\\';
  };
  if (std::ranges::all_of(path, [&](char byte) { return is_plain(byte) || byte == ' '; })) {
    return path;
  }
  std::string quoted = "\"";
  for (const char byte : path) {
    quoted += is_plain(byte) || byte == ' '
                  ? std::string(1, byte)
                  : fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
  }
  return quoted + '"';
}

/// git and patch need a tab after a name with a blank.
std::string name_in_head(const std::string& path) {
  const std::string name = quoted_path(path);
  return name.find(' ') != std::string::npos && !name.starts_with('"') ? name + '\t' : name;
}

}  // namespace

std::string line_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::string name(path);
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Change> changes = Comparison(old_lines, new_lines).run();
  std::string out =
      fmt::format("--- {}\n+++ {}\n", name_in_head("a/" + name), name_in_head("b/" + name));
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t end = first + 1;
    while (end < changes.size() &&
           changes[end].before_begin - changes[end - 1].before_end <= 2 * context_lines) {
      ++end;
    }
    append_hunk(old_lines, new_lines, std::span(changes).subspan(first, end - first), out);
    first = end;
  }
  return out;
}

}  // namespace pglint::text
