"""Where a policy is found, what its parser must survive, and the contract's two examples."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgergate import policy
from ledgergate.errors import Misused
from ledgergate.policy.model import Count, Key, Policy
from refusals import refused

ROOT = Path(__file__).resolve().parents[2]
SMALL = (ROOT / "examples/minimal/ledgergate.toml").read_bytes()


def load(text: str | bytes, name: str = "ledgergate.toml") -> Policy:
    return policy.load({name: text.encode() if isinstance(text, str) else text})


def loaded_or_refused(text: str | bytes) -> Policy | Misused:
    try:
        return load(text)
    except Misused as error:
        return error


def contract(number: int) -> str:
    """A TOML block of the contract; skips where the contract is not beside the checkout."""
    path = ROOT.parent / "shared" / "POLICY.md"
    if not path.exists():
        pytest.skip("the contract is not beside this checkout")
    return path.read_text(encoding="utf-8").split("```toml\n")[number].split("```")[0]


def test_the_twelve_line_policy() -> None:
    read = load(SMALL)
    assert read.runtime.patterns == ("apps/**", "routes/**", "database/**")
    source = read.ledgers["candidates"].sources[0]
    assert (source.path, source.items, source.level, source.line) == ("docs/candidates.md", "headings", 3, 8)
    field = read.ledgers["candidates"].fields["bucket"]
    assert (field.labels, field.vocabulary, field.required) == (("Bucket",), "bucket", True)
    (report,) = read.reports
    assert report.rows is not None
    assert report.rows.source.key == Key("cell:Candidate")
    assert report.rows.columns == {"Bucket": "bucket"}
    assert (report.covers, report.totals[0].by, report.line, report.totals[0].line) == ({}, "bucket", 11, 15)


def test_the_contracts_small_example_loads() -> None:
    assert load(contract(1)).but(origin="") == load(SMALL).but(origin="")


def test_the_contracts_full_example_loads() -> None:
    read = load(contract(2))
    assert read.preset == "productization-readiness"
    assert read.runtime.read_only.branches == ("docs/*", "*-audit")
    assert read.vocabularies["bucket"].values["D"] == "Customer Portal"
    assert read.ledgers["candidates"].key == Key(pattern=r"^(?P<key>[A-Z]+-\d+)\b")
    assert read.reports[1].counts == (Count("", "", 3, 7), Count("recommendation", "primary", 1, 1))
    assert (read.reports[0].covers, read.reports[1].covers) == ({}, None)
    assert read.levels["lookalike-items"] == "advise"
    assert read.waivers[0].expires == datetime.date(2027, 1, 31)
    assert [package.path for package in read.packages] == ["specs/345-*", "specs/[0-9]*"]
    assert read.packages[0].questions["blockers"] == "What blocks it?"


def test_the_audit_example_loads_without_a_preset() -> None:
    read = load((ROOT / "examples/readiness-audit/ledgergate.toml").read_bytes())
    assert {"candidates", "themes", "areas"} <= read.ledgers.keys()


def test_no_policy_names_the_way_to_one() -> None:
    with refused(
        Misused,
        (
            "no policy: the repository has no ledgergate.toml",
            "Run `ledgergate init` to write one, or add [tool.ledgergate] to pyproject.toml.",
        ),
    ) as caught:
        policy.locate({})
    assert caught.value.code == 2


@pytest.mark.parametrize("home", policy.HOMES)
def test_each_home_is_found(home: str) -> None:
    text = SMALL if home != "pyproject.toml" else b"[tool.ledgergate.documents]\nwhitespace = true\n"
    assert policy.locate({home: text}) == home
    assert policy.load({home: text}).origin == home


def test_two_homes_are_refused() -> None:
    with refused(
        Misused,
        (
            "two policies: ledgergate.toml and .ledgergate.toml",
            "Keep one of them; remove .ledgergate.toml or merge it.",
        ),
    ):
        policy.locate(["ledgergate.toml", ".ledgergate.toml"])


@pytest.mark.parametrize(
    "text", [b"[project]\n", b'[project]\ndependencies = ["ledgergate"]\n', b"[project\n# ledgergate\n", b"x" * 70_000]
)
def test_a_pyproject_without_our_table_is_no_home(text: bytes) -> None:
    assert policy.locate({"pyproject.toml": text, "ledgergate.toml": SMALL}) == "ledgergate.toml"


def test_a_broken_pyproject_with_our_table_counts_as_a_home() -> None:
    with refused(
        Misused,
        ("two policies: ledgergate.toml and pyproject.toml", "Keep one of them; remove pyproject.toml or merge it."),
    ):
        policy.locate({"pyproject.toml": b"[tool.ledgergate]\nx =\n", "ledgergate.toml": SMALL})


def test_a_policy_of_another_name_is_read_as_given() -> None:
    assert load(SMALL, "elsewhere/gate.toml").origin == "elsewhere/gate.toml"


def test_a_byte_order_mark_and_crlf_are_read() -> None:
    text = b"\xef\xbb\xbf" + SMALL.replace(b"\n", b"\r\n")
    assert load(text) == load(SMALL)


def test_a_policy_over_the_limit_is_refused() -> None:
    with refused(
        Misused,
        (
            "ledgergate.toml is larger than a policy may be: 65537 bytes",
            "Split what it governs, or raise the limit of 65536 bytes on the command line.",
        ),
    ):
        load(b"#" * 65537)
    assert policy.load({"ledgergate.toml": SMALL + b"#" * 65537}, limit=100_000).reports


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (b"x = 1\n" + b"a" + b".a" * 25 + b" = 1\n", 2, "a key of more than 24 parts"),
        (b"[" + b"a." * 30_000 + b"a]\n", 1, "a key of more than 24 parts"),
        (b"a = " + b"[" * 30_000, 1, "lists and tables nested more than 24 deep"),
        (b"a = 1\nb = " + b"{a = " * 12_000, 2, "lists and tables nested more than 24 deep"),
        (b"a = 1\nb = " + b"9" * 60_000, 2, "not TOML: a whole number with too many digits"),
        (b"a = 1\na = 2\n", 2, "not TOML: "),
        (b"a = 1\nb = '\xff'\n", 2, "the file is not UTF-8"),
        ("a = 1".encode("utf-16"), 1, "the file is not UTF-8"),
        (b"a = 1\nb = 'x\n", 2, "not TOML: "),
        (b"a = 1\nb =", 2, "not TOML: "),
        (b"a = '\0'", 1, "not TOML: "),
    ],
    ids=lambda value: value[:12].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_what_no_parser_should_see_is_refused_with_its_line(text: bytes, line: int, says: str) -> None:
    with pytest.raises(Misused) as caught:
        load(text)
    assert caught.value.mistakes[0].startswith(f"ledgergate.toml:{line}: {says}")


_PIECES = [
    "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", '"', "'", '"""', "'''", "\\", "#", " ", "1", "true", "2027-01-31",  # noqa: E501  # a list of words
    "posture", "runtime", "read_only", "vocabulary", "ledger", "report", "package", "path", "rules", "waiver", "values",
    "sources", "fields", "preset", '"adr"', '"productization-readiness"', "invariant", "when", "x", "'a'", "inherit", "without",  # noqa: E501  # a list of words
]  # fmt: skip


@given(
    st.binary(max_size=200) | st.lists(st.sampled_from(_PIECES), max_size=60).map(lambda parts: "".join(parts).encode())
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_policy_or_misused(text: bytes) -> None:
    assert isinstance(loaded_or_refused(text), Policy | Misused)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("a/*{}.", max_size=6) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_PIECES[20:]), inner, max_size=4),
    max_leaves=12,
)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _quoted(value) if isinstance(value, str) else str(value or 0)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "").replace("'", "") + '"'


_TOP = (
    "posture",
    "vocabulary",
    "ledger",
    "report",
    "invariant",
    "evidence",
    "truth",
    "package",
    "rules",
    "waiver",
    "without",
)


@given(
    st.dictionaries(st.sampled_from(_TOP), _VALUES, max_size=5),
    st.sampled_from(["", "adr", "productization-readiness"]),
)
@settings(max_examples=300, deadline=None)
def test_any_values_in_known_tables_are_a_policy_or_misused(tables: dict[str, object], preset: str) -> None:
    text = "".join(f"{name} = {_toml(value)}\n" for name, value in tables.items())
    said = loaded_or_refused((f'preset = "{preset}"\n' if preset else "") + text)
    told = said.mistakes if isinstance(said, Misused) else ()
    assert all(line.startswith(("ledgergate.toml:", "... and ")) for line in told)


_HEAVY = ("dataclasses", "typing", "json", "pathlib", "subprocess", "inspect", "difflib", "tomllib", "yaml", "click")


def test_the_way_to_a_policy_imports_nothing_heavy() -> None:
    code = (
        "import re, sys, tomli; before = set(sys.modules); from ledgergate import policy;"
        "policy.load({'ledgergate.toml': sys.stdin.buffer.read()}); print(*sorted(set(sys.modules) - before))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], input=SMALL, capture_output=True, env=environment, check=True)
    imported = done.stdout.decode().split()
    assert "ledgergate.policy.tables" in imported
    assert not set(imported) & set(_HEAVY)
