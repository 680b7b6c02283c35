"""Rules of one's own: what an installed distribution may add, and what it may not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledgergate import plugins
from ledgergate.api import VERSION, Asked, LedgergateError, Misused, NotChecked, Request, Verdict, judge
from support import Repository

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples/own-rule"
POLICY = """
plugins = "ledgergate-acme"
[posture]
runtime = ["apps/**"]
[vocabulary.bucket]
values = ["now", "later"]
[ledger.candidates]
sources = [{ path = "docs/list.md", items = "table", key = "Key" }]
fields.bucket = { label = "Bucket", values = "bucket", required = true }
fields.owner = { label = "Owner" }
"""
BROKEN = '''"""It breaks."""
from ledgergate.api import Rule
RULE = Rule("ACME2", "it-breaks")
def check(view):
    yield view.nothing
'''
Install = Callable[..., Path]


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "team")
    monkeypatch.chdir(made.path)
    return made


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Lays a distribution into a folder that this Python installs into, as an installer does."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.setattr(plugins, "_folders", lambda: [str(folder)])
    monkeypatch.setattr(plugins, "_loaded", {})
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)

    def lay(points: dict[str, str], modules: dict[str, str] | None = None, name: str = "ledgergate-acme") -> Path:
        about = folder / f"{name.replace('-', '_')}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        listed = "".join(f"{code} = {module}\n" for code, module in points.items())
        (about / "entry_points.txt").write_text(f"[ledgergate.rules]\n{listed}", encoding="utf-8")
        for module, text in (modules or {}).items():
            path = folder / f"{module.replace('.', '/')}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    yield lay
    for module in set(sys.modules) - before:
        if module.partition(".")[0] in ("ledgergate_acme", "acme", "other"):
            del sys.modules[module]


@pytest.fixture
def example(install: Install) -> Path:
    folder = install({"ACME1": "ledgergate_acme.too_much_at_once"})
    shutil.copytree(EXAMPLE / "src/ledgergate_acme", folder / "ledgergate_acme")
    return folder


def table(*rows: tuple[str, str, str]) -> str:
    lines = [f"| {key} | {bucket} | {owner} |" for key, bucket, owner in rows]
    return "\n".join(["| Key | Bucket | Owner |", "|---|---|---|", *lines, ""])


BUSY = table(*((f"C-{number}", "now", "web") for number in range(1, 5)))
CALM = table(*((f"C-{number}", "now", "web") for number in range(1, 4)), ("C-4", "later", "web"))


def staged(team: Repository, **asked: object) -> Verdict:
    team.stage()
    return judge(Request(Asked(staged=True), today="2027-01-10", **asked))  # type: ignore[arg-type]


def told(verdict: Verdict) -> list[tuple[str, str, str, int]]:
    return [(one.code, one.rule, one.level, one.place.line) for one in verdict.findings]


def test_a_rule_that_the_policy_names_is_asked_as_any_other(team: Repository, example: Path) -> None:
    team.files({"ledgergate.toml": POLICY, "docs/list.md": BUSY})

    verdict = staged(team)

    assert told(verdict) == [("ACME1", "too-much-at-once", "block", 6)]
    assert verdict.exit_code == 1
    assert verdict.findings[0].fingerprint
    team.files({"docs/list.md": CALM})
    assert staged(team).exit_code == 0


def test_without_the_policys_word_it_is_not_even_loaded(team: Repository, example: Path) -> None:
    team.files({"ledgergate.toml": POLICY.replace("plugins", "#"), "docs/list.md": BUSY})

    assert staged(team).exit_code == 0
    assert "ledgergate_acme" not in sys.modules


@pytest.mark.parametrize("word", ["ACME1", "too-much-at-once"])
def test_it_has_levels_as_any_rule(team: Repository, example: Path, word: str) -> None:
    team.files({"ledgergate.toml": f'{POLICY}[rules]\n{word} = "advise"\n', "docs/list.md": BUSY})

    assert told(staged(team)) == [("ACME1", "too-much-at-once", "advise", 6)]


def test_a_waiver_and_an_excuse_clear_it(team: Repository, example: Path) -> None:
    waiver = '[[waiver]]\nrule = "ACME1"\nkey = "C-4"\nreason = "until June"\nowner = "web"\nexpires = 2027-06-30\n'
    team.files({"ledgergate.toml": POLICY + waiver, "docs/list.md": BUSY})
    assert staged(team).exit_code == 0

    excused = BUSY.replace(
        "| C-4 | now | web |", "| C-4 | now | web <!-- ledgergate: allow ACME1 until 2027-06-30, web: June --> |"
    )
    team.save({"ledgergate.toml": POLICY + "[documents]\nexcuses = true\n", "docs/list.md": BUSY})
    team.files({"docs/list.md": excused})
    verdict = staged(team)
    assert [one.waived_by for one in verdict.findings] == ["web until 2027-06-30: June"]


@pytest.mark.parametrize(("rules", "ignore", "wanted"), [
    (("ACME1",), (), 1), (("ACME",), (), 1), (("LG2",), (), 0), ((), ("too-much-at-once",), 0), ((), ("ACME",), 0),
])  # fmt: skip
def test_a_run_can_ask_for_it_or_leave_it_out(
    team: Repository, example: Path, rules: tuple[str, ...], ignore: tuple[str, ...], wanted: int
) -> None:
    team.files({"ledgergate.toml": POLICY, "docs/list.md": BUSY})

    assert len(staged(team, rules=rules, ignore=ignore).findings) == wanted


def test_what_stood_before_is_old(team: Repository, example: Path) -> None:
    team.save({"ledgergate.toml": POLICY, "docs/list.md": BUSY})
    team.files({"docs/other.md": "An edit.\n"})

    assert [one.introduced for one in staged(team).findings] == [False]


def test_taking_the_plugin_out_is_a_loosening(team: Repository, example: Path) -> None:
    team.save({"ledgergate.toml": POLICY, "docs/list.md": CALM})
    team.files({"ledgergate.toml": POLICY.replace("plugins", "#")})

    (one,) = staged(team).findings
    assert (one.code, one.level) == ("LG901", "block")
    assert "no longer asks the rules of 'ledgergate-acme'" in one.message


def test_a_lower_level_is_a_loosening(team: Repository, example: Path) -> None:
    team.save({"ledgergate.toml": POLICY, "docs/list.md": CALM})
    team.files({"ledgergate.toml": POLICY + '[rules]\nACME1 = "off"\n'})

    assert [one.code for one in staged(team).findings] == ["LG901"]


def test_a_word_that_no_rule_has_is_told_with_the_nearest(team: Repository, example: Path) -> None:
    team.files({"ledgergate.toml": POLICY + '[rules]\ntoo-much-at-ones = "off"\n', "docs/list.md": CALM})

    with pytest.raises(Misused, match="did you mean 'too-much-at-once'"):
        staged(team)


def test_a_plugin_that_is_not_there_is_no_yes(team: Repository, install: Install) -> None:
    team.files({"ledgergate.toml": POLICY, "docs/list.md": CALM})

    with pytest.raises(NotChecked, match="ledgergate-acme, which is not installed") as told:
        staged(team)
    assert "additional_dependencies" in told.value.cure


def test_nor_where_only_the_base_names_it(team: Repository, install: Install) -> None:
    """Else whoever takes it out of the policy, and of the hook, would be judged by half a base."""
    team.save({"ledgergate.toml": POLICY, "docs/list.md": CALM})
    team.files({"ledgergate.toml": POLICY.replace("plugins", "#")})

    with pytest.raises(NotChecked, match="not installed"):
        staged(team)


def test_the_repository_that_is_judged_cannot_bring_the_code(
    team: Repository, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The distribution is installed, and a folder of the repository has its name and comes first on the path."""
    folder = install({"ACME1": "ledgergate_acme.too_much_at_once"})
    shutil.copytree(EXAMPLE / "src/ledgergate_acme", folder / "ledgergate_acme")
    mark = team.path / "it-ran"
    team.files({
        "ledgergate.toml": POLICY, "docs/list.md": CALM,
        "ledgergate_acme/__init__.py": f"open({str(mark)!r}, 'w').close()\n",
        "ledgergate_acme/too_much_at_once.py": BROKEN,
    })  # fmt: skip
    monkeypatch.syspath_prepend(str(team.path))

    with pytest.raises(NotChecked, match="not where distributions are installed"):
        staged(team)
    assert not mark.exists()


def test_nor_a_distribution_of_its_own(team: Repository, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    team.files({
        "ledgergate.toml": POLICY, "docs/list.md": CALM,
        "ledgergate_acme-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: ledgergate-acme\nVersion: 1.0\n",
        "ledgergate_acme-1.0.dist-info/entry_points.txt": "[ledgergate.rules]\nACME1 = acme.it\n",
        "acme/it.py": BROKEN,
    })  # fmt: skip
    monkeypatch.syspath_prepend(str(team.path))

    with pytest.raises(NotChecked, match="not installed"):
        staged(team)


def test_a_rule_that_breaks_is_no_yes_and_costs_the_others_nothing(team: Repository, install: Install) -> None:
    install({"ACME2": "acme.it"}, {"acme.it": BROKEN})
    team.files({"ledgergate.toml": POLICY, "docs/list.md": CALM})
    verdict = staged(team)
    assert verdict.exit_code == 3
    assert "the rule ACME2 of the module acme.it broke: AttributeError" in verdict.unchecked[0].message

    team.files({"docs/list.md": CALM.replace("later", "soon")})
    verdict = staged(team)
    assert (verdict.exit_code, [one.code for one in verdict.findings]) == (1, ["LG202"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no RULE"),
        (BROKEN.replace("ACME2", "LG999"), "capital letters other than LG"),
        (BROKEN.replace("ACME2", "acme2"), "capital letters other than LG"),
        (BROKEN.replace("it-breaks", "It breaks"), "small letters, with hyphens"),
        (BROKEN.replace('"it-breaks"', '"it-breaks", level="loud"'), "block, advise or off"),
        (BROKEN.replace('"it-breaks"', '"it-breaks", needs=("the moon",)'), "needs the moon"),
        (BROKEN.replace('"""It breaks."""', ""), "docstring"),
        (BROKEN.replace("def check", "def look"), "lacks check"),
        ("import nothing_that_there_is", "cannot be loaded"),
    ],
)
def test_what_is_no_rule_is_said(team: Repository, install: Install, text: str, said: str) -> None:
    install({"ACME2": "acme.it"}, {"acme.it": text})
    team.files({"ledgergate.toml": POLICY, "docs/list.md": CALM})

    with pytest.raises(NotChecked, match=said):
        staged(team)


def test_two_plugins_with_one_code(team: Repository, install: Install) -> None:
    install({"ACME2": "acme.it"}, {"acme.it": BROKEN})
    install({"ACME2": "other.it"}, {"other.it": BROKEN}, name="ledgergate-other")
    policy = POLICY.replace('"ledgergate-acme"', '["ledgergate-acme", "ledgergate-other"]')
    team.files({"ledgergate.toml": policy, "docs/list.md": CALM})

    with pytest.raises(LedgergateError, match="a rule of two distributions"):
        staged(team)


def test_its_page_and_its_line_in_the_catalogue(team: Repository, example: Path) -> None:
    from ledgergate.cli.catalogue import explained, meet_plugins, table

    team.files({"ledgergate.toml": POLICY, "docs/list.md": CALM})
    team.stage()

    assert explained("ACME1", 0, color=False).startswith("# ACME1 too-much-at-once\n\nOne owner has more than three")
    meet_plugins()
    assert "ACME1  too-much-at-once" in table()


def test_the_interface_is_numbered_and_complete() -> None:
    from ledgergate import api

    assert VERSION == 1
    assert {name for name in vars(api) if not name.startswith("_") and name != "annotations"} == set(api.__all__)
