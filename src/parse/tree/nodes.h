// Typed access to PostgreSQL nodes: tags, casts, lists, strings.
#pragma once

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/pg_nodes.h"

namespace pglint::parse {

template <class T>
inline constexpr NodeTag tag_of = T_Invalid;

// pg_node_list.inc is generated from the PostgreSQL headers built against: one line per node type.
#define PGLINT_NODE(name)   \
  }                         \
  struct name;              \
  namespace pglint::parse { \
  template <>               \
  inline constexpr NodeTag tag_of<::name> = T_##name;
#include "pg_node_list.inc"
#undef PGLINT_NODE

/// PostgreSQL's name of a node type, such as `CreateStmt`; `?` for other tags.
[[nodiscard]] std::string_view node_name(NodeTag tag);

/// `node` as a `T`, or null if it is null or has another type.
template <class T, class U>
[[nodiscard]] const T* as(const U* node) {
  static_assert(tag_of<T> != T_Invalid, "not a PostgreSQL node type");
  const auto* base = reinterpret_cast<const Node*>(node);
  return base != nullptr && base->type == tag_of<T> ? reinterpret_cast<const T*>(node) : nullptr;
}

/// `typed` as a plain node.
template <class T>
[[nodiscard]] const Node& node(const T& typed) {
  static_assert(tag_of<T> != T_Invalid, "not a PostgreSQL node type");
  return reinterpret_cast<const Node&>(typed);
}

/// The elements of a PostgreSQL list; a null list is empty. Elements of other types than `T` are
/// null, so that positions are kept.
template <class T = Node>
class ListView {
 public:
  explicit ListView(const List* list) : list_(list) {}

  class Iterator {
   public:
    using value_type = const T*;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const value_type*;
    using reference = value_type;

    Iterator() = default;
    explicit Iterator(const ListCell* cell) : cell_(cell) {}
    const T* operator*() const { return convert(cell_->ptr_value); }
    Iterator& operator++() {
      ++cell_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++cell_;
      return before;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const ListCell* cell_ = nullptr;
  };

  [[nodiscard]] Iterator begin() const { return Iterator(list_ ? list_->elements : nullptr); }
  [[nodiscard]] Iterator end() const {
    return Iterator(list_ ? list_->elements + list_->length : nullptr);
  }
  [[nodiscard]] std::size_t size() const {
    return list_ ? static_cast<std::size_t>(list_->length) : 0;
  }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] const T* operator[](std::size_t index) const {
    return convert(list_->elements[index].ptr_value);
  }
  [[nodiscard]] const T* back() const { return (*this)[size() - 1]; }

 private:
  static const T* convert(const void* element) {
    if constexpr (std::is_same_v<T, Node>) {
      return static_cast<const Node*>(element);
    } else {
      return as<T>(static_cast<const Node*>(element));
    }
  }

  const List* list_;
};

/// `for (const ColumnDef* column : each<ColumnDef>(list))`
template <class T = Node>
[[nodiscard]] ListView<T> each(const List* list) {
  return ListView<T>(list);
}

/// A C string of PostgreSQL; null is the empty string.
[[nodiscard]] inline std::string_view view(const char* string) {
  return string == nullptr ? std::string_view() : std::string_view(string);
}

/// The value of a String node; empty for anything else.
[[nodiscard]] inline std::string_view string_value(const Node* node) {
  const auto* string = as<String>(node);
  return string == nullptr ? std::string_view() : view(string->sval);
}

/// The values of a list of String nodes.
[[nodiscard]] std::vector<std::string> strings(const List* list);

}  // namespace pglint::parse
