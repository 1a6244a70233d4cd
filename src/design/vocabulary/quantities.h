// What columns of numbers count or measure, by the words of their names in the singular.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// Sums of money, whatever stands beside them.
inline constexpr WordList money("amount", "balance", "cost", "fare", "fee", "payment", "payout",
                                "price", "revenue", "salary", "subtotal", "tax", "vat", "wage");

/// Terms that are agreed upon for one occasion: what is said of them elsewhere may differ.
inline constexpr WordList terms("amount", "cost", "discount", "price", "qty", "quantity", "rate",
                                "tax");

/// Places on the globe.
inline constexpr WordList coordinates("lat", "latitude", "lng", "lon", "longitude");

}  // namespace pglint::design::words
