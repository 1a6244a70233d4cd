#include "design/dependency.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/catalog/changed.h"

namespace pglint::design::tests {
namespace {

using pglint::tests::catalog_after;

const std::string customers =
    "CREATE TABLE customers (id bigint PRIMARY KEY, name text, email text, username text,"
    "                        credit_limit numeric, status text);";

std::string shown_copies(const std::vector<CopiedColumns>& all) {
  std::string text;
  for (const CopiedColumns& copied : all) {
    text += copied.reference->name + ":";
    for (const CopiedColumn& copy : copied.columns) {
      text += " " + copy.column->name;
      if (copy.original != nullptr) text += "=" + copy.original->name;
      if (copy.ambiguous) text += "?";
    }
    text += ";";
  }
  return text;
}

/// The columns that the last table of `sql` repeats from the tables it references.
std::string copies(const std::string& sql) {
  const auto catalog = catalog_after(sql);
  const Schema schema(catalog, {});
  return shown_copies(copied_columns(*schema.tables().back(), schema));
}

std::string undeclared(const std::string& sql) {
  const auto catalog = catalog_after(sql);
  const Schema schema(catalog, {});
  return shown_copies(undeclared_copies(*schema.tables().back(), schema));
}

TEST_CASE("design: columns that describe the parent of a foreign key") {
  const std::string reference = " customer_id bigint REFERENCES customers, ";
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_name text)") ==
        "customer_id: customer_name=name;");
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "\"customerEmail\" varchar(9))") ==
        "customer_id: customerEmail=email;");
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_user_name text)") ==
        "customer_id: customer_user_name=username;");
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_credit_limit numeric)") ==
        "customer_id: customer_credit_limit=credit_limit?;");
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_phone text)") ==
        "customer_id: customer_phone;");
  CHECK(copies(customers + "CREATE TABLE t (assigned_to bigint REFERENCES customers, "
                           "assigned_email text)") == "assigned_to: assigned_email=email;");
  CHECK(copies(customers + "CREATE TABLE t (payer_id bigint REFERENCES customers, "
                           "customer_name text)") == "payer_id: customer_name=name;");
}

TEST_CASE("design: with several references to a parent, the name of the reference decides") {
  CHECK(copies(customers + "CREATE TABLE t (payer_id bigint REFERENCES customers,"
                           " owner_id bigint REFERENCES customers, customer_name text)")
            .empty());
  CHECK(copies(customers + "CREATE TABLE t (payer_id bigint REFERENCES customers,"
                           " owner_id bigint REFERENCES customers, owner_name text)") ==
        "owner_id: owner_name=name;");
}

TEST_CASE("design: columns that describe their own row") {
  const std::string reference = " customer_id bigint REFERENCES customers, ";
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_status text)").empty());
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_agent text)").empty());
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_name bigint)").empty());
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_phone int)").empty());
  CHECK(copies("CREATE TABLE p (id bigint PRIMARY KEY, kinds one);"
               "CREATE TABLE t (p_id bigint REFERENCES p, p_kinds another)")
            .empty());
  CHECK(copies(customers + "CREATE TABLE t (" + reference + "customer_name text UNIQUE)").empty());
  CHECK(copies(customers + "CREATE TABLE t (" + reference +
               "customer_name text GENERATED ALWAYS AS ('x') STORED)")
            .empty());
  CHECK(copies(customers + "CREATE TABLE t (customer_id bigint REFERENCES customers ON DELETE SET "
                           "NULL, customer_name text NOT NULL)")
            .empty());
  CHECK(copies("CREATE TABLE t (id bigint PRIMARY KEY, name text, parent_id bigint REFERENCES t, "
               "parent_name text)")
            .empty());
  CHECK(copies("CREATE TABLE t (x_id bigint REFERENCES never_seen, x_name text)").empty());
  CHECK(copies(customers + "CREATE TABLE customers_summary (" + reference + "customer_name text)")
            .empty());
}

TEST_CASE("design: copies maintained by a trigger are not reported") {
  const std::string table =
      customers +
      "CREATE TABLE t (customer_id bigint REFERENCES customers, customer_name text);"
      "CREATE TRIGGER ";
  CHECK(copies(table + "set_customer_name BEFORE INSERT ON t FOR EACH ROW "
                       "EXECUTE FUNCTION f()")
            .empty());
  CHECK(copies(table + "a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION sync_names()").empty());
  CHECK_FALSE(
      copies(table + "touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION set_updated_at()")
          .empty());
}

TEST_CASE("design: copies beside a reference without a foreign key") {
  CHECK(undeclared(customers + "CREATE TABLE t (customer_id bigint, customer_name text, "
                               "customer_phone text)") ==
        "customer_id: customer_name=name customer_phone;");
  CHECK(undeclared(customers + "CREATE TABLE t (customer_id bigint, customer_name text)").empty());
  CHECK(
      undeclared("CREATE TABLE t (vendor_id bigint, vendor_name text, vendor_phone text)").empty());
  CHECK(undeclared("CREATE TABLE t (vendor_id bigint, vendor_name text, vendor_phone text, "
                   "vendor_city text)") == "vendor_id: vendor_name vendor_phone vendor_city;");
}

TEST_CASE("design: the composite key of a table") {
  const auto catalog = catalog_after(
      "CREATE TABLE a (x int, y int, PRIMARY KEY (x, y));"
      "CREATE TABLE b (x int NOT NULL, y int NOT NULL, UNIQUE (x, y));"
      "CREATE TABLE c (x int, y int, UNIQUE (x, y));"
      "CREATE TABLE d (x int PRIMARY KEY, y int NOT NULL, UNIQUE (x, y))");
  const Schema schema(catalog, {});
  const auto& tables = schema.tables();
  CHECK(composite_key(*tables[0]) == std::vector<std::string>{"x", "y"});
  CHECK(composite_key(*tables[1]) == std::vector<std::string>{"x", "y"});
  CHECK(composite_key(*tables[2]).empty());
  CHECK(composite_key(*tables[3]).empty());
}

}  // namespace
}  // namespace pglint::design::tests
