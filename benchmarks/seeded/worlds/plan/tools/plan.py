"""What cog writes into the documents: the report of the candidates, and the commands that the code offers."""

import collections
import pathlib
import re

ITEM = re.compile(r"^### (C-\d+) (.+)\n\n- \*\*Bucket\*\*: (\w+)$", re.M)


def rows() -> str:
    items = ITEM.findall(pathlib.Path("docs/candidates.md").read_text(encoding="utf-8"))
    counts = collections.Counter(bucket for _, _, bucket in items)
    lines = ["", "| Candidate | Title | Bucket |", "| --- | --- | --- |"]
    lines += [f"| {key} | {title} | {bucket} |" for key, title, bucket in items]
    lines += ["", "| Bucket | Count |", "| --- | --- |"]
    lines += [f"| {bucket} | {counts[bucket]} |" for bucket in ("now", "later", "never")]
    return "\n".join([*lines, ""])


def commands() -> str:
    sources = sorted(pathlib.Path("apps").rglob("*.py"))
    found = [re.search(r'^COMMAND = "(.+)"$', path.read_text(encoding="utf-8"), re.M) for path in sources]
    return "\n".join(["", *(f"- `{one[1]}`" for one in found if one), ""])
