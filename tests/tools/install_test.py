#!/usr/bin/env python3
"""Installs the build under a fresh prefix; the program there must find its own data, from a strange folder.

install_test.py CMAKE BUILD"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

cmake, build = sys.argv[1:3]
problems = []
with tempfile.TemporaryDirectory(prefix="lac-install-") as place:
    prefix = pathlib.Path(place) / "prefix"
    elsewhere = pathlib.Path(place) / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([cmake, "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
    # only what a login shell has: no LACTASIM_DATA
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(elsewhere), "PYTHONUTF8": "1"}
    program = prefix / "bin" / "lactasim"

    def said(*words):
        return subprocess.run([program, *words], cwd=elsewhere, env=environment, capture_output=True, text=True, timeout=120)

    findings = {f["what"]: f for f in json.loads(said("doctor", "--json").stdout)}
    data = prefix / "share" / "lactasim"
    if findings["data"]["text"] != str(data):
        problems.append(f"the installed program takes its data from {findings['data']['text']}, not {data}")
    for case in sorted(p.name for p in (data / "scenarios").iterdir()):
        done = said("check", case)
        if done.returncode != 0:
            problems.append(f"installed case {case}: {done.stdout}{done.stderr}")
    for name in ("applications/lactasim.desktop", "icons/hicolor/scalable/apps/lactasim.svg", "doc/lactasim/copyright",
                 "lactasim/shaders", "lactasim/assets/meshes", "lactasim/assets/textures"):
        if not (prefix / "share" / name).exists():
            problems.append(f"share/{name} was not installed")
    # a case of the user's own, from a copy to a name that every command knows
    made = said("new", "scenario", "mine", "--from", "first_touch_day4")
    if made.returncode != 0 or "good" not in said("check", "mine").stdout or "mine" not in said("list", "cases").stdout:
        problems.append(f"a case of one's own cannot be made: {made.stdout}{made.stderr}")
    elif not (elsewhere / ".local/share/lactasim/scenarios/mine/scenario.toml").is_file():
        problems.append("a case of one's own is not among the user's data")
    readme = prefix / "share/doc/lactasim/README.md"
    for picture in re.findall(r"\]\(([^)#:]+)\)", readme.read_text(encoding="utf-8")):
        if not (readme.parent / picture).is_file():
            problems.append(f"the installed README.md shows {picture}, which was not installed")
    for path in prefix.rglob("*"):
        if path.suffix == ".py" or (path.is_file() and not os.access(path, os.R_OK)):
            problems.append(f"{path.relative_to(prefix)} does not belong in an installation")
print("\n".join(problems) if problems else "install ok")
sys.exit(1 if problems else 0)
