#include "psl/project_config.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "text/ascii.h"

namespace pglint::psl {
namespace {

enum class TokenKind : std::uint8_t { word, string, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;

  [[nodiscard]] bool is_sign(char sign) const {
    return kind == TokenKind::sign && text.front() == sign;
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return kind == TokenKind::word && text == word;
  }
};

bool is_word_byte(char byte) {
  return text::is_alphanumeric(byte) || byte == '_' || byte == '$' ||
         static_cast<unsigned char>(byte) > 127;
}

/// The tokens of JavaScript and TypeScript, as far as an object of literals needs them.
class Lexer {
 public:
  /// `content` must outlive the lexer.
  explicit Lexer(std::string_view content) : content_(content) {}

  Token next() {
    skip_blanks();
    if (at_ == content_.size()) return {};
    const char first = content_[at_];
    if (first == '"' || first == '\'' || first == '`') return string(first);
    if (!is_word_byte(first)) {
      ++at_;
      return {.kind = TokenKind::sign, .text = std::string(1, first)};
    }
    const std::size_t begin = at_;
    while (at_ < content_.size() && is_word_byte(content_[at_])) ++at_;
    return {.kind = TokenKind::word, .text = std::string(content_.substr(begin, at_ - begin))};
  }

 private:
  [[nodiscard]] bool is_at(std::string_view text) const {
    return content_.substr(at_).starts_with(text);
  }

  void skip_past(std::string_view end) {
    const std::size_t found = content_.find(end, at_);
    at_ = found == std::string_view::npos ? content_.size() : found + end.size();
  }

  void skip_blanks() {
    while (at_ < content_.size()) {
      if (is_at("//")) {
        skip_past("\n");
      } else if (is_at("/*")) {
        at_ += 2;
        skip_past("*/");
      } else if (text::is_blank(content_[at_])) {
        ++at_;
      } else {
        return;
      }
    }
  }

  /// A string with an escape or with `${}` is only known when it runs: a sign.
  Token string(char quote) {
    Token token = {.kind = TokenKind::string, .text = {}};
    bool is_literal = true;
    for (++at_; at_ < content_.size() && content_[at_] != quote; ++at_) {
      is_literal = is_literal && content_[at_] != '\\' && !(quote == '`' && is_at("${"));
      if (content_[at_] == '\\') ++at_;
      if (at_ < content_.size()) token.text += content_[at_];
    }
    at_ = std::min(at_ + 1, content_.size());
    return is_literal ? token : Token{.kind = TokenKind::sign, .text = "?"};
  }

  std::string_view content_;
  std::size_t at_ = 0;
};

using Tokens = std::span<const Token>;

bool is_string(const Token& token) { return token.kind == TokenKind::string; }

/// `"a"`, also `"a" as const`.
std::optional<std::string> plain_string(Tokens value) {
  if (value.empty() || !is_string(value[0])) return std::nullopt;
  const bool is_whole =
      value.size() == 1 || value[1].is_word("as") || value[1].is_word("satisfies");
  return is_whole ? std::optional(value[0].text) : std::nullopt;
}

/// The strings of a list, without its brackets; nothing if it has anything else. A comma may end
/// it.
std::optional<std::vector<std::string>> strings_of(Tokens items) {
  std::vector<std::string> strings;
  for (std::size_t index = 0; index < items.size(); ++index) {
    const bool is_item = index % 2 == 0;
    if (is_item ? !is_string(items[index]) : !items[index].is_sign(',')) return std::nullopt;
    if (is_item) strings.push_back(items[index].text);
  }
  return strings;
}

/// The tokens of `value` between its first `open` and its last token, which has to be `close`.
Tokens inside(Tokens value, char open, char close) {
  const auto begin =
      std::ranges::find_if(value, [&](const Token& each) { return each.is_sign(open); });
  if (begin == value.end() || !value.back().is_sign(close)) return {};
  return {begin + 1, value.end() - 1};
}

/// `path.join("a", "b")`, also with `__dirname` in front.
std::string joined_path(Tokens value) {
  const auto open =
      std::ranges::find_if(value, [](const Token& each) { return each.is_sign('('); });
  if (open == value.begin() || open == value.end()) return {};
  const Token& function = *(open - 1);
  if (!function.is_word("join") && !function.is_word("resolve")) return {};
  Tokens arguments = inside(value, '(', ')');
  const bool is_from_here = arguments.size() > 1 && arguments[0].is_word("__dirname");
  const auto parts = strings_of(is_from_here ? arguments.subspan(2) : arguments);
  if (!parts) return {};
  std::string path;
  for (const std::string& part : *parts) path += (path.empty() ? "" : "/") + part;
  return path;
}

std::string path_in(Tokens value) {
  const auto plain = plain_string(value);
  return plain ? *plain : joined_path(value);
}

std::vector<std::string> list_in(Tokens value) {
  if (value.empty() || !value.front().is_sign('[')) return {};
  return strings_of(inside(value, '[', ']')).value_or(std::vector<std::string>());
}

class ConfigReader {
 public:
  explicit ConfigReader(std::string_view content) : lexer_(content) {}

  ProjectConfig read() {
    if (find_object()) read_object();
    return std::move(config_);
  }

 private:
  /// Reads up to and including the `{` of the exported object.
  bool find_object() {
    Token before;
    Token last;
    for (Token token = lexer_.next(); token.kind != TokenKind::end; token = lexer_.next()) {
      const bool is_exported =
          (last.is_sign('(') && before.is_word("defineConfig")) || last.is_word("default") ||
          (last.is_sign('=') && (before.is_word("exports") || before.is_word("default")));
      if (token.is_sign('{') && is_exported) return true;
      before = std::exchange(last, std::move(token));
    }
    return false;
  }

  void read_object() {
    std::vector<std::string> keys;  // of the objects around
    token_ = lexer_.next();
    while (token_.kind != TokenKind::end) {
      if (token_.is_sign('}')) {
        if (keys.empty()) return;
        keys.pop_back();
        token_ = lexer_.next();
      } else if (token_.is_sign(',')) {
        token_ = lexer_.next();
      } else {
        read_member(keys);
      }
    }
  }

  /// What is not `key: value` is left out.
  void read_member(std::vector<std::string>& keys) {
    const Token key = std::exchange(token_, lexer_.next());
    const bool has_key = key.kind == TokenKind::word || is_string(key);
    if (!has_key || !token_.is_sign(':')) return static_cast<void>(read_value(key));
    token_ = lexer_.next();
    if (token_.is_sign('{')) {
      keys.push_back(key.text);
      token_ = lexer_.next();
      return;
    }
    std::string path;
    for (const std::string& each : keys) path += each + ".";
    note(path + key.text, read_value({}));
  }

  /// The tokens up to the `,` or `}` that ends the value; `before` was read of it already.
  std::vector<Token> read_value(const Token& before) {
    std::vector<Token> value;
    std::size_t depth = 0;
    const auto note_depth = [&](const Token& token) {
      if (token.is_sign('(') || token.is_sign('[') || token.is_sign('{')) ++depth;
      const bool closes = token.is_sign(')') || token.is_sign(']') || token.is_sign('}');
      if (closes && depth > 0) --depth;
    };
    note_depth(before);
    while (token_.kind != TokenKind::end) {
      if (depth == 0 && (token_.is_sign(',') || token_.is_sign('}'))) break;
      note_depth(token_);
      value.push_back(std::exchange(token_, lexer_.next()));
    }
    return value;
  }

  void note(std::string_view path, Tokens value) {
    if (path == "schema") config_.schema = path_in(value);
    if (path == "migrations.path") config_.migrations = path_in(value);
    if (path == "tables.external") config_.externals.tables = list_in(value);
    if (path == "enums.external") config_.externals.enums = list_in(value);
  }

  Lexer lexer_;
  Token token_;
  ProjectConfig config_;
};

bool has(const std::vector<std::string>& names, std::string_view schema, std::string_view name) {
  const std::string whole =
      std::string(schema.empty() ? "public" : schema) + "." + std::string(name);
  return std::ranges::any_of(
      names, [&](const std::string& each) { return each == name || each == whole; });
}

}  // namespace

bool Externals::has_table(std::string_view schema, std::string_view name) const {
  return has(tables, schema, name);
}

bool Externals::has_enum(std::string_view schema, std::string_view name) const {
  return has(enums, schema, name);
}

ProjectConfig read_project_config(std::string_view content) { return ConfigReader(content).read(); }

}  // namespace pglint::psl
