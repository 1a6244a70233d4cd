"""Nothing points to strangers: in public registries and on code hosts, the name pglint is taken. What
names an address says OWNER, and programs get theirs from the build (PGLINT_HOMEPAGE)."""

import os
import re

import support

SKIPPED_FOLDERS = {".git", ".deps", "build", "__pycache__", ".cache"}

# What would run or fetch a program of someone else. npx looks into the registry if the package is not
# installed.
FORBIDDEN = {
    "an account on a code host": r"(?i)\b(?:github|gitlab|codeberg)\.(?:com|org)[/:]pglint\b",
    "an action": r"(?i)\buses:\s*[\"']?pglint/",
    "an image": r"(?i)\b(?:ghcr\.io|docker\.io|quay\.io)/pglint\b|\bdocker (?:run|pull)[^\n|]* pglint/",
    "a scope of npm": r"@pglint/",
    "npm's package": r"\bnpx (?:-\S+ )*pglint(?![\w-])|\bnpm (?:i|install|add|exec) (?:-\S+ )*pglint(?![\w-])|\b(?:yarn|pnpm|bun) (?:add|dlx) pglint(?![\w-])",
    "Python's package": r"\b(?:pip3?|pipx) (?:install|run) (?:-\S+ )*pglint(?![\w-])|\b(?:uvx|uv tool install) pglint(?![\w-])",
    "a formula": r"\bbrew (?:install|tap) pglint\b",
    "a dependency": r"[\"']pglint[\"']\s*:\s*[\"'][\^~]?\d|\bpglint==\d",
}


def files():
    for folder, folders, names in os.walk(support.ROOT):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        for name in names:
            yield os.path.join(folder, name)


class Names(support.Case):
    def test_nothing_points_to_strangers(self):
        for path in files():
            if path == os.path.abspath(__file__):
                continue
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
            if "pglint" not in text:
                continue
            for what, pattern in FORBIDDEN.items():
                found = re.search(pattern, text)
                self.assertIsNone(found, f"{path} names {what} of someone else: {found and found[0]}")

    def test_the_patterns_find_what_they_are_for(self):
        wrong = [
            "https://github.com/pglint/pglint", "git@github.com:PGLint/action", "uses: pglint/pglint@main", "  uses: 'PGLint/action@v1'",
            "docker run --rm pglint/pglint .", "ghcr.io/pglint/pglint", "@pglint/linux-x64", "npx pglint a.sql", "npx --yes pglint",
            "npm install --save-dev pglint", "npm i pglint@1", "pip install pglint", "pipx run pglint", "uvx pglint", "brew install pglint",
            '"pglint": "^1.1.0"', "pglint==0.1.0",
        ]
        right = [
            "https://HOST/OWNER/pglint", "uses: OWNER/pglint@v0.1.0", "npx pglint-cli a.sql", "npm install --save-dev pglint-cli",
            "pip install pglint-cli", "brew install OWNER/TAP/pglint", "ghcr.io/OWNER/pglint", '"pglint-cli": "0.1.0"', '"pglint": "bin/pglint.js"',
        ]
        for text in wrong:
            self.assertTrue(any(re.search(pattern, text) for pattern in FORBIDDEN.values()), text)
        for text in right:
            self.assertFalse(any(re.search(pattern, text) for pattern in FORBIDDEN.values()), text)

    def test_the_home_page_is_one_variable(self):
        cmake = (support.ROOT / "CMakeLists.txt").read_text()
        self.assertEqual(re.findall(r'^set\(PGLINT_HOMEPAGE "(.*?)" CACHE', cmake, re.M), [""])
        self.assertNotIn("HOMEPAGE_URL", cmake)


if __name__ == "__main__":
    support.main()
