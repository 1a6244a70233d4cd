#include "cli/input/discovery.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/surroundings.h"
#include "host/file_kind.h"
#include "migration/recognition.h"
#include "text/ascii.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// `path` without empty and `.` segments. `..` stays: behind a symbolic link it leads elsewhere.
std::string tidied(std::string_view path) {
  std::string tidy = path.starts_with('/') ? "/" : "";
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    begin = end + 1;
    if (segment.empty() || segment == ".") continue;
    if (!tidy.empty() && tidy.back() != '/') tidy += '/';
    tidy += segment;
  }
  return tidy.empty() ? "." : tidy;
}

bool has_sql_extension(std::string_view name) {
  constexpr std::string_view extension = ".sql";
  return name.size() >= extension.size() &&
         text::equals_ignoring_case(name.substr(name.size() - extension.size()), extension);
}

/// Hidden folders that hold what people write: CI's configuration and containers to work in.
bool is_wanted_hidden_folder(std::string_view name) {
  constexpr std::array<std::string_view, 4> names = {".circleci", ".devcontainer", ".github",
                                                     ".gitlab"};
  return std::ranges::find(names, name) != names.end();
}

/// What a folder's entry is to a search.
enum class EntryKind : std::uint8_t { file, folder, other };

class Search {
 public:
  Search(const migration::Runner* runner, Wanted wanted)
      : recogniser_(surroundings_, runner), wanted_(wanted) {}

  void add(const std::string& path) {
    if (path == "-") return add_stdin();
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      fail(path, path.empty() ? "the path is empty" : "no such file or directory");
    } else if (error) {
      fail(path, error.message());
    } else if (fs::is_directory(status)) {
      add_folder(path);
    } else {
      add_file({.path = tidied(path), .facts = facts_of(path), .is_named = true});
    }
  }

  [[nodiscard]] Discovery take() { return std::move(found_); }

  [[nodiscard]] FolderContent content_of(const std::string& folder) const {
    FolderContent content;
    for (fs::directory_iterator entry(folder, content.error), end; !content.error && entry != end;
         entry.increment(content.error)) {
      const std::string name = entry->path().filename().string();
      const EntryKind kind = kind_of(*entry);
      if (kind == EntryKind::folder) content.folders.push_back(below(folder, name));
      if (kind == EntryKind::file) content.files.push_back(below(folder, name));
    }
    return content;
  }

  [[nodiscard]] bool would_find(const fs::path& path) const {
    const fs::path folders = path.parent_path();
    return std::ranges::none_of(
               folders,
               [&](const fs::path& folder) { return is_hidden_folder(folder.string()); }) &&
           is_wanted(path, path.filename().string());
  }

 private:
  void fail(const std::string& path, std::string reason) {
    found_.problems.push_back({.path = path, .reason = std::move(reason)});
  }

  void add_stdin() {
    if (known_.insert("-").second) found_.files.push_back({.path = "-", .is_stdin = true});
  }

  void add_file(SourceFile file) {
    if (!known_.insert(identity_of(file.path)).second) return;
    file.bytes = size_of(file.path);
    found_.files.push_back(std::move(file));
  }

  /// What is not SQL is nobody's migration.
  migration::FileFacts facts_of(const std::string& path) {
    const std::string head = surroundings_.read(path, migration::head_bytes);
    if (host::kind_of(path, head) != host::FileKind::sql) return migration::psql_facts();
    return recogniser_.recognise(absolute_path(path), head);
  }

  void add_folder(const std::string& path) {
    const std::size_t problems_before = found_.problems.size();
    std::vector<std::string> files = files_below(tidied(path));
    if (files.empty() && found_.problems.size() == problems_before) {
      return fail(path, wanted_ == Wanted::sql ? "no *.sql file in this folder"
                                               : "no file of a kind that is read in this folder");
    }
    std::ranges::sort(files);
    std::vector<migration::FileFacts> facts;
    facts.reserve(files.size());
    for (const std::string& file : files) facts.push_back(facts_of(file));
    for (const std::size_t index : migration::run_order(facts)) {
      add_file({.path = std::move(files[index]), .facts = std::move(facts[index])});
    }
  }

  /// Every file below `root` that is wanted, in no order.
  std::vector<std::string> files_below(const std::string& root) {
    std::vector<std::string> files;
    std::vector<std::string> pending = {root};
    while (!pending.empty()) {
      const std::string folder = std::move(pending.back());
      pending.pop_back();
      FolderContent content = content_of(folder);
      if (content.error) fail(folder, content.error.message());
      std::ranges::move(content.files, std::back_inserter(files));
      std::ranges::move(content.folders, std::back_inserter(pending));
    }
    return files;
  }

  [[nodiscard]] EntryKind kind_of(const fs::directory_entry& entry) const {
    const std::string name = entry.path().filename().string();
    std::error_code error;
    if (entry.is_directory(error)) {
      const bool is_followed = !entry.is_symlink(error) && !is_hidden_folder(name);
      return is_followed ? EntryKind::folder : EntryKind::other;
    }
    // A link to nowhere is no file, but passing over it would be silent.
    const bool is_file = entry.is_regular_file(error) || entry.is_symlink(error);
    return is_file && is_wanted(entry.path(), name) ? EntryKind::file : EntryKind::other;
  }

  [[nodiscard]] bool is_hidden_folder(std::string_view name) const {
    return name.starts_with('.') &&
           !(wanted_ == Wanted::all_kinds && is_wanted_hidden_folder(name));
  }

  [[nodiscard]] bool is_wanted(const fs::path& path, const std::string& name) const {
    if (has_sql_extension(name)) return true;
    if (wanted_ == Wanted::sql) return false;
    if (host::kind_of_name(name) != host::FileKind::sql) return true;
    // Scripts to be run by their names have none of these endings.
    constexpr std::size_t first_line = 256;
    return name.find('.') == std::string::npos &&
           host::kind_of(name, surroundings_.read(path.string(), first_line)) !=
               host::FileKind::sql;
  }

  static std::string below(const std::string& folder, const std::string& name) {
    if (folder == ".") return name;
    return folder.ends_with('/') ? folder + name : folder + "/" + name;
  }

  DiskSurroundings surroundings_;
  migration::Recogniser recogniser_;
  Wanted wanted_;
  Discovery found_;
  std::set<std::string> known_;
};

}  // namespace

std::uintmax_t size_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(path, error);
  return error ? 0 : bytes;
}

std::string identity_of(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::canonical(path, error);
  return error ? fs::absolute(path, error).lexically_normal().string() : canonical.string();
}

FolderContent sql_in(const std::string& folder) {
  return Search(nullptr, Wanted::sql).content_of(folder);
}

bool would_find(const std::string& path, Wanted wanted) {
  return Search(nullptr, wanted).would_find(path);
}

Discovery discover(std::span<const std::string> paths, const migration::Runner* runner,
                   Wanted wanted) {
  Search search(runner, wanted);
  for (const std::string& path : paths) search.add(path);
  return search.take();
}

}  // namespace pglint::cli
