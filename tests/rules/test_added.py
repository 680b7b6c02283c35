"""A rule is added by its module, one line of the catalogue and its test, whatever it looks at."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ledgergate.applicable import NEEDS, RARE
from ledgergate.rules import CATALOGUE
from support import Repository

ROOT = Path(__file__).resolve().parents[2]
LINE = '    Rule("LG299", "shouted-title", BUCKETS, ("ledgers",), "advise"),\n'
MODULE = '''\
"""A title is written in capitals only.

**Why.** Nobody likes to be shouted at.

**Rejected**: `### SEARCH IN TENANTS`.

**Accepted**: `### Search in tenants`.

**The fix.** Write it as a sentence.
"""

from __future__ import annotations

from ledgergate.rules.view import found


def check(view):
    for ledger in view.after.ledgers.values():
        for item in ledger.items:
            if item.title.isupper():
                yield found(item.place, f"{item.label} shouts", f"write {item.title.capitalize()}", key=item.shown)
'''
POLICY = """\
[vocabulary.bucket]
values = { now = "Do now", later = "Do later" }
[ledger.candidates]
sources = [{ path = "list.md", items = "headings", level = 3 }]
fields.bucket = { label = "Bucket", values = "bucket" }
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program with one more rule."""
    made = tmp_path / "tree"
    shutil.copytree(ROOT / "src", made, ignore=shutil.ignore_patterns("__pycache__"))
    rules = made / "ledgergate/rules"
    (rules / "shouted_title.py").write_text(MODULE)
    catalogue = (rules / "__init__.py").read_text()
    before = '    Rule("LG301",'
    assert catalogue.count(before) == 1
    (rules / "__init__.py").write_text(catalogue.replace(before, LINE + before))
    return made


def ledgergate(tree: Path, repository: Repository, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ledgergate", *words],
        cwd=repository.path,
        env=repository.environment(PYTHONPATH=str(tree)),
        capture_output=True,
        text=True,
    )


def test_an_added_rule_is_judged_listed_explained_and_levelled(tree: Path, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repo")
    repository.save({"list.md": "# List\n\n### SEARCH\n\n- **Bucket**: now\n", "ledgergate.toml": POLICY})

    advised = ledgergate(tree, repository, "check", "--tree", "HEAD", "--format", "json")
    assert advised.returncode == 0, advised.stderr
    (one,) = json.loads(advised.stdout)["findings"]
    assert (one["code"], one["rule"], one["level"], one["line"]) == ("LG299", "shouted-title", "advise", 3)
    assert "LG299" in ledgergate(tree, repository, "rules").stdout
    assert "Nobody likes to be shouted at" in ledgergate(tree, repository, "explain", "shouted-title").stdout

    repository.save({"ledgergate.toml": POLICY + '[rules]\nshouted-title = "block"\n'})
    assert ledgergate(tree, repository, "check", "--tree", "HEAD").returncode == 1
    repository.save({"ledgergate.toml": POLICY + '[rules]\nshouted-title = "off"\n'})
    assert ledgergate(tree, repository, "check", "--tree", "HEAD").returncode == 0


def test_every_need_of_a_rule_has_a_predicate_and_every_predicate_a_rule() -> None:
    needed = {need for rule in CATALOGUE for need in rule.needs}
    assert needed == {*NEEDS, *RARE}
    assert not NEEDS.keys() & RARE.keys()
