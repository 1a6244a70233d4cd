#include "design/name/value_word.h"

#include <algorithm>
#include <array>
#include <span>

#include "parse/meaning/name_words.h"
#include "text/ascii.h"
#include "text/word_index.h"

namespace pglint::design {
namespace {

using Parts = std::vector<std::string>;

constexpr text::WordIndex months(std::array<std::string_view, 23>{
    "jan",  "feb",  "mar",    "apr",       "may",     "jun",      "jul",     "aug",
    "sep",  "oct",  "nov",    "dec",       "january", "february", "march",   "april",
    "june", "july", "august", "september", "october", "november", "december"});

constexpr text::WordIndex weekdays(std::array<std::string_view, 14>{
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday"});

constexpr text::WordIndex currencies(std::array<std::string_view, 22>{
    "usd", "eur", "gbp", "jpy", "chf", "cad", "aud", "nzd", "cny", "inr", "sek",
    "nok", "dkk", "pln", "czk", "huf", "brl", "mxn", "zar", "krw", "hkd", "sgd"});

/// Codes of languages and countries, without those that are also words in names: `in`, `is`, `to`,
/// `at`, `by`, `no`, `id`.
constexpr text::WordIndex regions(std::array<std::string_view, 48>{
    "en", "de", "fr", "es", "it", "pt", "nl", "ru", "ja", "zh", "ko", "pl",
    "sv", "da", "fi", "nb", "cs", "tr", "ar", "he", "hu", "ro", "uk", "el",
    "bg", "hr", "sk", "sl", "lt", "lv", "et", "vi", "hi", "fa", "us", "gb",
    "ch", "se", "dk", "ie", "cz", "jp", "cn", "kr", "br", "mx", "au", "nz"});

using text::is_digit;

bool is_year(std::string_view part) {
  return part.size() == 4 && (part.starts_with("19") || part.starts_with("20"));
}

/// `01` to `most`, in two digits.
bool is_two_digits(std::string_view part, std::string_view most) {
  return part.size() == 2 && is_number(part) && part != "00" && part <= most;
}

bool is_month(std::string_view part) { return is_two_digits(part, "12"); }
bool is_day(std::string_view part) { return is_two_digits(part, "31"); }

/// `202112`, `20211231`: a date without separators.
bool is_packed_date(std::string_view part) {
  if (part.size() != 6 && part.size() != 8) return false;
  if (!is_number(part) || !is_year(part.substr(0, 4)) || !is_month(part.substr(4, 2))) return false;
  return part.size() == 6 || is_day(part.substr(6));
}

std::optional<ValueWord> date_at(const Parts& parts, std::size_t index) {
  const std::string& part = parts[index];
  if (is_packed_date(part)) {
    const ValueKind kind = part.size() == 6 ? ValueKind::month : ValueKind::day;
    return ValueWord{.kind = kind, .value = part};
  }
  if (!is_year(part) || !is_number(part)) return std::nullopt;
  ValueWord date = {.kind = ValueKind::year, .value = part};
  constexpr std::array<ValueKind, 2> finer = {ValueKind::month, ValueKind::day};
  for (const ValueKind kind : finer) {
    const std::size_t next = index + date.parts;
    if (next >= parts.size()) break;
    if (!(kind == ValueKind::month ? is_month(parts[next]) : is_day(parts[next]))) break;
    date.kind = kind;
    date.value += "-" + parts[next];
    ++date.parts;
  }
  return date;
}

/// `q1`, `m01`: a letter and its number.
std::optional<ValueWord> lettered_at(const Parts& parts, std::size_t index) {
  if (index + 1 >= parts.size()) return std::nullopt;
  const std::string& number = parts[index + 1];
  const bool quarter =
      parts[index] == "q" && number.size() == 1 && number.front() >= '1' && number.front() <= '4';
  if (!quarter && (parts[index] != "m" || !is_month(number))) return std::nullopt;
  return ValueWord{.kind = quarter ? ValueKind::quarter : ValueKind::month,
                   .parts = 2,
                   .value = parts[index] + number};
}

}  // namespace

std::string_view name_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::year:
      return "year";
    case ValueKind::quarter:
      return "quarter";
    case ValueKind::month:
      return "month";
    case ValueKind::day:
      return "day";
    case ValueKind::weekday:
      return "weekday";
    case ValueKind::currency:
      return "currency";
    case ValueKind::region:
      return "language or country";
  }
  return "value";
}

std::vector<std::string> name_parts(std::string_view name) {
  Parts parts;
  for (const std::string& word : parse::name_words(name)) {
    std::size_t begin = 0;
    for (std::size_t end = 1; end <= word.size(); ++end) {
      if (end < word.size() && is_digit(word[end]) == is_digit(word[end - 1])) continue;
      parts.emplace_back(word, begin, end - begin);
      begin = end;
    }
  }
  return parts;
}

bool is_number(std::string_view part) {
  return !part.empty() && std::ranges::all_of(part, is_digit);
}

std::optional<ValueWord> value_at(const Parts& parts, std::size_t index) {
  if (auto date = date_at(parts, index)) return date;
  if (auto lettered = lettered_at(parts, index)) return lettered;
  const std::string& part = parts[index];
  const auto word = [&](ValueKind kind) { return ValueWord{.kind = kind, .value = part}; };
  if (months.contains(part)) return word(ValueKind::month);
  if (weekdays.contains(part)) return word(ValueKind::weekday);
  if (currencies.contains(part)) return word(ValueKind::currency);
  if (!regions.contains(part)) return std::nullopt;
  ValueWord region = word(ValueKind::region);
  // `pt_br` is one value.
  if (index + 1 < parts.size() && regions.contains(parts[index + 1])) {
    region.value += "-" + parts[index + 1];
    ++region.parts;
  }
  return region;
}

bool is_period(ValueKind kind) {
  return kind == ValueKind::year || kind == ValueKind::quarter || kind == ValueKind::month ||
         kind == ValueKind::day;
}

}  // namespace pglint::design
