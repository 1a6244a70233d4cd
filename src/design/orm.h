// Which ORM makes the schema, from the names it gives; and the tables that tools keep for
// themselves.
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

/// What its makers call it.
[[nodiscard]] std::string_view title_of(Orm orm);

/// The ORM that writes the schema's DDL. `runners` are the names of the migration tools that were
/// recognised for the files of the run; the tables that an ORM keeps for itself and the way it
/// names constraints and indexes tell the rest. Nothing where several fit equally well, and where
/// only names fit but the files belong to a tool for SQL that people write.
[[nodiscard]] std::optional<Orm> recognise_orm(const catalog::Catalog& catalog,
                                               const std::set<std::string_view>& runners);

/// True for a table in which a migration tool or an ORM keeps its own books: `SequelizeMeta`.
/// `name` is unqualified.
[[nodiscard]] bool is_bookkeeping_table(std::string_view name);

}  // namespace pglint::design
