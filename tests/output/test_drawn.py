"""Pictures as they are drawn: each whole, letter by letter, beside this file, so that a reviewer can look at them.

Where a picture is meant to look otherwise: `python tests/output/test_drawn.py` draws them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.output.badges import COLORS, Badge, as_json, as_svg
from ledgergate.output.charts import stacked

PICTURES = Path(__file__).parent / "pictures"
DAYS = [f"2027-01-{day:02}" for day in range(1, 32)]
NAMES = ["Now critical", "Later", "Won't do", "a" * 28, "b" * 29, "漢字" * 6, "Seven", "Eight", "Nine", "Ten", "Eleven"]
CHARTS: dict[str, tuple[list[str], dict[str, list[int]], str]] = {
    "chart-few": (DAYS[:3], {"A": [10, 5, 5], "none": [0, 0, 0], "B": [10, 15, 4]}, "Candidates, 3 days"),
    "chart-one-label": (DAYS[:1], {"A": [3], "B": [1234]}, "t"),
    "chart-nothing": ([], {}, "漢"),
    "chart-many": (
        DAYS, {name: [at * (at + number) // 2 for at in range(31)] for number, name in enumerate(NAMES)}, "T" * 91,
    ),
    "chart-twelve": (DAYS[:12], {"A": [*range(12)]}, "T" * 90),
}  # fmt: skip
BADGES = {
    "badge-green": Badge("passed", "brightgreen"),
    "badge-red": Badge("2 <refused>, 漢字", "red"),
    "badge-long": Badge("m" * 81, "lightgrey", dark=True),
}


def drawn(name: str) -> str:
    if name in BADGES:
        return as_svg(BADGES[name])
    labels, series, title = CHARTS[name]
    return stacked(labels, series, title=title)


@pytest.mark.parametrize("name", [*CHARTS, *BADGES])
def test_a_picture_is_drawn_as_it_was(name: str) -> None:
    assert drawn(name) == (PICTURES / f"{name}.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, ["0", "1"]), (1, ["0", "1"]), (4, ["0", "1", "2", "3", "4"]), (5, ["0", "2", "4", "6"]),
        (8, ["0", "2", "4", "6", "8"]), (9, ["0", "5", "10"]), (20, ["0", "5", "10", "15", "20"]),
        (21, ["0", "10", "20", "30"]), (40, ["0", "10", "20", "30", "40"]), (41, ["0", "20", "40", "60"]),
        (3999, ["0", "1,000", "2,000", "3,000", "4,000"]), (4001, ["0", "2,000", "4,000", "6,000"]),
    ],
)  # fmt: skip
def test_an_axis_has_a_few_round_numbers(most: int, ticks: list[str]) -> None:
    lines = stacked(DAYS[:1], {"A": [most]}, title="t").splitlines()
    assert [one.rpartition("</text>")[0].rpartition(">")[2] for one in lines if 'text-anchor="end"' in one][
        : len(ticks)
    ] == ticks
    assert sum("<line " in one for one in lines) == len(ticks)


def test_labels_that_would_touch_the_outer_ones_are_left_out() -> None:
    def shown(count: int) -> list[int]:
        text = stacked(DAYS[:count], {"A": [1] * count}, title="t")
        return [at for at in range(count) if f">{DAYS[at]}</text>" in text]

    assert {count: shown(count) for count in (1, 2, 3, 4, 6, 7, 8, 12, 31)} == {
        1: [0],
        2: [0, 1],
        3: [0, 1, 2],
        4: [0, 1, 2, 3],
        6: [0, 1, 2, 3, 4, 5],
        7: [0, 1, 2, 4, 5, 6],
        8: [0, 3, 4, 7],
        12: [0, 2, 4, 7, 9, 11],
        31: [0, 6, 12, 18, 24, 30],
    }


def test_a_badge_as_a_document_is_what_a_service_draws() -> None:
    told = as_json(Badge("2 refused\x1b", "red"))
    assert told == (
        '{\n "schemaVersion": 1,\n "label": "ledger",\n "message": "2 refused\\\\x1b",\n'
        ' "color": "red",\n "isError": false\n}\n'
    )
    assert '"isError": true' in as_json(Badge("m", "red", dark=True))
    assert f'"{"m" * 80}"' in as_json(Badge("m" * 80, "red"))
    assert f'"{"m" * 77}..."' in as_json(Badge("m" * 81, "red"))
    assert set(COLORS) == {"brightgreen", "yellow", "red", "lightgrey"}
    assert 'fill="#8a6100"' in as_svg(Badge("m", "yellow"))


if __name__ == "__main__":
    for one in (*CHARTS, *BADGES):
        (PICTURES / f"{one}.svg").write_text(drawn(one), encoding="utf-8")
