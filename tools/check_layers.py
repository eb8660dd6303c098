#!/usr/bin/env python3
"""Checks that folders under src/ include only what they may: data flows one way.

A folder may include itself and what its CMakeLists.txt names after DEPENDS; the table below says
what DEPENDS may hold at most, and which third-party headers belong to one folder alone."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODELS = {"tissue", "ducts", "oedema", "physiology"}
BELOW_SIM = {"base", "anatomy", "input", "hand", "contact"} | MODELS
CORE = BELOW_SIM | {"sim", "technique", "rubric", "scenario", "session", "debrief", "records", "study"}
# hand sees the skin through anatomy's SurfaceView; the models never see each other
ALLOWED = {
    "base": set(), "anatomy": {"base"}, "input": {"base"},
    "tissue": {"base", "anatomy"}, "ducts": {"base", "anatomy"}, "oedema": {"base", "anatomy"},
    "physiology": {"base", "anatomy"},
    "hand": {"base", "input", "anatomy"}, "contact": {"base", "anatomy", "hand", "tissue"},
    "sim": BELOW_SIM, "technique": {"base", "sim"}, "rubric": {"base", "sim", "technique"},
    "scenario": BELOW_SIM | {"sim", "technique", "rubric"},
    "session": {"base", "input", "anatomy", "hand", "sim", "technique", "rubric", "scenario"},
    "debrief": {"base", "rubric", "session", "scenario", "technique"},
    "records": {"base", "session", "debrief"},
    "study": BELOW_SIM | {"sim", "scenario", "session", "debrief"},
    "fixtures": {"base", "anatomy", "input", "tissue", "hand", "contact", "sim", "scenario", "session"},
    "render": {"base", "sim"},
    "ui": {"base", "sim", "session", "debrief", "scenario", "rubric", "technique", "input"},
    "cli": CORE | {"fixtures"}, "app": None,
}
# technique, rubric and render see sim through these headers alone
SIM_DOOR = {"technique": {"observation.h"}, "rubric": {"observation.h"}, "render": {"snapshot.h"}}
# scenario fills parameters: of a model it may see params.h alone
OWNERS = {
    r"btBulletDynamicsCommon|BulletSoftBody/|BulletCollision/|BulletDynamics/|LinearMath/|\bbt[A-Z]\w+\.h": {"contact"},
    r"toml\+\+|toml\.hpp": {"scenario"},
    r"GLFW/": {"app"}, r"SQLiteCpp|sqlite3|curl/": {"records"},
    r"imgui": {"ui", "app", "render"}, r"epoxy/": {"render", "app"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
MATH_CALL = re.compile(r"\bstd::(exp|log|log10|log1p|expm1|pow|sin|cos|tan|tanh|sinh|cosh|atan|atan2|acos|asin|cbrt|hypot)\s*\(")
BANNED = re.compile(r"\b(std::rand|srand|std::mt19937|std::random_device|std::chrono|std::unordered_(map|set))\b")
CLOCKLESS = CORE - {"records"}


def problems():
    for folder, allowed in ALLOWED.items():
        base = ROOT / "src" / folder
        if not base.is_dir():
            continue
        for path in sorted(base.rglob("*.[ch]*")):
            if path.suffix not in {".h", ".cpp"}:
                continue
            text, where = path.read_text(), path.relative_to(ROOT)
            code = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)
            for bracket, name in INCLUDE.findall(text):
                target = name.split("/")[0]
                if bracket == '"' and (ROOT / "src" / target).is_dir() and target != folder:
                    if allowed is not None and target not in allowed:
                        yield f"{where}: includes {name}, but {folder}/ may not see {target}/"
                    elif target == "sim" and folder in SIM_DOOR and name[4:] not in SIM_DOOR[folder]:
                        yield f"{where}: includes {name}, but {folder}/ sees sim/ through {', '.join(SIM_DOOR[folder])} alone"
                for pattern, owners in OWNERS.items():
                    if re.search(pattern, name) and folder not in owners:
                        yield f"{where}: includes {name}, which belongs to {', '.join(sorted(owners))}/"
            if folder in CORE and folder != "base":
                for match in MATH_CALL.finditer(code):
                    yield f"{where}: {match[0]}...): use lac::{match[1]} (base/math.h), whose bits are the same everywhere"
            if folder in CLOCKLESS:
                for match in BANNED.finditer(code):
                    yield f"{where}: {match[0]} is banned in the core (determinism)"


found = list(problems())
print("\n".join(found) if found else "layers ok")
sys.exit(1 if found else 0)
