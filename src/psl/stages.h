// The stages of resolving a schema of Prisma. Each adds to what those before it found.
#pragma once

#include <string>
#include <string_view>

#include "psl/schema.h"

namespace pglint::psl {

/// Finds the datasource, and the preview features of generators.
void read_datasource(Schema& schema);

/// Finds enums and models with their fields.
void read_models(Schema& schema);

/// Finds the keys of models; needs their fields.
void read_keys(Schema& schema);

/// Pairs the fields that lead to models; needs the keys.
void read_relations(Schema& schema);

/// Refuse what Prisma refuses about names, fields, and keys.
void check_names(Schema& schema);
void check_fields(Schema& schema);
void check_keys(Schema& schema);
void check_relations(Schema& schema);

/// Adds a refusal.
void refuse(Schema& schema, std::size_t file, text::Range range, std::string message,
            std::string help, std::string object = {});

/// The database name that `@map` or `@@map` gives; empty without one.
[[nodiscard]] std::string mapped_name(const std::vector<Attribute>& attributes);

[[nodiscard]] const Attribute* find_attribute(const std::vector<Attribute>& attributes,
                                              std::string_view name);

[[nodiscard]] bool has_preview_feature(const Schema& schema, std::string_view name);

/// `it's` as a literal of SQL.
[[nodiscard]] std::string quoted_literal(std::string_view text);

/// A name in double quotes.
[[nodiscard]] std::string quoted_name(std::string_view name);

}  // namespace pglint::psl
