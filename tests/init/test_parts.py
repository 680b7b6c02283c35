"""What `init` takes for the boxes of something, and where it holds the whole to them."""

from __future__ import annotations

import pytest

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES
from proposing import told


def findings(files: dict[str, str]) -> tuple[str, list[tuple[str, str, str]]]:
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return made.text, sorted(
        (one.code, one.place.path, one.key) for one in made.findings if one.code in ("LG404", "LG407")
    )


@pytest.mark.parametrize("later", ["🚀 Next steps", "📈 MEJORAS FUTURAS", "Nächste Schritte (2027)", "今後の予定"])
def test_boxes_of_what_comes_after_an_item_are_none_of_its_own(later: str) -> None:
    def lamp(last: str, head: str) -> str:
        own = f"- [x] wire\n- [x] hang\n- [{last}] light\n"
        return f"# Lamp\n\nStatus: Done\n\n{own}\n## {head}\n\n### Lamps\n\n- [ ] paint\n- [ ] dim\n"

    def files(last: str, head: str) -> dict[str, str]:
        done = {f"docs/stories/S-{n:02}-lamp.md": "# Lamp\n\nStatus: Done\n\n- [x] wire\n" for n in range(1, 5)}
        return {**done, "docs/stories/S-05-lamp.md": lamp(last, head)}

    assert findings(files("x", later))[1] == []
    assert findings(files(" ", later))[1] == [("LG404", "docs/stories/S-05-lamp.md", "S-05")]
    assert findings(files("x", "Steps"))[1] == [("LG404", "docs/stories/S-05-lamp.md", "S-05")]


LAMPS = ("amber", "coral", "denim", "ebony", "green", "henna", "ivory", "jade")


def told_done(below: str, left: int = 8, only: int = 8) -> dict[str, str]:
    """Stories that are done, the first `left` of which leave a box open `below` their tasks; `only` have such boxes."""
    boxes = "\n## Tasks\n\n- [x] cut the {lamp} lamp\n- [x] hang the {lamp} lamp\n"
    return {
        f"docs/stories/{n}-{lamp}.md": f"# {lamp}\n\nStatus: Done\n"
        + boxes.format(lamp=lamp)
        + (f"\n{below}\n\n- [{' ' if n <= left else 'x'}] think of the {lamp} wall\n" if n <= only else "")
        for n, lamp in enumerate(LAMPS, 1)
    }


@pytest.mark.parametrize(
    "below", ["## Next Steps", "### Mejoras futuras (opcionales)", "## Phase 3 (optional)", "## Improvements Checklist"]
)
def test_what_is_for_later_is_asked_of_nothing_that_is_done(below: str) -> None:
    text, found = findings(told_done(below, left=2, only=2))
    assert f'except_under = ["{below.strip("# ")}"]' in text
    assert found == []
    for honest in ("## Improvements of the Lamp", "## Future Enhancement: Shades", "## Checks"):
        assert len(findings(told_done(honest, left=2, only=2))[1]) == 2


def test_a_heading_that_most_leave_open_is_asked_for_unless_it_says_that_it_is_for_later() -> None:
    for below in ("## Tests", "## API (future-proof)", "## Improvements", "## Zukünftige Mandanten anlegen"):
        assert len(findings(told_done(below, left=6))[1]) == 6


@pytest.mark.parametrize("said", ["({}: no glass)", "— {}", "({})", "- {}: no glass"])
def test_a_box_that_was_dropped_in_its_own_words_is_not_open_work(said: str) -> None:
    files = told_done("## Checks", left=1)
    path, text = next(iter(files.items()))
    off = said.format("skipped")
    files[path] = text.replace("wall", f"wall {off}")
    assert findings(files)[1] == []
    for honest in ("(skipped ones)", "that was skipped", "OBSOLETE: glass", "- cancelled orders", "(deferred: glass)"):
        assert len(findings({**files, path: text.replace("wall", f"wall {honest}")})[1]) == 1


def test_the_tasks_of_an_item_are_no_form_and_what_was_skipped_says_so() -> None:
    def story(n: int, *left: str) -> str:
        work = "".join(f"- [{' ' if one in left else 'x'}] {one}\n" for one in ("cut", "paint", "hang"))
        return f"# Lamp {n}\n\nStatus: done\n\n## Tasks\n\n{work}"

    files = {f"stories/1-{n}-lamp.md": story(n, *(["paint"] if n in (2, 5) else [])) for n in range(1, 9)}
    assert told(files) == [("LG404", "1-2-lamp"), ("LG404", "1-5-lamp")]
    skipped = {path: text.replace("paint", "paint (skipped — no colour left)") for path, text in files.items()}
    assert told(skipped) == []


@pytest.mark.parametrize("note", ["(optional)", "（可选）", "(선택)", "— skipped", "(optional, not now)"])
def test_what_need_not_be_done_leaves_nothing_open(note: str) -> None:
    def story(n: int, work: str) -> str:
        return (
            f"# Lamp {n}\n\nStatus: done\n\n## Work\n\n- [x] cut\n- [ ] {work}\n"
            if n in (2, 5)
            else f"# Lamp {n}\n\nStatus: done\n\n## Work\n\n- [x] cut\n"
        )

    files = {f"stories/1-{n}-lamp.md": story(n, f"paint {note}") for n in range(1, 9)}
    assert told(files) == []
    assert told({path: text.replace(f" {note}", "") for path, text in files.items()}) == [
        ("LG404", "1-2-lamp"),
        ("LG404", "1-5-lamp"),
    ]
