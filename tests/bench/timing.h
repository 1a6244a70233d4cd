// The clock of the measurements, and PostgreSQL's parser alone to hold against.
#pragma once

#include <functional>
#include <string>

namespace pglint::bench {

/// The fastest of several runs, in seconds: noise only ever adds.
[[nodiscard]] double fastest(int times, const std::function<void()>& work);

/// The parser and nothing else; false where it rejects the text.
bool raw_parse(const std::string& sql);

}  // namespace pglint::bench
