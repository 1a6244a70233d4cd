// A lexer of just what decides where psql's own language begins: quotes, comments, words.
#include "parse/preprocess.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/line_index.h"
#include "text/utf8.h"

namespace pglint::parse {
namespace {

/// Meta-commands that send what was typed so far to the server, as a semicolon does.
constexpr std::array<std::string_view, 12> sending_commands = {
    "g",     "gx",   "gset",  "gexec",      "gdesc",        "crosstabview",
    "watch", "bind", "parse", "bind_named", "sendpipeline", "close_prepared"};

constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// For each byte whether it can start a word, go on in one, or begin something that is to be
/// blanked or stepped over.
struct ByteClasses {
  std::array<bool, 256> word_start = {};
  std::array<bool, 256> word_part = {};
  std::array<bool, 256> special = {};
};

constexpr ByteClasses byte_classes = [] {
  ByteClasses classes;
  for (std::size_t value = 0; value < 256; ++value) {
    const bool letter = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    classes.word_start[value] = letter || value == '_' || value >= 0x80;
    classes.word_part[value] =
        classes.word_start[value] || is_digit(static_cast<char>(value)) || value == '$';
  }
  for (const char byte : {'\'', '"', '$', '-', '/', '\\', ':', '[', ']', ';', text::utf8_bom[0]}) {
    classes.special[static_cast<unsigned char>(byte)] = true;
  }
  return classes;
}();

bool is_word_start(char byte) { return byte_classes.word_start[static_cast<unsigned char>(byte)]; }

bool is_word_part(char byte) { return byte_classes.word_part[static_cast<unsigned char>(byte)]; }

bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

bool equals_ignoring_case(std::string_view written, std::string_view lower_case) {
  return std::ranges::equal(written, lower_case, [](unsigned char a, char b) {
    return static_cast<char>(std::tolower(a)) == b;
  });
}

/// True where `content` may hold anything to blank: most files do not, and are not read any
/// further.
bool may_need_blanking(std::string_view content) {
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

class Preprocessor {
 public:
  explicit Preprocessor(std::string_view content) : sql_(content) {}

  /// The blanked text, or nothing where nothing was blanked.
  std::optional<std::string> run() {
    while (at_ < sql_.size()) step();
    if (!changed_) return std::nullopt;
    return std::move(sql_);
  }

 private:
  void step() {
    if (words_ > 0 && !copies_) {  // only the first word matters, and those of a COPY
      while (at_ < sql_.size() && !byte_classes.special[static_cast<unsigned char>(sql_[at_])])
        ++at_;
      if (at_ == sql_.size()) return;
    }
    switch (sql_[at_]) {
      case '\'':
        skip_quoted('\'', is_escape_string() ? Escapes::backslash : Escapes::none);
        break;
      case '"':
        skip_quoted('"', Escapes::none);
        break;
      case '$':
        skip_dollar();
        break;
      case '-':
        at_ = starts_with("--") ? line_end(at_) : at_ + 1;
        break;
      case '/':
        skip_slash();
        break;
      case '\\':
        blank_meta_command();
        break;
      case ':':
        replace_variable();
        break;
      case '[':
        ++brackets_;
        ++at_;
        break;
      case ']':
        if (brackets_ > 0) --brackets_;
        ++at_;
        break;
      case ';':
        ++at_;
        end_statement();
        break;
      default:
        if (is_word_start(sql_[at_])) {
          take_word();
        } else {
          ++at_;
        }
    }
  }

  enum class Escapes { none, backslash };

  /// The quote at `at_` has the prefix of `E'…'`.
  [[nodiscard]] bool is_escape_string() const {
    if (at_ == 0 || (sql_[at_ - 1] != 'e' && sql_[at_ - 1] != 'E')) return false;
    return at_ == 1 || !is_word_part(sql_[at_ - 2]);
  }

  void skip_quoted(char quote, Escapes escapes) {
    for (++at_; at_ < sql_.size() && sql_[at_] != quote; ++at_) {
      if (sql_[at_] == '\\' && escapes == Escapes::backslash) ++at_;
    }
    at_ = std::min(at_ + 1, sql_.size());  // a doubled quote starts the next piece
  }

  /// `$1`, a string from `$tag$` to the next `$tag$`, or a part of a word.
  void skip_dollar() {
    const bool in_word = at_ > 0 && at_ != parameter_end_ && is_word_part(sql_[at_ - 1]);
    if (in_word) {
      ++at_;
      return;
    }
    std::size_t end = at_ + 1;
    while (end < sql_.size() && sql_[end] != '$' && is_word_part(sql_[end])) ++end;
    const bool is_tag = end < sql_.size() && sql_[end] == '$' && !is_digit(sql_[at_ + 1]);
    if (!is_tag) {
      ++at_;
      while (at_ < sql_.size() && is_digit(sql_[at_])) ++at_;
      parameter_end_ = at_;
      return;
    }
    const std::string tag = sql_.substr(at_, end + 1 - at_);
    const std::size_t close = sql_.find(tag, end + 1);
    at_ = close == std::string::npos ? sql_.size() : close + tag.size();
  }

  void skip_slash() {
    if (!starts_with("/*")) {
      ++at_;
      return;
    }
    int depth = 0;
    do {
      const bool opens = starts_with("/*");
      const bool closes = starts_with("*/");
      depth += opens ? 1 : closes ? -1 : 0;
      at_ += opens || closes ? 2 : 1;
    } while (depth > 0 && at_ < sql_.size());
  }

  void take_word() {
    if (sql_[at_] == text::utf8_bom[0] && starts_with(text::utf8_bom)) {
      blank(at_, at_ + text::utf8_bom.size());
      at_ += text::utf8_bom.size();
      return;
    }
    const std::size_t begin = at_;
    while (at_ < sql_.size() && is_word_part(sql_[at_])) ++at_;
    const std::string_view word = std::string_view(sql_).substr(begin, at_ - begin);
    if (words_++ == 0 || copies_) note_copy(word);
  }

  /// Follows `COPY … FROM STDIN` word by word.
  void note_copy(std::string_view word) {
    if (words_ == 1) copies_ = equals_ignoring_case(word, "copy");
    if (!copies_) return;
    if (after_from_ && equals_ignoring_case(word, "stdin")) from_stdin_ = true;
    after_from_ = equals_ignoring_case(word, "from");
  }

  void end_statement() {
    if (from_stdin_) blank_copy_data();
    forget_statement();
  }

  void forget_statement() {
    words_ = 0;
    brackets_ = 0;
    copies_ = after_from_ = from_stdin_ = false;
  }

  /// The data begins on the next line and ends with the line `\.`; without one there is no data.
  void blank_copy_data() {
    const std::size_t data = next_line(at_);
    const std::size_t end = no_copy_end_ ? std::string::npos : find_copy_end(data);
    if (end == std::string::npos) {
      no_copy_end_ = true;
      return;
    }
    blank(data, end);
    at_ = end;
  }

  /// Offset behind the first line at or after `from`, itself the start of a line, that is `\.`.
  [[nodiscard]] std::size_t find_copy_end(std::size_t from) const {
    for (std::size_t at = sql_.find("\\.", from); at != std::string::npos;
         at = sql_.find("\\.", at + 1)) {
      const bool starts_line = at == from || is_line_end(sql_[at - 1]);
      const bool ends_line = at + 2 == sql_.size() || is_line_end(sql_[at + 2]);
      if (starts_line && ends_line) return at + 2;
    }
    return std::string::npos;
  }

  void blank_meta_command() {
    const std::size_t begin = at_;
    if (starts_with("\\;")) {
      sql_[begin] = ' ';
      changed_ = true;
      at_ = begin + 2;
      forget_statement();
      return;
    }
    std::size_t name_end = begin + 1;
    while (name_end < sql_.size() && is_word_part(sql_[name_end])) ++name_end;
    const std::string name = sql_.substr(begin + 1, name_end - begin - 1);
    const std::size_t end = command_end(name_end);
    const bool takes_data = name == "copy" && copies_from_stdin(name_end, end);
    const bool sends = std::ranges::count(sending_commands, name) > 0;
    blank(begin, end);
    at_ = end;
    if (sends && words_ > 0) {
      sql_[begin] = ';';
      end_statement();
    }
    if (takes_data) blank_copy_data();
  }

  /// A meta-command ends with its line or behind `\\`.
  [[nodiscard]] std::size_t command_end(std::size_t from) const {
    const std::size_t end = line_end(from);
    const std::size_t separator = std::string_view(sql_).substr(0, end).find("\\\\", from);
    return separator == std::string_view::npos ? end : separator + 2;
  }

  [[nodiscard]] bool copies_from_stdin(std::size_t begin, std::size_t end) const {
    std::string line = sql_.substr(begin, end - begin);
    std::ranges::transform(line, line.begin(),
                           [](unsigned char byte) { return std::tolower(byte); });
    const std::size_t from = line.rfind(" from ");
    if (from == std::string::npos) return false;
    const std::size_t source = line.find_first_not_of(" \t", from + 6);
    return source != std::string::npos && line.compare(source, 5, "stdin") == 0;
  }

  void replace_variable() {
    const std::size_t begin = at_++;
    if (at_ >= sql_.size() || brackets_ > 0) return;
    if (sql_[at_] == ':' || sql_[at_] == '=') {  // a cast, an assignment
      ++at_;
      return;
    }
    if (is_word_start(sql_[at_])) {
      sql_[begin] = '_';
      changed_ = true;
      at_ = begin;
      take_word();
    } else if (sql_[at_] == '\'' || sql_[at_] == '"') {
      sql_[begin] = ' ';
      changed_ = true;  // the quotes stay and are stepped over next
    } else if (starts_with("{?")) {
      const std::size_t close = std::string_view(sql_).substr(0, line_end(at_)).find('}', at_);
      if (close == std::string_view::npos) return;
      blank(begin, close + 1);
      sql_.replace(begin, 4, "true");
      at_ = close + 1;
      ++words_;
    }
  }

  /// Line ends stay.
  void blank(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      if (!is_line_end(sql_[at])) sql_[at] = ' ';
    }
    changed_ = true;
  }

  [[nodiscard]] bool starts_with(std::string_view text) const {
    return std::string_view(sql_).substr(at_).starts_with(text);
  }

  [[nodiscard]] std::size_t line_end(std::size_t from) const {
    return text::find_line_end(sql_, from);
  }

  [[nodiscard]] std::size_t next_line(std::size_t from) const {
    const std::size_t end = line_end(from);
    const bool two_bytes = std::string_view(sql_).substr(end).starts_with("\r\n");
    return std::min(end + (two_bytes ? 2 : 1), sql_.size());
  }

  std::string sql_;
  std::size_t at_ = 0;
  bool changed_ = false;
  std::size_t parameter_end_ = 0;  ///< where the last `$1` ended
  bool no_copy_end_ = false;       ///< a search for `\.` has failed already
  // Of the current statement:
  std::size_t words_ = 0;
  int brackets_ = 0;
  bool copies_ = false;      ///< its first word is COPY
  bool after_from_ = false;  ///< the last word was FROM
  bool from_stdin_ = false;
};

}  // namespace

std::optional<std::string> preprocess(std::string_view content) {
  if (!may_need_blanking(content)) return std::nullopt;
  return Preprocessor(content).run();
}

}  // namespace pglint::parse
