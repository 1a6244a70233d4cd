// goose reads lines, so a marker is alone on its line.
#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::goose {
namespace {

/// `Up` of `-- +goose Up`; empty for other comments.
std::string_view annotation(const Comment& comment) {
  constexpr std::string_view name = "+goose";
  const std::string_view words = comment.words();
  if (!comment.at_margin || !words.starts_with(name)) return {};
  const std::string_view rest = words.substr(name.size());
  return rest.empty() || !is_blank(rest.front()) ? std::string_view() : trimmed(rest);
}

bool is_annotation(const Comment& comment) { return !annotation(comment).empty(); }

bool turns_transaction_off(const Comment& comment) {
  return same_word(annotation(comment), "NO TRANSACTION");
}

Transaction transaction_of(std::string_view text) {
  const auto off = find_comment(text, turns_transaction_off);
  if (off) {
    return {.state = InTransaction::no,
            .why = fmt::format("`{}` on line {} turns goose's transaction off", off->text,
                               line_number(text, off->line_begin))};
  }
  return {.state = InTransaction::yes,
          .why = "goose runs a file in one transaction without `-- +goose NO TRANSACTION`"};
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  const Transaction transaction = transaction_of(text);
  ScriptWriter writer(text);
  std::size_t block = 0;  // begin of the block of statements that goose does not split
  each_comment(text, [&](const Comment& comment) {
    const std::string_view what = annotation(comment);
    const bool is_up = same_word(what, "Up");
    if (is_up || same_word(what, "Down")) {
      writer.end_statement(comment.range);
      writer.start(comment.line_begin, {.direction = is_up ? Direction::up : Direction::down,
                                        .transaction = transaction});
    } else if (same_word(what, "StatementBegin")) {
      block = comment.range.end;
    } else if (same_word(what, "StatementEnd")) {
      writer.end_statement(comment.range);
      const bool is_open = block > 0 && writer.current() != nullptr;
      if (is_open && transaction.state == InTransaction::no) {
        writer.join({.begin = block, .end = comment.line_begin});
      }
      block = 0;
    }
  });
  return writer.finish({.transaction = transaction});
}

std::vector<NewFile> write(const NewMigration& migration) {
  std::string text = migration.is_outside ? "-- +goose NO TRANSACTION\n" : "";
  text += "-- +goose Up\n" + lines_of(migration.up);
  if (!migration.down.empty()) text += "\n-- +goose Down\n" + lines_of(migration.down);
  return {{.path = stem_of(migration) + ".sql", .text = std::move(text)}};
}

}  // namespace

constinit const Runner runner = {
    .name = "goose",
    .title = "goose",
    .files = "`12_name.sql`, by number",
    .markers =
        "`-- +goose Up`, `Down`, `StatementBegin`, `StatementEnd`, `NO TRANSACTION`, at the "
        "start of the line, in any case",
    .transactions =
        "one for the file; `NO TRANSACTION` turns it off, and a block between "
        "`StatementBegin` and `StatementEnd` is sent as one string",
    .outside = "alone in a file with `-- +goose NO TRANSACTION` at the top",
    .find_marker = [](const Head& head) { return find_marker(head, is_annotation); },
    .read_name = numbered_file,
    .write = write,
    .read = read,
};

}  // namespace pglint::migration::runners::goose
