// What is connected with a relation: partitions, foreign keys in both directions, views, columns of
// a type. Nothing here walks over all relations of the schema where the type is known.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "catalog/schema_catalog.h"

namespace pglint::locks {

/// The known partitions of the table.
[[nodiscard]] std::vector<const catalog::Relation*> partitions_of(const catalog::Catalog& catalog,
                                                                  const catalog::Relation& parent);

/// The partition for the rows of no other, or null if none is known.
[[nodiscard]] const catalog::Relation* default_partition_of(const catalog::Catalog& catalog,
                                                            const catalog::Relation* parent);

/// What refers to a table, a type or a function is listed up to here, in the order of its names: a
/// statement may be repeated, and its findings name a few.
inline constexpr std::size_t most_related = 100;

/// A foreign key, and its table.
struct Reference {
  const catalog::Relation* from = nullptr;
  const catalog::Constraint* key = nullptr;
};

/// The foreign keys of other tables that reference the table, by the names of their tables.
[[nodiscard]] std::vector<Reference> references_to(const catalog::Catalog& catalog,
                                                   const catalog::Relation& table);

/// Those of them that reference the column.
[[nodiscard]] std::vector<Reference> references_to(const catalog::Catalog& catalog,
                                                   const catalog::Relation& table,
                                                   const std::string& column);

/// Those of them that need the key, by which they tell the rows of the table apart.
[[nodiscard]] std::vector<Reference> references_to_key(const catalog::Catalog& catalog,
                                                       const catalog::Relation& table,
                                                       const catalog::Constraint& key);

/// The views and materialized views that read the relation.
[[nodiscard]] std::vector<const catalog::Relation*> views_of(const catalog::Catalog& catalog,
                                                             const catalog::Relation& relation);

/// The tables, not views, with columns of the type.
[[nodiscard]] std::vector<const catalog::Relation*> users_of_type(const catalog::Catalog& catalog,
                                                                  const catalog::Name& type);

/// The type itself and, if it is a domain, the domains over it, and those over them; of many
/// domains only the first ones are looked at.
[[nodiscard]] std::vector<catalog::Name> domains_over(const catalog::Catalog& catalog,
                                                      const catalog::Name& type);

/// The tables with a default that calls nextval on the sequence.
[[nodiscard]] std::vector<const catalog::Relation*> users_of_sequence(
    const catalog::Catalog& catalog, const catalog::Name& sequence);

/// The tables with a trigger that calls the function.
[[nodiscard]] std::vector<const catalog::Relation*> users_of_function(
    const catalog::Catalog& catalog, const catalog::Name& function);

/// Each name once, in their order.
[[nodiscard]] std::vector<catalog::Name> tables_of(std::span<const Reference> references);

/// The name of a relation as the schema knows it, else as written.
[[nodiscard]] catalog::Name known_name(const catalog::Catalog& catalog, const catalog::Name& name);

}  // namespace pglint::locks
