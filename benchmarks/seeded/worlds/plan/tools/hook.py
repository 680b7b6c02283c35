"""What a good engineer writes in an hour: the three duties, in forty lines. Usage: hook.py BASE."""

import collections
import pathlib
import re
import subprocess
import sys


def git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout


base, wrong = sys.argv[1], []
branch, changed = git("branch", "--show-current").strip(), git("diff", "--name-only", base, "HEAD").splitlines()
if branch.startswith("docs/") or re.match("docs[(:]", git("log", "-1", "--format=%s")):
    wrong += [f"a read-only change touches {path}" for path in changed if re.match("apps/|migrations/", path)]
ledger = pathlib.Path("docs/candidates.md").read_text(encoding="utf-8")
items, bucket = [], {}
for part in re.split("^### ", ledger.partition("\n## Closed")[0], flags=re.M)[1:]:
    key = part.split()[0]
    found = re.findall(r"\*\*Bucket\*\*: (.*)", part)
    wrong += [f"{key} is listed twice"] * (key in items)
    wrong += [f"{key} has the buckets {found}"] * (len(found) != 1 or found[0] not in ("now", "later", "never"))
    wrong += [f"{key} has no owner"] * ("**Owner**: " not in part)
    items.append(key)
    bucket[key] = found[0] if found else ""
for key in re.findall(r"^### (\S+)", git("show", f"{base}:docs/candidates.md"), re.M):
    wrong += [f"{key} is gone"] * (key not in ledger)
report = pathlib.Path("docs/reconciliation.md").read_text(encoding="utf-8")
rows = dict(re.findall(r"^\| (C-\d+) \|.*\| (\w*) \|$", report, re.M))
wrong += [f"{key} differs in the report" for key in {*items, *rows} if bucket.get(key) != rows.get(key)]
counts = collections.Counter(bucket.values())
wrong += [
    f"the total of {one} is off" for one in ("now", "later", "never") if f"| {one} | {counts[one]} |" not in report
]
for page in (*pathlib.Path("docs").rglob("*.md"), *pathlib.Path("specs").rglob("*.md")):
    for target in re.findall(r"\]\(([^)#:]+)", page.read_text(encoding="utf-8")):
        wrong += [f"{page} links to {target}"] * (not (page.parent / target).exists())
for path in re.findall(r"`((?:apps|migrations)/[^`]+)`", ledger + pathlib.Path("docs/roadmap.md").read_text("utf-8")):
    wrong += [f"{path} is not there"] * (not pathlib.Path(path).exists())
print(*wrong, sep="\n")
sys.exit(bool(wrong))
