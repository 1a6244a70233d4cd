#include "rule/schema/schema_walk.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "rule/schema/schema_context.h"
#include "tests/catalog/changed.h"

namespace pglint::tests {
namespace {

constexpr const char* orders_sql =
    "CREATE TABLE people (id int PRIMARY KEY);"
    "CREATE TABLE orders (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (2 * id) STORED,"
    " state text DEFAULT 'new', person int CONSTRAINT who REFERENCES people);"
    "CREATE UNIQUE INDEX orders_state ON orders (state);"
    "CREATE TYPE mood AS ENUM ('good');"
    "CREATE VIEW all_orders AS SELECT id FROM orders;";

template <class Part>
void say(const Part& part, SchemaContext& context) {
  context.report(at(part).says("seen"));
}
void say_catalog(const catalog::Catalog& catalog, SchemaContext& context) {
  for (const auto& [name, relation] : catalog.relations()) context.report(at(relation).says("x"));
}
void say_design(const design::Schema& schema, SchemaContext& context) {
  for (const design::Table* table : schema.tables()) context.report(at(*table).says("x"));
}

/// The findings of a rule with this check in `catalog`.
std::vector<SchemaFinding> findings_of(const Handler& handler, const catalog::Catalog& catalog) {
  const Rule rule = {.id = "seen", .checks = {handler}};
  const Settings settings = {.rules = {&rule}};
  const std::set<std::string_view> runners;
  SchemaContext context(settings, catalog, runners);
  SchemaWalk(settings).run(context);
  return context.take_findings();
}

std::vector<std::string> seen_by(const Handler& handler) {
  std::vector<std::string> objects;
  const catalog::Catalog catalog = catalog_after(orders_sql);
  for (const SchemaFinding& found : findings_of(handler, catalog)) {
    objects.push_back(found.finding.object);
  }
  return objects;
}

using Objects = std::vector<std::string>;

TEST_CASE("schema walk: the type of the first parameter selects the parts") {
  CHECK(seen_by(on<say<catalog::Relation>>) ==
        Objects{"public.all_orders", "public.orders", "public.people"});
  CHECK(seen_by(on<say_catalog>) == seen_by(on<say<catalog::Relation>>));
  CHECK(seen_by(on<say<design::Table>>) == Objects{"public.people", "public.orders"});
  CHECK(seen_by(on<say_design>) == seen_by(on<say<design::Table>>));
  CHECK(seen_by(on<say<design::TableColumn>>) ==
        Objects{"public.people.id", "public.orders.id", "public.orders.twice",
                "public.orders.state", "public.orders.person"});
  CHECK(seen_by(on<say<design::OwnColumn>>) == Objects{"public.people.id", "public.orders.id",
                                                       "public.orders.state",
                                                       "public.orders.person"});
  CHECK(seen_by(on<say<design::DefaultedColumn>>) == Objects{"public.orders.state"});
  CHECK(seen_by(on<say<design::TableKey>>) == Objects{"public.people.people_pkey",
                                                      "public.orders.orders_pkey",
                                                      "public.orders.orders_state"});
  CHECK(seen_by(on<say<design::ForeignKey>>) == Objects{"public.orders.who"});
  CHECK(seen_by(on<say<design::TableIndex>>) == seen_by(on<say<design::TableKey>>));
}

TEST_CASE("schema walk: objects and constraints of the catalog") {
  const auto objects = seen_by(on<say<catalog::Object>>);
  CHECK(std::ranges::count(objects, "public.mood") == 1);
  const auto constraints = seen_by(on<say<design::TableConstraint>>);
  CHECK(std::ranges::count(constraints, "public.orders.who") == 1);
  CHECK(std::ranges::count(constraints, "public.people.people_pkey") == 1);
}

TEST_CASE("schema walk: statement rules have no schema checks") {
  const Rule rule = {.id = "none"};
  const Settings settings = {.rules = {&rule}};
  CHECK_FALSE(SchemaWalk(settings).has_checks());
  const Rule later = {.id = "later", .min_pg_version = 99, .checks = {on<say<design::Table>>}};
  const Settings old = {.rules = {&later}};
  CHECK_FALSE(SchemaWalk(old).has_checks());
}

TEST_CASE("schema report: at a fact, with its name, object and subject") {
  const catalog::Catalog catalog = catalog_after(orders_sql);
  const SchemaFinding found = findings_of(on<say<design::ForeignKey>>, catalog).front();
  CHECK(found.name == "who");
  CHECK(found.finding.message == "seen");
  const std::set<std::string_view> runners;
  const design::Schema design(catalog, runners);
  const SchemaReport key = at(design.tables().back()->foreign_keys.front());
  CHECK(key.name == found.name);
  CHECK(key.at == found.at);
  CHECK(key.subject.columns == Objects{"person"});
  CHECK(key.subject.relation->name.name == "orders");

  const catalog::Relation& orders = *key.subject.relation;
  const SchemaReport built = at(orders, orders.columns[1])
                                 .says("{} of {}", "one", 2)
                                 .about({"id", "state"})
                                 .named("state")
                                 .with(Severity::error)
                                 .with(Confidence::low)
                                 .placed(orders.place)
                                 .beside(at(orders), "the table");
  CHECK(built.message == "one of 2");
  CHECK(built.name == "twice");
  CHECK(built.subject.columns == Objects{"id", "state"});
  CHECK(built.object == "public.orders.state");
  CHECK(built.severity == Severity::error);
  CHECK(built.confidence == Confidence::low);
  CHECK(built.at == orders.place);
  REQUIRE(built.related.size() == 1);
  CHECK(built.related[0].at == orders.place);
  CHECK(built.related[0].name == "orders");
  CHECK(built.related[0].message == "the table");
}

}  // namespace
}  // namespace pglint::tests
