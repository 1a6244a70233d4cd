// Decides which files pglint may edit, by evidence: a migration that may have run must not change,
// not even in its comments.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "cli/adopt/new_files.h"
#include "lint/source_file.h"

namespace pglint::cli {

/// What an edit changes.
enum class EditKind : std::uint8_t { sql, comments };

struct EditRequest {
  std::optional<std::string> base = {};  ///< the revision whose migrations may have run
  bool has_start = false;      ///< the user said which migrations have run: older ones are context
  bool edits_applied = false;  ///< migrations that may have run are edited, too
};

/// Why a file must not be edited, and what to do, in one line: `… may have run; …`.
struct Refusal {
  std::string reason;
};

/// Asks git the first time that it is asked about a migration.
class EditGate {
 public:
  explicit EditGate(EditRequest request) : request_(std::move(request)) {}

  /// Why the file, whose text was `content` when it was linted, must not be edited.
  [[nodiscard]] std::optional<Refusal> refusal(const SourceFile& file, const std::string& content,
                                               EditKind kind);

  /// What to say once `file` was edited although it may have run; empty for other files.
  [[nodiscard]] std::string warning(const SourceFile& file, const std::string& content);

 private:
  [[nodiscard]] std::optional<Refusal> refusal_of_migration(const SourceFile& file,
                                                            const std::string& content,
                                                            EditKind kind);
  [[nodiscard]] std::optional<Refusal> if_applied(const SourceFile& file,
                                                  const std::string& content);
  [[nodiscard]] const std::optional<NewFiles>& new_files();

  EditRequest request_;
  bool asked_git_ = false;
  std::optional<NewFiles> new_files_;  ///< nothing if git does not tell
};

/// Why `path` cannot be replaced now, in one line; `content` is its text when it was linted.
[[nodiscard]] std::optional<std::string> find_obstacle(const std::string& path,
                                                       const std::string& content);

}  // namespace pglint::cli
