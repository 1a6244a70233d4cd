// A line of pg_hba.conf: who may connect from where to what, and the authentication method.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/address.h"
#include "text/range.h"

namespace pglint::host {

/// A value of a field. A quoted one has no special meaning: `"all"` is the name of a database.
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

/// A valid record.
struct HbaRecord {
  std::string type;  ///< `local`, `host`, `hostssl`, …
  HbaField databases;
  HbaField users;
  std::string address;            ///< as written, with the mask; empty for `local`
  Reach reach = Reach::loopback;  ///< of the address
  HbaValue method;
  std::vector<HbaValue> options;  ///< `clientcert=verify-full`
  text::Range range;              ///< bytes of the file, without a comment after it

  [[nodiscard]] bool is_local() const { return type == "local"; }
};

}  // namespace pglint::host
