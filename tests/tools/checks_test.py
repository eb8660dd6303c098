#!/usr/bin/env python3
"""Tests the checkers and the counting of tests on small projects with known faults."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Project(unittest.TestCase):
    """A folder that passes check_words, to which each test adds one fault."""

    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="lac-checks-")
        self.addCleanup(self.place.cleanup)
        self.root = pathlib.Path(self.place.name)
        for name in ("CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", ".clang-format", ".clang-tidy", ".gitignore",
                     ".ci/run", "tools/run", "tools/test", "shaders/a.vert", "scenarios/a/scenario.toml", "tests/a.cpp",
                     "assets/sources.toml"):
            self.write(name, "")
        self.write("assets/LICENSES.md", "| `sources.toml` | bibliography |\n")
        self.write("src/base/a.h", "#pragma once\n")
        for check in ("words", "layers", "units"):
            shutil.copy(ROOT / "tools" / f"check_{check}.py", self.root / "tools")

    def write(self, name, text):
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text)

    def check(self, kind):
        done = subprocess.run([sys.executable, self.root / "tools" / f"check_{kind}.py"], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def faulty(self, kind, name, text, words):
        self.write(name, text)
        code, said = self.check(kind)
        self.assertEqual(code, 1, said)
        self.assertIn(words, said)

    def test_a_clean_project_passes(self):
        for kind in ("words", "layers", "units"):
            self.assertEqual(self.check(kind)[0], 0, self.check(kind)[1])

    def test_unfinished_words(self):
        self.faulty("words", "src/base/a.cpp", "int a;  // TODO\n", "src/base/a.cpp:1: `TODO`")

    def test_paths_of_one_machine(self):
        self.faulty("words", "src/base/a.cpp", '\nread("/root/data");\n', "src/base/a.cpp:2: `/root/d`")
        self.write("src/base/a.cpp", 'read("src/root/data"); write("~/work/x");\n')
        self.assertEqual(self.check("words")[0], 0)

    def test_hosts_of_package_registries(self):
        self.faulty("words", "tools/run", "curl https://pypi.org/simple\n", "`pypi.org`")

    def test_top_level(self):
        self.faulty("words", "notes.md", "", "notes.md: does not belong at the top level")
        (self.root / "notes.md").unlink()
        (self.root / "LICENSE").unlink()
        self.assertIn("LICENSE: missing", self.check("words")[1])

    def test_assets_without_a_licence_row(self):
        self.faulty("words", "assets/meshes/a.lacmesh", "", "assets/meshes/a.lacmesh")

    def test_a_folder_that_sees_too_much(self):
        self.write("src/ducts/a.h", "#pragma once\n")
        self.faulty("layers", "src/tissue/a.cpp", '#include "ducts/a.h"\n', "tissue/ may not see ducts/")

    def test_a_wrong_door_into_sim(self):
        self.write("src/sim/state.h", "#pragma once\n")
        self.faulty("layers", "src/rubric/a.cpp", '#include "sim/state.h"\n', "observation.h alone")

    def test_foreign_headers_have_owners(self):
        self.faulty("layers", "src/sim/a.cpp", "#include <toml++/toml.h>\n", "belongs to scenario/")

    def test_math_and_clocks_in_the_core(self):
        self.faulty("layers", "src/ducts/a.cpp", "double a = std::exp(1.0);\n", "use lac::exp")
        self.faulty("layers", "src/ducts/a.cpp", "auto t = std::chrono::steady_clock::now();\n", "std::chrono is banned")
        self.write("src/ducts/a.cpp", "// std::exp( is not for us\n")
        self.assertEqual(self.check("layers")[0], 0)

    def test_quantities_without_units(self):
        self.faulty("units", "src/base/a.h", "struct A { double pad_force = 0.0; };\n", "pad_force")
        self.write("src/base/a.h", "struct A { double pad_force_N = 0.0; };\n")
        self.assertEqual(self.check("units")[0], 0)


CTEST_LOG = """\
1: [doctest] test cases:  5 |  5 passed | 0 failed | {skipped} skipped
1/2 Test #1: ducts ............................   Passed    0.10 sec
2: tidy says this
2/2 Test #2: words ............................{verdict}   0.20 sec
"""


class Counting(unittest.TestCase):
    def count(self, verdict, status, skipped=0, text=CTEST_LOG):
        with tempfile.TemporaryDirectory() as place:
            said = pathlib.Path(place) / "said"
            said.write_text(text.format(verdict=verdict, skipped=skipped))
            done = subprocess.run([sys.executable, ROOT / "tools/lib/count_tests.py", pathlib.Path(place) / "log",
                                   "sh", "-c", f"cat '{said}'; exit {status}"], capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()

    def test_green(self):
        code, said = self.count("   Passed ", 0)
        self.assertEqual((code, said[-1]), (0, "6 passed, 0 failed"))

    def test_red_shows_what_it_said_and_is_not_zero(self):
        code, said = self.count("***Failed ", 8)
        self.assertEqual((code, said[-1]), (8, "5 passed, 1 failed"))
        self.assertIn("     tidy says this", said)

    def test_red_is_never_zero(self):
        self.assertEqual(self.count("***Failed ", 0)[0], 1)

    def test_skipped_cases_and_programs_are_counted(self):
        self.assertEqual(self.count("***Skipped ", 0, skipped=2)[1][-1], "5 passed, 0 failed, 3 skipped")

    def test_cases_that_pass_in_a_program_that_crashes_afterwards(self):
        text = CTEST_LOG.replace("Passed    0.10", "***Exception: SegFault  0.10")
        self.assertEqual(self.count("   Passed ", 8, text=text)[1][-1], "6 passed, 1 failed")

    def test_a_runner_that_never_started(self):
        self.assertEqual(self.count("", 3, text="no such preset\n")[1][-1], "0 passed, 1 failed")


class SetUp(unittest.TestCase):
    """tools/lib/setup.sh among commands that only play their part."""

    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="lac-setup-")
        self.addCleanup(self.place.cleanup)
        self.root = pathlib.Path(self.place.name)
        (self.root / "build").mkdir()
        (self.root / "bin").mkdir()
        # a bare machine: nothing but these
        for name in ("bash", "sh", "grep", "env", "tail", "awk", "nproc", "cat"):
            (self.root / "bin" / name).symlink_to(shutil.which(name))
        self.command("dpkg-query", "exit 1")
        self.command("id", "echo 1000")

    def command(self, name, text):
        path = self.root / "bin" / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def run_with_setup(self, line):
        script = f"set -euo pipefail; root='{self.root}'; . '{ROOT}/tools/lib/setup.sh'; {line}"
        return subprocess.run(["bash", "-c", script], env={"PATH": str(self.root / "bin")}, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)

    def test_who_may_not_install_is_told_in_one_sentence(self):
        done = self.run_with_setup("install_packages one two")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertTrue(done.stderr.endswith("apt-get install --no-install-recommends one two\n"), done.stderr)

    def test_nothing_to_install_is_silent(self):
        self.command("dpkg-query", "echo installed")
        done = self.run_with_setup("install_packages one two")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_apt_gets_what_is_missing_and_says_how_far_it_is(self):
        self.command("id", "echo 0")
        self.command("apt-get", 'echo "$*" >>"$0.said"; [ "$1" = update ] || printf "pmstatus:one:50.5:half of it\\n" >&3')
        done = self.run_with_setup("install_packages one two")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("50 %  half of it", done.stderr)
        self.assertIn("one two", (self.root / "bin" / "apt-get.said").read_text().splitlines()[1])

    def test_apt_that_fails_is_not_taken_for_success(self):
        self.command("id", "echo 0")
        self.command("apt-get", '[ "$1" = update ] || { echo "E: no such thing"; exit 100; }')
        done = self.run_with_setup("install_packages one")
        self.assertEqual(done.returncode, 2)
        self.assertIn("E: no such thing", done.stderr)

    def test_a_build_that_fails_shows_the_compilers_words(self):
        self.command("cmake", '[ "$1" = --preset ] || { echo "[1/4] Building a.o"; echo "a.cpp:1: error: no"; exit 1; }')
        done = self.run_with_setup("configure_and_build ci || { echo red; exit 2; }")
        self.assertEqual((done.returncode, done.stdout), (2, "red\n"))
        self.assertIn("25 %  1/4 Building a.o", done.stderr)
        self.assertIn("a.cpp:1: error: no", done.stderr)


class Remembered(unittest.TestCase):
    """A pass counts until the program or a data file changes; a failure is never kept."""

    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="lac-remembered-")
        self.addCleanup(self.place.cleanup)
        self.root = pathlib.Path(self.place.name)
        (self.root / "scenarios").mkdir()
        (self.root / "scenarios" / "a.toml").write_text("x = 1\n")
        self.program(0)

    def program(self, code):
        path = self.root / "program"
        path.write_text(f"#!/bin/sh\necho ran >>runs\necho 3 cases\nexit {code}\n")
        path.chmod(0o755)

    def run_it(self, **more):
        done = subprocess.run([sys.executable, ROOT / "tools" / "lib" / "remembered.py", self.root / "build" / "note",
                               self.root / "program"], cwd=self.root, capture_output=True, text=True,
                              env={**os.environ, "LAC_TEST_AFRESH": "", **more})
        runs = self.root / "runs"
        return done.returncode, done.stdout, len(runs.read_text().splitlines()) if runs.exists() else 0

    def test_a_pass_is_told_again_without_a_run(self):
        self.assertEqual(self.run_it(), (0, "3 cases\n", 1))
        code, said, runs = self.run_it()
        self.assertEqual((code, runs), (0, 1))
        self.assertIn("passed before", said)
        self.assertIn("3 cases", said)
        self.assertEqual(self.run_it(LAC_TEST_AFRESH="1")[2], 2)

    def test_a_changed_program_or_file_runs(self):
        self.run_it()
        (self.root / "scenarios" / "a.toml").write_text("x = 2\n")
        self.assertEqual(self.run_it()[2], 2)
        (self.root / "scenarios" / "b.toml").write_text("")
        self.assertEqual(self.run_it()[2], 3)
        (self.root / "program").write_text("#!/bin/sh\necho ran >>runs\necho 4 cases\n")
        self.assertEqual(self.run_it(), (0, "4 cases\n", 4))

    def test_a_failure_is_not_kept(self):
        self.program(3)
        self.assertEqual(self.run_it(), (3, "3 cases\n", 1))
        self.assertEqual(self.run_it(), (3, "3 cases\n", 2))

    def test_a_broken_note_runs(self):
        self.run_it()
        (self.root / "build" / "note").write_text("")
        self.assertEqual(self.run_it()[2], 2)


unittest.main()
