// One function per statement of the language, as in pl_gram.y, in the order of the manual's chapter
// on PL/pgSQL. Each starts at the statement's first token and ends after its semicolon.
#include "parse/body/plpgsql.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/body/plpgsql_cursor.h"
#include "parse/source/splitter.h"
#include "parse/tree/token.h"

namespace pglint::parse {
namespace {

/// Deeper nested blocks are not read.
constexpr int max_depth = 200;

class PlpgsqlReader : private PlpgsqlCursor {
 public:
  explicit PlpgsqlReader(const std::string& body) : PlpgsqlCursor(body) { result_.sql = body; }

  PlpgsqlBody read() {
    read_options();
    if (read_label() && read_block()) {
      if (is_symbol(";")) ++here;
      if (!is_complete()) fail();
    }
    result_.problem = take_problem();
    return std::move(result_);
  }

 private:
  void add(Grammar grammar, std::size_t first, std::size_t end) {
    if (first >= end) return;
    result_.fragments.push_back(
        {.grammar = grammar, .range = tokens.span(first, end), .conditional = conditional_ > 0});
  }

  /// Reads an expression up to one of `words` or `symbols`, which becomes the current token.
  bool read_expression(Words words, Words symbols) {
    const std::size_t end = find(here, words, symbols);
    if (end == tokens.size() || end == here) {
      if (end == tokens.size()) move_to_end_of_statement();
      return fail();
    }
    add(Grammar::expression, here, end);
    here = end;
    return true;
  }

  /// The same for an expression whose value is executed as SQL.
  bool read_dynamic_sql(Words words, Words symbols) {
    if (!read_expression(words, symbols)) return false;
    result_.fragments.back().makes_sql = true;
    return true;
  }

  /// Reads comma-separated expressions up to one of `words` or `symbols`.
  bool read_expressions(Words words, Words symbols) {
    const std::size_t end = find(here, words, symbols);
    if (end == tokens.size()) {
      move_to_end_of_statement();
      return fail();
    }
    while (true) {
      const std::size_t comma = find(here, {}, {","});
      const std::size_t stop = std::min(comma, end);
      if (stop == here) return fail();
      add(Grammar::expression, here, stop);
      here = stop;
      if (stop == end) return true;
      ++here;
    }
  }

  void move_to_end_of_statement() {
    const std::size_t end = find(here, {}, {";"});
    here = end;
  }

  /// Skips the rest of a statement, including the semicolon, which has no SQL.
  bool skip_statement() {
    move_to_end_of_statement();
    return expect_symbol(";");
  }

  void blank(std::size_t first, std::size_t end) {
    const text::Range range = tokens.span(first, end);
    for (std::size_t at = range.begin; at < range.end; ++at) {
      if (result_.sql[at] != '\n' && result_.sql[at] != '\r') result_.sql[at] = ' ';
    }
  }

  /// `#variable_conflict use_column`, …
  void read_options() {
    while (tokens.is_symbol(here, "#") && tokens.has(here + 2)) here += 3;
  }

  bool read_label() {
    if (!accept_symbol("<<")) return true;
    return expect_name() && expect_symbol(">>");
  }

  bool read_block() {
    if (++depth_ > max_depth) return fail_too_deep();
    if (accept("declare") && !read_declarations()) return false;
    if (!expect("begin") || !read_statements({"end", "exception"})) return false;
    if (accept("exception") && !read_handlers()) return false;
    if (!expect("end")) return false;
    if (tokens.has(here) && tokens.is_name(here)) ++here;  // its label
    --depth_;
    return true;
  }

  bool read_declarations() {
    while (!is("begin")) {
      if (accept("declare")) continue;
      if (!read_declaration()) return false;
    }
    return true;
  }

  bool read_declaration() {
    const std::size_t name = here;
    if (!expect_name()) return false;
    if (accept("alias")) return skip_statement();
    if (is_any({"cursor", "no", "scroll"}) && find(here, {"cursor"}, {}) <= here + 2) {
      return read_cursor();
    }
    accept("constant");
    const std::size_t type = here;
    const std::size_t end = type_end(here);
    add_type(name, type, end);
    here = end;
    if (here == type) return fail();
    if (accept("collate")) {
      here = tokens.name_end(here);
    }
    if (accept("not") && !expect("null")) return false;
    if (accept_symbol(":=") || accept_symbol("=") || accept("default")) {
      if (!read_expression({}, {";"})) return false;
    }
    return expect_symbol(";");
  }

  [[nodiscard]] std::size_t type_end(std::size_t from) const {
    const std::size_t end = find(from, {"collate", "not", "default"}, {":=", "=", ";"});
    return end == tokens.size() ? from : end;
  }

  /// Skips `t%ROWTYPE` and `t.c%TYPE`: their type is declared elsewhere.
  void add_type(std::size_t name, std::size_t first, std::size_t end) {
    for (std::size_t index = first; index < end; ++index) {
      if (tokens.is_symbol(index, "%")) return;
    }
    add(Grammar::type_name, first, end);
    if (first < end) result_.fragments.back().variable = tokens.text(name);
  }

  /// `[[NO] SCROLL] CURSOR [(name type, …)] {FOR | IS} query;`
  bool read_cursor() {
    here = find(here, {"cursor"}, {}) + 1;
    if (accept_symbol("(")) {
      do {
        const std::size_t name = here;
        if (!expect_name()) return false;
        const std::size_t end = tokens.item_end(here);
        add_type(name, here, end);
        here = end;
      } while (accept_symbol(","));
      if (!expect_symbol(")")) return false;
    }
    if (!accept("for") && !expect("is")) return false;
    return read_query({}, {";"}) && expect_symbol(";");
  }

  bool read_handlers() {
    ++conditional_;
    while (accept("when")) {
      const std::size_t then = find(here, {"then"}, {});
      if (then == tokens.size()) return fail();
      here = then + 1;
      if (!read_statements({"when", "end"})) return false;
    }
    --conditional_;
    return true;
  }

  /// Reads statements up to one of the words `ends`.
  bool read_statements(Words ends) {
    while (!is_any(ends)) {
      if (!tokens.has(here) || !read_statement()) return fail();
    }
    return true;
  }

  bool read_conditional(Words ends) {
    ++conditional_;
    const bool read = read_statements(ends);
    --conditional_;
    return read;
  }

  bool read_statement() {
    if (is_symbol("<<")) return read_label();  // of the loop or block that follows
    if (is_assignment()) return read_assignment();
    using Read = bool (PlpgsqlReader::*)();
    constexpr std::array<std::pair<std::string_view, Read>, 20> statements = {
        {{"declare", &PlpgsqlReader::read_inner_block},
         {"begin", &PlpgsqlReader::read_inner_block},
         {"if", &PlpgsqlReader::read_if},
         {"case", &PlpgsqlReader::read_case},
         {"loop", &PlpgsqlReader::read_loop},
         {"while", &PlpgsqlReader::read_while},
         {"for", &PlpgsqlReader::read_for},
         {"foreach", &PlpgsqlReader::read_foreach},
         {"exit", &PlpgsqlReader::read_exit},
         {"continue", &PlpgsqlReader::read_exit},
         {"return", &PlpgsqlReader::read_return},
         {"raise", &PlpgsqlReader::read_raise},
         {"assert", &PlpgsqlReader::read_assert},
         {"perform", &PlpgsqlReader::read_perform},
         {"execute", &PlpgsqlReader::read_execute},
         {"open", &PlpgsqlReader::read_open},
         {"get", &PlpgsqlReader::skip_statement},
         {"fetch", &PlpgsqlReader::skip_statement},
         {"move", &PlpgsqlReader::skip_statement},
         {"close", &PlpgsqlReader::skip_statement}}};
    for (const auto& [word, read] : statements) {
      if (is(word)) return (this->*read)();
    }
    if (is("null") && tokens.is_symbol(here + 1, ";")) return skip_statement();
    return read_sql();
  }

  bool read_inner_block() { return read_block() && expect_symbol(";"); }

  /// `target := …`, `target.field = …`, `target[1] := …`
  [[nodiscard]] bool is_assignment() const {
    if (!tokens.has(here)) return false;
    const bool parameter = tokens.kind(here) == TokenKind::parameter;
    if (!parameter && !tokens.is_name(here)) return false;
    std::size_t index = parameter ? here + 1 : tokens.name_end(here);
    while (tokens.is_symbol(index, "[") || tokens.is_symbol(index, ".")) {
      index = tokens.is_symbol(index, "[") ? tokens.closing(index) + 1 : index + 2;
    }
    return tokens.is_symbol(index, ":=") || tokens.is_symbol(index, "=");
  }

  bool read_assignment() {
    const std::size_t end = find(here, {}, {";"});
    if (end == tokens.size()) {
      here = end;
      return fail();
    }
    add(Grammar::assignment, here, end);
    here = end + 1;
    return true;
  }

  bool read_if() {
    ++here;
    if (++depth_ > max_depth) return fail_too_deep();
    do {
      if (!read_expression({"then"}, {})) return false;
      ++here;
      if (!read_conditional({"elsif", "elseif", "else", "end"})) return false;
    } while (accept("elsif") || accept("elseif"));
    if (accept("else") && !read_conditional({"end"})) return false;
    --depth_;
    return expect("end") && expect("if") && expect_symbol(";");
  }

  bool read_case() {
    ++here;
    if (++depth_ > max_depth) return fail_too_deep();
    if (!is("when") && !read_expression({"when"}, {})) return false;
    while (accept("when")) {
      if (!read_expressions({"then"}, {})) return false;
      ++here;
      if (!read_conditional({"when", "else", "end"})) return false;
    }
    if (accept("else") && !read_conditional({"end"})) return false;
    --depth_;
    return expect("end") && expect("case") && expect_symbol(";");
  }

  /// From LOOP to the semicolon after END LOOP.
  bool read_loop() {
    if (++depth_ > max_depth) return fail_too_deep();
    if (!expect("loop") || !read_conditional({"end"})) return false;
    --depth_;
    if (!expect("end") || !expect("loop")) return false;
    if (tokens.has(here) && tokens.is_name(here)) ++here;
    return expect_symbol(";");
  }

  bool read_while() {
    ++here;
    return read_expression({"loop"}, {}) && read_loop();
  }

  bool read_for() {
    ++here;
    do {
      if (!expect_name()) return false;
      while (accept_symbol(".")) {
        if (!expect_name()) return false;
      }
    } while (accept_symbol(","));
    if (!expect("in")) return false;
    if (accept("execute")) {
      return read_dynamic_sql({"using", "loop"}, {}) && read_using({"loop"}, {}) && read_loop();
    }
    const std::size_t reversed = here + (is("reverse") ? 1 : 0);
    const std::size_t range = find(reversed, {"loop"}, {".."});
    if (!tokens.is_symbol(range, "..")) return read_query({"loop"}, {}) && read_loop();
    here = reversed;
    if (!read_expression({}, {".."})) return false;
    ++here;
    if (!read_expression({"by", "loop"}, {})) return false;
    if (accept("by") && !read_expression({"loop"}, {})) return false;
    return read_loop();
  }

  bool read_foreach() {
    const std::size_t array = find(here, {"array"}, {});
    if (array == tokens.size()) {
      move_to_end_of_statement();
      return fail();
    }
    here = array + 1;
    return read_expression({"loop"}, {}) && read_loop();
  }

  bool read_exit() {
    ++here;
    if (!is("when") && !is_symbol(";") && !expect_name()) return false;
    if (accept("when") && !read_expression({}, {";"})) return false;
    return expect_symbol(";");
  }

  bool read_return() {
    ++here;
    if (accept_symbol(";")) return true;
    if (is("query")) {
      ++here;
      if (!accept("execute")) return read_query({}, {";"}) && expect_symbol(";");
      return read_dynamic_sql({"using"}, {";"}) && read_using({}, {";"}) && expect_symbol(";");
    }
    accept("next");
    if (accept_symbol(";")) return true;
    return read_expression({}, {";"}) && expect_symbol(";");
  }

  /// `RAISE [level] ['format', expression, …] [USING option = expression, …];`
  bool read_raise() {
    ++here;
    const std::size_t using_clause = find(here, {"using"}, {});
    const std::size_t arguments = find(here, {"using"}, {",", ";"});
    if (arguments == tokens.size()) {
      move_to_end_of_statement();
      return fail();
    }
    here = arguments;
    if (accept_symbol(",") && !read_expressions({"using"}, {";"})) return false;
    if (is_symbol(";") || using_clause == tokens.size()) return expect_symbol(";");
    do {
      ++here;  // USING or a comma
      if (!expect_name()) return false;
      if (!accept_symbol("=") && !expect_symbol(":=")) return false;
      if (!read_expression({}, {",", ";"})) return false;
    } while (is_symbol(","));
    return expect_symbol(";");
  }

  bool read_assert() {
    ++here;
    return read_expressions({}, {";"}) && expect_symbol(";");
  }

  bool read_perform() {
    const text::Range word = tokens.range(here);
    result_.sql.replace(word.begin, word.size(), "SELECT ");
    const std::size_t end = find(here, {}, {";"});
    if (end < tokens.size()) add(Grammar::statements, here, end);
    here = end;
    return expect_symbol(";");
  }

  /// `EXECUTE expression [INTO [STRICT] target] [USING expression, …];` in either order
  bool read_execute() {
    ++here;
    if (!read_dynamic_sql({"into", "using"}, {";"})) return false;
    while (is_any({"into", "using"})) {
      if (accept("into")) {
        here = target_end(here);
      } else if (!read_using({"into"}, {";"})) {
        return false;
      }
    }
    return expect_symbol(";");
  }

  bool read_using(Words words, Words symbols) {
    return !accept("using") || read_expressions(words, symbols);
  }

  /// `OPEN cursor [[NO] SCROLL] [FOR query | FOR EXECUTE expression [USING …]]` or `OPEN
  /// cursor(arguments)`
  bool read_open() {
    ++here;
    const std::size_t cursor = here;
    if (!expect_name()) return false;
    if (is_symbol("(")) {
      here = cursor;
      return read_expression({}, {";"}) && expect_symbol(";");
    }
    accept("no");
    accept("scroll");
    if (accept_symbol(";")) return true;
    if (!expect("for")) return false;
    if (!accept("execute")) return read_query({}, {";"}) && expect_symbol(";");
    return read_dynamic_sql({"using"}, {";"}) && read_using({}, {";"}) && expect_symbol(";");
  }

  /// A query, or the name of a cursor with its arguments.
  bool read_query(Words words, Words symbols) {
    const std::size_t end = find(here, words, symbols);
    if (end == tokens.size() || end == here) {
      move_to_end_of_statement();
      return fail();
    }
    const bool query = is_any({"select", "values", "table", "with", "insert", "update", "delete",
                               "merge", "execute", "explain", "show", "fetch", "call"}) ||
                       is_symbol("(");
    const bool names_cursor = !query && tokens.name_end(here) == end;
    if (!names_cursor) add(query ? Grammar::statements : Grammar::expression, here, end);
    here = end;
    return true;
  }

  /// Reads a SQL statement and its semicolon. Blanks the targets of SELECT … INTO and RETURNING …
  /// INTO; after INSERT, MERGE and IMPORT FOREIGN SCHEMA, INTO names a table or schema instead.
  bool read_sql() {
    const Segment segment = segment_at(tokens, here);
    if (!segment.closed || segment.end == here) {
      here = segment.end;
      return fail();
    }
    if (!is("import")) blank_targets(segment);
    add(Grammar::statements, here, segment.end);
    here = segment.end + 1;
    return true;
  }

  void blank_targets(const Segment& segment) {
    for (std::size_t index = segment.first + 1; index < segment.end; ++index) {
      if (!tokens.is_word(index, "into")) continue;
      if (is_any_at(index - 1, {"insert", "merge"})) continue;
      blank(index, std::min(target_end(index + 1), segment.end));
      return;
    }
  }

  /// Index after `[STRICT] a, b.c, …`.
  [[nodiscard]] std::size_t target_end(std::size_t from) const {
    if (tokens.is_word(from, "strict")) ++from;
    while (tokens.has(from)) {
      from = tokens.kind(from) == TokenKind::parameter ? from + 1 : tokens.name_end(from);
      if (!tokens.is_symbol(from, ",")) break;
      ++from;
    }
    return std::min(from, tokens.size());
  }

  PlpgsqlBody result_;
  int depth_ = 0;
  int conditional_ = 0;
};

}  // namespace

PlpgsqlBody read_plpgsql(const std::string& body) { return PlpgsqlReader(body).read(); }

}  // namespace pglint::parse
