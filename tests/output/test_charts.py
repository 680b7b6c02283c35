"""Charts: every number has its place, every text is a text, and a reader who sees no picture is told."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Tree

import pytest

from ledgergate.output.charts import COLORS, stacked

SVG = "{http://www.w3.org/2000/svg}"
DAYS = ["2027-01-01", "2027-01-02", "2027-01-03"]


def drawn(*given: object, **more: object) -> Tree.Element:
    return Tree.fromstring(stacked(*given, **{"title": "candidates over time", **more}))  # type: ignore[arg-type]  # noqa: S314  # our own text


def outline(path: Tree.Element) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.attrib["d"])]


def test_layers_stand_on_each_other_and_end_at_the_top_of_the_axis() -> None:
    picture = drawn(DAYS, {"A": [10, 5, 5], "B": [10, 15, 5]})
    below, above = (outline(one) for one in picture.iter(f"{SVG}path"))
    floor = max(y for _, y in below)
    assert min(y for _, y in above) == 40  # all 20 items, where the axis ends
    assert below[0][1] - 40 == pytest.approx((floor - 40) / 2)  # ten of twenty
    upper_edge_of_a = [point for point in below if point[1] < floor]
    assert set(upper_edge_of_a) <= set(above)


def test_a_reader_who_sees_no_picture_is_told_what_it_shows() -> None:
    picture = drawn(DAYS, {"A": [10, 5, 4], "B": [0, 0, 1]})
    title, about = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert about is not None
    assert about.text == "From 2027-01-01 to 2027-01-03: A from 10 to 4; B from 0 to 1."
    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-labelledby"].split() == [title.attrib["id"], about.attrib["id"]]


def test_it_follows_the_readers_light_or_dark_and_needs_no_page() -> None:
    alone = stacked(DAYS, {"A": [1, 2, 3]}, title="t")
    assert f'fill="{COLORS[0]}"' in alone
    assert "prefers-color-scheme:dark" in alone
    assert "var(" not in alone


def test_whatever_names_and_titles_say_they_stay_texts() -> None:
    wild = '</text><script>alert("1")</script>\x1b[2J\u202e&'
    picture = drawn([wild, wild, wild], {wild: [1, 2, 3]}, title=wild)
    assert {one.tag.removeprefix(SVG) for one in picture.iter()} <= {
        "svg",
        "style",
        "title",
        "desc",
        "text",
        "path",
        "rect",
        "line",
    }
    assert "\x1b" not in "".join(picture.itertext())


@pytest.mark.parametrize(("labels", "series"), [([], {}), (DAYS[:1], {"A": [3]}), (DAYS, {"A": [0, 0, 0]}), (DAYS, {})])
def test_little_or_nothing_is_a_picture_too(labels: list[str], series: dict[str, list[int]]) -> None:
    assert drawn(labels, series).tag == f"{SVG}svg"


def test_many_names_take_several_lines_of_the_legend_and_none_leaves_the_picture() -> None:
    series = {f"a rather long name of a class, number {one}": [one, 1, 2] for one in range(1, 31)}
    picture = drawn(DAYS, series)
    height = float(picture.attrib["height"])
    texts = [one for one in picture.iter(f"{SVG}text") if "x" in one.attrib]
    assert all(0 <= float(one.attrib["x"]) <= 760 and 0 < float(one.attrib["y"]) < height for one in texts)
    assert len(list(picture.iter(f"{SVG}rect"))) == 30


def test_the_legend_goes_on_below_where_a_name_would_leave_the_picture() -> None:
    def lines(letters: int) -> list[str]:
        picture = drawn(DAYS, {f"{one}".rjust(letters, "n"): [1, 2, 12] for one in range(3)})
        return [one.attrib["y"] for one in picture.iter(f"{SVG}rect")]

    assert [len(set(lines(letters))) for letters in (27, 28)] == [1, 2]
    assert lines(28) == ["297", "297", "315"]


def test_a_picture_of_nothing_says_so() -> None:
    assert all('<desc id="t-desc">Nothing to show.</desc>' in stacked(labels, {}, title="t") for labels in ([], DAYS))


def test_two_labels_stand_at_both_ends_and_a_picture_without_a_title_has_a_name() -> None:
    (layer,) = drawn(DAYS[:2], {"A": [1, 2]}).iter(f"{SVG}path")
    assert {x for x, _ in outline(layer)} == {52.0, 748.0}
    assert ' aria-labelledby="chart-title chart-desc" ' in stacked(DAYS, {}, title="")


def test_values_that_do_not_fit_the_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="A has 2 values for 3 labels"):
        stacked(DAYS, {"A": [1, 2]}, title="t")
