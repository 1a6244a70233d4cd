#include "migration/transaction.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/words.h"
#include "parse/tree/nodes.h"
#include "text/line/index.h"

namespace pglint::migration {
namespace {

/// Commands of psql that run other files.
constexpr std::array<std::string_view, 4> including_commands = {"i", "ir", "include",
                                                                "include_relative"};

/// The effect of a statement on the transaction around it.
enum class Effect { none, begins, ends };

Effect effect_of(const TransactionStmt& statement) {
  switch (statement.kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      return Effect::begins;
    case TRANS_STMT_COMMIT:
    case TRANS_STMT_ROLLBACK:
      return statement.chain ? Effect::begins : Effect::ends;
    case TRANS_STMT_PREPARE:
      return Effect::ends;
    case TRANS_STMT_SAVEPOINT:
    case TRANS_STMT_RELEASE:
    case TRANS_STMT_ROLLBACK_TO:
    case TRANS_STMT_COMMIT_PREPARED:
    case TRANS_STMT_ROLLBACK_PREPARED:
      return Effect::none;
  }
  return Effect::none;
}

/// The word at the start of `text`: a command with its backslash, or a keyword.
std::string_view first_word(std::string_view text) {
  std::size_t end = text.starts_with('\\') ? 1 : 0;
  while (end < text.size() && (is_letter(text[end]) || text[end] == '_')) ++end;
  return text.substr(0, end);
}

}  // namespace

void TransactionTracker::enter(const parse::Statement& statement) {
  const Section* section = &script_.section_at(statement.extent.begin);
  if (section != section_) {
    section_ = section;
    read_to_ = std::max(read_to_, section->range.begin);
    next_ = {};
    branches_.clear();
  }
  state_ = next_;
  take_commands(statement.extent.begin);
  next_ = state_;
  statement_begin_ = statement.extent.begin;
  read_to_ = statement.extent.end;
  count_transactions();

  const auto* transaction = parse::as<TransactionStmt>(statement.tree);
  const Effect effect = transaction == nullptr ? Effect::none : effect_of(*transaction);
  if (effect == Effect::none) return;
  const bool is_nested = effect == Effect::begins && state() == InTransaction::yes;
  if (is_nested && !transaction->chain) return;
  next_ = {.cause = effect == Effect::begins ? Cause::begun : Cause::ended,
           .offset = statement_begin_};
}

void TransactionTracker::lose(std::size_t offset) {
  section_ = &script_.section_at(offset);
  next_ = {.cause = Cause::unparsed, .offset = offset};
  branches_.clear();
}

InTransaction TransactionTracker::end_section() {
  state_ = next_;
  take_commands(section_->range.end);
  next_ = state_;
  return state();
}

InTransaction TransactionTracker::state() const {
  const auto unless_joined = [&](InTransaction state) {
    return state == InTransaction::no && in_joined_string() ? InTransaction::yes : state;
  };
  switch (state_.cause) {
    case Cause::section:
      return unless_joined(section_->transaction.state);
    case Cause::begun:
      return InTransaction::yes;
    case Cause::ended:
      return unless_joined(InTransaction::no);
    case Cause::unparsed:
    case Cause::command:
      return InTransaction::unknown;
  }
  return InTransaction::unknown;
}

Transaction TransactionTracker::current() const {
  switch (state_.cause) {
    case Cause::section:
      if (section_->transaction.state != InTransaction::no || !in_joined_string()) {
        return section_->transaction;
      }
      break;
    case Cause::begun:
      return {.state = InTransaction::yes, .why = place_of_cause() + " begins one"};
    case Cause::ended:
      if (in_joined_string()) break;
      return {.state = InTransaction::no, .why = place_of_cause() + " ends the transaction"};
    case Cause::unparsed:
      return {.state = InTransaction::unknown,
              .why = fmt::format("line {} does not parse and may begin or end one",
                                 line_number(content_, state_.offset))};
    case Cause::command:
      return {.state = InTransaction::unknown, .why = place_of_cause() + " may begin or end one"};
  }
  return {.state = InTransaction::yes,
          .why =
              "the statement is sent as one string with others, and PostgreSQL runs the "
              "statements of a string in one transaction"};
}

const text::Range* TransactionTracker::joined_string() const {
  const auto found = std::ranges::find_if(
      section_->joined, [&](const text::Range& range) { return range.contains(statement_begin_); });
  return found == section_->joined.end() ? nullptr : &*found;
}

std::size_t TransactionTracker::begin() const {
  if (state() != InTransaction::yes) return statement_begin_;
  return std::ranges::max(begins_);
}

void TransactionTracker::count_transactions() {
  const text::Range* string = joined_string();
  const std::array<std::size_t, 3> begins = {section_->range.begin, state_.offset,
                                             string == nullptr ? 0 : string->begin};
  if (std::exchange(begins_, begins) != begins || state() != InTransaction::yes) ++number_;
}

/// Applies the psql commands before byte `end`; each is at the start of a line.
void TransactionTracker::take_commands(std::size_t end) {
  while (read_to_ < end) {
    const std::size_t at = content_.substr(0, end).find('\\', read_to_);
    if (at == std::string_view::npos) break;
    const std::size_t line = content_.find_last_of("\r\n", at) + 1;
    const std::string_view before = content_.substr(line, at - line);
    const bool starts_line = std::ranges::all_of(before, is_blank);
    if (starts_line) take_command(first_word(content_.substr(at)).substr(1), at);
    read_to_ = starts_line ? text::find_line_end(content_, at) : at + 1;
  }
  read_to_ = std::max(read_to_, end);
}

void TransactionTracker::take_command(std::string_view name, std::size_t offset) {
  const auto close_branch = [&] {
    const bool is_changed = state_.cause != branches_.back().before.cause ||
                            state_.offset != branches_.back().before.offset;
    branches_.back().decides = branches_.back().decides || is_changed;
  };
  const State unknown = {.cause = Cause::command, .offset = offset};
  if (name == "if") {
    branches_.push_back({.before = state_});
  } else if ((name == "elif" || name == "else") && !branches_.empty()) {
    close_branch();
    state_ = branches_.back().before;
  } else if (name == "endif" && !branches_.empty()) {
    close_branch();
    if (branches_.back().decides) state_ = unknown;
    branches_.pop_back();
  } else if (name == "c" || name == "connect") {
    state_ = {};  // a session without a transaction
  } else if (std::ranges::count(including_commands, name) > 0) {
    state_ = unknown;
  } else if (name == "set") {
    const std::size_t line_end = text::find_line_end(content_, offset);
    const std::string_view line = content_.substr(offset, line_end - offset);
    if (line.find("AUTOCOMMIT") != std::string_view::npos) state_ = unknown;
  }
}

/// "`COMMIT` on line 3"
std::string TransactionTracker::place_of_cause() const {
  const std::string_view word = first_word(content_.substr(state_.offset));
  const bool is_start = same_word(word, "start");
  return fmt::format("`{}{}` on line {}", word, is_start ? " TRANSACTION" : "",
                     line_number(content_, state_.offset));
}

}  // namespace pglint::migration
