// SQL that no migration tool was recognised for.
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::psql {
namespace {

Script read(std::string_view text, const FileFacts& /*facts*/) {
  return whole(text, {.transaction = {.state = InTransaction::no,
                                      .why = "psql runs each statement in a transaction of its "
                                             "own"}});
}

}  // namespace

constinit const Runner runner = {
    .name = "psql",
    .title = "psql, and files that are like no other tool's",
    .files = "any; in the order of the bytes of their paths",
    .markers = "none",
    .transactions = "none but those that the file begins",
    .read = read,
};

}  // namespace pglint::migration::runners::psql
