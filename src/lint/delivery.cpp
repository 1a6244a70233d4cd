#include "lint/delivery.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "lint/heap.h"
#include "lint/prisma/prisma_checks.h"
#include "lint/prisma/prisma_linter.h"
#include "lint/prisma/prisma_schemas.h"
#include "lint/prisma/prisma_supplement.h"
#include "lint/prisma/prisma_twins.h"
#include "lint/selection.h"
#include "parse/source/preprocess.h"
#include "psl/composer.h"
#include "text/encoding.h"
#include "text/hash.h"

namespace pglint {
namespace {

std::uint64_t hash_of(std::string_view content) {
  Hash hash;
  hash.add(content);
  return hash.value();
}

std::size_t count_databases(const std::vector<SourceFile>& files) {
  std::size_t count = 1;
  for (const SourceFile& file : files) count = std::max(count, file.database + 1);
  return count;
}

/// Whether findings that are not shown matter: suppressions are used by them, and what a schema of
/// Prisma says so quietly is not said aloud in its migrations.
bool needs_hidden(const LintedFile& file) {
  return !file.suppressions.empty() || file.source.prisma != nullptr;
}

/// So many columns of a kind are a habit, and reported once.
constexpr std::size_t many = 11;

/// The same in a schema of Prisma, where types are a line away from each other. What only Prisma
/// knows is a choice of its defaults, however often it is made.
std::size_t least_of_schema(const Rule& rule) { return rule.group == Group::prisma ? 2 : 5; }

}  // namespace

std::vector<bool> databases_in_no_order(const std::vector<SourceFile>& files) {
  struct Count {
    std::size_t all = 0;
    std::size_t plain = 0;
  };
  std::vector<Count> counts(count_databases(files));
  for (const SourceFile& file : files) {
    if (file.prisma) continue;  // replayed by themselves
    for (std::size_t number = 0; number < counts.size(); ++number) {
      if (!file.is_of_all && file.database != number) continue;
      ++counts[number].all;
      if (file.facts.runner == &migration::psql_runner()) ++counts[number].plain;
    }
  }
  std::vector<bool> result;
  result.reserve(counts.size());
  for (const Count& count : counts) result.push_back(count.all > 1 && count.plain > 0);
  return result;
}

Delivery::Delivery(std::span<const Settings> each, const std::vector<SourceFile>& files,
                   const std::function<void(FileResult&&)>& deliver, const IsOld& is_old)
    : each_(each),
      run_(settings_for_run(each)),
      deliver_(deliver),
      is_old_(is_old),
      waiting_(files.size()),
      histories_(files) {
  for (const bool may_wait : databases_in_no_order(files)) {
    queues_.emplace_back(run_, may_wait);
    waits_ = waits_ || may_wait;
  }
  for (const SourceFile& file : files) {
    if (file.prisma) prisma_.try_emplace(file.database);
  }
  waits_ = waits_ || !prisma_.empty() || queues_.front().replay().asks_at_end();
}

void Delivery::add(LintedFile&& file) {
  names_.add(file.result.substitutes);
  histories_.note(file);
  if (file.source.is_context) return add_context(std::move(file));
  std::string& content = file.result.content;
  // Standard input and staged files cannot be read again.
  const bool may_reload = !file.source.content && !file.source.prisma;
  if (waits_ && may_reload && kept_ + content.size() > run_.max_kept_bytes) {
    file.dropped_text = hash_of(content);
    free_text(content);
  } else {
    kept_ += content.size();
  }
  follow(std::move(file));
}

void Delivery::finish() {
  FindingsByFile findings(waiting_.size());
  replay_all();
  for (std::size_t database = 0; database < queues_.size() && waits_; ++database) {
    Replay& replay = queues_[database].replay();
    std::vector<SchemaFinding> found = replay.finish();
    std::vector<LastingFinding> lasting = replay.finish_lasting();
    drop_told_again(lasting, [&](std::size_t number) { return folder_of(number); });
    if (prisma_.contains(database)) settle_schema(database, found, lasting);
    std::ranges::move(take_habits(lasting, [&](const auto& each) { return group_of(each); }),
                      std::back_inserter(found));
    split_summaries(found);
    sort_by_file(std::move(found), findings);
    for (LastingFinding& each : lasting) {
      std::optional<LintedFile>& file = waiting_[each.file];
      if (file) file->result.findings.push_back(std::move(each.finding));
    }
  }
  split_summaries_by_members(findings);
  for (std::size_t number = 0; number < waiting_.size(); ++number) {
    if (!waiting_[number]) continue;
    LintedFile& file = *waiting_[number];
    complete(file, std::move(findings[number]));
    if (prisma_.empty()) hand_over(std::move(file));
  }
  if (!prisma_.empty()) hand_over_without_twins();
}

std::vector<catalog::Catalog> Delivery::take_catalogs() {
  std::vector<catalog::Catalog> catalogs;
  catalogs.reserve(queues_.size());
  for (ReplayQueue& queue : queues_) catalogs.push_back(queue.replay().take_catalog());
  return catalogs;
}

std::vector<locks::Record> Delivery::take_locks() {
  std::vector<locks::Record> all;
  for (ReplayQueue& queue : queues_)
    std::ranges::move(queue.replay().take_locks(), std::back_inserter(all));
  return all;
}

ReplayedFiles Delivery::replayed() const {
  ReplayedFiles all;
  for (const ReplayQueue& queue : queues_) {
    std::ranges::copy(queue.replayed().order, std::back_inserter(all.order));
    std::ranges::copy(queue.replayed().teardown, std::back_inserter(all.teardown));
  }
  std::ranges::copy(prisma_order_, std::back_inserter(all.order));
  return all;
}

void Delivery::follow(LintedFile&& file) {
  if (file.source.prisma) return prisma_[file.source.database].push_back(std::move(file));
  ReplayQueue& queue = queues_[file.source.database];
  queue.add(std::move(file), [&](LintedFile&& done) { take(std::move(done)); });
}

void Delivery::replay_all() {
  const auto done = [&](LintedFile&& file) { take(std::move(file)); };
  for (std::size_t database = 0; database < queues_.size(); ++database) {
    if (!prisma_.contains(database)) queues_[database].finish(done);
  }
  replay_prisma();
  for (const auto& [database, files] : prisma_) queues_[database].finish(done);
}

void Delivery::replay_prisma() {
  for (auto& [database, files] : prisma_) {
    std::vector<std::vector<Step>> steps;
    steps.reserve(files.size());
    for (LintedFile& file : files) steps.push_back(std::exchange(file.steps, {}));
    for (std::size_t phase = 0; phase < psl::ddl_phases; ++phase) {
      for (std::size_t number = 0; number < files.size(); ++number) {
        replay_phase(files[number], steps[number], phase);
      }
    }
    for (LintedFile& file : files) {
      prisma_order_.push_back(file.number);
      take(std::move(file));
    }
    Replay& replay = queues_[database].replay();
    auto migrations = migrations_of(database);
    if (migrations) replay.supplement(supplement_of(replay.catalog(), *migrations->made));
    migrations_[database] = std::move(migrations);
  }
}

std::optional<PrismaMigrations> Delivery::migrations_of(std::size_t database) const {
  return histories_.migrations_of(database, [&](std::size_t number) -> const catalog::Catalog& {
    return queues_[number].replay().catalog();
  });
}

void Delivery::settle_schema(std::size_t database, std::vector<SchemaFinding>& found,
                             std::vector<LastingFinding>& lasting) {
  const auto& migrations = migrations_[database];
  if (migrations) {
    std::erase_if(
        found, [&](const SchemaFinding& each) { return migrations->files.contains(each.at.file); });
  } else {
    doubt_without_migrations(found, run_);
  }
  for (std::optional<LintedFile>& file : waiting_) {
    if (!file || !file->source.prisma || file->source.database != database) continue;
    check_prisma(*file, each_[file->source.settings],
                 {.declared = &queues_[database].replay().catalog(),
                  .migrations = migrations ? &*migrations : nullptr},
                 lasting);
  }
}

void Delivery::replay_phase(LintedFile& file, std::vector<Step>& steps, std::size_t phase) {
  if (phase >= file.phase_ends.size()) return;
  const auto at = [&](std::size_t index) {
    return steps.begin() + static_cast<std::ptrdiff_t>(index);
  };
  const std::size_t begin = phase == 0 ? 0 : file.phase_ends[phase - 1];
  file.steps.assign(std::move_iterator(at(begin)), std::move_iterator(at(file.phase_ends[phase])));
  queues_[file.source.database].replay().follow(file);
}

void Delivery::hand_over_without_twins() {
  drop_twins(waiting_);
  for (std::optional<LintedFile>& file : waiting_) {
    if (file) hand_over(std::move(*file));
  }
}

void Delivery::take(LintedFile&& file) {
  if (file.source.is_context) return;
  if (!waits_) return hand_over(std::move(file));
  std::optional<LintedFile>& place = waiting_[file.number];
  place.emplace(std::move(file));
}

std::string_view Delivery::folder_of(std::size_t number) const {
  const std::optional<LintedFile>& file = waiting_[number];
  const std::string_view path = file ? std::string_view(file->source.path) : std::string_view();
  return path.substr(0, path.rfind('/') + 1);
}

std::optional<Habit> Delivery::group_of(const LastingFinding& found) const {
  const std::optional<LintedFile>& file = waiting_[found.file];
  if (!file) return std::nullopt;
  // A Prisma schema is all of its database, however it is named, and whatever changes in it.
  const bool is_schema = file->source.prisma != nullptr;
  const bool is_single = file->source.is_pending == true || file->source.is_named;
  if (is_single && !is_schema) return std::nullopt;
  const std::size_t settings = file->source.settings;
  if (!runs(found.finding.rule, each_[settings])) return std::nullopt;
  if (is_suppressed(file->suppressions, found.finding)) return std::nullopt;
  return Habit{.group = 2 * settings + (is_applied(file->source) ? 1 : 0),
               .least = is_schema ? least_of_schema(*found.finding.rule) : many};
}

void Delivery::split_summaries(const std::vector<SchemaFinding>& found) const {
  for (const SchemaFinding& each : found) {
    if (each.member_of == nullptr || !each.is_about_one()) continue;
    const std::optional<LintedFile>& file = waiting_[each.at.file];
    if (!file || !runs(each.finding.rule, each_[file->source.settings])) each.member_of->split();
  }
}

void Delivery::sort_by_file(std::vector<SchemaFinding> found, FindingsByFile& by_file) const {
  for (SchemaFinding& each : found) {
    const std::optional<LintedFile>& file = waiting_[each.at.file];
    if (!file) continue;
    const bool may_be_told = each.is_told() || (is_old_ && each.member_of != nullptr);
    if ((each.finding.is_shown && may_be_told) || needs_hidden(*file)) {
      by_file[each.at.file].push_back(std::move(each));
    }
  }
}

bool Delivery::splits(const LintedFile& file, const SchemaFinding& found,
                      catalog::PlaceFinder& places) const {
  const bool is_suppressible =
      !found.finding.rule->alike.front().empty() && !file.suppressions.empty();
  if (!is_old_ && !is_suppressible) return false;
  const Finding member = located_in(file, found, places);
  return (is_old_ && is_old_(file.result, member)) ||
         (is_suppressible && is_suppressed(file.suppressions, member));
}

void Delivery::split_summaries_by_members(const FindingsByFile& findings) {
  const auto is_open = [](const SchemaFinding& found) {
    return found.member_of != nullptr && found.is_about_one() && !found.member_of->is_split;
  };
  for (std::size_t number = 0; number < waiting_.size(); ++number) {
    if (std::ranges::none_of(findings[number], is_open)) continue;
    LintedFile& file = *waiting_[number];
    if (!is_old_ && file.suppressions.empty()) continue;
    if (file.dropped_text && read_again(file)) continue;  // reported once it is completed
    catalog::PlaceFinder places(text_of_places(file));
    for (const SchemaFinding& found : findings[number]) {
      if (is_open(found) && splits(file, found, places)) found.member_of->split();
    }
    if (file.dropped_text) free_text(file.result.content);
  }
}

void Delivery::add_context(LintedFile&& file) {
  FileResult& result = file.result;
  if (result.unreadable) {
    context_.unreadable.push_back(std::move(*result.unreadable));
  } else if (!is_read_in_full(result)) {
    context_.not_read_in_full.push_back(std::move(result.path));
  }
  if (!file.source.is_of_all) return follow(std::move(file));
  for (std::size_t database = 0; database < queues_.size(); ++database) {
    if (prisma_.contains(database)) continue;
    ReplayQueue& queue = queues_[database];
    LintedFile copy = file;
    queue.add(std::move(copy), [](LintedFile&&) {});
  }
}

void Delivery::hand_over(LintedFile&& file) {
  const Settings& settings = each_[file.source.settings];
  settle_prisma(file);
  apply_settings(file.result.findings, file.source, settings);
  names_.show(file.result);
  file.result.database = std::move(file.source.database_name);
  file.result.is_pending = file.source.is_pending == true;
  finish_findings(file.suppressions, settings, file.result);
  if (is_applied(file.source) && !settings.shows_applied) leave_out_applied(file.result);
  deliver_(std::move(file.result));
}

void Delivery::complete(LintedFile& file, std::vector<SchemaFinding> findings) const {
  FileResult& result = file.result;
  const bool needs_text = !result.findings.empty() || !result.notices.empty() ||
                          !findings.empty() || !file.suppressions.empty();
  if (file.dropped_text && needs_text) {
    if (auto error = read_again(file)) {
      file.suppressions = {};
      return result.fail(std::move(*error));
    }
  }
  catalog::PlaceFinder places(text_of_places(file));
  for (SchemaFinding& found : findings) {
    if (!found.is_told()) found.finding.is_shown = false;
    if (!found.finding.is_shown && !needs_hidden(file)) continue;
    result.findings.push_back(located_in(file, std::move(found), places));
  }
}

std::optional<Error> Delivery::read_again(LintedFile& file) const {
  const std::string& path = file.source.path;
  auto bytes = read_source(file.source, each_[file.source.settings].max_file_bytes);
  if (!bytes.ok()) return bytes.error();
  file.result.content = text::to_utf8(std::move(bytes).value());
  if (file.is_without_data) parse::blank_data(file.result.content);
  if (hash_of(file.result.content) == file.dropped_text) return std::nullopt;
  return Error{"cannot lint `" + path + "`: it changed while pglint read it"};
}

}  // namespace pglint
