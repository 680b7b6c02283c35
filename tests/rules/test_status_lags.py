"""A status that lags behind what is done, or behind the successor that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate import policy as policies
from ledgergate.policy.joining import join
from ledgergate.rules import NAMES
from readiness import findings, small

SPECS = """
[ledger.specs]
sources = [{ path = "specs/*/spec.md", items = "files" }]
key = { from = "folder" }
fields.status = "Status"
[[truth]]
ledger = "specs"
field = "status"
done = "Complete"
tasks = "tasks.md"
"""
PACKAGES = '[[package]]\npath = "specs/*"\n'


def said(folder: Path, status: str, tasks: str, policy: str = SPECS, more: str = "") -> list[str]:
    files = {"specs__1__spec_md": f"# One\n\n**Status**: {status}\n{more}", "specs__1__tasks_md": tasks}
    repository = small(folder, policy, **files, specs__2__spec_md="# Two\n\n**Status**: Complete\n")
    told = findings(repository, "LG407")
    assert all((one.level, one.place.path, one.place.line) == ("advise", "specs/1/spec.md", 3) for one in told)
    return [one.message for one in told]


@pytest.mark.parametrize("status", ["Draft", "draft", "**Proposed**", "In Progress", "To Do", "Entwurf"])
def test_all_boxes_are_ticked_and_the_status_says_open(tmp_path: Path, status: str) -> None:
    (one,) = said(tmp_path, status, "- [x] a\n- [X] b\n")
    assert one.endswith("but all 2 boxes are ticked in tasks.md")


@pytest.mark.parametrize(
    ("status", "tasks"),
    [
        ("Draft", "- [x] a\n- [ ] b\n"), ("Draft", "- [x] a\n- [~] b\n"), ("Draft", "a\n"),
        ("Draft", "- [ ] a. N/A: no screen\n"), ("Complete", "- [x] a\n"), ("In Review", "- [x] a\n"),
        ("Superseded", "- [x] a\n"), ("Active", "- [x] a\n"), ("Ready", "- [x] a\n"), ("TBD", "- [x] a\n"),
    ],
)  # fmt: skip
def test_a_status_that_says_what_is_so(tmp_path: Path, status: str, tasks: str) -> None:
    assert said(tmp_path, status, tasks) == []


def test_a_package_without_a_truth_lags_too(tmp_path: Path) -> None:
    assert said(tmp_path / "a", "Draft (v2)", "- [x] a\n", PACKAGES) == [
        "1 is Draft (v2), but the only box is ticked in tasks.md"
    ]
    assert said(tmp_path / "b", "In Review", "- [x] a\n", PACKAGES) == []
    assert len(said(tmp_path / "c", "Draft", "- [x] a\n", SPECS + PACKAGES)) == 1


def test_the_policy_says_which_words_are_open(tmp_path: Path) -> None:
    own = SPECS + 'open = ["In Review"]\n'
    assert len(said(tmp_path / "a", "In Review", "- [x] a\n", own)) == 1
    assert said(tmp_path / "b", "Draft", "- [x] a\n", own + PACKAGES) == []


def test_a_parent_with_an_open_child_does_not_lag(tmp_path: Path) -> None:
    policy = SPECS + 'children = "specs"\nchild_parent = "parent"\n'
    policy = policy.replace('fields.status = "Status"', 'fields.status = "Status"\nfields.parent = "Parent"')
    files = {"specs__1__spec_md": "# One\n\n**Status**: Draft\n", "specs__1__tasks_md": "- [x] a\n"}
    child = "# Two\n\n**Status**: {}\n**Parent**: 1\n"
    left = small(tmp_path / "left", policy, **files, specs__2__spec_md=child.format("Draft"))
    done = small(tmp_path / "done", policy, **files, specs__2__spec_md=child.format("Complete"))
    assert [len(findings(one, "LG407")) for one in (left, done)] == [0, 1]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("**Superseded by**: 2", 1),
        ("**Superseded by**: [Two](../2/spec.md)", 1),
        ("- Ersetzt durch: 2", 1),
        ("**Superseded by**: none", 0),
        ("**Superseded by**: 7", 0),
        ("**Superseded by**: 1", 0),
        ("**Supersedes**: 2", 0),
    ],
)
def test_a_successor_is_named_and_the_status_says_open(tmp_path: Path, line: str, told: int) -> None:
    messages = said(tmp_path, "Proposed", "- [ ] a\n", more=f"{line}\n")
    assert len(messages) == told
    assert all("'Two' is named as its successor" in one for one in messages)


def test_words_that_are_no_longer_open_loosen_and_others_do_not() -> None:
    def policy(words: str) -> policies.Policy:
        return policies.load({"ledgergate.toml": (SPECS + words).encode()}, NAMES)

    (one,) = join(policy('open = ["draft", "wip"]\n'), policy('open = "draft"\n')).losses
    assert (one.what, one.advice) == ("a truth of the policy no longer calls 'wip' open", True)
    assert join(policy('open = "draft"\n'), policy("open = ['draft', 'wip']\n")).losses == ()
