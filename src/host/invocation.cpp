#include "host/invocation.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "host/wrapper.h"
#include "text/ascii.h"

namespace pglint::host {
namespace {

using Words = std::span<const Word>;

using text::is_one_of;
/// The words after `--`.
Words behind_dashes(Words words) {
  const auto dashes = std::ranges::find(words, std::string_view("--"), &Word::text);
  if (dashes == words.end()) return {};
  return words.subspan(static_cast<std::size_t>(dashes - words.begin()) + 1);
}

/// The script that a shell gets as an argument: `sh -c SCRIPT`, `bash -lc SCRIPT`,
/// `su - postgres --command=SCRIPT`. Only the option's own value: the rest are its parameters.
std::optional<Excerpt> script_argument(Words words) {
  constexpr std::string_view long_option = "--command=";
  for (std::size_t index = 1; index < words.size(); ++index) {
    const std::string_view word = words[index].text();
    if (word.starts_with(long_option)) {
      return words[index].content.part({.begin = long_option.size(), .end = word.size()});
    }
    const bool is_short = word.size() > 1 && word[0] == '-' && word[1] != '-';
    const bool takes_script = word == "--command" || (is_short && word.ends_with('c'));
    if (takes_script && index + 1 < words.size()) return words[index + 1].content;
  }
  return std::nullopt;
}

/// Work to do: words or a script, whichever is not empty.
struct Pending {
  std::vector<Word> words;
  std::size_t assignments = 0;  ///< number of words before the program
  std::optional<Excerpt> script;
  std::size_t depth = 0;
};

/// Follows wrappers and scripts in arguments, with a work list instead of recursion.
class Resolver {
 public:
  explicit Resolver(Activity& activity) : activity_(activity) {}

  void resolve(Pending first) {
    pending_.push_back(std::move(first));
    while (!pending_.empty()) {
      const Pending next = std::move(pending_.back());
      pending_.pop_back();
      if (next.depth > deepest) {
        note_too_deep(next);
        continue;
      }
      depth_ = next.depth + 1;
      if (next.script) {
        take_script(*next.script);
      } else {
        take_words(next);
      }
    }
  }

 private:
  /// The deepest nesting of `ssh`, `sudo`, `sh -c` and so on in one line.
  static constexpr std::size_t deepest = 16;

  void take_script(const Excerpt& script) {
    ShellText text = read_shell(script);
    std::ranges::reverse(text.commands);  // the last one pushed is the next
    for (SimpleCommand& command : text.commands) {
      pending_.push_back(
          {.words = std::move(command.words), .assignments = command.assignments, .depth = depth_});
    }
  }

  void take_words(const Pending& next) {
    const Words all = next.words;
    for (const Word& word : all.first(next.assignments)) add_assignment(word, activity_);
    const Words words = all.subspan(next.assignments);
    if (words.empty()) return;
    if (const Wrapper* wrapper = find_wrapper(words)) return take_wrapped(*wrapper, words);

    constexpr std::array<std::string_view, 5> declarations = {"export", "declare", "typeset",
                                                              "local", "readonly"};
    constexpr std::array<std::string_view, 6> shells = {"sh", "bash", "dash", "zsh", "ksh", "su"};
    constexpr std::array<std::string_view, 3> clusters = {"kubectl", "oc", "flatpak-spawn"};
    const std::string_view program = program_name(words[0].text());
    if (is_one_of(program, declarations)) {
      for (const Word& word : words.subspan(1)) add_assignment(word, activity_);
    } else if (is_one_of(program, shells)) {
      if (auto script = script_argument(words)) {
        pending_.push_back({.script = std::move(script), .depth = depth_});
      }
    } else if (is_one_of(program, clusters)) {
      push(behind_dashes(words));
    } else if (program == "pg_ctl") {
      take_pg_ctl(words);
    } else if (program == "pg_createcluster") {
      add({.program = "initdb", .words = behind_dashes(words), .is_complete = false}, words);
    } else {
      add({.program = program, .words = words.subspan(1)}, words);
    }
  }

  void take_wrapped(const Wrapper& wrapper, Words words) {
    const Wrapped wrapped = unwrap(wrapper, words);
    for (const Word& word : wrapped.assignments) add_assignment(word, activity_);
    // `runuser` takes a command, or a script as `su` does.
    if (wrapper.program == "runuser") {
      if (auto script = script_argument(words)) {
        pending_.push_back({.script = std::move(script), .depth = depth_});
        return;
      }
    }
    if (wrapper.reads_script && wrapped.words.size() == 1) {
      pending_.push_back({.script = wrapped.words[0].content, .depth = depth_});
    } else {
      push(wrapped.words);
    }
  }

  /// `pg_ctl initdb -D data -o '--auth=trust'`.
  void take_pg_ctl(Words words) {
    const bool makes_cluster = std::ranges::any_of(words.subspan(1), [](const Word& word) {
      return word.text() == "initdb" || word.text() == "init";
    });
    if (!makes_cluster) return add({.program = "pg_ctl", .words = words.subspan(1)}, words);
    std::vector<Word> options;
    for (std::size_t index = 1; index + 1 < words.size(); ++index) {
      const std::string_view word = words[index].text();
      if (word == "-o" || word == "--options") append_words(words[index + 1].content, options);
    }
    add({.program = "initdb", .words = options}, words);
  }

  static void append_words(const Excerpt& text, std::vector<Word>& words) {
    for (SimpleCommand& command : read_shell(text).commands) {
      std::ranges::move(command.words, std::back_inserter(words));
    }
  }

  void note_too_deep(const Pending& pending) {
    if (pending.script) {
      const Excerpt& script = *pending.script;
      activity_.skipped.push_back(script.in_file({.begin = 0, .end = script.text().size()}));
    } else {
      const Words words = pending.words;
      activity_.skipped.push_back(
          {.begin = words.front().range.begin, .end = words.back().range.end});
    }
  }

  void push(Words words) {
    if (words.empty()) return;
    pending_.push_back({.words = {words.begin(), words.end()}, .depth = depth_});
  }

  struct Call {
    std::string_view program;
    Words words;
    bool is_complete = true;
  };
  /// `written` are the words of the call as in the file.
  void add(const Call& call, Words written) {
    activity_.commands.push_back(
        {.program = std::string(call.program),
         .arguments = {call.words.begin(), call.words.end()},
         .range = {.begin = written.front().range.begin, .end = written.back().range.end},
         .is_complete = call.is_complete});
  }

  Activity& activity_;
  std::vector<Pending> pending_;
  std::size_t depth_ = 0;
};

}  // namespace

void add_command(std::span<const Word> words, Activity& activity) {
  Resolver(activity).resolve({.words = {words.begin(), words.end()}});
}

ShellText add_script(const Excerpt& script, Activity& activity) {
  ShellText text = read_shell(script);
  for (SimpleCommand& command : text.commands) {
    Resolver(activity).resolve(
        {.words = std::move(command.words), .assignments = command.assignments});
  }
  return text;
}

void add_assignment(const Word& word, Activity& activity) {
  const std::string_view text = word.text();
  const std::size_t name = variable_name_size(text);
  const std::string_view rest = text.substr(name);
  const std::size_t operation = rest.starts_with("+=") ? 2 : 1;
  if (name == 0 || !(rest.starts_with('=') || operation == 2)) return;
  const text::Range value = {.begin = name + operation, .end = text.size()};
  const Excerpt content = word.content.part(value);
  const text::Range place =
      value.empty() ? text::Range{word.range.end, word.range.end} : word.content.in_file(value);
  add_assignment({.name = std::string(text.substr(0, name)),
                  .value = {.content = content, .range = place},
                  .range = word.range},
                 activity);
}

void add_assignment(Assignment assignment, Activity& activity) {
  constexpr std::array<std::string_view, 2> initdb_arguments = {"POSTGRES_INITDB_ARGS",
                                                                "PGSETUP_INITDB_OPTIONS"};
  if (is_one_of(assignment.name, initdb_arguments)) {
    Command initdb = {.program = "initdb", .range = assignment.range, .is_complete = false};
    for (SimpleCommand& command : read_shell(assignment.value.content).commands) {
      std::ranges::move(command.words, std::back_inserter(initdb.arguments));
    }
    activity.commands.push_back(std::move(initdb));
  }
  activity.assignments.push_back(std::move(assignment));
}

}  // namespace pglint::host
