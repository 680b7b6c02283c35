"""`python -m fuzzing TARGET…`: campaigns over one target or several, one after another, each in a process of its own.

atheris, where it is installed (`pip install atheris`), guides them by the lines of the product that inputs reach;
without it they are as they come. Nothing is written but the folder that is named: its `log.jsonl` has a line for each
campaign, `finds/` the inputs that broke a law with what they were told, `corpus/` what to go on from.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import pkgutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    chosen = _options()
    if len(chosen.targets) == 1 and not chosen.replay:
        return _campaign(chosen.targets[0], chosen)
    if chosen.replay:
        return _replayed(chosen.targets[0], chosen.replay)
    rest = [
        f"--minutes={chosen.minutes}",
        f"--seed={chosen.seed}",
        f"--into={chosen.into}",
        *["--plain"] * chosen.plain,
    ]
    return max(
        subprocess.run([sys.executable, "-m", "fuzzing", one, *rest], cwd=ROOT, check=False).returncode
        for one in chosen.targets
    )


def _campaign(name: str, chosen: argparse.Namespace) -> int:
    from fuzzing.campaign import Campaign

    guided = not chosen.plain and importlib.util.find_spec("atheris") is not None
    if guided:
        _instrumented()
    from fuzzing.targets import target

    campaign = Campaign(name, target(name), chosen.seed, chosen.into)
    if guided:
        campaign.guided(60 * chosen.minutes)
    campaign.plain(60 * chosen.minutes)
    return int(bool(campaign.finds.counts))


def _instrumented() -> None:
    """Imports all of the product, its late imports included, so that each line that is reached can be told."""
    import atheris

    with atheris.instrument_imports(include=["ledgergate"]):
        import ledgergate

        for module in pkgutil.walk_packages(ledgergate.__path__, "ledgergate."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def _replayed(name: str, files: list[Path]) -> int:
    """Some inputs once more: what they break is raised."""
    from fuzzing.targets import target

    for file in files:
        target(name).holds(file.read_bytes())
        print(f"{file}: holds")
    return 0


def _absolute(path: str) -> Path:
    """As some targets leave this folder for a repository of theirs."""
    return Path(path).absolute()


def _options() -> argparse.Namespace:
    from fuzzing.targets import NAMES

    options = argparse.ArgumentParser(prog="python -m fuzzing", description=__doc__,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    options.add_argument("targets", nargs="*", choices=[*NAMES, []], default=list(NAMES), metavar="TARGET",
                         help=f"all of them without any: {' '.join(NAMES)}")  # fmt: skip
    options.add_argument("--minutes", type=float, default=5, help="of processor, for each target")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--into", type=_absolute, default=ROOT / ".fuzzing", metavar="FOLDER")
    options.add_argument("--plain", action="store_true", help="without atheris")
    options.add_argument("--replay", type=_absolute, nargs="+", metavar="FILE", help="inputs of one target, once more")
    return options.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
