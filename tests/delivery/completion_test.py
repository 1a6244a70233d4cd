"""The manual page and the completions, which are tested by typing into real shells."""

import json
import os
import pty
import re
import select
import shutil
import time

import support

PAGES = support.BUILD / "cli"


def typed(argv, lines, keys, env):
    """The text that a shell prints after MARK when `lines` and then `keys` are typed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(argv[0], argv, env)
    seen = ""

    def wait_for(pattern, seconds=30):
        nonlocal seen
        end = time.monotonic() + seconds
        while not re.search(pattern, seen, re.S):
            ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise AssertionError(f"the shell never printed {pattern!r}, but:\n{seen}")
            seen += os.read(terminal, 65536).decode(errors="replace")

    try:
        os.write(terminal, ("\n".join(lines) + "\necho RE''ADY\n").encode())
        wait_for("READY\r?\n")
        seen = ""
        # One key at a time, because TAB completes the text typed so far.
        for key in re.split("(\t)", keys):
            os.write(terminal, key.encode())
            time.sleep(0.3 if key == "\t" else 0.05)
        os.write(terminal, b"\n")
        wait_for(r"MARK(.*?)END")
        return re.search(r"MARK(.*?)END", seen, re.S).group(1)
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)


class ManPage(support.Case):
    def test_no_warnings_and_every_option(self):
        self.need("man")
        # In Ubuntu's images, man is a stub that only prints that manual pages are not installed.
        done = support.run(shutil.which("man.REAL") or "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", PAGES / "pglint.1",
                           env=support.environment(MANWIDTH="120", MANROFFOPT="-c"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        text = re.sub(".\b", "", done.stdout)
        commands = re.findall(r"pglint ([a-z]+) ", support.run(support.PGLINT, "--help").stdout.split("\n\n")[1])
        self.assertIn("schema", commands)
        for command in ["check", *commands]:
            shown = support.run(support.PGLINT, command, "--help").stdout
            for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.M):
                self.assertRegex(text, rf"\n +(-\w, )?{option}\b")
        self.assertIn("EXIT CODES", text.upper())

    def test_sentences_are_whole(self):
        """Each text of the help is in the page and, of each command, in the completions."""
        page = (PAGES / "pglint.1").read_text().replace("\\-", "-").replace("\\(ga", "`").replace("\\(aq", "'")
        page = " ".join(page.replace("\\&", "").split())
        for command in re.findall(r"pglint ([a-z]+) ", support.run(support.PGLINT, "--help").stdout.split("\n\n")[1]):
            shown = support.run(support.PGLINT, command, "--help").stdout
            first = " ".join(shown.split("\n\n")[0].split())
            self.assertIn(first, page, command)
            for name in "_pglint", "pglint.fish":
                text = (PAGES / name).read_text().replace("'\\''", "'").replace("\\", "")
                self.assertIn(re.split(r"(?<=\w)\. |\.$", first)[0], text, f"{command} in {name}")


class Bash(support.Case):
    def shell(self, keys):
        self.need("bash")
        env = support.environment(INPUTRC="/dev/null", TERM="dumb", PS1="$ ", HISTFILE="")
        lines = [f"cd {self.scratch}", f"source {PAGES}/pglint.bash", "pglint() { printf 'MA''RK%sEN''D' \"$*\"; }"]
        return typed(["bash", "--norc", "--noprofile", "-i"], lines, keys, env)

    def replies(self, *words):
        """The completions for the last of these words."""
        script = f'source {PAGES}/pglint.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pglint; printf "%s\\n" "${{COMPREPLY[@]}}"'
        return self.ok("bash", "--norc", "-c", script, "bash", "pglint", *words, cwd=self.scratch).split()

    def test_syntax(self):
        self.assertEqual(support.run("bash", "-n", PAGES / "pglint.bash").stderr, "")

    def test_typed(self):
        self.assertEqual(self.shell("pglint --for\tsar\ta.sql"), "--format sarif a.sql")
        self.assertEqual(self.shell("pglint --format=sar\ta.sql"), "--format=sarif a.sql")
        (self.scratch / "orders.sql").touch()
        self.assertEqual(self.shell("pglint or\t"), "orders.sql")

    def test_commands_and_rules(self):
        self.assertEqual(self.replies("sch"), ["schema"])
        self.assertEqual(self.replies("explain", "money"), ["money-type"])
        self.assertEqual(self.replies("rules", "--sel"), [])
        self.assertEqual(self.replies("--select", "dont-do-this,money"), ["dont-do-this,money-type"])
        self.assertEqual(self.replies("--migration-tool", "goo"), ["goose"])
        self.assertEqual(self.replies("schema", "--format", ""), ["text", "json"])
        self.assertEqual(self.replies("--option", "varchar-length."), ["varchar-length.severity="])
        self.assertEqual(self.shell("pglint --option money-type.s\tinfo a.sql"), "--option money-type.severity=info a.sql")

    def test_values_are_what_the_program_takes(self):
        (self.scratch / "a.sql").write_text("SELECT 1;\n")
        for option in "--format", "--fail-on", "--min-severity", "--color", "--migration-tool", "--placeholders", "--select":
            words = self.replies(option, "")
            self.assertGreater(len(words), 2)
            for word in words:
                self.ok(support.PGLINT, option, word, "a.sql", cwd=self.scratch)

    def test_behind_two_dashes_are_paths(self):
        (self.scratch / "--format.sql").touch()
        self.assertEqual(self.replies("--", "--f"), ["--format.sql"])


class Zsh(support.Case):
    def test_typed(self):
        self.need("zsh")
        self.assertEqual(support.run("zsh", "-n", PAGES / "_pglint").stderr, "")
        env = support.environment(TERM="dumb", PS1="$ ", ZDOTDIR=self.scratch, HOME=self.scratch)
        lines = [f"cd {self.scratch}", "unsetopt zle_bracketed_paste", f"fpath=({PAGES} $fpath)", "autoload -U compinit",
                 "compinit -u -D", "pglint() { printf 'MA''RK%sEN''D' \"$*\"; }"]
        zsh = ["zsh", "-f", "-i"]
        self.assertEqual(typed(zsh, lines, "pglint --forma\tsar\ta.sql", env), "--format=sarif a.sql")
        self.assertEqual(typed(zsh, lines, "pglint explain money\t", env), "explain money-type")
        self.assertEqual(typed(zsh, lines, "pglint --select=dont-do-this,money\t a.sql", env), "--select=dont-do-this,money-type a.sql")
        self.assertEqual(typed(zsh, lines, "pglint --option=money-type.s\tinfo a.sql", env), "--option=money-type.severity=info a.sql")


class Fish(support.Case):
    def described(self, line):
        out = self.ok("fish", "--no-config", "-c", f"source {PAGES}/pglint.fish; complete -C '{line}'", cwd=self.scratch)
        return out.splitlines()

    def offers(self, line):
        return [offer.split("\t")[0] for offer in self.described(line)]

    def test_offers(self):
        self.need("fish")
        self.assertEqual(support.run("fish", "-n", PAGES / "pglint.fish").stderr, "")
        self.assertEqual(self.offers("pglint --for"), ["--format"])
        self.assertEqual(self.offers("pglint --format sar"), ["sarif"])
        self.assertEqual(self.offers("pglint sch"), ["schema"])
        self.assertEqual(self.offers("pglint explain money"), ["money-type"])
        self.assertEqual(self.offers("pglint --select dont-do-this,money"), ["dont-do-this,money-type"])
        self.assertEqual(sorted(self.offers("pglint schema --format ")), ["json", "text"])
        self.assertEqual(self.offers("pglint --option money-type.s"), ["money-type.severity="])
        self.assertNotIn("--select", self.offers("pglint rules --"))
        (self.scratch / "orders.sql").touch()
        self.assertIn("orders.sql", self.offers("pglint ord"))

    def test_descriptions(self):
        self.need("fish")
        summary = json.loads(self.ok(support.PGLINT, "rules", "money-type", "--format", "json"))["rules"][0]["summary"]
        self.assertEqual(self.described("pglint explain money"), [f"money-type\t{summary}"])
        self.assertEqual(self.described("pglint --select money"), [f"money-type\t{summary}"])
        self.assertEqual(self.described("pglint --format sar"), ["sarif"])


if __name__ == "__main__":
    support.main()
