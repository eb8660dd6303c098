#!/usr/bin/env python3
"""Runs ctest: a line for each test program as it ends, what failed, and the closing line of counts.

count_tests.py LOG COMMAND...   the command is ctest with --verbose; LOG keeps all that it said.
Exit code: 0 when every case passed, else ctest's own, or 1."""
import re
import subprocess
import sys

VERDICT = re.compile(r"^\s*\d+/\d+ Test\s+#(\d+): (\S+) \.*\s*(.*?)\s+([\d.]+) sec")
CASES = re.compile(r"^\[doctest\] test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped")
PART = re.compile(r"^(\d+): (.*)$")
SHOWN_LINES = 60


def case_counts(good, skipped, said):
    """Passed, failed and skipped cases of one test; a program without cases counts as one."""
    cases = next((m for m in map(CASES.match, reversed(said)) if m), None)
    if skipped:
        return 0, 0, 1
    if not cases:
        return (1, 0, 0) if good else (0, 1, 0)
    ok, bad, left_out = int(cases[2]), int(cases[3]), int(cases[4])
    # a program that ends badly after its last case has failed too
    return ok, bad + (0 if good or bad else 1), left_out


def main():
    said, total, status = {}, [0, 0, 0], 1
    tail = []
    with open(sys.argv[1], "w", encoding="utf-8") as log:
        ctest = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 text=True, encoding="utf-8", errors="replace")
        for line in ctest.stdout:
            log.write(line)
            line = line.rstrip("\n")
            tail = (tail + [line])[-30:]
            part, verdict = PART.match(line), VERDICT.match(line)
            if part:
                said.setdefault(part[1], []).append(part[2])
            elif verdict:
                number, name, word, seconds = verdict.groups()
                good, skipped = word.endswith("Passed"), "Skipped" in word
                counts = case_counts(good, skipped, said.get(number, []))
                total = [a + b for a, b in zip(total, counts)]
                mark = "ok  " if good else "skip" if skipped else "FAIL"
                print(f"{mark} {name:24} {sum(counts):4} cases {seconds:>8} s", flush=True)
                if not good:
                    print("\n".join("     " + l for l in said.get(number, [])[-SHOWN_LINES:]), flush=True)
        status = ctest.wait()
    if status and not total[1]:
        # ctest itself could not go on
        total[1] = 1
        print("\n".join(tail))
    left_out = f", {total[2]} skipped" if total[2] else ""
    print(f"{total[0]} passed, {total[1]} failed{left_out}")
    return status or (1 if total[1] else 0)


sys.exit(main())
