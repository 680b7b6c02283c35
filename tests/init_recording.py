"""`ledgergate init` as it runs on the example and on three real repositories' documents, written into the docs.

    python tests/init_recording.py

makes docs/init-recorded.md anew from real runs. The real documents lie in `../shared/cases`, beside the checkout; where
they do not, what was recorded of them stays. Only init's own output is kept, no text of a document.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from audit import gate
from support import Repository

ROOT = Path(__file__).resolve().parents[1]

PAGE = ROOT / "docs" / "init-recorded.md"
CASES = ROOT.parent / "shared" / "cases"
EXAMPLE = "the example, without its policy"
# The case, whose documents they are, and under which licence they are published.
RECORDED = {
    "docvet-bmad": "Alberto-Codes/docvet, MIT: BMAD stories and their sprint tracker",
    "gsd-scriven": "aihxp/scriven, MIT: a roadmap with phases, plans and a progress table",
    "k8s-keps": "kubernetes/enhancements, Apache-2.0: a YAML file per proposal",
}
_HEAD = """\
# `ledgergate init`, recorded

Made by `python tests/init_recording.py` from real runs of `ledgergate init --yes`; a test compares it with what init
says today. Each shows what init printed, then the policy that it wrote.
"""


def recorded(folder: Path) -> str:
    """What init prints in a repository of these files, and the policy that it writes."""
    with tempfile.TemporaryDirectory() as made:
        repository = Repository(Path(made) / "repository")
        shutil.copytree(
            folder, repository.path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("CASE.toml", "ledgergate.toml")
        )
        repository.stage()
        repository.commit("documents")
        done = gate(repository, "init", "--yes")
        assert done.returncode == 0, done.stderr
        policy = (repository.path / "ledgergate.toml").read_text(encoding="utf-8")
    told = done.stdout.partition("Wrote ledgergate.toml.")[0]
    return f"```\n$ ledgergate init --yes\n{told.rstrip()}\n```\n\n```toml\n{policy.rstrip()}\n```\n"


def sections(text: str) -> dict[str, str]:
    """What was recorded under each heading."""
    parts = re.split(r"(?m)^## (.+)\n\n", text)
    return dict(zip(parts[1::2], (part.rstrip() + "\n" for part in parts[2::2]), strict=True))


def page() -> str:
    """The page as it should be; what cannot be recorded here is taken from the page that stands."""
    old = sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    made = {EXAMPLE: recorded(ROOT / "examples" / "readiness-audit")}
    for name, about in RECORDED.items():
        there = (CASES / name).is_dir()
        made[about] = recorded(CASES / name) if there else old.get(about, "")
    return _HEAD + "".join(f"\n## {title}\n\n{text}" for title, text in made.items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
