"""What a report quotes of a file is compared with the lines that it cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgergate.markdown.anchors import folded
from readiness import findings, small
from support import Repository

POLICY = """
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 2 }]
fields.evidence = { label = "Evidence", kind = "evidence" }
[[report]]
path = "report.md"
ledger = "candidates"
rows = { items = "table", key = "Candidate" }
"""
CODE = """<?php

class Exporter
{
    public function rows(): array
    {
        return $this->query->where('tenant', $this->tenant)
            ->get();
    }
}
"""
GUIDE = "# Guide\n\nAn export holds the rows of one tenant,\nand never those of another.\n"
QUOTE = "```php\nreturn $this->query->where('tenant', $this->tenant)\n    ->get();\n```\n"


def says(folder: Path, text: str) -> list[str]:
    """The messages about a report with this text."""
    report = f"# Report\n\n| Candidate |\n|---|\n| One |\n\n{text}\n"
    repository = small(folder, POLICY, list_md="# List\n\n## One\n\n- **Evidence**: `app/Exporter.php`\n")
    repository.files({"app/Exporter.php": CODE, "docs/guide.md": GUIDE, "report.md": report})
    return [one.message for one in findings(repository, "LG405")]


@pytest.mark.parametrize(
    "text",
    [
        f"The rows are scoped, see `app/Exporter.php:7-8`:\n\n{QUOTE}",
        f"- The rows are scoped: [here](app/Exporter.php#L7-L8)\n\n{QUOTE}",
        "`app/Exporter.php:5-9`:\n\n```php\npublic function rows(): array\n{\n    // ...\n        ->get();\n}\n```\n",
        "```php app/Exporter.php:7\nreturn $this->query->where('tenant', $this->tenant)\n```\n",
        "```7:8:app/Exporter.php\nreturn $this->query->where('tenant', $this->tenant)\n```\n",
        "As in `docs/guide.md:3-4`:\n\n> An export holds the rows of one tenant, and never\n> those of another.\n",
        'The guide promises it (`docs/guide.md:3` says "An export holds the rows … one tenant").',
        '| What | Where |\n|---|---|\n| promise | `docs/guide.md:4`: "never those of another" |\n',
        'The guide (`docs/guide.md:3`): "**An export** holds the `rows` of one tenant."',
        # no quotation is bound to lines here
        f"`docs/guide.md:3`, registered at `app/Exporter.php:1-3`:\n\n{QUOTE}",
        "`app/Exporter.php`:\n\n```php\nreturn [];\n```\n",
        "Change `app/Exporter.php:7` to this:\n\n```php\nreturn $this->scoped()->get();\n```\n",
        "It fails at `app/Exporter.php:7`:\n\n```\nFailed asserting that two arrays are equal.\n```\n",
        "`app/Exporter.php:7-8`:\n\n```diff\n- return $this->query\n+ return $this->scoped\n```\n",
        '`docs/guide.md:3` is called "the tenants\' promise to each other" by those who wrote it.',
        'See `docs/guide.md:3`: "short".',
        "`app/Exporter.php:7-8`, and elsewhere:\n\n```php\nreturn $nothing_of_the_kind;\n```\n",
        "`app/Missing.php:7-8`:\n\n```php\nreturn $nothing_of_the_kind;\n```\n",
    ],
)
def test_a_quotation_that_stands_there_passes(tmp_path: Path, text: str) -> None:
    assert says(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"The rows are scoped, see `app/Exporter.php:1-3`:\n\n{QUOTE}",
            "what 'app/Exporter.php:1-3' quotes stands at line 7 of app/Exporter.php now",
        ),
        (
            "`app/Exporter.php:7-8`:\n\n```php\nreturn $this->query->where('account', 1)\n```\n",
            "'app/Exporter.php:7-8' quotes 'return $this->query->where('account', 1)', "
            "which app/Exporter.php does not contain",
        ),
        (
            "```php app/Exporter.php:7\nreturn $this->everything->get();\n```\n",
            "'app/Exporter.php:7' quotes 'return $this->everything->get();', which app/Exporter.php does not contain",
        ),
        (
            "As in `docs/guide.md:3-4`:\n\n> An export holds the rows of all tenants.\n",
            "'docs/guide.md:3-4' quotes 'An export holds the rows of all tenants', "
            "which docs/guide.md does not contain",
        ),
        (
            'The guide: `docs/guide.md:1` says „never those of another“.',
            "what 'docs/guide.md:1' quotes stands at line 4 of docs/guide.md now",
        ),
    ],
)  # fmt: skip
def test_a_quotation_that_is_gone_or_stands_elsewhere_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert says(tmp_path, text) == [message]


def test_what_is_compared_grows_with_the_links_and_not_with_their_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def counted(fragment: str) -> str:
        compared.append(fragment)
        return folded(fragment)

    monkeypatch.setattr("ledgergate.markdown.anchors.folded", counted)
    contents = "".join(f"- [{part}](parts.md#part-{part})\n" for part in range(50))
    parts = "".join(f"## Part {part}\n\n" for part in range(1, 51))
    repository = small(tmp_path, '[documents]\nlinks = ["contents.md"]\n', contents_md=contents, parts_md=parts)
    told = [one.message for one in findings(repository, "LG405")]
    assert told == ["'parts.md#part-0' cites a heading that parts.md does not have"]
    assert len(compared) == 150  # the headings once, the links in the state before as well


@pytest.mark.parametrize(
    ("cited", "cure"),
    [
        ("`app/Exporter.php:7-80`", "cite lines of app/Exporter.php up to 10, or the file alone: app/Exporter.php"),
        ("[it](docs/guide.md#guides)", "write #guide for #guides"),
        ("[it](docs/guide.md#pricing)", "cite one of its headings (#guide), or the file alone"),
    ],
)
def test_the_message_says_what_can_be_cited_instead(tmp_path: Path, cited: str, cure: str) -> None:
    ledger = f"# List\n\n## One\n\n- **Evidence**: {cited}\n"
    repository = small(tmp_path, POLICY, list_md=ledger)
    repository.files({"app/Exporter.php": CODE, "docs/guide.md": GUIDE, "report.md": "| Candidate |\n|---|\n| One |\n"})
    (one,) = findings(repository, "LG405")
    assert one.cure == (cure,)


RENDERERS = (
    ".gitlab-ci.yml", "bitbucket-pipelines.yml", "azure-pipelines.yml", "mkdocs.yml", "mkdocs.yaml", "book.toml",
    "docusaurus.config.js", "docusaurus.config.ts", "website/docusaurus.config.js", "_config.yml", "docs/_config.yml",
    "docs/conf.py", "hugo.toml", "docs/.vitepress/config.ts", "docs/.vitepress/config.mts", "zensical.toml",
)  # fmt: skip


def test_where_another_renderer_shows_the_pages_the_signs_between_words_do_not_matter(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    repository.save(
        {
            "ledgergate.toml": POLICY.partition("[[report]]")[0],
            "list.md": "# List\n\n## One\n\n- **Evidence**: `docs/guide.md#a-b`\n",
            "docs/guide.md": "# Guide\n\n## A & b\n",
        }
    )
    said = ["'docs/guide.md#a-b' cites a heading that docs/guide.md does not have"]
    assert [one.message for one in findings(repository, "LG405")] == said
    for name in RENDERERS:
        repository.write(name, "x\n")
        assert [one.message for one in findings(repository, "LG405")] == [], name
        repository.remove(name)
    for name, there in (("docs/mkdocs.yml", []), ("other/mkdocs.yml", said)):
        repository.write(name, "x\n")
        assert [one.message for one in findings(repository, "LG405")] == there, name
        repository.remove(name)
    repository.write("README.md", "x\n")
    assert [one.message for one in findings(repository, "LG405")] == said


def test_what_an_application_shows_from_its_source_has_other_signs_between_words(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "r")
    policy = POLICY.partition("[[report]]")[0]
    for name in ("help", "README"):
        cited = f"- **Evidence**: `app/src/{name}.md#a-b`"
        repository.files({"ledgergate.toml": policy, f"app/src/{name}.md": "# Guide\n\n## A & b\n"})
        repository.write("list.md", f"# List\n\n## One\n\n{cited}\n")
        assert len(findings(repository, "LG405")) == (name == "README")
