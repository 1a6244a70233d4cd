// What `--staged` means where pre-commit runs hooks on files that are not staged.
#pragma once

#include "cli/flag/adoption_options.h"
#include "text/result.h"

namespace pglint::cli {

/// The changes to report for `wanted`. Only `--staged` in a run of pre-commit may differ: with
/// `--from-ref` and before a push, it is what changed since that commit; with `--all-files`, when
/// nothing is staged, what changed since HEAD left the default branch. Otherwise such a run would
/// never find anything. Error: one line that says what to do if there is nothing to compare with.
[[nodiscard]] Result<ChangeOptions> changes_of_hook(const ChangeOptions& wanted);

}  // namespace pglint::cli
