#include "migration/new_migration.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "text/ascii.h"

namespace pglint::migration {
namespace {

constexpr std::size_t digits_of_time = 14;  // 20240131120000

std::string digits_in(std::string_view version) {
  std::string digits(version);
  std::erase_if(digits, [](char byte) { return !text::is_digit(byte); });
  return digits;
}

/// Whether a version with these digits begins with a time of this century.
bool is_time(std::string_view digits) {
  return digits.size() >= digits_of_time && digits.starts_with("20");
}

/// `digits` in the form of `form`, which has as many.
std::string formed(std::string_view form, std::string_view digits) {
  std::string version(form);
  std::size_t taken = 0;
  for (char& byte : version) {
    if (text::is_digit(byte)) byte = digits[taken++];
  }
  return version;
}

/// The number after `digits`, as wide if it fits.
std::string incremented(std::string digits) {
  for (auto byte = digits.rbegin(); byte != digits.rend(); ++byte) {
    if (*byte != '9') {
      ++*byte;
      return digits;
    }
    *byte = '0';
  }
  return "1" + digits;
}

/// The version after one that is a number or ends with one: `1.10` after `1.9`.
std::string next_number(std::string_view version) {
  const auto end = std::find_if(version.rbegin(), version.rend(), text::is_digit).base();
  const auto begin =
      std::find_if_not(std::make_reverse_iterator(end), version.rend(), text::is_digit).base();
  return std::string(version.begin(), begin) + incremented(std::string(begin, end)) +
         std::string(end, version.end());
}

}  // namespace

std::string lines_of(const std::vector<std::string>& statements) {
  std::string lines;
  for (const std::string& statement : statements) lines += statement + ";\n";
  return lines;
}

std::string stem_of(const NewMigration& migration) {
  return migration.version + "_" + migration.name;
}

std::vector<NewFile> write_pair(const NewMigration& migration, std::string_view head) {
  const std::string stem = stem_of(migration);
  std::vector<NewFile> files = {
      {.path = stem + ".up.sql", .text = std::string(head) + lines_of(migration.up)}};
  if (!migration.down.empty()) {
    files.push_back({.path = stem + ".down.sql",
                     .text = std::string(head) + lines_of(migration.down),
                     .is_read_as_sql = false});
  }
  return files;
}

std::string_view version_of(std::string_view name) {
  const bool is_flyway = name.size() > 1 && name.front() == 'V' && text::is_digit(name[1]);
  if (is_flyway) {
    name.remove_prefix(1);
    return name.substr(0, name.find("__"));
  }
  const std::size_t end = std::min(name.find_first_not_of("0123456789-"), name.size());
  name = name.substr(0, end);
  while (name.ends_with('-')) name.remove_suffix(1);
  return name.starts_with('-') ? std::string_view() : name;
}

std::vector<std::string> next_versions(std::string_view last, std::size_t count,
                                       std::chrono::sys_seconds now) {
  std::vector<std::string> versions;
  std::string previous(last);
  for (std::size_t number = 0; number < count; ++number) {
    const std::string digits = digits_in(previous);
    std::string next;
    if (is_time(digits)) {
      std::string time = fmt::format("{:%Y%m%d%H%M%S}", now + std::chrono::seconds(number));
      time.resize(digits.size(), '0');
      next = formed(previous, time > digits ? time : incremented(digits));
    } else {
      next = next_number(previous);
    }
    versions.push_back(next);
    previous = std::move(next);
  }
  return versions;
}

}  // namespace pglint::migration
