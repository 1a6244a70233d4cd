// The addresses in pg_hba.conf and the computers they cover.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::host {

/// The range of computers that an address covers.
enum class Reach : std::uint8_t {
  loopback,  ///< this computer only
  some,      ///< a network, a computer, a domain
  world,     ///< everywhere
};

struct AddressFacts {
  Reach reach = Reach::some;
  bool is_numeric = false;   ///< an IPv4 or IPv6 address, not a name
  std::string problem = {};  ///< why PostgreSQL rejects it; empty if it does not
  std::string help = {};     ///< how to correct that
};

/// `written` is one of `10.0.0.0/8`, `::1`, `.example.org`, `localhost`. An IP address without `/`
/// covers only itself.
[[nodiscard]] AddressFacts read_address(std::string_view written);

/// An IP address with its mask in a separate field: `10.0.0.0 255.0.0.0`.
struct AddressAndMask {
  std::string_view address;
  std::string_view mask;
};
[[nodiscard]] AddressFacts read_address(const AddressAndMask& written);

}  // namespace pglint::host
