#include "design/column_group.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
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
/// Words whose number is a part of the term, not a count: `sha256`, `ipv4`, `http2`, `co2`. `q` and
/// its numbers are quarters, see `value_at`.
bool is_term(std::string_view word) {
  constexpr std::array<std::string_view, 44> terms = {
      "sha", "md",  "crc", "ipv", "utf", "base", "iso", "rfc", "oauth", "web",  "http",
      "tls", "ssl", "i",   "l",   "mp",  "h",    "s",   "p",   "q",     "pct",  "percentile",
      "k",   "lat", "lon", "x",   "y",   "z",    "co",  "pm",  "no",    "o",    "e",
      "v",   "t",   "rs",  "ec",  "b",   "int",  "gpt", "win", "net",   "port", "version"};
  return is_one_of(word, terms);
}

/// Lines of an address have a meaning each, and there are never many.
bool is_address_line(std::string_view word) {
  constexpr std::array<std::string_view, 6> words = {"addr",   "address", "line",
                                                     "street", "add",     "addressline"};
  return is_one_of(word, words);
}

/// A name with `#` in the place of `length` parts from `index` on.
std::string template_of(Parts parts, std::size_t index, std::size_t length) {
  const auto at = parts.begin() + static_cast<std::ptrdiff_t>(index);
  parts.erase(at + 1, at + static_cast<std::ptrdiff_t>(length));
  parts[index].assign(1, '#');
  return joined(parts);
}

/// The same template and type.
using Shape = std::pair<std::string, std::string>;

struct Counted {
  unsigned number = 0;
  const Column* column = nullptr;
};

struct Series {
  std::string base;  ///< the parts before the number
  bool inside = false;
  std::vector<Counted> members = {};
};

struct NumberAt {
  std::size_t index = 0;
  unsigned number = 0;
};

/// The last number of one or two digits, if it may be a count.
std::optional<NumberAt> count_in(const Parts& parts) {
  constexpr std::size_t most_digits = 2;
  for (std::size_t index = parts.size(); index-- > 1;) {
    const std::string& part = parts[index];
    if (!is_number(part) || part.size() > most_digits) continue;
    const std::string& before = parts[index - 1];
    if (is_term(before) || is_number(before) || value_at(parts, index - 1)) return std::nullopt;
    unsigned number = 0;
    for (const char digit : part) number = 10 * number + static_cast<unsigned>(digit - '0');
    return NumberAt{.index = index, .number = number};
  }
  return std::nullopt;
}

/// From 0 or 1 without a gap, at least two.
bool counts(const Series& series) {
  const auto& members = series.members;
  if (members.size() < 2 || members.front().number > 1) return false;
  for (std::size_t index = 1; index < members.size(); ++index) {
    if (members[index].number != members[index - 1].number + 1) return false;
  }
  return true;
}

/// `phone` before `phone2` and `phone3` is the first of them.
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
                  key_name(member.column->name) || key_name(series.base);
         });
}

bool is_address(const Series& series) {
  constexpr std::size_t most_lines = 4;
  const Parts parts = name_parts(series.base);
  return series.members.size() <= most_lines && !parts.empty() && is_address_line(parts.back());
}

/// From, count, inside: series that count alike go together.
using Count = std::tuple<unsigned, std::size_t, bool>;

Count count_of(const Series& series) {
  return {series.members.front().number, series.members.size(), series.inside};
}

std::map<Shape, Series> find_series(const Table& table) {
  std::map<Shape, Series> found;
  std::map<Shape, const Column*> plain;
  for (const Column* column : own_columns(*table.relation)) {
    const Parts parts = name_parts(column->name);
    const std::string type = catalog::format_type(column->type);
    plain.emplace(Shape{joined(parts), type}, column);
    const auto count = count_in(parts);
    if (!count) continue;
    const auto number_at = parts.begin() + static_cast<std::ptrdiff_t>(count->index);
    Series& series = found[{template_of(parts, count->index, 1), type}];
    series.base = joined(Parts(parts.begin(), number_at));
    series.inside = count->index + 1 < parts.size();
    series.members.push_back({.number = count->number, .column = column});
  }
  for (auto& [shape, series] : found) {
    std::ranges::sort(series.members, {}, &Counted::number);
    add_unnumbered(series, plain, shape.second);
  }
  return found;
}

/// A table of pairs of things: what else is there twice describes these.
bool connects_pairs(const std::map<Shape, Series>& all, const Table& table) {
  return std::ranges::any_of(all, [&](const auto& entry) {
    return counts(entry.second) && is_pair_of_keys(entry.second, table);
  });
}

/// `c1`, `c2`: coordinates or coefficients, if not a vector of many.
bool are_coefficients(const Series& series) {
  constexpr std::size_t most = 20;
  return series.base.size() == 1 && series.members.size() <= most;
}

void sort_as_in_table(Columns& columns) {
  // Columns of a relation stand in one vector, in order.
  std::ranges::sort(columns, std::less<>());
}

/// The value that a name has for one kind of values, and the name without it.
struct Valued {
  ValueKind kind = ValueKind::year;
  std::string rest;  ///< with `#` for the value
  std::string value;
};

/// A name with several periods (`2021_q1`) has one value; of other values, the first one counts.
std::optional<Valued> valued(const Parts& parts) {
  std::optional<Valued> found;
  Parts rest;
  for (std::size_t index = 0; index < parts.size();) {
    const auto word = value_at(parts, index);
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
    sort_as_in_table(group.columns);
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
  for (const Column* column : own_columns(*table.relation)) {
    auto name = valued(name_parts(column->name));
    if (!name) continue;
    shapes[{name->kind, std::move(name->rest), catalog::format_type(column->type)}].push_back(
        {.value = std::move(name->value), .column = column});
  }
  std::map<ValueKind, ValueColumns> groups;
  for (const auto& [shape, members] : shapes) {
    const auto& [kind, rest, type] = shape;
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
    sort_as_in_table(group.columns);
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
