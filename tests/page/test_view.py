"""What stands on the page of which state under which policy, and what does not where nothing gives cause for it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from audit import AUDIT, audited, edit, environment, gate
from judging import ALL, POLICY, both, ledger, table
from shown import html, many, values, view
from support import Repository

ADRS = """\
[vocabulary.status]
values = ["Proposed", "Accepted", "Superseded"]
[ledger.adrs]
sources = [{ path = "adr/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d+)' } }]
fields.status = { label = "Status", values = "status", required = true }
[ledger.numbers]
sources = [{ path = "adr/*.md", items = "files", key = { from = "file", pattern = '^(?P<key>\\d+)', prefix = "ADR-" } }]
"""


def product(folder: Path, policy: str = POLICY, files: dict[str, str | bytes] | None = None) -> Repository:
    repository = Repository(folder / "product")
    repository.save({"ledgergate.toml": policy, **(files or both())})
    return repository


def sections(repository: Repository) -> set[str]:
    return {one for one in html(view(repository)).ids if not one.startswith(("found-", "group-", "title-"))}


def test_an_adr_log_has_its_table_and_nothing_of_an_audit(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"adr/{number}-x.md": f"# Decision {number}\n\n- **Status**: {status}\n"
        for number, status in enumerate(("Accepted", "Accepted", "Proposed"), 1)
    }
    where = product(tmp_path, ADRS, files)
    adrs, numbers = view(where).ledgers
    assert sections(where) == {"main", "answer", "ledger-0", "ledger-1", "coverage", "coverage-title", "notes"}
    assert (adrs.form, numbers.form) == ("table", "twin")
    assert adrs.partition is not None
    assert [(one.value, one.count) for one in adrs.partition.by] == [("Proposed", 1), ("Accepted", 2)]
    seen = html(view(where)).seen
    assert "Nothing that the policy asks for is missing or wrong." in seen
    assert "ledgergate items numbers" in seen
    assert "ADR-1" not in seen


def test_a_readiness_audit_has_all_of_it(tmp_path: Path) -> None:
    where = audited(tmp_path / "product")
    page = view(where)
    assert {"chosen", "ledger-0", "drift", "coverage"} <= sections(where)
    assert [(one.name, one.form) for one in page.ledgers] == [
        ("candidates", "table"), ("themes", "board"), ("areas", "board"), ("specs", "board"),
    ]  # fmt: skip
    assert page.verdict.result == "agrees"
    assert [cross.field for cross in page.ledgers[0].crosses] == ["boundary", "lane"]


def test_the_questions_are_answered_as_the_documents_do(tmp_path: Path) -> None:
    (package,) = view(audited(tmp_path / "product")).answers
    assert (package.package, package.closed) == (AUDIT, False)
    told = {one.question: one for one in package.replies}
    assert {name: one.says for name, one in told.items()} == {
        "ready": "partly", "demoable": "yes", "sellable": "no", "blockers": "",
    }  # fmt: skip
    assert told["sellable"].text == (
        "No. Bucket A still holds open candidates, and a pack may show a customer the name of an internal host.",
    )
    assert told["blockers"].points[0] == "HB-101: an export is not held by the tenant scope"
    assert (len(told["blockers"].points), told["blockers"].text) == (5, ())
    assert told["ready"].at.path == f"{AUDIT}/platform-readiness-report.md"


def test_a_question_without_an_answer_is_shown_as_one(tmp_path: Path) -> None:
    where = audited(tmp_path / "product")
    edit(where, f"{AUDIT}/platform-readiness-report.md", "**No.** Bucket A", "TBD\n\n<!--")
    where.stage()
    where.commit()
    told = {one.question: one for one in view(where).answers[0].replies}
    assert not told["sellable"].given
    assert "Not answered" in html(view(where)).seen


def test_what_is_recommended_stands_in_the_documents_order_with_its_rationale(tmp_path: Path) -> None:
    (chosen,) = view(audited(tmp_path / "product")).selections
    assert [one.key for one in chosen.choices] == ["HB-101", "HB-201", "HB-104", "HB-103", "HB-206", "HB-208"]
    told = {one.label: one.word or one.text for one in chosen.choices[0].details}
    assert told["Recommendation"] == "Must do before sellable"
    assert told["Bucket"] == "Now platform-critical"
    assert told["Rationale"].startswith("the one gap through which")


def test_a_condition_holds_is_broken_or_has_no_case(tmp_path: Path) -> None:
    rules = "".join(
        f'[[invariant]]\nwhen = {{ bucket = "{when}" }}\nthen = {{ title = "{then}" }}\nreason = "{when} is {then}"\n'
        for when, then in (("A", "PSA handoff"), ("B", "Tenant search"), ("C", "x"))
    )
    waiver = '[[waiver]]\nrule = "invariant-broken"\nreason = "soon"\nowner = "Ada"\nexpires = 2026-12-01\n'
    page = view(product(tmp_path, POLICY + rules))
    assert [(one.reason[0], one.state, one.spoken, len(one.findings)) for one in page.conditions] == [
        ("A", "holds", 1, 0), ("B", "broken", 2, 1), ("C", "idle", 0, 0),
    ]  # fmt: skip
    assert page.condition_states == {"holds": 1, "broken": 1, "waived": 0, "idle": 1}
    excused = view(product(tmp_path / "other", POLICY + rules + waiver))
    assert [one.state for one in excused.conditions] == ["holds", "waived", "idle"]


def test_waivers_come_in_the_order_in_which_they_lapse(tmp_path: Path) -> None:
    rows = "".join(
        f'[[waiver]]\nrule = "{rule}"\nreason = "r"\nowner = "o"\nexpires = {day}\n'
        for rule, day in (("wrong-total", "2027-05-01"), ("unclassified", "2026-11-01"), ("orphan-row", "2026-12-05"))
    )
    files: dict[str, str | bytes] = both(report_md=table(*ALL, ("C-9", "Gone", "A")))
    page = view(product(tmp_path, POLICY + rows, files))
    assert [(one.rule, one.state, one.hides) for one in page.waivers] == [
        ("unclassified", "lapsed", 0), ("orphan-row", "soon", 1), ("wrong-total", "lasting", 0),
    ]  # fmt: skip
    assert page.verdict.waived == 1


def test_with_a_base_the_equation_says_what_changed(tmp_path: Path) -> None:
    where = product(tmp_path)
    where.branch("topic")
    added = (*ALL, ("C-4", "Fax", "C"))
    where.save({**both(ledger(*added), table(*added[:-1]))})
    page = view(where, base="main", head="topic", merge_result=False)
    (one,) = page.ledgers
    assert one.partition is not None
    assert (one.partition.before, one.partition.added, one.partition.after) == (3, 1, 4)
    assert page.state.since == where.oid("main")
    assert [found.old for found in page.findings] == [False]
    assert "3 before" in html(page).seen.replace("\n", " ")


def test_an_item_is_told_its_findings_and_what_it_cites(tmp_path: Path) -> None:
    where = audited(tmp_path / "product")
    where.remove("apps/platform/lang/en/review.php")
    where.stage()
    where.commit()
    page = view(where)
    entry = next(one for one in page.ledgers[0].entries if one.key == "HB-201")
    assert {page.findings[number].code for number in entry.findings} == {"LG401"}
    assert {one.text: one.leads for one in entry.evidence}["apps/platform/lang/en/review.php"] is False
    assert set(entry.findings) <= set(page.evidence_gone)


def test_an_area_that_the_policy_lists_leads_to_the_line_that_gives_its_state(tmp_path: Path) -> None:
    page = view(audited(tmp_path / "product"))
    areas = next(one for one in page.ledgers if one.name == "areas")
    assert {one.at.path for one in areas.entries if one.at is not None} == {f"{AUDIT}/platform-readiness-report.md"}


def test_what_cannot_be_read_is_on_the_page_and_in_the_exit_code(tmp_path: Path) -> None:
    policy = POLICY + '[ledger.more]\nsources = [{ path = "more.md", items = "headings", level = 3 }]\n'
    where = product(tmp_path, policy, {**both(), "more.md": "# Nothing\n"})
    done = gate(where, "report", "--format", "json")
    made = json.loads(done.stdout)
    assert (done.returncode, made["verdict"]["result"]) == (3, "unchecked")
    assert made["unchecked"][0]["message"] in html(view(where)).seen


def test_the_index_a_tag_and_an_earlier_commit_are_shown_where_they_are_asked_for(tmp_path: Path) -> None:
    where = product(tmp_path)
    where.git("tag", "v1")
    where.save({**both(ledger(*ALL[:2]), table(*ALL[:2]))})
    where.files({**both(ledger(*ALL[:1]), table(*ALL[:1]))})
    where.stage()
    states = (view(where, tree="v1"), view(where, tree="HEAD"), view(where, staged=True))
    assert [len(one.ledgers[0].entries) for one in states] == [3, 2, 1]
    assert view(where, staged=True).state.name == "index"


def test_a_policy_can_be_tried(tmp_path: Path) -> None:
    where = product(tmp_path)
    (tmp_path / "other.toml").write_text(
        POLICY.replace("[ledger.candidates]", "[ledger.tried]").replace('"candidates"', '"tried"')
    )
    page = view(where, policy=str(tmp_path / "other.toml"), link="https://x.example/{path}")
    assert [one.name for one in page.ledgers] == ["tried"]


def test_a_thousand_candidates_with_a_finding_each_are_still_a_small_file(tmp_path: Path) -> None:
    where = many(tmp_path, 1000)
    where.save({"docs/guide.md": "# Guide\n"}, "a guide without a word, which each of them cites")
    page = view(where)
    text = html(page).text
    assert page.verdict.advisory == 1000
    assert len(text.encode()) < 500_000
    assert "and more, which" in text


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("HEAD", "--tree", "HEAD"), 2, "the same"),
        (("--staged", "--base", "main"), 2, "--staged"),
        (("-o", "nowhere/page.html"), 2, "cannot be written"),
        (("--today", "soon"), 2, "2027-01-31"),
        (("v9",), 3, "no commit"),
    ],
)
def test_what_makes_no_sense_is_misuse(tmp_path: Path, words: tuple[str, ...], code: int, says: str) -> None:
    done = gate(product(tmp_path), "report", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr


def test_the_page_is_utf_8_in_a_file_and_on_standard_output(tmp_path: Path) -> None:
    where = product(
        tmp_path, files=both(ledger(("C-1", "Prüfung – größer", "A")), table(("C-1", "Prüfung – größer", "A")))
    )
    assert gate(where, "report", "--output", "page.html").returncode == 0
    assert "Prüfung – größer" in (where.path / "page.html").read_text(encoding="utf-8")
    assert "Prüfung – größer" in gate(where, "report", PYTHONIOENCODING="latin-1").stdout


def test_the_template_engine_is_loaded_for_a_page_alone(tmp_path: Path) -> None:
    where = product(tmp_path)
    for words, loaded in (
        (["check", "--tree", "HEAD"], False),
        (["report", "--format", "json"], False),
        (["report"], True),
    ):
        program = (
            f"import sys\nfrom ledgergate.cli import main\nmain({words!r})\n"
            "sys.stderr.write(str('jinja2' in sys.modules))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=where.path, env=environment(where), capture_output=True, text=True
        )
        assert done.stderr == str(loaded), words


def test_the_values_are_plain() -> None:
    from ledgergate.page.model import At, Word

    assert values(Word("A", "Now", 3)) == {"value": "A", "text": "Now", "count": 3}  # type: ignore[arg-type]  # any value
    assert values(At("a.md", 3, None)) == {"path": "a.md", "line": 3, "url": None}  # type: ignore[arg-type]  # any value
