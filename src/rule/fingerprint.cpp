#include "rule/fingerprint.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/hash.h"

namespace pglint {

std::uint64_t fingerprint_of(const Finding& finding) {
  Hash hash;
  hash.add(finding.rule->id);
  hash.add('\0');
  hash.add(finding.object);
  hash.add('\0');
  hash.add(fmt::format("{:016x}", finding.statement_hash));
  if (finding.members_hash != 0) hash.add(fmt::format(":{:016x}", finding.members_hash));
  return hash.value();
}

std::uint64_t members_hash(std::vector<std::string_view> objects) {
  std::ranges::sort(objects);
  Hash hash;
  for (const std::string_view object : objects) {
    hash.add(object);
    hash.add('\0');
  }
  return hash.value();
}

std::string Fingerprinter::next(const Finding& finding) {
  const std::uint64_t fingerprint = fingerprint_of(finding);
  return fmt::format("{:016x}:{}", fingerprint, ++seen_[fingerprint]);
}

}  // namespace pglint
