"""Tool calls of coding assistants, as their hooks hand them on: which files they write, and how they are answered.

The forms were taken from the assistants' documentation: see docs/assistants.md for what each of them promises.
"""

from __future__ import annotations

import os

from ledgergate.errors import NotChecked
from ledgergate.output import encode
from ledgergate.output.encode import defused, terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

FORMS = ("claude", "codex", "cursor")
STOPPED = 2  # the one exit code that all of them read as "do not"
_MOST = 64 << 20
# Tools that write one file, in lower case and without underscores: names differ between versions, not in meaning.
_WRITERS = frozenset(
    (
        "write", "edit", "multiedit", "notebookedit", "strreplace", "searchreplace", "delete", "tabwrite",
        "editnotebook", "editfile", "deletefile", "writefile", "createfile",
    )
)  # fmt: skip
_FIELDS = ("file_path", "notebook_path", "path", "target_file", "target_notebook", "filePath")
_PATCHERS = frozenset(("applypatch", "bash", "shell", "localshell", "shellcommand", "execcommand"))
_TEXTS = ("command", "cmd", "input", "patch")
_BEGIN = "*** Begin Patch"
_HEADS = ("*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: ")


def read(data: bytes) -> dict[str, Any]:
    """The call. Raises NotChecked for what is no JSON object."""
    from json import loads

    try:
        made = loads(data.decode("utf-8-sig")) if len(data) <= _MOST else None
    except ValueError as error:
        raise NotChecked(f"standard input contains no JSON: {error}", _CURE) from None
    if not isinstance(made, dict):
        raise NotChecked("standard input contains no JSON object", _CURE)
    return made


_CURE = "--hook reads one tool call, as the assistant's hook hands it on"


def form_of(call: dict[str, Any]) -> str:
    """Whose call it is, by what only that assistant says."""
    if any(name in call for name in ("conversation_id", "generation_id", "workspace_roots", "cursor_version")):
        return "cursor"
    return "codex" if "turn_id" in call or _bare(call.get("tool_name")) == "applypatch" else "claude"


def folder_of(call: dict[str, Any]) -> str:
    """Where the assistant stands: the folder that it names, else this process's."""
    roots = call.get("workspace_roots")
    named = [call.get("cwd"), *(roots if isinstance(roots, list) else ())]
    return next((one for one in named if isinstance(one, str) and os.path.isabs(one) and os.path.isdir(one)), ".")


def written(call: dict[str, Any], fields: Sequence[str] = ()) -> tuple[str, ...]:
    """The files that the call would write, none for a call that writes no file by name.

    `fields` are dotted names that hold a file's path, whatever the tool: who names one has chosen the tools. Raises
    NotChecked where a tool that writes names no file.
    """
    if fields:
        return _required([found for name in fields for found in _at(call, name.split("."))], call)
    tool, given = _bare(call.get("tool_name")), call.get("tool_input")
    if tool in _PATCHERS:
        texts = list(_texts(given))
        patched = tuple(dict.fromkeys(path for text in texts for path in _patched(text)))
        meant = tool == "applypatch" or any(text.lstrip().startswith(_BEGIN) for text in texts)
        return _required(list(patched), call) if meant else patched
    if tool in _WRITERS:
        return _required(list(_named(given)), call)
    if not tool and "edit" in str(call.get("hook_event_name", "")).lower():
        return _required(list(_named(call)), call)
    return ()


def _required(paths: list[str], call: dict[str, Any]) -> tuple[str, ...]:
    if paths:
        return tuple(dict.fromkeys(paths))
    tool = terminal(str(call.get("tool_name") or "the tool")[:100])
    raise NotChecked(f"the call of {tool} names no file that is known", "name its field: --field NAME")


def _bare(name: object) -> str:
    return str(name or "").replace("_", "").replace("-", "").lower()


def _named(given: object) -> Iterator[str]:
    if isinstance(given, dict):
        yield from (one for name in _FIELDS if isinstance(one := given.get(name), str) and one)


def _at(value: object, names: Sequence[str]) -> Iterator[str]:
    """What stands at a dotted name; a list on the way stands for each of its entries."""
    if isinstance(value, list):
        for one in value:
            yield from _at(one, names)
    elif not names:
        if isinstance(value, str) and value:
            yield value
    elif isinstance(value, dict):
        yield from _at(value.get(names[0]), names[1:])


def _texts(given: object) -> Iterator[str]:
    """What a patch may stand in: the input itself, a command as a text or as its words."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for name in _TEXTS:
            value = given.get(name)
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))


def _patched(text: str) -> Iterator[str]:
    """The files that a patch speaks of. Its lines begin with a sign, so that no line of a file looks like these."""
    _, begin, patch = text.partition(_BEGIN)
    for line in patch.splitlines() if begin else ():
        yield from (path for head in _HEADS if line.startswith(head) and (path := line[len(head) :].strip()))


def lines_of(call: dict[str, Any]) -> list[str]:
    """The lines that the call takes out or puts in, where it names them; none where it writes a file as a whole."""
    given = call.get("tool_input")
    texts = list(_texts(given))
    if any(_BEGIN in text for text in texts):
        patched = (line for text in texts for line in text.partition(_BEGIN)[2].splitlines())
        return [line[1:] for line in patched if line[:1] in ("+", "-")]
    several = given.get("edits") if isinstance(given, dict) else None
    edits = [one for one in (several if isinstance(several, list) else [given]) if isinstance(one, dict)]
    made: list[str] = []
    for one in edits:
        old, new = (str(one.get(name) or "").splitlines() for name in ("old_string", "new_string"))
        made += [line for line in (*old, *new) if line not in old or line not in new]
    return made


def let_through(form: str) -> str:
    """What standard output says where nothing stands against the call.

    Nothing, where that means no opinion: a permission of ours would spare the assistant's own question.
    """
    return encode.json({"permission": "allow"}) if form == "cursor" else ""


def stopped(form: str, reason: str) -> str:
    """What standard output says where the call is stopped; the exit code and standard error say it, too."""
    shown = "\n".join(defused(terminal(line)) for line in reason.split("\n"))
    if form == "cursor":
        return encode.json({"permission": "deny", "user_message": shown, "agent_message": shown})
    told = {"hookEventName": "PreToolUse", "permissionDecision": "deny", "permissionDecisionReason": shown}
    return encode.json({"hookSpecificOutput": told})
