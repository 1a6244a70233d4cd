#include "parse/source/hint.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "parse/source/phrase.h"
#include "parse/source/placeholder.h"
#include "parse/tree/pg_nodes.h"
#include "text/ascii.h"
#include "text/line/index.h"

namespace pglint::parse {
namespace {

/// A statement that does not parse.
struct FailedStatement {
  std::string_view sql;  ///< the file
  std::span<const Lexeme> lexemes;
  std::size_t error = 0;  ///< the lexeme at which the parser stopped

  [[nodiscard]] text::Range range() const {
    return {.begin = lexemes.front().range.begin, .end = lexemes.back().range.end};
  }
};

/// Syntax that was new in a major version, which may be newer than the grammar.
struct NewSyntax {
  int since;
  std::string_view phrase;  ///< see parse/source/phrase.h
  std::string_view name;
};

constexpr std::array new_syntax = {
    NewSyntax{18, "without overlaps", "WITHOUT OVERLAPS"},
    NewSyntax{18, "not enforced", "NOT ENFORCED"},
    NewSyntax{18, ") virtual", "VIRTUAL"},
    NewSyntax{18, "returning with (", "RETURNING WITH"},
    NewSyntax{19, "for portion of", "FOR PORTION OF"},
    NewSyntax{19, "create property graph", "CREATE PROPERTY GRAPH"},
    NewSyntax{19, "alter property graph", "ALTER PROPERTY GRAPH"},
    NewSyntax{19, "drop property graph", "DROP PROPERTY GRAPH"},
    NewSyntax{19, "graph_table (", "GRAPH_TABLE"},
    NewSyntax{19, "merge partitions (", "MERGE PARTITIONS"},
    NewSyntax{19, "split partition", "SPLIT PARTITION"},
    NewSyntax{19, "group by all", "GROUP BY ALL"},
    NewSyntax{19, "ignore nulls", "IGNORE NULLS"},
    NewSyntax{19, "respect nulls", "RESPECT NULLS"},
    NewSyntax{19, ") do select", "ON CONFLICT … DO SELECT"},
    NewSyntax{19, "^repack", "REPACK"},
    NewSyntax{19, "( format json", "COPY … (FORMAT json)"},
    NewSyntax{19, ") plan (", "PLAN in JSON_TABLE"},
    NewSyntax{19, ") plan default (", "PLAN in JSON_TABLE"},
    NewSyntax{19, "for all sequences", "FOR ALL SEQUENCES"},
    NewSyntax{19, "set all sequences", "SET ALL SEQUENCES"},
    NewSyntax{19, "set all tables", "SET ALL TABLES"},
    NewSyntax{19, "all tables except (", "ALL TABLES EXCEPT"},
};

/// The parser stops in such syntax, or at most so many lexemes after its begin.
constexpr std::size_t farthest_behind = 6;

std::string newer_syntax_hint(const FailedStatement& failed) {
  constexpr int grammar = PG_VERSION_NUM / 10000;
  const std::size_t first = failed.error - std::min(failed.error, farthest_behind);
  for (std::size_t index = first; index <= failed.error; ++index) {
    for (const NewSyntax& candidate : new_syntax) {
      if (candidate.since <= grammar) continue;
      if (match_phrase(candidate.phrase, failed.sql, failed.lexemes.subspan(index)) == 0) continue;
      return std::string(candidate.name) + " needs PostgreSQL " + std::to_string(candidate.since) +
             " or later; pglint parses the syntax of PostgreSQL " + std::to_string(grammar);
    }
  }
  return {};
}

/// DEFAULT of a column takes an expression without these operators, unless it is in parentheses.
std::string default_hint(const FailedStatement& failed) {
  constexpr std::array<std::string_view, 8> operators = {"in",      "between", "like", "ilike",
                                                         "similar", "and",     "or",   "at"};
  const auto is_at = [&](std::string_view word, std::size_t index) {
    return match_phrase(word, failed.sql, failed.lexemes.subspan(index)) > 0;
  };
  const auto found = std::ranges::find_if(
      operators, [&](std::string_view word) { return is_at(word, failed.error); });
  if (found == operators.end()) return {};
  int depth = 0;
  for (std::size_t index = failed.error; index-- > 0 && depth >= 0;) {
    if (is_at(")", index)) ++depth;
    if (is_at("(", index)) --depth;
    if (depth == 0 && is_at(",", index)) return {};
    if (depth == 0 && is_at("default", index) && !is_at("default privileges", index)) {
      return "write `DEFAULT (…)`: with " + text::uppered(*found) +
             ", the expression needs parentheses";
    }
  }
  return {};
}

/// Names the nearest placeholder before the error in the statement, or the first one.
std::string templated_text_hint(const FailedStatement& failed) {
  constexpr std::size_t longest = 40;
  const text::Range range = failed.range();
  const std::string_view statement = failed.sql.substr(range.begin, range.size());
  if (!may_hold_placeholders(statement, PlaceholderStyles::all())) return {};
  const auto found = find_placeholders(statement, PlaceholderStyles::all());
  if (found.empty()) return {};
  const std::size_t error = failed.lexemes[failed.error].range.begin - range.begin;
  const Placeholder* shown = &found.front();
  for (const Placeholder& placeholder : found) {
    if (placeholder.range.begin <= error) shown = &placeholder;
  }
  const std::string_view written = statement.substr(shown->range.begin, shown->range.size());
  const std::string_view line = written.substr(0, text::find_line_end(written, 0));
  if (line.size() > longest || line.size() < written.size()) {
    return "the SQL is templated, see `--placeholders`";
  }
  return "`" + std::string(line) + "` is a placeholder, see `--placeholders`";
}

/// The last of `variables` up to the error in the statement, or the first one in it.
const PsqlVariable* suspect(const FailedStatement& failed,
                            std::span<const PsqlVariable> variables) {
  const text::Range range = failed.range();
  const text::Range error = failed.lexemes[failed.error].range;
  const PsqlVariable* found = nullptr;
  for (const PsqlVariable& variable : variables) {
    if (variable.range.begin < range.begin || variable.range.begin >= range.end) continue;
    if (found == nullptr || variable.range.begin <= error.begin) found = &variable;
  }
  return found;
}

std::string variable_hint(const PsqlVariable& variable) {
  const std::string read = variable.is_replaced ? "its value" : "a name or a value";
  const std::string set = variable.value ? "" : "set it with `\\set` in this file, or ";
  return "psql variable `:" + variable.name + "` was read as " + read +
         ", which does not fit here; " + set + "`exclude` the file";
}

/// Names a variable in the message instead of what it was replaced with.
void name_variable(ParseProblem& problem, std::span<const PsqlVariable> variables) {
  const auto at = std::ranges::find_if(variables, [&](const PsqlVariable& variable) {
    return variable.range.contains(problem.range.begin);
  });
  if (at == variables.end()) return;
  problem.range = at->range;
  const std::size_t quoted = problem.message.find(" at or near \"");
  if (quoted == std::string::npos) return;
  problem.message.replace(quoted, std::string::npos, " at or near \":" + at->name + "\"");
}

/// Characters that look like a blank or a quote, but are letters to PostgreSQL's scanner like all
/// non-ASCII characters.
struct Lookalike {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array lookalikes = {
    Lookalike{"\u00A0", "U+00A0 (no-break space)"},
    Lookalike{"\u202F", "U+202F (narrow no-break space)"},
    Lookalike{"\u2007", "U+2007 (figure space)"},
    Lookalike{"\u3000", "U+3000 (ideographic space)"},
    Lookalike{"\u200B", "U+200B (zero width space)"},
    Lookalike{"\u2028", "U+2028 (line separator)"},
    Lookalike{"\u2029", "U+2029 (paragraph separator)"},
    Lookalike{"\u2060", "U+2060 (word joiner)"},
    Lookalike{"\u0085", "U+0085 (next line)"},
    Lookalike{"\u2018", "U+2018 (typographic quote)"},
    Lookalike{"\u2019", "U+2019 (typographic quote)"},
    Lookalike{"\u201C", "U+201C (typographic quote)"},
    Lookalike{"\u201D", "U+201D (typographic quote)"},
    Lookalike{"\u2013", "U+2013 (en dash)"},
    Lookalike{"\u2014", "U+2014 (em dash)"},
};

std::string lookalike_hint(const FailedStatement& failed) {
  for (const Lexeme& lexeme : failed.lexemes.first(failed.error + 1)) {
    if (lexeme.kind != LexemeKind::word) continue;
    const std::string_view word = failed.sql.substr(lexeme.range.begin, lexeme.range.size());
    for (const Lookalike& lookalike : lookalikes) {
      if (word.find(lookalike.bytes) == std::string_view::npos) continue;
      return "PostgreSQL reads " + std::string(lookalike.name) + " as a letter, use plain ASCII";
    }
  }
  return {};
}

/// PostgreSQL reports the opening quote of an unclosed string.
std::string unterminated_hint(std::string_view message) {
  return message.starts_with("unterminated ") ? "close it: it starts here and has no end" : "";
}

/// The lexeme at byte `offset` or the first after it; the last one if there is none.
std::size_t lexeme_at(std::span<const Lexeme> lexemes, std::size_t offset) {
  const auto found = std::ranges::upper_bound(
      lexemes, offset, {}, [](const Lexeme& lexeme) { return lexeme.range.end; });
  return static_cast<std::size_t>(std::min(found, lexemes.end() - 1) - lexemes.begin());
}

/// Whether every problem is a syntax error in a statement with placeholders.
bool all_templated(std::span<const ParseProblem> problems, const std::vector<bool>& templated) {
  return problems.size() > 1 && std::ranges::all_of(templated, [](bool it_is) { return it_is; });
}

/// A single problem is more likely a mistake.
void hint_at_unknown_text(std::vector<ParseProblem>& problems) {
  if (problems.size() < 2) return;
  for (ParseProblem& problem : problems) {
    const bool is_unexplained = problem.kind == ProblemKind::syntax && problem.hint.empty();
    if (is_unexplained) problem.hint = hint_for_unknown_text;
  }
}

}  // namespace

constexpr std::string_view hint_for_unknown_text =
    "PostgreSQL " PG_MAJORVERSION
    " cannot parse this: correct the statement; for templates see `--placeholders`; for other "
    "databases, `exclude` the file";

void add_hints(std::string_view sql, std::vector<ParseProblem>& problems,
               std::span<const PsqlVariable> variables) {
  for (ParseProblem& problem : problems) name_variable(problem, variables);
  for (ParseProblem& problem : problems) {
    if (problem.hint.empty()) problem.hint = unterminated_hint(problem.message);
  }
  std::vector<bool> templated(problems.size(), false);
  std::size_t with_variables = 0;
  std::size_t next = 0;
  for_each_statement(sql, [&](std::span<const Lexeme> lexemes) {
    for (; next < problems.size(); ++next) {
      ParseProblem& problem = problems[next];
      if (problem.range.begin >= lexemes.back().range.end) return;
      if (problem.kind != ProblemKind::syntax) continue;
      const FailedStatement failed = {
          .sql = sql, .lexemes = lexemes, .error = lexeme_at(lexemes, problem.range.begin)};
      if (problem.hint.empty()) problem.hint = newer_syntax_hint(failed);
      if (problem.hint.empty()) problem.hint = lookalike_hint(failed);
      if (problem.hint.empty()) problem.hint = default_hint(failed);
      if (!problem.hint.empty()) continue;
      if (const PsqlVariable* variable = suspect(failed, variables)) {
        problem.hint = variable_hint(*variable);
        ++with_variables;
      } else {
        problem.hint = templated_text_hint(failed);
      }
      templated[next] = !problem.hint.empty();
    }
  });
  if (!all_templated(problems, templated)) return hint_at_unknown_text(problems);
  const std::size_t count = problems.size();
  problems.resize(1);
  problems[0].kind = ProblemKind::not_parsed;
  const std::string what = with_variables == count ? "psql variables" : "placeholders";
  problems[0].message = (with_variables == count ? "" : "the file looks templated: ") +
                        std::to_string(count) + " statements with " + what + " do not parse";
}

}  // namespace pglint::parse
