// What columns of numbers count or measure, by the words of their names in the singular.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// Amounts of money, regardless of other words.
inline constexpr WordList money("amount", "balance", "cost", "fare", "fee", "payment", "payout",
                                "price", "revenue", "salary", "subtotal", "tax", "vat", "wage");

/// Small units of money, which hold whole numbers or need more decimals than cents.
inline constexpr WordList minor_units("cent", "gwei", "micro", "minor", "paisa", "paise", "pence",
                                      "penny", "satoshi", "wei");

/// Terms agreed upon for one occasion, which may differ from the current ones.
inline constexpr WordList terms("amount", "cost", "discount", "price", "qty", "quantity", "rate",
                                "tax");

/// Geographic coordinates.
inline constexpr WordList coordinates("lat", "latitude", "lng", "lon", "longitude");

}  // namespace pglint::design::words
