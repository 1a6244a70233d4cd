// What tables are for, by the words of their names in the singular.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// Raw data before processing. Not `stage`, which mostly means a step of a process.
inline constexpr WordList staging("etl", "import", "landing", "raw", "staging", "stg", "temp",
                                  "tmp");

/// Earlier versions and copies of rows, which may outlive the rows that they refer to.
inline constexpr WordList archives("archive", "archived", "audit", "backup", "bak", "hist",
                                   "history", "log", "old", "snapshot");
/// The same as prefixes: `snapshot_files` are files of a snapshot.
inline constexpr WordList archive_prefixes("archive", "audit", "bak", "hist", "log", "old");

/// Numbered versions of rows, which are designed like the rows.
inline constexpr WordList versions("revision", "version");

/// Events and jobs.
inline constexpr WordList events("audit", "click", "event", "history", "impression", "inbox", "job",
                                 "log", "metric", "outbox", "play", "queue", "view", "visit",
                                 "webhook");

/// Documents of an agreement, which must not change later.
inline constexpr WordList documents("bill", "booking", "cart", "checkout", "contract", "invoice",
                                    "order", "payment", "quotation", "quote", "receipt", "refund",
                                    "shipment", "statement", "transaction");

/// With one of `document_kinds` before it, a document as well: `credit_notes`.
inline constexpr WordList document_forms("advice", "memo", "note", "slip");
inline constexpr WordList document_kinds("credit", "debit", "delivery", "dispatch", "packing",
                                         "payment", "shipping");

/// Suffixes of tables with the lines of a document.
inline constexpr WordList document_parts("adjustment", "charge", "detail", "discount", "entry",
                                         "fee", "item", "line", "position", "product", "surcharge",
                                         "tax");

/// Tables computed from others.
inline constexpr WordList read_models("agg", "aggregate", "aggregation", "cache", "denorm", "mv",
                                      "report", "rollup", "search", "stat", "statistics",
                                      "summary");

/// Facts and dimensions of a warehouse: `wh_users`, `user_dimension`.
inline constexpr WordList warehouse_prefixes("dim", "dwh", "fact", "wh");
inline constexpr WordList warehouse_suffixes("dim", "dimension", "fact");

/// Settings.
inline constexpr WordList settings("config", "configuration", "option", "preference", "setting",
                                   "settings");

/// Texts in other languages.
inline constexpr WordList translations("i18n", "locale", "localization", "translation");

}  // namespace pglint::design::words
