#include "host/yaml_scalars.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "host/host_file.h"
#include "host/json_words.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

/// A key or a dash that contains what follows.
struct Level {
  std::size_t column = 0;
  bool is_item = false;
  std::string key;     ///< empty for an item
  std::size_t at = 0;  ///< in the file
};

class YamlReader {
 public:
  explicit YamlReader(std::string_view content) : content_(content) {}

  YamlText read() {
    if (content_.starts_with(text::utf8_bom)) at_ = text::utf8_bom.size();
    while (at_ < content_.size()) take_line();
    return std::move(result_);
  }

 private:
  void take_line() {
    line_begin_ = at_;
    line_end_ = text::find_line_end(content_, at_);
    at_ = skip_blanks(at_);
    const std::string_view line = content_.substr(line_begin_, line_end_ - line_begin_);
    if (line.starts_with("---") || line.starts_with("...") || line.starts_with('%')) {
      levels_.clear();
      if (line.starts_with("--- ")) at_ = skip_blanks(line_begin_ + 3);
      if (at_ == line_begin_) return end_line();
    }
    if (take_end_of_line()) return;
    leave_levels();
    while (at_ < line_end_ && content_[at_] == '-' && is_blank_at(at_ + 1)) {
      levels_.push_back({.column = column(), .is_item = true, .at = at_});
      at_ = skip_blanks(at_ + 1);
    }
    take_key();
    take_value();
  }

  /// Skips the rest of the line if it is blank or a comment, and returns whether it was.
  bool take_end_of_line() {
    const bool is_comment = at_ < line_end_ && content_[at_] == '#' &&
                            (at_ == line_begin_ || is_blank(content_[at_ - 1]));
    if (at_ < line_end_ && !is_comment) return false;
    if (is_comment) result_.comments.push_back({.begin = at_, .end = line_end_});
    end_line();
    return true;
  }

  void end_line() { at_ = next_line(content_, std::max(at_, line_begin_)); }

  [[nodiscard]] std::size_t column() const { return at_ - line_begin_; }

  [[nodiscard]] std::size_t skip_blanks(std::size_t at) const {
    while (at < line_end_ && is_blank(content_[at])) ++at;
    return at;
  }

  [[nodiscard]] bool is_blank_at(std::size_t at) const {
    return at >= line_end_ || is_blank(content_[at]);
  }

  /// A list may have the same indentation as its key.
  void leave_levels() {
    const bool is_item = content_[at_] == '-' && is_blank_at(at_ + 1);
    while (!levels_.empty()) {
      const Level& last = levels_.back();
      if (last.column < column()) return;
      if (last.column == column() && is_item && !last.is_item) return;
      levels_.pop_back();
    }
  }

  void take_key() {
    std::size_t end = at_;
    std::string key;
    if (at_ < line_end_ && (content_[at_] == '"' || content_[at_] == '\'')) {
      const std::size_t close = content_.substr(0, line_end_).find(content_[at_], at_ + 1);
      if (close == std::string_view::npos) return;
      key = content_.substr(at_ + 1, close - at_ - 1);
      end = close + 1;
    } else if (at_ < line_end_ &&
               std::string_view("[{|>&*!#%@`").find(content_[at_]) == std::string_view::npos) {
      while (end < line_end_ && !ends_plain(end)) ++end;
      key = content_.substr(at_, end - at_);
    }
    if (end >= line_end_ || content_[end] != ':' || !is_blank_at(end + 1)) return;
    levels_.push_back({.column = column(), .key = std::move(key), .at = at_});
    at_ = skip_blanks(end + 1);
  }

  /// Whether a colon or a comment at `at` ends a plain scalar.
  [[nodiscard]] bool ends_plain(std::size_t at) const {
    if (content_[at] == ':') return is_blank_at(at + 1);
    return content_[at] == '#' && at > line_begin_ && is_blank(content_[at - 1]);
  }

  void take_value() {
    while (at_ < line_end_ && (content_[at_] == '&' || content_[at_] == '!')) {  // anchors, tags
      while (!is_blank_at(at_)) ++at_;
      at_ = skip_blanks(at_);
    }
    if (take_end_of_line()) return;
    switch (content_[at_]) {
      case '|':
      case '>':
        return take_block();
      case '"':
      case '\'':
        return take_quoted();
      case '[':
      case '{':
        return take_flow();
      case '*':
        return end_line();
      default:
        return take_plain();
    }
  }

  /// The column after which the content of the last level begins; -1 at the top.
  [[nodiscard]] std::ptrdiff_t parent_column() const {
    return levels_.empty() ? -1 : static_cast<std::ptrdiff_t>(levels_.back().column);
  }

  /// Facts about a line without reading it.
  struct LineFacts {
    std::size_t first = 0;  ///< offset of the first non-blank byte, or its end
    std::size_t end = 0;
    std::ptrdiff_t column = 0;
    [[nodiscard]] bool is_blank() const { return first == end; }
  };
  [[nodiscard]] LineFacts line_at(std::size_t at) const {
    const std::size_t end = text::find_line_end(content_, at);
    std::size_t first = at;
    while (first < end && content_[first] == ' ') ++first;
    return {.first = first, .end = end, .column = static_cast<std::ptrdiff_t>(first - at)};
  }

  void take_block() {
    const bool is_folded = content_[at_] == '>';
    std::size_t indent = 0;
    for (std::size_t at = at_ + 1; at < line_end_ && !is_blank(content_[at]); ++at) {
      if (content_[at] >= '1' && content_[at] <= '9') {
        indent = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parent_column(), 0)) +
                 static_cast<std::size_t>(content_[at] - '0');
      }
    }
    Word value;
    end_line();
    value.range = {.begin = at_, .end = at_};
    while (at_ < content_.size()) {
      const LineFacts line = line_at(at_);
      if (!line.is_blank() && line.column <= parent_column()) break;
      if (!line.is_blank() && indent == 0) indent = static_cast<std::size_t>(line.column);
      const std::size_t begin = std::min(at_ + indent, line.end);
      const std::size_t next = next_line(content_, line.end);
      value.content.append(content_, {.begin = begin, .end = line.end});
      if (is_folded && is_folded_line(next, indent)) {
        value.content.append_decoded(" ", {.begin = line.end, .end = next});
      } else {
        value.content.append(content_, {.begin = line.end, .end = next});
      }
      if (!line.is_blank()) value.range.end = line.end;
      at_ = next;
    }
    add(std::move(value));
  }

  /// Whether the line at `at` continues the one before it.
  [[nodiscard]] bool is_folded_line(std::size_t at, std::size_t indent) const {
    const LineFacts line = line_at(at);
    return !line.is_blank() && line.column == static_cast<std::ptrdiff_t>(indent);
  }

  void take_quoted() {
    const std::size_t begin = at_;
    at_ = quoted_end(begin);
    add(read_quoted({.begin = begin, .end = at_}));
    line_begin_ = begin;
    end_scalar();
  }

  [[nodiscard]] std::size_t quoted_end(std::size_t begin) const {
    if (content_[begin] == '"') {
      return skip_double_quoted(content_, {.begin = begin, .end = content_.size()});
    }
    std::size_t at = begin + 1;
    while (at < content_.size()) {
      if (content_[at] != '\'') {
        ++at;
      } else if (content_.substr(at).starts_with("''")) {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return content_.size();
  }

  /// Line ends in quotes become blanks.
  [[nodiscard]] Word read_quoted(text::Range range) const {
    Excerpt folded;
    for (std::size_t at = range.begin; at < range.end;) {
      const std::size_t end = std::min(text::find_line_end(content_, at), range.end);
      folded.append(content_, {.begin = at, .end = end});
      if (end == range.end) break;
      at = std::min(content_.find_first_not_of(" \t\r\n", end), range.end);
      folded.append_decoded(" ", {.begin = end, .end = at});
    }
    const std::string& text = folded.text();
    if (text[0] == '"') return read_double_quoted(folded, {.begin = 0, .end = text.size()});
    Word word = {.range = range};
    const std::size_t end = text.size() > 1 && text.back() == '\'' ? text.size() - 1 : text.size();
    for (std::size_t at = 1; at < end;) {
      const std::size_t quote = std::min(text.find('\'', at), end);
      word.content.append(folded, {.begin = at, .end = std::min(quote + 1, end)});
      at = quote + 2;
    }
    return word;
  }

  /// Moves to the next line after a scalar that ends at `at_`, skipping a comment.
  void end_scalar() {
    line_end_ = text::find_line_end(content_, at_);
    at_ = skip_blanks(at_);
    if (!take_end_of_line()) end_line();
  }

  void take_plain() {
    Word value = {.range = {.begin = at_, .end = at_}};
    while (true) {
      const std::size_t end = plain_end(at_);
      value.content.append(content_, {.begin = at_, .end = end});
      value.range.end = end;
      at_ = end;
      const std::size_t next = next_line(content_, line_end_);
      const LineFacts line = line_at(next);
      const bool has_comment = skip_blanks(end) < line_end_;
      const bool goes_on = !has_comment && next < content_.size() && !line.is_blank() &&
                           line.column > parent_column() && content_[line.first] != '#';
      if (!goes_on) break;
      value.content.append_decoded(" ", {.begin = end, .end = line.first});
      line_begin_ = next;
      line_end_ = line.end;
      at_ = line.first;
    }
    add(std::move(value));
    at_ = skip_blanks(at_);
    if (!take_end_of_line()) end_line();
  }

  /// The end of the plain text at `at` on its line, without blanks.
  [[nodiscard]] std::size_t plain_end(std::size_t at) const {
    std::size_t end = at;
    while (end < line_end_ && !(content_[end] == '#' && ends_plain(end))) ++end;
    while (end > at && is_blank(content_[end - 1])) --end;
    return end;
  }

  /// A list or mapping in brackets. Only its direct scalars count.
  void take_flow() {
    const bool is_list = content_[at_] == '[';
    const std::size_t parent = levels_.size();
    std::size_t depth = 0;
    bool is_value = is_list;
    do {
      const char byte = content_[at_];
      if (byte == '[' || byte == '{') {
        ++depth;
        ++at_;
      } else if (byte == ']' || byte == '}') {
        --depth;
        ++at_;
      } else if (byte == ',') {
        levels_.resize(parent);
        is_value = is_list;
        ++at_;
      } else if (byte == '\n' || byte == '\r') {
        if (!flow_goes_on()) break;
      } else if (is_blank(byte)) {
        ++at_;
      } else if (byte == '#' && is_blank(content_[at_ - 1])) {
        const std::size_t end = text::find_line_end(content_, at_);
        result_.comments.push_back({.begin = at_, .end = end});
        at_ = end;
      } else if (byte == ':') {
        is_value = true;
        ++at_;
      } else {
        take_flow_scalar({.is_item = is_list, .is_value = is_value, .is_seen = depth == 1});
      }
    } while (depth > 0 && at_ < content_.size());
    levels_.resize(parent);
    end_scalar();
  }

  struct FlowPlace {
    bool is_item = false;   ///< of a list
    bool is_value = false;  ///< else a key
    bool is_seen = false;   ///< directly in the outermost brackets
  };
  void take_flow_scalar(const FlowPlace& place) {
    const std::size_t begin = at_;
    Word value;
    if (content_[at_] == '"' || content_[at_] == '\'') {
      at_ = quoted_end(at_);
      if (place.is_seen) value = read_quoted({.begin = begin, .end = at_});
    } else {
      while (at_ < content_.size() && !ends_flow_plain(at_)) ++at_;
      std::size_t end = at_;
      while (end > begin && is_blank(content_[end - 1])) --end;
      if (place.is_seen) {
        value = {.content = Excerpt(content_, {.begin = begin, .end = end}),
                 .range = {.begin = begin, .end = end}};
      }
    }
    if (!place.is_seen) return;
    if (!place.is_value) {
      levels_.push_back({.key = std::string(value.text()), .at = begin});
      return;
    }
    if (place.is_item) levels_.push_back({.is_item = true, .at = begin});
    add(std::move(value));
    if (place.is_item) levels_.pop_back();
  }

  [[nodiscard]] bool ends_flow_plain(std::size_t at) const {
    const char byte = content_[at];
    if (byte == ':') {
      return at + 1 == content_.size() ||
             std::string_view(" \t\r\n").find(content_[at + 1]) != std::string_view::npos;
    }
    return std::string_view(",[]{}\r\n").find(byte) != std::string_view::npos;
  }

  /// Moves to the next line of open brackets. False if their end is missing: the next line is not
  /// indented deeper than the key.
  bool flow_goes_on() {
    const std::size_t next = next_line(content_, at_);
    if (next == content_.size()) return false;
    const LineFacts line = line_at(next);
    const bool closes =
        !line.is_blank() && (content_[line.first] == ']' || content_[line.first] == '}');
    if (!line.is_blank() && !closes && line.column <= parent_column()) return false;
    at_ = line.first;
    if (!line.is_blank() && content_[at_] == '#') {
      result_.comments.push_back({.begin = at_, .end = line.end});
      at_ = line.end;
    }
    return true;
  }

  void add(Word value) {
    YamlScalar scalar = {.value = std::move(value)};
    scalar.is_item = !levels_.empty() && levels_.back().is_item;
    auto level = levels_.rbegin();
    for (; level != levels_.rend() && level->is_item; ++level) {
      if (scalar.item_at == 0) scalar.item_at = level->at;
    }
    if (level != levels_.rend()) {
      scalar.key = level->key;
      scalar.key_at = level->at;
      for (++level; level != levels_.rend() && level->is_item; ++level) {
        if (scalar.item_at == 0) scalar.item_at = level->at;
      }
      if (level != levels_.rend()) scalar.outer_key = level->key;
    }
    result_.scalars.push_back(std::move(scalar));
  }

  std::string_view content_;
  std::size_t at_ = 0;
  // Of the current line:
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;
  std::vector<Level> levels_;
  YamlText result_;
};

}  // namespace

YamlText read_yaml_scalars(std::string_view content) { return YamlReader(content).read(); }

}  // namespace pglint::host
