// Shows placeholders in findings as they are written, not the names that replace them for parsing.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/substitute.h"
#include "rule/file_result.h"

namespace pglint {

/// One per run.
class WrittenNames {
 public:
  /// Takes the substitutes of a file.
  void add(const std::vector<parse::Substitute>& substitutes);

  /// Replaces the names that stand for placeholders in the findings of `result`, those of its own
  /// file first, then those of the other files so far. Removes findings about such names
  /// themselves.
  void show(FileResult& result) const;

  /// `text` with the placeholders that its names stand for, each as `escaped` writes it.
  [[nodiscard]] std::string shown(
      std::string_view text, const std::function<std::string(std::string_view)>& escaped) const;

 private:
  std::map<std::string, std::string, std::less<>> of_run_;  ///< by name; the first in the run
};

}  // namespace pglint
