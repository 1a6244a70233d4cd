// Findings about what a statement makes: reported only if it is still there after the last file.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/made.h"
#include "catalog/schema_catalog.h"

#include "rule/finding.h"

namespace pglint {

/// A finding and the fact that it is about.
struct LastingFinding {
  std::size_t file = 0;  ///< number of the file in the run
  Finding finding;
  catalog::Made made;
  /// Counts if the statement does not make `made`, because PostgreSQL rejects it.
  std::optional<catalog::Made> instead = std::nullopt;
  bool is_told_again = false;  ///< see `catalog::MadeName`
};

/// Removes findings about tables that files of other folders tell again, where they have one of the
/// same rule about the same object: what a dump beside the scripts repeats is reported once.
/// `folder_of` gives the folder of a file by its number.
void drop_told_again(std::vector<LastingFinding>& findings,
                     const std::function<std::string_view(std::size_t)>& folder_of);

/// One for each replay of a schema.
class LastingFindings {
 public:
  /// Takes a finding about what its statement is going to make, or has made.
  void add(LastingFinding finding) {
    (finding.made.is_made ? waiting_ : fresh_).push_back(std::move(finding));
  }

  /// To be called before each step of `statement`; ends the one before.
  void begin_step(const catalog::Place& statement, std::vector<Finding>& decided);

  /// To be called after the last step of a file. Moves findings to `decided` whose statement is
  /// about nothing that the run knows, such as ALTER TABLE of an unknown table: they are judged by
  /// what the statement says.
  void end_statement(std::vector<Finding>& decided);

  /// To be called after a change of `name` was applied.
  void after_change(const catalog::Catalog& catalog, const catalog::Name& name);

  /// To be called before a change that makes nothing, or not the column: drops what the current
  /// statement was going to say about that.
  void drop_unmade(const catalog::Unmade& unmade);

  /// The findings whose facts are still there, with the names that these have now.
  [[nodiscard]] std::vector<LastingFinding> finish(const catalog::Catalog& catalog);

  [[nodiscard]] bool has_fresh() const { return !fresh_.empty(); }

 private:
  catalog::Place statement_;             ///< the current one
  std::vector<LastingFinding> fresh_;    ///< of the current statement
  std::vector<LastingFinding> waiting_;  ///< of which it is known that the fact was made
};

}  // namespace pglint
