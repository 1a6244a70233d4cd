// What tables are for, by the words of their names in the singular.
#pragma once

#include "design/vocabulary/word_list.h"

namespace pglint::design::words {

/// Rows on their way through, as they came. `stage` is not among them: most are steps of a process.
inline constexpr WordList staging("etl", "import", "landing", "raw", "staging", "stg", "temp",
                                  "tmp");

/// Earlier states of rows, and copies of them, which may outlive what they name.
inline constexpr WordList archives("archive", "archived", "audit", "backup", "bak", "hist",
                                   "history", "log", "old", "snapshot");
/// The same in front of a name: `snapshot_files` are files of a snapshot.
inline constexpr WordList archive_prefixes("archive", "audit", "bak", "hist", "log", "old");

/// States of rows by number, which are as much designed as the rows.
inline constexpr WordList versions("revision", "version");

/// What happened, or has to be done: rows that come and go, or come and stay.
inline constexpr WordList events("audit", "click", "event", "history", "impression", "inbox", "job",
                                 "log", "metric", "outbox", "play", "queue", "view", "visit",
                                 "webhook");

/// What was agreed upon and keeps the words of that day.
inline constexpr WordList documents("bill", "booking", "cart", "checkout", "contract", "invoice",
                                    "order", "payment", "quotation", "quote", "receipt", "refund",
                                    "shipment", "statement", "transaction");

/// With one of `document_kinds` before it, a document as well: `credit_notes`.
inline constexpr WordList document_forms("advice", "memo", "note", "slip");
inline constexpr WordList document_kinds("credit", "debit", "delivery", "dispatch", "packing",
                                         "payment", "shipping");

/// The lines of a document, behind its name.
inline constexpr WordList document_parts("adjustment", "charge", "detail", "discount", "entry",
                                         "fee", "item", "line", "position", "product", "surcharge",
                                         "tax");

/// What is computed from other tables.
inline constexpr WordList read_models("agg", "aggregate", "cache", "denorm", "mv", "report",
                                      "rollup", "search", "stat", "statistics", "summary");

/// What somebody set.
inline constexpr WordList settings("config", "configuration", "option", "preference", "setting",
                                   "settings");

/// Texts in other languages.
inline constexpr WordList translations("i18n", "locale", "localization", "translation");

}  // namespace pglint::design::words
