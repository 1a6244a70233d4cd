#include "query/repeated.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace pglint::query {
namespace {

using catalog::ConstraintKind;

/// More conditions are in doubt: following them takes time in the square of their number.
constexpr std::size_t most_equalities = 256;

/// Whether the keys of the table are known, and all of columns. A partial key counts as one.
bool has_plain_keys(const catalog::Relation& table) {
  const auto is_plain = [](const catalog::Index& index) {
    return !index.unique ||
           (index.certain && std::ranges::none_of(index.keys, [](const catalog::IndexKey& key) {
              return key.column.empty();
            }));
  };
  const auto is_sure = [](const catalog::Constraint& constraint) {
    const bool is_key =
        constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::unique;
    return constraint.kind != ConstraintKind::exclusion && (constraint.certain || !is_key);
  };
  return std::ranges::all_of(table.indexes, is_plain) &&
         std::ranges::all_of(table.constraints, is_sure);
}

class Search {
 public:
  Search(const Model& model, const Lookup& lookup, std::size_t level)
      : model_(model), lookup_(lookup), level_(level) {}

  std::vector<Repeated> run(std::size_t given) {
    if (model_.equalities.size() > most_equalities) return {};
    for (const std::size_t index : model_.levels[level_].items) {
      const Item& item = model_.items[index];
      const catalog::Relation* table = index == given ? nullptr : lookup_.known_relation(item);
      const bool is_plain = table != nullptr && table->kind == catalog::RelationKind::table &&
                            !table->temporary && item.columns.empty() && has_plain_keys(*table);
      if (is_plain) open_.push_back({.item = &item, .table = table});
    }
    if (open_.empty() || !read_merges() || !read_references()) return {};
    // Each pass fixes a column or drops a table, or is the last.
    while (follow_equalities() || drop_matched()) {
    }
    return std::move(open_);
  }

 private:
  [[nodiscard]] Repeated* open_item(const Item* item) {
    const auto found = std::ranges::find(open_, item, &Repeated::item);
    return found == open_.end() ? nullptr : &*found;
  }

  void drop(const Item* item) {
    std::erase_if(open_, [&](const Repeated& each) { return each.item == item; });
  }

  /// Takes what USING joins for fixed. False for NATURAL.
  bool read_merges() {
    for (const Merge& merge : model_.merges) {
      for (const auto* side : {&merge.left, &merge.right}) {
        for (const std::size_t index : *side) {
          Repeated* joined = open_item(&model_.items[index]);
          if (joined == nullptr) continue;
          if (merge.column.empty()) return false;
          joined->fixed.insert(merge.column);
        }
      }
    }
    return true;
  }

  /// The item that has the column, null if that is none of `open_`; nothing in doubt.
  [[nodiscard]] std::optional<const Item*> item_of(const Reference& reference) const {
    if (!reference.qualifier.empty()) {
      const Item* item = item_called(model_, reference.qualifier, reference.scope);
      if (item == nullptr) return std::nullopt;
      return item;
    }
    const Answer answer = lookup_.find(reference);
    if (answer.binding != Binding::bound || answer.items.size() > 1) return std::nullopt;
    // Without an item, it is a whole row.
    if (answer.items.empty()) return std::nullopt;
    return answer.items.front();
  }

  static bool is_condition(const Reference& reference) {
    return reference.clause == Clause::where || reference.clause == Clause::join;
  }

  /// Whether the reference is a side of an equality, which `follow_equalities` reads.
  [[nodiscard]] bool is_side(std::size_t reference) const {
    return std::ranges::any_of(model_.equalities, [&](const Equality& equality) {
      return (equality.has_left && equality.begin == reference) ||
             (equality.has_right && equality.end == reference + 1);
    });
  }

  /// Takes the columns of all conditions except equalities for fixed, and drops the tables that
  /// subqueries refer to. False if a name may be any of theirs.
  bool read_references() {
    for (std::size_t index = 0; index < model_.references.size(); ++index) {
      const Reference& reference = model_.references[index];
      const bool is_here = reference.level == level_;
      if (is_here && !is_condition(reference)) continue;
      const auto item = item_of(reference);
      if (!item) return false;
      Repeated* found = open_item(*item);
      if (found == nullptr) continue;
      if (!is_here) {
        drop(*item);
      } else if (!is_side(index)) {
        found->fixed.insert(reference.column);
      }
    }
    return true;
  }

  /// Whether a column has one value for each row of the given item.
  [[nodiscard]] bool is_fixed(const Reference& reference) {
    const auto item = item_of(reference);
    const Repeated* found = item ? open_item(*item) : nullptr;
    return found == nullptr || found->fixed.contains(reference.column);
  }

  /// Fixes `side` if the columns from `begin` to before `end` are. Returns whether that is new.
  bool follow(const Reference& side, std::size_t begin, std::size_t end) {
    const auto item = item_of(side);
    Repeated* found = item ? open_item(*item) : nullptr;
    if (found == nullptr || found->fixed.contains(side.column)) return false;
    for (std::size_t index = begin; index < end; ++index) {
      if (!is_fixed(model_.references[index])) return false;
    }
    found->fixed.insert(side.column);
    return true;
  }

  bool follow_equalities() {
    bool is_new = false;
    for (const Equality& equality : model_.equalities) {
      if (equality.level != level_) continue;
      const auto& references = model_.references;
      if (equality.has_left &&
          follow(references[equality.begin], equality.begin + 1, equality.end)) {
        is_new = true;
      }
      if (equality.has_right &&
          follow(references[equality.end - 1], equality.begin, equality.end - 1)) {
        is_new = true;
      }
    }
    return is_new;
  }

  static bool has_one_row(const Repeated& item) {
    const auto is_covered = [&](const catalog::Index& index) {
      return index.unique && std::ranges::all_of(index.keys, [&](const catalog::IndexKey& key) {
               return item.fixed.contains(key.column);
             });
    };
    return item.fixed.contains("ctid") || std::ranges::any_of(item.table->indexes, is_covered);
  }

  bool drop_matched() { return std::erase_if(open_, has_one_row) > 0; }

  const Model& model_;
  const Lookup& lookup_;
  std::size_t level_;
  std::vector<Repeated> open_;
};

}  // namespace

std::vector<Repeated> repeated_items(const Model& model, const Lookup& lookup, std::size_t level,
                                     std::size_t given) {
  return Search(model, lookup, level).run(given);
}

}  // namespace pglint::query
