// The columns, constraints, indexes and objects of a relation, and the parts of types: in order,
// found by name, and cheap to copy, because copies share what did not change.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pglint::catalog {

/// Parts have a `name`, which need not be unique. They are kept in blocks of limited size. A copy
/// takes a pointer for each block, and whoever changes a part first copies its block. So references
/// to parts are valid until their list is copied and one of the two changes, or until parts are
/// added or removed. Not for several threads at once, not even if they only read.
template <class Part>
class Parts {
  using Block = std::vector<Part>;
  static constexpr std::size_t block_size = 32;
  static constexpr std::uint64_t id_step = std::uint64_t(1) << 32;

 public:
  /// In order; to change a part, pass its iterator to `edit`.
  class Iterator {
   public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = Part;
    using difference_type = std::ptrdiff_t;
    using pointer = const Part*;
    using reference = const Part&;

    Iterator() = default;
    reference operator*() const { return (*parts_->blocks_[block_].parts)[at_]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++() {
      if (++at_ < parts_->blocks_[block_].parts->size()) return *this;
      ++block_;
      at_ = 0;
      return *this;
    }
    Iterator& operator--() {
      if (at_ == 0) at_ = parts_->blocks_[--block_].parts->size();
      --at_;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    Iterator operator--(int) {
      const Iterator before = *this;
      --*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) {
      return a.block_ == b.block_ && a.at_ == b.at_;
    }

   private:
    friend class Parts;
    Iterator(const Parts& parts, std::size_t block, std::size_t at)
        : parts_(&parts), block_(block), at_(at) {}

    const Parts* parts_ = nullptr;
    std::size_t block_ = 0;
    std::size_t at_ = 0;
  };
  using iterator = Iterator;
  using value_type = Part;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = const Part&;
  using const_reference = const Part&;

  Parts() = default;
  Parts(std::initializer_list<Part> parts) : Parts(parts.begin(), parts.end()) {}
  template <std::input_iterator Iterator>
  Parts(Iterator first, Iterator last) {
    for (; first != last; ++first) push_back(*first);
  }
  /// Copies find their parts again if they are asked.
  Parts(const Parts& other) : blocks_(other.blocks_), size_(other.size_) {}
  Parts(Parts&& other) noexcept { swap(other); }
  Parts& operator=(const Parts& other) {
    Parts copy(other);
    swap(copy);
    return *this;
  }
  Parts& operator=(Parts&& other) noexcept {
    Parts moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Parts() = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Iterator begin() const { return Iterator(*this, 0, 0); }
  [[nodiscard]] Iterator end() const { return Iterator(*this, blocks_.size(), 0); }
  [[nodiscard]] const Part& front() const { return blocks_.front().parts->front(); }
  [[nodiscard]] const Part& back() const { return blocks_.back().parts->back(); }
  [[nodiscard]] const Part& operator[](std::size_t at) const { return *iterator_at(at); }

  /// The first part with this name for which `is_meant` is true, or `end()`.
  template <class IsMeant>
  [[nodiscard]] Iterator find(std::string_view name, IsMeant&& is_meant) const {
    if (size_ <= block_size || name.empty()) return find_from(begin(), end(), name, is_meant);
    if (blocks_by_name_.empty()) note_names();
    Iterator found = end();
    const auto [first, last] = blocks_by_name_.equal_range(hash(name));
    for (auto entry = first; entry != last; ++entry) {
      const std::size_t block = index_of(entry->second);
      if (block >= found.block_) continue;  // there is an earlier one already
      const Iterator stop(*this, block + 1, 0);
      const Iterator part = find_from(Iterator(*this, block, 0), stop, name, is_meant);
      if (part != stop) found = part;
    }
    return found;
  }
  [[nodiscard]] Iterator find(std::string_view name) const {
    return find(name, [](const Part& /*part*/) { return true; });
  }

  /// For changes, except of its name.
  [[nodiscard]] Part& edit(const Iterator& part) { return own(part.block_)[part.at_]; }
  /// Calls `change` with each part, for changes except of its name.
  template <class Change>
  void edit_each(Change&& change) {
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
      for (Part& part : own(block)) change(part);
    }
  }
  /// Calls `change` with each part for which `is_meant` is true; those alone are copied.
  template <class IsMeant, class Change>
  void edit_if(IsMeant&& is_meant, Change&& change) {
    for (Iterator part = begin(); part != end(); ++part) {
      if (is_meant(*part)) change(edit(part));
    }
  }
  void rename(const Iterator& part, std::string_view to) {
    forget_name(part);
    string_of(edit(part)) = to;
    note_name(name_of(*part), blocks_[part.block_].id);
  }

  void push_back(Part part) {
    if (blocks_.empty() || blocks_.back().parts->size() == block_size) add_block();
    note_name(name_of(part), blocks_.back().id);
    own(blocks_.size() - 1).push_back(std::move(part));
    ++size_;
  }
  /// Before another part, or at the end.
  void insert(const Iterator& before, Part part) {
    if (before == end()) return push_back(std::move(part));
    auto [block, at] = place_for(before.block_, before.at_);
    note_name(name_of(part), blocks_[block].id);
    Block& parts = own(block);
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), std::move(part));
    ++size_;
  }
  void erase(const Iterator& part) {
    forget_name(part);
    Block& block = own(part.block_);
    block.erase(block.begin() + static_cast<std::ptrdiff_t>(part.at_));
    if (block.empty()) blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(part.block_));
    --size_;
  }
  /// Returns how many it removed.
  template <class IsGone>
  std::size_t erase_if(IsGone&& is_gone) {
    const std::size_t before = size_;
    for (std::size_t block = blocks_.size(); block-- > 0;) {
      for (std::size_t at = blocks_[block].parts->size(); at-- > 0;) {
        const Iterator part(*this, block, at);
        if (is_gone(*part)) erase(part);
      }
    }
    return before - size_;
  }
  /// Removes those behind the first `size` parts.
  void cut_off(std::size_t size) {
    while (size_ > size) erase(std::prev(end()));
  }
  void clear() { *this = Parts(); }

  /// The sum of `weigh(part)` of the parts whose memory `other`, a copy, does not share.
  template <class Weigh>
  [[nodiscard]] std::size_t weight_apart_from(const Parts& other, Weigh&& weigh) const {
    std::size_t weight = 0;
    auto same = other.blocks_.begin();
    for (const NumberedBlock& block : blocks_) {
      while (same != other.blocks_.end() && same->id < block.id) ++same;
      if (same != other.blocks_.end() && same->parts == block.parts) continue;
      for (const Part& part : *block.parts) weight += weigh(part);
    }
    return weight;
  }

 private:
  /// `id` grows from block to block.
  struct NumberedBlock {
    std::uint64_t id = 0;
    std::shared_ptr<Block> parts = std::make_shared<Block>();
  };

  static std::string_view name_of(const Part& part) {
    if constexpr (std::is_same_v<decltype(part.name), std::string>) {
      return part.name;
    } else {
      return part.name.name;
    }
  }
  static std::string& string_of(Part& part) {
    if constexpr (std::is_same_v<decltype(part.name), std::string>) {
      return part.name;
    } else {
      return part.name.name;
    }
  }
  static std::size_t hash(std::string_view name) { return std::hash<std::string_view>()(name); }

  template <class IsMeant>
  [[nodiscard]] static Iterator find_from(Iterator from, const Iterator& to, std::string_view name,
                                          IsMeant&& is_meant) {
    while (from != to && (name_of(*from) != name || !is_meant(*from))) ++from;
    return from;
  }

  [[nodiscard]] Iterator iterator_at(std::size_t at) const {
    std::size_t block = 0;
    for (; at >= blocks_[block].parts->size(); ++block) at -= blocks_[block].parts->size();
    return Iterator(*this, block, at);
  }

  [[nodiscard]] std::size_t index_of(std::uint64_t id) const {
    const auto found = std::ranges::lower_bound(blocks_, id, {}, &NumberedBlock::id);
    return static_cast<std::size_t>(found - blocks_.begin());
  }

  /// The block, which no copy shares from now on.
  [[nodiscard]] Block& own(std::size_t block) {
    std::shared_ptr<Block>& parts = blocks_[block].parts;
    if (parts.use_count() > 1) parts = std::make_shared<Block>(*parts);
    return *parts;
  }

  void add_block() { blocks_.push_back({.id = blocks_.empty() ? 0 : blocks_.back().id + id_step}); }

  /// Where a part can be inserted. Moves the second half of a full block into a new one.
  std::pair<std::size_t, std::size_t> place_for(std::size_t block, std::size_t at) {
    if (blocks_[block].parts->size() < block_size) return {block, at};
    const bool is_last = block + 1 == blocks_.size();
    if (!is_last && blocks_[block + 1].id - blocks_[block].id < 2) renumber();
    constexpr std::size_t half = block_size / 2;
    Block& first = own(block);
    for (std::size_t moved = half; moved < block_size; ++moved) {
      forget_name(Iterator(*this, block, moved));
    }
    NumberedBlock second = {.id = is_last ? blocks_[block].id + id_step
                                          : blocks_[block].id +
                                                (blocks_[block + 1].id - blocks_[block].id) / 2};
    second.parts->assign(std::make_move_iterator(first.begin() + half),
                         std::make_move_iterator(first.end()));
    first.resize(half);
    for (const Part& part : *second.parts) note_name(name_of(part), second.id);
    blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(block) + 1, std::move(second));
    if (at < half) return {block, at};
    return {block + 1, at - half};
  }

  /// Makes room between the numbers of the blocks.
  void renumber() {
    std::uint64_t id = 0;
    for (NumberedBlock& block : blocks_) block.id = id += id_step;
    blocks_by_name_.clear();
  }

  void note_names() const {
    for (const NumberedBlock& block : blocks_) {
      for (const Part& part : *block.parts) {
        if (!name_of(part).empty()) blocks_by_name_.emplace(hash(name_of(part)), block.id);
      }
    }
  }
  /// If names have been noted.
  void note_name(std::string_view name, std::uint64_t block) {
    const bool is_noted = !blocks_by_name_.empty() && !name.empty();
    if (is_noted) blocks_by_name_.emplace(hash(name), block);
  }
  void forget_name(const Iterator& part) {
    if (name_of(*part).empty()) return;
    const auto [first, last] = blocks_by_name_.equal_range(hash(name_of(*part)));
    const auto found = std::find_if(
        first, last, [&](const auto& entry) { return entry.second == blocks_[part.block_].id; });
    if (found != last) blocks_by_name_.erase(found);
  }

  void swap(Parts& other) noexcept {
    blocks_.swap(other.blocks_);
    std::swap(size_, other.size_);
    blocks_by_name_.swap(other.blocks_by_name_);
  }

  std::vector<NumberedBlock> blocks_;  ///< none is empty
  std::size_t size_ = 0;
  /// Of the hash of each name, the block; empty as long as nobody has asked for a name. Without the
  /// parts that have no name yet, which can be many and are hardly ever asked for.
  mutable std::unordered_multimap<std::size_t, std::uint64_t> blocks_by_name_;
};

}  // namespace pglint::catalog
