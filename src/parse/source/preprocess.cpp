#include "parse/source/preprocess.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/source/copy_data.h"
#include "parse/source/lexer.h"
#include "parse/source/psql_command.h"
#include "parse/source/string_setting.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::parse {
namespace {

/// Whether many comments begin in a row of operator characters: `/*/*/*`. PostgreSQL's scanner
/// reads the rest of the row anew at each of them.
bool nests_comments(std::string_view text) {
  constexpr std::string_view operators = "~!@#^&|`?+-*/%<>=";
  constexpr std::size_t most = 8;
  for (std::size_t at = text.find("/*"); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of(operators, at), text.size());
    const std::string_view row = text.substr(at, end - at);
    std::size_t count = 0;
    for (std::size_t next = 0; next != std::string_view::npos; next = row.find("/*", next + 2)) {
      if (++count > most) return true;
    }
    at = text.find("/*", end);
  }
  return false;
}

/// Whether as many comments end in `comment` as begin.
bool is_closed(std::string_view comment) {
  int depth = 0;
  for (std::size_t at = 0; at + 1 < comment.size(); ++at) {
    const std::string_view mark = comment.substr(at, 2);
    const int step = mark == "/*" ? 1 : mark == "*/" ? -1 : 0;
    depth += step;
    if (step != 0) ++at;
  }
  return depth == 0;
}

/// Whether `content` may have anything to blank. Most files do not, and are not read further.
bool may_need_blanking(std::string_view content) {
  if (nests_comments(content)) return true;
  if (content.find('\\') != std::string_view::npos) return true;
  if (content.find(text::utf8_bom) != std::string_view::npos) return true;
  for (std::size_t at = content.find(':'); at != std::string_view::npos;
       at = content.find(':', at + 1)) {
    const bool second = at > 0 && content[at - 1] == ':';
    const char next = at + 1 < content.size() ? content[at + 1] : ' ';
    if (!second && (is_word_start(next) || next == '\'' || next == '"' || next == '{')) return true;
  }
  return false;
}

/// Whether the colon at `colon` is between a key and its value, as in `JSON_OBJECT('a':b)`: a value
/// is before it, inside the parentheses of such a call.
bool is_json_colon(std::string_view sql, std::size_t colon) {
  constexpr std::size_t farthest = 4096;
  constexpr std::array<std::string_view, 2> functions = {"json_object", "json_objectagg"};
  std::size_t at = colon;
  while (at > 0 && is_blank(sql[at - 1])) --at;
  if (at == 0) return false;
  const char before = sql[at - 1];
  if (!is_word_part(before) && before != '\'' && before != '"' && before != ')') return false;

  int depth = 0;
  for (; at > 0 && colon - at < farthest; --at) {
    if (sql[at - 1] == ')') ++depth;
    if (sql[at - 1] == '(' && --depth < 0) break;
  }
  if (depth >= 0) return false;
  std::size_t end = at - 1;
  while (end > 0 && is_blank(sql[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word_part(sql[begin - 1])) --begin;
  const std::string_view name = sql.substr(begin, end - begin);
  return std::ranges::any_of(functions, [&](std::string_view function) {
    return text::equals_ignoring_case(name, function);
  });
}

/// Whether `statement`, whose result `\gexec` executes, makes a COPY that reads the lines after it.
bool makes_copy(std::string_view statement) {
  Lexer lexer(statement);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind != LexemeKind::string && lexeme->kind != LexemeKind::dollar_string) continue;
    const std::string text =
        text::lowered(statement.substr(lexeme->range.begin, lexeme->range.size()));
    const std::size_t copy = text.find("copy ");
    if (copy <= 8 && text.find("from stdin", copy) != std::string::npos) return true;
  }
  return false;
}

struct OnlyData {};

class Preprocessor {
 public:
  /// `content` must outlive it; it is copied at the first change.
  explicit Preprocessor(std::string_view content)
      : sql_(content), lexer_(sql_), may_set_strings_(StringSetting::may_change_in(content)) {}

  /// Changes `content` itself, and only for good what `is_data`.
  explicit Preprocessor(std::string&& content, OnlyData /*only*/)
      : own_(std::move(content)),
        sql_(own_),
        lexer_(sql_),
        changed_(true),
        keeps_others_(true),
        may_set_strings_(StringSetting::may_change_in(own_)) {}

  void run() {
    constexpr std::size_t always_kept = 65536;
    while (kept_bytes_ <= always_kept + sql_.size() / 16) {
      if (!copy_.wants_words()) lexer_.skip_to(byte_classes.psql);
      const auto lexeme = lexer_.next();
      if (!lexeme) break;
      take(*lexeme);
    }
  }

  /// Call it once.
  [[nodiscard]] Preprocessed take_result() {
    return {.sql = changed_ ? std::optional(std::move(own_)) : std::nullopt,
            .shell_escapes = std::move(shell_escapes_),
            .variables = std::move(variables_)};
  }

  /// Call it once, with `OnlyData`.
  [[nodiscard]] std::string take_without_data() {
    for (auto kept = kept_.rbegin(); kept != kept_.rend(); ++kept) {
      own_.replace(kept->at, kept->bytes.size(), kept->bytes);
    }
    return std::move(own_);
  }
  [[nodiscard]] bool has_data() const { return has_data_; }

  /// The first COPY whose data has no end.
  [[nodiscard]] std::optional<text::Range> open_copy() const { return open_copy_; }

 private:
  void take(const Lexeme& lexeme) {
    if (lexeme.kind == LexemeKind::symbol) {
      take_symbol(lexeme.range.begin);
      return;
    }
    if (lexeme.kind == LexemeKind::comment) return take_comment(lexeme.range);
    if (lexeme.kind == LexemeKind::word && written(lexeme.range).starts_with(text::utf8_bom)) {
      const std::size_t end = lexeme.range.begin + text::utf8_bom.size();
      blank({.begin = lexeme.range.begin, .end = end});
      lexer_.move_to(end);
      return;
    }
    begin_statement(lexeme.range.begin);
    const bool is_string =
        lexeme.kind == LexemeKind::string || lexeme.kind == LexemeKind::dollar_string;
    if (is_string && strings_.has_backslash_escapes()) {
      make_standard(edit(lexeme.range), lexeme.range);
    }
    if (lexeme.kind == LexemeKind::word) copy_.take_word(written(lexeme.range));
  }

  /// Of comments in comments, the outermost is left.
  void take_comment(text::Range comment) {
    if (!nests_comments(written(comment))) return;
    const std::size_t end_mark = is_closed(written(comment)) ? 2 : 0;
    blank({.begin = comment.begin + 2, .end = comment.end - end_mark});
  }

  void take_symbol(std::size_t at) {
    switch (sql_[at]) {
      case '\\':
        take_backslash(at);
        return;
      case ';':
        end_statement(at + 1);
        return;
      case ':':
        take_colon(at);
        break;
      case '[':
        ++brackets_;
        break;
      case ']':
        if (brackets_ > 0) --brackets_;
        break;
      case '(':
        copy_.open_parenthesis();
        break;
      case ')':
        copy_.close_parenthesis();
        break;
      default:
        break;
    }
    begin_statement(at);
  }

  void begin_statement(std::size_t at) {
    if (!statement_) statement_ = at;
  }

  /// `end` is the offset after the statement.
  void end_statement(std::size_t end) {
    const text::Range statement = {.begin = statement_.value_or(end), .end = end};
    if (may_set_strings_) follow_strings(statement);
    if (copy_.reads_stdin()) blank_copy_data(statement);
    forget_statement();
  }

  void follow_strings(text::Range statement) {
    strings_.take(written(statement));
    lexer_.set_backslash_escapes(strings_.has_backslash_escapes());
  }

  void forget_statement() {
    copy_ = {};
    brackets_ = 0;
    statement_.reset();
  }

  /// The data of `reader`, a COPY or `\copy`, begins on the next line, or after the data of another
  /// one on the same line.
  void blank_copy_data(text::Range reader) {
    std::size_t begin = next_line(reader.end);
    if (begin < copy_end_) begin = next_line(copy_end_);
    const auto end = open_copy_ ? std::nullopt : find_copy_end(sql_, begin);
    if (end) {
      blank_data({.begin = begin, .end = *end});
      copy_end_ = *end;
    } else if (!open_copy_ && sql_.find_first_not_of(" \t\r\n", begin) != std::string::npos) {
      open_copy_ = reader;
    }
  }

  void take_backslash(std::size_t at) {
    const char next = at + 1 < sql_.size() ? sql_[at + 1] : ' ';
    if (next == ';' || next == ':') {  // the character itself, without what psql does for it
      blank({.begin = at, .end = at + 1});
      lexer_.move_to(at + 2);
      if (next == ';') forget_statement();
      return;
    }
    const PsqlCommand command = read_psql_command(sql_, at);
    const bool is_shell = next == '!' && at + 2 < command.range.end && is_blank(sql_[at + 2]);
    if (is_shell) shell_escapes_.push_back({.begin = at + 2, .end = command.range.end});
    follow_variables(command);
    const bool sends_copy = statement_ && command.name == "gexec" &&
                            makes_copy(written({.begin = *statement_, .end = at}));
    if (command.name == "restrict" || command.name == "unrestrict") {
      blank_data(command.range);  // of every dump
    } else {
      blank(command.range);
    }
    lexer_.move_to(command.range.end);
    switch (command.effect) {
      case PsqlEffect::none:
        break;
      case PsqlEffect::sends:
        if (!statement_) break;  // psql sends the last one again
        edit({.begin = at, .end = at + 1})[at] = ';';
        end_statement(command.range.end);
        if (sends_copy) blank_copy_data(command.range);
        break;
      case PsqlEffect::forgets:
        if (statement_) blank({.begin = *statement_, .end = at});
        forget_statement();
        break;
      case PsqlEffect::reads_data:
        blank_copy_data(command.range);
        break;
    }
  }

  void follow_variables(const PsqlCommand& command) {
    if (command.name == "set") {
      known_.set(command.arguments);
    } else if (command.name == "unset") {
      known_.unset(command.arguments);
    } else if (command.name == "gset" || command.name == "i" || command.name == "ir" ||
               command.name == "prompt") {
      known_.forget();
    }
  }

  /// The name after the colon at `at`; empty for `:'name'` and others in quotes.
  [[nodiscard]] text::Range variable_name(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < sql_.size() && is_word_part(sql_[end]) && sql_[end] != '$') ++end;
    return {.begin = at + 1, .end = end};
  }

  /// Replaces the variable at `at` by its value or a name, which the lexer then reads.
  void take_variable(std::size_t at) {
    const text::Range name = variable_name(at);
    const text::Range range = {.begin = at, .end = name.end};
    PsqlVariable variable = known_.at(range, written(name));
    if (variable.value && variable.value->size() <= range.size()) {
      blank(range);
      replace(at, *variable.value);
      variable.is_replaced = true;
    } else {
      replace(at, "_");
    }
    variables_.push_back(std::move(variable));
    lexer_.move_to(at);
  }

  /// `sql_` before `end`, without blanks at its end.
  [[nodiscard]] std::string_view text_before(std::size_t end) const {
    const std::size_t last = end == 0 ? end : sql_.find_last_not_of(" \t\r\n", end - 1);
    return written({.begin = 0, .end = last == std::string::npos ? 0 : last + 1});
  }

  [[nodiscard]] bool is_set_variable(std::size_t at) const {
    const text::Range name = variable_name(at);
    return known_.at(name, written(name)).value.has_value();
  }

  /// Whether the colon at `at`, in brackets, begins a variable, and not the end of a slice: it is
  /// set, or stands for an element of ARRAY[…].
  [[nodiscard]] bool is_variable_in_brackets(std::size_t at) const {
    if (is_set_variable(at)) return true;
    const std::string_view front = text_before(at);
    if (front.ends_with(',')) return true;
    constexpr std::string_view array = "array";
    const std::string_view word = front.ends_with('[') ? text_before(front.size() - 1) : "";
    return word.size() >= array.size() &&
           text::equals_ignoring_case(word.substr(word.size() - array.size()), array);
  }

  void take_colon(std::size_t at) {
    const std::size_t next = at + 1;
    if (next >= sql_.size()) return;
    if (sql_[next] == ':' || sql_[next] == '=') {  // a cast, an assignment
      lexer_.move_to(next + 1);
    } else if ((brackets_ > 0 && !is_variable_in_brackets(at)) || is_json_colon(sql_, at)) {
      return;
    } else if (is_word_start(sql_[next])) {
      take_variable(at);
    } else if (sql_[next] == '\'') {
      replace(at, " ");  // the quotes stay and come next
    } else if (sql_[next] == '"') {
      replace(at, "\"_");  // a name that no other variable or identifier has
      lexer_.move_to(at);
    } else if (sql_.substr(next).starts_with("{?")) {
      const std::size_t line_end = text::find_line_end(sql_, next);
      const std::size_t close = sql_.substr(0, line_end).find('}', next);
      if (close == std::string_view::npos) return;
      blank({.begin = at, .end = close + 1});
      replace(at, "true");
      lexer_.move_to(close + 1);
    }
  }

  void replace(std::size_t at, std::string_view replacement) {
    edit({.begin = at, .end = at + replacement.size()})
        .replace(at, replacement.size(), replacement);
  }

  /// Keeps line ends.
  static void blank(std::string& text, text::Range range) {
    for (std::size_t at = range.begin; at < range.end; ++at) {
      if (!is_line_end(text[at])) text[at] = ' ';
    }
  }
  void blank(text::Range range) { blank(edit(range), range); }
  void blank_data(text::Range range) {
    blank(own(), range);
    has_data_ = true;
  }

  /// The text to change.
  std::string& own() {
    if (changed_) return own_;
    changed_ = true;
    own_ = sql_;
    sql_ = own_;
    lexer_.move_to_copy(sql_);
    return own_;
  }

  /// The text to change in `range`.
  std::string& edit(text::Range range) {
    if (keeps_others_) {
      kept_.push_back({.at = range.begin, .bytes = std::string(written(range))});
      kept_bytes_ += sizeof(Kept) + range.size();
    }
    return own();
  }

  [[nodiscard]] std::string_view written(text::Range range) const {
    return sql_.substr(range.begin, range.size());
  }

  [[nodiscard]] std::size_t next_line(std::size_t from) const {
    const std::size_t end = text::find_line_end(sql_, from);
    const bool two_bytes = sql_.substr(end).starts_with("\r\n");
    return std::min(end + (two_bytes ? 2 : 1), sql_.size());
  }

  /// What was there before a change that is not for good.
  struct Kept {
    std::size_t at = 0;
    std::string bytes;
  };

  std::string own_;       ///< the text, once it is changed
  std::string_view sql_;  ///< the text
  Lexer lexer_;
  bool changed_ = false;
  bool keeps_others_ = false;  ///< all changes but those of data are taken back
  std::vector<Kept> kept_;
  std::size_t kept_bytes_ = 0;
  bool has_data_ = false;
  std::size_t copy_end_ = 0;              ///< end of the last COPY data
  std::optional<text::Range> open_copy_;  ///< the first COPY whose data has no end
  std::vector<text::Range> shell_escapes_;
  std::vector<PsqlVariable> variables_;
  PsqlVariables known_;
  bool may_set_strings_ = false;
  StringSetting strings_;
  // Of the current statement:
  std::optional<std::size_t> statement_;  ///< its first byte
  CopyTracker copy_;
  int brackets_ = 0;
};

}  // namespace

Preprocessed preprocess(std::string_view content) {
  if (!may_need_blanking(content)) return {};
  Preprocessor preprocessor(content);
  preprocessor.run();
  return preprocessor.take_result();
}

bool blank_data(std::string& content) {
  if (!may_need_blanking(content)) return false;
  Preprocessor preprocessor(std::move(content), OnlyData());
  preprocessor.run();
  content = preprocessor.take_without_data();
  return preprocessor.has_data();
}

std::optional<Notice> find_open_copy(std::string_view content) {
  Preprocessor preprocessor(content);
  preprocessor.run();
  const auto range = preprocessor.open_copy();
  if (!range) return std::nullopt;
  return Notice{.kind = NoticeKind::copy_data,
                .range = *range,
                .message =
                    "`COPY … FROM stdin` without a line `\\.` after its data: the data is read as "
                    "SQL"};
}

}  // namespace pglint::parse
