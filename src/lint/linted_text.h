// A file that is to be linted, with what is known of it before it is read.
#pragma once

#include <cstddef>
#include <string>

#include "migration/runner.h"

namespace pglint {

/// One file of a run.
struct LintedText {
  std::string path;
  std::string content;  ///< its bytes
  migration::FileFacts facts = migration::psql_facts();
  std::size_t number = 0;  ///< of the file in the run, 0-based
};

}  // namespace pglint
