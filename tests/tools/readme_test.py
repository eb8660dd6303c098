#!/usr/bin/env python3
"""Checks README.md against the project: blocks marked ```sh run are run, and what any command names must exist.

readme_test.py PROGRAM   run from anywhere; works in a folder of its own with copies of what the commands touch."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh(?: run)?)\n(.*?)^```$", re.M | re.S)
# what a command makes, rather than finds; the .deb carries the project's version
MADE = re.compile(r"^(build|out|demo|scenario)\b")
RUN_LIMIT_S = 300
problems = []


def claim(holds, text):
    if not holds:
        problems.append(text)


def subcommands():
    said = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=60).stdout
    listed = re.split(r"^Subcommands:$", said, flags=re.M)
    claim(len(listed) == 2, "lactasim --help lists no subcommands")
    return set(re.findall(r"^  (\S+)", listed[-1].split("\n\n")[0], re.M)) if len(listed) == 2 else set()


def check_names(commands):
    """Paths in code spans, links and blocks; `lactasim WORD` anywhere."""
    version = re.search(r"project\(lactasim VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", README, flags=re.M | re.S))
    blocks = [line for _, text in BLOCK.findall(README) for line in text.splitlines()]
    for word in re.findall(r"lactasim ([a-z][\w-]*)", "\n".join(spans + blocks)):
        claim(word in commands, f"README.md names `lactasim {word}`, which the program does not have")
    for text in spans + blocks:
        for word in text.split():
            path = word.rstrip("/.,;:")
            if "/" not in path or path.startswith(("-", "http", '"', "$", "./", "~")) or MADE.match(path):
                continue
            if "NAME" in path:  # stands for a file that the reader makes
                continue
            known = (ROOT / path).exists() or path.startswith(("scenarios/my_case", "scenarios/ward_morning"))
            claim(known, f"README.md names {path}, which does not exist")
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        claim((ROOT / path).is_file(), f"README.md shows {path}, which does not exist")
    for deb in re.findall(r"lactasim_([\d.]+)_amd64\.deb", README):
        claim(deb == version, f"README.md names version {deb} of the package, the project is {version}")
    presets = (ROOT / "CMakePresets.json").read_text()
    for preset in re.search(r"presets ((?:`\w+`[^`]{1,20})+)", README)[1].split("`")[1::2]:
        claim(f'"name": "{preset}"' in presets, f"README.md names the preset {preset}, which does not exist")
    for folder in sorted(p.name for p in (ROOT / "src").iterdir() if p.is_dir() and any(p.glob("*.cpp"))):
        claim(f"`src/{folder}`" in README, f"README.md's table of folders lacks src/{folder}")


def run_blocks():
    marked = [text for kind, text in BLOCK.findall(README) if kind == "sh run"]
    claim(len(marked) >= 3, f"README.md has {len(marked)} blocks to run, fewer than three")
    with tempfile.TemporaryDirectory(prefix="lac-readme-") as place:
        work = pathlib.Path(place)
        # the program finds its data through LACTASIM_DATA: the copies here, so that a new case does not touch ours
        for folder in ("assets", "scenarios", "shaders"):
            shutil.copytree(ROOT / folder, work / folder)
        environment = dict(os.environ, PATH=f"{PROGRAM.parent}:{os.environ['PATH']}", LACTASIM_DATA=place, HOME=place)
        for text in marked:
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=work, env=environment,
                                  capture_output=True, text=True, timeout=RUN_LIMIT_S)
            claim(done.returncode == 0, f"this block of README.md ended with {done.returncode}:\n{text}{done.stdout}{done.stderr}")
            print(f"ran {text.strip().splitlines()[0]} ...")
        for name in ("report.html", "report.json", "session.lacrec"):
            claim((work / "out" / name).is_file(), f"README.md promises out/{name}, and it was not written")


def check_kept_promises():
    """The two commands, and the claims that the project binds itself to."""
    for tool in ("tools/run", "tools/test"):
        claim(os.access(ROOT / tool, os.X_OK), f"{tool} is not executable")
        claim(tool in README, f"README.md does not name {tool}")
    claim("never claims" in README, "README.md does not say what is never claimed")


known = subcommands()
check_names(known)
check_kept_promises()
run_blocks()
print("\n".join(problems) if problems else "README ok")
sys.exit(1 if problems else 0)
