// When things happened, by the words of columns' names.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// Events of any row, before `at`, `on` and `by`.
inline constexpr WordList row_changes("created", "deleted", "inserted", "modified", "updated");

}  // namespace pglint::design::words
