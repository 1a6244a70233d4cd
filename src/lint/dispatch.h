// Maps a node's tag to its checks.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rule/rule.h"
#include "rule/settings.h"

namespace pglint {

/// Built once per run and shared by all threads: one look-up per node.
class DispatchTable {
 public:
  struct Entry {
    const Rule* rule = nullptr;  ///< null for evidence handlers
    void (*call)(const Node&, Context&) = nullptr;
  };

  /// Takes the checks of the rules in `settings` that apply to the target version, and the evidence
  /// handlers they need.
  explicit DispatchTable(const Settings& settings);

  /// Checks for nodes with `tag`, in the order of the rules.
  [[nodiscard]] std::span<const Entry> checks(NodeTag tag) const {
    return {entries_.data() + first_[tag], entries_.data() + first_[tag + 1]};
  }

  /// The rules with a check of queries.
  [[nodiscard]] std::span<const Rule* const> query_rules() const { return query_rules_; }

  /// Whether a rule has a check of what runs.
  [[nodiscard]] bool judges_runs() const { return judges_runs_; }
  /// Whether one of them wants every statement that changes rows.
  [[nodiscard]] bool wants_rows() const { return wants_rows_; }
  /// Whether a rule wants what down migrations name.
  [[nodiscard]] bool wants_down_words() const { return wants_down_words_; }

  /// Files of which nothing is reported are read for the rules of `other`.
  void read_for(const DispatchTable& other) {
    wants_down_words_ = wants_down_words_ || other.wants_down_words_;
  }

  /// For every tag: whether no check wants it or anything below it.
  [[nodiscard]] const bool* skipped_tags() const { return skipped_.data(); }

 private:
  static constexpr std::size_t tag_count = 1024;  // PostgreSQL 18 has 480

  std::vector<Entry> entries_;
  std::array<std::uint16_t, tag_count + 1> first_ = {};
  std::array<bool, tag_count> skipped_ = {};
  std::vector<const Rule*> query_rules_;
  bool judges_runs_ = false;
  bool wants_rows_ = false;
  bool wants_down_words_ = false;
};

}  // namespace pglint
