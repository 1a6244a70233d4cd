#include "rule/schema/schema_report.h"

#include <algorithm>

#include "design/column_group.h"
#include "design/key/index_match.h"
#include "design/places.h"

namespace pglint {
namespace {

/// A part of a relation.
struct Part {
  const std::string& name;
  std::vector<std::string> columns = {};
  catalog::Place place;
};

SchemaReport at_part(Owner owner, Part part) {
  return {.at = part.place,
          .name = part.name,
          .message = {},
          .object = owner.relation().name.shown() + "." + part.name,
          .subject = {.relation = &owner.relation(), .columns = std::move(part.columns)}};
}

using Columns = std::vector<const catalog::Column*>;

/// The columns that the same statement made, in the order of the first of each.
std::vector<Columns> by_statement(const Columns& columns) {
  std::vector<Columns> parts;
  for (const catalog::Column* column : columns) {
    const auto found = std::ranges::find_if(parts, [&](const Columns& part) {
      const catalog::Place& place = part.front()->place;
      return place.file == column->place.file && place.statement == column->place.statement;
    });
    if (found == parts.end()) {
      parts.push_back({column});
    } else {
      found->push_back(column);
    }
  }
  return parts;
}

std::vector<Columns> each_alone(const Columns& columns) {
  std::vector<Columns> parts;
  parts.reserve(columns.size());
  for (const catalog::Column* column : columns) parts.push_back({column});
  return parts;
}

}  // namespace

SchemaReport SchemaReport::says(std::string said) && {
  message = std::move(said);
  return std::move(*this);
}

SchemaReport SchemaReport::says_if_shown(std::function<FindingText()> makes) && {
  text = std::move(makes);
  return std::move(*this);
}

SchemaReport SchemaReport::fixed_by(MakeFixes makes) && {
  fixes = std::move(makes);
  return std::move(*this);
}

SchemaReport SchemaReport::planned(SharedPlan steps) && {
  plan = std::move(steps);
  return std::move(*this);
}

SchemaReport SchemaReport::advises(std::string advice) && {
  help = std::move(advice);
  return std::move(*this);
}

SchemaReport SchemaReport::with(Confidence sure) && {
  confidence = sure;
  return std::move(*this);
}

SchemaReport SchemaReport::with(Severity severe) && {
  severity = severe;
  return std::move(*this);
}

SchemaReport SchemaReport::about(std::vector<std::string> columns) && {
  subject.columns = std::move(columns);
  return std::move(*this);
}

SchemaReport SchemaReport::named(std::string_view part) && {
  object = subject.relation->name.shown() + "." + std::string(part);
  return std::move(*this);
}

SchemaReport SchemaReport::placed(const catalog::Place& place) && {
  at = place;
  return std::move(*this);
}

SchemaReport SchemaReport::sums_up(std::vector<SchemaReport> reports) && {
  if (reports.size() > 1) members = std::move(reports);
  return std::move(*this);
}

SchemaReport SchemaReport::beside(const SchemaReport& fact, std::string why) && {
  related.push_back({.at = fact.at, .name = fact.name, .message = std::move(why)});
  return std::move(*this);
}

SchemaReport at(Owner relation) {
  const catalog::Relation& fact = relation.relation();
  return {.at = fact.place,
          .name = fact.name.name,
          .message = {},
          .object = fact.name.shown(),
          .subject = {.relation = &fact}};
}

SchemaReport at(const catalog::Object& object) {
  return {
      .at = object.place, .name = object.name.name, .message = {}, .object = object.name.shown()};
}

SchemaReport at(Owner owner, const catalog::Column& column) {
  return at_part(
      owner,
      {.name = column.name, .columns = {column.name}, .place = design::name_in(column.place)});
}

SchemaReport at(Owner owner, const std::vector<const catalog::Column*>& columns) {
  SchemaReport report = at(owner, *columns.front());
  if (columns.size() == 1) return report;
  report.object = owner.relation().name.shown();
  report.subject.columns = design::names_of(columns);
  return report;
}

SchemaReport at(Owner owner, const catalog::Constraint& constraint) {
  return at_part(
      owner, {.name = constraint.name, .columns = constraint.columns, .place = constraint.place});
}

SchemaReport at(Owner owner, const catalog::Index& index) {
  return at_part(
      owner,
      {.name = index.name, .columns = design::columns_of(index), .place = design::place_of(index)});
}

SchemaReport at(Owner owner, const design::Key& key) {
  return at_part(owner, {.name = key.name(), .columns = key.columns, .place = key.place()});
}

SchemaReport at(const design::TableColumn& part) { return at(part.table, part.column); }

SchemaReport at(const design::DefaultedColumn& part) {
  return at(part.table, part.column).placed(part.column.default_place);
}

SchemaReport at(const design::TableConstraint& part) { return at(part.table, part.constraint); }

SchemaReport at(const design::TableIndex& part) { return at(part.table, part.index); }

SchemaReport at(const design::TableKey& part) { return at(part.table, part.key); }

SchemaReport at(const design::ForeignKey& key) { return at(*key.table, *key.constraint); }

SchemaReport summed_up(const Columns& columns,
                       const std::function<SchemaReport(const Columns&)>& says) {
  constexpr std::size_t most_members = 100;
  std::vector<SchemaReport> members;
  if (columns.size() > 1 && columns.size() <= most_members) {
    std::vector<Columns> parts = by_statement(columns);
    const bool is_of_one = parts.size() == 1;
    if (is_of_one) parts = each_alone(columns);
    for (const auto& part : parts) {
      members.push_back(is_of_one ? says(part) : summed_up(part, says));
    }
  }
  return says(columns).sums_up(std::move(members));
}

SchemaReport summed_up_at(const Columns& columns, std::size_t least,
                          const std::function<SchemaReport(const catalog::Column&)>& says) {
  return summed_up(columns, [&](const Columns& some) {
    const bool is_all = some.size() == columns.size();
    return says(is_all ? design::decisive_column(columns, least) : *some.front());
  });
}

SchemaReport at_definition(Owner owner, const catalog::Column& column) {
  return at(owner, column).placed(column.place);
}

SchemaReport at_type(Owner owner, const catalog::Column& column) {
  const bool written = column.type_place.extent == catalog::Extent::type;
  return written ? at(owner, column).placed(column.type_place) : at(owner, column);
}

}  // namespace pglint
