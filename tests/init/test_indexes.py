"""What `init` takes for the index of a folder's items: what its rows lead to or name decides, not what they say."""

from __future__ import annotations

from ledgergate import policy as policies
from ledgergate.git.states import of_files
from ledgergate.init import propose
from ledgergate.rules import NAMES

LAMPS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel")


def findings(files: dict[str, str]) -> list[tuple[str, str, str]]:
    """The first check's findings: code, path, item."""
    made = propose(of_files({path: text.encode() for path, text in files.items()}))
    policies.load({"ledgergate.toml": made.text.encode()}, NAMES)
    return sorted((one.code, one.place.path, one.key) for one in made.findings)


def table(head: str, *rows: str) -> str:
    lines = [f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in rows)]
    return "\n".join(lines) + "\n\n"


def packages(*names: str) -> dict[str, str]:
    return {f"specs/{name}/{part}.md": f"# {part}\n" for name in names for part in ("requirements", "design", "tasks")}


def test_a_link_to_the_folder_that_an_item_is_leads_to_the_item() -> None:
    index = "# Specs\n\n## Active\n\n" + "".join(f"- [{name}/]({name}/) — a lamp\n" for name in LAMPS)
    assert findings({**packages(*LAMPS), "specs/README.md": index}) == []
    more = {**packages(*LAMPS, "jade"), "specs/README.md": index}
    assert findings(more) == [("LG301", "specs/README.md", "jade")]
