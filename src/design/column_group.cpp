#include "design/column_group.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "catalog/type.h"

#include "design/name/name_model.h"
#include "design/parts.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using catalog::Column;
using Parts = std::vector<std::string>;

using text::is_one_of;
/// Words whose number is part of a term: `sha256`, `ipv4`, `http2`, `co2`.
bool is_term(std::string_view word) {
  constexpr std::array<std::string_view, 44> terms = {
      "sha", "md",  "crc", "ipv", "utf", "base", "iso", "rfc", "oauth", "web",  "http",
      "tls", "ssl", "i",   "l",   "mp",  "h",    "s",   "p",   "q",     "pct",  "percentile",
      "k",   "lat", "lon", "x",   "y",   "z",    "co",  "pm",  "no",    "o",    "e",
      "v",   "t",   "rs",  "ec",  "b",   "int",  "gpt", "win", "net",   "port", "version"};
  return is_one_of(word, terms);
}

/// Lines of an address, which are never many.
bool is_address_line(std::string_view word) {
  constexpr std::array<std::string_view, 6> words = {"addr",   "address", "line",
                                                     "street", "add",     "addressline"};
  return is_one_of(word, words);
}

/// The name with `#` in place of `length` parts from `index` on.
std::string template_of(Parts parts, std::size_t index, std::size_t length) {
  const auto at = parts.begin() + static_cast<std::ptrdiff_t>(index);
  parts.erase(at + 1, at + static_cast<std::ptrdiff_t>(length));
  parts[index].assign(1, '#');
  return joined(parts);
}

/// Template and type.
using Shape = std::pair<std::string, std::string>;

struct Counted {
  unsigned number = 0;
  const Column* column = nullptr;
};

struct Series {
  std::string base;  ///< the parts before the number
  bool inside = false;
  bool lettered = false;  ///< see `is_lettered`
  std::vector<Counted> members = {};
};

struct NumberAt {
  std::size_t index = 0;
  unsigned number = 0;
};

unsigned number_in(std::string_view digits) {
  unsigned number = 0;
  for (const char digit : digits) number = 10 * number + static_cast<unsigned>(digit - '0');
  return number;
}

/// `q` or `m` with a number: a quarter or a month, or one of a series.
bool is_lettered(const Parts& parts, std::size_t index) {
  return index + 1 < parts.size() && (parts[index] == "q" || parts[index] == "m") &&
         is_number(parts[index + 1]) && parts[index + 1].size() <= 2;
}

/// The columns of one template with a number after `q` or `m`.
struct Lettered {
  bool quarters = false;
  bool bare = false;  ///< the name has no other parts
  bool padded = true;
  bool numeric = true;
  bool text = false;
  std::set<unsigned> numbers = {};
  Columns columns = {};
};

bool is_numeric(const catalog::Type& type) {
  constexpr std::array<std::string_view, 7> types = {"int2",   "int4",   "int8", "numeric",
                                                     "float4", "float8", "money"};
  return type.dimensions == 0 &&
         std::ranges::any_of(types, [&](std::string_view name) { return type.is(name); });
}

bool is_text(const catalog::Type& type) {
  return type.is("text") || type.is("varchar") || type.is("bpchar");
}

/// Whether all numbers are quarters or months: `q5` cannot be a quarter, so `q1` is a question.
bool are_periods(const Lettered& series) {
  constexpr unsigned months = 12;
  constexpr unsigned quarters = 4;
  const unsigned most = series.quarters ? quarters : months;
  if (*series.numbers.begin() < 1 || *series.numbers.rbegin() > most) return false;
  const bool all = series.numbers.size() == most;
  if (!series.quarters) return series.padded || all;
  return !series.text && (!series.bare || (series.numeric && all));
}

Columns lettered_periods(const Columns& columns) {
  std::map<std::string, Lettered> found;
  for (const Column* column : columns) {
    const Parts parts = name_parts(column->spelling());
    for (std::size_t index = 0; index < parts.size(); ++index) {
      if (!is_lettered(parts, index)) continue;
      const std::string& number = parts[index + 1];
      Lettered& series = found[template_of(parts, index + 1, 1)];
      series.quarters = parts[index] == "q";
      series.bare = parts.size() == 2;
      series.padded = series.padded && number.size() == 2;
      series.numeric = series.numeric && is_numeric(column->type);
      series.text = series.text || is_text(column->type);
      series.numbers.insert(number_in(number));
      series.columns.push_back(column);
    }
  }
  Columns periods;
  for (const auto& [name, series] : found) {
    if (are_periods(series)) std::ranges::copy(series.columns, std::back_inserter(periods));
  }
  return periods;
}

/// Templates with numbers that cannot be years or dates: in `port_80` and `port_2049`, 2049 is not
/// a year.
std::set<std::string> templates_of_numbers(const Columns& columns) {
  std::set<std::string> found;
  for (const Column* column : columns) {
    const Parts parts = name_parts(column->spelling());
    for (std::size_t index = 0; index < parts.size(); ++index) {
      if (is_number(parts[index]) && !value_at(parts, index)) {
        found.insert(template_of(parts, index, 1));
      }
    }
  }
  return found;
}

/// The last number of one or two digits, if it may be a count; also after `q` and `m` if these are
/// not quarters and months.
std::optional<NumberAt> count_in(const Parts& parts) {
  constexpr std::size_t most_digits = 2;
  for (std::size_t index = parts.size(); index-- > 1;) {
    const std::string& part = parts[index];
    if (!is_number(part) || part.size() > most_digits) continue;
    const std::string& before = parts[index - 1];
    const bool counted = is_lettered(parts, index - 1);
    if (is_number(before)) return std::nullopt;
    if (!counted && (is_term(before) || value_at(parts, index - 1))) return std::nullopt;
    return NumberAt{.index = index, .number = number_in(part)};
  }
  return std::nullopt;
}

/// Whether it is numbered from 0 or 1 without a gap, with at least two columns.
bool counts(const Series& series) {
  const auto& members = series.members;
  if (members.size() < (series.lettered ? 3U : 2U) || members.front().number > 1) return false;
  for (std::size_t index = 1; index < members.size(); ++index) {
    if (members[index].number != members[index - 1].number + 1) return false;
  }
  return true;
}

/// Adds `phone` as the first of `phone2` and `phone3`.
void add_unnumbered(Series& series, const std::map<Shape, const Column*>& plain,
                    const std::string& type) {
  constexpr unsigned second = 2;
  if (series.inside || series.members.front().number != second) return;
  const auto found = plain.find({series.base, type});
  if (found == plain.end()) return;
  series.members.insert(series.members.begin(), {.number = 1, .column = found->second});
}

bool is_pair_of_keys(const Series& series, const Table& table) {
  return series.members.size() == 2 &&
         std::ranges::all_of(series.members, [&](const Counted& member) {
           return table.foreign_key_of(member.column->name) != nullptr ||
                  key_name(member.column->spelling()) || key_name(series.base);
         });
}

bool is_address(const Series& series) {
  constexpr std::size_t most_lines = 4;
  const Parts parts = name_parts(series.base);
  return series.members.size() <= most_lines && !parts.empty() && is_address_line(parts.back());
}

/// First number, count, inside: equal for series that belong together.
using Count = std::tuple<unsigned, std::size_t, bool>;

Count count_of(const Series& series) {
  return {series.members.front().number, series.members.size(), series.inside};
}

std::map<Shape, Series> find_series(const Table& table) {
  std::map<Shape, Series> found;
  std::map<Shape, const Column*> plain;
  const Columns periods = lettered_periods(own_columns(*table.relation));
  for (const Column* column : own_columns(*table.relation)) {
    if (std::ranges::count(periods, column) > 0) continue;
    const Parts parts = name_parts(column->spelling());
    const std::string type = catalog::format_type(column->type);
    plain.emplace(Shape{joined(parts), type}, column);
    const auto count = count_in(parts);
    if (!count) continue;
    const auto number_at = parts.begin() + static_cast<std::ptrdiff_t>(count->index);
    Series& series = found[{template_of(parts, count->index, 1), type}];
    series.base = joined(Parts(parts.begin(), number_at));
    series.lettered = is_lettered(parts, count->index - 1);
    series.inside = count->index + 1 < parts.size();
    series.members.push_back({.number = count->number, .column = column});
  }
  for (auto& [shape, series] : found) {
    std::ranges::sort(series.members, {}, &Counted::number);
    add_unnumbered(series, plain, shape.second);
  }
  return found;
}

/// Whether the table connects pairs of things, which its other pairs of columns describe.
bool connects_pairs(const std::map<Shape, Series>& all, const Table& table) {
  return std::ranges::any_of(all, [&](const auto& entry) {
    return counts(entry.second) && is_pair_of_keys(entry.second, table);
  });
}

/// `c1`, `c2`: coordinates or coefficients, unless there are many. Numeric `q1` to `q3` are
/// quartiles, others are questions.
bool are_coefficients(const Series& series) {
  constexpr std::size_t most = 20;
  constexpr std::size_t quartiles = 3;
  if (series.base == "q") {
    return series.members.size() <= quartiles && is_numeric(series.members.front().column->type);
  }
  return series.base.size() == 1 && series.members.size() <= most;
}

void sort_as_in_table(Columns& columns, const Table& table) {
  const std::unordered_set<const Column*> meant(columns.begin(), columns.end());
  columns.clear();
  for (const Column& column : table.columns()) {
    if (meant.contains(&column)) columns.push_back(&column);
  }
}

/// The value in a name, and the name without it.
struct Valued {
  ValueKind kind = ValueKind::year;
  std::string rest;  ///< with `#` for the value
  std::string value;
};

/// The value at `index`; letters with numbers count only if `with_letters`.
std::optional<ValueWord> value_in(const Parts& parts, std::size_t index, bool with_letters) {
  if (!is_lettered(parts, index)) return value_at(parts, index);
  if (!with_letters) return std::nullopt;
  return ValueWord{.kind = parts[index] == "q" ? ValueKind::quarter : ValueKind::month,
                   .parts = 2,
                   .value = parts[index] + parts[index + 1]};
}

/// The first value; adjacent periods (`2021_q1`) are one value.
std::optional<Valued> valued(const Parts& parts, bool with_letters) {
  std::optional<Valued> found;
  Parts rest;
  for (std::size_t index = 0; index < parts.size();) {
    const auto word = value_in(parts, index, with_letters);
    const bool joins = word && (!found || (is_period(found->kind) && is_period(word->kind)));
    if (!joins) {
      rest.push_back(parts[index++]);
      continue;
    }
    if (!found) found = Valued{.kind = word->kind, .rest = {}, .value = {}};
    found->value += word->value + " ";
    rest.emplace_back("#");
    index += word->parts;
  }
  if (!found) return std::nullopt;
  found->rest = joined(rest);
  return found;
}

}  // namespace

Columns own_columns(const catalog::Relation& relation) {
  Columns own;
  for (const Column& column : relation.columns) {
    if (is_own(relation, column)) own.push_back(&column);
  }
  return own;
}

std::vector<NumberedColumns> numbered_columns(const Table& table) {
  const auto all = find_series(table);
  const bool pairs = connects_pairs(all, table);
  std::map<Count, NumberedColumns> groups;
  for (const auto& [shape, series] : all) {
    if (!counts(series) || is_address(series) || (pairs && series.members.size() == 2)) continue;
    if (are_coefficients(series)) continue;
    NumberedColumns& group = groups[count_of(series)];
    group.templates.push_back(shape.first);
    group.numbers = series.members.size();
    group.inside = series.inside;
    for (const Counted& member : series.members) group.columns.push_back(member.column);
  }
  std::vector<NumberedColumns> found;
  for (auto& [count, group] : groups) {
    sort_as_in_table(group.columns, table);
    found.push_back(std::move(group));
  }
  return found;
}

std::vector<ValueColumns> value_columns(const Table& table) {
  struct Member {
    std::string value;
    const Column* column = nullptr;
  };
  std::map<std::tuple<ValueKind, std::string, std::string>, std::vector<Member>> shapes;
  const Columns own = own_columns(*table.relation);
  const Columns periods = lettered_periods(own);
  for (const Column* column : own) {
    auto name = valued(name_parts(column->spelling()), std::ranges::count(periods, column) > 0);
    if (!name) continue;
    shapes[{name->kind, std::move(name->rest), catalog::format_type(column->type)}].push_back(
        {.value = std::move(name->value), .column = column});
  }
  const std::set<std::string> numbers =
      shapes.empty() ? std::set<std::string>() : templates_of_numbers(own);
  std::map<ValueKind, ValueColumns> groups;
  for (const auto& [shape, members] : shapes) {
    const auto& [kind, rest, type] = shape;
    const bool of_digits = is_period(kind) && text::is_digit(members.front().value.front());
    if (of_digits && numbers.contains(rest)) continue;
    const std::size_t least = kind == ValueKind::year ? 2 : 3;
    std::set<std::string_view> values;
    for (const Member& member : members) values.insert(member.value);
    if (values.size() < least) continue;
    ValueColumns& group = groups[kind];
    group.kind = kind;
    group.templates.push_back(rest);
    group.values = std::max(group.values, values.size());
    for (const Member& member : members) group.columns.push_back(member.column);
  }
  std::vector<ValueColumns> found;
  for (auto& [kind, group] : groups) {
    sort_as_in_table(group.columns, table);
    found.push_back(std::move(group));
  }
  return found;
}

const catalog::Column& decisive_column(Columns columns, std::size_t least) {
  std::ranges::stable_sort(columns, [](const Column* a, const Column* b) {
    return catalog::is_before(a->place, b->place);
  });
  const catalog::Place& decisive = columns[least - 1]->place;
  return **std::ranges::find_if(columns, [&](const Column* column) {
    return column->place.file == decisive.file && column->place.statement == decisive.statement;
  });
}

std::vector<std::string> names_of(const Columns& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column* column : columns) names.push_back(column->name);
  return names;
}

}  // namespace pglint::design
