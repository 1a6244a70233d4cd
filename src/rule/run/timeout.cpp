#include "rule/run/timeout.h"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace pglint {

std::optional<double> milliseconds_of(std::string_view value) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || number <= 0) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(value.data() + value.size() - end));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  constexpr double second = 1000;
  if (unit == "us") return number / second;
  if (unit == "s") return number * second;
  if (unit == "min") return number * second * 60;
  if (unit == "h") return number * second * 3600;
  if (unit == "d") return number * second * 86400;
  return number;
}

bool may_limit(const locks::Session& session, std::string_view name, double longest) {
  const locks::Session::Setting setting = session.setting(name);
  if (!setting.is_known) return true;
  const auto time = setting.value ? milliseconds_of(*setting.value) : std::nullopt;
  return time && *time <= longest;
}

}  // namespace pglint
