#include "migration/path_order.h"

#include <algorithm>
#include <cstddef>

#include "migration/names.h"
#include "migration/words.h"

namespace pglint::migration {
namespace {

/// The part of a name behind the letter of `v12`.
std::string_view without_letter(std::string_view name) {
  if (name.starts_with('v') || name.starts_with('V')) name.remove_prefix(1);
  return name;
}

bool begins_with_number(std::string_view name) {
  name = without_letter(name);
  return !name.empty() && is_digit(name.front());
}

/// Adds `name` with its numbers padded.
void add_name_key(std::string_view name, std::string& key) {
  while (!name.empty()) {
    const auto count_while = [&](bool are_digits) {
      const auto end =
          std::ranges::find_if(name, [&](char each) { return is_digit(each) != are_digits; });
      return static_cast<std::size_t>(end - name.begin());
    };
    const std::size_t others = count_while(false);
    key += name.substr(0, others);
    name.remove_prefix(others);
    const std::size_t digits = count_while(true);
    if (digits > 0) add_sortable(name.substr(0, digits), key);
    name.remove_prefix(digits);
  }
}

}  // namespace

std::string path_key(std::string_view path) {
  std::string key;
  key.reserve(path.size() + 32);  // a few numbers
  bool is_by_bytes = false;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view name = path.substr(at, end - at);
    if (is_by_bytes) {
      key += name;
    } else {
      add_name_key(name, key);
    }
    if (end < path.size()) key += '/';
    is_by_bytes = name.ends_with(".d");
    at = end + 1;
  }
  return key;
}

bool is_version(std::string_view name) {
  return begins_with_number(name) && std::ranges::all_of(without_letter(name), [](char each) {
           return is_digit(each) || each == '.' || each == '_' || each == '-';
         });
}

std::string_view sequence_of(std::string_view path) {
  const SplitPath file = split_path(path);
  const SplitPath folder = split_path(file.folder);
  if (is_version(folder.name)) return folder.folder;
  return begins_with_number(file.name) ? file.folder : std::string_view();
}

}  // namespace pglint::migration
