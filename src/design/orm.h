// Recognizes the ORM that generates the schema, and the internal tables of tools.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "catalog/schema_catalog.h"

namespace pglint::design {

enum class Orm : std::uint8_t {
  prisma,
  sequelize,
  typeorm,
  entity_framework,
  drizzle,
  hibernate,
  knex,
  mikro_orm,
  sqlalchemy,
  django,
  rails,
};

/// Its name in messages.
[[nodiscard]] std::string_view title_of(Orm orm);

/// The ORM that generates the schema's DDL. `runners` are the names of the migration tools that
/// were recognized for the files of the run. Internal tables of ORMs and their names of constraints
/// and indexes are evidence, too. Nothing if several match equally well, or if only names match and
/// the files belong to a tool for handwritten SQL.
[[nodiscard]] std::optional<Orm> recognize_orm(const catalog::Catalog& catalog,
                                               const std::set<std::string_view>& runners);

/// Whether it is an internal table of a migration tool or an ORM: `SequelizeMeta`. `name` is
/// unqualified.
[[nodiscard]] bool is_bookkeeping_table(std::string_view name);

/// Whether Prisma made it for a many-to-many relation without a model: `_CategoryToPost` with the
/// columns `A` and `B`, whose names it does not let one choose.
[[nodiscard]] bool is_prisma_link_table(const catalog::Relation& table);

}  // namespace pglint::design
