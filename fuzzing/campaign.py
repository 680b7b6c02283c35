"""One campaign: inputs are made, guided by the lines that they reach where atheris is installed, and laws are asked."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from random import Random

from fuzzing.finds import Finds, log
from fuzzing.growth import grows
from fuzzing.mutation import Mutator
from fuzzing.target import Broken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fuzzing.target import Target

_PAUSE = 30.0  # seconds between two lines on standard error
_LONGEST = 12_000  # bytes of an input
_SLOW = 3.0  # seconds of processor that no input of that size may take
_EVERY = 400  # executions between two questions of growth


class Campaign:
    """Executions of one target, counted and timed; what fails is kept, and the campaign goes on."""

    def __init__(self, name: str, target: Target, seed: int, folder: Path) -> None:
        self.name = name
        self.target = target
        self.seed = seed
        self.folder = folder
        self.seeds = [one[:_LONGEST] for one in target.seeds()]
        self.mutator = Mutator(self.seeds, target.words, binary=target.binary)
        self.finds = Finds(folder / "finds" / name)
        self.executions = 0
        self._begun = time.process_time()
        self._told = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.process_time() - self._begun

    def once(self, data: bytes) -> None:
        """One input against the law, and now and then against the law on time."""
        self.executions += 1
        begun = time.process_time()
        try:
            self.target.holds(data)
            if time.process_time() - begun > _SLOW:
                raise Broken("takes long")
            if self.target.work is not None and self.executions % _EVERY == 0:
                grows(self.target.work, data, Random(self.executions))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:  # noqa: BLE001  # whatever it is, it is a find
            name = self.finds.add(error, data)
            if self.finds.counts[name] == 1:
                print(f"find: {name}", file=sys.stderr, flush=True)
        if time.monotonic() - self._told > _PAUSE:
            self._told = time.monotonic()
            print(f"{self.name}: {self.executions} executions, {self.seconds:.0f} s", file=sys.stderr, flush=True)

    def done(self, how: str) -> None:
        log(
            self.folder / "log.jsonl", target=self.name, how=how, seed=self.seed, executions=self.executions,
            seconds=round(self.seconds, 1), finds=self.finds.counts,
        )  # fmt: skip

    def plain(self, seconds: float, most: int = 0) -> None:
        """Without guidance: mutations of the seeds, and of what came of them."""
        chance, pool = Random(self.seed), list(self.seeds)
        for data in pool:
            if not most:
                self.once(data)
        while self.seconds < seconds and (not most or self.executions < most):
            data = self.mutator.made(chance.choice(pool), _LONGEST, chance.getrandbits(32))
            self.once(data)
            if len(pool) < 4 * len(self.seeds):
                pool.append(data)
            else:
                pool[chance.randrange(len(self.seeds), len(pool))] = data
        self.done("plain")

    def guided(self, seconds: float) -> None:
        """With atheris: what reaches new lines is kept and changed further. Ends the process."""
        import atheris

        corpus = self.folder / "corpus" / self.name
        corpus.mkdir(parents=True, exist_ok=True)
        self.finds.folder.parent.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(self.seeds):
            (corpus / f"seed-{number}").write_bytes(data)

        def mutated(data: bytes, most: int, seed: int) -> bytes:
            if seed % 8 == 0:
                return bytes(atheris.Mutate(data, most))
            return self.mutator.made(data, most, seed)

        def once(data: bytes) -> None:
            self.once(data)
            if self.seconds > seconds:
                self.done("guided")
                sys.stderr.flush()
                os._exit(0)

        words = ["fuzzing", str(corpus), f"-seed={self.seed % (1 << 31) or 1}", f"-max_len={_LONGEST}"]
        words += ["-timeout=1800", "-rss_limit_mb=3000", "-verbosity=0", f"-artifact_prefix={self.finds.folder}-"]
        atheris.Setup(words, once, custom_mutator=mutated)
        atheris.Fuzz()
