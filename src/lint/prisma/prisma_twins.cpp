#include "lint/prisma/prisma_twins.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "lint/prisma/prisma_histories.h"
#include "lint/prisma/prisma_schemas.h"
#include "psl/schema.h"
#include "rule/prisma/accepted_objects.h"

namespace pglint {
namespace {

/// What a finding is about: its rule and its object, or the rule alone if it sums up many.
using Subject = std::pair<const Rule*, std::string_view>;

std::string_view without_public(std::string_view object) {
  constexpr std::string_view usual = "public.";
  return object.starts_with(usual) ? object.substr(usual.size()) : object;
}

Subject subject_of(const Finding& finding) {
  const bool is_of_many = finding.members_hash != 0;
  return {finding.rule, is_of_many ? std::string_view() : without_public(finding.object)};
}

bool has_subject(const Finding& finding) {
  return finding.members_hash != 0 || !finding.object.empty();
}

/// Rules that a partial index satisfies, which migrations have and schemas often cannot say.
bool depends_on_sql(const Rule& rule) {
  constexpr std::array<std::string_view, 2> ids = {"nullable-unique", "soft-delete-unique"};
  return std::ranges::count(ids, rule.id) > 0;
}

/// Rules about types, keys, references, the names that Prisma makes of them, and what comments and
/// enums say of columns, which the schema decides for the tables that it has: where its migrations
/// differ, `prisma-drift` says so.
bool is_of_schema(const Rule& rule) {
  constexpr std::array<std::string_view, 14> ids = {"timestamp-without-time-zone",
                                                    "timestamp-precision",
                                                    "varchar-length",
                                                    "char-type",
                                                    "money-type",
                                                    "time-with-time-zone",
                                                    "missing-foreign-key",
                                                    "missing-primary-key",
                                                    "identifier-too-long",
                                                    "serial-column",
                                                    "plaintext-secret",
                                                    "polymorphic-association",
                                                    "state-in-booleans",
                                                    "transitive-dependency"};
  return std::ranges::count(ids, rule.id) > 0;
}

/// The table of `object`, which is a table or a column of one, with or without its schema, is one
/// of `tables`.
bool is_of_one(std::string_view object, const std::set<std::string_view>& tables) {
  object = without_public(object);
  if (tables.contains(object)) return true;
  const std::size_t dot = object.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view table = object.substr(0, dot);
  return tables.contains(table) || tables.contains(table.substr(table.rfind('.') + 1));
}

/// An index or a constraint whose name begins with one of `tables`, as Prisma names them.
bool is_named_after_one(std::string_view object, const std::set<std::string_view>& tables) {
  return std::ranges::any_of(tables, [&](std::string_view table) {
    return object.starts_with(table) && object.substr(table.size()).starts_with('_');
  });
}

/// A schema of the run and its migrations.
struct Project {
  std::vector<LintedFile*> schema;
  std::vector<LintedFile*> migrations;
};

class Twins {
 public:
  explicit Twins(std::vector<std::optional<LintedFile>>& files) {
    for (std::optional<LintedFile>& file : files) {
      if (file && file->source.prisma) add_schema(*file);
    }
    if (projects_.empty()) return;
    for (std::optional<LintedFile>& file : files) {
      if (file && is_prisma_migration(file->source)) add_migration(*file);
    }
  }

  void drop() {
    for (auto& [database, project] : projects_) {
      if (!project.migrations.empty()) drop(project);
    }
  }

 private:
  void add_schema(LintedFile& file) {
    projects_[file.source.database].schema.push_back(&file);
    folders_.add(file.source);
  }

  void add_migration(LintedFile& file) {
    const auto schema = folders_.schema_of(file.source.path);
    if (schema) projects_[*schema].migrations.push_back(&file);
  }

  static std::set<Subject> subjects_of(const std::vector<LintedFile*>& files) {
    std::set<Subject> subjects;
    for (const LintedFile* file : files) {
      for (const Finding& finding : file->result.findings) {
        if (has_subject(finding)) subjects.insert(subject_of(finding));
      }
    }
    return subjects;
  }

  /// The tables of a schema, as the database has them.
  static std::set<std::string_view> tables_of(const std::vector<LintedFile*>& files) {
    std::set<std::string_view> tables;
    for (const LintedFile* file : files) {
      const psl::Schema& schema = *file->source.prisma->schema;
      for (const psl::Model& model : schema.models) tables.insert(model.table);
      for (const psl::Relation& relation : schema.relations) {
        const bool has_table = relation.kind == psl::RelationKind::many_to_many;
        if (has_table) tables.insert(relation.constraint);
      }
    }
    return tables;
  }

  static void drop(Project& project) {
    const std::set<Subject> in_sql = subjects_of(project.migrations);
    for (LintedFile* file : project.schema) {
      std::erase_if(file->result.findings, [&](const Finding& finding) {
        return depends_on_sql(*finding.rule) && !in_sql.contains(subject_of(finding));
      });
    }
    const std::set<Subject> in_schema = subjects_of(project.schema);
    const std::set<std::string_view> tables = tables_of(project.schema);
    const AcceptedObjects accepted(*project.schema.front()->source.prisma->schema);
    const auto is_decided = [&](const Finding& finding) {
      const bool is_of_many = finding.members_hash != 0;
      if (is_of_schema(*finding.rule)) {
        const std::string_view object = without_public(finding.object);
        if (is_of_many || is_of_one(object, tables) || is_named_after_one(object, tables)) {
          return true;
        }
      }
      return !is_of_many && accepted.accept(*finding.rule, without_public(finding.object));
    };
    for (LintedFile* file : project.migrations) {
      std::erase_if(file->result.findings, [&](const Finding& finding) {
        return is_decided(finding) ||
               (has_subject(finding) && in_schema.contains(subject_of(finding)));
      });
    }
  }

  std::map<std::size_t, Project> projects_;  ///< by the numbers of their databases
  SchemaFolders folders_;
};

}  // namespace

void drop_twins(std::vector<std::optional<LintedFile>>& files) { Twins(files).drop(); }

}  // namespace pglint
