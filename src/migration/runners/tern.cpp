// tern divides a file at a marker line.
#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::tern {
namespace {

bool divides(const Comment& comment) {
  return comment.at_margin && comment.text == "---- create above / drop below ----";
}

bool turns_transaction_off(const Comment& comment) {
  return comment.at_margin && comment.text == "---- tern: disable-tx ----";
}

bool is_marker(const Comment& comment) {
  return divides(comment) || turns_transaction_off(comment);
}

Transaction transaction_of(std::string_view text) {
  if (find_comment(text, turns_transaction_off)) {
    return {.state = InTransaction::no,
            .why = "`---- tern: disable-tx ----` turns tern's transaction off"};
  }
  return {.state = InTransaction::yes,
          .why = "tern runs a migration in one transaction without `---- tern: disable-tx ----`"};
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  const Transaction transaction = transaction_of(text);
  ScriptWriter writer(text);
  if (const auto divider = find_comment(text, divides)) {
    writer.start(0, {.transaction = transaction});
    writer.end_statement(divider->range);
    writer.start(divider->line_begin, {.direction = Direction::down, .transaction = transaction});
  }
  return writer.finish({.transaction = transaction});
}

}  // namespace

constinit const Runner runner = {
    .name = "tern",
    .title = "tern",
    .files = "`12_name.sql`, by number",
    .markers = "`---- create above / drop below ----`, `---- tern: disable-tx ----`",
    .transactions = "one for the file; `disable-tx` turns it off",
    .outside = "with `---- tern: disable-tx ----`",
    .find_marker = [](const Head& head) { return find_marker(head, is_marker); },
    .read_name = numbered_file,
    .read = read,
};

}  // namespace pglint::migration::runners::tern
