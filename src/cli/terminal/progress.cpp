#include "cli/terminal/progress.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace pglint::cli {
namespace {

constexpr std::chrono::milliseconds silence(1000);
constexpr std::chrono::milliseconds interval(100);

std::string_view variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

Progress::Progress(std::size_t total, Surroundings surroundings)
    : total_(total), surroundings_(std::move(surroundings)), next_(surroundings_.now() + silence) {}

void Progress::advance() {
  ++done_;
  const Clock::time_point now = surroundings_.now();
  if (now < next_) return;
  next_ = now + interval;
  is_shown_ = true;
  surroundings_.write(fmt::format("\r\033[Kpglint: {} of {} files", done_, total_));
}

void Progress::erase() {
  if (!is_shown_) return;
  is_shown_ = false;
  surroundings_.write("\r\033[K");
}

bool may_show_progress() {
  return ::isatty(STDERR_FILENO) == 1 && variable("CI").empty() && !variable("TERM").empty() &&
         variable("TERM") != "dumb";
}

Progress progress_on_stderr(std::size_t total) {
  return Progress(total, {.now = Progress::Clock::now, .write = [](const std::string& text) {
                            std::fputs(text.c_str(), stderr);
                            std::fflush(stderr);
                          }});
}

}  // namespace pglint::cli
