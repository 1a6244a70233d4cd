// A line on the terminal that says how far a long run is.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace pglint::cli {

/// Shows `123 of 434 files` from one second on, a few times a second, in one line that it erases.
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

  /// Takes the line away, if it is there: before anything else is written, and at the end.
  void erase();

 private:
  std::size_t total_;
  std::size_t done_ = 0;
  Surroundings surroundings_;
  Clock::time_point next_;  ///< when the line is worth writing again
  bool is_shown_ = false;
};

/// Whether somebody watches standard error, and is no machine that keeps all of it.
[[nodiscard]] bool may_show_progress();

/// Of `total` files, on standard error.
[[nodiscard]] Progress progress_on_stderr(std::size_t total);

}  // namespace pglint::cli
