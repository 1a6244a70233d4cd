#include "program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "cli/input/discovery.h"
#include "text/file.h"
#include "timing.h"

namespace pglint::bench {
namespace {

constexpr int runs = 9;

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// The files of a folder that parse without errors, one by one as pglint reads them.
std::vector<std::string> contents_of(const std::string& folder) {
  const std::vector<std::string> paths = {folder};
  std::vector<std::string> contents;
  for (const SourceFile& file : cli::discover(paths).files) {
    auto content = text::read_file(file.path);
    if (content.ok()) contents.push_back(std::move(content).value());
  }
  return contents;
}

}  // namespace

double run_program(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {PGLINT_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  rusage usage = {};
  const bool is_running =
      ::posix_spawn(&child, pointers[0], &actions, nullptr, pointers.data(), environ) == 0;
  if (is_running) ::wait4(child, nullptr, 0, &usage);
  posix_spawn_file_actions_destroy(&actions);
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

void measure_folders(const std::vector<std::string>& folders) {
  if (folders.empty()) return;
  std::printf("\n%-34s %8s %16s %16s %8s\n", "pglint check --jobs 1 FOLDER", "files",
              "parser, us/file", "pglint, us/file", "ratio");
  for (const std::string& folder : folders) {
    const std::vector<std::string> contents = contents_of(folder);
    if (contents.empty()) continue;
    double parse = 1e9;
    double check = 1e9;
    for (int run = 0; run < runs; ++run) {  // alternately, so that load affects both
      parse = std::min(parse, fastest(1, [&] {
                         for (const std::string& content : contents) raw_parse(content);
                       }));
      check = std::min(check, run_program({"check", "--isolated", "--jobs", "1", "--format", "json",
                                           "--fail-on", "never", folder}));
    }
    const auto each = [&](double seconds) {
      return seconds * 1e6 / static_cast<double>(contents.size());
    };
    std::printf("%-34s %8zu %16.1f %16.1f %8.2f\n", folder.c_str(), contents.size(), each(parse),
                each(check), check / parse);
  }
}

}  // namespace pglint::bench
