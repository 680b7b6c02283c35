"""What a command shows in a real terminal, and a picture of that: SVG that follows the reader's light or dark."""

from __future__ import annotations

import os
import re
import subprocess

from audit import environment
from ledgergate.output.encode import xml
from support import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = 100
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_LETTER, _LINE, _EDGE = 8.0, 19, 18  # pixels: the width of a letter, the height of a line, the space around
_SGR = re.compile(r"\x1b\[([\d;]*)m")
# The terminal's colours by their numbers, on a light ground and on a dark one, each 4.5 times as bright or as dark.
_THEMES = {
    "light": {
        "ground": "#f6f8fa", "text": "#1f2328", "31": "#b3202b", "32": "#116329", "33": "#7d4e00", "36": "#0b6172",
        "2": "#59636e",
    },
    "dark": {
        "ground": "#161b22", "text": "#e6edf3", "31": "#ff8a80", "32": "#56d364", "33": "#e3b341", "36": "#5fd0e0",
        "2": "#9198a1",
    },
}  # fmt: skip


def shown(where: Repository, *words: str) -> str:
    """All that a terminal of 100 columns gets to show of a command, its colours included."""
    import fcntl
    import pty
    import struct
    import termios

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    with subprocess.Popen(
        words, cwd=where.path, env=environment(where, TERM="xterm-256color", LEDGERGATE_MEMORY="off"),
        stdin=subprocess.DEVNULL, stdout=its, stderr=its,
    ):  # fmt: skip
        os.close(its)
        said = b"".join(_until_the_end(ours))
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def _until_the_end(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody has the other end any more
            return
        if not part:
            return
        yield part


def drawn(name: str, title: str, about: str, text: str) -> str:
    """The picture of a terminal with this text in it."""
    lines = text.rstrip("\n").split("\n")
    longest = max(len(_SGR.sub("", line)) for line in lines)
    width, height = round(longest * _LETTER + 2 * _EDGE), len(lines) * _LINE + 2 * _EDGE
    body = [_row(line, number) for number, line in enumerate(_whole(lines))]
    return framed(name, title, about, (width, height), STYLE, body)


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The lines, each with the colour that an earlier one has begun and not ended."""
    begun = ""
    for line in lines:
        yield begun + line
        begun = next((code[0] for code in reversed(list(_SGR.finditer(begun + line)))), "")


def framed(name: str, title: str, about: str, size: tuple[int, int], style: str, body: Sequence[str]) -> str:
    """An SVG of that size on a ground of its own, with a title and a description for those who do not see it."""
    width, height = size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONT}" font-size="13">'
    )
    lines = [
        head,
        f'<title id="{name}-title">{xml(title)}</title>',
        f'<desc id="{name}-desc">{xml(about)}</desc>',
        f"<style>{style}</style>",
        f'<rect class="ground" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>',
        *(line for line in body if line),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _rules(theme: str) -> str:
    colors = _THEMES[theme]
    text = "".join(f".c{number}{{fill:{color}}}" for number, color in colors.items() if number.isdigit())
    ground, letters = colors["ground"], colors["text"]
    return f".ground{{fill:{ground};stroke:{letters};stroke-opacity:.25}}text{{fill:{letters}}}{text}"


STYLE = f"{_rules('light')}.c1{{font-weight:bold}}@media (prefers-color-scheme:dark){{{_rules('dark')}}}"


def _row(line: str, number: int) -> str:
    """A line as text; its length is said, so that it fits whatever font the reader has."""
    plain = _SGR.sub("", line)
    if not plain.strip():
        return ""
    place = f'x="{_EDGE}" y="{_EDGE + number * _LINE + 14}"'
    length = f'textLength="{len(plain) * _LETTER:g}" lengthAdjust="spacingAndGlyphs"'
    return f'<text {place} {length} xml:space="preserve">{"".join(_spans(line))}</text>'


def _spans(line: str) -> Iterator[str]:
    parts = _SGR.split(line)
    codes: list[str] = []
    for at, part in enumerate(parts):
        if at % 2:
            codes = [] if part in ("", "0") else [*codes, *part.split(";")]
        elif part:
            classes = " ".join(f"c{code}" for code in codes)
            yield f'<tspan class="{classes}">{xml(part)}</tspan>' if classes else xml(part)
