#pragma once

namespace pglint::cli {

enum class ExitCode {
  clean = 0,     ///< no findings at or above `--fail-on`
  findings = 1,  ///< findings at or above `--fail-on`
  failed = 2,    ///< wrong usage, or a file that cannot be read
};

}  // namespace pglint::cli
