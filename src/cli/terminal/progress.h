// A progress line on the terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace pglint::cli {

/// Shows `123 of 434 files` after the first second, some times a second, in a line that it erases.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  struct Surroundings {
    std::function<Clock::time_point()> now;
    std::function<void(const std::string&)> write;  ///< to the terminal
  };

  /// Of `total` files.
  Progress(std::size_t total, Surroundings surroundings);

  /// One more file was read.
  void advance();

  /// Removes the line. Call it before anything else is written, and at the end.
  void erase();

 private:
  std::size_t total_;
  std::size_t done_ = 0;
  Surroundings surroundings_;
  Clock::time_point next_;  ///< when to write the line again
  bool is_shown_ = false;
};

/// Whether standard error is a terminal and not a log.
[[nodiscard]] bool may_show_progress();

/// Of `total` files, on standard error.
[[nodiscard]] Progress progress_on_stderr(std::size_t total);

}  // namespace pglint::cli
