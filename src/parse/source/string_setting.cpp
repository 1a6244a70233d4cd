// Manual: sections 4.1.2 and 19.13.1.
#include "parse/source/string_setting.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "parse/source/lexer.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

constexpr std::string_view setting_name = "standard_conforming_strings";

/// The words and symbols of `statement` in lower case, strings and names without their quotes.
std::vector<std::string> read_words(std::string_view statement) {
  std::vector<std::string> words;
  for (const Lexeme& lexeme : lex_code(statement)) {
    std::string_view written = statement.substr(lexeme.range.begin, lexeme.range.size());
    const bool is_quoted = lexeme.kind == LexemeKind::quoted_identifier ||
                           (lexeme.kind == LexemeKind::string && written.starts_with('\''));
    if (is_quoted && written.size() >= 2) written = written.substr(1, written.size() - 2);
    words.push_back(text::lowered(written));
  }
  return words;
}

bool is_plain_string(std::string_view sql, text::Range literal) {
  if (literal.size() < 2 || sql[literal.begin] != '\'') return false;
  const char before = literal.begin == 0 ? ' ' : text::lowered(sql[literal.begin - 1]);
  if (before == '&') return literal.begin < 2 || text::lowered(sql[literal.begin - 2]) != 'u';
  const bool is_prefix =
      before == 'e' && (literal.begin == 1 || !is_word_part(sql[literal.begin - 2]));
  return !is_prefix;
}

void make_standard_string(std::string& sql, text::Range literal) {
  constexpr std::string_view blanks = "nrtbfv";
  for (std::size_t at = literal.begin; at + 1 < literal.end; ++at) {
    if (sql[at] != '\\') continue;
    if (sql[at + 1] == '\'') {
      sql[at] = '\'';
    } else if (sql.compare(at, 4, R"(\\\')") == 0 && at + 4 < literal.end) {
      sql.replace(at, 4, "''''");  // an escaped quote in a string inside of this one
      at += 2;
    } else if (blanks.find(sql[at + 1]) != std::string_view::npos) {
      sql[at] = sql[at + 1] = ' ';
    }
    ++at;
  }
}

void make_standard(std::string& sql, text::Range literal, int depth) {
  constexpr int max_depth = 8;
  if (sql[literal.begin] != '$') {
    if (is_plain_string(sql, literal)) make_standard_string(sql, literal);
    return;
  }
  const std::string_view body = std::string_view(sql).substr(literal.begin, literal.size());
  const std::size_t tag = body.find('$', 1) + 1;
  if (tag == 0 || literal.size() < 2 * tag || depth == max_depth) return;
  Lexer lexer(body.substr(0, body.size() - tag));
  lexer.set_backslash_escapes(true);
  lexer.move_to(tag);
  while (const auto lexeme = lexer.next()) {
    const bool is_string = lexeme->kind == LexemeKind::string;
    if (!is_string && lexeme->kind != LexemeKind::dollar_string) continue;
    make_standard(
        sql,
        {.begin = literal.begin + lexeme->range.begin, .end = literal.begin + lexeme->range.end},
        depth + 1);
  }
}

}  // namespace

bool StringSetting::may_change_in(std::string_view content) {
  const auto same_letter = [](char one, char other) { return text::lowered(one) == other; };
  return content.find('\\') != std::string_view::npos &&
         !std::ranges::search(content, setting_name, same_letter).empty();
}

void StringSetting::take(std::string_view statement) {
  constexpr std::size_t longest = 256;
  if (statement.size() > longest) return;
  std::vector<std::string> words = read_words(statement);
  words.resize(std::max<std::size_t>(words.size(), 8));
  const std::string& first = words[0];
  if (first == "set") {
    const bool is_local = words[1] == "local";
    const std::size_t name = is_local || words[1] == "session" ? 2 : 1;
    const bool assigns = words[name + 1] == "=" || words[name + 1] == "to";
    if (words[name] == setting_name && assigns) set(words[name + 2], is_local);
  } else if (first == "select") {
    const auto call = std::ranges::search(
        words, std::array<std::string_view, 3>{"set_config", "(", setting_name});
    if (call.empty() || words.end() - call.begin() < 7) return;
    constexpr std::array<std::string_view, 5> yes = {"true", "t", "yes", "on", "1"};
    set(call.begin()[4], std::ranges::count(yes, call.begin()[6]) > 0);
  } else if (first == "reset" || first == "discard") {
    if (words[1] == setting_name || words[1] == "all") set("default", false);
  } else if (first == "begin" || first == "start") {
    in_transaction_ = true;
  } else if (first == "commit" || first == "end") {
    is_local_ = in_transaction_ = false;
    before_transaction_ = session_;
  } else if ((first == "rollback" && words[1] != "to") || first == "abort") {
    is_local_ = in_transaction_ = false;
    session_ = before_transaction_;
  }
}

void StringSetting::set(std::string_view value, bool until_end_of_transaction) {
  constexpr std::array<std::string_view, 6> off = {"off", "false", "f", "no", "n", "0"};
  const bool escapes = std::ranges::count(off, value) > 0;
  is_local_ = until_end_of_transaction;
  (until_end_of_transaction ? local_ : session_) = escapes;
  if (!in_transaction_) before_transaction_ = session_;
}

void make_standard(std::string& sql, text::Range literal) { make_standard(sql, literal, 0); }

}  // namespace pglint::parse
