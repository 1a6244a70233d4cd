// Results of workers in the order of their input.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "lint/linted_file.h"

namespace pglint {

/// Hands out indexes to workers and takes results. Workers wait if they are too far ahead of the
/// reader.
class OrderedQueue {
 public:
  OrderedQueue(std::size_t count, std::size_t window) : results_(count), window_(window) {}

  /// The next index, or nothing at the end. Blocks while the window is full.
  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ >= results_.size() || next_ < delivered_ + window_; });
    if (next_ >= results_.size()) return std::nullopt;
    return next_++;
  }

  void put(std::size_t index, LintedFile&& result) {
    const std::lock_guard lock(mutex_);
    results_[index] = std::move(result);
    changed_.notify_all();
  }

  /// The next result in order. Blocks until it is available.
  LintedFile wait_for_next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return results_[delivered_].has_value(); });
    LintedFile result = std::move(*results_[delivered_]);
    results_[delivered_].reset();
    ++delivered_;
    changed_.notify_all();
    return result;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<LintedFile>> results_;
  std::size_t window_;
  std::size_t next_ = 0;
  std::size_t delivered_ = 0;
};

}  // namespace pglint
