// A schema that says something else than its migrations make.
// The file is long because each kind of difference is found and said in its own way.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/object.h"
#include "catalog/relation.h"

#include "design/table_difference.h"
#include "rule/prisma/prisma_context.h"
#include "rule/rule.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::prisma_drift {
namespace {

using design::DifferenceKind;
using design::TableDifference;
using psl::Model;
using psl::Schema;

/// So many foreign keys that migrations dropped are one decision.
constexpr std::size_t least_keys = 5;

/// `public` or one of the datasource.
bool is_listed(const Schema& schema, std::string_view name) {
  const auto& listed = schema.datasource.schemas;
  if (listed.empty()) return name == "public";
  return std::ranges::any_of(listed, [&](const psl::Name& each) { return each.text == name; });
}

std::string schema_or_public(const std::string& schema) {
  return schema.empty() ? "public" : schema;
}

class Drift {
 public:
  /// `migrations` are those of the context.
  Drift(PrismaContext& context, const PrismaMigrations& migrations)
      : context_(context), schema_(context.schema()), migrations_(migrations) {}

  void report() {
    for (const Model& model : schema_.models) {
      if (!model.is_view && !model.is_repeated) compare(model);
    }
    compare_relation_tables();
    report_dropped_keys();
    report_extra_tables();
    compare_enums();
  }

 private:
  [[nodiscard]] const catalog::Catalog& made() const { return *migrations_.made; }

  /// A body in a language that is not parsed may make it.
  [[nodiscard]] bool may_be_made(const std::string& name) const {
    return made().has_word(text::lowered(name));
  }

  /// Without `help`, with the rule's.
  void say(std::size_t file, text::Range at, std::string message, std::string object,
           std::string help = {}) {
    context_.report(file, {.at = at,
                           .message = std::move(message),
                           .help = std::move(help),
                           .object = std::move(object)});
  }

  // Tables:

  void compare(const Model& model) {
    const catalog::Relation* wanted = context_.declared().find_relation(pglint::table_of(model));
    if (wanted == nullptr || model.is_ignored || model.is_external) return;
    const catalog::Relation* found = context_.migrated(model);
    if (found == nullptr) {
      return report_missing_table(model.table, model.file, model.written->name.range, model.name());
    }
    const bool is_known =
        found->kind == catalog::RelationKind::table && found->certain && found->columns_known;
    if (!is_known) return;
    for (const TableDifference& difference : design::differences_of(*wanted, *found)) {
      report(model, difference);
    }
  }

  void report_missing_table(const std::string& table, std::size_t file, text::Range at,
                            const std::string& object) {
    if (may_be_made(table)) return;
    say(file, at,
        text::format(
            "missing table: no migration makes `{}`, so queries of `{}` fail once deployed", table,
            object),
        object);
  }

  /// A condition decides whether it is called so.
  [[nodiscard]] bool is_uncertain(const TableDifference& difference) const {
    const auto& names = migrations_.uncertain_names;
    return names.contains(difference.name) || names.contains(difference.found);
  }

  void report(const Model& model, const TableDifference& difference) {
    if (is_uncertain(difference)) return;
    switch (difference.kind) {
      case DifferenceKind::missing_column:
      case DifferenceKind::extra_column:
      case DifferenceKind::type:
      case DifferenceKind::not_null:
      case DifferenceKind::default_value:
        return report_column(model, difference);
      case DifferenceKind::missing_foreign_key:
        return report_missing_key(model, difference.name);
      case DifferenceKind::extra_foreign_key:
        return report_extra_key(model, difference.name);
      case DifferenceKind::renamed_index:
      case DifferenceKind::renamed_primary_key:
      case DifferenceKind::renamed_foreign_key:
        return report_renamed(model, difference);
      default:
        return say(model.file, place_of(model, difference.name), words_for(model, difference),
                   object_of(model, difference.name));
    }
  }

  static std::string object_of(const Model& model, std::string_view part) {
    return model.name() + "." + std::string(part);
  }

  // Columns:

  static const psl::ModelField* field_of(const Model& model, std::string_view column) {
    const auto found = std::ranges::find_if(model.fields, [&](const psl::ModelField& field) {
      return field.has_column() && field.column == column;
    });
    return found == model.fields.end() ? nullptr : &*found;
  }

  /// `dbgenerated()` without an expression says that there is one.
  static bool has_unsaid_default(const psl::ModelField& field) {
    if (field.default_value == nullptr) return false;
    const psl::Argument* value = psl::find_argument(*field.default_value, "value", true);
    return value != nullptr && value->value.text == "dbgenerated";
  }

  void report_column(const Model& model, const TableDifference& difference) {
    const psl::ModelField* field = field_of(model, difference.name);
    if (field == nullptr) {
      if (difference.kind == DifferenceKind::extra_column) report_extra(model, difference.name);
      return;
    }
    if (field->kind == psl::FieldKind::sql && difference.kind == DifferenceKind::type) return;
    if (difference.kind == DifferenceKind::default_value && has_unsaid_default(*field)) return;
    if (difference.kind == DifferenceKind::missing_column && may_be_made(field->column)) return;
    say(model.file, place_in(*field, difference.kind), words_for(model, difference),
        psl::object_of(model, *field));
  }

  void report_extra(const Model& model, const std::string& column) {
    // A broken line may have it.
    if (!model.written->is_read_in_full) return;
    say(model.file, model.written->name.range,
        text::format("column of migrations alone: the next `prisma migrate dev` drops `{}` of `{}`",
                     column, model.name()),
        object_of(model, column));
  }

  static text::Range place_in(const psl::ModelField& field, DifferenceKind kind) {
    const bool is_of_type = kind == DifferenceKind::type || kind == DifferenceKind::not_null;
    if (!is_of_type) return field.written->name.range;
    return field.native == nullptr || kind == DifferenceKind::not_null ? field.written->whole_type
                                                                       : field.native->range;
  }

  // Indexes and keys:

  /// What the schema calls so, or the model's name.
  [[nodiscard]] text::Range place_of(const Model& model, std::string_view name) const {
    for (const psl::Key& key : model.keys) {
      if (key.name == name) return key.written->range;
    }
    const psl::Relation* relation = relation_of(name);
    const bool is_here = relation != nullptr && &schema_.models[relation->holder.model] == &model;
    return is_here ? schema_.field(relation->holder).relation->range : model.written->name.range;
  }

  [[nodiscard]] const psl::Relation* relation_of(std::string_view constraint) const {
    const auto found = std::ranges::find_if(schema_.relations, [&](const psl::Relation& relation) {
      return relation.refers() && relation.constraint == constraint;
    });
    return found == schema_.relations.end() ? nullptr : &*found;
  }

  /// `` `@@index` ``: what gives the schema's name to the key; empty if that is not written.
  [[nodiscard]] std::string attribute_of(const Model& model, std::string_view name) const {
    for (const psl::Key& key : model.keys) {
      if (key.name != name) continue;
      return text::format("`{}{}`", key.is_of_field ? "@" : "@@", key.written->name.text);
    }
    const psl::Relation* relation = relation_of(name);
    const bool is_here = relation != nullptr && &schema_.models[relation->holder.model] == &model;
    return is_here ? "`@relation`" : std::string();
  }

  void report_renamed(const Model& model, const TableDifference& difference) {
    const auto cut = migrations_.cut_names.find(difference.found);
    const std::string is_cut =
        cut == migrations_.cut_names.end()
            ? std::string()
            : text::format(", which PostgreSQL cut to 63 bytes in `{}`,", cut->second);
    const std::string attribute = attribute_of(model, difference.name);
    std::string help;
    if (!attribute.empty()) {
      help = text::format(
          "to keep the name, add `map: \"{}\"` to {}; otherwise let `prisma migrate dev` rename it",
          difference.found, attribute);
    }
    say(model.file, place_of(model, difference.name),
        text::format("name differs from the migrations: the next `prisma migrate dev` renames "
                     "`{}`{} to `{}`",
                     difference.found, is_cut, difference.wanted),
        object_of(model, difference.name), std::move(help));
  }

  static std::string words_for(const Model& model, const TableDifference& difference) {
    const std::string& name = difference.name;
    switch (difference.kind) {
      case DifferenceKind::missing_column:
        return text::format(
            "missing column: no migration makes `{}`, so queries of `{}` fail once "
            "deployed",
            name, model.name());
      case DifferenceKind::missing_index:
      case DifferenceKind::missing_primary_key:
        return text::format("missing in migrations: the next `prisma migrate dev` makes `{}`",
                            name);
      case DifferenceKind::extra_index:
      case DifferenceKind::extra_primary_key:
        return text::format("index of migrations alone: the next `prisma migrate dev` drops `{}`",
                            name);
      case DifferenceKind::default_value:
        return difference.wanted == "none"
                   ? text::format("`{}.{}` has a default in the migrations, but none in the schema",
                                  model.name(), name)
                   : text::format("`{}.{}` has a default in the schema, but none in the migrations",
                                  model.name(), name);
      default:
        return text::format("`{}` of `{}` differs: `{}` in the schema, `{}` in migrations", name,
                            model.name(), difference.wanted, difference.found);
    }
  }

  // Foreign keys:

  void report_missing_key(const Model& model, const std::string& name) {
    if (schema_.datasource.emulates_relations != nullptr) return;
    const auto dropped = migrations_.dropped_constraints.find(name);
    if (dropped == migrations_.dropped_constraints.end()) {
      return say(model.file, place_of(model, name),
                 text::format("missing in migrations: the next `prisma migrate dev` makes foreign "
                              "key `{}`",
                              name),
                 object_of(model, name));
    }
    dropped_.push_back({.file = model.file,
                        .at = place_of(model, name),
                        .object = object_of(model, name),
                        .name = name,
                        .migration = dropped->second});
  }

  void report_extra_key(const Model& model, const std::string& name) {
    if (schema_.datasource.emulates_relations != nullptr) return;
    say(model.file, model.written->name.range,
        text::format("foreign key of migrations alone: the next `prisma migrate dev` drops `{}`",
                     name),
        object_of(model, name));
  }

  void report_dropped_keys() {
    if (dropped_.size() >= least_keys) return report_dropped_together();
    for (const DroppedKey& key : dropped_) {
      say(key.file, key.at,
          text::format("missing foreign key: migration `{}` drops `{}`, and the next `prisma "
                       "migrate dev` makes it again",
                       key.migration, key.name),
          key.object);
    }
  }

  void report_dropped_together() {
    const std::string& first =
        std::ranges::min_element(dropped_, {}, &DroppedKey::migration)->migration;
    const DroppedKey& shown = dropped_.front();
    Report report = {
        .at = shown.at,
        .message = text::format("{} relations lost their foreign keys: migrations drop "
                                "them, first `{}`, and the next one makes them again",
                                dropped_.size(), first),
        .object = shown.object};
    for (std::size_t index = 1; index < dropped_.size(); ++index) {
      const DroppedKey& key = dropped_[index];
      if (key.file != shown.file) continue;
      report.related.push_back({.range = key.at, .message = "`" + key.name + "`"});
    }
    context_.report(shown.file, std::move(report));
  }

  // Tables of many-to-many relations:

  void compare_relation_tables() {
    std::vector<const psl::Relation*> old;
    for (const psl::Relation& relation : schema_.relations) {
      const bool is_table = relation.kind == psl::RelationKind::many_to_many &&
                            !relation.is_refused && !is_external(relation);
      if (!is_table) continue;
      const catalog::Name name = table_of(relation, schema_);
      const catalog::Relation* wanted = context_.declared().find_relation(name);
      if (wanted == nullptr) continue;
      const catalog::Relation* found = made().find_relation(name);
      if (found == nullptr) {
        const Model& model = schema_.models[relation.holder.model];
        const psl::ModelField& field = schema_.field(relation.holder);
        report_missing_table(relation.constraint, model.file, field.written->whole_type,
                             psl::object_of(model, field));
      } else if (found->certain) {
        if (found->primary_key() == nullptr) old.push_back(&relation);
        note_dropped_keys(relation, *wanted, *found);
      }
    }
    if (!old.empty()) report_old_tables(old);
  }

  [[nodiscard]] bool is_external(const psl::Relation& relation) const {
    return schema_.models[relation.holder.model].is_external ||
           schema_.models[relation.other.model].is_external;
  }

  void note_dropped_keys(const psl::Relation& relation, const catalog::Relation& wanted,
                         const catalog::Relation& found) {
    if (schema_.datasource.emulates_relations != nullptr) return;
    const Model& model = schema_.models[relation.holder.model];
    const psl::ModelField& field = schema_.field(relation.holder);
    for (const TableDifference& each : design::differences_of(wanted, found)) {
      const auto dropped = migrations_.dropped_constraints.find(each.name);
      const bool is_dropped = each.kind == DifferenceKind::missing_foreign_key &&
                              dropped != migrations_.dropped_constraints.end();
      if (!is_dropped) continue;
      dropped_.push_back({.file = model.file,
                          .at = field.written->whole_type,
                          .object = psl::object_of(model, field),
                          .name = each.name,
                          .migration = dropped->second});
    }
  }

  /// Prisma made them with a unique index up to version 5.
  void report_old_tables(const std::vector<const psl::Relation*>& relations) {
    std::vector<std::string_view> names;
    names.reserve(relations.size());
    for (const psl::Relation* each : relations) names.push_back(each->constraint);
    const psl::Relation& first = *relations.front();
    const Model& model = schema_.models[first.holder.model];
    context_.report(
        model.file,
        {.at = schema_.field(first.holder).written->whole_type,
         .message = text::format("no primary key in {} of relations ({}): Prisma 6 and "
                                 "later make one",
                                 names.size() == 1 ? "a table" : "tables", objects_shown(names)),
         .object = first.constraint,
         .severity = Severity::info});
  }

  // What only migrations have:

  [[nodiscard]] bool is_of_migrations(const catalog::Place& place) const {
    return migrations_.files.contains(place.file);
  }

  void report_extra_tables() {
    const psl::Datasource& source = schema_.datasource;
    if (source.written == nullptr || !is_read_in_full(schema_)) return;
    const std::set<std::string> known = known_tables();
    for (const auto& [name, relation] : made().relations()) {
      const bool is_extra = relation.kind == catalog::RelationKind::table && relation.certain &&
                            !relation.partition && !relation.temporary &&
                            is_of_migrations(relation.place) && is_listed(schema_, name.schema) &&
                            !name.name.starts_with("_prisma_") && !known.contains(name.name) &&
                            !schema_.externals.has_table(name.schema, name.name);
      if (!is_extra) continue;
      say(source.file, source.written->name.range,
          text::format("table of migrations alone: the next `prisma migrate dev` drops `{}`",
                       name.name),
          name.name);
    }
  }

  [[nodiscard]] std::set<std::string> known_tables() const {
    std::set<std::string> known;
    for (const Model& model : schema_.models) known.insert(model.table);
    for (const psl::Relation& relation : schema_.relations) {
      if (relation.kind == psl::RelationKind::many_to_many) known.insert(relation.constraint);
    }
    return known;
  }

  // Enums:

  void compare_enums() {
    for (const psl::Enumeration& type : schema_.enums) {
      if (type.is_external) continue;
      const catalog::Object* found = made().find_type({schema_or_public(type.schema), type.type});
      if (found == nullptr) {
        report_missing_enum(type);
      } else if (const auto* values = found->as<catalog::EnumType>(); values && found->certain) {
        compare(type, *values);
      }
    }
  }

  void report_missing_enum(const psl::Enumeration& type) {
    if (type.members.empty() || may_be_made(type.type)) return;
    say(type.file, type.written->name.range,
        text::format("missing enum: no migration makes `{}`", type.type), type.name());
  }

  void compare(const psl::Enumeration& type, const catalog::EnumType& found) {
    std::set<std::string> known;
    for (const psl::EnumMember& member : type.members) {
      known.insert(member.value);
      if (found.has(member.value)) continue;
      say(type.file, member.written->name.range,
          text::format("missing value: no migration adds `{}` to `{}`, so writing it fails once "
                       "deployed",
                       member.value, type.type),
          type.name() + "." + member.value);
    }
    if (!type.written->is_read_in_full) return;
    for (const catalog::EnumValue& value : found.values) {
      if (known.contains(value.name)) continue;
      say(type.file, type.written->name.range,
          text::format(
              "value of migrations alone: the next `prisma migrate dev` drops `{}` of `{}`",
              value.name, type.type),
          type.name() + "." + value.name);
    }
  }

  struct DroppedKey {
    std::size_t file = 0;
    text::Range at;
    std::string object;
    std::string name;
    std::string migration;
  };

  PrismaContext& context_;
  const Schema& schema_;
  const PrismaMigrations& migrations_;
  std::vector<DroppedKey> dropped_;
};

void check(PrismaContext& context) {
  if (context.migrations() == nullptr || !context.schema().is_known_in_full) return;
  Drift(context, *context.migrations()).report();
}

}  // namespace

extern constinit const Rule rule = {
    .id = "prisma-drift",
    .group = Group::prisma,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The schema and its migrations do not make the same database",
    .help = "run `prisma migrate dev` and review what it makes, or correct the schema",
    .why = R"(
The client is made from the schema, and the database from the migrations. A column that only the
schema has makes queries fail once they are deployed. What only migrations have is dropped by the
next `prisma migrate dev` that another developer runs, in the middle of a migration about something
else.
)",
    .reported = R"(
What `prisma migrate dev` would write next, without a database:

- models, fields, indexes, keys, enums and their values that no migration makes
- tables, columns, plain indexes, keys and values of enums that only migrations have
- other types, NOT NULL of fields that are not lists, a default that only one of the two has, other
  actions of a foreign key, other names of indexes and keys
- foreign keys that a migration drops by hand; five and more are one finding
- tables of many-to-many relations with a unique index, as Prisma made them until version 5
  (`info`).
)",
    .not_reported = R"(
What Prisma does not compare: the order of columns and of values, NOT NULL of lists, conditions of
indexes, indexes on expressions, CHECK and EXCLUDE constraints, triggers, policies, functions,
views, extensions, partitions, and tables and enums that `prisma.config.ts` lists as external.
Nothing is reported if a migration could not be read in full, if some of them are not in the run, or
if the schema has no migrations.
)",
    .instead = R"(
Look at what `prisma migrate dev --create-only` writes. Keep it if the schema is right. If the
migrations are right, write into the schema what they make: `prisma db pull` does that.
)",
    .fine = R"(
While a branch changes the schema, before its migration is made.
)",
    .bad = R"(
-- file: migrations/20240101000000_first/migration.sql
CREATE TABLE person (
    id bigint NOT NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id)
);
-- file: schema.prisma
datasource db {
  provider = "postgresql"
}

model person {
  id    BigInt @id
  email String
}
)",
    .good = R"(
-- file: migrations/20240101000000_first/migration.sql
CREATE TABLE person (
    id bigint NOT NULL,
    email text NOT NULL,
    CONSTRAINT person_pkey PRIMARY KEY (id)
);
-- file: schema.prisma
datasource db {
  provider = "postgresql"
}

model person {
  id    BigInt @id
  email String
}
)",
    .links = {"https://www.prisma.io/docs/orm/prisma-migrate/workflows/troubleshooting"},
    .prisma_check = check,
    .example_file = "schema.prisma",
    .example_tool = "prisma",
};

}  // namespace pglint::rules::prisma_drift
