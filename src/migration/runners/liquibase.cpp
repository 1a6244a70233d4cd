// Liquibase's formatted SQL: changesets with attributes, rollbacks in comments.
#include "migration/comment.h"
#include "migration/liquibase_reader.h"
#include "migration/runners.h"
#include "migration/words.h"

namespace pglint::migration::runners::liquibase {
namespace {

/// `--liquibase formatted sql`
bool is_header(const Comment& comment) {
  std::string_view words = comment.words();
  return same_word(take_word(words), "liquibase") && behind_word(words, "formatted");
}

}  // namespace

constinit const Runner runner = {
    .name = "liquibase",
    .title = "Liquibase (formatted SQL)",
    .files = "by name",
    .markers =
        "`--liquibase formatted sql`; `--changeset author:id` with `runInTransaction`, "
        "`splitStatements`, `endDelimiter`, `dbms`; `--rollback`, "
        "`/* liquibase rollback … */`, `--ignoreLines`; in any case",
    .transactions = "one for each changeset; `runInTransaction:false` turns it off",
    .outside = "with `runInTransaction:false` on its changeset",
    .find_marker = [](const Head& head) { return find_marker(head, is_header); },
    .read = read_liquibase,
};

}  // namespace pglint::migration::runners::liquibase
