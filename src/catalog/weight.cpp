#include "catalog/weight.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace pglint::catalog {
namespace {

std::size_t weight_of_bytes(std::size_t bytes) { return 1 + bytes / 32; }

/// Names have at most 63 bytes, so a count of them says enough.
constexpr std::size_t bytes_of_name = 8;

std::size_t bytes_of_names(std::initializer_list<const std::vector<std::string>*> lists) {
  std::size_t count = 0;
  for (const auto* list : lists) count += list->size();
  return count * bytes_of_name;
}

std::size_t bytes_of(const std::vector<IndexKey>& keys) {
  std::size_t bytes = 0;
  for (const IndexKey& key : keys) {
    bytes += 32 + key.expression.size() + bytes_of_names({&key.mentioned});
  }
  return bytes;
}

template <class Part>
std::size_t sum_of(const Parts<Part>& parts) {
  std::size_t weight = 0;
  for (const Part& part : parts) weight += weight_of(part);
  return weight;
}

}  // namespace

std::size_t weight_of(const Column& column) {
  const std::size_t value = column.default_expression ? column.default_expression->size() : 0;
  return weight_of_bytes(value + column.comment.size() + bytes_of_names({&column.mentioned}));
}

std::size_t weight_of(const Constraint& constraint) {
  return weight_of_bytes(
      constraint.expression.size() + constraint.predicate.size() + constraint.comment.size() +
      bytes_of(constraint.keys) +
      bytes_of_names({&constraint.columns, &constraint.referenced_columns, &constraint.mentioned,
                      &constraint.proved, &constraint.include, &constraint.set_columns}));
}

std::size_t weight_of(const Index& index) {
  return weight_of_bytes(index.predicate.size() + index.comment.size() + bytes_of(index.keys) +
                         bytes_of_names({&index.include, &index.mentioned}));
}

std::size_t weight_of(const Object& object) {
  std::size_t bytes = object.comment.size();
  if (const auto* values = object.as<EnumType>()) {
    bytes += values->values.size() * bytes_of_name;
  }
  if (const auto* trigger = object.as<Trigger>()) bytes += bytes_of_names({&trigger->columns});
  if (const auto* composite = object.as<CompositeType>()) {
    bytes += composite->attributes.size() * sizeof(Attribute);
  }
  if (const auto* routine = object.as<Routine>()) {
    bytes += routine->arguments.size() * sizeof(Argument) + bytes_of_names({&routine->fills});
    bytes += routine->writes.size() * sizeof(TriggerWrite) + routine->inlined.size();
  }
  if (const auto* domain = object.as<Domain>()) {
    for (const DomainConstraint& constraint : domain->constraints) {
      bytes += sizeof(DomainConstraint) + constraint.expression.size();
    }
  }
  return weight_of_bytes(bytes);
}

namespace {

std::size_t weight_without_parts(const Relation& relation) {
  return weight_of_bytes(relation.comment.size() +
                         bytes_of_names({&relation.used_columns, &relation.partition_keys}) +
                         relation.sequences.size() * 2 * bytes_of_name);
}

template <class Part>
std::size_t weight_apart(const Parts<Part>& kept, const Parts<Part>& current) {
  return kept.weight_apart_from(current, [](const Part& part) { return weight_of(part); });
}

}  // namespace

std::size_t weight_of(const Relation& relation) {
  return weight_without_parts(relation) + sum_of(relation.columns) + sum_of(relation.constraints) +
         sum_of(relation.indexes) + sum_of(relation.objects);
}

std::size_t weight_apart_from(const Relation& kept, const Relation& current) {
  return weight_without_parts(kept) + weight_apart(kept.columns, current.columns) +
         weight_apart(kept.constraints, current.constraints) +
         weight_apart(kept.indexes, current.indexes) + weight_apart(kept.objects, current.objects);
}

}  // namespace pglint::catalog
