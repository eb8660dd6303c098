#!/usr/bin/env python3
"""Checks that every C++ file of ours is as clang-format leaves it, and that none is over 600 lines."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
files = sorted(p for d in ("src", "tests") for p in (ROOT / d).rglob("*") if p.suffix in {".h", ".cpp"})
bad = []
done = subprocess.run(["clang-format", "--dry-run", "-Werror", *map(str, files)], cwd=ROOT, capture_output=True, text=True)
if done.returncode:
    names = sorted({line.split(":")[0] for line in done.stderr.splitlines() if ": error: code should be" in line and line.startswith("/")})
    bad += [f"{pathlib.Path(n).relative_to(ROOT)}: not formatted; run clang-format -i on it" for n in names]
    if not bad:
        bad.append(f"clang-format could not look: {done.stderr.strip()[:500]}")
for p in files:
    lines = p.read_text().count("\n")
    if lines > 600:
        bad.append(f"{p.relative_to(ROOT)}: {lines} lines; split it (600 at most)")
print("\n".join(bad) if bad else f"format ok ({len(files)} files)")
sys.exit(1 if bad else 0)
