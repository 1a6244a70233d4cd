#include "page/runner_table.h"

#include <iterator>

#include <fmt/format.h>

#include "migration/runner.h"
#include "page/generated_part.h"

namespace pglint::page {
namespace {

using migration::Runner;

/// The evidence that a file belongs to `runner`, strongest first.
std::string evidence(const Runner& runner) {
  std::string words = runner.find_marker == nullptr ? "" : "a marker";
  for (const std::string_view sidecar : runner.sidecars) {
    if (sidecar.empty()) continue;
    words += fmt::format("{}`{}`", words.empty() ? "" : ", ", sidecar);
  }
  if (runner.known_by_name) words += words.empty() ? "the name" : ", the name";
  return words.empty() ? "no other tool matches" : words;
}

}  // namespace

std::string with_runner_table(std::string_view page) {
  std::string table =
      "\n| Tool | `--migration-tool` | Recognized by | Files and their order | Markers | "
      "Transactions |\n"
      "| --- | --- | --- | --- | --- | --- |\n";
  for (const Runner* runner : migration::all_runners()) {
    fmt::format_to(std::back_inserter(table), "| {} | `{}` | {} | {} | {} | {} |\n", runner->title,
                   runner->name, evidence(*runner), runner->files, runner->markers,
                   runner->transactions);
  }
  return with_part(page, {.name = "runners", .content = table});
}

}  // namespace pglint::page
