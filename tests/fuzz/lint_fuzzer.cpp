// Entry point for libFuzzer: reads any bytes as a file of each kind, as a configuration file, a
// patch, a baseline and the output of git. Built by the preset `fuzz` and run by `make fuzz`; the
// preset `asan` links it with blind_driver.cpp.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/flag/configuration.h"
#include "cli/flag/typed_key.h"
#include "cli/input/git_output.h"
#include "config/config.h"
#include "lint/linter.h"
#include "rule/rule.h"
#include "suppress/known/baseline_json.h"
#include "suppress/known/baseline_lines.h"
#include "text/line/unified_diff.h"
#include "text/utf8.h"

namespace pglint::tests {
namespace {

/// All rules, without limits.
const Settings& everything() {
  static const Settings settings = {.rules = {all_rules().begin(), all_rules().end()},
                                    .min_confidence = Confidence::low};
  return settings;
}

/// Aborts, so that libFuzzer keeps the input.
struct Requirement {
  bool holds;
  std::string_view text;
};
void require(const Requirement& requirement) {
  if (requirement.holds) return;
  fmt::print(stderr, "broken: {}\n", requirement.text);
  std::abort();
}

void check(const FileResult& result) {
  std::size_t last = 0;
  for (const Finding& finding : result.findings) {
    require({finding.range.begin <= finding.range.end, "a range ends before it begins"});
    require({finding.range.end <= result.content.size(), "a range ends behind the file"});
    require({finding.range.begin >= last, "findings are not in the order of their places"});
    require({!finding.message.empty(), "a finding says nothing"});
    for (const RelatedRange& related : finding.related) {
      require({related.range.end <= result.content.size(), "a related range ends behind the file"});
    }
    last = finding.range.begin;
  }
}

void require_one_line(std::string_view message) {
  require({!message.empty(), "an error says nothing"});
  require({message.find('\n') == std::string_view::npos, "an error has several lines"});
}

/// Reads a configuration from a file, as it is always read, and applies what it says.
void read_as_configuration(std::string_view bytes) {
  static const std::string folder = [] {
    const auto path = std::filesystem::temp_directory_path() /
                      fmt::format("pglint-fuzz-{}", static_cast<int>(::getpid()));
    std::filesystem::create_directories(path);
    return path.string();
  }();
  const std::string path = folder + "/pglint.toml";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto config = config::read_config(path, cli::config_language());
  if (!config.ok()) return require_one_line(config.error().message);
  for (const char* file : {"/a.sql", "/db/migrations/V1__a.sql"}) {
    Settings settings = everything();
    const auto error = cli::apply_layer(config::layer_for(config.value(), folder + file), settings);
    if (error) require_one_line(error->message);
  }
}

void read_as_patch(std::string_view bytes) {
  const auto files = text::read_unified_diff(bytes);
  if (!files.ok()) return require_one_line(files.error().message);
  for (const text::ChangedFile& file : files.value()) {
    require({!file.path.empty(), "a file of a patch has no name"});
    static_cast<void>(file.lines.touches({1, 1}));
  }
}

void read_as_baseline(std::string_view bytes) {
  static_cast<void>(read_baseline_lines(bytes));
  const auto entries = read_baseline_json(bytes);
  if (!entries.ok()) require_one_line(entries.error().message);
}

void read_as_output_of_git(std::string_view bytes) {
  for (const cli::StagedFile& file : cli::read_index(bytes)) {
    require(
        {file.path.size() + file.blob.size() < bytes.size(), "a name is longer than the index"});
  }
  std::string_view rest = bytes;
  std::size_t read = 0;
  while (const auto content = cli::take_content(rest)) read += content->size();
  require({read <= bytes.size(), "contents are longer than git's output"});
}

}  // namespace
}  // namespace pglint::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pglint;
  static const DispatchTable table(tests::everything());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tests::read_as_configuration(bytes);
  tests::read_as_patch(bytes);
  tests::read_as_baseline(bytes);
  tests::read_as_output_of_git(bytes);
  for (const char* name : {"fuzz.sql", "pg_hba.conf", "fuzz.sh", "fuzz.Dockerfile", "fuzz.yml",
                           "fuzz.mk", "fuzz.env", "Procfile"}) {
    tests::check(lint(name, std::string(bytes), tests::everything(), table));
  }
  // Without a database that pglint knows, a schema of Prisma is only skipped.
  const std::string schema = "datasource db {\n  provider = \"postgresql\"\n}\n";
  tests::check(lint("fuzz.prisma", schema + std::string(bytes), tests::everything(), table));
  return 0;
}
