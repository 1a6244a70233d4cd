// References that PostgreSQL rejects, because the object does not exist when the statement runs. An
// object that the run never saw may exist all along, so that alone is only an info.
// The file is long because one rule has a dozen causes, each with its own message and help.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/name/name_model.h"
#include "design/schema.h"
#include "migration/script.h"
#include "parse/meaning/name_words.h"
#include "rule/context.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::dangling_reference {
namespace {

using Names = std::vector<std::string>;

/// A run that creates at least so many tables is treated as a whole schema.
constexpr std::size_t whole_schema = 10;

/// With more unknown tables than this, typos are not looked for: they are unlikely, and comparing
/// all names is slow.
constexpr std::size_t most_near = 16;

/// A run that creates fewer tables is only a part of a schema, so other tables may well exist.
constexpr std::size_t part_of_schema = 3;

// Checks of single statements, whose findings are certain.

Names strings(const List* list) {
  Names names;
  for (const Node* item : each(list)) names.emplace_back(string_value(item));
  return names;
}

/// False in bodies of functions, under a condition, and in down migrations.
bool is_replayed(const Context& context) {
  return context.runs_now() && !context.origin().conditional &&
         context.section().direction != migration::Direction::down;
}

/// The table, if everything about it is known, also that no other file adds to it before.
const catalog::Relation* known_table(const catalog::Catalog& before, const catalog::Name& name) {
  const catalog::Relation* table = before.find_relation(name);
  const bool is_known = table != nullptr && table->kind == catalog::RelationKind::table &&
                        table->certain && table->columns_known &&
                        before.files().is_sure(before.files().current(), table->place.file);
  return is_known ? table : nullptr;
}

/// True if the names differ by one letter added, removed or changed, or by two letters swapped.
/// Digits are not letters: `address2` is not a typo of `address1`.
bool is_slip(std::string_view a, std::string_view b) {
  constexpr std::size_t least = 4;
  if (a.size() < least || b.size() < least) return false;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  constexpr std::string_view digits = "0123456789";
  if (a.find_first_of(digits) != std::string_view::npos) return false;
  if (b.find_first_of(digits) != std::string_view::npos) return false;
  const bool is_swap = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  return is_swap || (a.size() <= 1 && b.size() <= 1);
}

/// True if `name` was probably meant to be `known`.
bool is_meant(const std::string& name, const std::string& known) {
  return is_slip(name, known) ||
         design::joined(parse::name_words(name)) == design::joined(parse::name_words(known));
}

/// A message and its help; both are empty if nothing is wrong.
struct Words {
  std::string message = {};
  std::string help = {};
  const catalog::Drop* drop = nullptr;  ///< of what is missing
};

/// What was dropped before a statement of file `from`.
struct DropsBefore {
  const catalog::Catalog& before;
  std::size_t from;

  /// The drop of a part of the table, which is missing, or null.
  [[nodiscard]] const catalog::Drop* find(const catalog::Relation& table, catalog::DroppedKind kind,
                                          const Names& columns = {}) const {
    const catalog::Drop* drop =
        before.find_drop({.kind = kind, .relation = table.name, .columns = columns});
    // The table of that name was another one then.
    const bool is_older = drop != nullptr && !catalog::is_before(table.place, drop->statement);
    return is_older ? nullptr : drop;
  }

  /// Where it is, for messages: ``line 3``, `` `2_drop.sql:3` ``.
  [[nodiscard]] std::string shown(const catalog::Drop& drop) const {
    const std::string_view path = before.files().path(drop.statement.file);
    if (drop.statement.file == from) return text::format("line {}", drop.line);
    const auto folder_of = [](std::string_view whole) {
      return whole.substr(0, whole.rfind('/') + 1);
    };
    const std::string_view folder = folder_of(path);
    const bool is_near = folder == folder_of(before.files().path(from));
    return text::format("`{}:{}`", path.substr(is_near ? folder.size() : 0), drop.line);
  }
};

/// A column that does not exist. Without `drop` or `meant`, a column of nearly that name or one
/// that was renamed, dynamic SQL, such as a loop over tables, may have added it.
struct MissingColumn {
  std::string name;
  std::string meant;
  const catalog::Drop* drop = nullptr;

  /// `subject` is what refers to it: `this index`.
  [[nodiscard]] Words words(std::string_view subject, const catalog::Relation& table,
                            const DropsBefore& drops) const {
    if (drop != nullptr) {
      return {.message = text::format("{} refers to `{}.{}`, dropped at {}", subject,
                                      table.name.name, name, drops.shown(*drop)),
              .help = text::format("add `{}` again first, or name another column",
                                   catalog::quoted_name(name)),
              .drop = drop};
    }
    if (meant.empty()) return {};
    return {
        .message = text::format("{} refers to `{}.{}`, a column that does not exist", subject,
                                table.name.name, name),
        .help = text::format("write `{}`, or add the column first", catalog::quoted_name(meant))};
  }
};

/// The first of `names` that is not a column of the table.
std::optional<MissingColumn> missing_column(const catalog::Relation& table, const Names& names,
                                            const DropsBefore& drops) {
  for (const std::string& name : names) {
    if (table.find_column(name) != nullptr) continue;
    const auto meant = std::ranges::find_if(table.columns, [&](const catalog::Column& column) {
      return is_meant(name, column.name) || std::ranges::count(column.former_names, name) > 0;
    });
    const bool may_be_back = drops.before.files().has_unknown_sql();
    return MissingColumn{
        .name = name,
        .meant = meant == table.columns.end() ? std::string() : meant->name,
        .drop = may_be_back ? nullptr : drops.find(table, catalog::DroppedKind::column, {name})};
  }
  return std::nullopt;
}

/// The unique index of just these columns, or null. One without a predicate comes first.
const catalog::Index* find_unique(const catalog::Relation& table, const Names& columns) {
  const catalog::Index* partial = nullptr;
  for (const catalog::Index& index : table.indexes) {
    if (!index.unique) continue;
    if (!std::ranges::is_permutation(index.keys, columns, {}, &catalog::IndexKey::column)) continue;
    if (index.predicate.empty()) return &index;
    partial = &index;
  }
  return partial;
}

/// `a, "B"`
std::string in_sql(const Names& columns) {
  std::string list;
  for (const std::string& column : columns) {
    list += (list.empty() ? "" : ", ") + catalog::quoted_name(column);
  }
  return list;
}

/// `app."Orders"`
std::string in_sql(const catalog::Name& name) {
  const std::string schema = name.schema.empty() ? "" : catalog::quoted_name(name.schema) + ".";
  return schema + catalog::quoted_name(name.name);
}

/// `p.id`, `p (a, b)`
std::string shown(const catalog::Relation& table, const Names& columns) {
  if (columns.size() == 1) return text::format("{}.{}", table.name.name, columns.front());
  return text::format("{} ({})", table.name.name, in_sql(columns));
}

/// The columns of a unique key that a foreign key of `count` columns can name, or none.
Names usable_key(const catalog::Relation& table, std::size_t count) {
  for (const catalog::Index& index : table.indexes) {
    if (!index.unique || !index.predicate.empty() || index.keys.size() != count) continue;
    Names columns;
    for (const catalog::IndexKey& key : index.keys) columns.push_back(key.column);
    if (std::ranges::count(columns, std::string()) == 0) return columns;
  }
  return {};
}

/// A foreign key without columns after REFERENCES needs a primary key of as many columns.
Words without_primary_key(const catalog::Relation& table, const catalog::Name& target,
                          std::size_t count, const DropsBefore& drops) {
  const Names usable = usable_key(table, count);
  const std::string other = usable.empty() ? std::string()
                                           : text::format(", or write `REFERENCES {} ({})`",
                                                          in_sql(target), in_sql(usable));
  const std::string& name = table.name.name;
  const catalog::Drop* drop = drops.find(table, catalog::DroppedKind::primary_key);
  return {.message = drop == nullptr
                         ? text::format(
                               "this foreign key needs a primary key on `{}`, which has none", name)
                         : text::format("this foreign key needs the primary key of `{}`, dropped "
                                        "at {}",
                                        name, drops.shown(*drop)),
          .help = text::format("add a primary key to `{}` first{}", name, other),
          .drop = drop};
}

Words of_other_size(const catalog::Relation& table, const catalog::Constraint& key,
                    std::size_t count) {
  const std::string& name = table.name.name;
  return {.message = text::format("this foreign key has {}, but the primary key of `{}` has {}",
                                  text::counted(count, "column"), name, key.columns.size()),
          .help = text::format("use a column for each of `({})`, or name a unique key of `{}` with "
                               "{} after REFERENCES",
                               in_sql(key.columns), name, text::counted(count, "column"))};
}

Words without_unique_key(const catalog::Relation& table, const catalog::Name& target,
                         const Names& columns, const DropsBefore& drops) {
  Words words = {.message = text::format("this foreign key needs a primary or unique key on `{}`",
                                         shown(table, columns)),
                 .drop = drops.find(table, catalog::DroppedKind::key, columns)};
  if (words.drop != nullptr) {
    words.message += text::format(", dropped at {}", drops.shown(*words.drop));
  }
  const bool has_primary = table.primary_key() != nullptr;
  const std::string command = text::format("`ALTER TABLE {} ADD {} ({})`", in_sql(target),
                                           has_primary ? "UNIQUE" : "PRIMARY KEY", in_sql(columns));
  if (const catalog::Index* partial = find_unique(table, columns)) {
    words.help =
        text::format("run {} first; unique index `{}` has a WHERE clause and does not count",
                     command, partial->name);
  } else if (has_primary) {
    words.help = text::format("run {} first", command);
  } else {
    words.help = text::format("run {} first; `{}` has no primary key", command, table.name.name);
  }
  return words;
}

/// A column that is named twice; empty if there is none. No key has it twice.
std::string repeated(const Names& columns) {
  const auto found = std::ranges::find_if(
      columns, [&](const std::string& column) { return std::ranges::count(columns, column) > 1; });
  return found == columns.end() ? std::string() : *found;
}

Words with_repeated_column(const catalog::Relation& table, const std::string& column) {
  return {.message = text::format("this foreign key refers to `{}.{}` more than once",
                                  table.name.name, column),
          .help = text::format("name each column of a primary or unique key of `{}` once",
                               table.name.name)};
}

/// Why a foreign key cannot refer to the table like this; empty if it can. `target` is the table's
/// name as it is written.
Words obstacle(const catalog::Relation& table, const catalog::Name& target, const Names& columns,
               std::size_t count, const DropsBefore& drops) {
  if (columns.empty()) {
    const catalog::Constraint* key = table.primary_key();
    if (key == nullptr) return without_primary_key(table, target, count, drops);
    return key->columns.size() == count ? Words{} : of_other_size(table, *key, count);
  }
  if (const auto missing = missing_column(table, columns, drops)) {
    return missing->words("this foreign key", table, drops);
  }
  if (const std::string twice = repeated(columns); !twice.empty()) {
    return with_repeated_column(table, twice);
  }
  const catalog::Index* unique = find_unique(table, columns);
  if (unique != nullptr && unique->predicate.empty()) return {};
  return without_unique_key(table, target, columns, drops);
}

/// Gives the finding its words; false if there are none.
bool say(Words words, const DropsBefore& drops, Finding& finding) {
  if (words.message.empty()) return false;
  if (words.drop != nullptr && words.drop->statement.file == drops.from) {
    finding.related.push_back(
        {.range = words.drop->statement.statement, .message = "it is dropped here"});
  }
  finding.message = std::move(words.message);
  finding.help = std::move(words.help);
  return true;
}

/// The table that a statement creates or changes, and whether the statement may do nothing.
struct Changed {
  const RangeVar* table = nullptr;
  bool may_be_skipped = false;
};

Changed changed_by(const Node& statement) {
  if (const auto* create = as<CreateStmt>(&statement)) {
    return {.table = create->relation, .may_be_skipped = create->if_not_exists};
  }
  const auto* alter = as<AlterTableStmt>(&statement);
  return {.table = alter == nullptr ? nullptr : alter->relation};
}

void check_foreign_key(const Constraint& key, Context& context) {
  if (key.contype != CONSTR_FOREIGN || key.pktable == nullptr || !is_replayed(context)) return;
  if (context.ancestors().empty()) return;
  const Changed changed = changed_by(*context.ancestors().front());
  if (changed.table == nullptr) return;
  const catalog::Name own = catalog::name_of(*changed.table);
  const catalog::Name target = catalog::name_of(*key.pktable);
  // Keys of the table itself may be created by the same statement.
  if (own.name == target.name) return;
  const std::size_t count = std::max<std::size_t>(each(key.fk_attrs).size(), 1);
  Report report = {.at = context.anchor().of(node(*key.pktable), context.ancestors()),
                   .message = "this foreign key fails",
                   .object = own.shown(),
                   .confidence = Confidence::medium};
  context.report_if(std::move(report), [own, target, columns = strings(key.pk_attrs), count,
                                        may_be_skipped = changed.may_be_skipped](
                                           const catalog::Catalog& before, Finding& finding) {
    if (may_be_skipped && before.find_relation(own) != nullptr) return false;
    const catalog::Relation* table = known_table(before, target);
    if (table == nullptr) return false;
    const DropsBefore drops = {.before = before, .from = before.files().current()};
    return say(obstacle(*table, target, columns, count, drops), drops, finding);
  });
}

void check_index(const IndexStmt& index, Context& context) {
  if (index.if_not_exists || index.relation == nullptr || !is_replayed(context)) return;
  Names columns;
  for (const List* list : {index.indexParams, index.indexIncludingParams}) {
    for (const auto* key : each<IndexElem>(list)) {
      if (key != nullptr && key->name != nullptr) columns.emplace_back(view(key->name));
    }
  }
  if (columns.empty()) return;
  const catalog::Name table = catalog::name_of(*index.relation);
  Report report = {.at = context.anchor().of(node(*index.relation), context.ancestors()),
                   .message = "this index fails",
                   .object = table.shown(),
                   .confidence = Confidence::medium};
  context.report_if(std::move(report), [table, columns = std::move(columns)](
                                           const catalog::Catalog& before, Finding& finding) {
    const catalog::Relation* found = known_table(before, table);
    if (found == nullptr) return false;
    const DropsBefore drops = {.before = before, .from = before.files().current()};
    const auto missing = missing_column(*found, columns, drops);
    return missing && say(missing->words("this index", *found, drops), drops, finding);
  });
}

// Checks at the end of the run: references to tables that are created later, or never.

/// True for schemas and tables that platforms and extensions create.
bool is_of_platform(const catalog::Name& name) {
  constexpr std::array<std::string_view, 20> schemas = {"auth",
                                                        "storage",
                                                        "extensions",
                                                        "realtime",
                                                        "vault",
                                                        "graphql",
                                                        "graphql_public",
                                                        "pgsodium",
                                                        "cron",
                                                        "pgmq",
                                                        "partman",
                                                        "net",
                                                        "tiger",
                                                        "topology",
                                                        "hdb_catalog",
                                                        "pgboss",
                                                        "graphile_worker",
                                                        "pg_catalog",
                                                        "information_schema",
                                                        "neon_auth"};
  constexpr std::array<std::string_view, 5> tables = {"spatial_ref_sys", "geometry_columns",
                                                      "geography_columns", "raster_columns",
                                                      "raster_overviews"};
  return std::ranges::count(schemas, std::string_view(name.schema)) > 0 ||
         std::ranges::count(tables, std::string_view(name.name)) > 0 ||
         name.name.starts_with("pg_");
}

/// The names of tables that the run knows.
class KnownNames {
 public:
  explicit KnownNames(const catalog::Catalog& catalog) {
    for (const auto& [name, relation] : catalog.relations()) {
      schemas_.insert(name.schema);
      relations_.emplace(text::lowered(name.name), &relation);
      exact_.insert(name.name);
      if (relation.kind == catalog::RelationKind::table && !relation.temporary) {
        tables_.push_back(name.name);
      }
    }
  }

  /// True if the run creates something in the schema of `name`.
  [[nodiscard]] bool makes_schema_of(const catalog::Name& name) const {
    return name.schema.empty() || schemas_.contains(name.schema);
  }
  /// True if some schema has a relation of exactly this name.
  [[nodiscard]] bool has_in_some_schema(const std::string& name) const {
    return exact_.contains(name);
  }
  /// A relation with this name in any mix of upper and lower case, or null.
  [[nodiscard]] const catalog::Relation* find_in_other_case(const std::string& name) const {
    const auto found = relations_.find(text::lowered(name));
    return found == relations_.end() ? nullptr : found->second;
  }
  /// The table that was probably meant by `name`; empty if there is none.
  [[nodiscard]] std::string find_near(const std::string& name) const {
    const std::string thing = design::thing_of(name);
    for (const std::string& table : tables_) {
      if (is_slip(name, table) || design::thing_of(table) == thing) return table;
    }
    return {};
  }
  [[nodiscard]] bool is_schema() const { return tables_.size() >= part_of_schema; }
  [[nodiscard]] bool is_whole() const { return tables_.size() >= whole_schema; }

 private:
  std::set<std::string> schemas_;
  std::map<std::string, const catalog::Relation*> relations_;
  std::set<std::string> exact_;
  Names tables_;
};

/// A foreign key whose table does not exist when it is created.
struct Dangling {
  const catalog::Relation* table = nullptr;
  const catalog::Constraint* key = nullptr;
};

void report_later(const Dangling& dangling, const catalog::Relation& target,
                  SchemaContext& context) {
  const bool is_near = target.place.file == dangling.key->place.file;
  context.report(at(*dangling.table, *dangling.key)
                     .says("this foreign key fails because `{}` does not exist yet: it is created "
                           "{}",
                           target.name.name, is_near ? "later" : "in a later file")
                     .advises(is_near
                                  ? text::format("create `{}` before `{}`, or add the foreign key "
                                                 "with ALTER TABLE after both",
                                                 target.name.name, dangling.table->name.name)
                                  : text::format("create `{}` in an earlier file than `{}`, or add "
                                                 "the foreign key after both",
                                                 target.name.name, dangling.table->name.name))
                     .with(Severity::error)
                     .with(is_near ? Confidence::high : Confidence::medium)
                     .beside(at(target), text::format("`{}` is created here", target.name.name)));
}

/// What no linted file creates may be created by what could not be read.
Severity severity_of_missing(const SchemaContext& context) {
  return context.catalog().files().is_complete() ? Severity::error : Severity::info;
}

/// A report without words at the first of foreign keys to one table, on behalf of all.
SchemaReport at_first(const std::vector<Dangling>& all) {
  std::vector<SchemaReport> members;
  members.reserve(all.size());
  for (const Dangling& each : all) members.push_back(at(*each.table, *each.key));
  return at(*all.front().table, *all.front().key).sums_up(std::move(members));
}

/// The run creates a table whose name differs only in upper and lower case.
void report_other_case(const std::vector<Dangling>& all, const catalog::Relation& other,
                       SchemaContext& context) {
  const catalog::Name& missing = all.front().key->referenced;
  const std::string right = in_sql({.schema = missing.schema, .name = other.name.name});
  const bool is_quoted = text::lowered(missing.name) != missing.name;
  context.report(
      at_first(all)
          .says("wrong case of a table name: `{}` does not exist, but `{}` does, so this foreign "
                "key fails",
                missing.name, catalog::quoted_name(other.name.name))
          .advises("write `REFERENCES {}`; {}", right,
                   is_quoted ? "a quoted name keeps its upper-case letters"
                             : "without quotes, upper-case letters become lower case")
          .with(severity_of_missing(context)));
}

void report_never(const std::vector<Dangling>& all, std::size_t unknown, const KnownNames& names,
                  SchemaContext& context) {
  const catalog::Constraint* key = all.front().key;
  const std::string& missing = key->referenced.name;
  if (names.has_in_some_schema(missing)) return;  // it depends on the search path
  if (const catalog::Relation* other = names.find_in_other_case(missing)) {
    if (!key->referenced.schema.empty() && key->referenced.schema != other->name.schema) return;
    return report_other_case(all, *other, context);
  }
  const std::string near = unknown <= most_near ? names.find_near(missing) : std::string();
  const Confidence sure = names.is_schema() ? Confidence::medium : Confidence::low;
  if (unknown == 1 && names.is_whole() && !near.empty()) {
    return context.report(
        at_first(all)
            .says("missing table `{}`: no linted file creates it, so this foreign key fails",
                  missing)
            .advises("write `{}`, or create `{}` first", catalog::quoted_name(near), missing)
            .with(severity_of_missing(context))
            .with(sure));
  }
  context.report(
      at_first(all)
          .says("unknown table `{}`: no linted file creates it, so this foreign key may fail",
                missing)
          .advises(
              near.empty()
                  ? text::format("lint the files that create `{}` as well, or create it first",
                                 missing)
                  : text::format("write `{}` if that is meant; else lint the files that create "
                                 "`{}` as well",
                                 catalog::quoted_name(near), missing))
          .with(sure));
}

/// Foreign keys to one table that was dropped: only a file that surely runs later fails.
void report_dropped(const std::vector<Dangling>& all, const catalog::Drop& drop,
                    SchemaContext& context) {
  const catalog::FileOrder& files = context.catalog().files();
  if (files.has_unknown_sql()) return;  // it may have created the table again
  std::vector<Dangling> later;
  std::ranges::copy_if(all, std::back_inserter(later), [&](const Dangling& each) {
    return catalog::is_before(drop.statement, each.key->place) &&
           files.is_sure(each.key->place.file, drop.statement.file);
  });
  if (later.empty()) return;
  const catalog::Constraint& key = *later.front().key;
  const DropsBefore drops = {.before = context.catalog(), .from = key.place.file};
  context.report(at_first(later)
                     .says("this foreign key fails because `{}` was dropped at {}",
                           key.referenced.name, drops.shown(drop))
                     .advises("create `{}` again first, or refer to the table that replaced it",
                              key.referenced.name)
                     .with(Severity::error)
                     .with(Confidence::medium));
}

void check(const design::Schema& schema, SchemaContext& context) {
  const catalog::Catalog& catalog = context.catalog();
  std::map<catalog::Name, std::vector<Dangling>, catalog::ByName> never;
  for (const design::Table& table : schema.all_tables()) {
    for (const catalog::Constraint& key : table.relation->constraints) {
      const bool is_own = key.kind == catalog::ConstraintKind::foreign_key && key.local;
      if (!is_own || !key.certain || !table.relation->certain) continue;
      const Dangling dangling = {.table = table.relation, .key = &key};
      const catalog::Relation* target = catalog.find_relation(key.referenced);
      if (target == nullptr) {
        if (!is_of_platform(key.referenced)) never[key.referenced].push_back(dangling);
        continue;
      }
      // With a search path that the run does not show, another table may be meant.
      const bool is_meant =
          !key.referenced.schema.empty() || target->name.schema == table.relation->name.schema;
      const bool is_later = is_meant && target != table.relation && target->certain &&
                            target->kind == catalog::RelationKind::table &&
                            catalog::is_before(key.place, target->place);
      if (is_later && catalog.files().is_sure(key.place.file, target->place.file)) {
        report_later(dangling, *target, context);
      }
    }
  }
  if (never.empty()) return;
  const KnownNames names(catalog);
  for (auto& [name, all] : never) {
    if (!names.makes_schema_of(name)) continue;
    std::ranges::stable_sort(all, [](const Dangling& a, const Dangling& b) {
      return catalog::is_before(a.key->place, b.key->place);
    });
    const catalog::Drop* drop =
        catalog.find_drop({.kind = catalog::DroppedKind::relation, .relation = name});
    if (drop != nullptr) {
      report_dropped(all, *drop, context);
    } else {
      report_never(all, never.size(), names, context);
    }
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "dangling-reference",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .also = {Severity::info},
    .summary = "A foreign key or index refers to a table, key or column that does not exist",
    .help = "create the object first, or correct its name",
    .why = R"(
PostgreSQL looks the table up when the constraint is created, so the migration stops at this
statement. It may do so only on the next empty database: on existing ones, the table is still there
from earlier. The causes are a wrong order, a missing file, a typo, and names with upper-case
letters, which are folded to lower case unless they are quoted.
)",
    .reported = R"(
Foreign keys that refer to

- a table that the linted files create only later, in the same file or in a later file of the same
  migration tool;
- a name that differs from a table's name only in upper and lower case;
- columns that the table does not have, or that no key makes unique;
- a table without a primary key, if no column is named;
- the primary key of a table with another number of columns;
- a table, column or key that an earlier statement dropped; the message names its file and line.

Also indexes on columns that the table does not have. A missing column counts only if the linted
files dropped or renamed it, or if the table has one with nearly the same name.

As `info`, once for each table: foreign keys to a table that the linted files never create, if they
create three or more tables. It may exist already. It is an error if they create ten or more other
tables and one of them has nearly the same name.
)",
    .not_reported = R"(
- Tables of platforms and extensions, and of schemas in which the linted files create nothing.
- Statements that run only under a condition, and bodies of functions, which run only when called.
- Tables whose columns the linted files do not show completely, because a statement before could not
  be read or because no migration tool says in which order the files run.
- A table that refers to itself.
- Views, whose queries are not examined.
)",
    .instead = R"(
Create what others refer to first. If two tables refer to each other, create both, and then add one
of the foreign keys with `ALTER TABLE`, as pg_dump does. If the name has upper-case letters, quote
it exactly as it was created, or rename the table. If the columns are not unique, add a unique
constraint over exactly these columns before the foreign key. On a table with rows, first build the
index with `CREATE UNIQUE INDEX CONCURRENTLY`, then attach it with
`ADD CONSTRAINT … UNIQUE USING INDEX`.
)",
    .fine = R"(
Never in a migration that is meant to run on an empty database. If another tool creates the table,
lint its files as well.
)",
    .bad = R"(
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  placed_at timestamptz NOT NULL
);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
)",
    .good = R"(
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  placed_at timestamptz NOT NULL
);
CREATE INDEX orders_customer_id ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/sql-syntax-lexical.html"
              "#SQL-SYNTAX-IDENTIFIERS"},
    .checks = {on<check_foreign_key>, on<check_index>, on<check>},
};

}  // namespace pglint::rules::dangling_reference
