#include "parse/body/filled_fields.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "parse/body/plpgsql_cursor.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

using Fields = std::vector<std::string>;

class FieldReader : private PlpgsqlCursor {
 public:
  explicit FieldReader(const std::string& body) : PlpgsqlCursor(body) {}

  Fields read() {
    while (tokens.has(here) && !is("begin")) ++here;
    if (!accept("begin") || has_handler()) return {};
    while (tokens.has(here) && read_statement()) continue;
    return std::move(filled_);
  }

 private:
  /// A handler may go on after any statement failed.
  [[nodiscard]] bool has_handler() const {
    for (std::size_t at = here; tokens.has(at); ++at) {
      if (tokens.is_word(at, "exception") && !tokens.is_word(at - 1, "raise")) return true;
    }
    return false;
  }

  /// False at the end, and where what follows may not run.
  bool read_statement() {
    if (is("if")) return read_if();
    if (is_any({"end", "return", "exit", "case", "loop", "while", "for", "foreach", "begin",
                "declare"})) {
      return false;
    }
    note_assignment(here, filled_);
    here = end_of_statement(here);
    return true;
  }

  [[nodiscard]] std::size_t end_of_statement(std::size_t from) const {
    const std::size_t end = find(from, {}, {";"});
    return std::min(end + 1, tokens.size());
  }

  /// The field of `NEW.field` at `at`; empty for anything else.
  [[nodiscard]] std::string field_at(std::size_t at) const {
    const bool is_field =
        tokens.is_word(at, "new") && tokens.is_symbol(at + 1, ".") && tokens.is_name(at + 2);
    if (!is_field) return {};
    const std::string_view name = tokens.text(at + 2);
    return name.starts_with('"') ? std::string(name.substr(1, name.size() - 2))
                                 : text::lowered(name);
  }

  /// Adds the field to which the statement at `at` assigns a value.
  void note_assignment(std::size_t at, Fields& fields) const {
    constexpr std::size_t name_tokens = 3;
    std::string field = field_at(at);
    const std::size_t assigns = at + name_tokens;
    const bool assigns_it = tokens.is_symbol(assigns, ":=") || tokens.is_symbol(assigns, "=");
    if (!field.empty() && assigns_it && is_value(assigns + 1)) fields.push_back(std::move(field));
  }

  [[nodiscard]] bool is_value(std::size_t at) const {
    if (tokens.is_symbol(at, "(") || is_any_at(at, {"null", "nullif", "case", "select"})) {
      return false;
    }
    const bool is_of_row = is_any_at(at, {"new", "old"}) && tokens.is_symbol(at + 1, ".");
    return !is_of_row;
  }

  /// `IF condition THEN statements END IF;`. Those with other branches are not understood.
  bool read_if() {
    const std::size_t then = find(here, {"then"}, {});
    const Fields tested = tested_fields(here + 1, then);
    here = std::min(then + 1, tokens.size());
    Fields assigned;
    bool raises = false;
    while (tokens.has(here) && !is("end")) {
      if (is_any({"if", "elsif", "elseif", "else", "return", "exit", "case", "loop", "while", "for",
                  "foreach", "begin", "declare"})) {
        return false;
      }
      raises = raises || is_exception();
      note_assignment(here, assigned);
      here = end_of_statement(here);
    }
    here = end_of_statement(here);
    for (const std::string& field : tested) {
      if (raises || std::ranges::count(assigned, field) > 0) filled_.push_back(field);
    }
    return true;
  }

  /// RAISE without a level means EXCEPTION.
  [[nodiscard]] bool is_exception() const {
    return is("raise") && !is_any_at(here + 1, {"debug", "log", "info", "notice", "warning"});
  }

  /// The fields that are not NULL if the condition in [at, end) is not true: those with IS NULL or
  /// IS DISTINCT FROM a constant in an OR.
  [[nodiscard]] Fields tested_fields(std::size_t at, std::size_t end) const {
    Fields fields;
    while (at < end) {
      const std::size_t next = std::min(tokens.find_word(at, end, "or"), end);
      std::string field = field_at(at);
      if (!field.empty() && is_null_test(at + 3, next)) fields.push_back(std::move(field));
      if (tokens.find_word(at, next, "and") < next) return {};
      at = next + 1;
    }
    return fields;
  }

  [[nodiscard]] bool is_null_test(std::size_t at, std::size_t end) const {
    if (!tokens.is_word(at, "is")) return tokens.is_word(at, "isnull") && at + 1 == end;
    if (tokens.is_word(at + 1, "null")) return at + 2 == end;
    constexpr std::size_t test_tokens = 4;  // IS DISTINCT FROM 'constant'
    if (!tokens.is_word(at + 1, "distinct") || at + test_tokens != end) return false;
    const TokenKind kind = tokens.kind(at + 3);
    return kind == TokenKind::string || kind == TokenKind::number;
  }

  Fields filled_;
};

}  // namespace

std::vector<std::string> filled_fields(const std::string& body) { return FieldReader(body).read(); }

}  // namespace pglint::parse
