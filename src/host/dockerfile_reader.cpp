// Reads instructions as the builder does: lines continued by a backslash (or the character set by
// `# escape=`), comments between them, here-documents of RUN.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "host/invocation.h"
#include "host/json_words.h"
#include "host/readers.h"
#include "host/shell_reader.h"
#include "text/ascii.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

class DockerfileReader {
 public:
  DockerfileReader(std::string_view content, HostFile& file) : content_(content), file_(file) {}

  void read() {
    if (content_.starts_with(text::utf8_bom)) at_ = text::utf8_bom.size();
    while (at_ < content_.size()) {
      if (take_comment()) continue;
      const Excerpt instruction = take_instruction();
      take(instruction);
    }
  }

 private:
  /// Skips the line if it is a comment or blank, and returns whether it was.
  bool take_comment() {
    const std::size_t end = text::find_line_end(content_, at_);
    const std::size_t first = std::min(content_.find_first_not_of(blanks, at_), end);
    if (first < end && content_[first] != '#') return false;
    if (first < end) {
      const std::string_view comment = content_.substr(first, end - first);
      if (text::uppered(comment).starts_with("# ESCAPE=`")) escape_ = '`';
      file_.comments.push_back({.begin = first, .end = end});
    }
    at_ = next_line(content_, at_);
    return true;
  }

  /// The lines of one instruction without continuation marks.
  Excerpt take_instruction() {
    Excerpt instruction;
    bool goes_on = true;
    while (goes_on && at_ < content_.size()) {
      if (!instruction.text().empty() && take_comment()) continue;
      const std::size_t end = text::find_line_end(content_, at_);
      const std::size_t last = content_.substr(0, end).find_last_not_of(blanks);
      goes_on = last != std::string_view::npos && last >= at_ && content_[last] == escape_;
      instruction.append(content_, {.begin = at_, .end = goes_on ? last : end});
      at_ = next_line(content_, at_);
    }
    return instruction;
  }

  void take(const Excerpt& instruction) {
    const std::string_view text = instruction.text();
    std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    std::string name;
    do {  // ONBUILD and HEALTHCHECK precede another instruction
      const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
      name = text::uppered(text.substr(begin, end - begin));
      begin = skip_flags(text, end);
    } while ((name == "ONBUILD" || name == "HEALTHCHECK") && begin < text.size());

    constexpr std::array<std::string_view, 3> commands = {"RUN", "CMD", "ENTRYPOINT"};
    const Excerpt rest = instruction.part({.begin = begin, .end = text.size()});
    if (std::ranges::count(commands, name) > 0) take_command(rest);
    if (name == "ENV" || name == "ARG") take_variables(rest);
  }

  /// Flags such as `--mount=type=cache` belong to the instruction.
  static std::size_t skip_flags(std::string_view text, std::size_t at) {
    at = std::min(text.find_first_not_of(blanks, at), text.size());
    while (text.substr(at).starts_with("--")) {
      at = std::min(text.find_first_of(blanks, at), text.size());
      at = std::min(text.find_first_not_of(blanks, at), text.size());
    }
    return at;
  }

  void take_command(const Excerpt& command) {
    const std::string_view text = command.text();
    if (const auto words = read_json_words(command)) {
      add_command(*words, file_.activity);
      return;
    }
    if (text.starts_with("<<")) return take_here_document(text);
    Excerpt script = command;
    append_here_document(script);
    add_script(script, file_);
  }

  [[nodiscard]] text::Range trimmed(text::Range range) const {
    while (range.end > range.begin && blanks.find(content_[range.end - 1]) < blanks.size()) {
      --range.end;
    }
    return range;
  }

  /// `RUN <<EOF`: the lines after it are a script.
  void take_here_document(std::string_view text) {
    const bool strips_tabs = text.starts_with("<<-");
    std::string_view delimiter = text.substr(strips_tabs ? 3 : 2);
    delimiter = delimiter.substr(0, delimiter.find_first_of(blanks));
    if (delimiter.size() > 1 && (delimiter[0] == '"' || delimiter[0] == '\'')) {
      delimiter = delimiter.substr(1, delimiter.size() - 2);
    }
    Excerpt script;
    while (at_ < content_.size()) {
      const std::size_t end = text::find_line_end(content_, at_);
      std::string_view line = content_.substr(at_, end - at_);
      if (strips_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
      const std::size_t next = next_line(content_, at_);
      if (line != delimiter) script.append(content_, {.begin = at_, .end = next});
      at_ = next;
      if (line == delimiter) break;
    }
    add_script(script, file_);
  }

  /// `RUN cat <<EOF >file`: the lines after it are data, which the shell reader skips.
  void append_here_document(Excerpt& script) {
    const std::size_t mark = script.text().find("<<");
    if (mark == std::string::npos || has_open_document_) return;
    std::string_view rest = std::string_view(script.text()).substr(mark + 2);
    rest.remove_prefix(std::min(rest.find_first_not_of("-'\""), rest.size()));
    const std::string delimiter(rest.substr(0, variable_name_size(rest)));
    if (delimiter.empty()) return;
    for (std::size_t at = at_; at < content_.size(); at = next_line(content_, at)) {
      const std::string_view line = content_.substr(at, text::find_line_end(content_, at) - at);
      if (line.substr(std::min(line.find_first_not_of('\t'), line.size())) != delimiter) continue;
      script.append_decoded("\n", {.begin = at_, .end = at_});
      script.append(content_, {.begin = at_, .end = next_line(content_, at)});
      at_ = next_line(content_, at);
      return;
    }
    has_open_document_ = true;  // what looked like a mark is not one
  }

  /// `NAME=value NAME=value`, or the older `NAME value`.
  void take_variables(const Excerpt& variables) {
    const std::string_view text = variables.text();
    const std::size_t name = variable_name_size(text);
    if (name == 0) return;
    if (!text.substr(name).starts_with('=')) {
      const std::size_t begin = std::min(text.find_first_not_of(blanks, name), text.size());
      const text::Range value = {.begin = begin, .end = text.size()};
      if (value.empty()) return;
      add_assignment(
          {.name = std::string(text.substr(0, name)),
           .value = {.content = variables.part(value), .range = trimmed(variables.in_file(value))},
           .range = trimmed(variables.in_file({.begin = 0, .end = text.size()}))},
          file_.activity);
      return;
    }
    for (const SimpleCommand& words : read_shell(variables).commands) {
      for (const Word& word : words.words) add_assignment(word, file_.activity);
    }
  }

  std::string_view content_;
  HostFile& file_;
  std::size_t at_ = 0;
  char escape_ = '\\';
  bool has_open_document_ = false;
};

}  // namespace

void read_dockerfile(std::string_view content, HostFile& file) {
  DockerfileReader(content, file).read();
}

}  // namespace pglint::host
