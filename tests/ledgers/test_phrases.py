"""One value with what people write around it, and two values in one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgergate.ledgers.words import Lexicon, classify, key_skeleton, lexicon
from ledgergate.policy.model import Vocabulary

BUCKETS = lexicon(
    Vocabulary(
        "bucket",
        {"A": "Now critical", "B": "Later", "F": "Covered / obsolete / duplicate", "G": "Research / roadmap only"},
        {"covered": "F", "obsolete": "F", "now": "A"},
    )
)
PLACES = lexicon(Vocabulary("place", {"/platform": "Inside", "/system": "Staff"}, {}))
RANKS = lexicon(Vocabulary("rank", {"1": "Ready", "2": "Working", "3": "Partial"}, {}))
NAMES = ("Proposed", "Accepted", "Superseded", "Done", "Open", "Follow-up")
STATUS = lexicon(Vocabulary("status", {name: name for name in NAMES}, {"❌": "Done"}))


@pytest.mark.parametrize(
    ("known", "text", "values"),
    [
        (PLACES, "/platform, /system", "/platform /system"), (PLACES, "/platform and /system", "/platform /system"),
        (PLACES, "/platform/system", "/platform /system"), (PLACES, "/platform + /system", "/platform /system"),
        (PLACES, "/platform (API), /system (jobs)", "/platform /system"), (BUCKETS, "A / B", "A B"),
        (BUCKETS, "A, B", "A B"), (BUCKETS, "A und B", "A B"), (BUCKETS, "A+B", "A B"), (BUCKETS, "A\nB", "A B"),
        (BUCKETS, "A · B", "A B"), (BUCKETS, "A / Research / roadmap only", "A G"), (BUCKETS, "(A / B)", "A B"),
        (BUCKETS, "A / B?", "A B"), (BUCKETS, "A, B, see C-7", "A B"), (RANKS, "3, 2", "3 2"), (RANKS, "3 / 2", "3 2"),
        (STATUS, "Done and Follow-up", "Done Follow-up"), (STATUS, "Proposed | Accepted", "Proposed Accepted"),
        (STATUS, "Proposed | Accepted | Deprecated | Superseded by ADR-XXX", "Proposed Accepted"),
        (STATUS, "[x] Open [x] Done [ ] Accepted", "Open Done"), (STATUS, "Done as well as Open", "Done Open"),
        (STATUS, "Done sowie Open", "Done Open"), (STATUS, "[Open] / [Done]", "Open Done"),
    ],
)  # fmt: skip
def test_two_values_that_each_fill_a_part_are_two(known: Lexicon, text: str, values: str) -> None:
    assert classify(text, known) == (tuple(values.split()), "value")


@pytest.mark.parametrize(
    ("known", "text", "value"),
    [
        (BUCKETS, "A / Now critical", "A"), (BUCKETS, "Covered / obsolete / duplicate", "F"),
        (BUCKETS, "B (was A)", "B"), (BUCKETS, "Covered, obsolete", "F"), (BUCKETS, "A → B", "B"),
        (BUCKETS, "A – Now critical", "A"), (BUCKETS, "A; later maybe B", "A"),
        (BUCKETS, "B, formerly A", "B"), (BUCKETS, "A (not B, F)", "A"),
        (PLACES, "/platform, see /system/readme", "/platform"), (PLACES, "/platform, not /system", "/platform"),
        (RANKS, "3, 2026-01-02", "3"), (RANKS, "2, see 3", "2"), (RANKS, "2 (3 open)", "2"), (RANKS, "1 - Ready", "1"),
        (STATUS, "Accepted, superseded by ADR-7", "Accepted"), (STATUS, "Done, open questions remain", "Done"),
    ],
)  # fmt: skip
def test_a_value_with_a_note_or_its_own_text_is_one(known: Lexicon, text: str, value: str) -> None:
    assert classify(text, known) == ((value,), "value")


@pytest.mark.parametrize(
    "text",
    [
        "Accepted (limit 5 → 30)", "Accepted (overridden → ADR-0003)", "Accepted [a → b]", "Accepted (a (b → c) → d)",
        "Accepted – limit 5 → 30", "Accepted: overridden → ADR-3", "Accepted 2020 → 2024", "Accepted → ADR-0003",
        "Proposed → Accepted", "Proposed, 2024-01-01 → Accepted, 2024-02-01", "Proposed (5 → 6) → Accepted (6 → 7)",
        "Accepted v2.0 (revised)", "Accepted rev. 3", "Accepted #12", "Accepted – 2026-01-01", "Accepted @2026-01",
        "Accepted_v2", "Accepted May 2026", "Accepted 3. Mai", "Accepted Q3", "Accepted Dez. 2025",
    ],
)  # fmt: skip
def test_an_arrow_or_a_version_in_a_note_is_no_value(text: str) -> None:
    assert classify(text, STATUS) == (("Accepted",), "value")


@pytest.mark.parametrize("text", ["Accepted → Shelved", "Accepted (2020) → Shelved", "Proposed 2020-01-02 → Shelved"])
def test_a_transition_ends_in_its_last_word(text: str) -> None:
    assert classify(text, STATUS) == ((), "unknown")


@pytest.mark.parametrize(
    "text",
    ["[x] Done", "[ ] Done", "[X] Done", "☑ Done", "[x]Done",
     "[-] Done", "[] Done", "(x) Done", "• Done",
     ":white_check_mark: Done", "Done :tada:", ":+1: [x] Done (in May)",
     "[ ] Open [x] Done", "[ ] Open, [X] Done", "☐ Open ☑ Done", ":x: Done", "❌ for now"],
)  # fmt: skip
def test_a_box_or_an_emoji_code_is_decoration(text: str) -> None:
    assert classify(text, STATUS) == (("Done",), "value")


def test_a_choice_without_a_tick_is_none() -> None:
    assert classify("[ ] Open [ ] Done", STATUS) == ((), "placeholder")
    assert classify("[ ] TBD", STATUS) == ((), "placeholder")


@pytest.mark.parametrize("dash", "‐‑‒–—―−﹘﹣")
def test_every_dash_is_one(dash: str) -> None:
    assert key_skeleton(f"C{dash}002") == key_skeleton("C-2")


@given(
    st.sampled_from(NAMES),
    st.sampled_from(["{}", "**{}**", "`{}`", "✅ {}", "{} 🎉", "[x] {}", ":ok: {}", "Proposed → {}"]),
    st.sampled_from(["{}", "{} (limit 5 → 30)", "{} (Proposed, Open)", "{}, 2026-01-02", "{} v2", "{} – see #12"]),
    st.sampled_from([str.upper, str.lower, str]),
)
def test_what_stands_around_a_word_leaves_its_value(word: str, around: str, behind: str, cased: type[str]) -> None:
    assert classify(behind.format(around.format(cased(word))), STATUS) == ((word,), "value")


@given(st.text("AB/,&+;| \n()[]→xX☐:-and", max_size=60))
def test_no_text_has_a_value_that_is_not_in_the_vocabulary(text: str) -> None:
    values, kind = classify(text, BUCKETS)
    assert (kind == "value") == bool(values)
    assert set(values) <= set("ABFG")


@given(st.integers(1, 3000), st.sampled_from([" ", "\t", "\u00a0", "\u2003"]))
def test_a_run_of_blanks_is_one_blank(number: int, blank: str) -> None:
    for text in ("A{}x", "Done{}frobnicated", "A {}/ B", "Done{}(since May)", "A\n{}B", "Open{}and Done", "{}A{}"):
        known = STATUS if "n" in text and "\n" not in text else BUCKETS
        assert classify(text.replace("{}", blank * number), known) == classify(text.replace("{}", " "), known), text
