#include "text/line/unified_diff.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace pglint::text {
namespace {

constexpr std::string_view nowhere = "/dev/null";

/// Removes `prefix` from `text` if it begins with it.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<std::size_t> take_number(std::string_view& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// A quoted name with C escapes, removed from `text`, which begins with the quote.
std::string take_quoted(std::string_view& text) {
  constexpr std::string_view letters = "abtnvfr";
  constexpr std::string_view meanings = "\a\b\t\n\v\f\r";
  std::string name;
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      name += text[at];
      continue;
    }
    const char escaped = text[++at];
    if (const std::size_t letter = letters.find(escaped); letter != std::string_view::npos) {
      name += meanings[letter];
      continue;
    }
    unsigned byte = 0;
    std::size_t digits = 0;
    for (; digits < 3 && at + digits < text.size(); ++digits) {
      const char digit = text[at + digits];
      if (digit < '0' || digit > '7') break;
      byte = byte * 8 + static_cast<unsigned>(digit - '0');
    }
    name += digits == 0 ? escaped : static_cast<char>(byte);
    at += digits == 0 ? 0 : digits - 1;
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return name;
}

/// The name after `---`, `+++` or `rename to`: in quotes, or up to the tab before a date.
std::string name_in(std::string_view text) {
  if (text.starts_with('"')) return take_quoted(text);
  return std::string(text.substr(0, text.find('\t')));
}

/// Whether git put a letter before a name: `a/` or `b/`, or with `diff.mnemonicPrefix` other
/// letters.
bool has_letter(std::string_view name) {
  constexpr std::string_view letters = "abciow12";
  return name.size() > 2 && name[1] == '/' && letters.find(name[0]) != std::string_view::npos;
}

struct Names {
  std::string before;
  std::string after;
};

/// The name of the new file without the letter, if all given names have one.
std::string plain_name(const Names& names) {
  const bool is_new = names.before == nowhere;
  const bool has_letters = has_letter(names.after) && (is_new || has_letter(names.before)) &&
                           (is_new || names.before[0] != names.after[0]);
  return has_letters ? names.after.substr(2) : names.after;
}

/// The names of `diff --git a/x b/x`. Without quotes, they can only be split if they are the same.
Names git_names(std::string_view text) {
  if (text.starts_with('"')) {
    std::string before = take_quoted(text);
    take(text, " ");
    return {.before = std::move(before), .after = name_in(text)};
  }
  const bool is_plain = text.find_first_of("\"\t") == std::string_view::npos;
  for (std::size_t space = text.find(' '); space != std::string_view::npos;
       space = text.find(' ', space + 1)) {
    // The same names are equally long, but for `a/`.
    const std::size_t rest = text.size() - space - 1;
    if (is_plain && std::max(space, rest) - std::min(space, rest) > 2) continue;
    Names names = {.before = std::string(text.substr(0, space)),
                   .after = name_in(text.substr(space + 1))};
    const std::string before = has_letter(names.before) ? names.before.substr(2) : names.before;
    if (before == plain_name(names) || names.before == names.after) return names;
  }
  return {};
}

class Reader {
 public:
  explicit Reader(std::string_view patch) : rest_(patch) {}

  Result<std::vector<ChangedFile>> read() {
    const bool is_blank = rest_.find_first_not_of(" \t\r\n") == std::string_view::npos;
    while (!rest_.empty() && !error_) read_line(next_line());
    if (!error_ && in_hunk()) fail("the file ends inside a hunk");
    if (error_) return *error_;
    finish_file();
    if (!is_diff_ && !is_blank) {
      return Error{"it is not a unified diff, as `git diff` or `diff -u` writes"};
    }
    return std::move(files_);
  }

 private:
  std::string_view next_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    return line;
  }

  [[nodiscard]] std::string_view peek() const { return rest_.substr(0, rest_.find('\n')); }

  void fail(std::string_view reason) {
    if (!error_) error_ = Error{fmt::format("line {}: {}", number_, reason)};
  }

  [[nodiscard]] bool in_hunk() const { return old_left_ > 0 || new_left_ > 0; }

  void read_line(std::string_view line) {
    if (in_hunk()) return parents_ == 1 ? read_change(line) : read_merged(line);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("@@")) return start_hunk(line);
    if (line.starts_with("--- ") && peek().starts_with("+++ ")) return read_names(line);
    if (take(line, "diff --git ")) return start_git_file(git_names(line));
    if (take(line, "diff --cc ") || take(line, "diff --combined ")) {
      const std::string name = name_in(line);
      return start_git_file({.before = name, .after = name});
    }
    if (take(line, "* Unmerged path ")) {
      const std::string name = name_in(line);
      start_git_file({.before = name, .after = name});
      file_->lines = LineSet::everything();
      return;
    }
    if (file_ && file_->from_git) return read_git_header(line);
    if (line.starts_with("Binary files ") && line.ends_with(" differ")) read_binary(line);
  }

  void read_git_header(std::string_view line) {
    if (take(line, "rename to ") || take(line, "copy to ")) {
      file_->path = name_in(line);
    } else if (line.starts_with("deleted file mode ")) {
      is_deleted_ = true;
    } else if (line.starts_with("new file mode ") || line.starts_with("GIT binary patch") ||
               line.starts_with("Binary files ")) {
      file_->lines = LineSet::everything();
      file_->is_new = file_->is_new || line.starts_with("new file mode ");
    }
  }

  /// GNU diff's `Binary files x and y differ`, whose names are not quoted.
  void read_binary(std::string_view line) {
    is_diff_ = true;
    line.remove_prefix(std::string_view("Binary files ").size());
    line.remove_suffix(std::string_view(" differ").size());
    const std::size_t between = line.find(" and ");
    if (between == std::string_view::npos) return;
    finish_file();
    const std::string name = plain_name({.before = std::string(line.substr(0, between)),
                                         .after = std::string(line.substr(between + 5))});
    if (name == nowhere) return;
    files_.push_back({.path = name, .from_git = false, .lines = LineSet::everything()});
  }

  void start_git_file(const Names& names) {
    finish_file();
    is_diff_ = true;
    file_ = ChangedFile{.path = plain_name(names), .from_git = true, .lines = {}};
  }

  /// `--- before` and `+++ after`, which begin a file unless git's own line did.
  void read_names(std::string_view line) {
    is_diff_ = true;
    take(line, "--- ");
    std::string_view next = next_line();
    if (next.ends_with('\r')) next.remove_suffix(1);
    take(next, "+++ ");
    const Names names = {.before = name_in(line), .after = name_in(next)};
    if (!file_ || !file_->from_git || has_hunks_) {
      finish_file();
      file_ = ChangedFile{.path = plain_name(names), .from_git = false, .lines = {}};
      file_->is_new = names.before == nowhere;
    } else if (file_->path.empty()) {
      file_->path = plain_name(names);
    }
    if (names.after == nowhere) is_deleted_ = true;
  }

  void finish_file() {
    if (file_ && !is_deleted_ && !file_->path.empty()) files_.push_back(std::move(*file_));
    file_.reset();
    is_deleted_ = false;
    has_hunks_ = false;
  }

  /// `@@ -3,2 +3,4 @@`, or for a merge `@@@ -3,2 -3,2 +3,4 @@@`.
  void start_hunk(std::string_view line) {
    if (!file_) return fail("a hunk without a `+++` line before it");
    parents_ = std::min(line.find_first_not_of('@'), line.size()) - 1;
    line.remove_prefix(parents_ + 1);
    for (std::size_t parent = 0; parent < parents_; ++parent) {
      if (!read_span(line, " -")) return fail("the hunk header has no line numbers");
      old_left_ = span_size_;
    }
    if (!read_span(line, " +")) return fail("the hunk header has no line numbers");
    new_left_ = span_size_;
    if (parents_ > 1) old_left_ = 0;  // each parent has its own; the new file's lines end the hunk
    // If no line is left, git counts the line before.
    const std::size_t first = span_start_ + (new_left_ == 0 ? 1 : 0);
    if (has_hunks_ && first < new_line_) return fail("the hunks of a file are out of order");
    new_line_ = first;
    has_hunks_ = true;
    is_gap_ = false;
    if (parents_ == 1) {
      file_->replaced.push_back({.first = first, .count = new_left_, .before = {}});
    }
  }

  bool read_span(std::string_view& line, std::string_view sign) {
    if (!take(line, sign)) return false;
    const auto start = take_number(line);
    const auto size = take(line, ",") ? take_number(line) : std::optional<std::size_t>(1);
    span_start_ = start.value_or(0);
    span_size_ = size.value_or(0);
    return start && size;
  }

  void read_change(std::string_view line) {
    // Tools may strip trailing blanks, which include the sign of an empty line.
    const char sign = line.empty() || line == "\r" ? ' ' : line[0];
    if (sign == '\\') return;  // "\ No newline at end of file"
    const bool is_old = sign == ' ' || sign == '-';
    const bool is_new = sign == ' ' || sign == '+';
    if ((!is_old && !is_new) || (is_old && old_left_ == 0) || (is_new && new_left_ == 0)) {
      return fail("the hunk does not match its header");
    }
    if (is_old) file_->replaced.back().before.append(line.substr(line.empty() ? 0 : 1)) += '\n';
    old_left_ -= is_old ? 1 : 0;
    new_left_ -= is_new ? 1 : 0;
    if (is_old && is_new) {
      end_gap();
    } else if (is_old) {
      is_gap_ = true;
    } else {
      is_gap_ = false;
      file_->lines.add(new_line_);
    }
    if (is_new) ++new_line_;
    if (!in_hunk()) end_gap();
  }

  /// A merge has a sign per parent; a line that is new for one of them has changed.
  void read_merged(std::string_view line) {
    const std::string_view signs = line.substr(0, parents_);
    if (signs.starts_with('\\') || signs.find('-') != std::string_view::npos) return;
    if (signs.find('+') != std::string_view::npos) file_->lines.add(new_line_);
    ++new_line_;
    --new_left_;
  }

  void end_gap() {
    if (is_gap_ && new_line_ > 0) file_->lines.add_gap(new_line_ - 1);
    is_gap_ = false;
  }

  std::string_view rest_;
  std::size_t number_ = 0;  ///< of the last line read
  std::vector<ChangedFile> files_;
  std::optional<ChangedFile> file_;
  bool is_deleted_ = false;
  bool has_hunks_ = false;
  bool is_diff_ = false;
  std::optional<Error> error_;

  std::size_t parents_ = 1;
  std::size_t old_left_ = 0;  ///< lines of the old file to come in this hunk
  std::size_t new_left_ = 0;
  std::size_t new_line_ = 1;
  bool is_gap_ = false;  ///< lines were removed right before
  std::size_t span_start_ = 0;
  std::size_t span_size_ = 0;
};

}  // namespace

Result<std::vector<ChangedFile>> read_unified_diff(std::string_view patch) {
  return Reader(patch).read();
}

std::string text_before(std::string_view after, const std::vector<ReplacedLines>& replaced) {
  std::string before;
  std::size_t line = 1;  // that `after` begins with
  const auto take_lines = [&](std::size_t count) {
    std::size_t end = 0;
    for (std::size_t taken = 0; taken < count && end < after.size(); ++taken, ++line) {
      end = std::min(after.find('\n', end), after.size() - 1) + 1;
    }
    const std::string_view lines = after.substr(0, end);
    after.remove_prefix(end);
    return lines;
  };
  for (const ReplacedLines& each : replaced) {
    before += take_lines(each.first - std::min(each.first, line));
    take_lines(each.count);
    before += each.before;
  }
  before += after;
  return before;
}

}  // namespace pglint::text
