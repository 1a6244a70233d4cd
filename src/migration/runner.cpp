#include "migration/runner.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "migration/runners.h"
#include "migration/script_writer.h"

namespace pglint::migration {
namespace {

// By name, except that special cases of another runner come before it.
constexpr std::array<const Runner*, 24> list = {
    &runners::psql::runner,
    &runners::alembic::runner,
    &runners::atlas::runner,
    &runners::dbmate::runner,
    &runners::diesel::runner,
    &runners::django::runner,
    &runners::drizzle::runner,
    &runners::extension::runner,
    &runners::flyway::runner,
    &runners::goose::runner,
    &runners::graphile_migrate::runner,
    &runners::liquibase::runner,
    &runners::morph::runner,
    &runners::node_pg_migrate::runner,
    &runners::popx::runner,  // before golang-migrate
    &runners::golang_migrate::runner,
    &runners::prisma::runner,
    &runners::rails::runner,
    &runners::sql_migrate::runner,
    &runners::sqitch::runner,
    &runners::sqlx::runner,
    &runners::supabase::runner,
    &runners::tern::runner,
    &runners::up_down::runner,  // what no tool's names fit
};

}  // namespace

std::span<const Runner* const> all_runners() { return list; }

const Runner& psql_runner() { return runners::psql::runner; }

FileFacts psql_facts() { return {.runner = &psql_runner(), .why = "no migration tool recognized"}; }

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
