# ruff: noqa: E501  # a table of edits is read by its rows
"""Every way in which the tests break the example's audit, by criterion: the edits, and what must be found where."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from audit import LEDGER, MODEL, REPORT, ROUTES
from readiness import AUDIT, CHECKLIST, READINESS, RECOMMENDED, ROADMAP, SPEC, closed, edit, example

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Repository

RECONCILED = f"{AUDIT}/roadmap-reconciliation.md"
BOUNDARIES = f"{AUDIT}/app-boundary-map.md"
PLAN = f"{AUDIT}/plan.md"
DONE = "specs/341-review-pack-exports"
GROUPED = "docs/ui-ux-audit/grouped-follow-up-candidates.md"


class Break(NamedTuple):
    """Edits of the example; the finding stands at the line of `path` that holds `at`, at line 1 where that is empty."""

    criterion: str
    code: str
    path: str
    at: str
    edits: tuple[tuple[str, str, str], ...]
    closed: bool = False

    @property
    def name(self) -> str:
        return f"{self.criterion}-{self.code}-{self.edits[0][2][:16].strip()}"


def one(criterion: str, code: str, path: str, old: str, new: str, at: str, closed: bool = False) -> Break:
    """The finding stands in the one file that is edited."""
    return Break(criterion, code, path, at, ((path, old, new),), closed)


def broken(folder: Path, one: Break) -> Repository:
    """The example, or its closed audit, with the edits of a break in its work tree."""
    repository = closed(folder) if one.closed else example(folder)
    for path, old, new in one.edits:
        edit(repository, path, old, new)
    return repository


BREAKS = [
    one("posture", "LG101", ROUTES, "<?php", "<?php // quick fix", ""),
    one("posture", "LG101", MODEL, "<?php", "<?php // quick fix", ""),
    one("posture", "LG101", "apps/platform/tests/Feature/TenantScopeTest.php", "<?php", "<?php // once more", ""),
    one("posture", "LG103", f"{DONE}/plan.md", "# ", "# Again: ", "# Again"),
    one("posture", "LG103", "specs/338-tenant-workspace-shell/spec.md", "**Status**: Complete", "**Status**: Draft", "**Status**"),
    Break("classified", "LG201", LEDGER, "### HB-103", ((LEDGER, "### HB-103 Guided onboarding of a new tenant\n\n- **Bucket**: B\n", "### HB-103 Guided onboarding of a new tenant\n\n"), (REPORT, "| Guided onboarding of a new tenant | B |", "| Guided onboarding of a new tenant | |"))),
    Break("classified", "LG201", LEDGER, "- **Bucket**: TBD", ((LEDGER, "- **Bucket**: G", "- **Bucket**: TBD"), (REPORT, "| Evidence freshness score | G |", "| Evidence freshness score | TBD |"))),
    one("classified", "LG202", LEDGER, "- **Bucket**: C", "- **Bucket**: Later", "- **Bucket**: Later"),
    one("classified", "LG203", GROUPED, "| HB-303 Keyboard shortcuts for triage | Forty findings take about ninety clicks | C |", "| HB-303 Keyboard shortcuts for triage | Forty findings take about ninety clicks | B, C |", "| HB-303"),
    one("classified", "LG204", LEDGER, "### HB-210 Second", "### HB-209 Second", "### HB-209 Second"),
    one("classified", "LG207", LEDGER, "Merged into HB-104.", "Merged into HB-904.", "HB-904"),
    one("classified", "LG301", REPORT, "| HB-205 | Ticket handoff", "| HB-905 | A handoff", "| HB-210 "),
    one("classified", "LG302", REPORT, "| HB-205 | Ticket handoff", "| HB-905 | A handoff", "| HB-905 "),
    one("classified", "LG303", REPORT, "| HB-107 | Bulk acceptance of recurring findings | C |", "| HB-107 | Bulk acceptance of recurring findings | B |", "| HB-107 "),
    one("classified", "LG305", REPORT, "| A | Now platform-critical | 5 |", "| A | Now platform-critical | 6 |", "| A | Now platform-critical | 6 |"),
    one("roadmap", "LG303", RECONCILED, "| Customer portal | Deferred / external app", "| Customer portal | Roadmap only", "| Customer portal"),
    one("roadmap", "LG302", RECONCILED, "| Localization |", "| Localisation of mails |", "| Localisation of"),
    one("roadmap", "LG301", RECONCILED, "| Localization |", "| Localisation of mails |", "| Localisation of"),
    one("roadmap", "LG305", RECONCILED, "| Candidate only | 1 |", "| Candidate only | 2 |", "| Candidate only | 2 |"),
    one("roadmap", "LG401", ROADMAP, "`docs/guides/accepted-risks.md`", "`docs/guides/risks.md`", "guides/risks.md"),
    Break("roadmap", "LG402", ROADMAP, "`apps/platform/resources/views/workspace/shell.blade.php`", ((RECONCILED, ", `docs/guides/workspace.md` | HB-101", " | HB-101"), (ROADMAP, ", `docs/guides/workspace.md`", ""))),
    one("roadmap", "LG404", f"{DONE}/tasks.md", "- [x] T001", "- [ ] T001", "T001"),
    one("roadmap", "LG404", RECONCILED, "| Candidate only | `docs/product/spec-candidates.md` |", "| Candidate only | `specs/341-*` |", "| Governance decisions"),
    one("roadmap", "LG404", RECONCILED, "| Localization | Roadmap only | `docs/product/spec-candidates.md` |", "| Localization | Roadmap only | `apps/platform/lang/en/review.php`, `apps/platform/tests/Feature/ReviewPackExportTest.php` |", "| Localization"),
    one("risks", "LG404", READINESS, "| Localization / Copy / Customer-safe language | 3 - Partially implemented | /platform | `apps", "| Localization / Copy / Customer-safe language | 5 - Roadmap only | /platform | `apps/platform/tests/Feature/ReviewPackExportTest.php`, `apps", "| Localization / Copy"),
    one("boundaries", "LG203", LEDGER, "- **Boundary**: /system\n", "- **Boundary**: /system\n- **Boundary**: /platform\n", "- **Boundary**: /platform\n- **Lane**: Operator core\n- **Evidence**: `apps/platform/app/Models/Tenant.php`"),
    one("boundaries", "LG209", LEDGER, "- **Boundary**: /website\n", "- **Boundary**: /platform\n", "- **Boundary**: /platform\n- **Lane**: Customer delivery\n- **Evidence**: `apps/website/src"),
    one("boundaries", "LG209", LEDGER, "- **Boundary**: /customerportal\n", "- **Boundary**: /system\n", "- **Boundary**: /system\n- **Lane**: Customer delivery"),
    one("boundaries", "LG202", LEDGER, "- **Boundary**: /website\n", "- **Boundary**: /blog\n", "- **Boundary**: /blog"),
    one("boundaries", "LG303", BOUNDARIES, "| HB-101 | Tenant scope on every export | /platform |", "| HB-101 | Tenant scope on every export | /system |", "| HB-101 "),
    one("boundaries", "LG301", BOUNDARIES, "| Customer Review Workspace | /platform |", "| Another workspace | /platform |", "| Test and browser"),
    one("boundaries", "LG305", BOUNDARIES, "| /website | public, marketing | yes, `apps/website/` | 2 |\n", "", "| /system | platform staff"),
    one("boundaries", "LG305", BOUNDARIES, "yes, `apps/website/` | 2 |", "yes, `apps/website/` | 3 |", "| /website | public"),
    one("readiness", "LG301", READINESS, "| Test and browser confidence |", "| Confidence of all kinds |", "| Confidence of"),
    one("readiness", "LG302", READINESS, "| Test and browser confidence |", "| Confidence of all kinds |", "| Confidence of"),
    one("readiness", "LG201", READINESS, "| Customer Review Workspace | 3 - Partially implemented |", "| Customer Review Workspace | |", "| Customer Review Workspace"),
    one("readiness", "LG202", READINESS, "| Customer Review Workspace | 3 - Partially implemented |", "| Customer Review Workspace | 7 - Wonderful |", "| Customer Review Workspace"),
    one("readiness", "LG209", READINESS, "**No.** Bucket A", "**Yes.** Bucket A", "### Is it sellable?"),
    one("readiness", "LG209", READINESS, "**No.** Bucket A", "**Conditionally yes.** Bucket A", "### Is it sellable?"),
    one("readiness", "LG209", READINESS, "- HB-105: staff access leaves no record", "- Everybody is tired", "- Everybody is tired"),
    one("readiness", "LG209", READINESS, "- HB-105: staff access leaves no record\n", "", "### What blocks it?"),
    one("readiness", "LG209", READINESS, "- HB-304: nothing", "- HB-108: risks never expire\n- HB-304: nothing", "- HB-108"),
    one("readiness", "LG504", READINESS, "**No.** Bucket A still holds", "Bucket A still holds", "### Is it sellable?"),
    one("readiness", "LG504", READINESS, "**Yes.** A tenant with synced findings can be walked through from the shell to the downloaded pack, as shown by\n`apps/platform/tests/Feature/ReviewPackExportTest.php`.\n", "TBD\n", "### Is it demoable?", True),
    one("readiness", "LG305", READINESS, "| 3 - Partially implemented | 4 |", "| 3 - Partially implemented | 5 |", "| 3 - Partially implemented | 5 |"),
    one("next", "LG309", RECOMMENDED, "| Primary |", "| Follow-up |", "| HB-208 "),
    one("next", "LG505", RECOMMENDED, "| 346-tenant", "| 341-tenant", "| HB-101 "),
    one("next", "LG505", RECOMMENDED, "| 348-governance-inbox |", "| 346-governance-inbox |", "| HB-104 "),
    one("next", "LG302", RECOMMENDED, "| HB-208 | move", "| HB-998 | move", "| HB-998 "),
    one("next", "LG209", RECOMMENDED, "| HB-101 | must-do-before-sellable", "| HB-204 | should-do-next", "| HB-204 "),
    one("next", "LG209", RECOMMENDED, "| 346-tenant-scope-on-exports |", "| none yet |", "| HB-101 "),
    one("next", "LG209", RECOMMENDED, "| operators decide daily and search for what they decided |", "| |", "| HB-104 "),
    one("next", "LG209", RECOMMENDED, "| HB-104 | should-do-next |", "| HB-104 | |", "| HB-104 "),
    one("next", "LG209", RECOMMENDED, "| HB-206 | move-to-customerportal |", "| HB-206 | move-to-website |", "| HB-206 "),
    one("next", "LG209", RECOMMENDED, "| HB-208 | move-to-website |", "| HB-208 | move-to-customerportal |", "| HB-208 "),
    one("next", "LG209", RECOMMENDED, "| HB-201 | must-do-before-sellable |", "| HB-201 | defer |", "| HB-201 "),
    one("next", "LG209", RECOMMENDED, "| HB-201 | must-do-before-sellable |", "| HB-201 | do-not-build-now |", "| HB-201 "),
    Break("next", "LG209", RECOMMENDED, "| HB-104 ", ((RECOMMENDED, "| Primary |", "| Follow-up |"), (RECOMMENDED, "| HB-104 | should-do-next | Follow-up |", "| HB-104 | do-not-build-now | Primary |"))),
    one("next", "LG303", RECOMMENDED, "## Primary: 346-tenant-scope-on-exports", "## Primary: 347-customer-safe-review-packs", "## Primary"),
    one("next", "LG303", RECOMMENDED, "## Primary: 346-tenant-scope-on-exports", "## Primary: HB-104", "## Primary"),
    one("expansion", "LG209", RECOMMENDED, "| HB-103 | should-do-next |", "| HB-107 | must-do-before-sellable |", "| HB-107 "),
    one("expansion", "LG209", RECOMMENDED, "| HB-104 | should-do-next |", "| HB-209 | should-do-next |", "| HB-209 "),
    one("expansion", "LG309", RECOMMENDED, "| 348-governance-inbox | HB-104 | should-do-next | Follow-up |", "| 348-governance-inbox | HB-104 | should-do-next | Primary |", "| HB-104 "),
    one("expansion", "LG303", REPORT, "| HB-204 | Scheduled review packs | C |", "| HB-204 | Scheduled review packs | A |", "| HB-204 "),
    one("risks", "LG401", READINESS, "Feature/ReviewPackExportTest.php`; no guide", "Feature/PackTest.php`; no guide", "PackTest"),
    one("risks", "LG402", READINESS, "HB-104 in `docs/product/spec-candidates.md` |", "HB-104 |", "| Governance inbox"),
    one("risks", "LG402", READINESS, ", `docs/guides/workspace.md`", "", "| Workspace / Environment"),
    Break("risks", "LG402", REPORT, "| HB-108 ", ((LEDGER, "- **Evidence**: `specs/343-accepted-risk-register/spec.md`, `apps/platform/tests/Feature/FindingAcceptanceTest.php`\n", ""), (REPORT, "covered by `specs/343-accepted-risk-register/spec.md`, held by `apps/platform/tests/Feature/FindingAcceptanceTest.php`", "it is there already"))),
    one("risks", "LG403", READINESS, "- The public site has no test", "- The public site is merge-ready. It has no test", "- The public site"),
    one("risks", "LG404", READINESS, "HB-104 in `docs/product/spec-candidates.md` |", "`specs/341-*` |", "| Governance inbox"),
    one("risks", "LG405", LEDGER, "`docs/product/roadmap.md#operations-and-audit-trail`", "`docs/product/roadmap.md#operations`", "#operations`"),
    one("risks", "LG502", READINESS, "## Known quality risks", "## Notes", "", True),
    one("checklist", "LG503", CHECKLIST, "- [x] CHK007", "- [ ] CHK007", "CHK007", True),
    one("checklist", "LG503", CHECKLIST, "N/A: the audit changes no screen.", "N/A", "CHK011", True),
    one("checklist", "LG502", PLAN, "Read the tree first and the plans second.", "TBD\n\nThe tree first.", "TBD", True),
    one("checklist", "LG502", SPEC, "**Decision**: do it now, as documents only.\n", "", "", True),
    one("checklist", "LG502", SPEC, "**Created**: 2025-11-03", "**Created**: TBD", "**Created**", True),
    one("checklist", "LG305", SPEC, "= 11/12", "= 12/12", "**Score**"),
    one("checklist", "LG305", SPEC, "Umfang 2", "Umfang 3", "**Score**"),
    one("checklist", "LG404", f"{AUDIT}/tasks.md", "- [x] T013", "- [ ] T013", "T013", True),
]  # fmt: skip

NEAR = {
    "posture": ("apps/platform/README.md", "# ", "# The "),
    "classified": (LEDGER, "- **Bucket**: A\n", "- **Bucket**: **A - now platform-critical**\n"),
    "roadmap": (ROADMAP, "- **State**: Roadmap only", "- **State**: roadmap only (for 2027)"),
    "boundaries": (BOUNDARIES, "| HB-101 | Tenant scope on every export | /platform |", "| HB-101 | Tenant scope on every export | **/Platform** |"),
    "readiness": (READINESS, "**No.** Bucket A", "**Not yet**, for a yes bucket A"),
    "next": (RECOMMENDED, "| none yet | HB-208 |", "| 350-public-trust-page | HB-208 |"),
    "expansion": (RECOMMENDED, "| HB-103 | should-do-next |", "| HB-107 | defer |"),
    "risks": (READINESS, "- The public site has no test", "- The public site is not merge-ready and has no test"),
    "checklist": (CHECKLIST, "N/A: the audit changes no screen.", "Not applicable, no screen changes."),
}  # fmt: skip
