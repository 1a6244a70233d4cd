#include "text/pattern.h"

#include <utility>

#include <re2/re2.h>

namespace pglint::text {

Result<Pattern> Pattern::compile(std::string_view expression, Case letters) {
  if (expression.size() > longest_pattern) {
    return Error{"is longer than " + std::to_string(longest_pattern) + " bytes"};
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(letters == Case::matters);
  auto compiled = std::make_shared<const re2::RE2>(
      re2::StringPiece(expression.data(), expression.size()), options);
  if (!compiled->ok()) {
    return Error{"is not a regular expression in RE2's syntax: " + compiled->error()};
  }
  return Pattern(std::move(compiled));
}

bool Pattern::is_in(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

std::vector<std::string> Pattern::first_groups_in(std::string_view text) const {
  std::vector<std::string> groups;
  re2::StringPiece rest(text.data(), text.size());
  std::string group;
  while (re2::RE2::FindAndConsume(&rest, *compiled_, &group)) groups.push_back(group);
  return groups;
}

}  // namespace pglint::text
