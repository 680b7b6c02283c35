"""What is cited must be there, still be what it was, and be cited where it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from audit import LEDGER
from readiness import READINESS, ROADMAP, edit, example, findings, line_of, small, told, verdict_on

POLICY = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.evidence = { label = "Evidence", kind = "evidence" }
[[package]]
path = "specs/*"
[documents]
links = ["list.md"]
"""
Form = Literal["NFC", "NFD"]
RULES = ("LG401", "LG402", "LG405")


def cites(folder: Path, evidence: str, **files: str) -> list[str]:
    """The messages about one item with that evidence, in a tree with an app, a guide and a spec."""
    tree = {
        "app/Model.php": "<?php\nclass Model {}\n",
        "app/[slug]/page.tsx": "",
        "docs/guide.md": "# Guide\n\n## First steps\n",
        "specs/342-export/spec.md": "# Export\n",
        "README.md": "# Product\n",
        "modules/platform/Http/Kernel.php": "<?php\n",
    }
    repository = small(folder, POLICY, **files)
    repository.files({**tree, "list.md": f"# List\n\n## One\n\n- **Evidence**: {evidence}\n"})
    return [one.message for one in findings(repository, *RULES)]


def test_the_example_cites_only_what_is_there(tmp_path: Path) -> None:
    verdict = verdict_on(example(tmp_path), *RULES)

    assert verdict.findings == ()
    assert verdict.examined.evidence > 100


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("../docs/guide.md", ["the link to '../docs/guide.md' leads above the root of the repository"]),
        (
            "../../../README.md#product",
            ["the link to '../../../README.md#product' leads above the root of the repository"],
        ),
        ("../../issues/17", []),
        ("../docs", []),  # the forge may have a page so called
        ("../sibling/guide.md", []),
    ],
)
def test_a_link_above_the_root_is_dead_where_it_has_steps_too_many(
    tmp_path: Path, target: str, found: list[str]
) -> None:
    assert cites(tmp_path, f"[it]({target})") == found


@pytest.mark.parametrize(
    "evidence",
    [
        "`app/Model.php`, `docs/guide.md`",
        "[the guide](docs/guide.md#first-steps), [root](/README.md)",
        "`app/Model.php:1-2` and `docs/guide.md#first-steps`",
        "`*.php`, `gui*.md`, `docs/.*`, `app/*.php`, `specs/342-*`, `specs/342-export/`, `app/`",
        "Spec 342; PR #17, commit 0123abcd, https://example.invalid/run/1",
        "app/Model.php is the model",
        "`Model.php` alone, `App\\Models\\Model`, `Model::save()`, `/platform`, `php artisan app/none.php`",
        "and/or, `text/html`, `acme/package`, `feature/branch`, 3/4, v1.2/3",
        "no `app/Portal.php` exists, and `app/Old.php` was removed",
        "~~`app/Old.php`~~ `app/Model.php`",
        "`app/[slug]/page.tsx`",
        "`app/{A,B}.php`",
        "`../issues/17`, [issues](../../issues/17)",
        "Node.js, `Next.js`, `e.g.`, `config.value`",
        "`app/Model.php:save`, `Model.php:Model.save()`, `app/Model.php::test_it`",
        "`136cf0f`, `deadbeefcafe`, `main..topic`, `v1.2.0`, `^1.4`",
        "`GET /api/v1/exports`, `/api/v1/exports`, `POST /tenants/{id}`",
        "`App\\Models\\Model::class`, `$this->query`, `--dry-run`, `key=value`",
        "`docs/guide.md` § First steps, `docs/guide.md`'s second part",
        "12/14 tasks, 24/7, 2025/11, km/h, and `n/a`",
        "`user/repo#12`, user/repo@main, `@scope/package`, `origin/main`",
        "`C:\\temp\\x.md`, `~/x.md`, `<path>/x.md`, `{name}.md`, `path/to/...`",
        "[`run`][product.api.run], [mail](mailto:a@example.invalid), [call](tel:1), [top](#one)",
        "kein `app/Portal.php`, ohne `app/Alt.php`, `app/Neu.php` fehlt",
        "specs 342, Spec 342's tasks, spec #342",
        "`platform/Http/Kernel.php`, `Http/`, `Http/*.php` and `platform/Http/`",
        "`plan.md/tasks.md`, `specs/NNN-*/plan.md`, `app/…`, `app/.../x.php`, `acme/action@v1.2.3`, `release-XXX.md`",
        "",
    ],
)
def test_what_is_there_or_only_looks_like_a_path_passes(tmp_path: Path, evidence: str) -> None:
    assert cites(tmp_path, evidence) == []


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("`app/Modle.php`", "One cites 'app/Modle.php', which is not in the tree"),
        ("see app/Modle.php", "One cites 'app/Modle.php', which is not in the tree"),
        ("`Http/Missing.php`", "One cites 'Http/Missing.php', which is not in the tree"),
        ("`platform/Console/`", "One cites 'platform/Console/', which is not in the tree"),
        ("`docs/Http/Kernel.php`", "One cites 'docs/Http/Kernel.php', which is not in the tree"),
        ("`app/Portal/`", "One cites 'app/Portal/', which is not in the tree"),
        ("`app/Portal`", "One cites 'app/Portal', which is not in the tree"),
        ("`app/*Test.php`", "One cites 'app/*Test.php', which is not in the tree"),
        ("`Portal.php`", "One cites 'Portal.php', which is not in the tree"),
        ("Spec 343", "One cites 'Spec 343', which is not in the tree"),
        ("`specs/343-*`", "One cites 'specs/343-*', which is not in the tree"),
        ("[portal](app/Portal.php)", "the link to 'app/Portal.php' leads nowhere"),
        ("[portal](portal)", "the link to 'portal' leads nowhere"),
        ("[portal][p]", "the reference [portal][p] has no definition"),
        ("`app/Modle.php:save`", "One cites 'app/Modle.php:save', which is not in the tree"),
        ("`app/Model.php:16-19`", "'app/Model.php:16-19' cites line 19, but app/Model.php has 2"),
        ("[it](app/Model.php#L9)", "'app/Model.php#L9' cites line 9, but app/Model.php has 2"),
        ("`docs/guide.md#last-steps`", "'docs/guide.md#last-steps' cites a heading that docs/guide.md does not have"),
        ("[it](#nowhere)", "'#nowhere' cites a heading that list.md does not have"),
    ],
)
def test_what_is_not_there_is_refused_once(tmp_path: Path, evidence: str, message: str) -> None:
    assert cites(tmp_path, evidence) == [message]


def test_a_file_that_is_ignored_or_untracked_is_not_there(tmp_path: Path) -> None:
    repository = example(tmp_path)
    repository.write(".gitignore", "apps/platform/tests/Feature/TenantScopeTest.php\n")
    repository.git("rm", "-q", "--cached", "apps/platform/tests/Feature/TenantScopeTest.php")

    refused = {(code, path) for code, path, _ in told(repository, "LG401")}

    assert refused >= {("LG401", LEDGER), ("LG401", ROADMAP), ("LG401", READINESS)}


def test_a_near_path_is_offered(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(
        repository,
        LEDGER,
        "`apps/platform/app/Models/ProviderConnection.php`",
        "`apps/platform/app/Models/ProviderConnexion.php`",
    )

    (one,) = findings(repository, "LG401")

    assert one.place.line == line_of(repository, LEDGER, "ProviderConnexion")
    assert (one.key, one.cure[0]) == ("HB-102", "cite apps/platform/app/Models/ProviderConnection.php")


def test_closed_items_may_link_what_is_gone(tmp_path: Path) -> None:
    repository = example(tmp_path)
    edit(repository, LEDGER, "Superseded by 341.", "Superseded by 341. Was [here](gone.md).")
    assert told(repository, "LG401") == []

    edit(repository, LEDGER, "### HB-101 Tenant", "See [there](gone.md).\n\n### HB-101 Tenant")
    assert [code for code, _, _ in told(repository, "LG401")] == ["LG401"]


def test_what_is_behind_a_link_is_not_judged(tmp_path: Path) -> None:
    repository = small(tmp_path, POLICY, list_md="# List\n\n## One\n\n- **Evidence**: `vendor/lib/a.php`\n")
    repository.link("vendor", "elsewhere")

    assert told(repository, "LG401") == []


@pytest.mark.parametrize(
    ("removed", "kind"),
    [
        (", `docs/guides/workspace.md`", "doc"),
        (", `apps/platform/tests/Feature/TenantScopeTest.php`", "test"),
        ("`apps/platform/resources/views/workspace/shell.blade.php`, ", "code"),
    ],
)
def test_productized_needs_code_a_test_and_a_guide(tmp_path: Path, removed: str, kind: str) -> None:
    repository = example(tmp_path)
    edit(repository, READINESS, removed, "")

    (one,) = findings(repository, "LG402")

    assert (one.place.path, one.place.line) == (READINESS, line_of(repository, READINESS, "| Workspace / Environment"))
    assert f"without evidence of kind {kind}: productized means" in one.message


def test_a_covered_candidate_cites_what_covers_it(tmp_path: Path) -> None:
    repository = example(tmp_path)
    text = (repository.path / LEDGER).read_text(encoding="utf-8")
    report = LEDGER.replace(
        "docs/product/spec-candidates.md",
        "specs/345-platform-readiness-roadmap-reconciliation/candidate-reconciliation.md",
    )
    line = next(one for one in text.split("\n") if "specs/343-accepted-risk-register/spec.md" in one)
    repository.write(LEDGER, text.replace(line + "\n", ""))
    assert told(repository, "LG402") == []

    row = next(
        one for one in (repository.path / report).read_text(encoding="utf-8").split("\n") if one.startswith("| HB-108")
    )
    edit(repository, report, row, "| HB-108 | Expiry of accepted risks | F | /platform | it is there already |")
    (one,) = findings(repository, "LG402")
    assert (one.key, "what is covered cites what covers it" in one.message) == ("HB-108", True)


def test_a_file_of_that_name_elsewhere_is_offered(tmp_path: Path) -> None:
    repository = small(tmp_path, POLICY)
    repository.files(
        {
            "list.md": "# List\n\n## One\n\n[FR-1](backlog/requests/FR-1-pages.md)\n",
            "backlog/features/FR-1-pages.md": "# FR-1\n",
            "backlog/features/FR-2-pages.md": "# FR-2\n",
        }
    )

    (one,) = findings(repository, "LG401")
    assert one.cure[0] == "cite backlog/features/FR-1-pages.md"


def test_an_anchor_alone_means_the_document_that_it_stands_in(tmp_path: Path) -> None:
    policy = '[[package]]\npath = "specs/*"\n[documents]\nlinks = ["docs/*.md"]\n'
    repository = small(tmp_path, policy)
    repository.files(
        {"docs/a.md": "# A\n\n[there](#first)\n\n## First\n", "docs/b.md": "# B\n\n[there](#second)\n\n## Second\n"}
    )

    assert told(repository, "LG405") == []

    repository.write("docs/b.md", "# B\n\n[there](#first)\n\n## Second\n")
    assert told(repository, "LG405") == [("LG405", "docs/b.md", 3)]


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("named", ["NFC", "NFD"])
def test_a_name_is_one_however_its_letters_are_composed(tmp_path: Path, written: Form, named: Form) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n')
    link = normalize(written, "# A\n\n[size](c/Größe.md#größe)\n")
    repository.files({"docs/a.md": link, normalize(named, "docs/c/Größe.md"): normalize(named, "# Größe\n")})
    assert told(repository, *RULES) == []


@pytest.mark.parametrize(
    "text",
    [
        "- [Area: yard][Weight: HIGH] cover it", "- [Area: yard][Weight: HIGH][Cause: rain] cover it",
        "- [a:b][c:d] text", "- [P1][ui] mend the button", "- [ ] [P1][US2] mend it", "- [one][two][three] text",
        "as told in [M1][M2]", "[4][5] say so", "in [P1][G2] and more",
    ],
)  # fmt: skip
def test_tags_in_a_row_are_no_references(tmp_path: Path, text: str) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n')
    repository.files({"docs/a.md": f"# A\n\n{text}\n"})
    assert told(repository, "LG401") == []


@pytest.mark.parametrize(
    "text",
    [
        "see [the yard][yard]",
        "- [yard][yard] is ours",
        "- [API][api] docs",
        "see [P1][ui] there",
        "[text][rfc:1]",
        "[M1][M1]",
        "[page 4][5]",
    ],
)
def test_a_reference_without_a_definition_is_told(tmp_path: Path, text: str) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n')
    repository.files({"docs/a.md": f"# A\n\n{text}\n"})
    assert told(repository, "LG401") == [("LG401", "docs/a.md", 3)]


@pytest.mark.parametrize("text", ["see [the yard]()", "- [yard](<>) is ours", "![a plan]()", "[the yard]( )"])
def test_a_link_without_a_target_is_told(tmp_path: Path, text: str) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n')
    repository.files({"docs/a.md": f"# A\n\n{text}\n"})
    assert told(repository, "LG401") == [("LG401", "docs/a.md", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "`[yard]()`", "hooks[name]() is called", "call(x)[key]() then", "[this](){ done(); }", "[this]() -> int",
        "[](a.md)", "[&]() { done(); }", "[](){}", "[ ]() is empty", "[top](#)", "<!-- [yard]() -->", "    [yard]()",
        "\\[yard]()",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_link_without_a_target_passes(tmp_path: Path, text: str) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n')
    repository.files({"docs/a.md": f"# A\n\n{text}\n"})
    assert told(repository, "LG401") == []


def test_an_anchor_is_the_forges_own_unless_something_else_shows_the_pages(tmp_path: Path) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n')
    repository.files({"docs/a.md": "# A\n\n[b](#b-c)\n\n[b](#b--c)\n\n## B & C\n"})
    assert told(repository, "LG405") == [("LG405", "docs/a.md", 3)]

    repository.write("mkdocs.yml", "site_name: A\n")
    assert told(repository, "LG405") == []


NESTED = """
[ledger.candidates]
sources = [{ path = "docs/plan/list.md", items = "headings", level = 2 }]
fields.evidence = { label = "Evidence", kind = "evidence" }
"""


@pytest.mark.parametrize(
    ("evidence", "offered"),
    [
        ("[the guide](guide.md)", "../guide.md"),
        ("[the guide](/docs/plan/guide.md)", "/docs/guide.md"),
        ("[the paper](notes/paper.md)", "../../paper.md"),
        ("[the model](../../app/Modle.php)", "../../app/Model.php"),
        ("`app/Modle.php`", "app/Model.php"),
        ("`docs/plan/guide.md`", "docs/guide.md"),
    ],
)
def test_a_path_is_offered_as_its_document_would_write_it(tmp_path: Path, evidence: str, offered: str) -> None:
    repository = small(tmp_path, NESTED)
    tree = {"app/Model.php": "<?php\n", "docs/guide.md": "# Guide\n", "paper.md": "# Paper\n"}
    text = f"# List\n\n## One\n\n- **Evidence**: {evidence}\n"
    repository.files({**tree, "docs/plan/list.md": text})

    (one,) = findings(repository, "LG401")

    assert one.cure[0] == f"cite {offered}"
    cited = evidence.partition("(")[2].rstrip(")") or evidence.strip("`")
    repository.write("docs/plan/list.md", text.replace(cited, offered))
    assert findings(repository, "LG401") == ()


def test_a_file_of_another_name_is_not_offered(tmp_path: Path) -> None:
    repository = small(tmp_path, NESTED)
    repository.files({
        "docs/HB-103.md": "# A\n", "docs/plan/list.md": "# List\n\n## One\n\n- **Evidence**: `docs/HB-303.md`\n",
    })  # fmt: skip

    (one,) = findings(repository, "LG401")

    assert one.cure == ("add the file: git add 'docs/HB-303.md'",)


@pytest.mark.parametrize(
    ("at", "ignored", "link", "told"),
    [
        (".gitignore", "docs/drawn/\n", "![x](docs/drawn/light/a.svg)", 0),
        ("docs/.gitignore", "# What the build draws\n\n/drawn\n", "![x](docs/drawn/light/a.svg)", 0),
        (".gitignore", "docs/drawn/\n", "[x](docs/drawn/light/a.svg)", 1),  # a document that nobody else has
        (".gitignore", "*.svg\n", "![x](docs/drawn/light/a.svg)", 1),  # a habit, and it was forgotten
        (".gitignore", "docs/drawn/\n", "![x](docs/drown/light/a.svg)", 1),
        (".gitignore", "docs/*\n!docs/guide.md\n", "![x](docs/a.svg)", 1),  # a guide lies there
        (".gitignore", "docs/drawn/[\n!\n", "![x](docs/drawn/light/a.svg)", 1),
        (".gitignore", "docs/drawn/*\n!docs/drawn/a.svg\n", "![x](docs/drawn/a.svg)", 1),  # meant to be there
        ("docs/.gitignore", "!drawn/\n", "![x](docs/drawn/light/a.svg)", 1),
    ],
)
def test_a_picture_that_a_build_draws_is_not_missing(
    tmp_path: Path, at: str, ignored: str, link: str, told: int
) -> None:
    assert len(cites(tmp_path / "r", link, **{at: ignored})) == told


def test_a_picture_that_the_change_takes_away_is_missing_whatever_git_ignores(tmp_path: Path) -> None:
    repository = small(tmp_path, '[documents]\nlinks = ["docs/*.md"]\n', docs__a_md="![x](shots/a.png)\n")
    repository.write("docs/shots/a.png", "x")
    repository.stage()
    repository.commit("a picture")
    repository.write(".gitignore", "shots/\n")
    repository.git("rm", "-q", "docs/shots/a.png")

    assert len(findings(repository, "LG401")) == 1
