// pop, its command soda and its fork popx encode the database and the lack of a transaction in file
// names, and expand Go templates.
#include <array>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/names.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::popx {
namespace {

constexpr std::string_view no_transaction = ".autocommit";
constexpr std::array<std::string_view, 5> databases = {".postgres", ".cockroach", ".mysql",
                                                       ".sqlite", ".sqlite3"};

std::string_view title_of(std::string_view database) {
  if (database == "cockroach") return "CockroachDB";
  return database == "mysql" ? "MySQL" : "SQLite";
}

/// What follows the migration's own name: of `1_x.mysql.autocommit.up.sql`, the first two.
struct Suffixes {
  std::string_view database;  ///< without the dot; empty for all
  bool has_no_transaction = false;
};

Suffixes suffixes_of(std::string_view stem) {
  Suffixes suffixes;
  if (const auto rest = without_ending(stem, no_transaction)) {
    suffixes.has_no_transaction = true;
    stem = *rest;
  }
  for (const std::string_view database : databases) {
    if (stem.ends_with(database)) suffixes.database = database.substr(1);
  }
  return suffixes;
}

/// What only its templates have: `{{ index .Options "Namespace" }}`.
std::optional<Marker> find_template(const Head& head) {
  constexpr std::string_view wanted = "index .Options ";
  if (head.text.find("{{") == std::string_view::npos) return std::nullopt;
  const std::size_t at = head.text.find(wanted);
  if (at == std::string_view::npos || !trimmed(head.text.substr(0, at)).ends_with("{{")) {
    return std::nullopt;
  }
  return Marker{.text = "{{ index .Options", .line = line_number(head.text, at)};
}

/// Versions are sorted by their bytes.
std::optional<FileName> read_name(std::string_view path) {
  auto name = numbered_up_down_file(path);
  if (!name) return std::nullopt;
  const Suffixes suffixes = suffixes_of(name->order);
  name->is_typical = !suffixes.database.empty() || suffixes.has_no_transaction;
  name->order.insert(0, std::string(versioned_name(split_path(path).name)->version) + "_");
  name->no_transaction = suffixes.has_no_transaction ? "`.autocommit` in the name" : "";
  if (!suffixes.database.empty() && suffixes.database != "postgres") {
    name->reason = fmt::format("pop runs `*.{}.{}.sql` on {} only", suffixes.database,
                               name_of(name->direction), title_of(suffixes.database));
    name->direction = Direction::unused;
  }
  return name;
}

Script read(std::string_view text, const FileFacts& facts) {
  if (!facts.name.no_transaction.empty()) {
    return whole_sent_as_one(
        text, facts.name.direction,
        facts.name.no_transaction + " turns popx's transaction off, but it sends a file");
  }
  return whole(
      text,
      {.direction = facts.name.direction,
       .transaction = {
           .state = InTransaction::yes,
           .why =
               "pop runs a file in one transaction, popx one without `.autocommit` in its name"}});
}

}  // namespace

constinit const Runner runner = {
    .name = "popx",
    .title = "pop, soda, popx (Ory)",
    .files =
        "`12_name.postgres.up.sql`, `12_name.autocommit.down.sql` and the like, by the bytes "
        "of the number; those for other databases are skipped",
    .markers = "`{{ index .Options`, anywhere",
    .transactions =
        "one for the file; popx turns it off for `.autocommit` in the name, but sends the file as "
        "one string",
    .outside =
        "with popx alone in a file named `….autocommit.up.sql`, with pop outside of migrations",
    .find_marker = find_template,
    .read_name = read_name,
    .known_by_name = true,
    .read = read,
};

}  // namespace pglint::migration::runners::popx
