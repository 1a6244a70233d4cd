// Follows psql's psqlscanslash.l and command.c.
#include "parse/source/psql_command.h"

#include <algorithm>
#include <array>

#include "parse/source/lexer.h"
#include "text/ascii.h"
#include "text/line/index.h"

namespace pglint::parse {
namespace {

/// Not `\bind`, which only sets values for the next of these.
constexpr std::array<std::string_view, 10> sending_commands = {
    "g",     "gx",    "gset",           "gexec",       "gdesc", "crosstabview",
    "watch", "parse", "close_prepared", "sendpipeline"};

/// Their arguments are the whole rest of the line.
constexpr std::array<std::string_view, 8> whole_line_commands = {"!",  "copy", "h",  "help",
                                                                 "ef", "ev",   "sf", "sv"};

/// An argument that starts with `|` is a shell command, up to the end of the line.
constexpr std::array<std::string_view, 5> piping_commands = {"g", "gx", "o", "out", "w"};

struct Arguments {
  std::string_view line;  ///< up to its end
  std::size_t begin = 0;
  bool may_pipe = false;
};

/// The offset in the line of the first unquoted backslash in the arguments. Quotes end with the
/// line at the latest.
std::size_t find_end(const Arguments& arguments) {
  const std::string_view line = arguments.line;
  char quote = '\0';
  for (std::size_t at = arguments.begin; at < line.size(); ++at) {
    const char byte = line[at];
    if (quote != '\0') {
      if (byte == '\\' && quote == '\'') ++at;
      if (byte == quote) quote = '\0';
    } else if (byte == '\\') {
      return at;
    } else if (byte == '\'' || byte == '"' || byte == '`') {
      quote = byte;
    } else if (byte == '|' && arguments.may_pipe && is_blank(line[at - 1])) {
      return line.size();
    }
  }
  return line.size();
}

/// `line` has the arguments of a `\copy` that reads the lines after it.
bool copies_from_stdin(std::string_view line) {
  Lexer lexer(line);
  bool after_from = false;
  while (const auto lexeme = lexer.next()) {
    const std::string_view written = line.substr(lexeme->range.begin, lexeme->range.size());
    if (after_from && text::equals_ignoring_case(written, "stdin")) return true;
    after_from = text::equals_ignoring_case(written, "from");
  }
  return false;
}

}  // namespace

PsqlCommand read_psql_command(std::string_view sql, std::size_t at) {
  const std::size_t line_end = text::find_line_end(sql, at);
  const std::string_view line = sql.substr(0, line_end);
  std::size_t name_end = at + 1;
  while (name_end < line_end && !is_blank(line[name_end]) && line[name_end] != '\\') ++name_end;
  const std::string_view name = line.substr(at + 1, name_end - at - 1);

  PsqlCommand command = {
      .range = {.begin = at, .end = line_end}, .name = name, .arguments = line.substr(name_end)};
  if (name == "copy" && copies_from_stdin(line.substr(name_end))) {
    command.effect = PsqlEffect::reads_data;
  }
  if (name == "r" || name == "reset") command.effect = PsqlEffect::forgets;
  if (text::is_one_of(name, sending_commands)) command.effect = PsqlEffect::sends;
  if (text::is_one_of(name, whole_line_commands)) return command;
  command.range.end = find_end(
      {.line = line, .begin = name_end, .may_pipe = text::is_one_of(name, piping_commands)});
  command.arguments = line.substr(name_end, command.range.end - name_end);
  if (line.substr(command.range.end).starts_with("\\\\")) command.range.end += 2;
  return command;
}

}  // namespace pglint::parse
