#include "engine/fingerprint.h"

#include <fmt/format.h>

#include "engine/hash.h"

namespace pglint {

std::string Fingerprinter::next(const Finding& finding) {
  Hash hash;
  hash.add(finding.rule->id);
  hash.add('\0');
  hash.add(finding.object);
  hash.add('\0');
  hash.add(fmt::format("{:016x}", finding.statement_hash));
  return fmt::format("{:016x}:{}", hash.value(), ++seen_[hash.value()]);
}

}  // namespace pglint
