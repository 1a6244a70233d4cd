"""What a person sees on a terminal: colors, lines that fit, and the pager of `pglint explain`."""

import fcntl
import os
import pty
import re
import struct
import termios

import support


class Terminal(support.Case):
    def setUp(self):
        super().setUp()
        columns = ", ".join(f"column_{number} text" for number in range(40))
        (self.scratch / "a.sql").write_text(f"CREATE TABLE t ({columns}, price money);\n")

    def shown(self, *words, rows=24, columns=80, **changes):
        """What the program writes to a terminal of that size."""
        env = support.environment(**{"TERM": "xterm", **changes})
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.scratch)
            # The parent sets the size first.
            os.read(0, 1)
            os.execvpe("pglint", ["pglint", *words], env)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.write(terminal, b"\n")
        text = b""
        try:
            while part := os.read(terminal, 65536):
                text += part
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        os.waitpid(pid, 0)
        return text.decode().replace("\r\n", "\n")

    def test_colors(self):
        arguments = "a.sql", "--select", "money-type"
        self.assertIn("\033[1;33mwarning", self.shown(*arguments))
        for changes in {"NO_COLOR": "1"}, {"CLICOLOR": "0"}, {"TERM": "dumb"}:
            self.assertNotIn("\033[1;33m", self.shown(*arguments, **changes))
        for changes in {"CLICOLOR_FORCE": "1"}, {"FORCE_COLOR": "1"}:
            done = support.run("pglint", *arguments, cwd=self.scratch, env=support.environment(**changes))
            self.assertIn("\033[1;33mwarning", done.stdout)
            self.assertNotIn("\033]8;", done.stdout)  # not on a terminal

    def test_source_lines_fit(self):
        for columns in 60, 100:
            text = re.sub(r"\033\[[0-9;]*m", "", self.shown("a.sql", "--select", "money-type", columns=columns))
            source = [line for line in text.splitlines() if re.match(r"\s+(1)? ?\|", line)]
            self.assertEqual(len(source), 2, text)
            self.assertLessEqual(max(map(len, source)), columns)
            self.assertIn("money", source[0])
            self.assertIn("^^^^^", source[1])

    def test_messages_break_between_words(self):
        for columns in 60, 80:
            text = re.sub(r"\033\[[0-9;]*m", "", self.shown("a.sql", "--select", "money-type", columns=columns))
            lines = text.splitlines()
            self.assertLessEqual(max(map(len, lines)), columns, text)
            self.assertRegex(text, r"(?m)^a\.sql:1:\d+ warning `t\.price` is `money`:.*\n    \w")
            self.assertRegex(text, r"(?m)^  help: .*\n        \w")
        # Elsewhere, a finding is one line.
        printed = support.run("pglint", "a.sql", "--select", "money-type", cwd=self.scratch).stdout
        self.assertRegex(printed, r"(?m)^a\.sql:1:\d+ warning .*\[money-type\]")

    def test_pager(self):
        paged = self.shown("explain", "money-type", PAGER="sed 's/^/paged: /'")
        self.assertIn("paged: ", paged)
        self.assertIn("How to fix it", paged)
        # What fits, and what has no pager, is shown as it is.
        for changes in {"rows": 500, "PAGER": "sed 's/^/paged: /'"}, {"PAGER": "cat"}, {"PAGER": "no-such-program"}:
            text = self.shown("explain", "money-type", **changes)
            self.assertIn("How to fix it", text)
            self.assertNotIn("paged: ", text)


if __name__ == "__main__":
    support.main()
