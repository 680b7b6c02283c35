"""A git whose answers stand in a test by the words that they are given for."""

from __future__ import annotations

from ledgergate.git.processes import Limits
from scripted_git import LAYOUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Git:
    """A git whose answers stand here by its words."""

    def __init__(self, **said: Any) -> None:
        self.layout, self.limits = LAYOUT, Limits()
        self.asked: list[tuple[str, ...]] = []
        self.said: dict[tuple[str, ...], list[str]] = {}
        self.accepted: list[tuple[int, ...]] = []
        self.out = b""

    def lines(self, *words: str, accept: tuple[int, ...] = (0,)) -> list[str]:
        self.asked.append(words)
        self.accepted.append(accept)
        return self.said.get(words, [])

    def run(self, *words: str, accept: tuple[int, ...] = (0,)) -> bytes:
        self.asked.append(words)
        self.accepted.append(accept)
        return self.out or "\n".join(self.said.get(words, [])).encode()

    def start(self, *words: str) -> Git:
        self.asked.append(words)
        return self

    def output(self) -> bytes:
        return self.out

    def blobs(self, oids: list[str], most: int) -> Any:
        return iter([("blob", f"{oid[:1]}{most}".encode()) for oid in oids])
