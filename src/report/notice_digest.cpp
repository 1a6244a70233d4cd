#include "report/notice_digest.h"

#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "report/severity_words.h"

namespace pglint::report {
namespace {

constexpr std::size_t few_notices = 3;

std::string reason(parse::NoticeKind kind, std::size_t count) {
  switch (kind) {
    case parse::NoticeKind::placeholders:
      return fmt::format("template placeholders were replaced by names or values in {}",
                         counted(count, "file"));
    case parse::NoticeKind::copy_data:
      return fmt::format("COPY data has no end in {}", counted(count, "file"));
    case parse::NoticeKind::left_out:
      return fmt::format("the migration tool does not run {}, or parts of {}",
                         counted(count, "file"), count == 1 ? "it" : "them");
  }
  return {};
}

}  // namespace

void NoticeDigest::add(const FileResult& result, const TextFindingPrinter& printer) {
  if (total() < few_notices) printer.append_notices(result, first_);
  for (const parse::Notice& notice : result.notices) {
    ++counts_[static_cast<std::size_t>(notice.kind)];
  }
}

void NoticeDigest::append_to(std::string& out, const Painter& paint,
                             const TextFindingPrinter& printer) const {
  if (total() == 0) return;
  if (total() <= few_notices) {
    out += first_ + '\n';
    return;
  }
  std::vector<std::string> reasons;
  for (std::size_t kind = 0; kind < counts_.size(); ++kind) {
    if (counts_[kind] > 0) {
      reasons.push_back(reason(static_cast<parse::NoticeKind>(kind), counts_[kind]));
    }
  }
  out += printer.rows(fmt::format("{} {} (`--max-per-rule 0` shows each)",
                                  paint(Paint::green, "note:"), fmt::join(reasons, "; ")));
}

std::size_t NoticeDigest::total() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

}  // namespace pglint::report
