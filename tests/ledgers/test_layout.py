"""Where lines break and in which order things stand never changes what is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging import findings

LEDGER = """# Candidates

Some words about what a candidate is and where it comes from, over several lines of text.

### C-1 Hand over to the other system

What it does, in a sentence or two that goes on: and on, until there is nothing to add to it.

- **Bucket**: A (decided in the long meeting of spring, when everybody was there)
- **Boundary**: website and portal, with what belongs to both of them

### C-2 Export of all reviews

- **Bucket**: nowhere that anybody could name on that day of the year
- Note: more words about the export, its readers and its writers, and those who print it.

### C-3 Search over tenants

Text with **emphasis that spans words** and [a link to a place](report.md) and `code of some kind` in it.

- **Bucket**: B
- **Bucket**: A since the review that nobody remembers but everybody cites in this place
"""
REPORT = """# Report

Of these, 2 of 5 candidates are in A, which is what the table below says in more detail.

| Candidate | Title | Bucket |
|---|---|---|
| C-1 | Hand over | B |
| C-9 | Unheard of | A |

- **B**: 4
- **Total**: 9
"""
ENTRIES = """# Candidates

- C-1 Hand over to the other system, with words that go on and on
- C-2 Export of all reviews and of what belongs to them in the archive
  1. nested, with more words than would fit into a narrow column of text
- Odd one that has no key and many words, which is the reason for it
"""
BUCKETS = """
[vocabulary.bucket]
values = { A = "Now critical", B = "Later" }
[rules]
title-differs = "block"
"""
HEADINGS = f"""{BUCKETS}
[ledger.candidates]
sources = [{{ path = "list.md", items = "headings", level = 3 }}]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
[[report]]
path = "report.md"
ledger = "candidates"
rows = {{ items = "table", key = "Candidate", title = "Title", columns = {{ Bucket = "bucket" }} }}
totals = {{ by = "bucket" }}
"""
LISTS = f"""{BUCKETS}
[ledger.candidates]
sources = [{{ path = "list.md", items = "list", depth = 1 }}]
key = '^(?P<key>C-\\d+)\\b'
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
"""
CASES = {"headings": (HEADINGS, {"list.md": LEDGER, "report.md": REPORT}), "list": (LISTS, {"list.md": ENTRIES})}


def wrapped(text: str, width: int) -> str:
    """Prose and entries broken at `width`, as an editor does it; headings and tables stay, and so do a label and the
    first word of its value: what stands alone in its line after a colon is read as nothing said.
    """
    return "\n".join(_broken(line, width) for line in text.split("\n"))


def _broken(line: str, width: int) -> str:
    bare = line.lstrip(" ")
    if not bare or bare[0] in "#|":
        return line
    marker = bare.split(" ", 1)[0] if bare[0] in "-*" or (bare[:1].isdigit() and bare[1:2] == ".") else ""
    indent = " " * (len(line) - len(bare) + (len(marker) + 1 if marker else 0))
    lines = [line[: len(indent)] if marker else indent]
    for word in line[len(indent) :].split(" "):
        # a number or a dash that begins a line would begin a list there: no editor breaks before it
        plain = word[:1].isdigit() or word[:1] in "-*+#|>="
        if len(lines[-1]) + len(word) > width and lines[-1].strip(" ") and not plain:
            lines.append(indent)
        lines[-1] += ("" if lines[-1][-1:] in ("", " ") else " ") + word
    return "\n".join(lines)


def keys(files: dict[str, str | bytes], policy: str) -> list[tuple[str, str]]:
    return sorted((one.code, one.key) for one in findings(files, policy))


def unwrapped(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("width", [24, 40, 60, 200])
def test_where_lines_break_never_changes_what_is_found(case: str, width: int) -> None:
    policy, files = CASES[case]
    broken: dict[str, str | bytes] = {path: wrapped(text, width) for path, text in files.items()}
    assert all(unwrapped(str(broken[path])) == unwrapped(text) for path, text in files.items())
    assert width > 100 or broken != files
    found = keys(dict(files), policy)
    assert found
    assert keys(broken, policy) == found


@settings(max_examples=40, deadline=None)
@given(width=st.integers(20, 90), case=st.sampled_from(sorted(CASES)))
def test_any_width_will_do(width: int, case: str) -> None:
    policy, files = CASES[case]
    broken: dict[str, str | bytes] = {path: wrapped(text, width) for path, text in files.items()}
    assert keys(broken, policy) == keys(dict(files), policy)


ITEMS = [("K-1", "A"), ("K-2", "Z"), ("K-3", ""), ("K-4", "B"), ("K-2", "A")]
WRITTEN = {
    "table": ("x.md", 'key = "K"', "| K | Bucket |\n|---|---|\n", "| {} | {} |\n"),
    "list": ("x.md", "depth = 1", "", "- {}\n  - **Bucket**: {}\n"),
    "tasks": ("x.md", "depth = 1", "", "- [ ] {}\n  - **Bucket**: {}\n"),
    "headings": ("x.md", "level = 2", "# T\n\n", "## {}\n\n**Bucket**: {}\n\n"),
    "paragraphs": ("x.md", "", "", "**{}**\n\nBucket: {}\n\n"),
    "csv": ("x.csv", 'key = "K"', "K,Bucket\n", "{},{}\n"),
}


@pytest.mark.parametrize("shape", WRITTEN)
@settings(max_examples=20, deadline=None)
@given(order=st.permutations(ITEMS))
def test_the_order_of_items_never_changes_what_is_found(shape: str, order: list[tuple[str, str]]) -> None:
    path, more, head, one = WRITTEN[shape]
    policy = f"""{BUCKETS}
[ledger.l]
sources = [{{ path = "{path}", items = "{shape}"{", " + more if more else ""} }}]
key = '^(?P<key>K-\\d)$'
fields.bucket = {{ label = "Bucket", values = "bucket", required = true }}
"""
    policy = policy.replace("key = '^(?P<key>K-\\d)$'\n", "") if shape in ("table", "csv") else policy

    def told(items: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return keys({path: head + "".join(one.format(*item) for item in items)}, policy)

    assert told(list(order)) == told(ITEMS)
    assert {code for code, _ in told(ITEMS)} >= {"LG201", "LG202", "LG204"}


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(["k1: A", "k2: Z", "k3:", "k4: B"]))
def test_the_order_of_a_map_never_changes_what_is_found(order: list[str]) -> None:
    policy = f"""{BUCKETS}
[ledger.l]
sources = [{{ path = "x.yaml", items = "yaml", at = "all" }}]
fields.bucket = {{ label = "value", values = "bucket", required = true }}
"""
    text = "all:\n" + "".join(f"  {one}\n" for one in order)
    assert keys({"x.yaml": text}, policy) == [("LG201", "k3"), ("LG202", "k2")]
