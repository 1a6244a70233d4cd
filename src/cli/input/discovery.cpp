#include "cli/input/discovery.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/expansion.h"
#include "cli/input/generated_folder.h"
#include "cli/input/git_ignore.h"
#include "cli/input/run_order.h"
#include "cli/input/surroundings.h"
#include "config/config.h"
#include "host/file_kind.h"
#include "migration/names.h"
#include "migration/recognition.h"
#include "text/absolute_path.h"
#include "text/ascii.h"
#include "text/file.h"
#include "text/nearest.h"
#include "text/project.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// `path` without empty and `.` segments. Keeps `..`, which may follow a symbolic link.
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
  constexpr std::array<std::string_view, 4> extensions = {".sql", ".psql", ".pgsql", ".ddl"};
  return std::ranges::any_of(extensions, [&](std::string_view extension) {
    return name.size() >= extension.size() &&
           text::equals_ignoring_case(name.substr(name.size() - extension.size()), extension);
  });
}

/// Hidden folders with hand-written files: configuration of CI and of development containers.
bool is_wanted_hidden_folder(std::string_view name) {
  constexpr std::array<std::string_view, 4> names = {".circleci", ".devcontainer", ".github",
                                                     ".gitlab"};
  return std::ranges::find(names, name) != names.end();
}

enum class EntryKind : std::uint8_t { file, folder, other };

/// At most so many bytes of file contents are kept in memory.
constexpr std::size_t most_kept = 16 * 1024 * 1024;

/// True for what is there, and is itself there.
bool is_no_link(const std::string& path) {
  struct stat info = {};
  return ::lstat(path.c_str(), &info) == 0 && !S_ISLNK(info.st_mode);
}

/// A folder to search, and what else it is called.
struct Root {
  explicit Root(std::string tidy)
      : path(std::move(tidy)), absolute(absolute_path(path)), identity(identity_of(path)) {}

  /// The path of `file`, which is this folder or below it, if the folder were named `other`.
  [[nodiscard]] std::string moved(std::string_view file, const std::string& other) const {
    if (file == path) return other;
    if (path != ".") file.remove_prefix(path.size());
    if (file.starts_with('/')) file.remove_prefix(1);
    return text::path_in(other, file);
  }

  std::string path;
  std::string absolute;
  std::string identity;
};

/// True for the folder of no migration, which is empty.
bool is_at_or_below(std::string_view folder, std::string_view root) {
  if (folder.empty() || folder == root || root == "/") return true;
  return folder.starts_with(root) && folder[root.size()] == '/';
}

/// Why a named file cannot be SQL, by its extension or its first bytes; empty if it can.
std::string_view fault_of_named(std::string_view path, std::string_view start) {
  const auto has_extension = [&](std::string_view extension) {
    return path.size() > extension.size() &&
           text::equals_ignoring_case(path.substr(path.size() - extension.size()), extension);
  };
  if (start.starts_with("PGDMP")) {
    return "a dump in PostgreSQL's custom format; `pg_restore -f dump.sql` makes SQL of it";
  }
  constexpr std::array<std::string_view, 12> programs = {
      ".py", ".rb", ".go", ".ts", ".js", ".rs", ".kt", ".cs", ".php", ".ex", ".exs", ".java"};
  if (std::ranges::any_of(programs, has_extension)) {
    return "the source of a program, not SQL; lint the SQL that it makes, as from `sqlmigrate`";
  }
  return {};
}

/// The path that someone who wrote `path` may have meant.
std::string hint_for(const std::string& path) {
  const fs::path parts(path);
  const std::string folder = parts.has_parent_path() ? parts.parent_path().string() : ".";
  const text::FolderListing listing = text::list_folder(folder);
  std::vector<std::string_view> names;
  for (const text::FolderEntry& entry : listing.entries) {
    const bool may_be_linted = entry.type == text::EntryType::folder ||
                               has_sql_extension(entry.name) ||
                               host::kind_of_name(entry.name) != host::FileKind::sql;
    if (may_be_linted) names.push_back(entry.name);
  }
  std::ranges::sort(names);
  const std::string name = parts.filename().string();
  std::erase(names, name);  // a dangling link
  // A short name is near any other.
  constexpr std::size_t shortest = 4;
  const std::string_view near = name.size() < shortest ? "" : text::nearest(name, names);
  if (near.empty()) return {};
  return "; did you mean `" + (parts.parent_path() / near).string() + "`?";
}

class Search {
 public:
  Search(const migration::Runner* runner, const Wanted& wanted)
      : recognizer_(surroundings_, runner), wanted_(wanted) {}

  void add(const std::string& path) {
    if (path == "-") return add_stdin();
    std::error_code error;
    const fs::file_status itself = fs::symlink_status(path, error);
    const bool is_link = fs::is_symlink(itself);
    const fs::file_status status = is_link ? fs::status(path, error) : itself;
    if (status.type() == fs::file_type::not_found && is_pattern(path)) {
      add_pattern(path);
    } else if (status.type() == fs::file_type::not_found) {
      fail(path, path.empty() ? "the path is empty" : "no such file or directory" + hint_for(path));
    } else if (error) {
      fail(path, error.message());
    } else if (fs::is_directory(status)) {
      if (text::leads_out(path)) return fail(path, std::string(text::leads_out_reason));
      add_folder(path);
    } else {
      SourceFile file = {.path = tidied(path), .is_named = true};
      auto identity = is_link ? identity_of(file.path) : identities_.of_no_link(file.path);
      const std::string absolute = absolute_path(file.path);
      file.leads_out = identity != absolute && text::leads_out(file.path);
      if (!known_.insert(std::move(identity)).second) return;
      if (file.leads_out) return found_.files.push_back(std::move(file));
      surroundings_.look_into(migration::split_path(absolute).folder);
      std::string start = fs::is_regular_file(status) ? start_of_file(file.path, absolute)
                                                      : start_of_any(file.path);
      if (const auto fault = fault_of_named(path, start); !fault.empty()) {
        return fail(path, std::string(fault));
      }
      look_at(file, absolute, std::move(start));
      found_.files.push_back(std::move(file));
    }
  }

  [[nodiscard]] Discovery take() { return std::move(found_); }

  [[nodiscard]] FolderContent content_of(const std::string& folder) {
    FolderContent content;
    text::FolderListing listing = text::list_folder(folder);
    content.error = listing.error;
    const std::string absolute = absolute_path(folder);
    ignores_.note_listing(absolute, listing.entries);
    for (const text::FolderEntry& entry : listing.entries) {
      std::string path = text::path_in(folder, entry.name);
      EntryKind kind = kind_of(entry, path);
      if (kind == EntryKind::folder && !wanted_.with_generated &&
          is_generated_folder(entry.name, listing.entries)) {
        ++found_.not_searched.package_folders;
        kind = EntryKind::other;
      }
      if (kind != EntryKind::other && is_ignored(absolute, entry.name, kind)) {
        report::NotSearched& count = found_.not_searched;
        ++(kind == EntryKind::file ? count.ignored_files : count.ignored_folders);
        kind = EntryKind::other;
      }
      if (kind == EntryKind::file && entry.type == text::EntryType::link) {
        content.links.push_back(path);
      }
      if (kind == EntryKind::folder) {
        content.folders.push_back(std::move(path));
      } else if (kind == EntryKind::file) {
        content.files.push_back(std::move(path));
      }
    }
    content.entries = std::move(listing.entries);
    return content;
  }

  [[nodiscard]] bool would_find(const fs::path& path) const {
    const fs::path folders = path.parent_path();
    return std::ranges::none_of(
               folders,
               [&](const fs::path& folder) {
                 return is_hidden_folder(folder.string()) ||
                        (!wanted_.with_generated && is_generated_folder(folder.string(), {}));
               }) &&
           is_wanted(path.string(), path.filename().string());
  }

 private:
  void fail(const std::string& path, std::string reason) {
    found_.problems.push_back({.path = path, .reason = std::move(reason)});
  }

  void add_stdin() {
    if (known_.insert("-").second) found_.files.push_back({.path = "-", .is_stdin = true});
  }

  /// Fills in the size and the facts of a file. Only SQL files are migrations. `start` is what
  /// `read_at_first` read of it.
  void look_at(SourceFile& file, const std::string& absolute, std::string start) {
    const bool is_whole = start.size() <= most_at_first;
    const std::string head = start_of(start);
    if (host::kind_of(file.path, head) == host::FileKind::sql) {
      file.facts = recognizer_.recognize(absolute, head);
    }
    file.bytes = is_whole ? start.size() : size_of(file.path);
    if (!is_whole || start.empty() || kept_ + start.size() > most_kept) return;
    kept_ += start.size();
    file.on_disk = std::move(start);
  }

  std::string start_of_file(const std::string& path, const std::string& absolute) {
    // Behind a symbolic link `..` leads elsewhere.
    const bool is_same = path.find("..") == std::string::npos;
    if (is_same) {
      if (auto known = surroundings_.take_start(absolute)) return std::move(*known);
    }
    return read_at_first(path).value_or(std::string());
  }

  /// For links and named files, which may be pipes: reads nothing from a pipe.
  static std::string start_of_any(const std::string& path) {
    return read_at_first(path).value_or(std::string());
  }

  void add_folder(const std::string& path) {
    const std::size_t problems_before = found_.problems.size();
    const report::NotSearched before = found_.not_searched;
    const Root root(tidied(path));
    std::set<std::string> links;
    std::vector<std::string> paths = files_below(root, links);
    if (paths.empty() && found_.problems.size() == problems_before) {
      return fail(path, reason_for_nothing(before));
    }
    std::ranges::sort(paths);
    for (std::string& file_path : paths) {
      const bool is_link = links.contains(file_path);
      auto identity = is_link ? identity_of(file_path) : root.moved(file_path, root.identity);
      if (!known_.insert(std::move(identity)).second) continue;
      SourceFile file = {.path = std::move(file_path)};
      const std::string absolute = root.moved(file.path, root.absolute);
      look_at(file, absolute,
              is_link ? start_of_any(file.path) : start_of_file(file.path, absolute));
      file.is_named = !is_at_or_below(file.facts.name.directory, root.absolute);
      found_.files.push_back(std::move(file));
    }
  }

  /// `before` are the counts before the folder was searched.
  [[nodiscard]] std::string reason_for_nothing(const report::NotSearched& before) const {
    const report::NotSearched& now = found_.not_searched;
    std::string reason = wanted_.all_kinds ? "no file that pglint can read" : "no SQL file";
    reason += " in this folder";
    if (now.ignored_files > before.ignored_files) {
      return reason + " but those that .gitignore names; `--no-gitignore` reads them";
    }
    if (now.ignored_folders > before.ignored_folders) {
      return reason + "; `--no-gitignore` also searches the folders that .gitignore names";
    }
    if (now.package_folders > before.package_folders) {
      return reason + "; folders of packages are searched if they are named";
    }
    return reason;
  }

  /// The files and folders that match; as if each were named.
  void add_pattern(const std::string& pattern) {
    const std::vector<std::string> paths = expanded(pattern);
    if (paths.empty()) return fail(pattern, "nothing matches this pattern");
    for (const std::string& path : paths) add(path);
  }

  [[nodiscard]] bool is_ignored(const std::string& folder, std::string_view name, EntryKind kind) {
    return !wanted_.with_ignored && ignores_.ignores(folder, name, kind == EntryKind::folder);
  }

  /// All wanted files below `root`, in no order; `links` gets the symbolic links among them.
  std::vector<std::string> files_below(const Root& root, std::set<std::string>& links) {
    std::vector<std::string> files;
    std::vector<std::string> pending = {root.path};
    while (!pending.empty()) {
      const std::string folder = std::move(pending.back());
      pending.pop_back();
      FolderContent content = content_of(folder);
      const bool is_root = folder == root.path;
      if (!is_root && !wanted_.with_generated && is_generated(content.entries)) {
        ++found_.not_searched.package_folders;
        continue;
      }
      if (content.error) {
        fail(folder, content.error.message());
      } else {
        note_listing(root.moved(folder, root.absolute), std::move(content.entries));
      }
      std::ranges::move(content.files, std::back_inserter(files));
      std::ranges::move(content.links, std::inserter(links, links.end()));
      std::ranges::move(content.folders, std::back_inserter(pending));
    }
    return files;
  }

  void note_listing(std::string folder, std::vector<text::FolderEntry> entries) {
    const bool is_plain = std::ranges::none_of(entries, [](const text::FolderEntry& entry) {
      return config::is_about_folder(entry.name);
    });
    if (is_plain) found_.plain_folders.push_back(folder);
    surroundings_.note_listing(std::move(folder), std::move(entries));
  }

  [[nodiscard]] EntryKind kind_of(const text::FolderEntry& entry, const std::string& path) const {
    using enum text::EntryType;
    if (entry.type == folder) {
      return is_hidden_folder(entry.name) ? EntryKind::other : EntryKind::folder;
    }
    // A dangling link is kept, so that it gets an error.
    std::error_code error;
    const bool is_file =
        entry.type == file || (entry.type == link && !fs::is_directory(path, error));
    return is_file && is_wanted(path, entry.name) ? EntryKind::file : EntryKind::other;
  }

  [[nodiscard]] bool is_hidden_folder(std::string_view name) const {
    return name.starts_with('.') && !(wanted_.all_kinds && is_wanted_hidden_folder(name));
  }

  [[nodiscard]] bool is_wanted(const std::string& path, const std::string& name) const {
    const bool is_prisma = host::kind_of_name(name) == host::FileKind::prisma;
    if (is_prisma || has_sql_extension(name)) return true;
    if (!wanted_.all_kinds) return false;
    if (host::kind_of_name(name) != host::FileKind::sql) return true;
    // Scripts without an extension are recognized by their first line.
    constexpr std::size_t first_line = 256;
    return name.find('.') == std::string::npos &&
           host::kind_of(name, surroundings_.read(path, first_line)) != host::FileKind::sql;
  }

  DiskSurroundings surroundings_;
  migration::Recognizer recognizer_;
  Wanted wanted_;
  GitIgnore ignores_;
  Discovery found_;
  Identities identities_;
  std::set<std::string> known_;  ///< identities of what was found
  std::size_t kept_ = 0;         ///< bytes of files
};

}  // namespace

std::uintmax_t size_of(const std::string& path) {
  struct stat info = {};
  const bool is_known = ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
  return is_known ? static_cast<std::uintmax_t>(info.st_size) : 0;
}

std::string identity_of(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::canonical(path, error);
  return error ? text::absolute_path(path) : canonical.string();
}

std::string Identities::of(const std::string& path) {
  return is_no_link(path) ? of_no_link(path) : identity_of(path);
}

std::string Identities::of_no_link(const std::string& path) {
  const auto [folder, name] = migration::split_path(path);
  if (name.empty() || name == "." || name == "..") return identity_of(path);
  if (!folder.empty()) return text::path_in(of_folder(std::string(folder)), name);
  return text::path_in(of_folder(path.starts_with('/') ? "/" : "."), name);
}

const std::string& Identities::of_folder(const std::string& folder) {
  const auto known = folders_.find(folder);
  if (known != folders_.end()) return known->second;
  std::string identity = of(folder);
  return folders_.emplace(folder, std::move(identity)).first->second;
}

FolderContent sql_in(const std::string& folder) { return Search(nullptr, {}).content_of(folder); }

bool would_find(const std::string& path, const Wanted& wanted) {
  return Search(nullptr, wanted).would_find(path);
}

Discovery discover(std::span<const std::string> paths, const migration::Runner* runner,
                   const Wanted& wanted) {
  Search search(runner, wanted);
  for (const std::string& path : paths) search.add(path);
  Discovery found = search.take();
  found.files = in_run_order(std::move(found.files));
  return found;
}

}  // namespace pglint::cli
