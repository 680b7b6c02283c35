"""Every way to reach a runtime path without writing its name."""

from __future__ import annotations

import pytest

from ledgergate.errors import NotChecked
from ledgergate.git.patterns import Patterns
from ledgergate.truth.touched import touched
from support import SUBMODULE_1, SUBMODULE_2, Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from support import Looks

RUNTIME = Patterns(["apps/platform/**", "!apps/platform/**/*.md"])


def reached(looks: Looks, repo: Repository) -> list[tuple[str, str, str]]:
    """What is staged and reaches the runtime; the same must be said of it once it is committed."""
    staged = touched(looks(repo, staged=True), RUNTIME)
    before = repo.oid()
    repo.commit()
    assert touched(looks(repo, base=before, merge_result=True), RUNTIME) == staged
    return [(one.path, one.why, one.detail) for one in staged]


def test_a_file_by_its_name(repo: Repository, looks: Looks) -> None:
    repo.files({"apps/platform/new.py": "x\n", "apps/platform/new.md": "x\n", "docs/x.py": "x\n"})
    repo.remove("apps/platform/lib/util.py")
    repo.stage()
    assert reached(looks, repo) == [("apps/platform/lib/util.py", "path", ""), ("apps/platform/new.py", "path", "")]


def test_a_file_moved_out_or_in(repo: Repository, looks: Looks) -> None:
    repo.git("mv", "apps/platform/main.py", "docs/main.py")
    repo.git("mv", "docs/guide.md", "apps/platform/guide.py")
    assert [path for path, _, _ in reached(looks, repo)] == ["apps/platform/guide.py", "apps/platform/main.py"]


@pytest.mark.parametrize("path", ["apps/platform", "apps"])
def test_a_submodule_at_or_above_the_runtime(repo: Repository, looks: Looks, path: str) -> None:
    repo.git("rm", "-rq", "apps")
    repo.put(path, SUBMODULE_1, "160000")
    repo.commit()
    repo.put(path, SUBMODULE_2, "160000")
    assert reached(looks, repo) == [(path, "submodule", "")]


def test_a_submodule_elsewhere_is_none(repo: Repository, looks: Looks) -> None:
    repo.put("docs/vendor", SUBMODULE_1, "160000")
    assert reached(looks, repo) == []


def test_a_runtime_folder_replaced_by_a_link(repo: Repository, looks: Looks) -> None:
    repo.git("rm", "-rq", "apps/platform")
    repo.link("apps/platform", "../docs")
    repo.stage()
    assert ("apps/platform", "link", "") in reached(looks, repo)


@pytest.mark.parametrize("target", ["../apps/platform/lib", "../apps", "../docs/../apps/platform/main.py", "deep"])
def test_a_link_that_leads_into_the_runtime(repo: Repository, looks: Looks, target: str) -> None:
    repo.link("docs/deep", "../apps/platform")
    repo.stage()
    repo.commit()
    repo.link("docs/link", target)
    repo.stage()
    ((path, why, _),) = reached(looks, repo)
    assert (path, why) == ("docs/link", "link")


@pytest.mark.parametrize("target", ["readme.md", "../../apps/platform", "/apps/platform", "loop", ".", "apps/platform"])
def test_a_link_that_leads_elsewhere(repo: Repository, looks: Looks, target: str) -> None:
    repo.link("docs/loop", "loop")
    repo.link("docs/link", target)
    repo.stage()
    assert reached(looks, repo) == []


@pytest.mark.parametrize(
    "path",
    [
        *("Apps/Platform/x.py", "apps\\platform\\x.py", "apps./platform /x.py", "apps/plat\u200cform/x.py"),
        *("app\u017f/platform/x.py", "apps/platform:s/x.py", "APPS/PLATFORM/X.PY"),
    ],
)
def test_a_name_that_some_disk_takes_for_a_runtime_path(repo: Repository, looks: Looks, path: str) -> None:
    repo.put(path, repo.blob("evil\n"))
    assert reached(looks, repo) == [(path, "alias", "apps/platform/x.py")]


@pytest.mark.parametrize("path", ["Apps", "apps/PLATFORM", "apps/plat\u200cform"])
@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_a_link_or_a_submodule_that_some_disk_takes_for_the_runtimes_folder(
    repo: Repository, looks: Looks, path: str, mode: str
) -> None:
    repo.put(path, repo.blob("docs") if mode == "120000" else SUBMODULE_1, mode)
    assert [(where, why) for where, why, _ in reached(looks, repo)] == [(path, "alias")]


def test_a_link_that_leads_into_another_spelling_of_the_runtime(repo: Repository, looks: Looks) -> None:
    repo.link("docs/link", "../Apps/Platform")
    repo.stage()
    assert reached(looks, repo) == [("docs/link", "link", "Apps/Platform")]


def test_thousands_of_links_that_lead_to_one_another_are_read_once(repo: Repository, looks: Looks) -> None:
    oids = [repo.blob(f"l{number + 1}") for number in range(50)]
    lines = [f"120000 {oids[number % 50]}\tdocs/l{number}\0" for number in range(2000)]
    repo.git("update-index", "-z", "--index-info", stdin="".join(lines).encode())
    repo.link("docs/zz", "../apps/platform")
    repo.git("add", "docs/zz")
    change = looks(repo, staged=True)
    assert [one.path for one in touched(change, RUNTIME)] == ["docs/zz"]
    assert change.git.calls <= 3


def test_a_link_that_no_disk_could_hold_is_not_checked(repo: Repository, looks: Looks) -> None:
    repo.put("docs/l", repo.blob("x" * 70_000), "120000")
    with pytest.raises(NotChecked, match=r"The symbolic link 'docs/l' says 70000 bytes"):
        touched(looks(repo, staged=True), RUNTIME)


def test_a_name_that_only_resembles_a_runtime_path(repo: Repository, looks: Looks) -> None:
    repo.files({"apps/platform-2/x.py": "", "docs/apps/platform/x.py": "", "docs/a\napps/platform/b.md": ""})
    repo.stage()
    assert reached(looks, repo) == []


@pytest.mark.parametrize("link_first", [True, False])
def test_a_file_written_through_a_link_of_another_case(repo: Repository, looks: Looks, link_first: bool) -> None:
    for make_link in (link_first, not link_first):
        repo.stage()
        repo.commit()
        if make_link:
            repo.link("docs/a", "../apps/platform")
        else:
            repo.write("docs/A/main.py", "evil\n")
    repo.stage()
    ((path, why, _),) = reached(looks, repo)
    assert (path, why) == (("docs/A/main.py", "collision") if link_first else ("docs/a", "link"))


def test_an_edit_that_the_merge_carries_into_the_runtime(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/guide.md": "edited\n" + "".join(f"guide {n}\n" for n in range(30))})
    repo.checkout("main")
    repo.git("mv", "docs/guide.md", "apps/platform/guide.py")
    repo.commit()
    repo.checkout("topic")
    change = looks(repo, base="main", merge_result=True)
    assert [(one.path, one.why) for one in touched(change, RUNTIME)] == [("apps/platform/guide.py", "merge")]
    assert touched(looks(repo, base="main", merge_result=False), RUNTIME) == ()


def test_a_merge_that_is_not_possible_is_noted(repo: Repository, looks: Looks) -> None:
    repo.save({"docs/readme.md": "mine\n"})
    repo.checkout("main")
    repo.save({"docs/readme.md": "theirs\n"})
    change = looks(repo, base="main", head="topic", merge_result=True)
    assert (change.merge_result, change.merge_note) == (None, "merging conflicts: resolve that first")


def test_a_merge_driver_does_not_run(repo: Repository, looks: Looks) -> None:
    ran = repo.path.parent / "ran"
    repo.save({".gitattributes": "* merge=x\n"})
    repo.git("config", "merge.x.driver", f"touch {ran}")
    repo.save({"docs/guide.md": "top\n" + "".join(f"guide {n}\n" for n in range(30))})
    repo.checkout("main")
    repo.save({".gitattributes": "* merge=x\n", "docs/guide.md": "".join(f"guide {n}\n" for n in range(30)) + "end\n"})
    change = looks(repo, base="main", head="topic", merge_result=True)
    assert change.merge_result is not None
    assert change.merge_result.read(["docs/guide.md"])["docs/guide.md"].data.startswith(b"top\n")
    assert not ran.exists()
