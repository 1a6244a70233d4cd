#include "design/orm.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "design/name/name_model.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using catalog::Catalog;
using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Name;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;

constexpr std::size_t orm_count = static_cast<std::size_t>(Orm::rails) + 1;

/// A single name may match by coincidence.
constexpr std::size_t enough_names = 2;

using Counts = std::array<std::size_t, orm_count>;

void count(Orm orm, Counts& counts) { ++counts[static_cast<std::size_t>(orm)]; }

/// The one with the highest count, if it is the only one and has at least `least`.
std::optional<Orm> winner(const Counts& counts, std::size_t least) {
  const auto best = std::ranges::max_element(counts);
  if (*best < least || std::ranges::count(counts, *best) > 1) return std::nullopt;
  return static_cast<Orm>(best - counts.begin());
}

// Evidence in the format of the files.

std::optional<Orm> orm_of_runner(std::string_view runner) {
  if (runner == "prisma") return Orm::prisma;
  if (runner == "drizzle") return Orm::drizzle;
  if (runner == "alembic") return Orm::sqlalchemy;
  if (runner == "django") return Orm::django;
  if (runner == "rails") return Orm::rails;
  return std::nullopt;
}

/// psql does not count: it is the default if no tool is recognized.
bool runs_written_sql(std::string_view runner) {
  return runner != "psql" && !orm_of_runner(runner);
}

// Evidence in internal tables.

struct Bookkeeping {
  std::string_view table;
  std::optional<Orm> orm = {};
};

constexpr std::array bookkeeping_tables = {
    Bookkeeping{"_prisma_migrations", Orm::prisma},
    Bookkeeping{"SequelizeMeta", Orm::sequelize},
    Bookkeeping{"SequelizeData", Orm::sequelize},
    Bookkeeping{"typeorm_metadata", Orm::typeorm},
    Bookkeeping{"query-result-cache", Orm::typeorm},
    Bookkeeping{"__EFMigrationsHistory", Orm::entity_framework},
    Bookkeeping{"__EFMigrationsLock", Orm::entity_framework},
    Bookkeeping{"__drizzle_migrations", Orm::drizzle},
    Bookkeeping{"knex_migrations", Orm::knex},
    Bookkeeping{"knex_migrations_lock", Orm::knex},
    Bookkeeping{"mikro_orm_migrations", Orm::mikro_orm},
    Bookkeeping{"alembic_version", Orm::sqlalchemy},
    Bookkeeping{"django_migrations", Orm::django},
    Bookkeeping{"django_content_type", Orm::django},
    Bookkeeping{"django_session", Orm::django},
    Bookkeeping{"ar_internal_metadata", Orm::rails},
    Bookkeeping{"schema_migrations"},
    Bookkeeping{"schema_version"},
    Bookkeeping{"flyway_schema_history"},
    Bookkeeping{"databasechangelog"},
    Bookkeeping{"databasechangeloglock"},
    Bookkeeping{"goose_db_version"},
    Bookkeeping{"gorp_migrations"},
    Bookkeeping{"__diesel_schema_migrations"},
    Bookkeeping{"_sqlx_migrations"},
    Bookkeeping{"refinery_schema_history"},
    Bookkeeping{"spatial_ref_sys"},
};

const Bookkeeping* find_bookkeeping(std::string_view table) {
  const auto* const found = std::ranges::find(bookkeeping_tables, table, &Bookkeeping::table);
  return found == bookkeeping_tables.end() ? nullptr : found;
}

// Evidence in names of constraints and indexes.

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `PK_cace4a159ff9f2512dd42373760`: 26 or 27 digits of a hash.
bool is_typeorm_name(std::string_view name) {
  constexpr std::array<std::string_view, 7> kinds = {"PK_",  "FK_",  "UQ_", "IDX_",
                                                     "REL_", "CHK_", "XCL_"};
  return std::ranges::any_of(kinds, [&](std::string_view kind) {
    if (!name.starts_with(kind)) return false;
    const std::string_view hash = name.substr(kind.size());
    return (hash.size() == 26 || hash.size() == 27) && is_hex(hash);
  });
}

/// `FKhjbxuyt5kxlr1l1ldd3ljtxvx`: a hash in base 35.
bool is_hibernate_name(std::string_view name) {
  const bool starts = name.starts_with("FK") || name.starts_with("UK") || name.starts_with("fk") ||
                      name.starts_with("uk");
  if (!starts) return false;
  name.remove_prefix(name.size() > 2 && name[2] == '_' ? 3 : 2);
  if (name.size() < 22 || name.size() > 26) return false;
  const auto is_in_base_35 = [](char byte) { return text::is_digit(byte) || text::is_lower(byte); };
  return std::ranges::all_of(name, is_in_base_35) &&
         std::ranges::count_if(name, text::is_digit) >= 2;
}

/// `fk_rails_5b5ddfd518`
bool is_rails_name(std::string_view name) {
  constexpr std::string_view start = "fk_rails_";
  return name.starts_with(start) && name.size() == start.size() + 10 &&
         is_hex(name.substr(start.size()));
}

/// `app_post_author_id_8ce0344c_fk_app_author_id`, `…_630e5b6d_uniq`, `…_b059cea8_like`
bool is_django_name(std::string_view name) {
  constexpr std::array<std::string_view, 3> labels = {"_fk_", "_uniq", "_like"};
  return std::ranges::any_of(labels, [&](std::string_view label) {
    const std::size_t at = name.find(label);
    return at != std::string_view::npos && at > 9 && name[at - 9] == '_' &&
           is_hex(name.substr(at - 8, 8));
  });
}

/// `posts_author_id_users_id_fk` of Drizzle, `FK_Posts_Users_AuthorId` of Entity Framework.
void count_foreign_key(const Relation& table, const Constraint& key, Counts& counts) {
  if (key.kind != ConstraintKind::foreign_key || key.name.empty()) return;
  const std::string columns = joined(key.columns);
  const std::string& target = key.referenced.name;
  const std::string drizzle =
      table.name.name + "_" + columns + "_" + target + "_" + joined(key.referenced_columns) + "_fk";
  if (key.name == drizzle) count(Orm::drizzle, counts);
  if (key.name == "FK_" + table.name.name + "_" + target + "_" + columns) {
    count(Orm::entity_framework, counts);
  }
}

void count_hashed_name(std::string_view name, Counts& counts) {
  if (is_typeorm_name(name)) count(Orm::typeorm, counts);
  if (is_hibernate_name(name)) count(Orm::hibernate, counts);
  if (is_rails_name(name)) count(Orm::rails, counts);
  if (is_django_name(name)) count(Orm::django, counts);
}

/// Two timestamps without defaults, and a name such as `Users`.
bool is_sequelize_table(const Relation& table) {
  const std::string& name = table.name.name;
  const bool plural = text::is_upper(name.front()) && name.ends_with('s');
  if (!plural) return false;
  const auto is_moment = [&](std::string_view column) {
    const Column* found = table.find_column(column);
    return found != nullptr && found->type.is("timestamptz") &&
           found->not_null == catalog::Answer::yes && !found->default_expression;
  };
  return is_moment("createdAt") && is_moment("updatedAt");
}

void count_table(const Relation& table, Counts& counts) {
  if (table.name.name.empty()) return;
  if (is_prisma_link_table(table)) count(Orm::prisma, counts);
  if (is_sequelize_table(table)) count(Orm::sequelize, counts);
  for (const Constraint& constraint : table.constraints) {
    count_hashed_name(constraint.name, counts);
    count_foreign_key(table, constraint, counts);
  }
}

void count_object(const Catalog& catalog, const Object& object, Counts& counts) {
  const std::string& name = object.name.name;
  if (object.kind == ObjectKind::index) {
    count_hashed_name(name, counts);
    // Other ORMs use UNIQUE constraints, whose indexes have no statement.
    const bool unique = name.starts_with(object.table.name + "_") && name.ends_with("_key");
    if (unique) count(Orm::prisma, counts);
  }
  // `enum_Users_role` for the column `role` of `Users`.
  if (object.kind != ObjectKind::enum_type || !name.starts_with("enum_")) return;
  for (std::size_t at = name.find('_', 5); at != std::string::npos; at = name.find('_', at + 1)) {
    const Name table = {.schema = object.name.schema, .name = name.substr(5, at - 5)};
    const Relation* found = catalog.find_relation(table);
    if (found != nullptr && found->find_column(name.substr(at + 1)) != nullptr) {
      return count(Orm::sequelize, counts);
    }
  }
}

std::optional<Orm> orm_by_runner(const std::set<std::string_view>& runners) {
  Counts counts = {};
  for (const std::string_view runner : runners) {
    if (const auto orm = orm_of_runner(runner)) count(*orm, counts);
  }
  return winner(counts, 1);
}

std::optional<Orm> orm_by_bookkeeping(const Catalog& catalog) {
  Counts counts = {};
  for (const auto& [name, relation] : catalog.relations()) {
    const Bookkeeping* found = find_bookkeeping(name.name);
    if (found != nullptr && found->orm) count(*found->orm, counts);
  }
  return winner(counts, 1);
}

std::optional<Orm> orm_by_names(const Catalog& catalog) {
  Counts counts = {};
  for (const auto& [name, relation] : catalog.relations()) count_table(relation, counts);
  catalog.for_each_object([&](const Object& object) { count_object(catalog, object, counts); });
  return winner(counts, enough_names);
}

}  // namespace

std::string_view title_of(Orm orm) {
  switch (orm) {
    case Orm::prisma:
      return "Prisma";
    case Orm::sequelize:
      return "Sequelize";
    case Orm::typeorm:
      return "TypeORM";
    case Orm::entity_framework:
      return "Entity Framework";
    case Orm::drizzle:
      return "Drizzle";
    case Orm::hibernate:
      return "Hibernate";
    case Orm::knex:
      return "Knex";
    case Orm::mikro_orm:
      return "MikroORM";
    case Orm::sqlalchemy:
      return "SQLAlchemy";
    case Orm::django:
      return "Django";
    case Orm::rails:
      return "Rails";
  }
  return {};
}

std::optional<Orm> recognize_orm(const Catalog& catalog,
                                 const std::set<std::string_view>& runners) {
  if (const auto orm = orm_by_runner(runners)) return orm;
  if (const auto orm = orm_by_bookkeeping(catalog)) return orm;
  if (std::ranges::any_of(runners, runs_written_sql)) return std::nullopt;
  return orm_by_names(catalog);
}

bool is_bookkeeping_table(std::string_view name) { return find_bookkeeping(name) != nullptr; }

bool is_prisma_link_table(const Relation& table) {
  return table.name.name.starts_with('_') && table.columns.size() == 2 &&
         table.columns[0].name == "A" && table.columns[1].name == "B";
}

}  // namespace pglint::design
