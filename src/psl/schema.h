// What a schema of Prisma means: models with their columns, keys and relations, as Prisma's own
// engine reads them, and what it refuses.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "psl/project_config.h"
#include "psl/syntax.h"
#include "text/range.h"

namespace pglint::psl {

enum class FieldKind : std::uint8_t {
  scalar,       ///< `Int`, `String`, …
  enumeration,  ///< an enum of the schema
  model,        ///< a relation: no column
  sql,          ///< `Unsupported("…")`
  unknown,      ///< a type that the files do not have
};

struct ModelField {
  const Field* written = nullptr;  ///< never null
  FieldKind kind = FieldKind::scalar;
  std::size_t target = 0;  ///< number of the enum or model
  std::string column;      ///< its name in the database
  const Attribute* native = nullptr;
  std::string_view native_type = {};  ///< `VarChar` of `@db.VarChar(20)`
  const Attribute* default_value = nullptr;
  const Attribute* relation = nullptr;
  const Attribute* updated_at = nullptr;
  bool is_ignored = false;
  bool is_repeated = false;  ///< its name or column is there already

  [[nodiscard]] const std::string& name() const { return written->name.text; }
  [[nodiscard]] const std::string& type() const { return written->type.text; }
  [[nodiscard]] bool is_required() const { return written->arity == Arity::required; }
  [[nodiscard]] bool is_list() const { return written->arity == Arity::list; }
  [[nodiscard]] bool has_column() const {
    return kind != FieldKind::model && kind != FieldKind::unknown && !is_repeated;
  }
};

enum class KeyKind : std::uint8_t { id, unique, index };

struct KeyColumn {
  std::size_t field = 0;       ///< number of the field in its model
  text::Range range;           ///< where the key names it
  std::string sort;            ///< `ASC`, `DESC`, or empty
  std::string operator_class;  ///< in SQL, or empty
};

/// `@id`, `@unique`, `@@id`, `@@unique` or `@@index`.
struct Key {
  KeyKind kind = KeyKind::index;
  const Attribute* written = nullptr;  ///< never null
  bool is_of_field = false;            ///< written after a field
  std::vector<KeyColumn> columns;      ///< those that are known columns
  bool is_whole = true;                ///< all its columns are known
  std::string name;                    ///< in the database
  std::string method;                  ///< `HASH`, `GIN`, …; empty for a B-tree
  std::string predicate;               ///< SQL in parentheses, or empty
};

struct Model {
  std::size_t file = 0;            ///< number of its file in the schema
  const Block* written = nullptr;  ///< never null
  std::string table;               ///< its name in the database
  std::string schema;              ///< empty: the default one
  bool is_view = false;
  bool is_ignored = false;
  bool is_external = false;  ///< another tool makes its table
  bool is_repeated = false;  ///< its name or table is there already
  std::vector<ModelField> fields;
  std::vector<Key> keys;

  [[nodiscard]] const std::string& name() const { return written->name.text; }
  [[nodiscard]] std::optional<std::size_t> find_field(std::string_view name) const;
  /// A view, or another tool makes it: its design is not decided here.
  [[nodiscard]] bool is_kept_elsewhere() const { return is_view || is_ignored || is_external; }
};

struct EnumMember {
  const EnumValue* written = nullptr;  ///< never null
  std::string value;                   ///< in the database
};

struct Enumeration {
  std::size_t file = 0;
  const Block* written = nullptr;  ///< never null
  std::string type;                ///< its name in the database
  std::string schema;              ///< empty: the default one
  bool is_external = false;        ///< another tool makes it
  std::vector<EnumMember> members;

  [[nodiscard]] const std::string& name() const { return written->name.text; }
};

enum class RelationKind : std::uint8_t { one_to_one, one_to_many, many_to_many };

struct RelationSide {
  std::size_t model = 0;
  std::size_t field = 0;

  /// In the order of the schema.
  friend auto operator<=>(const RelationSide&, const RelationSide&) = default;
};

/// Two fields that lead to each other's model.
struct Relation {
  std::string name;  ///< empty if it has none
  RelationKind kind = RelationKind::one_to_many;
  /// With the foreign key; of a many-to-many relation, the side of column A.
  RelationSide holder;
  RelationSide other;
  std::vector<std::size_t> fields;      ///< of the holder's model
  std::vector<std::size_t> references;  ///< of the other model, as many
  std::string on_delete;                ///< in SQL, Prisma's default if none is written
  std::string on_update;
  const Argument* written_on_delete = nullptr;
  const Argument* written_on_update = nullptr;
  std::string constraint;  ///< name of the foreign key; of the table for many-to-many
  bool is_refused = false;

  [[nodiscard]] bool has_key() const { return !fields.empty(); }
  /// Whether fields of the holder refer to the other model, as Prisma accepts it.
  [[nodiscard]] bool refers() const {
    return kind != RelationKind::many_to_many && has_key() && !is_refused;
  }
  [[nodiscard]] bool is_of_one_model() const { return holder.model == other.model; }
  /// Its schema says that rows of the holder go with what they refer to.
  [[nodiscard]] bool cascades() const {
    return refers() && written_on_delete != nullptr && on_delete == "CASCADE";
  }
  /// Nothing is written about deleting, which Prisma takes for RESTRICT.
  [[nodiscard]] bool restricts_unsaid() const {
    return refers() && written_on_delete == nullptr && on_delete == "RESTRICT";
  }
};

enum class RefusalKind : std::uint8_t {
  other,
  unnamed_relation,    ///< fields of one model lead to the same model without names of their own
  one_sided_relation,  ///< a field to a model that has no field back
};

struct RelatedPlace {
  text::Range range;  ///< in the same file
  std::string message;
};

/// What Prisma refuses.
struct Refusal {
  RefusalKind kind = RefusalKind::other;
  std::size_t file = 0;
  text::Range range;
  std::string message;
  std::string help;
  std::string object;  ///< `Post.author`, or empty
  std::vector<RelatedPlace> related = {};
};

struct Extension {
  std::string name;
  std::string schema;
  std::string version;
  std::size_t file = 0;
  text::Range range;
};

enum class Provider : std::uint8_t { postgresql, other, unknown };

struct Datasource {
  std::size_t file = 0;
  const Block* written = nullptr;  ///< null if there is none
  Provider provider = Provider::unknown;
  std::string provider_name;   ///< as it is written
  text::Range provider_range;  ///< of the value; empty without one
  /// `relationMode = "prisma"`, or null: relations have foreign keys.
  const Property* emulates_relations = nullptr;
  std::vector<Name> schemas;
  std::vector<Extension> extensions;
};

/// The files of one schema. Not copied: parts point to each other.
struct Schema {
  Schema() = default;
  Schema(Schema&&) = default;
  Schema& operator=(Schema&&) = default;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;
  ~Schema() = default;

  std::vector<SchemaFile> files;
  Datasource datasource;
  Externals externals;
  std::vector<std::string> preview_features;
  std::vector<Model> models;  ///< and views
  std::vector<Enumeration> enums;
  std::vector<Relation> relations;
  /// Of fields with a key that have no opposite field: `other.field` says nothing.
  std::vector<Relation> unpaired;
  std::vector<Refusal> refusals;
  bool is_known_in_full = true;  ///< no file of it is missing or was read in part

  [[nodiscard]] const ModelField& field(const RelationSide& side) const {
    return models[side.model].fields[side.field];
  }
  /// One of the models is a view, or another tool makes it.
  [[nodiscard]] bool is_kept_elsewhere(const Relation& relation) const {
    const Model& one = models[relation.holder.model];
    const Model& two = models[relation.other.model];
    return one.is_kept_elsewhere() || two.is_kept_elsewhere();
  }
};

/// `Post.author`.
[[nodiscard]] std::string object_of(const Model& model, const ModelField& field);

/// The argument of `attribute` with this name, or the first one without a name if `is_first`.
[[nodiscard]] const Argument* find_argument(const Attribute& attribute, std::string_view name,
                                            bool is_first = false);

}  // namespace pglint::psl
