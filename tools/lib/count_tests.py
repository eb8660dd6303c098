#!/usr/bin/env python3
"""Reads a verbose ctest log: prints a line a test program, what failed, and the closing line of counts."""
import re
import sys

log, status = open(sys.argv[1], errors="replace").read(), int(sys.argv[2])
passed = failed = 0
for number, name, verdict, seconds in re.findall(
        r"^\s*\d+/\d+ Test\s+#(\d+): (\S+) \.*\s*(.*?)\s+([\d.]+) sec", log, re.M):
    good = verdict.endswith("Passed")
    cases = re.search(rf"^{number}: \[doctest\] test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed", log, re.M)
    if cases:
        ok, bad = int(cases[2]), int(cases[3])
        bad += 0 if good or bad else 1
    else:
        ok, bad = (1, 0) if good else (0, 1)
    passed, failed = passed + ok, failed + bad
    print(f"{'ok  ' if good else 'FAIL'} {name:24} {ok + bad:4} cases {seconds:>8} s")
    if not good:
        lines = [l.split(": ", 1)[-1] for l in log.splitlines() if l.startswith(f"{number}: ")]
        print("\n".join("     " + l for l in lines[-60:]))
if status and not failed:
    failed = 1
    print("\n".join(log.splitlines()[-30:]))
print(f"{passed} passed, {failed} failed")
