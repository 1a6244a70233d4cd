#include "cli/terminal/progress.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::cli {
namespace {

using std::chrono::milliseconds;

TEST_CASE("progress: nothing for a second, then a line at intervals, which is erased at the end") {
  Progress::Clock::time_point now;
  std::string terminal;
  Progress progress(434, {.now = [&] { return now; },
                          .write = [&](const std::string& text) { terminal += text; }});
  now += milliseconds(999);
  progress.advance();
  progress.erase();
  CHECK(terminal.empty());
  now += milliseconds(1);
  progress.advance();
  CHECK(terminal == "\r\033[Kpglint: 2 of 434 files");
  now += milliseconds(99);
  progress.advance();
  CHECK(terminal == "\r\033[Kpglint: 2 of 434 files");
  now += milliseconds(1);
  progress.advance();
  CHECK(terminal.ends_with("\r\033[Kpglint: 4 of 434 files"));
  progress.erase();
  CHECK(terminal.ends_with("files\r\033[K"));
  const std::string erased = terminal;
  progress.erase();
  CHECK(terminal == erased);
}

}  // namespace
}  // namespace pglint::cli
