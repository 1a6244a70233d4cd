#include <algorithm>

#include <fmt/format.h>

#include "pages.h"
#include "report/tool_info.h"

namespace pglint::cligen {
namespace {

/// Text as roff takes it: backslashes are escapes, a hyphen that is typed is not the one of a
/// hyphenated word, and a dot or a quote at the start of a line would be a request.
std::string escaped(std::string_view text) {
  std::string roff;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool starts_line = i == 0 || text[i - 1] == '\n';
    if (starts_line && (text[i] == '.' || text[i] == '\'')) roff += "\\&";
    switch (text[i]) {
      case '\\':
        roff += "\\e";
        break;
      case '-':
        roff += "\\-";
        break;
      case '\'':
        roff += "\\(aq";
        break;
      case '`':
        roff += "\\(ga";
        break;
      case '^':
        roff += "\\(ha";
        break;
      case '~':
        roff += "\\(ti";
        break;
      default:
        roff += text[i];
    }
  }
  return roff;
}

/// Lines that stay as they are.
std::string literal(std::string_view lines) {
  return fmt::format(".PP\n.nf\n{}.fi\n", escaped(lines));
}

/// The text of a help before and after its usage lines.
std::string description(std::string_view usage) {
  const std::size_t label = usage.find("\nUsage: ");
  std::string text = fmt::format(".PP\n{}", escaped(usage.substr(0, label)));
  const std::size_t rest = usage.find("\n\n", label + 1);
  if (rest < usage.size()) text += fmt::format(".PP\n{}", escaped(usage.substr(rest + 2)));
  return text;
}

std::string option_names(const cli::ShownOption& option) {
  std::string names;
  if (!option.short_name.empty())
    names = fmt::format("\\fB{}\\fR, ", escaped("-" + option.short_name));
  names += fmt::format("\\fB{}\\fR", escaped("--" + option.long_name));
  if (takes_word(option)) names += ' ';
  if (!option.value.empty()) names += fmt::format("\\fI{}\\fR", escaped(option.value));
  return names;
}

/// The options under their headings; those of a command with few have no headings.
std::string options(const cli::Outline& outline, bool with_headings) {
  std::string text;
  std::string_view heading;
  for (const cli::ShownOption& option : outline.options) {
    if (with_headings && option.heading != heading) {
      heading = option.heading;
      text += fmt::format(".SS {}\n", escaped(heading));
    }
    text += fmt::format(".TP\n{}\n{}\n", option_names(option), escaped(one_line(option.help)));
  }
  return text;
}

/// The titled parts of a help below its options, such as `Examples:`.
std::string parts(std::string_view text, std::string_view macro) {
  std::string roff;
  while (!text.empty()) {
    const std::size_t title = text.find_first_not_of('\n');
    if (title == text.npos) break;
    text.remove_prefix(title);
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end);

    const std::size_t colon = std::min(part.find(':'), part.size() - 1);
    std::string_view body = part.substr(colon + 1);
    roff += fmt::format("{} {}\n", macro, escaped(part.substr(0, colon)));
    if (body.starts_with('\n')) {
      roff += literal(fmt::format("{}\n", body.substr(1, body.find_last_not_of('\n'))));
    } else {
      roff += escaped(body.substr(std::min(body.find_first_not_of(' '), body.size())));
      if (!roff.ends_with('\n')) roff += '\n';
    }
  }
  return roff;
}

}  // namespace

std::string man_page(Outlines outlines) {
  const cli::Outline& check = outlines.front();
  std::string page = fmt::format(
      ".\\\" Made by pglint_cligen from the definition of the command line.\n"
      ".TH PGLINT 1 \"\" \"pglint {}\" \"User Commands\"\n"
      ".SH NAME\npglint \\- static linter for PostgreSQL\n.SH SYNOPSIS\n.nf\n",
      report::tool_version);
  for (const cli::Outline& outline : outlines) page += escaped(usage_line(outline)) + "\n";
  page += ".fi\n.SH DESCRIPTION\n" + description(check.help.usage);
  page += ".SH OPTIONS\n" + options(check, true);
  page += ".SH COMMANDS\n";
  for (const cli::Outline& outline : outlines.subspan(1)) {
    page += fmt::format(".SS {}\n", escaped(usage_line(outline)));
    page += description(outline.help.usage) + options(outline, false);
    page += parts(outline.help.examples, ".PP\n.B");
  }
  page += parts(check.help.examples, ".SH");
  page += fmt::format(".SH \"SEE ALSO\"\n{}\n", escaped(report::tool_url));
  return page;
}

}  // namespace pglint::cligen
