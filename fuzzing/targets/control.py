"""What runs the gate: any file is read; one that stays is no change, and one that calls it no more is always told.

The first line of an input is the path of the file.
"""

from __future__ import annotations

from zlib import crc32

from fuzzing import corpus
from fuzzing.target import Target, law
from ledgergate.control import is_control
from ledgergate.control.reading import gates
from what_runs import GITHUB, GITLAB, HOOK, LEFTHOOK, PC, PIPELINE, WORKFLOW, differing

_PATHS = (
    GITHUB, GITLAB, PC, "prek.toml", "lefthook.yml", "Makefile", "Jenkinsfile", ".husky/pre-commit", "tox.ini",
    "azure-pipelines.yml", ".circleci/config.yml", ".travis.yml", ".woodpecker.yml", "bitbucket-pipelines.yml",
    ".github/actions/gate/action.yml",
)  # fmt: skip
_WORDS = (
    b"ledgergate check\n", b"ledgergate", b"run: |\n", b"    - ", b"&& ", b"|| true", b"; ", b"if true; then\n", b"fi\n", b"else\n",
    b"case x in\n", b"esac\n", b"for a in b; do\n", b"done\n", b"f() {\n", b"}\n", b"<<'END'\n", b"END\n", b"$(", b")", b"`", b"\\\n",
    b"'", b'"', b"${{ x }}", b"$A", b"# ", b"set +e\n", b"exit 0\n", b"trap 'x' EXIT\n", b"jobs:\n", b"steps:\n", b"on: push\n",
    b"script:\n", b"uses: ./x\n", b"&a ", b"*a", b"<<: *a\n", b"extends: .x\n", b"include: x\n", b"env:\n", b"shell: bash\n",
    b"repos:\n", b"hooks:\n", b"- id: ledgergate\n", b"stages: [pre-push]\n", b"{", b"}", b"[", b"]", b"pre-commit run\n", b"---\n",
)  # fmt: skip


def holds(data: bytes) -> None:
    name, _, body = data.partition(b"\n")
    path = name.decode("utf-8", "replace")
    if path not in _PATHS:
        path = _PATHS[crc32(name) % len(_PATHS)]
    law(is_control(path), "it is a file that can run the gate", path)
    found = gates(path, body)
    law(found == gates(path, body), "the same bytes are the same gates")
    lines = body.count(b"\n") + body.count(b"\r") + 1
    for one in found:
        law(1 <= one.line <= lines, "a gate's line is there", one, lines)
    text = body.decode("utf-8", "replace")
    if text.encode() != body:
        return
    law(not differing({path: text}, {path: text}), "what stays is no change")
    if found:
        for gone in ("", text.replace("ledgergate", "another")):
            refusals = [one for one in differing({path: text}, {path: gone}) if not one.advice]
            law(refusals, "a gate that is gone is told", found)


def seeds() -> list[bytes]:
    known = {GITHUB: WORKFLOW, GITLAB: PIPELINE, PC: HOOK, "lefthook.yml": LEFTHOOK}
    made = [f"{path}\n{text}".encode() for path, text in known.items()]
    for text in (*corpus.texts("control"), *corpus.files(".yml", "Jenkinsfile")):
        made += [f"{path}\n".encode() + text for path in _PATHS if crc32(text) % 3 == len(path) % 3]
    return made


TARGET = Target(holds, seeds, _WORDS, work=holds)
