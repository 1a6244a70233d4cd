// The problems of a schema of Prisma, where lines in a row that say nothing are one.
#pragma once

#include <cstddef>
#include <vector>

#include "psl/syntax.h"

namespace pglint::psl {

class ProblemList {
 public:
  void add(Problem problem) { problems_.push_back({.problem = std::move(problem)}); }

  /// The whole line cannot be read.
  void add_line(Problem problem) {
    problems_.push_back({.problem = std::move(problem), .line = line_, .is_line = true});
  }

  /// A line ends.
  void end_line() { ++line_; }

  /// All, in order; three and more lines in a row are one problem.
  [[nodiscard]] std::vector<Problem> take();

 private:
  struct Entry {
    Problem problem;
    std::size_t line = 0;
    bool is_line = false;
  };

  std::vector<Entry> problems_;
  std::size_t line_ = 0;
};

}  // namespace pglint::psl
