#include "host/wrapper.h"

#include <algorithm>
#include <array>

#include "host/shell_reader.h"

namespace pglint::host {
namespace {

using OptionNames = std::span<const std::string_view>;

constexpr std::array<std::string_view, 11> sudo_with_value = {
    "user", "group", "host",       "prompt",          "chdir",     "chroot",
    "role", "type",  "close-from", "command-timeout", "other-user"};
constexpr std::array<std::string_view, 1> timeout_with_value = {"signal"};
constexpr std::array<std::string_view, 3> env_with_value = {"unset", "chdir", "split-string"};
constexpr std::array<std::string_view, 4> runuser_with_value = {"user", "group", "supp-group",
                                                                "shell"};
constexpr std::array<std::string_view, 6> xargs_with_value = {
    "arg-file", "delimiter", "max-args", "max-procs", "replace", "max-chars"};
/// Flags without a value of `docker run` and `docker exec` and Compose's `run` and `exec`.
constexpr std::array<std::string_view, 24> container_flags = {"rm",
                                                              "detach",
                                                              "interactive",
                                                              "tty",
                                                              "init",
                                                              "privileged",
                                                              "publish-all",
                                                              "read-only",
                                                              "no-healthcheck",
                                                              "oom-kill-disable",
                                                              "sig-proxy",
                                                              "disable-content-trust",
                                                              "quiet",
                                                              "use-api-socket",
                                                              "no-TTY",
                                                              "no-tty",
                                                              "no-deps",
                                                              "service-ports",
                                                              "use-aliases",
                                                              "quiet-pull",
                                                              "build",
                                                              "remove-orphans",
                                                              "quiet-build",
                                                              "dry-run"};

constexpr Wrapper container(std::string_view program, std::string_view subcommand) {
  return {.program = program,
          .subcommand = subcommand,
          .short_with_value = "aceehlmpuvw",
          .long_take_values = true,
          .long_exceptions = OptionNames(container_flags),
          .operands = 1,
          .environment = 'e'};
}

constexpr std::array wrappers = {
    Wrapper{.program = "sudo",
            .short_with_value = "CDghpRrtTuU",
            .long_exceptions = OptionNames(sudo_with_value)},
    Wrapper{.program = "doas", .short_with_value = "uC"},
    Wrapper{.program = "env",
            .short_with_value = "uCS",
            .long_exceptions = OptionNames(env_with_value)},
    Wrapper{.program = "exec", .short_with_value = "a"},
    Wrapper{.program = "command"},
    Wrapper{.program = "builtin"},
    Wrapper{.program = "nohup"},
    Wrapper{.program = "setsid"},
    Wrapper{.program = "time", .short_with_value = "fo"},
    Wrapper{.program = "nice", .short_with_value = "n"},
    Wrapper{.program = "ionice", .short_with_value = "cn"},
    Wrapper{.program = "stdbuf", .short_with_value = "ioe"},
    Wrapper{.program = "timeout",
            .short_with_value = "ks",
            .long_exceptions = OptionNames(timeout_with_value),
            .operands = 1},
    Wrapper{.program = "chroot", .operands = 1},
    Wrapper{.program = "gosu", .operands = 1},
    Wrapper{.program = "su-exec", .operands = 1},
    Wrapper{.program = "runuser",
            .short_with_value = "ugGs",
            .long_exceptions = OptionNames(runuser_with_value)},
    Wrapper{.program = "xargs",
            .short_with_value = "aEILnPsd",
            .long_exceptions = OptionNames(xargs_with_value)},
    Wrapper{.program = "ssh",
            .short_with_value = "bcDEeFIiJLlmOopQRSWw",
            .operands = 1,
            .reads_script = true},
    Wrapper{.program = "eval", .reads_script = true},
    container("docker", "run"),
    container("docker", "exec"),
    container("docker", "create"),
    container("docker-compose", "run"),
    container("docker-compose", "exec"),
    container("podman", "run"),
    container("podman", "exec"),
    container("podman", "create"),
    container("podman-compose", "run"),
    container("podman-compose", "exec"),
    container("nerdctl", "run"),
    container("nerdctl", "exec"),
};

/// The index of the word after `subcommand`, which options, `compose` or `container` may precede.
std::size_t behind_subcommand(std::string_view subcommand, std::span<const Word> words) {
  constexpr std::array<std::string_view, 8> value_options = {
      "-f", "--file", "-p", "--project-name", "--profile", "--env-file", "-H", "--context"};
  std::size_t index = 1;
  for (; index < words.size(); ++index) {
    const std::string_view word = words[index].text();
    if (word == subcommand) return index + 1;
    if (std::ranges::count(value_options, word) > 0) {
      ++index;
    } else if (!word.starts_with('-') && word != "compose" && word != "container") {
      return 0;
    }
  }
  return 0;
}

/// The number of words of the option that `word` begins.
std::size_t option_size(const Wrapper& wrapper, std::string_view word) {
  if (word.starts_with("--")) {
    const std::string_view name = word.substr(2);
    if (name.find('=') != std::string_view::npos) return 1;
    const bool is_exception = std::ranges::count(wrapper.long_exceptions, name) > 0;
    return wrapper.long_take_values != is_exception ? 2 : 1;
  }
  const std::size_t letter = word.find_first_of(wrapper.short_with_value, 1);
  return letter != std::string_view::npos && letter + 1 == word.size() ? 2 : 1;
}

bool is_name_and_value(std::string_view word) {
  const std::size_t name = variable_name_size(word);
  return name > 0 && word.substr(name).starts_with('=');
}

/// The NAME=value after `-e` or `--env`, in the words of one option.
void take_environment(const Wrapper& wrapper, std::span<const Word> option, Wrapped& result) {
  if (wrapper.environment == '\0') return;
  const Word& first = option.front();
  const std::string_view text = first.text();
  const std::string_view flag = "--env=";
  if (option.size() == 2) {
    const bool is_short = !text.starts_with("--") && text.ends_with(wrapper.environment);
    if (is_short || text == "--env") result.assignments.push_back(option[1]);
  } else if (text.starts_with(flag)) {
    result.assignments.push_back(
        {.content = first.content.part({.begin = flag.size(), .end = text.size()}),
         .range = first.range});
  } else if (text.size() > 2 && text[1] == wrapper.environment) {
    result.assignments.push_back(
        {.content = first.content.part({.begin = 2, .end = text.size()}), .range = first.range});
  }
}

}  // namespace

const Wrapper* find_wrapper(std::span<const Word> words) {
  if (words.empty()) return nullptr;
  const std::string_view program = program_name(words[0].text());
  const auto found = std::ranges::find_if(wrappers, [&](const Wrapper& wrapper) {
    return wrapper.program == program &&
           (wrapper.subcommand.empty() || behind_subcommand(wrapper.subcommand, words) > 0);
  });
  return found == wrappers.end() ? nullptr : &*found;
}

Wrapped unwrap(const Wrapper& wrapper, std::span<const Word> words) {
  Wrapped result;
  std::size_t at = wrapper.subcommand.empty() ? 1 : behind_subcommand(wrapper.subcommand, words);
  std::size_t operands = wrapper.operands;
  while (at < words.size()) {
    const std::string_view word = words[at].text();
    if (word == "--") {
      ++at;
      if (operands == 0) break;
    } else if (word.size() > 1 && word.starts_with('-')) {
      const std::size_t size = std::min(option_size(wrapper, word), words.size() - at);
      take_environment(wrapper, words.subspan(at, size), result);
      at += size;
    } else if (operands > 0) {
      --operands;
      ++at;
      if (operands == 0 && wrapper.operands > 0) break;
    } else if (is_name_and_value(word)) {
      result.assignments.push_back(words[at]);
      ++at;
    } else {
      break;
    }
  }
  result.words = words.subspan(at);
  return result;
}

std::string_view program_name(std::string_view word) {
  std::string_view name = word.substr(word.find_last_of("/\\") + 1);  // npos + 1 is 0
  if (name.ends_with(".exe")) name.remove_suffix(4);
  return name;
}

}  // namespace pglint::host
