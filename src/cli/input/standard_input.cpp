#include "cli/input/standard_input.h"

#include <algorithm>
#include <utility>

#include "cli/input/surroundings.h"
#include "host/file_kind.h"
#include "migration/recognition.h"

namespace pglint::cli {

std::optional<Error> read_stdin(std::vector<SourceFile>& files, const Stdin& standard_input) {
  const auto file = std::ranges::find_if(files, &SourceFile::is_stdin);
  if (file == files.end()) return std::nullopt;
  auto content = text::read_stdin(standard_input.max_bytes);
  if (!content.ok()) return content.error();
  file->path = standard_input.name;
  file->is_named = standard_input.name != unnamed_stdin;
  file->content = std::move(content).value();
  file->bytes = file->content->size();
  const std::string head = start_of(*file->content);
  // Only SQL files are migrations.
  if (host::kind_of(file->path, head) != host::FileKind::sql) return std::nullopt;
  const DiskSurroundings surroundings;
  migration::Recognizer recognizer(surroundings, standard_input.runner);
  file->facts = recognizer.recognize(absolute_path(file->path), head);
  return std::nullopt;
}

}  // namespace pglint::cli
