// sql-migrate compares its markers bytewise.
#include <algorithm>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::sql_migrate {
namespace {

/// `Up notransaction` of `-- +migrate Up notransaction`; empty for other comments.
std::string_view command(const Comment& comment) {
  constexpr std::string_view name = "-- +migrate ";
  if (!comment.at_margin || !comment.text.starts_with(name)) return {};
  return trimmed(comment.text.substr(name.size()));
}

bool is_command(const Comment& comment) { return !command(comment).empty(); }

bool has_option(std::string_view options, std::string_view wanted) {
  while (!options.empty()) {
    if (take_word(options) == wanted) return true;
  }
  return false;
}

Transaction transaction_of(std::string_view options) {
  if (has_option(options, "notransaction")) {
    return {.state = InTransaction::no,
            .why = "`notransaction` turns sql-migrate's transaction off for the section"};
  }
  return {.state = InTransaction::yes,
          .why = "sql-migrate runs a section in one transaction without `notransaction`"};
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  ScriptWriter writer(text);
  std::size_t block = 0;  // begin of the block of statements that is not split
  each_comment(text, [&](const Comment& comment) {
    std::string_view options = command(comment);
    const std::string_view name = take_word(options);
    if (name == "Up" || name == "Down") {
      writer.end_statement(comment.range);
      writer.start(comment.line_begin, {.direction = name == "Up" ? Direction::up : Direction::down,
                                        .transaction = transaction_of(options)});
    } else if (name == "StatementBegin") {
      block = comment.range.end;
    } else if (name == "StatementEnd") {
      writer.end_statement(comment.range);
      const Section* const section = writer.current();
      const bool is_open = block > 0 && section != nullptr;
      if (is_open && section->transaction.state == InTransaction::no) {
        writer.join({.begin = block, .end = comment.line_begin});
      }
      block = 0;
    }
  });
  return writer.finish({.transaction = transaction_of({})});
}

/// Those with a number in front come first.
std::string order_of(std::string_view name) {
  const auto rest = std::ranges::find_if_not(name, is_digit);
  const std::string_view digits = name.substr(0, static_cast<std::size_t>(rest - name.begin()));
  std::string order = digits.empty() ? "1" : "0" + sortable(digits);
  return order.append(name);
}

}  // namespace

constinit const Runner runner = {
    .name = "sql-migrate",
    .title = "sql-migrate",
    .files = "by the number in front, then by name",
    .markers =
        "`-- +migrate Up [notransaction]`, `Down`, `StatementBegin`, `StatementEnd`, at the "
        "start of the line, as written here",
    .transactions = "one for each section; `notransaction` after `Up` or `Down` turns it off",
    .outside = "with `-- +migrate Up notransaction`",
    .find_marker = [](const Head& head) { return find_marker(head, is_command); },
    .order_of = order_of,
    .read = read,
};

}  // namespace pglint::migration::runners::sql_migrate
