#!/usr/bin/env python3
"""Runs a test program, or tells again what it said when it passed with the same bits and the same data.

remembered.py NOTE PROGRAM ARGUMENT...   NOTE is the file that keeps what was said, and of what.

The simulation gives the same bits for the same program and data, so a pass stays a pass until one of them changes.
Only passes are kept. LAC_TEST_AFRESH=1 runs the program whatever the note says."""
import hashlib
import os
import subprocess
import sys

DATA = ("assets", "scenarios", "shaders", "tests")  # and README.md, whose examples are run
SOURCES = (".cpp", ".h", ".py", "CMakeLists.txt")


def key_of(command):
    """One number for the program's bytes, its arguments, and every data file a test may read."""
    digest = hashlib.sha256("\0".join(command).encode())
    paths = [command[0]] + [p for p in ("README.md",) if os.path.exists(p)]
    for folder in DATA:
        for where, folders, names in os.walk(folder):
            folders.sort()
            paths += [os.path.join(where, n) for n in sorted(names) if not n.endswith(SOURCES)]
    for path in paths:
        with open(path, "rb") as file:
            digest.update(f"\0{path}\0".encode() + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def main():
    note, command = sys.argv[1], sys.argv[2:]
    key = key_of(command)
    if not os.environ.get("LAC_TEST_AFRESH"):
        try:
            with open(note, encoding="utf-8") as file:
                kept, said = file.read().split("\n", 1)
            if kept == key:
                print("passed before with the same program and data; LAC_TEST_AFRESH=1 runs it anew")
                print(said, end="")
                return 0
        except (OSError, ValueError):
            pass
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    sys.stdout.write(said)
    if done.returncode == 0:
        os.makedirs(os.path.dirname(note), exist_ok=True)
        with open(note + ".part", "w", encoding="utf-8") as file:
            file.write(f"{key}\n{said}")
        os.replace(note + ".part", note)
    # a program ended by a signal has no exit code of its own
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


sys.exit(main())
