// dbmate looks for its markers at the start of lines; options follow them.
#include <algorithm>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::dbmate {
namespace {

/// The options after `marker`, such as `migrate:up`; nothing if the comment is another one.
std::optional<std::string_view> options(const Comment& comment, std::string_view marker) {
  if (!comment.at_margin || !comment.words().starts_with(marker)) return std::nullopt;
  const std::string_view rest = comment.words().substr(marker.size());
  if (!rest.empty() && !is_blank(rest.front())) return std::nullopt;
  return trimmed(rest);
}

bool is_marker(const Comment& comment) {
  return options(comment, "migrate:up") || options(comment, "migrate:down");
}

/// Completes the section before `end`, whose text is known now.
void close(std::string_view text, std::size_t end, Section* section) {
  if (section == nullptr || section->transaction.state != InTransaction::unknown) return;
  send_as_one(text,
              {.range = {.begin = section->range.begin, .end = end},
               .sender = "with `transaction:false`, dbmate sends a section"},
              *section);
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  const Transaction wrapped = {
      .state = InTransaction::yes,
      .why = "dbmate runs a section in one transaction without `transaction:false`"};
  ScriptWriter writer(text);
  each_comment(text, [&](const Comment& comment) {
    const auto up = options(comment, "migrate:up");
    const auto down = options(comment, "migrate:down");
    if (!up && !down) return;
    close(text, comment.line_begin, writer.current());
    writer.end_statement(comment.range);
    const bool is_off = attribute(up ? *up : *down, "transaction") == "false";
    writer.start(comment.line_begin, {.direction = up ? Direction::up : Direction::down,
                                      .transaction = is_off ? Transaction() : wrapped});
  });
  close(text, text.size(), writer.current());
  return writer.finish({.transaction = wrapped});
}

std::optional<FileName> read_name(std::string_view path) {
  const SplitPath split = split_path(path);
  const bool is_own =
      !split.name.empty() && is_digit(split.name.front()) && split.name.ends_with(".sql");
  if (!is_own) return std::nullopt;
  const auto end = std::ranges::find_if_not(split.name, is_digit);
  return FileName{.directory = std::string(split.folder),
                  .order = std::string(split.name),
                  .version = std::string(split.name.begin(), end)};
}

std::vector<NewFile> write(const NewMigration& migration) {
  const std::string_view option = migration.is_outside ? " transaction:false" : "";
  // dbmate wants both sections.
  return {{.path = stem_of(migration) + ".sql",
           .text = fmt::format("-- migrate:up{0}\n{1}\n-- migrate:down{0}\n{2}", option,
                               lines_of(migration.up), lines_of(migration.down))}};
}

}  // namespace

constinit const Runner runner = {
    .name = "dbmate",
    .title = "dbmate",
    .files = "a name that begins with a digit; by name",
    .markers =
        "`-- migrate:up` and `-- migrate:down`, in lower case at the start of the line, as "
        "often as needed",
    .transactions =
        "one for each section; `-- migrate:up transaction:false` turns it off, but the "
        "section is sent as one string",
    .outside = "alone in a section with `-- migrate:up transaction:false`",
    .find_marker = [](const Head& head) { return find_marker(head, is_marker); },
    .read_name = read_name,
    .write = write,
    .read = read,
};

}  // namespace pglint::migration::runners::dbmate
