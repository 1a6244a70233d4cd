#include "lint/prisma/prisma_schemas.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "host/file_kind.h"
#include "psl/parser.h"
#include "psl/resolver.h"
#include "text/encoding.h"
#include "text/folder.h"

namespace pglint {
namespace {

/// A `.prisma` file of the run.
struct PrismaSource {
  std::size_t number = 0;  ///< in the run
  std::string folder;      ///< with a slash at its end, or empty
  std::string name;
  psl::SchemaFile file;
  bool is_founder = false;  ///< it has a datasource
};

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
                                       std::span<const Settings> settings) {
  std::vector<PrismaSource> sources;
  for (std::size_t number = 0; number < files.size(); ++number) {
    SourceFile& file = files[number];
    const bool is_prisma =
        host::kind_of_name(file.path) == host::FileKind::prisma && !file.leads_out;
    if (!is_prisma) continue;
    auto bytes = bytes_of(file, settings[std::min(file.settings, settings.size() - 1)]);
    if (!bytes) continue;
    const std::size_t name = file.path.find_last_of('/') + 1;
    PrismaSource source = {.number = number,
                           .folder = file.path.substr(0, name),
                           .name = file.path.substr(name),
                           .file = parse_bytes(std::move(*bytes))};
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
    if (!each.is_founder || !source.folder.starts_with(each.folder)) continue;
    const auto order = [](const PrismaSource& one) {
      return std::pair(one.folder.size(), rank_of(one));
    };
    is_tie = best != nullptr && order(each) == order(*best);
    if (best == nullptr || order(*best) < order(each)) best = &each;
  }
  return is_tie ? nullptr : best;
}

/// Whether the folder of a founder has schema files that the run does not read.
bool has_other_files(const std::string& folder, const std::set<std::string>& known) {
  const text::FolderListing listing = text::list_folder(folder.empty() ? "." : folder);
  return std::ranges::any_of(listing.entries, [&](const text::FolderEntry& entry) {
    return host::kind_of_name(entry.name) == host::FileKind::prisma &&
           !known.contains(folder + entry.name);
  });
}

std::size_t first_free_database(const std::vector<SourceFile>& files) {
  std::size_t next = 0;
  for (const SourceFile& file : files) {
    const bool is_prisma = host::kind_of_name(file.path) == host::FileKind::prisma;
    if (!is_prisma && !file.is_of_all) next = std::max(next, file.database + 1);
  }
  return next;
}

}  // namespace

void prepare_prisma(std::vector<SourceFile>& files, std::span<const Settings> settings) {
  std::vector<PrismaSource> sources = read_sources(files, settings);
  if (sources.empty()) return;
  // By the number of the founder; files without one by their folder.
  std::map<std::pair<std::string, std::size_t>, std::vector<PrismaSource*>> groups;
  std::set<std::string> known;
  for (PrismaSource& source : sources) {
    const PrismaSource* founder = founder_of(source, sources);
    const std::string& folder = founder == nullptr ? source.folder : founder->folder;
    groups[{folder, founder == nullptr ? files.size() : founder->number}].push_back(&source);
    known.insert(files[source.number].path);
  }
  std::size_t database = first_free_database(files);
  for (auto& [key, group] : groups) {
    const auto& [folder, founder] = key;
    const bool is_complete = founder < files.size() && !has_other_files(folder, known);
    std::vector<psl::SchemaFile> parts;
    parts.reserve(group.size());
    for (PrismaSource* source : group) parts.push_back(std::move(source->file));
    const auto schema =
        std::make_shared<const psl::Schema>(psl::resolve(std::move(parts), is_complete));
    for (std::size_t part = 0; part < group.size(); ++part) {
      SourceFile& file = files[group[part]->number];
      file.prisma = std::make_shared<const PrismaPart>(PrismaPart{.schema = schema, .file = part});
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
