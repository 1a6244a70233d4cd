#include "psl/problem_list.h"

#include <utility>

namespace pglint::psl {

namespace {

constexpr std::size_t least_lines_in_a_row = 3;

}  // namespace

std::vector<Problem> ProblemList::take() {
  std::vector<Problem> result;
  for (std::size_t first = 0; first < problems_.size();) {
    std::size_t after = first + 1;
    const auto continues = [&](std::size_t next) {
      return problems_[next - 1].is_line && problems_[next].is_line &&
             problems_[next].line == problems_[next - 1].line + 1;
    };
    while (after < problems_.size() && continues(after)) ++after;
    if (after - first >= least_lines_in_a_row) {
      problems_[first].problem.range.end = problems_[after - 1].problem.range.end;
      problems_[first].problem.message = "these lines are not part of any block";
      if (problems_[first].problem.help.starts_with("each")) {
        problems_[first].problem.message = "these lines are neither fields nor attributes";
      }
      result.push_back(std::move(problems_[first].problem));
    } else {
      for (std::size_t index = first; index < after; ++index) {
        result.push_back(std::move(problems_[index].problem));
      }
    }
    first = after;
  }
  return result;
}

}  // namespace pglint::psl
