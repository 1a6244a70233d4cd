// Entry point for libFuzzer: lints any bytes as a file of each kind. Built by the preset `fuzz`,
// run by `make fuzz`.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "lint/linter.h"
#include "rule/rule.h"

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

}  // namespace
}  // namespace pglint::tests

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pglint;
  static const DispatchTable table(tests::everything());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"fuzz.sql", "pg_hba.conf", "fuzz.sh", "fuzz.Dockerfile", "fuzz.yml",
                           "fuzz.mk", "fuzz.env", "Procfile"}) {
    tests::check(lint(name, std::string(bytes), tests::everything(), table));
  }
  return 0;
}
