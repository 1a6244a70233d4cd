#include "lint/replay_order.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <queue>
#include <unordered_map>
#include <utility>

#include "lint/source_file.h"
#include "migration/names.h"
#include "migration/path_order.h"
#include "text/absolute_path.h"

namespace pglint {
namespace {

/// How much a file needs another one; in a circle, the weakest need is not met.
enum class Need : std::uint8_t { queries, defines, stays_behind };

class Order {
 public:
  Order(std::span<const OrderedFile> files, const catalog::DependencyNames& known)
      : files_(files), known_(known), waits_(files.size()), is_done_(files.size()) {
    for (std::size_t index = 0; index < files.size(); ++index) {
      for (const catalog::DependencyName name : files[index].names.made())
        makers_[name].push_back(index);
      if (!files[index].chain.empty()) chains_[files[index].chain].push_back(index);
    }
    for (std::size_t index = 0; index < files.size(); ++index) add_waits(index);
  }

  [[nodiscard]] std::vector<std::size_t> take() {
    std::vector<std::vector<std::size_t>> waiting(files_.size());  // for each, who waits for it
    for (std::size_t index = 0; index < files_.size(); ++index) {
      for (const auto& [other, need] : waits_[index]) waiting[other].push_back(index);
      if (waits_[index].empty()) ready_.push(index);
    }
    while (order_.size() < files_.size()) {
      const std::size_t next = take_next();
      order_.push_back(next);
      is_done_[next] = true;
      for (const std::size_t index : waiting[next]) {
        if (waits_[index].erase(next) > 0 && waits_[index].empty() && !is_done_[index]) {
          ready_.push(index);
        }
      }
    }
    return std::move(order_);
  }

 private:
  void add_waits(std::size_t index) {
    const OrderedFile& file = files_[index];
    if (!file.chain.empty()) {
      const auto& chain = chains_.find(file.chain)->second;
      const auto own = std::ranges::lower_bound(chain, index);
      if (own != chain.begin()) wait(index, *std::prev(own), Need::stays_behind);
    }
    for (const catalog::DependencyName name : file.names.needed())
      wait_for(index, name, Need::defines);
    for (const catalog::DependencyName name : file.names.queried())
      wait_for(index, name, Need::queries);
    for (const catalog::DependencyName name : file.names.taken()) wait_for_earlier(index, name);
  }

  void wait(std::size_t index, std::size_t other, Need need) {
    if (index == other) return;
    Need& known = waits_[index].try_emplace(other, need).first->second;
    known = std::max(known, need);
  }

  /// Who made `name` before goes on doing so. True if anybody does.
  bool wait_for_earlier(std::size_t index, catalog::DependencyName name) {
    if (known_.contains(name)) return true;
    const auto makers = makers_.find(name);
    if (makers == makers_.end()) return true;
    bool is_made = false;
    for (const std::size_t maker : makers->second) {
      if (maker >= index) break;
      wait(index, maker, Need::stays_behind);
      is_made = true;
    }
    return is_made;
  }

  void wait_for(std::size_t index, catalog::DependencyName name, Need need) {
    if (wait_for_earlier(index, name) || !files_[index].is_plain) return;
    const std::vector<std::size_t>& makers = makers_.find(name)->second;
    if (std::ranges::count(makers, index) > 0) return;
    const auto is_near = [&](std::size_t maker) {
      return files_[maker].folder == files_[index].folder;
    };
    const auto near = std::ranges::find_if(makers, is_near);
    const std::size_t maker = near == makers.end() ? makers.front() : *near;
    const std::string& chain = files_[maker].chain;
    if (chain.empty()) return wait(index, maker, need);
    if (chain != files_[index].chain) wait(index, chains_.find(chain)->second.back(), need);
  }

  std::size_t take_next() {
    if (ready_.empty()) return out_of_circle();
    const std::size_t next = ready_.top();
    ready_.pop();
    return next;
  }

  /// Breaks up a circle of files that wait for each other.
  std::size_t out_of_circle() {
    while (is_done_[first_]) ++first_;
    std::vector<std::size_t> path;
    std::size_t next = first_;
    auto begin = path.end();
    for (; begin == path.end(); begin = std::ranges::find(path, next)) {
      path.push_back(next);
      next = waits_[next].begin()->first;
    }
    std::vector<std::size_t> circle(begin, path.end());
    circle.push_back(next);
    return weakest(circle);
  }

  /// The file of the circle that goes first: it waits for the next one in it the least.
  std::size_t weakest(std::span<const std::size_t> circle) {
    std::optional<std::pair<Need, std::size_t>> found;
    for (std::size_t at = 0; at + 1 < circle.size(); ++at) {
      const std::pair<Need, std::size_t> here = {waits_[circle[at]].at(circle[at + 1]), circle[at]};
      found = found ? std::min(*found, here) : here;
    }
    const std::size_t next = found->second;
    waits_[next].clear();
    return next;
  }

  std::span<const OrderedFile> files_;
  const catalog::DependencyNames& known_;
  std::unordered_map<catalog::DependencyName, std::vector<std::size_t>>
      makers_;  ///< by what they make
  std::map<std::string, std::vector<std::size_t>> chains_;
  std::vector<std::map<std::size_t, Need>> waits_;  ///< for each file, which ones it waits for
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready_;
  std::vector<bool> is_done_;
  std::size_t first_ = 0;  ///< none before it is left
  std::vector<std::size_t> order_;
};

}  // namespace

OrderedFile ordered_file(const SourceFile& file) {
  OrderedFile ordered = {.is_plain = file.facts.runner == &migration::psql_runner()};
  const std::string path = text::absolute_path(file.path);
  ordered.folder = migration::split_path(path).folder;
  ordered.chain = ordered.is_plain
                      ? std::string(migration::sequence_of(path))
                      : file.facts.name.directory + '\0' + std::string(file.facts.runner->name);
  return ordered;
}

std::vector<std::size_t> replay_order(std::span<const OrderedFile> files,
                                      const catalog::DependencyNames& known) {
  return Order(files, known).take();
}

}  // namespace pglint
