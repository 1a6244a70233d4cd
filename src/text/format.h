// Formats text like fmt, for the many files that should compile fast: fmt is only used in
// format.cpp.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace pglint::text {

/// A value as text, a character or a whole number.
class FormatValue {
 public:
  // Implicit, because callers write plain values.
  FormatValue(std::string_view text) : text_(text) {}
  FormatValue(const std::string& text) : text_(text) {}
  FormatValue(const char* text) : text_(text) {}
  FormatValue(char letter) : kind_(Kind::letter), letter_(letter) {}
  template <std::signed_integral Number>
  FormatValue(Number number) : kind_(Kind::number), number_(number) {}
  template <std::unsigned_integral Number>
  FormatValue(Number number) : kind_(Kind::size), size_(number) {}

  /// Calls `take` with the value in its original type.
  template <class Take>
  void visit(Take take) const {
    switch (kind_) {
      case Kind::text:
        return take(text_);
      case Kind::letter:
        return take(letter_);
      case Kind::number:
        return take(number_);
      case Kind::size:
        return take(size_);
    }
  }

 private:
  enum class Kind : std::uint8_t { text, letter, number, size };
  Kind kind_ = Kind::text;
  // NOLINTBEGIN(readability-identifier-naming): as private as the union is.
  union {
    std::string_view text_;
    char letter_;
    std::int64_t number_;
    std::uint64_t size_;
  };
  // NOLINTEND(readability-identifier-naming)
};

/// A text with exactly one `{}` per value, checked at compile time.
template <std::size_t values>
class FormatPattern {
 public:
  // Implicit, because patterns are written as plain literals.
  consteval FormatPattern(const char* text) : text_(text) {
    std::size_t places = 0;
    for (std::size_t at = text_.find("{}"); at != std::string_view::npos;
         at = text_.find("{}", at + 2)) {
      ++places;
    }
    if (places != values) throw "the number of values and of {} differ";
  }

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

[[nodiscard]] std::string format_values(std::string_view pattern,
                                        std::span<const FormatValue> values);

/// `pattern` with each `{}` replaced by the next value; `{{` becomes `{`.
template <class... Value>
[[nodiscard]] std::string format(FormatPattern<sizeof...(Value)> pattern, const Value&... values) {
  const std::initializer_list<FormatValue> list = {FormatValue(values)...};
  return format_values(pattern.text(), std::span(list.begin(), list.size()));
}

}  // namespace pglint::text
