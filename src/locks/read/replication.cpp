// Publications, subscriptions, and statements that a transaction block may refuse because of what
// they run.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "locks/read/reader.h"

namespace pglint::locks {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// `publish` may leave out what happens to rows; without any of it, nothing is published.
bool publishes_rows(const List* options) {
  return std::ranges::all_of(each<DefElem>(options), [](const DefElem* option) {
    const bool is_it = option != nullptr && view(option->defname) == "publish";
    return !is_it || !string_value(option->arg).empty();
  });
}

/// Tables with a list of columns are left out: a new column is not published then.
void add_objects(const List* objects, PublicationChange& change) {
  for (const auto* object : each<PublicationObjSpec>(objects)) {
    if (object == nullptr) continue;
    const PublicationTable* table = object->pubtable;
    if (table != nullptr && table->relation != nullptr && table->columns == nullptr) {
      change.tables.push_back(catalog::name_of(*table->relation));
    } else if (object->pubobjtype == PUBLICATIONOBJ_TABLES_IN_SCHEMA && object->name != nullptr) {
      change.schemas.emplace_back(view(object->name));
    }
  }
}

PublicationChange::Kind kind_of(AlterPublicationAction action) {
  switch (action) {
    case AP_AddObjects:
      return PublicationChange::Kind::add;
    case AP_DropObjects:
      return PublicationChange::Kind::drop;
    case AP_SetObjects:
      break;
  }
  return PublicationChange::Kind::set;
}

void read_create_publication(Reader& reader, const CreatePublicationStmt& statement) {
  if (!publishes_rows(statement.options)) return;
  PublicationChange change = {.publication = std::string(view(statement.pubname)),
                              .of_all = statement.for_all_tables};
  add_objects(statement.pubobjects, change);
  reader.statement().publications.push_back(std::move(change));
}

void read_alter_publication(Reader& reader, const AlterPublicationStmt& statement) {
  if (statement.pubobjects == nullptr) return;
  PublicationChange change = {.kind = kind_of(statement.action),
                              .publication = std::string(view(statement.pubname))};
  add_objects(statement.pubobjects, change);
  reader.statement().publications.push_back(std::move(change));
}

/// Whether it makes a slot on the publisher, which a transaction block refuses.
bool makes_slot(const List* options) {
  return std::ranges::none_of(each<DefElem>(options), [&](const DefElem* option) {
    if (option == nullptr) return false;
    const std::string_view name = view(option->defname);
    return (name == "create_slot" || name == "connect") && !has_option(options, name);
  });
}

void read_alter_database(Reader& reader, const AlterDatabaseStmt& statement) {
  const bool moves = std::ranges::any_of(each<DefElem>(statement.options), [](const auto* option) {
    return option != nullptr && view(option->defname) == "tablespace";
  });
  if (moves) reader.refuse_in_block("ALTER DATABASE … SET TABLESPACE");
}

}  // namespace

void read_replication(Reader& reader, const Node& statement) {
  switch (statement.type) {
    case T_CreatePublicationStmt:
      return read_create_publication(reader, *as<CreatePublicationStmt>(&statement));
    case T_AlterPublicationStmt:
      return read_alter_publication(reader, *as<AlterPublicationStmt>(&statement));
    case T_CreateSubscriptionStmt:
      if (makes_slot(as<CreateSubscriptionStmt>(&statement)->options)) {
        reader.refuse_in_block("CREATE SUBSCRIPTION");
      }
      return;
    case T_AlterDatabaseStmt:
      return read_alter_database(reader, *as<AlterDatabaseStmt>(&statement));
    case T_CallStmt:
    case T_AlterSubscriptionStmt:
    case T_DropSubscriptionStmt:
      reader.statement().block = BlockNeed::unknown;
      return;
    default:
      return;
  }
}

void read_drop_publication(Reader& reader, const DropStmt& statement) {
  for (const Node* object : each(statement.objects)) {
    reader.statement().publications.push_back(
        {.kind = PublicationChange::Kind::gone, .publication = std::string(string_value(object))});
  }
}

}  // namespace pglint::locks
