// Time measurement, and PostgreSQL's parser alone for comparison.
#pragma once

#include <functional>
#include <string>

namespace pglint::bench {

/// The fastest of several runs, in seconds, because noise only adds time.
[[nodiscard]] double fastest(int times, const std::function<void()>& work);

/// Runs only the parser; false if it rejects the text.
bool raw_parse(const std::string& sql);

}  // namespace pglint::bench
