// FNV-1a, 64 bits: stable across versions and machines, which std::hash is not.
#pragma once

#include <cstdint>
#include <string_view>

namespace pglint {

class Hash {
 public:
  constexpr void add(char byte) {
    value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  }
  constexpr void add(std::string_view bytes) {
    for (const char byte : bytes) add(byte);
  }
  [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace pglint
