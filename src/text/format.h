// Text with values in it, as fmt does it, for files that are many and should compile fast: what it
// is made with stays behind this header.
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
  // NOLINTBEGIN(google-explicit-constructor): what it is made from is what is written in a call.
  FormatValue(std::string_view text) : text_(text) {}
  FormatValue(const std::string& text) : text_(text) {}
  FormatValue(const char* text) : text_(text) {}
  FormatValue(char letter) : kind_(Kind::letter), letter_(letter) {}
  template <std::signed_integral Number>
  FormatValue(Number number) : kind_(Kind::number), number_(number) {}
  template <std::unsigned_integral Number>
  FormatValue(Number number) : kind_(Kind::size), size_(number) {}
  // NOLINTEND(google-explicit-constructor)

  /// Calls `take` with the value as what it was made from.
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

/// A text with as many `{}` as there are values; another number does not compile.
template <std::size_t values>
class FormatPattern {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): patterns are written as plain literals.
  consteval FormatPattern(const char* text) : text_(text) {
    std::size_t places = 0;
    for (std::size_t at = text_.find("{}"); at != std::string_view::npos;
         at = text_.find("{}", at + 2)) {
      ++places;
    }
    if (places != values) throw "another number of values than of {}";
  }

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

[[nodiscard]] std::string format_values(std::string_view pattern,
                                        std::span<const FormatValue> values);

/// `pattern` with each `{}` replaced by the value whose turn it is; `{{` stands for `{`.
template <class... Value>
[[nodiscard]] std::string format(FormatPattern<sizeof...(Value)> pattern, const Value&... values) {
  const std::initializer_list<FormatValue> list = {FormatValue(values)...};
  return format_values(pattern.text(), std::span(list.begin(), list.size()));
}

}  // namespace pglint::text
