#include "psl/expression_reader.h"

#include <string_view>
#include <utility>

namespace pglint::psl {

namespace {

std::string_view closing(const char& close) { return {&close, 1}; }

}  // namespace

std::optional<Expression> ExpressionReader::read() {
  open_.clear();
  if (!read_value({})) return std::nullopt;
  if (!open_.empty() && !read_items()) return std::nullopt;
  return std::move(finished_.value);
}

std::optional<std::vector<Argument>> ExpressionReader::read_arguments() {
  open_.clear();
  Open& outermost = open_.emplace_back();
  outermost.argument.value.kind = ExpressionKind::call;
  if (!read_items()) return std::nullopt;
  return std::move(finished_.value.arguments);
}

/// Until the outermost value is closed.
bool ExpressionReader::read_items() {
  cursor_.skip_blanks();
  while (!open_.empty()) {
    const bool is_empty = open_.back().argument.value.arguments.empty();
    const bool is_closed = is_empty && cursor_.take(closing(open_.back().close));
    if (is_closed) {
      Argument done = std::move(open_.back().argument);
      open_.pop_back();
      add(std::move(done));
    } else {
      const std::size_t depth = open_.size();
      if (!read_item()) return false;
      if (open_.size() > depth) {
        cursor_.skip_blanks();
        continue;
      }
    }
    if (!close_finished()) return false;
  }
  return true;
}

bool ExpressionReader::read_item() {
  const bool may_have_name = open_.back().argument.value.kind != ExpressionKind::list;
  Name name = may_have_name ? take_argument_name() : Name();
  return read_value(std::move(name));
}

/// `name:`; the cursor stays where it is if there is none.
Name ExpressionReader::take_argument_name() {
  Cursor ahead = cursor_;
  Name name = ahead.take_identifier();
  if (name.empty()) return {};
  ahead.skip_blanks();
  if (!ahead.take(":")) return {};
  ahead.skip_blanks();
  cursor_ = ahead;
  return name;
}

/// After an item: the comma in front of the next one, or the ends of what it ends.
bool ExpressionReader::close_finished() {
  while (!open_.empty()) {
    cursor_.skip_blanks();
    const std::size_t comma = cursor_.at();
    if (cursor_.take(",")) {
      cursor_.skip_blanks();
      if (!cursor_.sees(closing(open_.back().close))) return true;
      problem_ = {.range = {.begin = comma, .end = comma + 1},
                  .message = "a comma after the last argument is not allowed",
                  .help = "remove the comma"};
      return false;
    }
    if (!cursor_.take(closing(open_.back().close))) return false;
    Argument done = std::move(open_.back().argument);
    open_.pop_back();
    add(std::move(done));
  }
  return true;
}

void ExpressionReader::add(Argument argument) {
  argument.value.range.end = cursor_.at();
  if (open_.empty()) {
    finished_ = std::move(argument);
  } else {
    open_.back().argument.value.arguments.push_back(std::move(argument));
  }
}

bool ExpressionReader::open(Name name, ExpressionKind kind, Name word, char close) {
  if (open_.size() >= max_expression_depth) return false;
  Expression value = {
      .kind = kind, .range = word.range, .text = std::move(word.text), .arguments = {}};
  open_.push_back(
      {.argument = {.name = std::move(name), .value = std::move(value)}, .close = close});
  return true;
}

bool ExpressionReader::read_value(Name name) {
  const std::size_t begin = cursor_.at();
  const Name here = {.text = {}, .range = {.begin = begin, .end = begin}};
  if (cursor_.take("[")) return open(std::move(name), ExpressionKind::list, here, ']');
  if (cursor_.take("{")) return open(std::move(name), ExpressionKind::object, here, '}');
  ExpressionKind kind = ExpressionKind::string;
  std::optional<Name> word;
  if (cursor_.sees("\"")) {
    word = cursor_.take_string(problem_);
    if (!word) return false;
  } else if (Name number = cursor_.take_number(); !number.empty()) {
    kind = ExpressionKind::number;
    word = std::move(number);
  } else {
    kind = ExpressionKind::path;
    word = cursor_.take_path();
    if (word->empty()) return false;
    Cursor ahead = cursor_;
    ahead.skip_blanks();
    if (ahead.take("(")) {
      cursor_ = ahead;
      return open(std::move(name), ExpressionKind::call, std::move(*word), ')');
    }
  }
  add({.name = std::move(name),
       .value = {
           .kind = kind, .range = word->range, .text = std::move(word->text), .arguments = {}}});
  return true;
}

}  // namespace pglint::psl
