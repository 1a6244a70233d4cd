"""tools/final-state, which compares findings with the schema after the last file."""

import sys

import support

sys.dont_write_bytecode = True
sys.path.insert(0, str(support.ROOT / "tools"))
from agreement import final_state  # noqa: E402


def column(name, type_, default=None, identity="none"):
    return {"name": name, "type": type_, "default": default, "identity": identity, "made_at": {"file": "1.sql", "offset": 0}}


def table(name, *columns, made_in="1.sql", **members):
    lists = {kind: [] for kind in ("constraints", "indexes", "triggers", "policies", "rules")} | members
    return {"schema": "public", "name": name, "columns": list(columns), "made_at": {"file": made_in, "offset": 0}, **lists}


def schema(*relations, **others):
    return {"relations": list(relations), **others}


def finding(about, message="", file="1.sql"):
    return {"object": about, "message": message, "file": file, "rule": "r", "range": {"start": {"line": 1}}}


class FinalState(support.Case):
    def faults(self, found, known, order=("1.sql", "2.sql")):
        return [fault for _, fault in final_state.judge([found], known, order).faults]

    def test_what_is_there_is_no_fault(self):
        known = schema(table("t", column("a", "character varying(20)"), rules=[{"name": "r"}]), routines=[{"schema": "s", "name": "f"}])
        for about in ("t", "public.t", "t.a", "public.t.a", "t.r", "s.f", ""):
            self.assertEqual(self.faults(finding(about), known), [], about)

    def test_what_is_gone_is_one(self):
        known = schema(table("t", column("a", "text")))
        for about in ("u", "t.b", "public.t.b", "other.t", "f"):
            self.assertEqual(self.faults(finding(about), known), [f"`{about}` is gone"], about)

    def test_types_that_changed_are_one(self):
        known = schema(table("t", column("a", "text"), column("b", "timestamp(3) without time zone"), column("c", "numeric(12,2)")))
        self.assertEqual(self.faults(finding("t.a", "`varchar(20)` on `t.a` saves nothing over `text`"), known), ["`t.a` is `text`"])
        self.assertEqual(self.faults(finding("t.c", "`t.c` is `money`"), known), ["`t.c` is `numeric(12,2)`"])
        self.assertEqual(self.faults(finding("t.b", "`timestamp(3)` rounds `t.b`"), known), [])
        self.assertEqual(self.faults(finding("t.b", "`t.b` is `timestamp` without time zone"), known), [])
        self.assertEqual(self.faults(finding("t.b", "`timestamptz(3)` rounds `t.b`"), known), ["`t.b` is `timestamp(3) without time zone`"])

    def test_serial_that_became_an_identity_column_is_one(self):
        message = "`t.id` is `serial`"
        known = schema(table("t", column("id", "integer", default="nextval('t_id_seq')")))
        self.assertEqual(self.faults(finding("t.id", message), known), [])
        for now in (column("id", "integer"), column("id", "integer", identity="always")):
            self.assertEqual(self.faults(finding("t.id", message), schema(table("t", now))), ["`t.id` is `integer`"])

    def test_what_a_later_migration_makes_again_is_one(self):
        known = schema(table("t", made_in="2.sql"))
        self.assertEqual(self.faults(finding("t"), known), ["`t` was made again in 2.sql"])
        self.assertEqual(self.faults(finding("t", file="2.sql"), known), [])
        self.assertEqual(self.faults(finding("t"), known, order=()), [])  # of no tool: scripts of several databases

    def test_names_of_templates_are_counted(self):
        judged = final_state.judge([finding("part_…"), finding("{{ .Schema }}.t"), finding("{{ .Schema }}.u")], schema(table("t")))
        self.assertEqual((judged.about_objects, judged.templates, [fault for _, fault in judged.faults]), (3, 1, ["`{{ .Schema }}.u` is gone"]))

    def test_of_a_folder(self):
        folder = self.scratch / "migrations"
        folder.mkdir()
        (folder / "1_a.sql").write_text("-- +goose Up\nCREATE TABLE t (a money, b varchar(3));\n")
        (folder / "2_b.sql").write_text("-- +goose Up\nALTER TABLE t ALTER b TYPE text;\n")
        said = self.ok(support.ROOT / "tools/final-state", "--pglint", support.PGLINT, str(folder))
        self.assertIn("1 types, 0 gone or changed", said)


if __name__ == "__main__":
    support.main()
