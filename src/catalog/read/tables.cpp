// CREATE TABLE, VIEW, INDEX, and tables created from queries.
#include <set>
#include <string>
#include <utility>

#include "catalog/read/query_reader.h"
#include "catalog/read/reader.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::view;

namespace {

// From pg_class.h, which cannot be included.
constexpr char unlogged_persistence = 'u';

Relation relation_of(const Reader& reader, const RangeVar& name, RelationKind kind) {
  Relation relation = {.name = name_of(name),
                       .kind = kind,
                       .place = reader.definitions().place(name.location, Extent::name),
                       .temporary = name.relpersistence == temporary_persistence ||
                                    view(name.schemaname) == "pg_temp",
                       .columns = {},
                       .constraints = {}};
  relation.unlogged = name.relpersistence == unlogged_persistence;
  relation.changed = reader.statement();
  const int qualifiers =
      (name.catalogname == nullptr ? 0 : 1) + (name.schemaname == nullptr ? 0 : 1);
  relation.as_written =
      reader.definitions().spelling(relation.name.name, name.location, qualifiers);
  return relation;
}

void add_column(const Reader& reader, const ColumnDef& definition, CreateRelation& create) {
  ColumnDefinition read = reader.definitions().column(definition);
  create.relation.columns.push_back(std::move(read.column));
  for (Constraint& constraint : read.constraints) {
    create.relation.constraints.push_back(std::move(constraint));
  }
  if (read.sequence) create.sequences.push_back(std::move(*read.sequence));
}

Copied copied_by(const TableLikeClause& like, std::size_t position) {
  return {.how = Copied::How::like,
          .from = name_of(*like.relation),
          .position = position,
          .defaults = (like.options & CREATE_TABLE_LIKE_DEFAULTS) != 0,
          .keys = (like.options & CREATE_TABLE_LIKE_INDEXES) != 0,
          .constraints = (like.options & CREATE_TABLE_LIKE_CONSTRAINTS) != 0,
          .generated = (like.options & CREATE_TABLE_LIKE_GENERATED) != 0,
          .identity = (like.options & CREATE_TABLE_LIKE_IDENTITY) != 0,
          .comments = (like.options & CREATE_TABLE_LIKE_COMMENTS) != 0};
}

void add_elements(const Reader& reader, const List* elements, CreateRelation& create) {
  Relation& relation = create.relation;
  for (const Node* element : each(elements)) {
    if (const auto* definition = as<ColumnDef>(element)) {
      add_column(reader, *definition, create);
    } else if (const auto* written = as<::Constraint>(element)) {
      auto constraint = reader.definitions().constraint(*written, {});
      if (constraint) relation.constraints.push_back(std::move(*constraint));
    } else if (const auto* like = as<TableLikeClause>(element)) {
      create.copies.push_back(copied_by(*like, relation.columns.size()));
    }
  }
}

void add_query(const Node* query, CreateRelation& create) {
  create.relation.columns_known = false;
  create.query = read_query(query);
  if (create.relation.kind == RelationKind::table || query == nullptr) return;
  Reading reading = read_sources(*query);
  create.relation.uses = std::move(reading.relations);
  create.relation.used_columns = std::move(reading.columns);
}

void create_from_query(Reader& reader, const IntoClause& into, CreateRelation create,
                       const Node* query) {
  create.column_names = parse::strings(into.colNames);
  add_query(query, create);
  reader.add(std::move(create));
}

}  // namespace

/// True if a constraint of the column is said to be both DEFERRABLE and not, or ENFORCED and not:
/// PostgreSQL rejects the statement.
bool contradicts_itself(const ColumnDef& column) {
  std::set<ConstrType> said;  // of the last constraint
  for (const auto* part : each<::Constraint>(column.constraints)) {
    const auto clashes = [&](ConstrType type, ConstrType other) {
      return part->contype == type && said.contains(other);
    };
    if (clashes(CONSTR_ATTR_DEFERRABLE, CONSTR_ATTR_NOT_DEFERRABLE) ||
        clashes(CONSTR_ATTR_NOT_DEFERRABLE, CONSTR_ATTR_DEFERRABLE)) {
      return true;
    }
#if PG_VERSION_NUM >= 180000
    if (clashes(CONSTR_ATTR_ENFORCED, CONSTR_ATTR_NOT_ENFORCED) ||
        clashes(CONSTR_ATTR_NOT_ENFORCED, CONSTR_ATTR_ENFORCED)) {
      return true;
    }
#endif
    if (part->contype == CONSTR_FOREIGN || part->contype == CONSTR_CHECK ||
        part->contype == CONSTR_UNIQUE || part->contype == CONSTR_PRIMARY) {
      said.clear();
    }
    said.insert(part->contype);
  }
  return false;
}

void read_create_table(Reader& reader, const CreateStmt& statement, RelationKind kind) {
  for (const Node* element : each(statement.tableElts)) {
    const auto* column = as<ColumnDef>(element);
    if (column != nullptr && contradicts_itself(*column)) return;
  }
  CreateRelation create = {.relation = relation_of(reader, *statement.relation, kind),
                           .if_not_exists = statement.if_not_exists};
  Relation& relation = create.relation;
  relation.partition = statement.partbound != nullptr;
  relation.is_default_partition = relation.partition && statement.partbound->is_default;
  relation.partitioned = statement.partspec != nullptr;
  if (relation.partitioned) {
    for (const auto* key : each<PartitionElem>(statement.partspec->partParams)) {
      if (key != nullptr) relation.partition_keys.emplace_back(view(key->name));
    }
  }
  if (statement.ofTypename != nullptr) {
    relation.columns_known = false;
    relation.of_type = name_of(statement.ofTypename->names);
  }
  for (const auto* parent : each<RangeVar>(statement.inhRelations)) {
    create.copies.push_back(
        {.how = relation.partition ? Copied::How::partition : Copied::How::inherits,
         .from = range_name(parent)});
  }
  add_elements(reader, statement.tableElts, create);
  // NOT VALID has no effect on a new, empty table.
  relation.constraints.edit_each(
      [](Constraint& constraint) { constraint.validated = constraint.enforced; });
  reader.add(std::move(create));
}

void read_create_as(Reader& reader, const CreateTableAsStmt& statement) {
  if (statement.into == nullptr || statement.into->rel == nullptr) return;
  const bool is_view = statement.objtype == OBJECT_MATVIEW;
  CreateRelation create = {
      .relation = relation_of(reader, *statement.into->rel,
                              is_view ? RelationKind::materialized_view : RelationKind::table),
      .if_not_exists = statement.if_not_exists};
  create.relation.unpopulated = is_view && statement.into->skipData;
  create_from_query(reader, *statement.into, std::move(create), statement.query);
}

void read_refresh(Reader& reader, const RefreshMatViewStmt& statement) {
  if (statement.relation == nullptr) return;
  reader.add(
      AlterTraits{.relation = name_of(*statement.relation), .unpopulated = statement.skipData});
}

void read_select_into(Reader& reader, const SelectStmt& statement) {
  const IntoClause* into = statement.intoClause;
  if (into == nullptr || into->rel == nullptr) return;
  create_from_query(reader, *into,
                    {.relation = relation_of(reader, *into->rel, RelationKind::table)},
                    &parse::node(statement));
}

void read_create_view(Reader& reader, const ViewStmt& statement) {
  CreateRelation create = {.relation = relation_of(reader, *statement.view, RelationKind::view),
                           .or_replace = statement.replace};
  create.column_names = parse::strings(statement.aliases);
  add_query(statement.query, create);
  reader.add(std::move(create));
}

void read_create_index(Reader& reader, const IndexStmt& statement) {
  Index index = {.name = std::string(view(statement.idxname)), .place = reader.search()};
  index.named = statement.idxname != nullptr;
  if (!index.named) index.place = reader.unnamed(*statement.relation);
  if (statement.accessMethod != nullptr) index.method = view(statement.accessMethod);
  for (const auto* element : each<IndexElem>(statement.indexParams)) {
    if (element != nullptr) index.keys.push_back(reader.definitions().index_key(*element));
  }
  for (const auto* element : each<IndexElem>(statement.indexIncludingParams)) {
    if (element != nullptr) index.include.emplace_back(view(element->name));
  }
  index.unique = statement.unique;
  index.nulls_not_distinct = statement.nulls_not_distinct;
  if (statement.whereClause != nullptr) {
    index.predicate = reader.definitions().expression(*statement.whereClause);
    index.mentioned = mentioned_columns(statement.whereClause);
  }
  reader.add(CreateIndex{.relation = name_of(*statement.relation),
                         .index = std::move(index),
                         .if_not_exists = statement.if_not_exists,
                         .only = !statement.relation->inh});
}

}  // namespace pglint::catalog
