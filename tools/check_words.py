#!/usr/bin/env python3
"""Checks words and places: nothing unfinished, no machine's own paths, no package hosts, the top level as agreed,
and a row in assets/LICENSES.md for every file under assets/."""
import fnmatch
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# the two files that must name the words to forbid them
OWN_LISTS = {"tools/check_words.py", "tests/tools/checks_test.py"}
FORBIDDEN = {
    "says that something is unfinished": re.compile(
        r"\b(TODO|FIXME|XXX|HACK|TBD)\b|\b(?i:placeholders?|not implemented|for now)\b|\b(?i:stub(s|bed)?)\b"),
    "is a path of one machine": re.compile(r"(?<![\w./~])/(work|root|home|Users|mnt)/\w"),
    "names a package registry's host": re.compile(
        r"(?i)\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|crates\.io|proxy\.golang\.org|rubygems\.org"
        r"|(deb|security|snapshot)\.debian\.org|docker\.io|ghcr\.io|anaconda\.org|conda\.io|maven\.org"
        r"|huggingface\.co|conan\.io)\b"),
}
TOP_REQUIRED = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", ".clang-format", ".clang-tidy",
                ".gitignore", ".ci", "src", "shaders", "scenarios", "assets", "tests", "tools"}
REQUIRED = {"tools/run", "tools/test", ".ci/run", "assets/sources.toml", "assets/LICENSES.md"}


def project_files():
    """Tracked files and new ones that git does not ignore; outside a clone, all but the build's."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], cwd=ROOT, capture_output=True, text=True) if (ROOT / ".git").exists() else None
    if listed and listed.returncode == 0:
        names = set(filter(None, listed.stdout.split("\0")))
    else:
        names = set()
        for folder, below, files in os.walk(ROOT):
            below[:] = [d for d in below if d not in {"build", ".git", ".cache", "__pycache__"}]
            names |= {(pathlib.Path(folder) / f).relative_to(ROOT).as_posix() for f in files}
    return sorted(n for n in names if (ROOT / n).is_file())


def word_problems(names):
    for name in names:
        data = (ROOT / name).read_bytes()
        if name in OWN_LISTS or b"\0" in data[:4096]:
            continue
        for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
            for what, pattern in FORBIDDEN.items():
                match = pattern.search(line)
                if match:
                    yield f"{name}:{number}: `{match[0]}` {what}"


def place_problems(names):
    top = {n.split("/")[0] for n in names}
    yield from (f"{n}: does not belong at the top level" for n in sorted(top - TOP_REQUIRED))
    yield from (f"{n}: missing at the top level" for n in sorted(TOP_REQUIRED - top))
    yield from (f"{n}: missing" for n in sorted(REQUIRED - set(names)))


def licence_problems(names):
    page = ROOT / "assets" / "LICENSES.md"
    patterns = re.findall(r"^\| `([^`]+)` \|", page.read_text(), re.M) if page.is_file() else []
    assets = [n[len("assets/"):] for n in names if n.startswith("assets/") and n != "assets/LICENSES.md"]
    for name in assets:
        if not any(fnmatch.fnmatchcase(name, p) for p in patterns):
            yield f"assets/{name}: assets/LICENSES.md has no row for it"


names = project_files()
found = [*word_problems(names), *place_problems(names), *licence_problems(names)]
print("\n".join(found) if found else f"words ok ({len(names)} files)")
sys.exit(1 if found else 0)
