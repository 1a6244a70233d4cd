// What the process tells its caller.
#pragma once

namespace pglint::cli {

enum class ExitCode {
  clean = 0,     ///< no finding at or above `--fail-on`
  findings = 1,  ///< findings
  failed = 2,    ///< pglint could not do its job
};

}  // namespace pglint::cli
