"""`pglint --version` names the commit that was built: from a clone, from an archive that git made, and not
from a copy that only lies in another repository."""

import re
import shutil

import support


class Commit(support.Case):
    def setUp(self):
        super().setUp()
        self.need("git", "cmake", "tar")
        self.clone = self.scratch / "clone"
        (self.clone / "cmake").mkdir(parents=True)
        for name in "cmake/commit.txt", "cmake/write_commit.cmake", ".gitattributes":
            shutil.copy(support.ROOT / name, self.clone / name)
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "first")
        self.commit = self.git("rev-parse", "HEAD")[:12]

    def git(self, *words):
        names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
        return self.ok("git", *words, cwd=self.clone, env=support.environment(**names, GIT_CONFIG_GLOBAL="/dev/null")).strip()

    def written(self, folder, **variables):
        """The commit that a build in `folder` would name."""
        out = self.scratch / "commit.cpp"
        self.ok("cmake", "-D", f"SOURCE={folder}", "-D", f"OUT={out}", "-P", folder / "cmake/write_commit.cmake", env=support.environment(**variables))
        return re.search(r'tool_commit = "(.*)"', out.read_text())[1]

    def test_of_a_clone(self):
        self.assertEqual(self.written(self.clone), self.commit)
        # A hook of git has variables about another repository.
        self.assertEqual(self.written(self.clone, GIT_DIR="/nowhere", GIT_INDEX_FILE="/nowhere/index"), self.commit)
        self.git("tag", "v1.0.0")
        self.assertEqual(self.written(self.clone), self.commit)
        (self.clone / "cmake/commit.txt").write_text("changed\n")
        self.assertEqual(self.written(self.clone), f"{self.commit}-dirty")

    def test_of_an_archive(self):
        (self.scratch / "unpacked").mkdir()
        self.git("archive", "--output", self.scratch / "a.tar", "HEAD")
        self.ok("tar", "-xf", self.scratch / "a.tar", "-C", self.scratch / "unpacked")
        self.assertEqual(self.written(self.scratch / "unpacked"), self.commit)

    def test_of_a_copy_in_another_repository(self):
        copy = self.clone / "third_party/pglint"
        shutil.copytree(self.clone / "cmake", copy / "cmake")
        self.assertEqual(self.written(copy), "")

    def test_an_unchanged_answer_builds_nothing(self):
        self.written(self.clone)
        before = (self.scratch / "commit.cpp").stat().st_mtime_ns
        self.written(self.clone)
        self.assertEqual((self.scratch / "commit.cpp").stat().st_mtime_ns, before)

    def test_is_shown(self):
        shown = self.ok("pglint", "--version")
        self.assertRegex(shown, rf"^pglint {re.escape(support.version())} \((commit [0-9a-f]{{12}}(-dirty)?, )?PostgreSQL [\d.]+ grammar, libpg_query ")
        if (support.ROOT / ".git").exists():
            self.assertIn("(commit ", shown)


if __name__ == "__main__":
    support.main()
