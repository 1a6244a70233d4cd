#include "lint/prisma/prisma_schemas.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "host/file_kind.h"
#include "lint/prisma/prisma_project.h"
#include "psl/parser.h"
#include "psl/resolver.h"
#include "text/absolute_path.h"
#include "text/encoding.h"
#include "text/project.h"

namespace pglint {
namespace {

/// A `.prisma` file of the run.
struct PrismaSource {
  std::size_t number = 0;  ///< in the run
  std::string folder;      ///< with a slash at its end, or empty
  std::string name;
  psl::SchemaFile file;
  bool is_founder = false;                 ///< it has a datasource
  const PrismaProject* project = nullptr;  ///< what is configured about it; null: nothing

  [[nodiscard]] bool is_configured() const {
    return project != nullptr && !project->schema.empty();
  }
};

bool is_prisma(std::string_view path) { return host::kind_of_name(path) == host::FileKind::prisma; }

psl::SchemaFile parse_bytes(std::string bytes) {
  const std::string text = text::to_utf8(std::move(bytes));
  const auto repaired = text::repair_utf8(text);
  return psl::parse(repaired ? repaired->text : text);
}

std::optional<std::string> bytes_of(SourceFile& file, const Settings& settings) {
  if (file.content) return *file.content;
  if (!file.on_disk) {
    auto read = read_source(file, settings.max_file_bytes);
    if (!read.ok()) return std::nullopt;  // reported when the file is linted
    file.on_disk = std::move(read).value();
  }
  return *file.on_disk;
}

std::vector<PrismaSource> read_sources(std::vector<SourceFile>& files,
                                       std::span<const Settings> settings,
                                       PrismaProjects& projects) {
  std::vector<PrismaSource> sources;
  for (std::size_t number = 0; number < files.size(); ++number) {
    SourceFile& file = files[number];
    if (!is_prisma(file.path) || file.leads_out) continue;
    auto bytes = bytes_of(file, settings[std::min(file.settings, settings.size() - 1)]);
    if (!bytes) continue;
    const std::size_t name = file.path.find_last_of('/') + 1;
    PrismaSource source = {.number = number,
                           .folder = file.path.substr(0, name),
                           .name = file.path.substr(name),
                           .file = parse_bytes(std::move(*bytes))};
    source.project = projects.of(file.path);
    source.is_founder = std::ranges::any_of(source.file.blocks, [](const psl::Block& block) {
      return block.kind == psl::BlockKind::datasource;
    });
    sources.push_back(std::move(source));
  }
  return sources;
}

/// How well a founder fits a file of its folder: the schema's usual names first.
int rank_of(const PrismaSource& founder) {
  if (founder.name == "schema.prisma") return 2;
  return founder.name == "main.prisma" ? 1 : 0;
}

/// The nearest file with a datasource, in the folder of `source` or above; null if there is none or
/// two fit as well.
const PrismaSource* founder_of(const PrismaSource& source,
                               const std::vector<PrismaSource>& sources) {
  if (source.is_founder) return &source;
  const PrismaSource* best = nullptr;
  bool is_tie = false;
  for (const PrismaSource& each : sources) {
    const bool may_found = each.is_founder && !each.is_configured();
    if (!may_found || !source.folder.starts_with(each.folder)) continue;
    const auto order = [](const PrismaSource& one) {
      return std::pair(one.folder.size(), rank_of(one));
    };
    is_tie = best != nullptr && order(each) == order(*best);
    if (best == nullptr || order(*best) < order(each)) best = &each;
  }
  return is_tie ? nullptr : best;
}

/// Whether the folder of a schema has files that the run does not read. `known` are absolute.
bool has_other_files(const std::string& folder, const std::set<std::string>& known) {
  return std::ranges::any_of(prisma_files_below(folder), [&](const std::string& path) {
    return !known.contains(text::absolute_path(path));
  });
}

/// The folders that the generators of a schema file write, absolute.
std::vector<std::string> outputs_of(const PrismaSource& source) {
  std::vector<std::string> outputs;
  const std::string folder = text::absolute_path(source.folder.empty() ? "." : source.folder);
  const std::string inside = folder + "/";
  for (const psl::Block& block : source.file.blocks) {
    if (block.kind != psl::BlockKind::generator) continue;
    for (const psl::Property& property : block.properties) {
      if (property.key.text != "output" || property.value.text.empty()) continue;
      const std::string& written = property.value.text;
      std::string output = text::normal_path(written.starts_with('/') ? written : inside + written);
      // A client beside the schema does not make the schema a copy.
      if (!text::is_within(folder, output)) outputs.push_back(std::move(output));
    }
  }
  return outputs;
}

/// Generated clients have a copy of the schema.
void set_copies_aside(std::vector<SourceFile>& files, const std::vector<PrismaSource>& sources) {
  for (const PrismaSource& source : sources) {
    for (const std::string& output : outputs_of(source)) {
      for (const PrismaSource& other : sources) {
        SourceFile& file = files[other.number];
        const bool is_copy =
            !file.is_named && text::is_within(text::absolute_path(file.path), output);
        file.is_context = file.is_context || is_copy;
      }
    }
  }
}

/// The files of one schema.
struct SchemaGroup {
  std::string folder;        ///< of its founder, or the configured file or folder
  bool has_founder = false;  ///< or is configured
  std::vector<PrismaSource*> sources;
};

std::vector<SchemaGroup> groups_of(std::vector<PrismaSource>& sources, std::size_t files) {
  // By the number of the founder; files without one by their folder.
  std::map<std::pair<std::string, std::size_t>, SchemaGroup> groups;
  for (PrismaSource& source : sources) {
    const PrismaSource* founder = source.is_configured() ? nullptr : founder_of(source, sources);
    const bool is_known = source.is_configured() || founder != nullptr;
    std::string folder = source.is_configured() ? source.project->schema
                         : founder != nullptr   ? founder->folder
                                                : source.folder;
    const std::size_t number = founder == nullptr ? files : founder->number;
    SchemaGroup& group = groups[{folder, number}];
    group.folder = source.is_configured() && !is_prisma(folder) ? folder + "/" : std::move(folder);
    group.has_founder = is_known;
    group.sources.push_back(&source);
  }
  std::vector<SchemaGroup> result;
  result.reserve(groups.size());
  for (auto& [key, group] : groups) result.push_back(std::move(group));
  return result;
}

std::size_t first_free_database(const std::vector<SourceFile>& files) {
  std::size_t next = 0;
  for (const SourceFile& file : files) {
    if (!is_prisma(file.path) && !file.is_of_all) next = std::max(next, file.database + 1);
  }
  return next;
}

}  // namespace

void prepare_prisma(std::vector<SourceFile>& files, std::span<const Settings> settings) {
  PrismaProjects projects;
  std::vector<PrismaSource> sources = read_sources(files, settings, projects);
  if (sources.empty()) return;
  set_copies_aside(files, sources);
  std::set<std::string> known;
  for (const PrismaSource& source : sources) {
    known.insert(text::absolute_path(files[source.number].path));
  }
  std::size_t database = first_free_database(files);
  for (SchemaGroup& group : groups_of(sources, files.size())) {
    const bool is_complete =
        group.has_founder && (is_prisma(group.folder) || !has_other_files(group.folder, known));
    const PrismaProject* project = group.sources.front()->project;
    std::vector<psl::SchemaFile> parts;
    parts.reserve(group.sources.size());
    for (PrismaSource* source : group.sources) parts.push_back(std::move(source->file));
    const auto schema = std::make_shared<const psl::Schema>(psl::resolve(
        std::move(parts), is_complete, project == nullptr ? psl::Externals() : project->externals));
    for (std::size_t part = 0; part < group.sources.size(); ++part) {
      SourceFile& file = files[group.sources[part]->number];
      file.prisma = std::make_shared<const PrismaPart>(
          PrismaPart{.schema = schema,
                     .file = part,
                     .migrations = project == nullptr ? std::string() : project->migrations});
      file.database = database;
    }
    ++database;
  }
}

std::shared_ptr<const PrismaPart> alone(const std::string& content) {
  std::vector<psl::SchemaFile> files;
  files.push_back(parse_bytes(content));
  return std::make_shared<const PrismaPart>(PrismaPart{
      .schema = std::make_shared<const psl::Schema>(psl::resolve(std::move(files), true)),
      .file = 0});
}

}  // namespace pglint
