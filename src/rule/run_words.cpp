#include "rule/run_words.h"

#include <algorithm>

#include "locks/related.h"
#include "migration/runner.h"

namespace pglint {

bool is_felt(const OperationContext& context) { return locks::is_shared(context.effects().age); }

std::optional<Severity> severity_here(const OperationContext& context) {
  if (context.effects().age == locks::Age::filled) return Severity::info;
  return std::nullopt;
}

namespace {

bool makes(const locks::Operation& operation, const catalog::Name& name) {
  using locks::Form;
  switch (operation.form) {
    case Form::create_table:
    case Form::create_table_references:
    case Form::create_table_as:
    case Form::create_materialized_view:
    case Form::create_view:
    case Form::replace_view:
      return operation.object.name == name.name;
    case Form::create_partition:
      return operation.part == name.name;
    case Form::rename_table:
      return operation.to == name.name && operation.object.name != name.name;
    default:
      return false;
  }
}

}  // namespace

bool is_made_later(const RunContext& context, const catalog::Name& name) {
  return std::ranges::any_of(context.file().after(), [&](const locks::Statement* statement) {
    return std::ranges::any_of(statement->operations, [&](const locks::Operation& operation) {
      return makes(operation, name);
    });
  });
}

bool is_made_in_transaction(const RunContext& context, const catalog::Name& name) {
  return std::ranges::any_of(rest_of_transaction(context), [&](const locks::Statement* statement) {
    return std::ranges::any_of(statement->operations, [&](const locks::Operation& operation) {
      return makes(operation, name);
    });
  });
}

bool is_followed_in_transaction(const RunContext& context) {
  return context.session().is_in_transaction() &&
         std::ranges::any_of(rest_of_transaction(context), [](const locks::Statement* statement) {
           return !statement->operations.empty();
         });
}

std::span<const locks::Statement* const> rest_of_transaction(const RunContext& context) {
  const auto after = context.file().after();
  const std::size_t transaction = context.statement().transaction_number;
  const auto end = std::ranges::find_if(after, [&](const locks::Statement* statement) {
    return statement->transaction_number != transaction;
  });
  return after.first(static_cast<std::size_t>(end - after.begin()));
}

bool is_of_release(const RunContext& context, const catalog::Place& made) {
  return context.session().releases().are_same(made.file, context.session().file());
}

bool is_new_column(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const catalog::Column* column =
      relation == nullptr ? nullptr : relation->find_column(context.operation().part);
  return column != nullptr &&
         context.session().releases().are_same(column->place.file, context.session().file());
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
