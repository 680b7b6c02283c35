# ruff: noqa: E501  # a table of edits is read by its rows
"""The audit written in German: the preset and the example know its columns, labels, questions and words."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import EXAMPLE, LEDGER, REPORT
from breaking import BOUNDARIES, RECONCILED
from readiness import READINESS, RECOMMENDED, ROADMAP, SPEC, edit, example, findings, line_of, told
from support import Repository

PRESET = Path(__file__).resolve().parent / "readiness_policies" / "with-preset.toml"
POLICIES = (PRESET, EXAMPLE / "ledgergate.toml")  # the example's own policy reads the same forms
STATES = {
    "Repo-real and productized": "Im Repo und produktreif",
    "Repo-real but not productized": "Im Repo, nicht produktreif",
    "Partially implemented": "Teilweise umgesetzt",
    "Candidate only": "Nur Kandidat",
    "Roadmap only": "Nur Roadmap",
    "Deferred / external app": "Zurückgestellt / externe App",
    "1 - Productized": "1 - Produktreif",
    "2 - Functional but not productized": "2 - Funktionsfähig, nicht produktreif",
    "| State |": "| Stand |",
    "**State**": "**Stand**",
    "**Evidence**": "**Beleg**",
    "| Evidence |": "| Beleg |",
    "| Count |": "| Anzahl |",
    "**Total**": "**Gesamt**",
}
WORDS = {
    LEDGER: {"**Bucket**": "**Klasse**", "**Boundary**": "**App-Grenze**", "**Lane**": "**Strang**", "**Evidence**": "**Beleg**"},
    ROADMAP: STATES,
    REPORT: {"| Candidate | Title | Bucket | Boundary | Evidence / rationale |": "| Kandidat | Titel | Klasse | App-Grenze | Beleg |", "| Bucket | Meaning | Count |": "| Klasse | Bedeutung | Anzahl |", "**Total**": "**Gesamt**"},
    RECONCILED: {"| Theme |": "| Thema |", **STATES},
    BOUNDARIES: {"| Area | Boundary | Why |": "| Bereich | App-Grenze | Warum |", "| Candidate | Title | Boundary |": "| Kandidat | Titel | App-Grenze |"},
    READINESS: {
        "| Area | State | Boundary |": "| Bereich | Stand | App-Grenze |", **STATES,
        "Is the platform ready for MSP/operator daily use?": "Ist die Plattform bereit für den täglichen Einsatz?", "Is it demoable?": "Ist sie vorführbar?",
        "Is it sellable?": "Ist sie verkaufbar?", "What blocks it?": "Was blockiert sie?", "**Partly.**": "**Teilweise.**", "**Yes.**": "**Ja.**", "**No.**": "**Nein.**",
    },
    RECOMMENDED: {
        "| Spec | Candidate | Lane | Role | Rationale |": "| Nummer | Kandidat | Empfehlung | Rolle | Begründung |", "must-do-before-sellable": "Muss vor dem Verkauf",
        "should-do-next": "Sollte als nächstes", "move-to-customerportal": "Ins Kundenportal", "move-to-website": "Auf die Webseite", "| Primary |": "| Primär |", "| Follow-up |": "| Folgespec |",
    },
    SPEC: {
        "**Runtime posture**: Read-only.": "**Laufzeithaltung**: Nur lesend.", "**Decision**": "**Entscheidung**", "**Created**": "**Erstellt**", "**Type**": "**Art**", "**Input**": "**Anlass**",
        "**Score**: Nutzen 2 + Dringlichkeit 2 + Umfang 2 + Komplexität 1 + Produktnähe 2 + Wiederverwendung 2 = 11/12":
            "**Bewertung**: Nutzen: 2 | Dringlichkeit: 2 | Umfang: 2 | Komplexität: 1 | Produktnähe: 2 | Wiederverwendung: 2 | **Gesamt: 11/12**",
    },
}  # fmt: skip


def german(folder: Path, status: str = "In Progress", policy: Path = PRESET) -> Repository:
    repository = example(folder)
    repository.write("ledgergate.toml", policy.read_bytes())
    for path, words in WORDS.items():
        text = (repository.path / path).read_text(encoding="utf-8")
        for word, other in words.items():
            text = text.replace(word, other)
        repository.write(path, text.replace("**Status**: In Progress", f"**Status**: {status}"))
    repository.stage()
    repository.commit("Auf Deutsch")
    return repository


@pytest.mark.parametrize("policy", POLICIES, ids=lambda one: one.stem)
@pytest.mark.parametrize("status", ["In Progress", "Abgeschlossen"])
def test_a_german_audit_is_clean(tmp_path: Path, status: str, policy: Path) -> None:
    # The audit's spec alone is closed here: its open tasks, and what restates its status, are told.
    beside = ("LG404", "LG303") if status == "Abgeschlossen" else ()
    assert [one for one in told(german(tmp_path, status, policy)) if one[0] not in beside] == []


@pytest.mark.parametrize("policy", POLICIES, ids=lambda one: one.stem)
@pytest.mark.parametrize(
    ("code", "path", "old", "new", "at"),
    [
        ("LG101", "apps/platform/routes/web.php", "<?php", "<?php // schnell", "<?php"),
        ("LG202", LEDGER, "- **Klasse**: G", "- **Klasse**: Z", "- **Klasse**: Z"),
        ("LG202", LEDGER, "- **App-Grenze**: /website", "- **App-Grenze**: /blog", "/blog"),
        ("LG209", READINESS, "**Nein.** Bucket A", "**Ja.** Bucket A", "### Ist sie verkaufbar?"),
        ("LG209", READINESS, "- HB-105: staff access leaves no record", "- Alle sind müde", "Alle sind müde"),
        ("LG209", RECOMMENDED, "| operators decide daily and search for what they decided |", "| noch offen |", "| HB-104 "),
        ("LG209", RECOMMENDED, "| 346-tenant-scope-on-exports |", "| noch keine |", "| HB-101 "),
        ("LG303", RECONCILED, "| Customer portal | Zurückgestellt / externe App", "| Customer portal | Nur Roadmap", "| Customer portal"),
        ("LG305", SPEC, "**Gesamt: 11/12**", "**Gesamt: 12/12**", "Bewertung"),
        ("LG309", RECOMMENDED, "| Primär |", "| Folgespec |", "| HB-208 "),
        ("LG403", READINESS, "- The public site has no test", "- Die Webseite ist produktionsreif. Sie hat keinen Test", "produktionsreif"),
        ("LG505", RECOMMENDED, "| 346-tenant-scope-on-exports |", "| 343 |", "| HB-101 "),
    ],
)  # fmt: skip
def test_a_broken_german_audit_is_refused_at_its_line(
    tmp_path: Path, code: str, path: str, old: str, new: str, at: str, policy: Path
) -> None:
    repository = german(tmp_path, policy=policy)
    edit(repository, path, old, new)

    hits = [(one.code, one.place.path, one.place.line) for one in findings(repository)]

    assert (code, path, line_of(repository, path, at)) in hits
