#!/usr/bin/env python3
"""Checks that physical quantities in public headers say their unit in their name.

Looks at struct members and parameters of type double or float in src/*/*.h whose name carries a word
for a dimension (force, pressure, length, ...) and no unit suffix (style.md section 3)."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = r"(force|pressure|length|distance|radius|diameter|volume|speed|velocity|area|mass|time|duration|stiffness|viscosity|resistance|flow|depth|temperature|frequency|torque|density|period)"
UNITS = r"(_m|_m2|_m3|_mm|_s|_ms|_kg|_N|_Pa|_kPa|_rad|_Hz|_mL|_degC|_frac|_share|_scale|_cv|_px|_per_\w+|_ng|_pg|_min|_mmHg|_ratio|_Ns|_sq_m2)$"
FIELD = re.compile(r"\b(?:double|float)\s+([a-z]\w*)\s*(?==|;|,|\)|\{)")
# a pure number by nature, or a unit that the comment must give because it varies
EXEMPT = re.compile(r"(_count|_index|_id)$")
bad = []
for path in sorted((ROOT / "src").glob("*/*.h")):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        code = line.split("//")[0]
        for name in FIELD.findall(code):
            if re.search(WORDS, name) and not re.search(UNITS, name.rstrip("_")) and not EXEMPT.search(name):
                bad.append(f"{path.relative_to(ROOT)}:{number}: {name} names a physical quantity without its unit")
print("\n".join(bad) if bad else "units ok")
sys.exit(1 if bad else 0)
