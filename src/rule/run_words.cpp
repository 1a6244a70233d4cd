#include "rule/run_words.h"

#include "migration/runner.h"

namespace pglint {

bool is_felt(const OperationContext& context) { return locks::is_shared(context.effects().age); }

std::optional<Severity> severity_here(const OperationContext& context) {
  if (context.effects().age == locks::Age::filled) return Severity::info;
  return std::nullopt;
}

std::string_view waiting(locks::Mode mode) {
  return locks::blocks_reads(mode) ? "reads and writes of" : "writes to";
}

std::string takes(const OperationContext& context) {
  std::optional<locks::Mode> strongest;
  for (const locks::LockedObject& lock : context.effects().locks) {
    if (!strongest || lock.mode > *strongest) strongest = lock.mode;
  }
  return "takes " + std::string(locks::name_of(strongest.value_or(locks::Mode::access_exclusive)));
}

std::string_view wait(const OperationContext& context) {
  return context.effects().is_certain ? "wait" : "may wait";
}

std::string_view outside_of_transaction(const RunContext& context) {
  const migration::Runner* runner = context.session().runner();
  const bool has_own = runner != nullptr && !runner->outside.empty();
  return has_own ? runner->outside : "outside of a transaction";
}

std::vector<RelatedPlace> held_before(const OperationContext& context) {
  const catalog::Name name = locks::known_name(context.catalog(), context.operation().object);
  const locks::HeldLock* held = context.session().find_held(name);
  if (held == nullptr || !locks::blocks_reads(held->mode)) return {};
  return {{.at = held->since,
           .message = "reads wait, too: this holds " + std::string(locks::name_of(held->mode)) +
                      " until the transaction ends"}};
}

}  // namespace pglint
