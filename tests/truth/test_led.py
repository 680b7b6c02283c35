"""What the links of the runtime lead to runs, although its own path matches no pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_team import FILES, POLICY, judged, staged, team, told
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

INSIDE = "docs/impl/util.py"


@pytest.fixture(params=[False, True], ids=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        monkeypatch.setattr("ledgergate.git.index._FEW", 0)


def linked(folder: Path, links: Mapping[str, str], policy: str = POLICY, **more: str) -> Repository:
    """A team whose base holds an implementation under docs/, and links to it."""
    repository = team(folder, "main-to-be")
    repository.files({INSIDE: "util\n", "docs/LICENSE": "MIT\n", "ledgergate.toml": policy, **more})
    for path, target in links.items():
        repository.link(path, target)
    repository.stage()
    repository.git("update-ref", "refs/heads/main", repository.commit("links"))
    repository.branch("007-audit")
    return repository


def refused(repository: Repository, path: str, text: str = "evil\n") -> list[tuple[str, str]]:
    """What is refused of an edit of one file, alike as it is committed and as a range."""
    found = [(code, path) for code, path, _ in told(staged(repository, {path: text}))]
    repository.commit("edit")
    again = told(judged(repository, base="main", head="HEAD").findings)
    assert [(code, path) for code, path, _ in again] == found
    return found


WAYS = {
    "below the root, a folder": {"apps/lib": "../docs/impl"},
    "at the root": {"apps": "docs/impl"},
    "with a slash": {"apps/lib": "../docs/impl/"},
    "with steps": {"apps/lib": ".././docs/../docs//impl"},
    "to the folder above": {"apps/lib": "../docs"},
    "over another link": {"apps/lib": "../shared/lib", "shared/lib": "../docs/impl"},
    "over a link that stands for a folder": {"apps/lib": "../shared/impl", "shared": "docs"},
    "over three": {"apps/lib": "../a", "a": "b", "b": "c", "c": "docs/impl"},
    "in a folder that a link leads to": {"apps/lib": "../shared", "shared/more": "../docs/impl"},
    "another spelling of the root": {"Apps": "docs/impl"},
    "another spelling below it": {"APPS/lib": "../docs/impl"},
}


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("name", WAYS)
def test_where_a_link_of_the_runtime_leads_is_runtime(tmp_path: Path, name: str) -> None:
    links = WAYS[name]
    repository = team(tmp_path / "r", "without")
    if "apps" in links:
        repository.git("rm", "-q", "-r", "apps")
    if "over a link that stands for a folder" in name or "in a folder" in name:
        repository.write("shared/x" if "shared" not in links else "x", "x\n")
    repository.stage()
    repository.git("update-ref", "refs/heads/main", repository.commit("without"))
    repository.files({INSIDE: "util\n"})
    for path, target in links.items():
        repository.link(path, target)
    repository.stage()
    repository.git("update-ref", "refs/heads/main", repository.commit("links"))
    repository.branch("007-audit")
    assert refused(repository, INSIDE) == [("LG102", INSIDE)]


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize(
    ("links", "path"),
    [
        ({"apps/LICENSE": "../docs/LICENSE"}, "docs/LICENSE"),
        ({"apps/lib": "../docs/impl"}, "docs/guide.md"),
        ({"apps/lib": "../docs/impl"}, "docs/impl-notes.md"),
        ({"docs/old": "impl"}, INSIDE),
        ({"apps/gone": "../docs/nothing"}, INSIDE),
        ({"apps/out": "/etc"}, INSIDE),
        ({"apps/out": "../../docs/impl"}, INSIDE),
        ({"apps/out": "out"}, INSIDE),
        ({"applications": "docs/impl"}, INSIDE),
    ],
)
def test_other_links_leave_documents_free(tmp_path: Path, links: dict[str, str], path: str) -> None:
    assert refused(linked(tmp_path / "r", links), path, "more\n") == []


def test_a_pattern_still_chooses_what_it_takes(tmp_path: Path) -> None:
    policy = POLICY.replace('"apps/**"', '"apps/lib/*.py", "!apps/lib/test_*"')
    links = {"apps/lib": "../docs/impl"}
    more = {"docs/impl/test_util.py": "", "docs/impl/notes.md": "", "docs/impl/deep/util.py": ""}
    for number, (path, found) in enumerate(
        [
            (INSIDE, ["LG102"]),
            ("docs/impl/test_util.py", []),
            ("docs/impl/notes.md", []),
            ("docs/impl/deep/util.py", []),
        ]
    ):
        repository = linked(tmp_path / str(number), links, policy, **more)
        assert [code for code, _ in refused(repository, path, "more\n")] == found, path


def test_a_pattern_that_names_one_file_follows_its_link(tmp_path: Path) -> None:
    policy = POLICY.replace('"apps/**"', '"apps/**", "tools/run.py"')
    repository = linked(tmp_path / "r", {"tools/run.py": "../docs/impl/util.py"}, policy)
    assert refused(repository, INSIDE) == [("LG102", INSIDE)]


def test_a_link_on_the_way_is_runtime_too(tmp_path: Path) -> None:
    repository = linked(tmp_path / "r", {"apps/lib": "../docs/current", "docs/current": "impl"})
    repository.link("docs/current", "other")
    assert told(staged(repository, {"docs/other/util.py": "evil\n"})) == [
        ("LG102", "docs/current", 1), ("LG102", "docs/other/util.py", 1)
    ]  # fmt: skip


def test_taking_the_link_away_in_the_same_change_frees_nothing(tmp_path: Path) -> None:
    repository = linked(tmp_path / "r", {"docs/a/apps-link": "x", "apps/lib": "../docs/impl"})
    repository.remove("apps/lib")
    found = {(code, path) for code, path, _ in told(staged(repository, {INSIDE: "evil\n"}))}
    assert found == {("LG101", "apps/lib"), ("LG102", INSIDE)}


def test_the_message_names_the_path_that_runs(tmp_path: Path) -> None:
    repository = linked(tmp_path / "r", {"apps/lib": "../docs/impl"})
    (one,) = staged(repository, {INSIDE: "evil\n"})
    assert "runs as 'apps/lib/util.py', through a link" in one.message
    assert FILES["docs/guide.md"]


@pytest.mark.parametrize(("link", "refuses"), [("Docs", True), ("Docx", False)])
def test_a_link_that_a_disk_takes_for_a_folder_leads_what_lies_below_it(
    tmp_path: Path, link: str, refuses: bool
) -> None:
    policy = POLICY.replace('runtime = ["apps/**"]', 'runtime = ["core/"]')
    repository = linked(tmp_path / "r", {}, policy, **{"docs/core/util.py": "util\n"})
    repository.put(link, repository.blob("units"), "120000")
    verdict = judged(repository, staged=True)
    assert [(one.code, one.place.path, one.message) for one in verdict.findings] == [
        (
            "LG102",
            "Docs",
            "this change is read-only (specs/007-audit/spec.md:4 says so) and adds 'Docs', which is written to "
            "'units/core/util.py', which runs, on a disk that folds names",
        )
    ] * refuses
