// How a report looks on standard output: its colors and its width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/flag/options.h"
#include "report/painter.h"

namespace pglint::cli {

/// Unset variables are the same as empty ones.
struct ColorRequest {
  ColorWhen when = ColorWhen::automatic;
  bool to_terminal = false;
  std::string no_color;        ///< NO_COLOR: any value turns colors off
  std::string force_color;     ///< FORCE_COLOR: any value but `0` turns them on
  std::string clicolor_force;  ///< CLICOLOR_FORCE: the same
  std::string clicolor;        ///< CLICOLOR: `0` turns them off
  std::string term;            ///< TERM: `dumb` or empty has no colors
};

/// `--color always` and `never` override NO_COLOR, which overrides FORCE_COLOR and CLICOLOR_FORCE,
/// which override CLICOLOR and the terminal.
[[nodiscard]] report::Color choose_color(const ColorRequest& request);

/// Whether a report may have links: with colors, on a terminal that at least ignores them.
[[nodiscard]] bool may_link(const ColorRequest& request);

/// For a report on standard output, with the variables of this process.
[[nodiscard]] report::Color color_of_stdout(ColorWhen when);

/// The home page that reports on standard output link to; empty for no links.
[[nodiscard]] std::string_view links_of_stdout(ColorWhen when);

/// The columns of the terminal that standard output goes to; 0 if it goes elsewhere.
[[nodiscard]] std::size_t columns_of_stdout();

}  // namespace pglint::cli
