"""The past on the page: which commits it shows, what their charts say, and what is said where nothing is known."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from audit import gate
from judging import ALL, POLICY, both, ledger, table
from ledgergate.history.judging import NO_POLICY
from ledgergate.page.courses import chart
from ledgergate.page.history import SHALLOW
from ledgergate.page.past import History
from looking_back import past, product, troubled
from shown import Html, at, html, many, values, view
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.page.model import Page

PATH = re.compile(r"M(\d+) (-?\d+)|V(-?\d+)|H(\d+)")


def told(page: Page) -> History:
    assert page.history is not None
    return page.history


def columns(outline: str, top: int) -> dict[int, int]:
    """How high a layer's outline is in each column: from its upper edge down to the lower one."""
    x, y = 0, 0
    made: dict[int, int] = {}
    for start, high, vertical, horizontal in PATH.findall(outline):
        if start:
            x, y = int(start), int(high)
        elif vertical:
            y = int(vertical)
        else:
            to = int(horizontal)
            for column in range(min(x, to), max(x, to)):
                made[column] = made.get(column, 0) + (top - y if to > x else y - top)
            x = to
    return made


def charts(read: Html) -> list[tuple[int, list[dict[str, str]]]]:
    """The height of each chart and the layers that it draws."""
    made: list[tuple[int, list[dict[str, str]]]] = []
    for name, given in read.tags:
        if name == "svg":
            made.append((int(given["viewbox"].split()[3]) if given.get("class") == "chart" else 0, []))
        elif name == "path":
            made[-1][1].append(given)
    return [one for one in made if one[0]]


def test_every_number_of_the_charts_is_found_in_the_json_and_every_layer_is_as_high_as_it_says(tmp_path: Path) -> None:
    page = view(troubled(tmp_path / "product", 25, seed=1), last=30)
    made, read = values(page), html(page)
    shown = [one for one in read.numbers if one[0].startswith("history.")]
    assert len(shown) > 200
    for path, value, text in shown:
        assert float(value) == float(text) == at(made, path), path
    past = told(page)
    drawn = charts(read)
    assert len(drawn) == len(past.ledgers) + 1
    assert past.wrong_peak is not None
    wrong = list(zip(*(one.wrong for one in past.moments), strict=True))
    said = [(one.peak, [strand.counts for strand in one.by]) for one in past.ledgers] + [(past.wrong_peak, wrong)]
    for (top, layers), (peak, series) in zip(drawn, said, strict=True):
        assert top == peak
        heights = [columns(layer["d"], top) for layer in layers]
        gaps = {moment for counts in series for moment, one in enumerate(counts) if one is None}
        stated = [
            {moment: count for moment, count in enumerate(counts) if moment not in gaps}
            for counts in series
            if any(count for moment, count in enumerate(counts) if moment not in gaps)
        ]
        assert heights == stated


def test_the_charts_say_what_the_history_says_of_the_same_commits(tmp_path: Path) -> None:
    where = troubled(tmp_path / "product", 25, seed=2)
    shown = told(view(where, last=40))
    rows = {row.point.commit.oid: row.figures for row in past(where).rows}
    assert len(shown.moments) > 15
    for number, one in enumerate(shown.moments):
        figures = rows[one.oid]
        assert one.known == (not figures.trouble and not figures.notes)
        assert one.known == (None not in (*one.wrong, one.blocking, one.advisory, one.waived))
        if one.known:
            assert one.wrong == (figures.drifted, figures.dead, figures.unclassified)
            assert (one.blocking, one.advisory, one.waived) == (figures.blocking, figures.advisory, figures.waived)
        for course in shown.ledgers:
            by = None if figures.trouble else figures.by.get(course.ledger)
            said = {strand.value or "unclassified": strand.counts[number] for strand in course.by}
            assert by is None or {name: count for name, count in said.items() if count} == dict(by)
            assert by is not None or set(said.values()) == {None}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_last_point_is_the_partition_of_the_page(tmp_path: Path, seed: int) -> None:
    page = view(troubled(tmp_path / "product", 12, seed=seed), last=5)
    parted = {one.name: one.partition for one in page.ledgers if one.partition is not None}
    past = told(page)
    assert past.moments[-1].oid == page.state.oid
    assert {one.ledger for one in past.ledgers} == set(parted)
    for course in past.ledgers:
        part = parted[course.ledger]
        assert part is not None
        now = [(one.value, one.counts[-1]) for one in course.by]
        assert now[: len(part.by)] == [(one.value, one.count) for one in part.by]  # and so its colours are the bar's
        assert {count for _, count in now[len(part.by) :]} <= {0}
    assert past.moments[-1].blocking == (None if page.unchecked else page.verdict.blocking)


def test_a_class_has_the_colour_of_the_bar_and_one_that_is_gone_has_another(tmp_path: Path) -> None:
    where = product(tmp_path)  # its only item of class A went with the last commit
    page = view(where, last=30)
    (course,) = told(page).ledgers
    assert [(one.value, one.counts) for one in course.by] == [("B", (1, 2, 2, 2)), ("A", (1, 1, 1, 0))]
    (top, layers), _ = charts(html(page))
    assert (top, [one["class"] for one in layers]) == (3, ["c0", "c1"])
    bar = [given["class"] for name, given in html(page).tags if name == "rect" and "y" not in given][:1]
    assert bar == ["c0"]


def test_commits_that_change_no_governed_document_are_no_points_but_the_state_is_one(tmp_path: Path) -> None:
    where = product(tmp_path)
    for number in range(3):
        where.save({"src/app.py": f"{number}\n"}, "code")
    shown = told(view(where, last=30))
    assert [one.subject for one in shown.moments] == [
        "start", "a third item", "the report drifts", "the first item is gone", "code",
    ]  # fmt: skip
    assert [one.subject for one in told(view(where, last=2)).moments] == ["the first item is gone", "code"]


def test_a_document_that_moved_is_followed_to_where_its_policy_had_it(tmp_path: Path) -> None:
    where = product(tmp_path)
    where.remove("list.md")
    moved = POLICY.replace("list.md", "docs/list.md")
    where.save({"ledgergate.toml": moved, "docs/list.md": ledger(*ALL), "report.md": table(*ALL)}, "moved")
    assert len(told(view(where, last=30)).moments) == 5


def test_what_is_not_known_is_a_gap_and_no_nought(tmp_path: Path) -> None:
    where = Repository(tmp_path / "product")
    where.save({"list.md": ledger(*ALL)}, "before there was a policy")
    where.save({"ledgergate.toml": POLICY, **both()}, "the first policy")
    where.save({"ledgergate.toml": "[ledger\n"}, "a policy with a mistake")
    where.save({"ledgergate.toml": POLICY, "list.md": b"### C-1 \xff\xfe\n"}, "no text any more")
    where.save(both(), "mended")
    page = view(where, last=30)
    past = told(page)
    assert [one.known for one in past.moments] == [False, True, False, False, True]
    assert past.moments[0].why == NO_POLICY
    assert "list.md" in past.moments[3].why
    assert [one.drifted for one in past.moments] == [None, 0, None, None, 0]
    (course,) = past.ledgers
    assert course.items == (None, 3, None, None, 3)
    assert {one.counts[at] for one in course.by for at in (0, 2, 3)} == {None}
    read = html(page)
    gaps = [(given["x"], given["width"]) for name, given in read.tags if given.get("class") == "gap"]
    assert gaps == [("0", "1"), ("2", "2")]
    assert NO_POLICY in read.seen


@pytest.mark.parametrize("commits", [0, 1])
def test_one_point_is_no_chart(tmp_path: Path, commits: int) -> None:
    where = Repository(tmp_path / "product")
    where.save({"ledgergate.toml": POLICY, **both()})
    for _ in range(commits):
        where.save({"ledgergate.toml": POLICY.replace("candidates", "others")}, "another ledger")
    read = html(view(where, last=30))
    assert [given["id"] for name, given in read.tags if given.get("id", "").startswith("course-")] == []
    assert charts(read) == []


def test_a_ledger_that_never_had_an_item_has_no_chart(tmp_path: Path) -> None:
    where = Repository(tmp_path / "product")
    for text in ("# Candidates\n", "# Candidates\n\nNone yet.\n"):
        where.save({"ledgergate.toml": POLICY, "list.md": text, "report.md": table()})
    page = view(where, last=30)
    assert told(page).ledgers == ()
    assert charts(html(page)) == []


def test_where_hardly_a_commit_could_be_read_one_line_says_why_and_that_there_was_no_policy_is_no_news(
    tmp_path: Path,
) -> None:
    where = Repository(tmp_path / "product")
    where.save({"list.md": ledger(*ALL)}, "before there was a policy")
    where.save({"ledgergate.toml": POLICY, **both()}, "the first policy")
    assert "history" not in html(view(where, last=30)).ids
    where.save({"ledgergate.toml": "[ledger\n"}, "a policy with a mistake")
    where.save({"ledgergate.toml": POLICY}, "mended")
    (note,) = told(view(where, last=2)).notes
    assert note.startswith("No charts, since fewer than two commits could be read: its policy cannot be read")
    assert "No charts" in html(view(where, last=2)).seen


def test_the_index_is_shown_with_the_history_up_to_the_commit_before_it(tmp_path: Path) -> None:
    where = product(tmp_path)
    where.files(both(ledger(*ALL[:1]), table(*ALL[:1])))
    where.stage()
    page = view(where, staged=True, last=30)
    assert told(page).moments[-1].oid == where.oid()
    assert "the commit before what is shown" in html(page).seen


def test_a_policy_that_is_tried_is_asked_of_every_commit(tmp_path: Path) -> None:
    where = product(tmp_path)
    tried = tmp_path / "tried.toml"
    tried.write_text(POLICY.replace('"candidates"', '"tried"').replace("[ledger.candidates]", "[ledger.tried]"))
    page = view(where, policy=str(tried), last=30)
    assert [one.items for one in told(page).ledgers] == [(2, 3, 3, 2)]


def test_a_shallow_clone_shows_what_it_has_and_says_that_more_came_before(tmp_path: Path) -> None:
    where = product(tmp_path)
    for depth in (1, 3):
        clone = where.clone(tmp_path / f"clone-{depth}", "--depth", str(depth))
        page = view(clone, last=30)
        assert len(told(page).moments) == depth
        read = html(page)
        assert SHALLOW in read.seen
        assert len(charts(read)) == (2 if depth > 1 else 0)


def test_without_gitpython_the_page_is_written_and_says_why_it_has_no_charts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = product(tmp_path)
    monkeypatch.setitem(sys.modules, "git", None)
    page = view(where, last=30)
    assert told(page).moments == ()
    assert "GitPython is not installed" in html(page).seen


def test_charts_are_there_without_being_asked_for_and_can_be_left_out(tmp_path: Path) -> None:
    where = product(tmp_path)
    usual, none = (gate(where, "report", *words) for words in ((), ("--history", "0")))
    assert (usual.returncode, none.returncode) == (0, 0), usual.stderr
    assert len(charts(Html(usual.stdout))) == 2
    assert "Over time" not in none.stdout
    assert usual.stdout == gate(where, "report").stdout  # the second time from the cache
    assert gate(where, "report", "--history", "-1").returncode == 2


def test_thirty_commits_of_a_thousand_candidates_with_a_finding_each_are_still_a_small_file(tmp_path: Path) -> None:
    where = many(tmp_path, 1000)
    where.save({"docs/guide.md": "# Guide\n"}, "a guide without a word, which each of them cites")
    page = view(where, last=2)
    (course,) = told(page).ledgers
    moments = tuple(told(page).moments[-1].but(drifted=100 + one, unclassified=one) for one in range(30))
    by = tuple(one.but(counts=tuple(100 + number for number in range(30))) for one in course.by)
    longest = History(30, moments, (course.but(items=tuple(range(700, 730)), by=by),), 200, ())
    assert len(html(page.but(history=longest)).text.encode()) < 500_000


def test_a_layer_without_items_is_not_drawn_and_a_chart_of_noughts_has_none() -> None:
    assert [one.number for one in chart([(0, 0), (1, None), (2, 3)], 3).layers] == [1, 2]
    assert chart([(0, 0)], 0).layers == ()
