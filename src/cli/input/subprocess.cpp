#include "cli/input/subprocess.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <utility>

// NOLINTNEXTLINE(readability-redundant-declaration): POSIX names it, but not every header does
extern char** environ;

namespace pglint::cli {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};
using TemporaryFile = std::unique_ptr<std::FILE, CloseFile>;

/// A temporary file instead of a second pipe, which could deadlock.
TemporaryFile temporary_file(std::string_view content = {}) {
  TemporaryFile file(std::tmpfile());
  if (!file) return nullptr;
  ::fcntl(::fileno(file.get()), F_SETFD, FD_CLOEXEC);
  // fwrite must not be given the null pointer of an empty view.
  const bool is_written = content.empty() || std::fwrite(content.data(), 1, content.size(),
                                                         file.get()) == content.size();
  return is_written && std::fseek(file.get(), 0, SEEK_SET) == 0 ? std::move(file) : nullptr;
}

struct Read {
  std::string content;
  bool is_cut = false;
};

/// All bytes up to the end of a pipe or file, at most `most_output`.
Read read_to_end(int descriptor) {
  Read read;
  std::array<char, 64 * 1024> buffer = {};
  while (!read.is_cut) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return read;
    read.content.append(buffer.data(), static_cast<std::size_t>(got));
    read.is_cut = read.content.size() > most_output;
  }
  return read;
}

/// The environment that the program gets, with messages in English.
std::vector<std::string> environment_of(const Program& program) {
  std::vector<std::string> variables = {"LC_ALL=C"};
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    if (!text.starts_with("LC_ALL=") && program.gets(text)) variables.emplace_back(text);
  }
  return variables;
}

/// A null-terminated array, as C expects it.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

struct Streams {
  int in = -1;
  int out = -1;
  int err = -1;
};

std::optional<pid_t> spawn(const Program& program, const Streams& streams) {
  std::vector<std::string> words = program.words;
  std::vector<std::string> variables = environment_of(program);
  posix_spawn_file_actions_t actions = {};
  if (::posix_spawn_file_actions_init(&actions) != 0) return std::nullopt;
  ::posix_spawn_file_actions_adddup2(&actions, streams.in, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, streams.out, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, streams.err, STDERR_FILENO);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr,
                                   pointers_to(words).data(), pointers_to(variables).data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return std::nullopt;
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::optional<ProgramOutcome> run_program(const Program& program) {
  // The exit code of a shell, and of some posix_spawn, for a missing program.
  constexpr int no_such_program = 127;
  const TemporaryFile in = temporary_file(program.input);
  const TemporaryFile err = temporary_file();
  std::array<int, 2> pipe = {-1, -1};
  if (!in || !err || ::pipe(pipe.data()) != 0) return std::nullopt;
  for (const int end : pipe) ::fcntl(end, F_SETFD, FD_CLOEXEC);
  const auto child =
      spawn(program, {.in = ::fileno(in.get()), .out = pipe[1], .err = ::fileno(err.get())});
  ::close(pipe[1]);
  Read out;
  if (child) out = read_to_end(pipe[0]);
  ::close(pipe[0]);
  if (!child) return std::nullopt;
  ProgramOutcome outcome = {.out = std::move(out.content), .err = {}, .is_cut = out.is_cut};
  outcome.status = wait_for(*child);
  ::lseek(::fileno(err.get()), 0, SEEK_SET);
  outcome.err = read_to_end(::fileno(err.get())).content;
  if (outcome.status == no_such_program) return std::nullopt;
  return outcome;
}

}  // namespace pglint::cli
