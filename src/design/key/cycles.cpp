#include "design/key/cycles.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <unordered_map>
#include <utility>

namespace pglint::design {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// The number of tables of a group from which a shortest cycle is searched. In a larger group, any
/// cycle is good enough.
constexpr std::size_t most_starts = 64;

struct Edge {
  std::size_t to = 0;
  const ForeignKey* key = nullptr;
};

/// The references between tables, which are numbered in the order of their first use.
class Graph {
 public:
  explicit Graph(const std::vector<const ForeignKey*>& keys) {
    for (const ForeignKey* key : keys) {
      const std::size_t from = number_of(key->table->relation);
      const std::size_t to = number_of(key->target);
      edges_[from].push_back({.to = to, .key = key});
    }
  }

  [[nodiscard]] std::size_t size() const { return edges_.size(); }
  [[nodiscard]] const std::vector<Edge>& from(std::size_t table) const { return edges_[table]; }

 private:
  std::size_t number_of(const catalog::Relation* table) {
    const auto [found, is_new] = numbers_.emplace(table, edges_.size());
    if (is_new) edges_.emplace_back();
    return found->second;
  }

  std::unordered_map<const catalog::Relation*, std::size_t> numbers_;
  std::vector<std::vector<Edge>> edges_;
};

/// Tarjan's strongly connected components, without recursion.
class Components {
 public:
  explicit Components(const Graph& graph)
      : graph_(graph),
        order_(graph.size(), none),
        low_(graph.size(), none),
        component_(graph.size(), none) {
    for (std::size_t table = 0; table < graph.size(); ++table) {
      if (order_[table] == none) visit(table);
    }
  }

  [[nodiscard]] const std::vector<std::vector<std::size_t>>& all() const { return members_; }
  [[nodiscard]] std::size_t of(std::size_t table) const { return component_[table]; }

 private:
  struct Frame {
    std::size_t table = 0;
    std::size_t next = 0;  ///< the edge to follow next
  };

  void enter(std::size_t table) {
    order_[table] = low_[table] = count_++;
    open_.push_back(table);
    frames_.push_back({.table = table});
  }

  void visit(std::size_t start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::size_t table = frame.table;
      if (frame.next < graph_.from(table).size()) {
        const std::size_t to = graph_.from(table)[frame.next++].to;
        if (order_[to] == none) {
          enter(to);
        } else if (component_[to] == none) {
          low_[table] = std::min(low_[table], order_[to]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) {
        std::size_t& above = low_[frames_.back().table];
        above = std::min(above, low_[table]);
      }
      if (low_[table] == order_[table]) close(table);
    }
  }

  void close(std::size_t root) {
    std::vector<std::size_t> members;
    while (component_[root] == none) {
      members.push_back(open_.back());
      component_[open_.back()] = members_.size();
      open_.pop_back();
    }
    std::ranges::sort(members);
    members_.push_back(std::move(members));
  }

  const Graph& graph_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> component_;
  std::vector<std::size_t> open_;
  std::vector<Frame> frames_;
  std::vector<std::vector<std::size_t>> members_;
  std::size_t count_ = 0;
};

/// A shortest cycle through `start` within its component.
Cycle shortest_cycle(std::size_t start, const Graph& graph, const Components& components) {
  struct Step {
    std::size_t table = 0;
    std::size_t before = none;  ///< number of the step
    const ForeignKey* key = nullptr;
  };
  std::vector<Step> steps = {{.table = start}};
  std::unordered_map<std::size_t, bool> seen;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    for (const Edge& edge : graph.from(steps[at].table)) {
      if (components.of(edge.to) != components.of(start) || seen[edge.to]) continue;
      seen[edge.to] = true;
      steps.push_back({.table = edge.to, .before = at, .key = edge.key});
      if (edge.to != start) continue;
      Cycle cycle;
      for (std::size_t step = steps.size() - 1; steps[step].key != nullptr;
           step = steps[step].before) {
        cycle.push_back(steps[step].key);
      }
      std::ranges::reverse(cycle);
      return cycle;
    }
  }
  return {};
}

}  // namespace

std::vector<Cycle> find_cycles(const std::vector<const ForeignKey*>& keys) {
  const Graph graph(keys);
  const Components components(graph);
  std::vector<std::pair<std::size_t, Cycle>> found;
  for (const std::vector<std::size_t>& members : components.all()) {
    if (members.size() < 2) continue;
    Cycle best;
    const std::size_t starts = std::min(members.size(), most_starts);
    for (std::size_t index = 0; index < starts && best.size() != 2; ++index) {
      Cycle cycle = shortest_cycle(members[index], graph, components);
      if (best.empty() || cycle.size() < best.size()) best = std::move(cycle);
    }
    found.emplace_back(members.front(), std::move(best));
  }
  std::ranges::sort(found, {}, &std::pair<std::size_t, Cycle>::first);
  std::vector<Cycle> cycles;
  cycles.reserve(found.size());
  for (auto& [first, cycle] : found) cycles.push_back(std::move(cycle));
  return cycles;
}

}  // namespace pglint::design
