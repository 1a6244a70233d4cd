// Whether a report gets colours.
#pragma once

#include <string>

#include "cli/flag/options.h"
#include "report/painter.h"

namespace pglint::cli {

/// What decides about colours. Of the variables, unset is the same as empty.
struct ColorRequest {
  ColorWhen when = ColorWhen::automatic;
  bool to_terminal = false;
  std::string no_color;     ///< NO_COLOR: anything turns colours off
  std::string force_color;  ///< FORCE_COLOR: anything but `0` turns them on
  std::string term;         ///< TERM: `dumb` or nothing knows no colours
};

/// `--color always` and `never` win over NO_COLOR, that over FORCE_COLOR, that over the terminal.
[[nodiscard]] report::Color choose_color(const ColorRequest& request);

/// For a report on standard output, with the variables of this process.
[[nodiscard]] report::Color color_of_stdout(ColorWhen when);

}  // namespace pglint::cli
