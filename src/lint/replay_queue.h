// Replays the files of one database: each as it comes, or, where no migration tool orders them, in
// an order in which they can run.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "catalog/dependencies.h"

#include "lint/linted_file.h"
#include "lint/replay.h"
#include "lint/replay_order.h"
#include "lint/run.h"

namespace pglint {

class ReplayQueue {
 public:
  using Done = std::function<void(LintedFile&&)>;

  /// `settings` must outlive the queue. `may_wait`: whether a file may have to wait for a later
  /// one.
  ReplayQueue(const Settings& settings, bool may_wait) : replay_(settings), may_wait_(may_wait) {}

  /// The next file. Calls `done` with those that were replayed, in any order.
  void add(LintedFile&& file, const Done& done);

  /// After the last file.
  void finish(const Done& done);

  [[nodiscard]] bool may_wait() const { return may_wait_; }
  [[nodiscard]] Replay& replay() { return replay_; }
  [[nodiscard]] const Replay& replay() const { return replay_; }
  [[nodiscard]] const ReplayedFiles& replayed() const { return replayed_; }

 private:
  [[nodiscard]] bool has_to_wait(const OrderedFile& file) const;
  [[nodiscard]] bool is_teardown(const OrderedFile& file) const;
  void follow(LintedFile& file, const OrderedFile& ordered);

  Replay replay_;
  bool may_wait_;
  catalog::DependencyNames made_;  ///< by all files so far
  std::deque<LintedFile> held_;    ///< from the first one on that has to wait
  std::vector<OrderedFile> held_names_;
  std::vector<std::string> folders_;  ///< of plain files, by the numbers of files
  ReplayedFiles replayed_;
};

}  // namespace pglint
