// Addresses of pg_hba.conf: which computers one covers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::host {

/// How far an address reaches.
enum class Reach : std::uint8_t {
  loopback,  ///< this computer only
  some,      ///< a network, a computer, a domain
  world,     ///< everywhere
};

/// What is wrong with an address, or how far it reaches.
struct AddressFacts {
  Reach reach = Reach::some;
  bool is_numeric = false;  ///< an IPv4 or IPv6 address, not a name
  std::string problem;      ///< why PostgreSQL refuses it; empty where it does not
};

/// `written` is one of `10.0.0.0/8`, `::1`, `.example.org`, `localhost`. An IP address without `/`
/// stands for itself alone.
[[nodiscard]] AddressFacts read_address(std::string_view written);

/// An IP address and its mask in a field of its own: `10.0.0.0 255.0.0.0`.
struct AddressAndMask {
  std::string_view address;
  std::string_view mask;
};
[[nodiscard]] AddressFacts read_address(const AddressAndMask& written);

}  // namespace pglint::host
