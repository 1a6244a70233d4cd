// A line of pg_hba.conf: who may connect from where to what, and how they prove who they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/address.h"
#include "text/range.h"

namespace pglint::host {

/// One of the values of a field. A quoted one has no special meaning: `"all"` is a database's name.
struct HbaValue {
  std::string text;
  bool is_quoted = false;
  text::Range range;  ///< bytes of the file, quotes included

  [[nodiscard]] bool is_keyword(std::string_view keyword) const {
    return !is_quoted && text == keyword;
  }
};

struct HbaField {
  std::vector<HbaValue> values;  ///< at least one
  text::Range range;             ///< bytes of the file
};

/// A record that PostgreSQL takes.
struct HbaRecord {
  std::string type;  ///< `local`, `host`, `hostssl`, …
  HbaField databases;
  HbaField users;
  std::string address;            ///< as written, with the mask; empty for `local`
  Reach reach = Reach::loopback;  ///< of the address
  HbaValue method;
  std::vector<HbaValue> options;  ///< `clientcert=verify-full`
  text::Range range;              ///< bytes of the file, without a comment behind it

  [[nodiscard]] bool is_local() const { return type == "local"; }
};

}  // namespace pglint::host
