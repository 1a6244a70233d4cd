#include "lint/run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <numeric>
#include <thread>
#include <utility>

#include "lint/delivery.h"
#include "lint/dispatch.h"
#include "lint/heap.h"
#include "lint/linter.h"
#include "lint/neighbors.h"
#include "lint/ordered_queue.h"
#include "lint/prisma/prisma_linter.h"
#include "lint/prisma/prisma_schemas.h"
#include "lint/selection.h"
#include "rule/builtin_rules.h"

namespace pglint {
namespace {

/// Finished results per thread that may wait for earlier ones.
constexpr std::size_t read_ahead = 8;

/// Rules and dispatch for one set of settings.
struct Checks {
  explicit Checks(Settings of_files) : settings(std::move(of_files)), table(settings) {}

  Settings settings;
  DispatchTable table;
};

/// Lints files of any kind without the schema. Thread-safe.
class Linters {
 public:
  /// `run` are the settings of the run as a whole.
  Linters(std::span<const Settings> each, const Settings& run)
      : context_(settings_for_context(run)) {
    for (Settings settings : each) {
      settings.collect_evidence = run.collect_evidence;
      checks_.emplace_back(std::move(settings));
      context_.table.read_for(checks_.back().table);
    }
  }

  [[nodiscard]] LintedFile lint_alone(SourceFile source, std::size_t number) {
    const bool is_context = source.is_context;
    const Checks& checks = is_context ? context_ : checks_[source.settings];
    LintedFile file =
        lint_file(std::move(source), number, checks.settings, checks.table, neighbors_);
    if (is_context) free_text(file.result.content);  // not needed again
    return file;
  }

 private:
  /// in the order of the run's settings; a deque, because tables must not move
  std::deque<Checks> checks_;
  Checks context_;
  Neighbors neighbors_;
};

void lint_into(Delivery& delivery, std::vector<SourceFile> files,
               std::span<const Settings> settings, std::size_t jobs,
               const std::function<void()>& was_read = {}) {
  Linters linters(settings, delivery.run());
  const auto deliver = [&](LintedFile&& file) {
    delivery.add(std::move(file));
    if (was_read) was_read();
  };
  const auto lint_at = [&](std::size_t number) {
    return linters.lint_alone(std::move(files[number]), number);
  };
  jobs = std::min(jobs, files.size());
  if (jobs <= 1) {
    for (std::size_t number = 0; number < files.size(); ++number) deliver(lint_at(number));
    return delivery.finish();
  }

  const std::uintmax_t heap_of_each = heap_bytes_for(bytes_of(files) / jobs);
  OrderedQueue queue(files.size(), jobs * read_ahead);
  std::vector<std::jthread> workers;
  workers.reserve(jobs);
  for (std::size_t worker = 0; worker < jobs; ++worker) {
    workers.emplace_back([&] {
      prepare_heap(heap_of_each);
      while (const auto number = queue.take()) queue.put(*number, lint_at(*number));
    });
  }
  for (std::size_t number = 0; number < files.size(); ++number) deliver(queue.wait_for_next());
  delivery.finish();
}

}  // namespace

ContextOutcome lint_files(std::vector<SourceFile> files, std::span<const Settings> settings,
                          std::size_t jobs, const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read, const IsOld& is_old) {
  prepare_prisma(files, settings);
  separate_prisma_migrations(files);
  Delivery delivery(settings, files, deliver, is_old);
  lint_into(delivery, std::move(files), settings, jobs, was_read);
  return delivery.take_context_outcome();
}

ContextOutcome lint_files(std::vector<SourceFile> files, const Settings& settings, std::size_t jobs,
                          const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read, const IsOld& is_old) {
  return lint_files(std::move(files), std::span(&settings, 1), jobs, deliver, was_read, is_old);
}

std::vector<catalog::Catalog> read_schemas(std::vector<SourceFile> files, Settings settings,
                                           std::size_t jobs,
                                           const std::function<void(FileResult&&)>& deliver) {
  settings.collect_evidence = true;
  const std::span<const Settings> all(&settings, 1);
  const IsOld nothing_is_old;
  prepare_prisma(files, all);
  Delivery delivery(all, files, deliver, nothing_is_old);
  lint_into(delivery, std::move(files), all, jobs);
  return delivery.take_catalogs();
}

std::vector<locks::Record> read_locks(std::vector<SourceFile> files, Settings settings,
                                      std::size_t jobs,
                                      const std::function<void(FileResult&&)>& deliver) {
  settings.collects_locks = true;
  const std::span<const Settings> all(&settings, 1);
  const IsOld nothing_is_old;
  prepare_prisma(files, all);
  Delivery delivery(all, files, deliver, nothing_is_old);
  lint_into(delivery, std::move(files), all, jobs);
  return delivery.take_locks();
}

ReplayedFiles replayed_files(std::vector<SourceFile> files, Settings settings, std::size_t jobs) {
  prepare_prisma(files, std::span<const Settings>(&settings, 1));
  const std::vector<bool> in_no_order = databases_in_no_order(files);
  if (std::ranges::count(in_no_order, true) == 0) {
    ReplayedFiles as_given = {.order = std::vector<std::size_t>(files.size()), .teardown = {}};
    std::iota(as_given.order.begin(), as_given.order.end(), 0U);
    return as_given;
  }
  settings.collect_evidence = true;
  const std::span<const Settings> all(&settings, 1);
  const std::function<void(FileResult &&)> ignore = [](FileResult&&) {};
  const IsOld nothing_is_old;
  Delivery delivery(all, files, ignore, nothing_is_old);
  lint_into(delivery, std::move(files), all, jobs);
  return delivery.replayed();
}

}  // namespace pglint
