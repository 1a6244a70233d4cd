// Reads in one pass with an explicit stack of frames instead of recursion.
#include "host/shell_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "host/shell_escape.h"
#include "host/shell_frame.h"
#include "text/ascii.h"
#include "text/line/index.h"

namespace pglint::host {
namespace {

/// Hand-written scripts stay below ten.
constexpr std::size_t deepest = 200;

constexpr std::string_view unknown_value(&unknown, 1);
constexpr std::string_view digits = "0123456789";

/// A command begins after and before these.
constexpr std::array<std::string_view, 14> reserved = {"if",    "then",  "else", "elif",  "fi",
                                                       "while", "until", "do",   "done",  "esac",
                                                       "{",     "}",     "!",    "coproc"};

class ShellScanner {
 public:
  explicit ShellScanner(const Excerpt& script) : script_(script), text_(script.text()) {
    frames_.emplace_back();
  }

  ShellText read() {
    while (at_ < text_.size() && !result_.too_deep) step();
    while (!frames_.empty()) pop();
    return std::move(result_);
  }

 private:
  void step() {
    if (frame().in_double_quotes) return step_double_quotes();
    switch (frame().kind) {
      case FrameKind::braces:
        return step_braces();
      case FrameKind::arithmetic:
        return step_arithmetic();
      case FrameKind::script:
      case FrameKind::list:
      case FrameKind::backtick:
      case FrameKind::array:
        return step_code();
    }
  }

  void step_code() {
    switch (text_[at_]) {
      case '\n':
      case '\r':
        return take_line_end();
      case ' ':
      case '\t':
        end_word();
        ++at_;
        return;
      case '#':
        return frame().has_word ? take_run() : take_comment();
      case ';':
      case '&':
      case '|':
        return take_separator();
      case '<':
      case '>':
        return take_redirection();
      case '(':
        return open_parenthesis();
      case ')':
        return close_parenthesis();
      default:
        return step_word();
    }
  }

  void step_word() {
    switch (text_[at_]) {
      case '\\':
        return take_backslash();
      case '\'':
        return take_single_quotes();
      case '"':
        begin_quoted();
        frame().in_double_quotes = true;
        ++at_;
        return;
      case '`':
        return take_backtick();
      case '$':
        return take_dollar();
      default:
        return take_run();
    }
  }

  void step_double_quotes() {
    switch (text_[at_]) {
      case '"':
        frame().in_double_quotes = false;
        ++at_;
        return;
      case '\\':
        return take_backslash();
      case '`':
        return take_backtick();
      case '$':
        return take_dollar();
      default:
        break;
    }
    const std::size_t end = std::min(text_.find_first_of("\"\\`$", at_), text_.size());
    add({.begin = at_, .end = end});
    at_ = end;
  }

  /// Only the end and command substitutions matter; the rest is dropped with the frame.
  void step_braces() {
    switch (text_[at_]) {
      case '\n':
      case '\r':
        return pop();  // never closed: what follows is read as if it were
      case '}':
        ++at_;
        if (--frame().closers == 0) pop();
        return;
      case '\\':
      case '"':
      case '`':
      case '$':
        return step_word();
      default:
        ++at_;
        return;
    }
  }

  void step_arithmetic() {
    const char byte = text_[at_];
    ++at_;
    if (byte == '(') ++frame().closers;
    if (byte == ')' && --frame().closers == 0) pop();
  }

  void take_line_end() {
    end_command();
    ++at_;
    if (text_[at_ - 1] == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    for (const HereDocument& document : std::exchange(here_documents_, {})) skip(document);
  }

  void skip(const HereDocument& document) {
    while (at_ < text_.size()) {
      const std::size_t end = text::find_line_end(text_, at_);
      std::string_view line = text_.substr(at_, end - at_);
      if (document.strips_tabs) {
        line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
      }
      const bool two_bytes = text_.substr(end).starts_with("\r\n");
      at_ = std::min(end + (two_bytes ? 2 : 1), text_.size());
      if (line == document.delimiter) return;
    }
  }

  void take_comment() {
    const std::size_t end = text::find_line_end(text_, at_);
    result_.comments.push_back(script_.in_file({.begin = at_, .end = end}));
    at_ = end;
  }

  void take_separator() {
    if (text_.substr(at_).starts_with("&>")) return take_redirection();
    if (frame().in_pattern && text_[at_] == '|') {
      end_word();
      ++at_;
      return;
    }
    end_command();
    const std::size_t end = std::min(text_.find_first_not_of(";&|", at_), text_.size());
    const std::string_view separator = text_.substr(at_, end - at_);
    const bool ends_case = separator.starts_with(";;") || separator.starts_with(";&");
    if (ends_case && frame().open_cases > 0) frame().in_pattern = true;
    at_ = end;
  }

  void take_redirection() {
    const bool is_number = frame().has_word && frame().is_plain &&
                           frame().word.text().find_first_not_of(digits) == std::string::npos;
    if (is_number) frame().has_word = false;
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    if (next == '(') {  // <(…)
      begin_quoted();
      add_unknown({.begin = at_, .end = at_ + 2});
      at_ += 2;
      return push(FrameKind::list);
    }
    end_word();
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_not_of("<>&|", at_), text_.size());
    const std::string_view written = text_.substr(begin, at_ - begin);
    frame().is_redirected = true;
    frame().is_here_document = written == "<<";
    frame().strips_tabs = frame().is_here_document && at_ < text_.size() && text_[at_] == '-';
    if (frame().strips_tabs) ++at_;
  }

  void open_parenthesis() {
    if (frame().in_pattern) {
      ++at_;
      return;
    }
    const bool is_array = frame().has_word && frame().word.text().ends_with('=');
    if (is_array) {
      add_unknown({.begin = at_, .end = at_ + 1});
      ++at_;
      return push(FrameKind::array);
    }
    const bool begins = !frame().has_word && frame().words.empty();
    if (begins && text_.substr(at_).starts_with("((")) {
      at_ += 2;
      push(FrameKind::arithmetic);
      frame().closers = 2;
      return;
    }
    drop_command();  // the name of a function
    ++at_;
    push(FrameKind::list);
  }

  void close_parenthesis() {
    end_word();
    ++at_;
    if (frame().in_pattern) {
      drop_command();
      frame().in_pattern = false;
    } else if (frame().kind == FrameKind::list || frame().kind == FrameKind::array) {
      pop();
    } else {
      drop_command();
    }
  }

  void take_backslash() {
    const std::size_t line_end = continued_line(text_, at_);
    if (line_end > at_) {
      at_ = line_end;
      return;
    }
    begin_quoted();
    const std::string_view hidden = text_.substr(at_ + 1, 1);
    const bool keeps_backslash =
        hidden.empty() || (frame().in_double_quotes &&
                           std::string_view("$`\"\\").find(hidden) == std::string_view::npos);
    const text::Range written = {.begin = at_, .end = at_ + 1 + hidden.size()};
    if (keeps_backslash) {
      add(written);
    } else {
      frame().word.append_decoded(hidden, script_.in_file(written));
    }
    at_ = written.end;
  }

  void take_single_quotes() {
    begin_quoted();
    const std::size_t end = std::min(text_.find('\'', at_ + 1), text_.size());
    add({.begin = at_ + 1, .end = end});
    at_ = std::min(end + 1, text_.size());
  }

  void take_backtick() {
    if (frame().kind == FrameKind::backtick && !frame().in_double_quotes) {
      pop();
      ++at_;
      return;
    }
    begin_quoted();
    add_unknown({.begin = at_, .end = at_ + 1});
    ++at_;
    push(FrameKind::backtick);
  }

  void take_dollar() {
    const std::string_view rest = text_.substr(at_ + 1);
    if (!frame().in_double_quotes && rest.starts_with('\'')) return take_ansi_string();
    if (!frame().in_double_quotes && rest.starts_with('"')) {
      ++at_;  // the quotes come next
      return;
    }
    const std::size_t size = expansion_size(rest);
    begin_quoted();
    if (size == 0) {
      add({.begin = at_, .end = at_ + 1});
      ++at_;
      return;
    }
    add_unknown({.begin = at_, .end = at_ + 1 + size});
    at_ += 1 + size;
    if (rest.starts_with("((")) {
      push(FrameKind::arithmetic);
      frame().closers = 2;
    } else if (rest.starts_with('(')) {
      push(FrameKind::list);
    } else if (rest.starts_with('{')) {
      push(FrameKind::braces);
      frame().closers = size;
    }
  }

  /// The size of a name after `$`, or of the opening brackets; 0 if it is a plain dollar.
  static std::size_t expansion_size(std::string_view rest) {
    if (rest.empty()) return 0;
    for (const std::string_view open : {"((", "(", "{{", "{"}) {
      if (rest.starts_with(open)) return open.size();
    }
    if (std::string_view("@*#?$!-0123456789").find(rest[0]) != std::string_view::npos) return 1;
    return variable_name_size(rest);
  }

  void take_ansi_string() {
    begin_quoted();
    at_ += 2;
    while (at_ < text_.size() && text_[at_] != '\'') {
      const ShellEscape escape = read_escape(text_.substr(at_));
      frame().word.append_decoded(escape.value,
                                  script_.in_file({.begin = at_, .end = at_ + escape.size}));
      at_ += escape.size;
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  /// Bytes without a special meaning.
  void take_run() {
    const std::size_t end =
        std::min(text_.find_first_of(" \t\r\n\\'\"`$;&|<>()", at_ + 1), text_.size());
    begin_word();
    add({.begin = at_, .end = end});
    if (frame().is_plain) frame().plain_size = frame().word.text().size();
    at_ = end;
  }

  void begin_word() {
    if (frame().has_word) return;
    frame().has_word = true;
    frame().is_plain = true;
    frame().plain_size = 0;
    frame().word_begin = at_;
    frame().word = {};
  }

  void begin_quoted() {
    begin_word();
    frame().is_plain = false;
  }

  void add(text::Range range) { frame().word.append(script_, range); }

  void add_unknown(text::Range range) {
    frame().is_plain = false;
    frame().word.append_decoded(unknown_value, script_.in_file(range));
  }

  void end_word() {
    if (!frame().has_word) return;
    frame().has_word = false;
    if (frame().is_redirected) return end_redirection();
    Word word = {.content = std::move(frame().word),
                 .range = script_.in_file({.begin = frame().word_begin, .end = word_end()})};
    const bool is_first = frame().words.size() == frame().assignments;
    if (frame().is_plain && take_reserved_word(word.text(), is_first)) return;
    if (is_first && is_assignment(word.text())) ++frame().assignments;
    frame().words.push_back(std::move(word));
  }

  /// Without continuation marks.
  [[nodiscard]] std::size_t word_end() {
    std::size_t end = at_;
    while (true) {
      const std::string_view word = text_.substr(0, end);
      const std::size_t mark = word.find_last_not_of("\r\n");
      const bool goes_on = mark != std::string_view::npos && mark + 1 < end &&
                           mark > frame().word_begin && word[mark] == '\\';
      if (!goes_on) return end;
      end = mark;
    }
  }

  void end_redirection() {
    frame().is_redirected = false;
    if (!frame().is_here_document) return;
    here_documents_.push_back(
        {.delimiter = frame().word.text(), .strips_tabs = frame().strips_tabs});
  }

  /// Whether the word is syntax and not part of a command.
  bool take_reserved_word(std::string_view word, bool is_first) {
    ShellFrame& now = frame();
    if (now.kind == FrameKind::array) return false;
    if (!now.words.empty() && now.words[0].text() == "case" && word == "in") {
      drop_command();
      ++now.open_cases;
      now.in_pattern = true;
      return true;
    }
    if (!now.words.empty() && now.words[0].text() == "function" && word == "{") {
      drop_command();
      return true;
    }
    if (!is_first || std::ranges::count(reserved, word) == 0) return false;
    if (word == "esac" && now.open_cases > 0) {
      --now.open_cases;
      now.in_pattern = false;
    }
    return true;
  }

  [[nodiscard]] bool is_assignment(std::string_view word) {
    const std::size_t name = variable_name_size(word);
    if (name == 0) return false;
    const std::string_view rest = word.substr(name);
    const std::size_t operation = rest.starts_with("+=") ? 2 : 1;
    return (rest.starts_with('=') || operation == 2) && name + operation <= frame().plain_size;
  }

  void end_command() {
    end_word();
    ShellFrame& now = frame();
    if (now.kind == FrameKind::array) return;  // lines are blanks in it
    const bool is_command = !now.words.empty() && !now.in_pattern;
    if (is_command) {
      result_.commands.push_back({.words = std::move(now.words), .assignments = now.assignments});
    }
    drop_command();
  }

  void drop_command() {
    frame().has_word = false;
    frame().words.clear();
    frame().assignments = 0;
    frame().is_redirected = false;
  }

  void push(FrameKind kind) {
    if (frames_.size() == deepest) {
      result_.too_deep = script_.in_file({.begin = at_ - 1, .end = at_});
      return;
    }
    frames_.push_back({.kind = kind});
  }

  void pop() {
    const FrameKind kind = frame().kind;
    const bool has_commands =
        kind == FrameKind::script || kind == FrameKind::list || kind == FrameKind::backtick;
    if (has_commands) end_command();
    frames_.pop_back();
  }

  [[nodiscard]] ShellFrame& frame() { return frames_.back(); }

  const Excerpt& script_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<ShellFrame> frames_;
  std::vector<HereDocument> here_documents_;  ///< they begin on the next line
  ShellText result_;
};

}  // namespace

ShellText read_shell(const Excerpt& script) { return ShellScanner(script).read(); }

std::size_t variable_name_size(std::string_view text) {
  const auto is_of_name = [](char byte) { return text::is_alphanumeric(byte) || byte == '_'; };
  if (text.empty() || text::is_digit(text.front())) return 0;
  const auto end = std::ranges::find_if_not(text, is_of_name);
  return static_cast<std::size_t>(end - text.begin());
}

}  // namespace pglint::host
