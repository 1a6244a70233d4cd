#include "lint/dispatch.h"

#include <algorithm>

#include "lint/evidence.h"

namespace pglint {
namespace {

/// Nodes with only values below them, which no check can be bound to: most of any INSERT.
constexpr std::array leaves = {T_A_Const,   T_Integer, T_Float,     T_Boolean, T_String,
                               T_BitString, T_A_Star,  T_ColumnRef, T_ParamRef};

}  // namespace

DispatchTable::DispatchTable(const Settings& settings) {
  judges_runs_ = settings.collects_locks;
  struct Tagged {
    NodeTag tag;
    Entry entry;
  };
  std::vector<Tagged> tagged;
  for (const Rule* rule : settings.rules) {
    if (settings.pg_version < rule->min_pg_version) continue;
    judges_runs_ = judges_runs_ || runs_with_file(*rule);
    wants_rows_ = wants_rows_ || rule->wants_rows;
    wants_down_words_ = wants_down_words_ || rule->wants_down_words;
    if (rule->query_check != nullptr) query_rules_.push_back(rule);
    for (const Handler& handler : rule->checks) {
      if (handler.call == nullptr) continue;
      tagged.push_back({.tag = handler.tag, .entry = {.rule = rule, .call = handler.call}});
    }
  }
  if (collects_evidence(settings)) {
    for (const Handler& handler : evidence_handlers()) {
      tagged.push_back({.tag = handler.tag, .entry = {.rule = nullptr, .call = handler.call}});
    }
  }
  std::ranges::stable_sort(tagged, {}, &Tagged::tag);

  entries_.reserve(tagged.size());
  for (const Tagged& item : tagged) {
    entries_.push_back(item.entry);
    ++first_[static_cast<std::size_t>(item.tag) + 1];
  }
  for (std::size_t tag = 0; tag < tag_count; ++tag) {
    first_[tag + 1] = static_cast<std::uint16_t>(first_[tag + 1] + first_[tag]);
  }

  for (const NodeTag leaf : leaves) skipped_[leaf] = checks(leaf).empty();
  // A check may be bound to the parts of a column reference only.
  if (!skipped_[T_String] || !skipped_[T_A_Star]) skipped_[T_ColumnRef] = false;
}

}  // namespace pglint
