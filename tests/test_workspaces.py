"""Several plans in one repository: folders with policies of their own, named by the policy of the root."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from ledgergate.errors import LedgergateError, Misused
from ledgergate.fixing import mend
from ledgergate.gate import judge
from ledgergate.model import Verdict
from ledgergate.moments import Asked
from ledgergate.request import Request
from support import Repository

ROOT = """
[posture]
runtime = ["apps/**", "services/*/app/**"]
read_only.branches = ["audit/*"]
[[workspace]]
path = "services/*"
"""
OWN = """
[vocabulary.bucket]
values = ["now", "later"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "table", key = "Key" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
[[report]]
path = "docs/report.md"
ledger = "candidates"
rows = { items = "table", key = "Key", columns = { Bucket = "bucket" } }
totals = { by = "bucket" }
[documents]
links = ["docs/**"]
"""


def table(**buckets: str) -> str:
    lines = [f"| {key.replace('_', '-')} | {bucket} |" for key, bucket in buckets.items()]
    return "\n".join(["| Key | Bucket |", "|---|---|", *lines, ""])


def report(now: int, later: int, **buckets: str) -> str:
    return f"{table(**buckets)}\n| Bucket | Count |\n|---|---|\n| now | {now} |\n| later | {later} |\n"


def service(name: str, **more: str) -> dict[str, str]:
    given = {
        "ledgergate.toml": OWN,
        "docs/list.md": table(C_1="now", C_2="later"),
        "docs/report.md": report(1, 1, C_1="now", C_2="later"),
        "app/run.py": "run\n",
        **more,
    }
    return {f"services/{name}/{path}": text for path, text in given.items()}


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "team")
    made.save({"ledgergate.toml": ROOT, **service("billing"), **service("search"), "docs/plan.md": "The plan.\n"})
    monkeypatch.chdir(made.path)
    return made


def staged(team: Repository, **asked: Any) -> Verdict:
    team.stage()
    return judge(Request(Asked(staged=True), today="2027-01-10", **asked))


def told(verdict: Verdict) -> list[tuple[str, str, int]]:
    return [(one.code, one.place.path, one.place.line) for one in verdict.findings]


def test_each_is_judged_by_its_own_policy_and_told_at_the_repositorys_paths(team: Repository) -> None:
    team.files({"services/billing/docs/list.md": table(C_1="now", C_2="soon")})

    verdict = staged(team)

    assert ("LG202", "services/billing/docs/list.md", 4) in told(verdict)
    assert verdict.exit_code == 1
    assert [one.ledger for one in verdict.partitions] == ["services/billing: candidates"]
    assert verdict.examined.items == {"services/billing: candidates": 2}


def test_what_is_right_passes(team: Repository) -> None:
    three = {"C_1": "now", "C_2": "later", "C_3": "now"}
    team.files(
        {"services/billing/docs/list.md": table(**three), "services/billing/docs/report.md": report(2, 1, **three)}
    )

    assert (staged(team).exit_code, told(staged(team))) == (0, [])


def test_a_link_out_of_one_leads_to_the_rest_of_the_repository(team: Repository) -> None:
    team.save({"docs/list.md": "# The whole product's list\n"})
    team.files({"services/billing/docs/more.md": "See [all](../../../docs/list.md) and [mine](list.md).\n"})

    assert told(staged(team)) == []


def test_one_in_which_nothing_changes_is_not_even_read(team: Repository) -> None:
    team.save({"services/search/docs/list.md": table(C_1="soon")})
    team.files({"services/billing/docs/list.md": table(C_1="now", C_2="later") + "\nA note.\n"})

    verdict = staged(team)

    assert told(verdict) == []
    assert list(verdict.examined.items) == ["services/billing: candidates"]


def test_a_tree_without_a_base_is_judged_whole(team: Repository) -> None:
    team.save({"services/search/docs/list.md": table(C_1="soon", C_2="later")})

    verdict = judge(Request(Asked(tree="HEAD")))

    assert ("LG202", "services/search/docs/list.md", 3) in told(verdict)
    assert sorted(verdict.examined.items) == ["services/billing: candidates", "services/search: candidates"]


def test_an_item_cannot_vanish_from_one(team: Repository) -> None:
    team.files(
        {"services/billing/docs/list.md": table(C_1="now"), "services/billing/docs/report.md": report(1, 0, C_1="now")}
    )

    assert [code for code, *_ in told(staged(team))] == ["LG205"]


def test_nor_can_one_be_loosened_by_its_own_policy(team: Repository) -> None:
    team.files({"services/billing/ledgergate.toml": OWN.replace(", required = true", "")})

    assert [(code, path) for code, path, _ in told(staged(team))] == [("LG901", "services/billing/ledgergate.toml")]


def test_nor_lose_its_policy(team: Repository) -> None:
    team.remove("services/billing/ledgergate.toml")

    verdict = staged(team)

    assert verdict.exit_code == 1
    assert {path for _, path, _ in told(verdict)} == {"services/billing/ledgergate.toml"}


def test_taking_a_workspace_out_is_a_loosening_and_it_is_judged_once_more(team: Repository) -> None:
    team.files({
        "ledgergate.toml": ROOT.replace('[[workspace]]\npath = "services/*"\n', ""),
        "services/billing/docs/list.md": table(C_1="soon", C_2="later"),
    })  # fmt: skip

    verdict = staged(team)

    assert {code for code, *_ in told(verdict)} >= {"LG901", "LG202"}
    assert any("no longer judges the folders 'services/*'" in one.message for one in verdict.findings)


def test_one_that_is_named_now_is_judged_whole(team: Repository) -> None:
    team.save({**{path.replace("services", "tools"): text for path, text in service("cli").items()}})
    team.save({"tools/cli/docs/list.md": table(C_1="soon", C_2="later")})
    team.files({"ledgergate.toml": ROOT + '[[workspace]]\npath = "tools/cli"\n'})

    assert ("LG202", "tools/cli/docs/list.md", 3) in told(staged(team))


def test_a_policy_that_nobody_names_is_said(team: Repository) -> None:
    team.files({"tools/cli/ledgergate.toml": OWN})

    verdict = staged(team)

    assert verdict.exit_code == 0
    (note,) = [one for one in verdict.notices if "tools/cli" in one]
    assert note.startswith("tools/cli/ledgergate.toml is a policy that counts for nothing: no [[workspace]] names")


@pytest.mark.parametrize("said", ['[posture]\nruntime = ["app/**"]\n', '[[workspace]]\npath = "deeper"\n'])
def test_what_speaks_of_the_whole_is_for_the_root(team: Repository, said: str) -> None:
    team.files({"services/billing/ledgergate.toml": OWN + said})

    with pytest.raises(
        Misused, match=r"services/billing/ledgergate\.toml: \[.*is for the policy of the repository's root"
    ):
        staged(team)


def test_a_mistake_in_its_policy_is_told_with_its_path(team: Repository) -> None:
    team.files({"services/billing/ledgergate.toml": OWN.replace("required = true", "requird = true")})

    with pytest.raises(LedgergateError) as caught:
        staged(team)
    assert caught.value.code == 2
    assert caught.value.mistakes[0].startswith("services/billing/ledgergate.toml:6: ")


def test_the_roots_posture_holds_in_every_workspace(team: Repository) -> None:
    team.branch("audit/billing")
    team.checkout("audit/billing")
    team.files({"services/billing/app/run.py": "runs\n"})

    assert told(staged(team)) == [("LG101", "services/billing/app/run.py", 1)]


def test_one_plan_cannot_speak_for_another(team: Repository) -> None:
    """Two services with the same documents: two findings, and neither stands for the other."""
    team.files({f"services/{name}/docs/list.md": table(C_1="soon", C_2="later") for name in ("billing", "search")})

    found = [one for one in staged(team).findings if one.code == "LG202"]

    assert [one.place.path for one in found] == ["services/billing/docs/list.md", "services/search/docs/list.md"]
    assert len({one.fingerprint for one in found}) == 2


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("[list](list.md)", False),
        ("[gone](gone.md)", True),
        ("[plan](../../../docs/plan.md)", False),
        ("[from the root](/docs/plan.md)", False),
    ],
)
def test_links(team: Repository, link: str, wrong: bool) -> None:
    team.files({"services/billing/docs/notes.md": f"See {link}.\n"})

    assert [code for code, *_ in told(staged(team))] == ["LG401"] * wrong


def test_a_waiver_in_its_policy_speaks_of_its_own_paths(team: Repository) -> None:
    waiver = (
        '[[waiver]]\nrule = "LG401"\npath = "docs/notes.md"\nreason = "June"\nowner = "web"\nexpires = 2027-06-30\n'
    )
    team.save({"services/billing/docs/notes.md": "See [it](gone.md).\n"})
    team.files({"services/billing/ledgergate.toml": OWN + waiver})

    assert [one.waived_by for one in staged(team).findings] == ["web until 2027-06-30: June"]


def test_what_stood_before_is_old(team: Repository) -> None:
    team.save({"services/billing/docs/notes.md": "See [it](gone.md).\n"})
    team.files({"services/billing/docs/more.md": "See [it](away.md).\n"})

    assert sorted((one.place.path, one.introduced) for one in staged(team).findings) == [
        ("services/billing/docs/more.md", True),
        ("services/billing/docs/notes.md", False),
    ]


def test_a_range_and_the_merge_into_a_base_that_has_moved_on(team: Repository) -> None:
    """Each branch adds an item and raises the total by one: the merge counts one too few."""
    base = team.oid()
    for name, buckets in (
        ("theirs", {"C_0": "now", "C_1": "now", "C_2": "later"}),
        ("mine", {"C_1": "now", "C_2": "later", "C_9": "now"}),
    ):
        team.branch(name, base)
        team.checkout(name)
        lists = {"docs/list.md": table(**buckets), "docs/report.md": report(2, 1, **buckets)}
        team.save({f"services/billing/{path}": text for path, text in lists.items()})

    verdict = judge(Request(Asked(base="theirs", head="mine")))

    assert told(verdict) == [("LG305", "services/billing/docs/report.md", 9)]
    assert "once this is merged into" in verdict.findings[0].message


def test_fix_writes_into_the_workspace(team: Repository) -> None:
    team.files({"services/billing/docs/report.md": report(7, 1, C_1="now", C_2="later")})
    team.stage()

    fixed = mend(Request(Asked(staged=True)), lambda paths: {}, lambda path: True)

    assert list(fixed.texts) == ["services/billing/docs/report.md"]
    assert fixed.texts["services/billing/docs/report.md"].decode() == report(1, 1, C_1="now", C_2="later")


def test_nothing_is_remembered_that_would_hide_the_next_change(team: Repository) -> None:
    """The last clean verdict on the root says nothing of a folder that its change did not touch."""
    team.files({"docs/plan.md": "The other plan.\n"})

    assert not staged(team).lasting


def test_a_pyproject_in_its_folder_is_that_projects_own(team: Repository) -> None:
    """Whatever it says: the packages of a monorepo that plan elsewhere keep their tables."""
    team.files({"services/billing/pyproject.toml": "[tool.ledgergate]\nwhitespace = true\n"})
    assert told(staged(team)) == []
    team.files({"services/billing/docs/list.md": table(C_1="now", C_2="soon")})
    assert ("LG202", "services/billing/docs/list.md", 4) in told(staged(team))


def test_a_pattern_without_end_is_refused(team: Repository) -> None:
    team.files({"ledgergate.toml": ROOT.replace("services/*", "services/**")})

    with pytest.raises(Misused) as caught:
        staged(team)
    assert "name each depth" in str(caught.value)


def test_what_a_finding_says_and_the_commands_that_it_gives_hold_at_the_root(team: Repository) -> None:
    team.save({"services/billing/docs/list.md": table(C_1="now", C_2="later") + "\n[Why](why.md)\n"})
    team.save({"services/billing/docs/why.md": "# Why\n\nSo.\n"})
    team.files({"services/billing/docs/list.md": table(C_1="now") + "\n[Why](why.md)\n"})
    team.remove("services/billing/docs/why.md")
    team.remove("services/billing/docs/report.md")

    found = {one.code: one for one in staged(team).findings}

    assert "write into services/billing/docs/list.md: - C-2" in "\n".join(found["LG205"].cure)
    assert found["LG307"].message == "the report 'services/billing/docs/report.md' is not in the tree"
    assert found["LG401"].message == "the link to 'why.md' leads nowhere"
    for code, path in (("LG307", "docs/report.md"), ("LG401", "docs/why.md")):
        command = next(one for one in found[code].cure if "git " in one).partition(": ")[2]
        subprocess.run(["sh", "-c", command], cwd=team.path, env=team.environment(), check=True)
        assert team.git("ls-files", "--", f"services/billing/{path}")
    team.remove("services/billing/ledgergate.toml")
    (gone,) = (one for one in staged(team).findings if one.code == "LG903")
    assert gone.message == "this change removes the policy services/billing/ledgergate.toml"
