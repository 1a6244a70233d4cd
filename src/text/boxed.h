// An optional value that is kept elsewhere, so that what rarely has one stays small.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace pglint::text {

/// Like `std::optional`: a copy has a value of its own.
template <class T>
class Boxed {
 public:
  Boxed() = default;
  // NOLINTNEXTLINE(*-explicit-*): as of `std::optional`, a value is assigned to what may have one.
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
  // NOLINTNEXTLINE(*-explicit-*): what was read as an optional is kept without being unpacked.
  Boxed(std::optional<T> value) {
    if (value) value_ = std::make_unique<T>(*std::move(value));
  }
  Boxed(const Boxed& other) : value_(other ? std::make_unique<T>(*other) : nullptr) {}
  Boxed(Boxed&& other) noexcept = default;
  Boxed& operator=(const Boxed& other) {
    if (this != &other) value_ = other ? std::make_unique<T>(*other) : nullptr;
    return *this;
  }
  Boxed& operator=(Boxed&& other) noexcept = default;
  ~Boxed() = default;

  explicit operator bool() const { return value_ != nullptr; }
  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return value_.get(); }
  [[nodiscard]] const T* operator->() const { return value_.get(); }
  /// Null if there is none.
  [[nodiscard]] const T* get() const { return value_.get(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace pglint::text
