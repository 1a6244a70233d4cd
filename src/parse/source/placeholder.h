// Placeholders that a template engine, a migration tool or a driver replaces before PostgreSQL
// reads the text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::parse {

enum class PlaceholderStyle : std::uint8_t {
  dollar_brace,   ///< `${x}`, `${flyway:x}`, `${X:-default}`: Flyway, Liquibase, goose, envsubst
  dollar_name,    ///< `$x`: envsubst
  pg_promise,     ///< `$<x>`, `$<x:name>`
  jinja,          ///< `{{ x }}`, `{% if x %}`, `{# x #}`: dbt, Jinja, tern, Mustache, Handlebars
  brace,          ///< `{x}`, `{0}`, `{}`: Python's `format`, Rust's `format!`
  erb,            ///< `<%= x %>`, `<% if x %>`
  hash_brace,     ///< `#{x}`: Ruby, MyBatis
  at,             ///< `@x@`: extension scripts, Ant, Maven; `@x`: SqlRender
  percent,        ///< `%s`, `%(x)s`: psycopg; `%%x%%`
  ampersand,      ///< `&x`, `&x.`, `&&x`: SQL*Plus
  angle,          ///< `<x>`: texts to fill in by hand
  bracket,        ///< `[[x]]`
  question_mark,  ///< `?`, `?1`: parameters of JDBC, ODBC, SQLite
};

struct NamedPlaceholderStyle {
  std::string_view name;  ///< as in `--placeholders`
  PlaceholderStyle style;
};

inline constexpr std::array<NamedPlaceholderStyle, 13> placeholder_styles = {
    {{"dollar-brace", PlaceholderStyle::dollar_brace},
     {"dollar-name", PlaceholderStyle::dollar_name},
     {"pg-promise", PlaceholderStyle::pg_promise},
     {"jinja", PlaceholderStyle::jinja},
     {"brace", PlaceholderStyle::brace},
     {"erb", PlaceholderStyle::erb},
     {"hash-brace", PlaceholderStyle::hash_brace},
     {"at", PlaceholderStyle::at},
     {"percent", PlaceholderStyle::percent},
     {"ampersand", PlaceholderStyle::ampersand},
     {"angle", PlaceholderStyle::angle},
     {"bracket", PlaceholderStyle::bracket},
     {"question-mark", PlaceholderStyle::question_mark}}};

/// A set of styles.
class PlaceholderStyles {
 public:
  [[nodiscard]] static constexpr PlaceholderStyles all() {
    PlaceholderStyles styles;
    for (const NamedPlaceholderStyle& named : placeholder_styles) styles.add(named.style);
    return styles;
  }
  constexpr void add(PlaceholderStyle style) { bits_ |= bit(style); }
  [[nodiscard]] constexpr bool has(PlaceholderStyle style) const {
    return (bits_ & bit(style)) != 0;
  }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(PlaceholderStyles, PlaceholderStyles) = default;

 private:
  static constexpr unsigned bit(PlaceholderStyle style) {
    return 1U << static_cast<unsigned>(style);
  }
  unsigned bits_ = 0;
};

/// When placeholders are replaced.
enum class PlaceholderMode : std::uint8_t {
  where_needed,  ///< only in statements that do not parse unchanged
  always,
};

/// Which placeholders are replaced, and when. No styles: none.
struct PlaceholderSetting {
  PlaceholderMode mode = PlaceholderMode::where_needed;
  PlaceholderStyles styles = PlaceholderStyles::all();
};

/// What a template engine replaces a placeholder with.
enum class PlaceholderRole : std::uint8_t {
  text,     ///< SQL
  branch,   ///< nothing; may omit what follows: `{% if x %}`
  other,    ///< nothing; begins the alternative of a branch: `{% else %}`
  end,      ///< nothing; ends a branch: `{% endif %}`
  control,  ///< nothing: `{% set x = 1 %}`, `{# comment #}`
};

struct Placeholder {
  text::Range range;
  PlaceholderRole role = PlaceholderRole::text;
};

/// Whether `text` contains a placeholder of `styles`, even in a string or a comment. Several times
/// faster than `find_placeholders`.
[[nodiscard]] bool may_hold_placeholders(std::string_view text, PlaceholderStyles styles);

/// The placeholders of `styles` in `sql`, in order, except in strings, quoted identifiers,
/// dollar-quoted bodies and comments. Some may be operators (`5 %s`). If a placeholder in a quoted
/// identifier has such quotes itself (`"{{ f "x" }}"`), the whole identifier is one.
[[nodiscard]] std::vector<Placeholder> find_placeholders(std::string_view sql,
                                                         PlaceholderStyles styles);

}  // namespace pglint::parse
