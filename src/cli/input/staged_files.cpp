#include "cli/input/staged_files.h"

#include <utility>

#include "cli/input/surroundings.h"
#include "host/file_kind.h"
#include "migration/recognition.h"

namespace pglint::cli {

Result<StagedFiles> StagedFiles::open(const migration::Runner* runner) {
  auto repository = GitRepository::open();
  if (!repository.ok()) return repository.error();
  StagedFiles staged(std::move(repository).value(), runner);
  auto index = staged.repository_.index();
  if (!index.ok()) return index.error();
  const std::string root = identity_of(staged.repository_.root());
  for (StagedFile& file : index.value()) {
    std::string path = root + "/" + file.path;
    staged.files_.emplace(std::move(path), std::move(file));
  }
  return staged;
}

std::vector<SourceFile> StagedFiles::named(const std::vector<std::string>& paths) const {
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    if (files_.contains(identity_of(path))) files.push_back({.path = path, .is_named = true});
  }
  return files;
}

std::optional<Error> StagedFiles::read(std::vector<SourceFile>& files, NotStaged others) {
  std::vector<StagedFile> wanted;
  std::vector<std::size_t> places;
  std::vector<SourceFile> all;
  all.reserve(files.size());
  for (SourceFile& file : files) {
    const std::string identity = identity_of(file.path);
    const auto staged = file.content ? files_.end() : files_.find(identity);
    if (staged != files_.end()) {
      wanted.push_back(staged->second);
      places.push_back(all.size());
    } else if (!file.content && !file.is_stdin) {
      if (others == NotStaged::keep) kept_.insert(identity);
      if (!kept_.contains(identity)) continue;
    }
    all.push_back(std::move(file));
  }
  files = std::move(all);
  if (wanted.empty()) return std::nullopt;

  auto contents = repository_.contents(wanted);
  if (!contents.ok()) return contents.error();
  const DiskSurroundings surroundings;
  migration::Recognizer recognizer(surroundings, runner_);
  for (std::size_t number = 0; number < places.size(); ++number) {
    SourceFile& file = files[places[number]];
    file.content = std::move(contents.value()[number]);
    file.bytes = file.content->size();
    if (file.is_context) continue;
    const std::string head = start_of(*file.content);
    // Only SQL files are migrations.
    if (host::kind_of(file.path, head) != host::FileKind::sql) continue;
    file.facts = recognizer.recognize(absolute_path(file.path), head);
  }
  return std::nullopt;
}

}  // namespace pglint::cli
