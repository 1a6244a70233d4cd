#include "migration/script_writer.h"

#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "migration/lexer.h"
#include "migration/words.h"

namespace pglint::migration {

void ScriptWriter::start(std::size_t begin, Section section) {
  assert(sections_.empty() || sections_.back().range.begin <= begin);
  if (!sections_.empty()) sections_.back().range.end = begin;
  section.range.begin = begin;
  sections_.push_back(std::move(section));
}

void ScriptWriter::join(text::Range range) {
  assert(!sections_.empty());
  while (!range.empty() && is_blank(text_[range.begin])) ++range.begin;
  if (!has_statements(text_.substr(range.begin, range.size()), 2)) return;
  sections_.back().joined.push_back(range);
}

void ScriptWriter::blank(text::Range range) {
  if (!sql_) sql_ = text_;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (!is_line_break((*sql_)[at])) (*sql_)[at] = ' ';
  }
}

void ScriptWriter::end_statement(text::Range range) {
  if (range.empty()) return;
  blank(range);
  // Skips the first byte: if it is a line break, it may end a comment.
  const bool is_break = is_line_break((*sql_)[range.begin]);
  (*sql_)[is_break ? range.end - 1 : range.begin] = ';';
}

Script ScriptWriter::finish(const Section& uncovered) {
  const std::size_t begin = sections_.empty() ? text_.size() : sections_.front().range.begin;
  if (sections_.empty() || has_statements(text_.substr(0, begin), 1)) {
    sections_.insert(sections_.begin(), uncovered);
    sections_.front().range = {.begin = 0, .end = begin};
  }
  sections_.front().range.begin = 0;
  sections_.back().range.end = text_.size();
  return {.sections = std::move(sections_), .sql = std::move(sql_)};
}

Script whole(std::string_view text, const Section& section) {
  return ScriptWriter(text).finish(section);
}

void send_as_one(std::string_view text, const OneString& string, Section& section) {
  if (!has_statements(text.substr(string.range.begin, string.range.size()), 2)) {
    section.transaction = {
        .state = InTransaction::no,
        .why = fmt::format("{} as one string, and its only statement is its own transaction",
                           string.sender)};
    return;
  }
  section.joined = {string.range};
  section.is_one_string = true;
  section.transaction = {
      .state = InTransaction::yes,
      .why =
          fmt::format("{} as one string, which PostgreSQL runs in one transaction", string.sender)};
}

Script whole_sent_as_one(std::string_view text, Direction direction, std::string_view sender) {
  Section section = {.direction = direction};
  send_as_one(text, {.range = {.begin = 0, .end = text.size()}, .sender = sender}, section);
  return whole(text, section);
}

}  // namespace pglint::migration
