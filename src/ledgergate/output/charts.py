"""Charts as SVG, drawn from values: pictures of their own, for a README. `page/courses.py` draws those of the page.

Texts go through the encoder for XML. A small style sheet lets a chart follow the reader's light or dark.
"""

from __future__ import annotations

from ledgergate.output.encode import xml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WIDTH, _HEIGHT = 760, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 40, 52
_LINE = 18  # between two lines of the legend
_LETTER = 6.6  # the width of one at 12 px, roughly
_TICKS = 4  # steps of the axis of values, at most one more
_DATES = 6  # labels below
_APART = 110  # from one of the outer labels to the middle of the next
_NAME_MOST = 28  # letters of a series in the legend
_TITLE_MOST = 90
# Apart from each other for the color-blind, too, and strong enough on white as on black.
COLORS = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#999999", "#ee7733", "#009988", "#bb5566",
)  # fmt: skip
_STYLE = (
    "<style>.ledgergate-chart{color:#1f2328}"
    "@media (prefers-color-scheme:dark){.ledgergate-chart{color:#e6edf3}}</style>"
)


def stacked(labels: Sequence[str], series: Mapping[str, Sequence[int]], *, title: str) -> str:
    """How a whole is parted over time: a layer for each series, the first one at the bottom, a step at each label.

    Each series has a number for each label.
    """
    kept = {name: list(values) for name, values in series.items() if any(values)}
    for name, values in kept.items():
        if len(values) != len(labels):
            raise ValueError(f"{name} has {len(values)} values for {len(labels)} labels")
    plot = _Plot(labels, kept)
    body = [*plot.axis(), *plot.layers(), *plot.dates(), *plot.legend()]
    return _framed(title, _described(labels, kept), body, plot.height)


def _framed(title: str, about: str, body: Sequence[str], height: int) -> str:
    shown = title if len(title) <= _TITLE_MOST else title[: _TITLE_MOST - 1] + "…"
    namespace = ' xmlns="http://www.w3.org/2000/svg"'
    name = "".join(one if one.isascii() and one.isalnum() else "-" for one in title.casefold())[:60] or "chart"
    head = (
        f'<svg{namespace} class="ledgergate-chart" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        f' role="img" aria-labelledby="{name}-title {name}-desc" font-family="system-ui, sans-serif" font-size="12">'
    )
    lines = [
        head,
        f'<title id="{name}-title">{xml(title)}</title>',
        f'<desc id="{name}-desc">{xml(about)}</desc>',
        _STYLE,
        f'<text x="0" y="16" fill="currentColor" font-size="14" font-weight="600">{xml(shown)}</text>',
        *body,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _described(labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> str:
    """What the picture shows, in words."""
    if not labels or not series:
        return "Nothing to show."
    told = "; ".join(f"{name} from {values[0]} to {values[-1]}" for name, values in series.items())
    return f"From {labels[0]} to {labels[-1]}: {told}."


class _Plot:
    """Where things stand: layers over labels, an axis of values, a legend below."""

    def __init__(self, labels: Sequence[str], series: Mapping[str, Sequence[int]]) -> None:
        self.labels = labels
        self.series = series
        sums = [sum(values) for values in zip(*series.values(), strict=True)] or [0]
        self.step = _step(max(sums))
        self.top = max(self.step, -(-max(sums) // self.step) * self.step)
        self.rows = list(self._legend_rows())
        self.height = _HEIGHT + _LINE * max(0, len(self.rows) - 1)

    @property
    def _floor(self) -> int:
        return _HEIGHT - _BOTTOM

    def _x(self, at: int) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * at / max(1, len(self.labels) - 1)

    def _y(self, value: int) -> float:
        return float(self._floor - (self._floor - _TOP) * value / self.top)

    def axis(self) -> Iterator[str]:
        for value in range(0, self.top + 1, self.step):
            y = _short(self._y(value))
            yield (
                f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="currentColor"'
                f' stroke-opacity="{0.5 if not value else 0.15}"/>'
            )
            yield (f'<text x="{_LEFT - 8}" y="{y}" dy="0.35em" text-anchor="end" fill="currentColor">{value:,}</text>')

    def layers(self) -> Iterator[str]:
        below = [0] * len(self.labels)
        for number, (name, values) in enumerate(self.series.items()):
            above = [one + more for one, more in zip(below, values, strict=True)]
            told = f"{name}: {values[0]:,} to {values[-1]:,}"
            yield (
                f'<path fill="{_color(number)}" shape-rendering="crispEdges" d="{self._outline(below, above)}">'
                f"<title>{xml(told)}</title></path>"
            )
            below = above

    def _outline(self, below: Sequence[int], above: Sequence[int]) -> str:
        """There along the upper edge and back along the lower one; a value stays until the next label."""
        if len(above) == 1:
            below, above = [*below, *below], [*above, *above]
            xs = [float(_LEFT), float(_WIDTH - _RIGHT)]
        else:
            xs = [self._x(at) for at in range(len(above))]
        there = list(_stairs(xs, [self._y(one) for one in above]))
        back = list(_stairs(xs, [self._y(one) for one in below]))[::-1]
        return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in (*there, *back)) + "Z"

    def dates(self) -> Iterator[str]:
        last = len(self.labels) - 1
        every = sorted({round(at * last / (_DATES - 1)) for at in range(_DATES)}) if self.labels else []
        near = [at for at in every if 0 < at < last and min(self._x(at) - _LEFT, self._x(last) - self._x(at)) < _APART]
        for at in every:
            if at in near:
                continue
            anchor = "start" if at == 0 else "end" if at == last else "middle"
            yield (
                f'<text x="{_short(self._x(at))}" y="{self._floor + 18}" text-anchor="{anchor}" fill="currentColor">'
                f"{xml(self.labels[at])}</text>"
            )

    def legend(self) -> Iterator[str]:
        for line, row in enumerate(self.rows):
            y = self._floor + 38 + line * _LINE
            for x, number, text in row:
                yield f'<rect x="{_short(x)}" y="{y - 9}" width="10" height="10" rx="2" fill="{_color(number)}"/>'
                yield f'<text x="{_short(x + 15)}" y="{y}" fill="currentColor">{xml(text)}</text>'

    def _legend_rows(self) -> Iterator[list[tuple[float, int, str]]]:
        row: list[tuple[float, int, str]] = []
        x = float(_LEFT)
        for number, (name, values) in enumerate(self.series.items()):
            short = name if len(name) <= _NAME_MOST else name[: _NAME_MOST - 1] + "…"
            text = f"{short} {values[-1]:,}"
            wide = 15 + _LETTER * _columns(text) + 18
            if row and x + wide > _WIDTH - _RIGHT:
                yield row
                row, x = [], float(_LEFT)
            row.append((x, number, text))
            x += wide
        if row:
            yield row


def _color(number: int) -> str:
    return COLORS[number % len(COLORS)]


def _stairs(xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[float, float]]:
    last: float | None = None
    for x, y in zip(xs, ys, strict=True):
        if last is not None and last != y:
            yield x, last
        if last != y or x == xs[-1]:
            yield x, y
        last = y


def _step(most: int) -> int:
    """A round number of which a few make up the whole."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if most <= size * factor * _TICKS:
                return size * factor
        size *= 10


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _columns(text: str) -> int:
    return sum(1 if mark.isascii() else 2 for mark in text)
