// Follows PostgreSQL's parse_hba_line() and pg_sockaddr_cidr_mask(), which accept any number that
// getaddrinfo() does, such as 127.1.
#include "host/address.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace pglint::host {
namespace {

/// The 4 or 16 bytes of an address, highest first.
struct Bytes {
  std::array<std::uint8_t, 16> values = {};
  std::size_t count = 0;

  [[nodiscard]] std::span<const std::uint8_t> span() const { return {values.data(), count}; }
};

std::optional<Bytes> read_number(std::string_view written) {
  const std::string text(written.substr(0, written.find('%')));  // `%` names a network card
  Bytes bytes;
  in_addr version_4 = {};
  if (text.size() == written.size() && ::inet_aton(text.c_str(), &version_4) != 0) {
    const std::uint32_t value = ntohl(version_4.s_addr);
    for (std::size_t index = 0; index < 4; ++index) {
      bytes.values.at(index) = static_cast<std::uint8_t>(value >> (24 - 8 * index));
    }
    bytes.count = 4;
    return bytes;
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes.values.data()) != 1) return std::nullopt;
  bytes.count = 16;
  return bytes;
}

/// The first `bits` of a mask.
struct Prefix {
  Bytes address;
  std::size_t bits = 0;
};

Reach reach_of(const Prefix& prefix) {
  if (prefix.bits == 0) return Reach::world;
  const auto bytes = prefix.address.span();
  if (bytes.size() == 4) {
    return prefix.bits >= 8 && bytes[0] == 127 ? Reach::loopback : Reach::some;
  }
  const bool is_one = bytes[15] == 1 && std::ranges::count(bytes, std::uint8_t{0}) == 15;
  return prefix.bits == 128 && is_one ? Reach::loopback : Reach::some;
}

std::size_t leading_ones(const Bytes& mask) {
  std::size_t bits = 0;
  for (const std::uint8_t byte : mask.span()) {
    for (std::uint8_t bit = 0x80; bit != 0; bit >>= 1U) {
      if ((byte & bit) == 0) return bits;
      ++bits;
    }
  }
  return bits;
}

/// As strtol() reads it, at most `most`.
std::optional<std::size_t> read_bits(std::string_view written, std::size_t most) {
  std::size_t bits = 0;
  if (written.starts_with('+')) written.remove_prefix(1);
  if (written.empty()) return std::nullopt;
  for (const char byte : written) {
    if (byte < '0' || byte > '9') return std::nullopt;
    bits = std::min<std::size_t>(bits * 10 + static_cast<std::size_t>(byte - '0'), 1000);
  }
  return bits <= most ? std::optional(bits) : std::nullopt;
}

}  // namespace

AddressFacts read_address(std::string_view written) {
  const std::size_t slash = written.find('/');
  const auto number = read_number(written.substr(0, slash));
  const std::string quoted = "`" + std::string(written) + "`";
  if (!number) {
    if (slash != std::string_view::npos) {
      return {.problem = quoted + " is neither an IP range nor a host name",
              .help = "remove `" + std::string(written.substr(slash)) +
                      "` from a host name, or begin with an IP address"};
    }
    return {.reach = written == "localhost" ? Reach::loopback : Reach::some};
  }
  const std::size_t most = number->count * 8;
  if (slash == std::string_view::npos) {
    return {.reach = reach_of({.address = *number, .bits = most}), .is_numeric = true};
  }
  const auto bits = read_bits(written.substr(slash + 1), most);
  if (!bits) {
    return {.is_numeric = true,
            .problem = quoted + " has no valid number of bits after the slash",
            .help = "write a number from 0 to " + std::to_string(most) + "; `/" +
                    std::to_string(most) + "` covers the address alone"};
  }
  return {.reach = reach_of({.address = *number, .bits = *bits}), .is_numeric = true};
}

AddressFacts read_address(const AddressAndMask& written) {
  const auto address = read_number(written.address);
  const auto mask = read_number(written.mask);
  if (!address || !mask) {
    return {.is_numeric = true,
            .problem = "`" + std::string(written.mask) + "` is not a netmask",
            .help = "write the range as `" + std::string(written.address) +
                    "/` and a number of bits, or a mask such as `255.255.255.0`"};
  }
  if (address->count != mask->count) {
    return {.is_numeric = true,
            .problem = "address and netmask belong to different IP versions",
            .help = "write the range as `" + std::string(written.address) +
                    "/` and a number of bits, without a mask"};
  }
  return {.reach = reach_of({.address = *address, .bits = leading_ones(*mask)}),
          .is_numeric = true};
}

}  // namespace pglint::host
