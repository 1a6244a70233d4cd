#include "parse/source/placeholder.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

using Texts = std::vector<std::string>;

Texts found(const std::string& sql, PlaceholderStyles styles = PlaceholderStyles::all()) {
  Texts texts;
  for (const Placeholder& placeholder : find_placeholders(sql, styles)) {
    texts.push_back(sql.substr(placeholder.range.begin, placeholder.range.size()));
  }
  CHECK((texts.empty() || may_hold_placeholders(sql, styles)));
  return texts;
}

TEST_CASE("placeholders: every style") {
  CHECK(found("${x} ${flyway:db} ${A:-b} ${a:-${b}}") ==
        Texts{"${x}", "${flyway:db}", "${A:-b}", "${a:-${b}}"});
  CHECK(found("$x $LONG_name1, a") == Texts{"$x", "$LONG_name1"});
  CHECK(found("$<x> $<a.b> $<x:name> $<x~>") == Texts{"$<x>", "$<a.b>", "$<x:name>", "$<x~>"});
  CHECK(found("{{ x }} {{{y}}} {% if a %} {# it's #} {{ f('x;y')\n }}") ==
        Texts{"{{ x }}", "{{{y}}}", "{% if a %}", "{# it's #}", "{{ f('x;y')\n }}"});
  CHECK(found("{x} {a.b}") == Texts{"{x}", "{a.b}"});
  CHECK(found("<%= x %> <% if a %>") == Texts{"<%= x %>", "<% if a %>"});
  CHECK(found("#{x} #{a.b}") == Texts{"#{x}", "#{a.b}"});
  CHECK(found("@x@ @extschema:y@ @a.b@") == Texts{"@x@", "@extschema:y@", "@a.b@"});
  CHECK(found("%s, %(name)s %s %(x)s_y") == Texts{"%s", "%(name)s", "%s", "%(x)s"});
  CHECK(found("%%x%%.%%y_z%%") == Texts{"%%x%%", "%%y_z%%"});
  CHECK(found("&x. &&y &a..b =&c") == Texts{"&x.", "&&y", "&a.", "&c"});
  CHECK(found("<x> <your-schema>.t") == Texts{"<x>", "<your-schema>"});
  CHECK(found("[[x]] [[a.b]]") == Texts{"[[x]]", "[[a.b]]"});
  CHECK(found("a = ? AND b=?1, ?) LIMIT ?") == Texts{"?", "?1", "?", "?"});
}

TEST_CASE("placeholders: in the middle of names") {
  CHECK(found("t_${x}_y a.${b} ${c}.${d} ${e}${f}") ==
        Texts{"${x}", "${b}", "${c}", "${d}", "${e}", "${f}"});
  CHECK(found("a@x@b {{ a }}_b c{{ d }}") == Texts{"@x@", "{{ a }}", "{{ d }}"});
}

TEST_CASE("placeholders: not in strings, names, bodies and comments") {
  for (const std::string sql :
       {"'${x} {{ y }} @z@ %s'", "\"${x}\"", "$$ ${x} {{ y }} $$", "$a$ {x} $a$", "-- ${x} {{ y }}",
        "/* <%= x %> #{y} */", "E'\\'${x}'"}) {
    INFO(sql);
    CHECK(found(sql).empty());
  }
}

TEST_CASE("placeholders: operators and parameters are not placeholders") {
  for (const std::string sql :
       {"a % b",   "a %% s", "a%sum",   "a <% b",  "b %> a",        "a <<% b", "a %>> b",
        "@ x",     "@@ a",   "a @@ b",  "a @> b",  "x <@ y",        "a # b",   "a #> b",
        "a ->> b", "a ? b",  "$1",      "a$b",     "$tag$ x $tag$", "${}",     "${\n}",
        "%(a)",    "%d",     "{{ open", "<% open", "a <@b",         "a ~@b",   "a & b",
        "a && b",  "a |&b",  "a < b",   "a <b",    "ARRAY[[x]]",    "[[1]]",   "a ?| b",
        "a ?& b",  "a @? b", "a ? 'b'", "%%x"}) {
    INFO(sql);
    CHECK(found(sql).empty());
  }
}

TEST_CASE("placeholders: a name after @, and braces without a name") {
  CHECK(found("@a.@b @c@.d") == Texts{"@a", "@b", "@c@"});
  CHECK(found("x = {} AND y = {0} AND z = '{}'") == Texts{"{}", "{0}"});
}

TEST_CASE("placeholders: with quotes in a quoted identifier") {
  CHECK(found("\"{{ f .X \"N\" }}\".\"users\" \"{{ a }}\"") == Texts{"\"{{ f .X \"N\" }}\""});
  CHECK(found("\"{{ open \"N\n}}\"").empty());
}

TEST_CASE("placeholders: only of the requested styles") {
  PlaceholderStyles styles;
  CHECK(found("${x} {{ y }}", styles).empty());
  styles.add(PlaceholderStyle::jinja);
  CHECK(found("${x} {{ y }} @z@ %s", styles) == Texts{"{{ y }}"});
}

TEST_CASE("placeholder: many in one line, closed or not, do not take quadratic time") {
  const auto count_in = [](std::string_view mark) {
    std::string sql = "SELECT ";
    for (int index = 0; index < 10'000; ++index) sql += mark;
    return find_placeholders(sql, PlaceholderStyles::all()).size();
  };
  CHECK(count_in("${a}, ") == 10'000);
  for (const std::string_view mark : {"${a ", "{{ a ", "{% a ", "<% a ", "#{a ", "$<a ", "%(a "}) {
    INFO(mark);
    CHECK(count_in(mark) == 0);
  }
}

}  // namespace
}  // namespace pglint::parse
