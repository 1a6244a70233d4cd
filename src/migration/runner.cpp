#include "migration/runner.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration {
namespace {

// By name, but those whose files are a special case of another's stand in front of it.
constexpr std::array<const Runner*, 22> list = {
    &runners::psql,
    &runners::alembic,
    &runners::atlas,
    &runners::dbmate,
    &runners::diesel,
    &runners::django,
    &runners::drizzle,
    &runners::flyway,
    &runners::goose,
    &runners::graphile_migrate,
    &runners::liquibase,
    &runners::morph,
    &runners::node_pg_migrate,
    &runners::popx,  // before golang-migrate
    &runners::golang_migrate,
    &runners::prisma,
    &runners::rails,
    &runners::sql_migrate,
    &runners::sqitch,
    &runners::sqlx,
    &runners::supabase,
    &runners::tern,
};

}  // namespace

std::span<const Runner* const> all_runners() { return list; }

const Runner& psql_runner() { return runners::psql; }

FileFacts psql_facts() {
  return {.runner = &psql_runner(), .why = "nothing tells a migration tool"};
}

const Runner* find_runner(std::string_view name) {
  const auto found = std::ranges::find(list, name, &Runner::name);
  return found == list.end() ? nullptr : *found;
}

Script read_script(std::string_view text, const FileFacts& facts) {
  assert(facts.runner != nullptr);
  if (facts.name.direction != Direction::unused) return facts.runner->read(text, facts);
  ScriptWriter writer(text);
  writer.blank({.begin = 0, .end = text.size()});
  return writer.finish({.direction = Direction::unused, .reason = facts.name.reason});
}

}  // namespace pglint::migration
