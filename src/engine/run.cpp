#include "engine/run.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/dispatch.h"
#include "text/file.h"

namespace pglint {
namespace {

/// Results that wait for their turn, per thread.
constexpr std::size_t read_ahead = 8;

FileResult lint_input(Input input, const Settings& settings, const DispatchTable& table) {
  if (!input.content) {
    auto content = text::read_file(input.path, settings.max_file_bytes);
    if (!content.ok()) {
      FileResult result;
      result.path = std::move(input.path);
      result.not_analysed.push_back(content.error().message);
      result.unreadable = content.error();
      return result;
    }
    input.content = std::move(content.value());
  }
  return lint(std::move(input.path), std::move(*input.content), settings, table, input.facts);
}

/// Hands out indexes to workers and takes results in; workers wait when they are too far ahead of
/// the reader.
class OrderedQueue {
 public:
  OrderedQueue(std::size_t count, std::size_t window) : results_(count), window_(window) {}

  /// The next index to work on, or nothing at the end. Blocks while the window is full.
  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ >= results_.size() || next_ < delivered_ + window_; });
    if (next_ >= results_.size()) return std::nullopt;
    return next_++;
  }

  void put(std::size_t index, FileResult result) {
    const std::lock_guard lock(mutex_);
    results_[index] = std::move(result);
    changed_.notify_all();
  }

  /// The result of the next index in order. Blocks until it is there.
  FileResult wait_for_next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return results_[delivered_].has_value(); });
    FileResult result = std::move(*results_[delivered_]);
    results_[delivered_].reset();
    ++delivered_;
    changed_.notify_all();
    return result;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<FileResult>> results_;
  std::size_t window_;
  std::size_t next_ = 0;
  std::size_t delivered_ = 0;
};

}  // namespace

void lint_files(std::vector<Input> inputs, const Settings& settings, std::size_t jobs,
                const std::function<void(FileResult&&)>& deliver) {
  const DispatchTable table(settings);
  jobs = std::min(jobs, inputs.size());
  if (jobs <= 1) {
    for (Input& input : inputs) deliver(lint_input(std::move(input), settings, table));
    return;
  }

  OrderedQueue queue(inputs.size(), jobs * read_ahead);
  std::vector<std::jthread> workers;
  workers.reserve(jobs);
  for (std::size_t worker = 0; worker < jobs; ++worker) {
    workers.emplace_back([&] {
      while (const auto index = queue.take()) {
        queue.put(*index, lint_input(std::move(inputs[*index]), settings, table));
      }
    });
  }
  for (std::size_t count = inputs.size(); count > 0; --count) deliver(queue.wait_for_next());
}

}  // namespace pglint
