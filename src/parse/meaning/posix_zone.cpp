#include "parse/meaning/posix_zone.h"

#include <array>
#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

#include "text/ascii.h"

namespace pglint::parse {
namespace {

constexpr int seconds_a_minute = 60;
constexpr int seconds_an_hour = 3600;
constexpr int max_hours = 24 * 7 - 1;  // PostgreSQL's limit
constexpr int max_minutes = 59;

bool starts_with_letters(std::string_view zone, std::string_view letters) {
  return text::equals_ignoring_case(zone.substr(0, letters.size()), letters);
}

/// Removes a leading `UTC`, `GMT` or `Etc/UTC`; true if there was one. `Etc/UTC+4` is not in the
/// time zone database, so it is an offset.
bool take_name(std::string_view& text) {
  constexpr std::array<std::string_view, 3> names = {"utc", "gmt", "etc/utc"};
  for (const std::string_view name : names) {
    if (!starts_with_letters(text, name)) continue;
    text.remove_prefix(name.size());
    return true;
  }
  return false;
}

/// Removes a leading number of one to three digits.
std::optional<int> take_number(std::string_view& text, int largest) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto digits = static_cast<std::size_t>(end - text.data());
  const bool read = error == std::errc() && text[0] != '-' && digits <= 3;
  if (!read || number > largest) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

/// Removes a leading `hh`, `hh:mm` or `hh:mm:ss`, and returns it in seconds.
std::optional<int> take_seconds(std::string_view& text) {
  const auto hours = take_number(text, max_hours);
  if (!hours) return std::nullopt;
  int seconds = *hours * seconds_an_hour;
  for (int unit = seconds_a_minute; unit > 0 && text.starts_with(':'); unit /= seconds_a_minute) {
    text.remove_prefix(1);
    const auto part = take_number(text, max_minutes);
    if (!part) return std::nullopt;
    seconds += *part * unit;
  }
  return seconds;
}

std::string counted(int number, std::string_view unit) {
  return fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
}

}  // namespace

std::optional<PosixOffset> posix_offset(std::string_view zone) {
  const bool named = take_name(zone);
  while (named && zone.starts_with(' ')) zone.remove_prefix(1);
  const bool east = zone.starts_with('-');
  if (east || zone.starts_with('+')) zone.remove_prefix(1);
  const bool clock = zone.find(':') != std::string_view::npos;
  const auto seconds = take_seconds(zone);
  if (!seconds || !zone.empty()) return std::nullopt;
  const OffsetSpelling unnamed = clock ? OffsetSpelling::clock : OffsetSpelling::number;
  return PosixOffset{.spelling = named ? OffsetSpelling::named : unnamed,
                     .seconds_west = east ? -*seconds : *seconds};
}

std::string in_words(const PosixOffset& offset) {
  const int seconds = std::abs(offset.seconds_west);
  const int hours = seconds / seconds_an_hour;
  const int minutes = seconds / seconds_a_minute % seconds_a_minute;
  if (minutes == 0) return counted(hours, "hour");
  const std::string words = counted(minutes, "minute");
  return hours == 0 ? words : counted(hours, "hour") + " " + words;
}

}  // namespace pglint::parse
