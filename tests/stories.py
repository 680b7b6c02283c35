"""Runs a guide as it is written: one story in one scratch repository, from the first block to the last.

python tests/stories.py docs/guides/start.md    writes what the commands print now into the guide

A fence with `title="PATH"` writes that file; a ```diff with a title edits it, and the lines that it takes or keeps must
stand there once. In a ```console fence the lines after `$ ` are run, one shell each, and what follows is what they
print: a line that is only `…` stands for any lines, `…` in a line for any text. A ```sh fence must end with 0. YAML,
JSON and TOML without a title are read, and TOML that is a policy by the policy's reader, as it stands or added to the
story's own. What a reader need not see is in a comment, `<!-- story: new repository -->`; `Story.arrange` has them.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import tomli
import yaml

from guide_texts import Block, Unwritten, commands, steps, unnamed
from ledgergate import policy as policies
from ledgergate.errors import LedgergateError
from ledgergate.rules import NAMES
from support import Repository, scrubbed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from guide_texts import Command

ROOT = Path(__file__).resolve().parents[1]
ANY = "…"
POLICY = "ledgergate.toml"
# Waivers ask for the day, and a guide that was right must not become wrong by waiting.
_CLOCK = """
import datetime, os
class At(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(int(os.environ["STORY_NOW"]), tz)
datetime.datetime = At
"""


class Story:
    """One scratch repository, and the hands of somebody who follows a guide to the letter."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.now = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
        self.told = 0
        (self.home / ".clock").mkdir(parents=True)
        (self.home / ".clock" / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
        self.begin()

    def begin(self) -> None:
        """A new, empty repository; what was there before lies beside it no more."""
        self.told += 1
        self.repository = Repository(self.home / str(self.told) / "project")

    def play(self, block: Block) -> str:
        """What is wrong with a block that was done, "" where all went as it says."""
        if block.language == "story":
            return self.arrange(block)
        if block.language == "console":
            return "\n".join(filter(None, map(self.compare, commands(block))))
        if block.title:
            return self.edit(block) if block.language == "diff" else self.write(block.title, block.text)
        if block.language == "sh":
            code, said = self.run(block.text)
            return f"exits {code}:\n{said}" if code else ""
        reads = _READERS.get(block.language)
        if reads is None:
            return f"nobody knows what to do with a block of '{block.language}' that has no title"
        return reads(self, block.text)

    def arrange(self, block: Block) -> str:
        """`new repository`; `day 2027-02-01`; `run`, `file PATH` and `edit PATH` with the lines below them."""
        verb, _, rest = block.title.partition(" ")
        if block.title == "new repository":
            self.begin()
        elif verb == "day":
            self.now = datetime.fromisoformat(f"{rest}T09:00:00+00:00")
        elif verb == "file":
            return self.write(rest, block.text)
        elif verb == "edit":
            return self.edit(block._replace(title=rest))
        elif block.title == "run":
            code, said = self.run(block.text)
            return f"exits {code}:\n{said}" if code else ""
        else:
            return f"no such set-up: '{block.title}'"
        return ""

    def run(self, script: str) -> tuple[int, str]:
        """A shell's exit code, and all that it printed, with `~` for the home folder. Each is a minute later."""
        self.now += timedelta(minutes=1)
        done = subprocess.run(
            ["sh", "-c", script], cwd=self.repository.path, env=self.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        return done.returncode, done.stdout.replace(str(self.repository.path.parent), "~")

    def environment(self) -> dict[str, str]:
        """What one person's shell holds: a name, a day, this interpreter's commands, no setting of the machine."""
        stamp = int(self.now.timestamp())
        given = {
            **{f"GIT_{who}_{what}": value
               for who in ("AUTHOR", "COMMITTER")
               for what, value in (("NAME", "Robin"), ("EMAIL", "robin@example.invalid"), ("DATE", f"@{stamp} +0000"))},
            "STORY_NOW": str(stamp),
            "PYTHONPATH": str(self.home / ".clock"),
            "PYTHONUNBUFFERED": "1",  # both streams in the order in which a terminal shows them
        }  # fmt: skip
        made = scrubbed(self.repository.path.parent, **given)
        made["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), made["PATH"]])
        return made

    def compare(self, command: Command) -> str:
        code, said = self.run(command.script)
        if code:
            return f"`{command.script}` exits {code}, and nothing shows it; add `; echo $?`:\n{said}"
        if says(command.expected, said):
            return ""
        lines = difflib.unified_diff(command.expected, _lines(said), "the guide", "in truth", lineterm="")
        return f"`{command.script}` prints something else:\n" + "\n".join(lines)

    def write(self, path: str, text: str) -> str:
        if os.path.isabs(path) or ".." in path.split("/"):
            return f"'{path}' is not in the repository"
        self.repository.write(path, text, executable=text.startswith("#!"))
        return ""

    def edit(self, block: Block) -> str:
        """Does what a diff says, hunk by hunk; where no line is left or taken, it is added at the end."""
        target = self.repository.path / block.title
        if not target.is_file():
            return f"there is no {block.title} to edit"
        lines = target.read_text(encoding="utf-8").splitlines()
        for hunk in re.split(rf"^(?:@@.*|{ANY})$\n?", block.text, flags=re.M):
            old, new = ([one[1:] for one in hunk.splitlines() if one[:1] in signs or not one] for signs in (" -", " +"))
            strange = [one for one in hunk.splitlines() if one and one[0] not in " +-"]
            places = [at for at in range(len(lines)) if lines[at : at + len(old)] == old] if old else [len(lines)]
            if strange or len(places) != 1:
                return f"these lines stand {len(places)} times in {block.title}:\n" + "\n".join(strange or old)
            lines[places[0] : places[0] + len(old)] = new
        return self.write(block.title, "".join(f"{one}\n" for one in lines))

    def toml(self, text: str) -> str:
        try:
            given = tomli.loads(text)
        except ValueError as error:
            return f"no TOML: {error}"
        if not set(given) & _POLICY_KEYS:
            return ""
        own = self.repository.path / POLICY
        present = own.read_text(encoding="utf-8") if own.is_file() else ""
        tried = [_refusal(each) for each in (text, f"{present}\n{text}", f"{text}\n{present}")]
        return "" if None in tried else "no policy would hold this: " + "; ".join(filter(None, tried[:2]))


_POLICY_KEYS = set(policies.schema()["properties"])


def _refusal(text: str) -> str | None:
    try:
        policies.load({POLICY: text.encode()}, NAMES)
    except LedgergateError as error:
        return "\n".join([error.message, *getattr(error, "mistakes", ())])
    return None


def _reads(name: str, reader: Callable[[str], object]) -> Callable[[Story, str], str]:
    def read(_story: Story, text: str) -> str:
        try:
            reader(text)
        except (ValueError, yaml.YAMLError) as error:
            return f"no {name}: {error}"
        return ""

    return read


_READERS = {"toml": Story.toml, "yaml": _reads("YAML", yaml.safe_load), "json": _reads("JSON", json.loads)}


def says(expected: Iterable[str], said: str) -> bool:
    """Whether a guide's lines are what was printed; blanks at the ends of lines, which nobody sees, aside."""
    lines = _lines("\n".join(expected))
    wanted = [r"(?:.*\n)*" if one == ANY else ".*".join(map(re.escape, one.split(ANY))) + r"\n" for one in lines]
    return re.fullmatch("".join(wanted), "".join(f"{one}\n" for one in _lines(said))) is not None


def _lines(said: str) -> list[str]:
    return [one.rstrip() for one in said.rstrip().splitlines()]


def troubles(text: str, home: Path, asides: Iterable[str] = ()) -> list[str]:
    """What is wrong with a guide, each with its line. `asides` are the first lines of blocks that are not done."""
    story, wrong, left = Story(home), [], set(asides)
    try:
        blocks = list(steps(text))
    except Unwritten as error:
        return [str(error)]
    for block in blocks:
        first = block.text.partition("\n")[0]
        said = "" if first in left else story.play(block)
        if said:
            wrong.append(f"line {block.line}: {said}")
    wrong += unnamed(text)
    return wrong


def rewritten(text: str, home: Path) -> str:
    """The guide with what its commands print now. What stands there stays where it is true, its `…` included."""
    story, lines, grown = Story(home), text.splitlines(), 0
    for block in steps(text):
        if block.language != "console":
            said = story.play(block)
            print(f"line {block.line}: {said}" if said else "", end="\n" * bool(said))
            continue
        made: list[str] = []
        for command in commands(block):
            code, printed = story.run(command.script)
            if code:
                print(f"line {block.line}: `{command.script}` exits {code}, and nothing shows it")
            made += [*command.written, *(command.expected if says(command.expected, printed) else _lines(printed))]
        old = len(block.text.splitlines())
        lines[block.line + grown : block.line + grown + old] = made
        grown += len(made) - old
    return "".join(f"{one}\n" for one in lines)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        guide = Path(name)
        with TemporaryDirectory() as scratch:
            guide.write_text(
                rewritten(guide.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8", newline="\n"
            )
