"""Tombstones, lookalikes, invisible characters, keys and reports that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from judging import ALL, POLICY, accepts, both, findings, ledger, rejects, table
from small_team import staged
from support import Repository

CLOSED = POLICY.replace(
    "fields.bucket =", 'dispositions = { path = "list.md", under = ["Closed"] }\nfields.bucket =', 1
)


def closed(*lines: str) -> dict[str, str | bytes]:
    return both(ledger(*ALL, more="## Closed\n\n" + "".join(f"- {line}\n" for line in lines)))


@pytest.mark.parametrize(
    "line",
    [
        "C-7 merged into C-2",
        "~~C-7 Old wish~~ dropped: nobody asked for it",
        "C-7 Superseded by C-1",
        "C-7 entfallen, weil C-1 reicht",
    ],
)
def test_a_tombstone_that_says_where_or_why_is_accepted(line: str) -> None:
    accepts(closed(line), CLOSED)


def test_a_merge_into_nothing_is_refused() -> None:
    rejects("LG207", closed("C-7 merged into C-99"), CLOSED, says="C-99, which is in no ledger", key="C-7", at=17)


def test_a_tombstone_without_a_reason_is_refused() -> None:
    rejects("LG207", closed("C-7 dropped"), CLOSED, cure="C-7 dropped: REASON")


def test_a_closed_key_that_stands_open_is_refused() -> None:
    rejects("LG207", closed("C-2 dropped: no demand"), CLOSED, says="stands open at list.md:7")


def test_a_chain_of_merges_is_accepted() -> None:
    accepts(closed("C-7 merged into C-8", "C-8 merged into C-1"), CLOSED)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["C-7 merged into C-7"], "C-7, which is itself"),
        (["C-7 merged into C-1, C-99"], "C-99, which is in no ledger"),
        (["C-7 superseded by specs/999-links"], "specs/999-links, which is not there"),
        (["C-7 superseded by `docs/other.md`, as agreed"], "docs/other.md, which is not there"),
    ],
)
def test_a_tombstone_that_leads_nowhere_is_refused(lines: list[str], says: str) -> None:
    rejects("LG207", closed(*lines), CLOSED, says=says, key="C-7")


def test_tombstones_that_lead_to_one_another_are_refused() -> None:
    told = findings(closed("C-7 merged into C-8", "C-8 merged into C-7"), CLOSED)
    assert [(one.code, one.key) for one in told] == [("LG207", "C-7"), ("LG207", "C-8")]


@pytest.mark.parametrize(
    "line",
    [
        "C-7 superseded by report.md",
        "C-7 superseded by [the report](report.md)",
        "C-7 superseded by acme/platform#41",
        "C-7 superseded by https://example.org/specs/999-links.md",
        "C-7 superseded by github.com/acme/specs",
        "C-7 superseded by the export/import work",
        "C-7 moved to platform/backlog.md",
        "C-7 merged into C-1, 2025-03-04",
        "C-7 merged into C-1 and C-2",
        "C-7 duplicate of C-8 | C-8 dropped: no demand",
    ],
)
def test_a_tombstone_that_leads_elsewhere_is_accepted(line: str) -> None:
    accepts(closed(*line.split(" | ")), CLOSED)


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u202e", "\u2066"])
def test_an_invisible_character_in_a_title_is_named(sign: str) -> None:
    items = (("C-1", f"PSA hand{sign}off", "A"), *ALL[1:])

    rejects("LG210", {"list.md": ledger(*items)}, _without_report(), says=f"U+{ord(sign):04X}", key="C-1", at=3)


def test_joiners_of_emoji_and_of_scripts_are_welcome() -> None:
    items = (("C-1", "Family view \U0001f468\u200d\U0001f469\u200d\U0001f467", "A"), ("C-2", "می\u200cخواهم", "B"))

    accepts({"list.md": ledger(*items)}, _without_report())


def test_two_titles_of_the_same_words_are_told() -> None:
    items = (*ALL, ("C-4", "Reviews: the export of the tenant", "B"), ("C-5", "Tenant review export", "B"))

    rejects("LG208", {"list.md": ledger(*items)}, _without_report(), key="C-5", says="same words")


def test_titles_that_differ_in_a_number_alone_are_two() -> None:
    items = (("C-1", "Lamp release 0.7.1-alpha.1", "A"), ("C-2", "Lamp release 0.7.0-alpha.1", "B"))
    accepts({"list.md": ledger(*items)}, _without_report())

    turned = (("C-1", "Lamp release 0.7.1-alpha.1", "A"), ("C-2", "Release: lamp 0.7.1-alpha.1", "B"))
    rejects("LG208", {"list.md": ledger(*turned)}, _without_report(), key="C-2", says="same words")


def test_a_word_that_stands_twice_in_one_title_tells_it_from_the_other() -> None:
    items = (("C-1", "Lamp spec: door.md", "A"), ("C-2", "Lamp spec: spec-door.md", "B"))
    accepts({"list.md": ledger(*items)}, _without_report())


def test_what_took_the_place_of_another_may_be_called_as_that_one() -> None:
    policy = _without_report().replace('C = "Won\'t do"', 'superseded = "Superseded"').replace('covered = "C"', "")
    gone, here = ("C-1", "Land the lamp export", "Superseded"), ("C-2", "Land the lamp export", "A")
    accepts({"list.md": ledger(gone, here)}, policy)
    rejects("LG208", {"list.md": ledger((*gone[:2], "B"), here)}, policy, key="C-2", says="same words")


def test_parts_of_two_wholes_may_be_called_alike() -> None:
    alike = (("7.1", "Land the lamp export", "A"), ("8.1", "Land the lamp export", "B"))
    assert not findings({"list.md": ledger(*alike)}, _by_numbers())

    for key, other in (("7.2", alike), ("9", alike[:1]), ("2024.1", (("2025.7", *alike[0][1:]),))):
        rejects("LG208", {"list.md": ledger(*other, (key, "Export: land the lamp", "A"))}, _by_numbers(), key=key)


def _by_numbers() -> str:
    return _without_report().replace("C-\\d+", "\\d+(?:\\.\\d+)?")


_LEVELS = [
    ("", True),
    ('[rules]\nlookalike-items = "off"\n', False),
    ('[rules]\nLG208 = "off"\n', False),
    ('[rules]\n"*" = "off"\n', False),
    ('[rules]\n"*" = "off"\nLG208 = "advise"\n', True),
    ('[rules]\nLG208 = "off"\n[rules.paths]\n"list.md" = { lookalike-items = "block" }\n', True),
]


@pytest.mark.parametrize(("levels", "wanted"), _LEVELS)
def test_likenesses_are_told_where_some_line_of_either_policy_wants_them(
    levels: str, wanted: bool, tmp_path: Path
) -> None:
    items = (*ALL, ("C-4", "Reviews: the export of the tenant", "B"), ("C-5", "Tenant review export", "B"))
    policy = _without_report() + levels
    repository = Repository(tmp_path)
    repository.save({"ledgergate.toml": policy})
    found = staged(repository, {"list.md": ledger(*items)})
    assert ("LG208" in [one.code for one in found]) is wanted
    off = _without_report() + '[rules]\nLG208 = "off"\n'
    found = staged(repository, {"ledgergate.toml": off})
    assert ("LG208" in [one.code for one in found]) is wanted


def test_short_titles_that_share_a_word_are_not_lookalikes() -> None:
    accepts({"list.md": ledger(*ALL, ("C-4", "Search", "A"), ("C-5", "Search tenant", "B"))}, _without_report())


PLAIN = """
[ledger.candidates]
sources = [{ path = "list.md", items = "table", key = "Key" }]
"""


@pytest.mark.parametrize("key", ["\u0421-1", "C-\u0661", "\uff23-1"])
def test_keys_that_are_equal_to_every_reader_are_refused(key: str) -> None:
    rejects("LG214", {"list.md": f"| Key |\n|---|\n| C-1 |\n| {key} |\n"}, PLAIN, says="look alike", at=4)


@pytest.mark.parametrize("key", ["Ö-1", "C-11", "Д-1", "候補1"])
def test_keys_that_readers_tell_apart_are_not(key: str) -> None:
    accepts({"list.md": f"| Key |\n|---|\n| O-1 |\n| C-1 |\n| {key} |\n"}, PLAIN)


KEYED = """
[ledger.keps]
sources = [{ path = "keps/*/kep.yaml", items = "files", key = { from = "folder" } }]
fields.number = { label = "kep-number", kind = "key" }
"""


@pytest.mark.parametrize("number", ["2043", "02043", "KEP-2043"])
def test_places_that_agree_on_the_key_are_accepted(number: str) -> None:
    accepts({"keps/2043-resources/kep.yaml": f"kep-number: {number}\n"}, KEYED)


def test_front_matter_with_another_number_is_refused() -> None:
    files: dict[str, str | bytes] = {"keps/2043-resources/kep.yaml": "title: x\nkep-number: 1884\n"}

    rejects("LG211", files, KEYED, at=2, says="2043 in one place and 1884 in another", cure="write 2043")


TWO = """
[vocabulary.lane]
values = ["next", "later"]
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
key = '^(?P<key>C-\\\\d+)'
[[report]]
path = "one.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Lane = "lane" } }
[[report]]
path = "two.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate", columns = { Lane = "lane" } }
""".replace("\\\\", "\\")


def _lanes(*lanes: str) -> str:
    rows = "".join(f"| {key} | {lane} |\n" for (key, _, _), lane in zip(ALL, lanes, strict=True))
    return "| Candidate | Lane |\n|---|---|\n" + rows


def test_two_reports_that_disagree_are_refused() -> None:
    files: dict[str, str | bytes] = {
        "list.md": ledger(*ALL), "one.md": _lanes("next", "later", "next"), "two.md": _lanes("next", "next", "next"),
    }  # fmt: skip

    rejects("LG308", files, TWO, path="two.md", at=4, key="C-2", says="one.md says later")


@pytest.mark.parametrize("kind", ['values = "times"', 'kind = "text"'])
def test_words_of_a_field_that_its_ledger_describes_are_compared_and_its_prose_is_not(kind: str) -> None:
    files: dict[str, str | bytes] = {
        "list.md": ledger(*ALL), "one.md": _lanes("next", "later", "next"), "two.md": _lanes("next", "next", "next"),
    }  # fmt: skip
    described = TWO.replace("[[report]]", f'fields.lane = {{ label = "Lane", {kind} }}\n[[report]]', 1)
    described = described.replace("[vocabulary.lane]", "[vocabulary.times]" if "times" in kind else "[vocabulary.lane]")
    if "times" in kind:
        rejects("LG308", files, described, path="two.md", at=4, key="C-2", says="one.md says later")
    else:
        accepts(files, described)


def test_two_reports_that_agree_are_accepted() -> None:
    same = _lanes("next", "later", "next")

    accepts({"list.md": ledger(*ALL), "one.md": same, "two.md": same}, TWO)


def _without_report() -> str:
    return POLICY[: POLICY.index("[[report]]")]


def test_the_words_of_this_file_are_the_clean_ones() -> None:
    accepts({"list.md": ledger(*ALL), "report.md": table(*ALL)})


def test_items_that_are_known_by_a_key_alone_have_no_titles_to_confuse() -> None:
    policy = '[ledger.l]\nsources = [{ path = "t/*.md", items = "files" }]\nkey = "^(?P<key>task-epic-[\\\\d.]+)"\n'

    accepts({"t/task-epic-11.4.5-x.md": "Words.\n", "t/task-epic-11.5.4-y.md": "Words.\n"}, policy)


def test_todo_is_a_value_where_the_vocabulary_has_one() -> None:
    policy = (
        '[vocabulary.s]\nvalues = ["To Do", "Done"]\n[ledger.l]\nsources = [{ path = "x.md", items = "headings" }]\n'
    )
    policy += 'fields.s = { label = "Status", values = "s", required = true }\n'

    accepts({"x.md": "## One\n\nStatus: TODO\n\n## Two\n\nStatus: done\n"}, policy)
    rejects(
        "LG201", {"x.md": "## One\n\nStatus: TODO\n"}, policy.replace("To Do", "Open"), says="the placeholder 'TODO'"
    )


def test_a_row_whose_key_only_looks_like_the_items_key() -> None:
    """Its title names the item still, and whoever looks for C-2 in the report does not find it."""
    rows = (ALL[0], ("\u0421-2", *ALL[1][1:]), ALL[2])
    rejects("LG214", both(report_md=table(*rows)), path="report.md", at=6, says="look alike", cure="C-2")


@pytest.mark.parametrize("key", ["C–2", "C\u20112", "C-２"])
def test_dashes_and_digits_of_a_rows_key_are_what_editors_make_of_them(key: str) -> None:
    rows = (ALL[0], (key, *ALL[1][1:]), ALL[2])
    assert not [one for one in findings(both(report_md=table(*rows))) if one.code == "LG214"]


def test_a_row_may_have_the_letters_that_its_item_has() -> None:
    plain = """
[ledger.candidates]
sources = [{ path = "list.md", items = "table", key = "Key" }]
[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Key" }
"""
    same = "| Key |\n|---|\n| Сахар |\n| Тест |\n"
    accepts({"list.md": same, "report.md": same}, plain)
