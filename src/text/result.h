// A value or an error; C++20 has no std::expected yet.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace pglint {

/// One line that says what went wrong, where, and what to do. Only `cli` prints it.
struct Error {
  std::string message;
};

/// Either a `T` or an `Error`. Ask `ok()` before `value()` or `error()`.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }

  [[nodiscard]] T& value() & {
    assert(ok());
    return *std::get_if<T>(&state_);
  }
  [[nodiscard]] const T& value() const& {
    assert(ok());
    return *std::get_if<T>(&state_);
  }
  /// By value, which makes `for (x : f().value())` safe.
  [[nodiscard]] T value() && {
    assert(ok());
    return std::move(*std::get_if<T>(&state_));
  }
  [[nodiscard]] const Error& error() const {
    assert(!ok());
    return *std::get_if<Error>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

}  // namespace pglint
