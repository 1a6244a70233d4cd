#include "rule/run/run_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "locks/related.h"
#include "migration/runner.h"
#include "text/format.h"

namespace pglint {

bool is_felt(const OperationContext& context) { return locks::is_shared(context.effects().age); }

std::optional<Severity> severity_here(const OperationContext& context) {
  if (context.effects().age == locks::Age::filled) return Severity::info;
  return std::nullopt;
}

bool is_made_later(const RunContext& context, const catalog::Name& name) {
  const auto made = context.file().run->relations_made(name.name);
  return !made.empty() && made.back().first > context.file().position;
}

bool is_made_in_transaction(const RunContext& context, const catalog::Name& name) {
  const FileStatements& file = context.file();
  const std::size_t end = file.run->end_of_transaction(file.position);
  return std::ranges::any_of(file.run->relations_made(name.name), [&](const auto& made) {
    return file.position < made.first && made.first < end;
  });
}

namespace {

/// Whether one of them is in front of the current statement.
bool has_one_before(const RunContext& context, std::span<const RunOfFile::Placed> made) {
  return !made.empty() && made.front().first < context.file().position;
}

}  // namespace

bool is_index_gone(const RunContext& context, const catalog::Name& name) {
  if (context.catalog().find_index(name) != nullptr) return false;
  return context.catalog().files().is_history_whole() ||
         has_one_before(context, context.file().run->indexes_made(name.name));
}

bool is_relation_gone(const RunContext& context, const catalog::Name& name) {
  if (context.catalog().find_relation(name) != nullptr) return false;
  return context.catalog().files().is_history_whole() ||
         has_one_before(context, context.file().run->relations_made(name.name));
}

bool is_gone_in_file(const RunContext& context, const catalog::Name& name) {
  return context.catalog().find_relation(name) == nullptr &&
         std::ranges::any_of(
             context.file().run->relations_made(name.name), [&](const RunOfFile::Placed& made) {
               // What was renamed to it may be unknown, and so is there.
               return made.first < context.file().position && made.second->to != name.name;
             });
}

bool is_closed_later(const RunContext& context, const catalog::Name& table) {
  using locks::Form;
  if (!context.session().is_in_transaction()) return false;
  const FileStatements& file = context.file();
  const std::size_t end = file.run->end_of_transaction(file.position);
  return std::ranges::any_of(std::array{Form::drop_table, Form::truncate, Form::drop_column},
                             [&](Form form) {
                               const auto found = file.run->operations(form, table.name);
                               return std::ranges::any_of(found, [&](const auto& later) {
                                 return file.position < later.first && later.first < end;
                               });
                             });
}

bool is_followed_in_transaction(const RunContext& context) {
  return context.session().is_in_transaction() &&
         std::ranges::any_of(
             context.file().rest_of_transaction(),
             [](const locks::Statement* statement) { return !statement->operations.empty(); });
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

std::string lock_of(locks::Mode mode) {
  const std::string_view name = locks::name_of(mode);
  const bool begins_with_vowel = name.starts_with('A') || name.starts_with('E');
  return text::format("{} {} lock", begins_with_vowel ? "an" : "a", name);
}

std::string takes(const OperationContext& context) {
  std::optional<locks::Mode> strongest;
  for (const locks::LockedObject& lock : context.effects().locks) {
    if (!strongest || lock.mode > *strongest) strongest = lock.mode;
  }
  return "takes " + lock_of(strongest.value_or(locks::Mode::access_exclusive));
}

std::string_view wait(const OperationContext& context) {
  return context.effects().is_certain ? "are blocked" : "may be blocked";
}

std::string_view outside_of_transaction(const RunContext& context) {
  if (context.statement().in_body) return "outside of the DO block and of a transaction";
  const migration::Runner* runner = context.session().runner();
  // Where the statement runs outside of one already, the file says so.
  const bool is_outside = context.statement().in_transaction == migration::InTransaction::no;
  const bool has_own = runner != nullptr && !runner->outside.empty() && !is_outside;
  return has_own ? runner->outside : "outside a transaction";
}

const locks::HeldLock* held_against_reads(const RunContext& context, const catalog::Name& table) {
  const locks::HeldLock* held = context.session().find_held(table);
  return held != nullptr && locks::blocks_reads(held->mode) ? held : nullptr;
}

const locks::HeldLock* held_against_reads(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  return held_against_reads(context,
                            relation == nullptr ? context.operation().object : relation->name);
}

std::string_view without_alter_table(std::string_view shown) {
  constexpr std::string_view statement = "ALTER TABLE … ";
  if (shown.starts_with(statement)) shown.remove_prefix(statement.size());
  return shown;
}

std::string earlier_holds(const locks::HeldLock& held) {
  // What is dropped is closed to nobody, but what it referenced is.
  if (held.shown.starts_with("DROP TABLE")) {
    return text::format("an earlier DROP TABLE dropped a foreign key to `{}` and holds {}",
                        held.object.name, locks::name_of(held.mode));
  }
  return text::format("an earlier {} holds {}", without_alter_table(held.shown),
                      locks::name_of(held.mode));
}

std::vector<RelatedPlace> place_of(const locks::HeldLock* held) {
  if (held == nullptr) return {};
  return {{.at = held->since,
           .message = text::format("blocks reads, too: holds {} until the transaction ends",
                                   lock_of(held->mode))}};
}

std::vector<RelatedPlace> held_before(const OperationContext& context) {
  return place_of(held_against_reads(context));
}

}  // namespace pglint
