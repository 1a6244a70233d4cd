"""tools/base-of-change, which prints the commit that CI compares a change with."""

import shutil

import support

DAY = 24 * 60 * 60
NOW = 1_900_000_000


class BaseOfChange(support.Case):
    def setUp(self):
        super().setUp()
        self.need("git")
        self.origin = self.scratch / "origin"
        (self.origin / "tools").mkdir(parents=True)
        shutil.copy(support.ROOT / "tools/base-of-change", self.origin / "tools")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", ".")

    def git(self, *arguments, folder=None, seconds=NOW):
        date = f"{seconds} +0000"
        names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
        env = support.environment(**names, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date, GIT_CONFIG_GLOBAL="/dev/null")
        return self.ok("git", *arguments, cwd=folder or self.origin, env=env).strip()

    def commit(self, seconds, folder=None):
        self.git("commit", "--quiet", "--allow-empty", "--message=x", folder=folder, seconds=seconds)
        return self.git("rev-parse", "HEAD", folder=folder)

    def clone(self, *arguments):
        self.git("clone", "--quiet", *arguments, f"file://{self.origin}", "clone", folder=self.scratch)
        return self.scratch / "clone"

    def base(self, folder, **variables):
        return self.ok(folder / "tools/base-of-change", env=support.environment(**variables)).strip()

    def test_of_main_is_the_last_commit_that_is_a_day_older(self):
        self.commit(NOW - 5 * DAY)
        older = self.commit(NOW - 2 * DAY)
        self.commit(NOW - 600)
        self.commit(NOW)
        self.assertEqual(self.base(self.origin), older)
        self.assertEqual(self.base(self.clone()), older)

    def test_is_nothing_where_the_history_does_not_tell(self):
        self.commit(NOW - 5 * DAY)
        self.commit(NOW)
        self.assertEqual(self.base(self.clone("--depth=1")), "")

    def test_of_a_branch_is_where_it_left_main(self):
        self.commit(NOW - 5 * DAY)
        left = self.commit(NOW - 600)
        clone = self.clone()
        self.git("switch", "--quiet", "--create=mine", folder=clone)
        self.commit(NOW, folder=clone)
        self.commit(NOW)
        self.git("fetch", "--quiet", folder=clone)
        self.assertEqual(self.base(clone), left)

    def test_of_a_pull_request_is_where_it_left_the_branch_that_it_is_for(self):
        self.commit(NOW - 5 * DAY)
        self.git("switch", "--quiet", "--create=stable")
        left = self.commit(NOW - 600)
        self.git("switch", "--quiet", "main")
        clone = self.clone()
        self.git("switch", "--quiet", "--detach", "origin/stable", folder=clone)
        self.commit(NOW, folder=clone)
        self.assertEqual(self.base(clone, GITHUB_BASE_REF="stable"), left)


if __name__ == "__main__":
    support.main()
