#include "parse/source/filling.h"

#include <algorithm>
#include <array>

#include "parse/source/lexer.h"

namespace pglint::parse {
namespace {

/// Words that a name or a value must follow.
constexpr std::array<std::string_view, 37> asking_words = {
    "all",      "and",    "as",        "by",     "case",   "column", "database", "default",
    "distinct", "else",   "exists",    "from",   "having", "ilike",  "in",       "index",
    "interval", "into",   "is",        "join",   "like",   "limit",  "not",      "offset",
    "on",       "or",     "returning", "schema", "select", "set",    "table",    "then",
    "to",       "update", "using",     "when",   "where"};

/// The text around a placeholder.
struct Surroundings {
  std::string_view sql;
  text::Range range;
  bool behind_text = false;  ///< directly after a placeholder for text
  bool before_text = false;  ///< directly before one

  [[nodiscard]] char before() const { return range.begin == 0 ? '\0' : sql[range.begin - 1]; }
  [[nodiscard]] char behind() const { return range.end == sql.size() ? '\0' : sql[range.end]; }

  /// Whether only a part of a name fits.
  [[nodiscard]] bool is_part_of_name() const {
    if (behind_text || before_text) return true;
    const bool name_before = is_word_part(before()) || before() == '.';
    return name_before || is_word_part(behind()) || behind() == '.';
  }

  [[nodiscard]] bool is_alone_on_lines() const {
    const std::size_t left = sql.find_last_not_of(" \t", range.begin - 1);
    const std::size_t right = sql.find_first_not_of(" \t", range.end);
    const bool starts =
        range.begin == 0 || left == std::string_view::npos || is_line_end(sql[left]);
    return starts && (right == std::string_view::npos || is_line_end(sql[right]));
  }

  /// The text before it, without blanks between.
  [[nodiscard]] std::string_view text_before() const {
    std::size_t end = range.begin;
    while (end > 0 && is_blank(sql[end - 1])) --end;
    return sql.substr(0, end);
  }

  [[nodiscard]] bool is_whole_statement() const {
    const std::string_view front = text_before();
    std::size_t next = range.end;
    while (next < sql.size() && is_blank(sql[next])) ++next;
    const bool begins = front.empty() || front.back() == ';';
    return begins && (next == sql.size() || sql[next] == ';');
  }

  /// Whether the text before it is incomplete.
  [[nodiscard]] bool is_asked_for() const {
    const std::string_view front = text_before();
    if (front.empty()) return false;
    constexpr std::string_view asking_symbols = "(,=<>+-*/|.[:";
    if (asking_symbols.find(front.back()) != std::string_view::npos) return true;
    std::size_t begin = front.size();
    while (begin > 0 && is_word_part(front[begin - 1])) --begin;
    return std::ranges::any_of(asking_words, [&](std::string_view word) {
      return text::equals_ignoring_case(front.substr(begin), word);
    });
  }
};

std::vector<Filling> likely_fillings(const Surroundings& surroundings) {
  using enum Filling;
  if (surroundings.sql[surroundings.range.begin] == '?') return {number, name};  // a value
  if (surroundings.is_part_of_name()) return {name};
  if (surroundings.is_whole_statement()) return {nothing, name};
  const bool is_clause = surroundings.is_alone_on_lines() && !surroundings.is_asked_for();
  if (is_clause) return {nothing, name, string, number};
  return {name, number, string, nothing};
}

bool is_text(const std::vector<Placeholder>& placeholders, std::size_t index) {
  return index < placeholders.size() && placeholders[index].role == PlaceholderRole::text;
}

/// The end of the branch that placeholder `index` opens: its next `else` or `end`, skipping nested
/// branches.
std::size_t branch_end(const std::vector<Placeholder>& placeholders, std::size_t index) {
  int depth = 0;
  for (std::size_t next = index + 1; next < placeholders.size(); ++next) {
    const PlaceholderRole role = placeholders[next].role;
    const bool closes = role == PlaceholderRole::end || role == PlaceholderRole::other;
    if (closes && depth == 0) return placeholders[next].range.begin;
    if (role == PlaceholderRole::branch) ++depth;
    if (role == PlaceholderRole::end) --depth;
  }
  return placeholders[index].range.end;
}

/// The fillings for a variable: first those that are like its value.
std::vector<Filling> fillings_of(const PsqlVariable& variable) {
  using enum Filling;
  std::vector<Filling> fillings = {name, number, nothing, list, string, op, query};
  if (!variable.value || variable.value->empty()) return fillings;
  const char first = variable.value->front();
  Filling likeliest = name;
  if (first == '(') likeliest = list;
  if (is_digit(first)) likeliest = number;
  constexpr std::string_view operators = "<>=+*/!~@#%^&|";
  if (operators.find(first) != std::string_view::npos) likeliest = op;
  std::rotate(fillings.begin(), std::ranges::find(fillings, likeliest), fillings.end());
  return fillings;
}

char letter_of_name(char byte) { return is_word_part(byte) && byte != '$' ? byte : '_'; }

/// A name is on one line: everything after the first line end becomes blank. Quotes around it do,
/// too, so that a placeholder is the same name with and without them.
void fill_name(std::string& sql, text::Range range) {
  if (range.size() > 2 && sql[range.begin] == '"' && sql[range.end - 1] == '"') {
    sql[range.begin++] = ' ';
    sql[--range.end] = ' ';
  }
  bool in_first_line = true;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (is_line_end(sql[at])) {
      in_first_line = false;
    } else {
      sql[at] = !in_first_line ? ' ' : letter_of_name(sql[at]);
    }
  }
}

}  // namespace

std::vector<Site> make_sites(std::string_view sql, const std::vector<Placeholder>& placeholders) {
  std::vector<Site> sites;
  for (std::size_t index = 0; index < placeholders.size(); ++index) {
    const Placeholder& placeholder = placeholders[index];
    Site site = {.placeholder = placeholder, .fillings = {Filling::nothing}};
    if (placeholder.role == PlaceholderRole::text) {
      const text::Range range = placeholder.range;
      const bool behind_text = index > 0 && is_text(placeholders, index - 1) &&
                               placeholders[index - 1].range.end == range.begin;
      const bool before_text =
          is_text(placeholders, index + 1) && placeholders[index + 1].range.begin == range.end;
      site.fillings = likely_fillings(
          {.sql = sql, .range = range, .behind_text = behind_text, .before_text = before_text});
    } else if (placeholder.role == PlaceholderRole::branch ||
               placeholder.role == PlaceholderRole::other) {
      site.fillings.push_back(Filling::no_branch);
      site.branch = {.begin = placeholder.range.begin, .end = branch_end(placeholders, index)};
    }
    sites.push_back(std::move(site));
  }
  return sites;
}

std::vector<Site> make_sites(std::string_view sql, std::span<const PsqlVariable> variables) {
  std::vector<Site> sites;
  for (const PsqlVariable& variable : variables) {
    if (variable.is_replaced) continue;
    const Surroundings around = {.sql = sql, .range = variable.range};
    sites.push_back(
        {.placeholder = {.range = variable.range},
         .fillings = around.is_part_of_name() ? std::vector{Filling::name} : fillings_of(variable),
         .variable = &variable});
  }
  return sites;
}

void fill(std::string& sql, text::Range range, Filling filling) {
  if (filling == Filling::name) {
    fill_name(sql, range);
    return;
  }
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (!is_line_end(sql[at])) sql[at] = ' ';
  }
  if (filling == Filling::list) {
    const bool is_short = range.size() == 2 && range.begin > 0 && sql[range.begin - 1] == ' ';
    const std::size_t begin = range.begin - (is_short ? 1 : 0);
    const std::string_view written = range.end - begin >= 3 ? "(0)" : "()";
    sql.replace(begin, written.size(), written);
  }
  constexpr std::string_view select = "SELECT";
  const bool has_room = range.size() >= select.size();
  if (filling == Filling::query && has_room) sql.replace(range.begin, select.size(), select);
  if (filling == Filling::op) sql[range.begin] = '=';
  if (filling == Filling::number) sql[range.begin] = '0';
  if (filling == Filling::string) sql[range.begin] = sql[range.end - 1] = '\'';
}

}  // namespace pglint::parse
