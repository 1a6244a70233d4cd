// How a report looks on standard output: its colors and its width.
#pragma once

#include <cstddef>
#include <string>

#include "cli/flag/options.h"
#include "report/painter.h"

namespace pglint::cli {

/// Unset variables are the same as empty ones.
struct ColorRequest {
  ColorWhen when = ColorWhen::automatic;
  bool to_terminal = false;
  std::string no_color;     ///< NO_COLOR: any value turns colors off
  std::string force_color;  ///< FORCE_COLOR: any value but `0` turns them on
  std::string term;         ///< TERM: `dumb` or empty has no colors
};

/// `--color always` and `never` override NO_COLOR, which overrides FORCE_COLOR, which overrides the
/// terminal.
[[nodiscard]] report::Color choose_color(const ColorRequest& request);

/// For a report on standard output, with the variables of this process.
[[nodiscard]] report::Color color_of_stdout(ColorWhen when);

/// The columns of the terminal that standard output goes to; 0 if it goes elsewhere.
[[nodiscard]] std::size_t columns_of_stdout();

}  // namespace pglint::cli
