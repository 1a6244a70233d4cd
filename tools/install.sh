#!/bin/sh
# Installs a release of pglint: downloads its archive, verifies the checksum, and unpacks it. In
# POSIX sh, for CI images.
set -eu

usage() {
  cat <<'TEXT'
usage: install.sh --base-url URL [--version VERSION] [--prefix FOLDER] [--sha256 SUM]

  --base-url URL      where the files of a release are, as `tools/package` makes them
  --version VERSION   which one; by default what the file VERSION at that address says
  --prefix FOLDER     where bin/ and share/ go: /usr/local for root, else ~/.local
  --sha256 SUM        the checksum that the archive must have; by default what its .sha256 file says

An empty value is as good as none. It needs curl or wget, tar, and sha256sum, shasum or openssl.
TEXT
}

die() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

base=''
version=''
prefix=''
sum=''
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --base-url | --version | --prefix | --sha256)
      [ $# -ge 2 ] || die "$1 needs a value"
      case "$1" in
        --base-url) base=$2 ;;
        --version) version=$2 ;;
        --prefix) prefix=$2 ;;
        --sha256) sum=$2 ;;
      esac
      shift 2
      ;;
    *) usage >&2; exit 1 ;;
  esac
done
[ -n "$base" ] || { usage >&2; exit 1; }
base=${base%/}
if [ -z "$prefix" ]; then
  if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix=${HOME:?}/.local; fi
fi

fetch() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsSL --retry 2 -o "$2" "$1"
  elif command -v wget >/dev/null 2>&1; then
    wget -q -O "$2" "$1"
  else
    die "neither curl nor wget is installed"
  fi || die "cannot download $1"
}

sha256_of() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum "$1" | cut -d ' ' -f 1
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 "$1" | cut -d ' ' -f 1
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 "$1" | sed 's/.*= *//'
  else
    die "none of sha256sum, shasum and openssl is installed"
  fi
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

if [ -z "$version" ]; then
  fetch "$base/VERSION" "$scratch/VERSION"
  version=$(cat "$scratch/VERSION")
fi
version=${version#v}
case "$version" in
  '' | *[!0-9A-Za-z.+-]*) die "\`$version\` is not a version" ;;
esac

name=pglint-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
fetch "$base/$name.tar.gz" "$scratch/$name.tar.gz"
if [ -z "$sum" ]; then
  fetch "$base/$name.tar.gz.sha256" "$scratch/sum"
  sum=$(cut -d ' ' -f 1 "$scratch/sum")
fi
actual=$(sha256_of "$scratch/$name.tar.gz")
[ "$actual" = "$sum" ] || die "$name.tar.gz is not what was released: its SHA-256 is $actual, not $sum; nothing was installed"

tar -xzf "$scratch/$name.tar.gz" -C "$scratch" || die "$name.tar.gz cannot be unpacked"
"$scratch/$name/bin/pglint" --version >"$scratch/version" || die "the program does not run on this machine"

mkdir -p "$prefix" || die "cannot make $prefix"
cp -Rf "$scratch/$name/." "$prefix/" || die "cannot write to $prefix"
printf 'install.sh: %s is in %s/bin\n' "$(cut -d ' ' -f 1,2 "$scratch/version")" "$prefix"
case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) printf 'install.sh: %s/bin is not on the PATH\n' "$prefix" ;;
esac
