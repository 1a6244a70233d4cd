// Writes JSON: keys in the order they are set, plain ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace pglint::text {

using Json = nlohmann::ordered_json;

enum class Layout : std::uint8_t { one_line, indented };

/// `value` in ASCII, which every terminal and reader can handle; invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const Json& value, Layout layout = Layout::one_line);

/// Appends the members of an object to `out`, as `dump` does on one line, without keeping them. For
/// thousands of members.
class JsonMembers {
 public:
  /// `out` must outlive this.
  explicit JsonMembers(std::string& out) : out_(out) {}

  void add(std::string_view key, std::string_view text);
  void add(std::string_view key, std::size_t number);
  void add_json(std::string_view key, const Json& value);

  /// The members that `write(members)` adds, as an object.
  template <class Write>
  void add_object(std::string_view key, Write&& write) {
    begin(key);
    out_ += '{';
    JsonMembers members(out_);
    write(members);
    out_ += '}';
  }

 private:
  void begin(std::string_view key);

  std::string& out_;
  bool is_first_ = true;
};

}  // namespace pglint::text
