"""Whatever documents hold, `init` proposes: a text that loads again, the same each time, and no exception.

`LEDGERGATE_EXAMPLES=5000` looks at more repositories than a run of the tests has time for.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgergate import policy as policies
from ledgergate.cli.proposals import as_json, explained, told
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

EXAMPLES = int(os.environ.get("LEDGERGATE_EXAMPLES", "40"))

WORDS = (
    "Lamp", "Lamp ✅", "🚀", "a | b", 'say "it"', "back\\slash", "C:\\temp\\x\\", "^[a-z]+(x)*$", "(unclosed", "[", "]",
    "{x}", "***", "日本語", "状态", "\x7f", "\u2028", "\x85", "e\u0301", "y" * 300, "it's '''", "'\\'", "#", "", " ",
    "\\d+", "(?P<key>", "Done (3)", "1.", "ADR-1", "C-2", "²", "١٢", "①", "TBD", "&amp;", "<!-- x", "\ufeff", "null",
    "~~gone~~", "`code`", "<Name>", "[link](0001-x.md)", "[](", "2/3", "3 of 4 done", "Total: 4", "**Bold**: x",
    "template", "=cmd", "a:b", "-", "…", "\x1b[1m",
)  # fmt: skip
STATES = (
    "Open", "Done", "✅", "In progress", "offen", "完成", "Draft | Accepted | Rejected", "Done (2024-01-01)", "`x`", "",
)  # fmt: skip
NAMES_OF = (
    "Status", "ID", "Key", "#", "Title", "状态", "Priority", "[", "a.b", 'q"q', "back\\", "'", "Status", "", "Phase",
    "🚀",
)  # fmt: skip
HEADS = (
    "# {}", "## {}", "### {}", "## Phase {}", "### C-{}", "{}\n===",
)  # fmt: skip
LINES = (
    "- {}", "- [x] {}", "* [ ] C-1 {}", "1. {}", "> {}", "**Status**: {}", "Status: {}", "- **{}**: x", "{}",
    "**1. {}**",
)  # fmt: skip
WAYS = (
    "adr/{:04}-{}.md", "docs/adr/ADR-{}-{}.md", "specs/{:03}-{}/spec.md", "changes/{}-{}/proposal.md",
    "keps/{}/{}/kep.yaml", "stories/1-{}-{}.md", "notes/{}{}.md", "x/{}-{}.yaml", "done/T{}-{}.md", "[x]/{}-{}.md",
)  # fmt: skip
STEMS = (
    "lamp", "a'b", 'a"b', "back\\slash", "ü ß", "[a]", "x*y", "template", "status", "日本", "a{b}", "Done",
)  # fmt: skip
ALONE = (
    "ROADMAP.md", "docs/backlog.md", "STATUS.md", ".planning/ROADMAP.md", ".planning/STATE.md", "README.md",
    "adr/README.md", "docs/adr/index.md", "specs/STATUS.md", "sprint-status.yaml", "plan.yaml", "x.mediawiki",
    "docs/it's.md",
)  # fmt: skip

words = st.sampled_from(WORDS)
states = st.sampled_from(STATES)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table whose rows may be wider or narrower than its head, with names that stand twice."""
    names = draw(st.lists(st.sampled_from(NAMES_OF), min_size=1, max_size=5))
    lead = draw(st.sampled_from(("C-{}", "{}", "ADR-{:04}", "[{}](000{}-lamp.md)", "`F{}`", "1.{}", "Phase {}")))
    rows = []
    for number in range(1, draw(st.integers(0, 9)) + 1):
        cells = draw(st.lists(st.one_of(states, words), max_size=len(names) + 1))
        rows.append([lead.format(number, number), *cells])
    dashes = ["---"] * draw(st.sampled_from([len(names), len(names), len(names), len(names) + 1]))
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (names, dashes, *rows))


@st.composite
def lines(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from((*HEADS, *LINES)))
    every = draw(st.lists(st.one_of(words, states), min_size=1, max_size=6))
    return "\n".join(form.format(one) for one in every)


@st.composite
def matters(draw: st.DrawFn) -> str:
    """Front matter, or the whole of a YAML file, that may be broken."""
    keys = draw(
        st.lists(
            st.sampled_from(("status", "title", "number", "[", "- a", "a: b", "&x", "*x", "1-1-lamp", "")), max_size=5
        )
    )
    return "\n".join(f"{key}: {draw(st.one_of(states, words))}" for key in keys)


PAGES = st.lists(st.one_of(tables(), lines(), words), max_size=8).map("\n\n".join)
TEXTS = st.one_of(
    PAGES,
    st.tuples(matters(), PAGES).map(lambda both: f"---\n{both[0]}\n---\n{both[1]}"),
    matters(),
    matters().map(lambda text: f"top:\n  {text}\n".replace("\n", "\n  ")),
)
SPOILT = st.sampled_from((b"", b"", b"", b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\xef\xbb\xbf", b"\x0c"))


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    data = draw(TEXTS).encode()
    if draw(st.integers(0, 9)) == 0:
        data = data.replace(b"\n", b"\r\n")
    at = draw(st.integers(0, max(0, len(data))))
    return data[:at] + draw(SPOILT) + data[at:]


@st.composite
def repositories(draw: st.DrawFn) -> dict[str, bytes]:
    """Families of documents that are built alike, some of them spoilt, and documents that stand alone."""
    files: dict[str, bytes] = {}
    for way in draw(st.lists(st.sampled_from(WAYS), max_size=3)):
        same, stem = draw(documents()), draw(st.sampled_from(STEMS))
        for number in range(1, draw(st.integers(3, 7)) + 1):
            own = draw(documents()) if draw(st.integers(0, 3)) == 0 else same
            files[way.format(number, stem)] = b"# %d\n\nStatus: %s\n\n" % (number, draw(states).encode()) + own
    for path in draw(st.lists(st.sampled_from(ALONE), min_size=1, max_size=5, unique=True)):
        files[path] = draw(documents())
    return files


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=repositories())
def test_whatever_documents_hold_a_policy_is_proposed_that_loads_and_stays_the_same(files: dict[str, bytes]) -> None:
    made = propose(of_files(dict(files)))
    policy = policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    assert len(policy.ledgers) == len(made.drafts) or any(one.preset for one in made.drafts)
    read = [draft for draft in made.drafts if draft.ledger.sources[0].items == "files"]
    items = [path for draft in read for path in {item.document.path for item in draft.read.items}]
    assert len(items) == len({*items})
    assert told(made)
    assert explained(made)
    assert as_json(made)
    again = propose(of_files(dict(reversed(files.items()))))
    assert again.text == made.text
    assert as_json(again) == as_json(made)
    more = propose(of_files(dict(files)), standing=policy)
    policies.load({"ledgergate.toml": more.text.encode()}, NAMES)


def test_what_is_worth_the_same_is_told_in_the_order_in_which_it_is_read() -> None:
    leads = ["QA", "OPS", "UX", "NET", "SEC", "API", "LOG", "BUS"]
    text = "# Notes\n\n" + "\n".join(f"{lead}-{number} is meant." for lead in leads for number in range(1, 6))
    made = propose(of_files({"a.md": text.encode(), "b.md": text.encode()}))
    assert [one.what.split()[3] for one in made.left_out] == [f"{lead}-1" for lead in leads]


def test_a_preset_s_vocabulary_is_not_given_other_words_by_a_ledger_beside_it() -> None:
    states = ("Done", "`x`", "Open")
    files = {f"specs/00{n}-lamp/spec.md": f"# {n}\n\nStatus: {word}\n".encode() for n, word in enumerate(states, 1)}
    files |= {
        f"adr/000{n}-lamp.md": f"# {n}\n\nStatus: {word}\n".encode() for n, word in enumerate(("Open", "Done") * 2)
    }
    policies.load({"ledgergate.toml": propose(of_files(files)).text.encode()}, NAMES)


def test_a_plan_whose_path_no_policy_can_name_costs_the_others_nothing() -> None:
    files = {f"adr/000{number}-lamp.md": f"# {number}\n\nStatus: Open\n".encode() for number in range(1, 4)}
    for folder in ("back\\slash", "brack[e]t"):
        links = b"# Plan\n\nStatus: Open\n\nSee [one](../adr/0001-lamp.md) and [two](../adr/0002-lamp.md).\n"
        files[f"{folder}/plan.md"] = links
        files[f"{folder}/roadmap.md"] = links
    files["docs/roadmap.md"] = b"# Roadmap\n\nSee [one](../adr/0001-lamp.md) and [two](../adr/0002-lamp.md).\n"

    made = propose(of_files(files))

    loaded = policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    assert not any("\\" in one for one in loaded.links)
    assert "**/*.md" in loaded.links


def test_a_rule_is_turned_off_for_no_path_that_a_policy_cannot_name() -> None:
    files = {f"adr/000{n}-back\\slash.md": f"# {n}\n\nStatus: Open\n".encode() for n in (1, 2, 3)}
    files["adr/0002-back\\slash.md"] = b"# 2\n\nStatus: Done\n\nstatus: Open\r\nstatus: Open"
    text = propose(of_files(files)).text
    assert policies.load({"ledgergate.toml": text.encode()}, NAMES).ledgers.keys() == {"adr"}
