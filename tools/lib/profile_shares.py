"""Reads `perf report --sort symbol` and prints each folder's share of the time, and the functions that cost most."""
import collections
import re
import sys

LINE = re.compile(r"^\s*([0-9.]+)%\s+\[.\]\s+(.*\S)")
FOLDER = re.compile(r"\blac::(\w+)::")
MOST = 20

folders, functions = collections.Counter(), []
for line in sys.stdin:
    found = LINE.match(line)
    if not found:
        continue
    share, symbol = float(found.group(1)), found.group(2)
    # the function's own namespace, not those of its arguments
    folder = FOLDER.search(symbol.split("(")[0])
    folders[folder.group(1) if folder else "libraries and system"] += share
    functions.append((share, symbol))
if not functions:
    sys.exit("perf told nothing; build/profile/perf.log says why")
for folder, share in folders.most_common():
    if share >= 0.1:
        print(f"{share:6.1f} %  {folder}")
print()
for share, symbol in functions[:MOST]:
    print(f"{share:6.1f} %  {symbol[:110]}")
