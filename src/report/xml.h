// Text in XML documents.
#pragma once

#include <string>
#include <string_view>

namespace pglint::report {

inline constexpr std::string_view xml_declaration = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                                                    "\n";

/// `bytes` on one line, for attributes and text: markup is escaped, and characters that XML does
/// not allow are shown as in text reports.
[[nodiscard]] std::string xml_escaped(std::string_view bytes);

}  // namespace pglint::report
