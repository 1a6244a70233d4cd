"""A formula for a Homebrew tap, from the archives and their checksums."""

from archive import SUMMARY

BLOCKS = {"darwin": "on_macos", "linux": "on_linux"}
PROCESSORS = {"arm64": "on_arm", "x64": "on_intel"}

HEAD = '''class Pglint < Formula
  desc "{summary}"
  homepage "{homepage}"
  version "{version}"
  license "MIT"
'''

TAIL = '''
  def install
    bin.install "bin/pglint"
    man1.install "share/man/man1/pglint.1"
    bash_completion.install "share/bash-completion/completions/pglint"
    zsh_completion.install "share/zsh/site-functions/_pglint"
    fish_completion.install "share/fish/vendor_completions.d/pglint.fish"
    doc.install Dir["share/doc/pglint/*"]
  end

  test do
    (testpath/"a.sql").write "CREATE TABLE a (id bigint PRIMARY KEY, price money);"
    assert_match "money-type", shell_output("#{bin}/pglint a.sql", 1)
  end
end
'''


def block(archive, address):
    processor = PROCESSORS[archive.platform[1]]
    return (f"    {processor} do\n      url \"{address}/{archive.path.name}\"\n"
            f"      sha256 \"{archive.checksum()}\"\n    end\n")


def make(folder, archives, homepage):
    """Writes `pglint.rb` into `folder`; without a home page there is no address to download from."""
    if not homepage:
        return
    version = archives[0].version
    address = f"{homepage}/releases/download/v{version}"
    # Homebrew's style: no article, no full stop.
    text = HEAD.format(summary=SUMMARY.split(":")[0], homepage=homepage, version=version)
    for system, name in BLOCKS.items():
        parts = [block(archive, address) for archive in archives if archive.platform[0] == system]
        if parts:
            text += f"\n  {name} do\n{''.join(sorted(parts))}  end\n"
    (folder / "pglint.rb").write_text(text + TAIL)
