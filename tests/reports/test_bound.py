"""Numbers that a policy binds one by one: what is counted, and where."""

from __future__ import annotations

import pytest

from judging import accepts, findings, rejects
from ledgergate.errors import Misused

TASKS = """
[vocabulary.state]
values = ["Completed", "Remaining"]
[ledger.tasks]
sources = [{ path = "PROGRESS.md", items = "list", under = ["Completed", "Remaining"] }]
fields.state = { from = "heading", values = "state" }
[[report]]
path = "PROGRESS.md"
ledger = "tasks"
"""
COUNTS = "totals = [{ pattern = '(?P<state>Completed|Remaining) \\((?P<count>\\d+) tasks\\)' }]\n"
SHARE = (
    "totals = [{ pattern = '(?P<percent>[\\d.]+)% \\((?P<count>\\d+)/(?P<of>\\d+) tasks\\)', "
    'where = { state = "Completed" } }]\n'
)


def progress(done: str = "2", status: str = "", extra: str = "") -> dict[str, str | bytes]:
    text = f"# Progress\n\n{status}\n\n## Completed ({done} tasks)\n\n1. One\n2. Two\n{extra}\n"
    text += "## Remaining (1 tasks)\n\n- Three\n"
    return {"PROGRESS.md": text}


def test_a_count_in_a_heading_counts_the_items_below_it() -> None:
    accepts(progress(), TASKS + COUNTS)
    rejects("LG305", progress("3"), TASKS + COUNTS, at=5, key="3", says="this says 3", cure="write 2")


def test_a_list_that_goes_on_below_a_bold_line_goes_on() -> None:
    extra = "\n**Second half**\n3. Four\n4. Five\n"

    accepts(progress("4", extra=extra), TASKS + COUNTS)
    rejects("LG305", progress("2", extra=extra), TASKS + COUNTS, at=5, cure="write 4")


@pytest.mark.parametrize("status", ["67% (2/3 tasks)", "66.7% (2/3 tasks)", "66% (2/3 tasks)"])
def test_a_share_may_be_rounded(status: str) -> None:
    accepts(progress(status=status), TASKS + SHARE)


@pytest.mark.parametrize("status", ["67% (1/3 tasks)", "67% (2/4 tasks)", "60% (2/3 tasks)"])
def test_each_number_of_a_share_is_held(status: str) -> None:
    rejects("LG305", progress(status=status), TASKS + SHARE, at=3, says="counts 2/3 (67%)")


def test_a_binding_that_finds_no_number_is_said() -> None:
    rejects("LG305", progress(), TASKS + SHARE, path="PROGRESS.md", says="states none")


SPECS = """
[ledger.specs]
sources = [{ path = "specs/*/", items = "files", key = { from = "folder" } }]
[[report]]
path = "STATUS.md"
ledger = "specs"
rows = { items = "table", key = { from = "link", pattern = '(?P<key>[^/]+)/spec.md$' } }
totals = [
  { pattern = 'FR (?P<count>\\d+)', counts = "keys", keys = '\\*\\*(FR-\\d+[a-z]?)\\*\\*', file = "linked" },
  { pattern = '(?P<count>\\d+)/(?P<of>\\d+) passed', counts = "boxes", file = "linked" },
]
"""


def status(note: str, target: str = "specs/001-a/spec.md") -> dict[str, str | bytes]:
    return {
        "specs/001-a/spec.md": "# A\n\n- **FR-1** x\n- **FR-2** y, see **FR-1**\n"
        "- [x] done\n- [ ] open\n\n```\n**FR-9**\n- [x] no\n```\n",
        "STATUS.md": f"| Spec | Notes |\n|---|---|\n| [A]({target}) | {note} |\n",
    }


def test_keys_and_boxes_are_counted_in_the_linked_document() -> None:
    accepts(status("FR 2, 1/2 passed"), SPECS)


@pytest.mark.parametrize(("note", "cure"), [("FR 3, 1/2 passed", "write 2"), ("FR 2, 2/2 passed", "write 1/2")])
def test_a_wrong_number_of_a_linked_document_is_refused(note: str, cure: str) -> None:
    rejects("LG305", status(note), SPECS, path="STATUS.md", at=3, cure=cure, says="specs/001-a/spec.md counts")


def test_a_number_whose_document_is_not_linked_is_said() -> None:
    said = [one.message for one in findings(status("FR 2, 1/2 passed", "gone.md"), SPECS) if one.code == "LG305"]

    assert len(said) == 2
    assert all("not linked here" in one for one in said)


OWN = """
[ledger.specs]
sources = [{ path = "specs/*/spec.md", items = "files", key = { from = "folder" } }]
[[report]]
path = "specs/*/tasks.md"
ledger = "specs"
totals = [{ pattern = 'Total tasks: (?P<count>\\d+)', counts = "boxes", file = "." }]
"""


def test_a_document_may_count_what_stands_in_all_of_it() -> None:
    def tasks(count: int) -> dict[str, str | bytes]:
        text = f"# Tasks\n\n## Now\n\n- [x] one\n- [ ] two\n\n## Summary\n\nTotal tasks: {count}\n"
        return {"specs/a/spec.md": "# A\n", "specs/a/tasks.md": text}

    accepts(tasks(2), OWN)
    rejects("LG305", tasks(3), OWN, path="specs/a/tasks.md", at=10, cure="write 2")


FOLDERS = """
[ledger.specs]
sources = [{ path = "specs/*/requirements.md", items = "files", key = { from = "folder" } }]
[[report]]
path = "specs/README.md"
ledger = "specs"
rows = { items = "list", key = { from = "link" } }
"""


def test_a_link_to_the_folder_that_gives_an_item_its_key_leads_to_the_item() -> None:
    def specs(first: str) -> dict[str, str | bytes]:
        made: dict[str, str | bytes] = {f"specs/{name}/requirements.md": f"# The {name}\n" for name in ("lamp", "roof")}
        return made | {"specs/README.md": f"# Specs\n\n- [Light]({first})\n- [The roof](roof/requirements.md)\n"}

    assert "LG301" not in [one.code for one in findings(specs("lamp/"), FOLDERS)]
    assert "LG301" in [one.code for one in findings(specs("lamp/design.md"), FOLDERS)]


PHASES = """
[ledger.phases]
sources = [{ path = "ROADMAP.md", items = "headings", level = 3, key = '^(?P<key>Phase \\d+)' }]
[ledger.plans]
sources = [{ path = "ROADMAP.md", items = "tasks", key = '^(?P<key>\\d+-\\d+)' }]
fields.state = { from = "checkbox" }
[[report]]
path = "ROADMAP.md"
ledger = "phases"
rows = { items = "table", key = { from = "cell:Phase", pattern = '^(?P<key>\\d+)', prefix = "Phase " } }
totals = { column = "Plans", counts = "boxes" }
[[report]]
path = "STATE.md"
ledger = "plans"
totals = { at = "progress.done", where = { state = "checked" } }
"""


def roadmap(second: str = "1/2", done: str = "2") -> dict[str, str | bytes]:
    return {
        "ROADMAP.md": "### Phase 1: A\n\n- [x] 01-01 x\n\n### Phase 2: B\n\n- [x] 02-01 y\n- [ ] 02-02 z\n\n"
        f"## Progress\n\n| Phase | Plans |\n|---|---|\n| 1. A | 1/1 |\n| 2. B | {second} |\n",
        "STATE.md": f"---\nprogress:\n  done: {done}\n---\n# State\n",
    }


def test_a_column_is_counted_in_each_rows_item() -> None:
    accepts(roadmap(), PHASES)
    rejects("LG305", roadmap("0/2"), PHASES, path="ROADMAP.md", at=15, key="Phase 2", cure="write 1/2")


def test_a_counter_of_the_front_matter_is_held() -> None:
    rejects("LG305", roadmap(done="3"), PHASES, path="STATE.md", at=3, key="3", cure="write 2")


def test_a_counter_that_is_gone_is_said() -> None:
    files = roadmap()
    files["STATE.md"] = "# State\n"

    rejects("LG305", files, PHASES, path="STATE.md", says="states none")


def test_a_sum_is_the_sum_of_its_terms() -> None:
    policy = TASKS + "totals = [{ pattern = '(?P<terms>[\\d+]+) = (?P<count>\\d+)', counts = \"sum\" }]\n"

    accepts(progress(status="2+2+1 = 5"), policy)
    rejects("LG305", progress(status="2+2+1 = 6"), policy, at=3, cure="write 5")


SCORE = """
[ledger.list]
items = ["One"]
[[report]]
path = "spec.md"
totals = [
  { pattern = '(?i)score\\s*:\\s*(?P<terms>[^\\d\\n=][^\\n=]*?\\d)[^\\d\\n]*?(?:=|gesamt|total)\\s*:?\\s*(?P<count>\\d+)\\s*/\\s*(?P<of>\\d+)', counts = "sum", optional = true },
  { pattern = '(?i)score\\s*:\\s*(?P<count>\\d+)\\s*/\\s*(?P<of>\\d+)\\s*[(:=–—-]+\\s*(?P<terms>[^\\d\\n)]+\\d[^\\n)]*)', counts = "sum", optional = true },
]
"""  # noqa: E501  # the preset's own patterns


@pytest.mark.parametrize(
    "line",
    [
        "**Score**: Nutzen 2 + Dringlichkeit 2 + Umfang 1 = 5/6",
        "- **Score**: Nutzen: 2 | Dringlichkeit: 2 | Umfang: 1 | **Gesamt: 5/6**",
        "- **Score**: Nutzen: 2 | Dringlichkeit: 2 | Umfang: 1 | **Gesamt**: **5 / 6**",
        "**Score**: 5/6 (Nutzen 2, Dringlichkeit 2, Umfang 1)",
        "**Score**: Nutzen 2/2, Dringlichkeit 2/2, Umfang 1/2, total 5/6",
        "**Score**: 5/6",
        "The score of the last audit was 5 of 6.",
        "**Scoreboard**: 3 teams",
        "",
    ],
)
def test_a_score_whose_parts_and_sum_agree_passes(line: str) -> None:
    accepts({"spec.md": f"# Spec\n\n{line}\n"}, SCORE)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("**Score**: Nutzen 2 + Dringlichkeit 2 + Umfang 1 = 6/6", "this says 6/6; its parts add up to 5/6"),
        (
            "**Score**: Nutzen: 2 | Dringlichkeit: 1 | Umfang: 1 | **Gesamt: 5/6**",
            "this says 5/6; its parts add up to 4/6",
        ),
        ("**Score**: 5/6 (Nutzen 2, Dringlichkeit 2, Umfang 2)", "this says 5/6; its parts add up to 6/6"),
        ("**Score**: Nutzen 1 + Dringlichkeit 1 + Umfang 3 = 5/6", "Umfang 3 is more than 2"),
    ],
)
def test_a_wrong_part_or_sum_of_a_score_is_told(line: str, said: str) -> None:
    rejects("LG305", {"spec.md": f"# Spec\n\n{line}\n"}, SCORE, at=3, says=said)


AREAS = """
[vocabulary]
state.values = ["built", "planned"]
side.values = ["inside", "outside"]
[ledger.areas]
items = ["Shell", "Inbox"]
fields.state = { values = "state", required = true }
fields.side = { values = "side", required = true }
[[report]]
path = "states.md"
ledger = "areas"
rows = { items = "table", key = ["Area", "Bereich"], columns = { State = "state", Stand = "state", Side = "side" } }
classifies = ["state"]
[[report]]
path = "sides.md"
ledger = "areas"
rows = { items = "table", key = ["Area", "Bereich"], columns = { Side = "side", Seite = "side" } }
classifies = ["side"]
"""


def areas(states: str = "built", side: str = "inside", seite: str = "outside") -> dict[str, str | bytes]:
    rows = f"| Shell | {states} | {side} |\n| Inbox | planned | outside |\n"
    return {
        "states.md": f"# States\n\n| Area | State | Side |\n|---|---|---|\n{rows}",
        "sides.md": f"# Seiten\n\n| Bereich | Seite |\n|---|---|\n| Shell | inside |\n| Inbox | {seite} |\n",
    }


def test_two_reports_may_classify_different_fields_in_two_languages() -> None:
    accepts(areas(), AREAS)
    rejects("LG201", areas(states=""), AREAS, at=5, says="'Shell' has no state")
    rejects("LG201", areas(seite="?"), AREAS, at=6, says="'Inbox' has the placeholder '?' for its side")


def test_the_other_report_is_held_to_what_was_classified() -> None:
    rejects("LG303", areas(side="outside"), AREAS, at=5, says="this row says side outside of 'Shell'")


def test_a_field_is_classified_once_and_must_be_a_column() -> None:
    with pytest.raises(Misused) as raised:
        findings(
            areas(), AREAS.replace('classifies = ["side"]', "classifies = true") + AREAS[AREAS.index("[[report]]") :]
        )
    assert "a second report that classifies 'areas' by state; one may" in " ".join(raised.value.mistakes)

    with pytest.raises(Misused, match="1 mistake") as raised:
        findings(areas(), AREAS.replace('classifies = ["side"]', 'classifies = ["sid"]'))
    assert "classifies: unknown field 'sid'; did you mean 'side'?" in raised.value.mistakes[0]


@pytest.mark.parametrize(
    ("total", "key"),
    [
        ('by = "state", pattern = "(?P<count>x)"', "pattern"),
        ('pattern = "(?P<count>x)", counts = "boxes", where = { state = "Completed" }', "where"),
        ('pattern = "(?P<count>x)", file = "linked"', "file"),
        ('pattern = "(?P<count>x)", keys = "y"', "keys"),
        ('at = "done", counts = "boxes"', "counts"),
        ('column = "Tasks", under = "Progress"', "under"),
    ],
)
def test_a_key_that_would_have_no_effect_is_a_mistake(total: str, key: str) -> None:
    with pytest.raises(Misused) as raised:
        findings(progress(), TASKS + f"totals = [{{ {total} }}]\n")
    assert f".{key}:" in str(raised.value)


SECTIONS = """
[vocabulary.state]
values = ["完了", "未完了"]
aliases = { "✅" = "完了", "⬜" = "未完了" }
[ledger.tasks]
sources = [{ path = "TASKS.md", items = "table", under = "一覧", key = "ID" }]
fields.state = { label = "状態", values = "state", required = true }
[[report]]
path = "TASKS.md"
ledger = "tasks"
[[report.totals]]
pattern = '\\((?P<count>\\d+)/(?P<of>\\d+) = (?P<percent>\\d+)%\\)'
counts = "rows"
where = { state = "完了" }
"""


def test_rows_of_one_value_are_counted_in_their_section() -> None:
    rows = "| ID | 状態 |\n|---|---|\n| T-{0}1 | ✅ |\n| T-{0}2 | ⬜ |\n| T-{0}3 | ✅ 完了 |\n\n"
    text = "# 一覧\n\n## 基盤 (2/3 = 67%)\n\n" + rows.format(1) + "## 画面 (2/3 = 66%)\n\n" + rows.format(2)

    accepts({"TASKS.md": text}, SECTIONS)
    rejects("LG305", {"TASKS.md": text.replace("基盤 (2/3", "基盤 (1/3")}, SECTIONS, at=3, says="counts 2/3 (67%)")
    rejects("LG305", {"TASKS.md": text.replace("画面 (2/3", "画面 (2/4")}, SECTIONS, at=11)


LEDGER = """
[ledger.items]
sources = [{ path = "list.md", items = "table", key = "ID" }]
[[report]]
path = "report.md"
ledger = "items"
covers = "none"
"""
LIST = "| ID |\n|---|\n| C-1 |\n| C-2 |\n"


def bound(text: str, pattern: str) -> list[str]:
    files: dict[str, str | bytes] = {"list.md": LIST, "report.md": f"# R\n\n{text}\n"}
    return [one.message for one in findings(files, LEDGER + f"totals = [{{ pattern = '{pattern}' }}]\n")]


@pytest.mark.parametrize("text", ["2", "2.", "002", "~2", "２"])
def test_a_bound_number_is_read_as_people_write_it(text: str) -> None:
    assert bound(f"Items: {text}", r"Items: (?P<count>\S+)") == []


@pytest.mark.parametrize("text", ["1,200", "1.200", "1'200"])
def test_thousands_are_read_and_compared(text: str) -> None:
    assert bound(f"Items: {text}", r"Items: (?P<count>\S+)") == [
        "this says 1200 for items; the ledger 'items' counts 2"
    ]


@pytest.mark.parametrize("text", ["-2", "²", ".2.", "2,", "1,2,3", "9" * 5000])
def test_what_is_no_number_is_told_and_stops_nothing(text: str) -> None:
    (said,) = bound(f"Items: {text} x", r"Items: (?P<count>[^ ]+) x") or ("",)
    assert text == "2," or "is not understood as a number" in said


@pytest.mark.parametrize("text", ["C-1 … C-2", "C-1 … 2", "C-01 … C-02", "1 … 2", "C‑7 … C-8"])
def test_a_range_of_keys_is_as_many_as_stand_in_it(text: str) -> None:
    assert bound(text, r"(?P<first>\S+) … (?P<last>\S+)") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("C-1 … C-3", "this says 3"), ("C-2 … C-1", "runs backwards"), ("C-1 … D-2", "their keys begin differently"),
        ("C-1a … C-2", "both ends need a number"),
    ],
)  # fmt: skip
def test_a_range_that_is_wrong_or_none(text: str, says: str) -> None:
    (said,) = bound(text, r"(?P<first>\S+) … (?P<last>\S+)")
    assert says in said


def test_a_bound_number_stands_on_its_own_line() -> None:
    files: dict[str, str | bytes] = {"list.md": LIST, "report.md": "**Updated**: 2026\n**Total Parts**: 5\nmore\n"}
    policy = LEDGER + "totals = [{ pattern = 'Total Parts\\W+(?P<count>\\d+)' }]\n"
    one = rejects("LG305", files, policy, at=2)
    assert one.place.column == 3

    files["report.md"] = "Total\n5\n"
    rejects("LG305", files, LEDGER + "totals = [{ pattern = 'Total\\s+(?P<count>\\d+)' }]\n", at=2)

    files["report.md"] = "| A | B |\n|---|---|\n| x | **ä** of 5 |\n"
    one = rejects("LG305", files, LEDGER + "totals = [{ pattern = 'of (?P<count>\\d+)' }]\n", at=3)
    assert one.place.column == 13
