#include "parse/body/body_template.h"

#include <algorithm>
#include <vector>

#include "parse/body/plpgsql.h"
#include "parse/source/raw_parse.h"

namespace pglint::parse {
namespace {

bool parses(const std::string& body, BodyLanguage language) {
  std::vector<Statement> statements;
  ParseProblem problem;
  if (language == BodyLanguage::sql) {
    return parse_raw(body, {.begin = 0, .end = body.size()}, Grammar::statements, statements,
                     problem);
  }
  const PlpgsqlBody read = read_plpgsql(body);
  return !read.problem && std::ranges::all_of(read.fragments, [&](const auto& fragment) {
    return parse_fragment(fragment, read.sql, statements, problem);
  });
}

}  // namespace

std::optional<FilledText> fill_body(const std::string& body, BodyLanguage language,
                                    const PlaceholderSetting& setting) {
  auto filled = fill_likeliest(body, setting.styles);
  const bool needed = setting.mode == PlaceholderMode::always;
  if (!filled || (!needed && parses(body, language))) return std::nullopt;
  if (parses(filled->sql, language)) return filled;
  auto shorter = fill_likeliest(body, setting.styles, Branches::first);
  return parses(shorter->sql, language) ? shorter : filled;
}

}  // namespace pglint::parse
