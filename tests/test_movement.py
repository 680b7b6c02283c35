"""What the comment and the step's summary say of a partition since the base: real repositories, and sums that hold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import LEDGER, audited, edit, environment, gate
from judging import POLICY, ledger, reading, table
from ledgergate import movement
from ledgergate.expressions import Slow
from ledgergate.ledgers.words import title_skeleton
from ledgergate.model import Moved, Partition
from ledgergate.movement import movements
from ledgergate.reading import partition
from ledgergate.rules.view import View
from support import Repository

KEYS = ("C-1", "C-2", "C-3", "C-4")
TITLES = ("PSA handoff", "Export of reviews", "Tenant search", "")
EQUATION = ("before", "added", "merged", "dropped", "renamed", "after")


@pytest.fixture
def product(tmp_path: Path) -> Repository:
    """The example on its branch, with a bucket changed, an item dropped with a word, and one that is new."""
    where = audited(tmp_path / "product")
    text = (where.path / LEDGER).read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=### HB-)", text)
    gone = next(at for at, block in enumerate(blocks) if block.startswith("### HB-104"))
    new = blocks[gone].replace("HB-104", "HB-904").replace("Governance inbox", "Quota of exports")
    moved = next(at for at, block in enumerate(blocks) if block.startswith("### HB-101"))
    blocks[moved] = re.sub(r"(?m)^- \*\*Bucket\*\*: .*$", "- **Bucket**: F", blocks[moved])
    where.write(LEDGER, "".join([*blocks[:gone], new, *blocks[gone + 1 :]]))
    where.stage()
    where.commit("docs: move one, swap one")
    return where


def both(where: Repository, *words: str, **more: str) -> tuple[dict[str, Any], str]:
    """The verdict as JSON and the comment, of one run."""
    made, comment = where.path.parent / "verdict.json", where.path.parent / "comment.md"
    done = gate(where, "check", *words, "--format", f"json={made}", "--format", f"markdown={comment}", **more)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(made.read_text(encoding="utf-8")), comment.read_text(encoding="utf-8")


def rows(comment: str) -> dict[str, list[str]]:
    """The cells of the partition's table, by ledger."""
    lines = comment.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("| ledger |")) + 2
    end = next(at for at, line in enumerate(lines) if at > start and not line.startswith("|"))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start:end]]
    return {first.replace("&#95;", "_"): rest for first, *rest in cells}


def parts(cell: str) -> tuple[dict[str, int], dict[str, int]]:
    """`**A 5 → 4**, B 7` -> what each part was, and what it is; a part that is empty is none."""
    before, after = {}, {}
    for text in cell.split(", "):
        name, was, now = re.fullmatch(r"(?:\*\*)?(\S+?):? (\d+)(?: → (\d+)\*\*)?", text).groups()  # type: ignore[union-attr]  # it is written so
        before[name], after[name] = int(was), int(now if now is not None else was)
    return {name: count for name, count in before.items() if count}, {name: n for name, n in after.items() if n}


def test_every_number_of_the_comment_is_the_verdicts(product: Repository) -> None:
    verdict, comment = both(product, "--base", "main")
    shown = rows(comment)
    assert shown.keys() == verdict["partition"].keys()
    for name, one in verdict["partition"].items():
        *moves, by = shown[name]
        assert [int(cell) for cell in moves] == [one[word] for word in EQUATION]
        assert parts(by) == (one["by_before"], one["by"])
    assert f"<summary>Moved ({len(verdict['moved'])})</summary>" in comment
    listed = re.findall(r"^- <code>(.+):(\d+):\d+(?: \(before\))?</code> (\S+) .*: .*$", comment, re.M)
    assert [(path, int(line), key) for path, line, key in listed[: len(verdict["moved"])]] == [
        (one["path"], one["line"], one["key"]) for one in verdict["moved"]
    ]


def test_what_was_before_is_what_the_base_itself_says(product: Repository) -> None:
    verdict, _ = both(product, "--base", "main")
    base = json.loads(gate(product, "check", "--tree", "main", "--format", "json").stdout)
    assert {name: one["by_before"] for name, one in verdict["partition"].items()} == {
        name: one["by"] for name, one in base["partition"].items()
    }


def test_what_moved_is_what_two_lists_of_items_differ_in(product: Repository) -> None:
    verdict, comment = both(product, "--base", "main")
    then, now = (
        {one["key"]: one["fields"]["bucket"] for one in json.loads(
            gate(product, "items", "candidates", "--tree", ref, "--format", "json").stdout)["items"]}
        for ref in ("main", "HEAD")
    )  # fmt: skip
    told = {one["key"]: (one["before"], one["after"]) for one in verdict["moved"] if one["ledger"] == "candidates"}
    assert told == {
        key: (then.get(key), now.get(key)) for key in then.keys() | now.keys() if then.get(key) != now.get(key)
    }
    assert "HB-101" in told
    assert re.search(r"HB-904 .*: new in", comment)
    assert re.search(r"HB-104 .*: \w+, was ", comment)


def test_a_change_that_moves_nothing_shows_what_there_is(product: Repository) -> None:
    verdict, comment = both(product, "--base", "HEAD~0", "--head", "HEAD")
    assert verdict["moved"] == []
    assert "→" not in comment
    assert "Moved" not in comment
    assert all(one["by_before"] == one["by"] for one in verdict["partition"].values())


def test_a_state_without_a_base_has_nothing_before_it(product: Repository) -> None:
    verdict, comment = both(product, "--tree", "HEAD")
    assert "moved" not in verdict
    assert not [one for one in verdict["partition"].values() if "by_before" in one]
    assert "→" not in comment


def test_at_a_commit_the_index_is_compared_with_its_parent(product: Repository) -> None:
    edit(product, LEDGER, "- **Bucket**: F", "- **Bucket**: A")
    product.stage()
    verdict, comment = both(product, "--staged")
    assert [(one["key"], one["before"], one["after"]) for one in verdict["moved"]] == [("HB-101", "F", "A")]
    assert "HB-101" in comment


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab", "junit"])
def test_where_no_format_shows_it_nothing_is_asked(product: Repository, form: str) -> None:
    program = (
        "import sys\nfrom ledgergate.cli import main\n"
        f"main(['check', '--base', 'main', '--format', '{form}=../told'])\n"
        "print('ledgergate.movement' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=product.path, env=environment(product), capture_output=True, text=True
    )
    assert done.stdout == "False\n", done.stderr
    assert "by_before" not in (product.path.parent / "told").read_text(encoding="utf-8")


def test_the_steps_summary_says_the_same_as_the_comment(product: Repository, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    told = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary), "LEDGERGATE_PAGE": "https://p.example/x"}
    assert gate(product, "check", "--base", "main", **told).returncode in (0, 1)
    _, comment = both(product, "--base", "main", LEDGERGATE_PAGE="https://p.example/x")
    assert summary.read_text(encoding="utf-8") == comment.split("\n", 1)[1]
    assert "→" in comment
    assert "(https://p.example/x)" in comment


LANES = """
[vocabulary.bucket]
values = ["A", "B"]
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "report.md"
ledger = "candidates"
classifies = true
rows = { items = "table", key = "Candidate", columns = { Bucket = "bucket" } }
"""
LISTED = "# Candidates\n\n### C-1 PSA handoff\n\nText.\n\n### C-2 Export\n\nText.\n"


def given_by_report(first: str, second: str) -> str:
    return f"# Report\n\n| Candidate | Bucket |\n|---|---|\n| C-1 | {first} |\n| C-2 | {second} |\n"


def test_a_bucket_that_a_report_gives_moves_with_the_report(tmp_path: Path) -> None:
    where = Repository(tmp_path / "r")
    where.save({"ledgergate.toml": LANES, "list.md": LISTED, "report.md": given_by_report("A", "B")})
    where.save({"report.md": given_by_report("B", "B")})
    verdict, comment = both(where, "--base", "HEAD~1")
    assert verdict["partition"]["candidates"]["by_before"] == {"A": 1, "B": 1}
    assert "**A 1 → 0**, **B 1 → 2**" in comment
    assert [(one["key"], one["before"], one["after"]) for one in verdict["moved"]] == [("C-1", "A", "B")]


def test_each_state_is_counted_under_its_own_policy(tmp_path: Path) -> None:
    where = Repository(tmp_path / "r")
    listed = "# Candidates\n\n### C-1 PSA handoff\n\n- **Bucket**: A\n- **Lane**: B\n"
    by_lane = LANES.replace('label = "Bucket"', 'label = "Lane"').partition("[[report]]")[0]
    where.save({"ledgergate.toml": LANES.partition("[[report]]")[0], "list.md": listed})
    where.save({"ledgergate.toml": by_lane})
    verdict, _ = both(where, "--base", "HEAD~1")
    assert [(one["key"], one["before"], one["after"]) for one in verdict["moved"]] == [("C-1", "A", "B")]


def test_a_ledger_that_is_new_has_nothing_before_it(tmp_path: Path) -> None:
    where = Repository(tmp_path / "r")
    where.save({"readme.md": "# Product\n"})
    where.save({"ledgergate.toml": LANES.partition("[[report]]")[0], "list.md": LISTED})
    verdict, comment = both(where, "--base", "HEAD~1")
    one = verdict["partition"]["candidates"]
    assert "→" not in comment or one["by_before"] == {}


def test_a_base_that_cannot_be_read_tells_nothing_of_what_was(tmp_path: Path) -> None:
    where = Repository(tmp_path / "r")
    policy = (
        '[vocabulary.bucket]\nvalues = ["A", "B"]\n[ledger.candidates]\n'
        'sources = [{ path = "list.yml", items = "yaml", at = "items", key = "id" }]\n'
        'fields.bucket = { label = "bucket", values = "bucket", required = true }\n'
    )
    where.save({"ledgergate.toml": policy, "list.yml": "items: [{id: C-1\n"})
    where.save({"list.yml": "items: [{id: C-1, title: x, bucket: A}]\n"})
    verdict, comment = both(where, "--base", "HEAD~1")
    assert verdict["partition"]["candidates"]["by"] == {"A": 1}
    assert "by_before" not in verdict["partition"]["candidates"]
    assert "→" not in comment


@pytest.mark.parametrize("page", ["javascript:alert(1)", "/report.html", "https://x.example/\u202e", "https://x y\n"])
def test_a_page_that_is_no_address_is_misuse(product: Repository, page: str) -> None:
    done = gate(product, "check", "--tree", "HEAD", "--page", page)
    assert done.returncode == 2
    assert "--page wants an address" in done.stderr


some_items = st.dictionaries(
    st.sampled_from(KEYS), st.tuples(st.sampled_from(TITLES), st.sampled_from(("A", "B", "C", ""))), max_size=4
)


def read(items: dict[str, tuple[str, str]], side: str) -> Any:
    listed = [(key, title, bucket) for key, (title, bucket) in sorted(items.items())]
    return reading({"list.md": ledger(*listed), "report.md": table(*listed)}, POLICY, side, strict=False)


@settings(max_examples=150, deadline=None)
@given(then=some_items, now=some_items, twice=st.booleans())
def test_what_moved_leads_from_one_partition_to_the_other(
    then: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]], twice: bool
) -> None:
    if twice and now:  # an item that stands there a second time
        now = {**now, f"{min(now)} ": now[min(now)]}
    before, after = read(then, "before"), read(now, "after")
    made = partition(after, before, "candidates")
    assert made is not None
    (told,), moved = movements(View(after, (before,)), [made])
    assert told.by_before is not None
    assert sums(told, moved)
    assert not [one for one in moved if one.before == one.after]
    for one in moved:  # what stayed under its key is never said to have come or gone
        stayed = one.key in then and one.key in now
        assert not stayed or twice or one.how == ""
    assert not [one for one in moved if (one.how == "") != (one.before is not None and one.after is not None)]


def sums(told: Partition, moved: tuple[Moved, ...]) -> bool:
    """What was before, less what left each part, and what came to it, is what is there."""
    counted = Counter(told.by_before or {})
    counted.update(one.after for one in moved if one.after is not None)
    counted.subtract(one.before for one in moved if one.before is not None)
    return {part: count for part, count in counted.items() if count} == dict(told.by)


def test_patterns_that_take_too_long_cost_the_picture_and_not_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = read({"C-1": ("PSA handoff", "A")}, "before"), read({"C-1": ("PSA handoff", "B")}, "after")
    made = partition(after, before, "candidates")
    assert made is not None

    def slow(_side: object) -> None:
        raise Slow("(a|ab)*c")

    monkeypatch.setattr(movement, "whole", slow)
    assert movements(View(after, (before,)), [made]) == ((made,), ())


def test_an_item_under_a_new_key_with_its_title_has_moved_and_is_not_new() -> None:
    before = read({"C-1": ("PSA handoff", "A")}, "before")
    after = read({"C-2": ("PSA handoff", "B")}, "after")
    made = partition(after, before, "candidates")
    assert made is not None
    _, moved = movements(View(after, (before,)), [made])
    assert [(one.key, one.before, one.after) for one in moved] == [("C-2", "A", "B")]
    assert title_skeleton(moved[0].title) == title_skeleton("PSA handoff")
