#include "report/severity_words.h"

#include <fmt/format.h>

#include "text/ascii.h"
#include "text/trimmed.h"

namespace pglint::report {

std::string sentence(std::string_view text) {
  std::string result(text::trimmed(text, "\n"));
  if (result.empty()) return result;
  result[0] = text::uppered(result[0]);
  if (std::string_view(".!?").find(result.back()) == std::string_view::npos) result += '.';
  return result;
}

std::string message_with_help(const Finding& finding) {
  const std::string help = sentence(help_of(finding));
  return sentence(finding.message) + (help.empty() ? "" : " " + help);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace pglint::report
