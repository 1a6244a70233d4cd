// What Prisma's own engines say of each snippet in fixtures/psl/snippets, as tools/prisma-answers
// wrote it there:
//
//   === title             ends in (CRLF): line ends of Windows
//   the schema            with a datasource of PostgreSQL in front if it has none
//   --- ddl               the statements that Prisma prints
//   --- refused at 3 4    or the lines that Prisma refuses
//   --- reported at 3     what pglint refuses, if it is at other lines
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "psl/composer.h"
#include "psl/parser.h"
#include "psl/resolver.h"
#include "tests/psl/statements.h"
#include "tests/support/golden.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

const fs::path snippets = fs::path(project::source_dir) / "fixtures" / "psl" / "snippets";

constexpr std::string_view datasource = "datasource db {\n  provider = \"postgresql\"\n}\n";
constexpr std::string_view refused_at = "--- refused at ";
constexpr std::string_view reported_at = "--- reported at ";

struct Snippet {
  std::string title;
  std::string schema;
  std::string ddl;
  std::string refused;  ///< numbers of lines; empty: Prisma accepts the schema
};

std::vector<std::string> lines_of(std::string_view content) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    lines.emplace_back(content.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::vector<Snippet> read_snippets(const fs::path& path) {
  std::vector<Snippet> found;
  bool is_answer = false;
  for (const std::string& line : lines_of(text::read_file(path.string()).value())) {
    if (line.starts_with("=== ")) {
      found.push_back({.title = line.substr(4), .schema = {}, .ddl = {}, .refused = {}});
      is_answer = false;
    } else if (line.starts_with(refused_at)) {
      found.back().refused = line.substr(refused_at.size());
    } else if (line == "--- ddl") {
      is_answer = true;
    } else if (!line.starts_with(reported_at)) {
      (is_answer ? found.back().ddl : found.back().schema) += line + "\n";
    }
  }
  return found;
}

std::string text_of(const Snippet& snippet) {
  if (!snippet.title.ends_with("(CRLF)")) return snippet.schema;
  std::string content;
  for (const std::string& line : lines_of(snippet.schema)) content += line + "\r\n";
  return content;
}

/// What pglint makes of a snippet.
struct Answer {
  std::string ddl;
  std::set<std::ptrdiff_t> refused;  ///< the lines at which something refused begins
};

Answer answer_of(const Snippet& snippet) {
  const bool has_datasource = ("\n" + snippet.schema).find("\ndatasource ") != std::string::npos;
  const std::string before(has_datasource ? "" : datasource);
  const std::string content = before + text_of(snippet);
  std::vector<psl::SchemaFile> files;
  files.push_back(psl::parse(content));
  const psl::Schema schema = psl::resolve(std::move(files), true);
  Answer answer;
  const auto refuse = [&](const text::Range& range) {
    answer.refused.insert(1 + std::count(content.begin() + std::ssize(before),
                                         content.begin() + static_cast<std::ptrdiff_t>(range.begin),
                                         '\n'));
  };
  for (const psl::Problem& problem : schema.files[0].problems) refuse(problem.range);
  for (const psl::Refusal& refusal : schema.refusals) refuse(refusal.range);
  const psl::Ddl ddl = psl::compose(schema, 0, psl::UnenforcedKeys::left_out);
  answer.ddl = ddl.sql.substr(0, ddl.phases.at(static_cast<std::size_t>(psl::DdlPhase::comments)));
  return answer;
}

/// The snippet as it is in its file, with the lines that pglint refuses.
std::string written(const Snippet& snippet, const Answer& answer) {
  std::string text = "=== " + snippet.title + "\n" + snippet.schema;
  if (snippet.refused.empty()) return text + "--- ddl\n" + snippet.ddl;
  text += std::string(refused_at) + snippet.refused + "\n";
  const std::string refused = fmt::format("{}", fmt::join(answer.refused, " "));
  if (refused != snippet.refused) text += std::string(reported_at) + refused + "\n";
  return text;
}

TEST_CASE("schema of Prisma: snippets mean what Prisma's engines say", "[golden]") {
  std::set<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(snippets)) paths.insert(entry.path());
  std::size_t compared = 0;
  for (const fs::path& path : paths) {
    std::string file;
    for (const Snippet& snippet : read_snippets(path)) {
      INFO(path.filename().string() << ": " << snippet.title);
      const Answer answer = answer_of(snippet);
      CHECK(answer.refused.empty() == snippet.refused.empty());
      if (snippet.refused.empty()) CHECK(statements(answer.ddl) == statements(snippet.ddl));
      file += written(snippet, answer);
      ++compared;
    }
    check_golden({.file = path}, file);
  }
  CHECK(compared >= 171);
}

}  // namespace
}  // namespace pglint::tests
