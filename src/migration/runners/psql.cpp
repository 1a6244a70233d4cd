// SQL files without a recognized migration tool.
#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration::runners::psql {
namespace {

Script read(std::string_view text, const FileFacts& /*facts*/) {
  return whole(text, {.transaction = {.state = InTransaction::no,
                                      .why = "psql runs each statement in its own "
                                             "transaction"}});
}

}  // namespace

constinit const Runner runner = {
    .name = "psql",
    .title = "psql, and files of no known tool",
    .files = "any; by path",
    .markers = "none",
    .transactions = "only those that the file begins",
    .is_order_known = false,
    .read = read,
};

}  // namespace pglint::migration::runners::psql
