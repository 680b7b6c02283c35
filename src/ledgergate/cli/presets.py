"""The presets as people ask for them: what there is, and one as it is written."""

from __future__ import annotations

from ledgergate.errors import Misused
from ledgergate.policy.presets import names, text


def summary(name: str) -> str:
    """What a preset is for: the first line of its file, a comment."""
    return text(name).decode().partition("\n")[0].removeprefix("#").strip()


def table() -> str:
    """Name and purpose of each preset, a line each."""
    every = names()
    wide = max(map(len, every))
    return "\n".join(f"{name:{wide}}  {summary(name)}" for name in every)


def written(name: str) -> str:
    """The preset as TOML, as it lies in its file."""
    every = names()
    if name not in every:
        from difflib import get_close_matches

        near = get_close_matches(name.casefold(), every, n=1)
        raise Misused(
            f"no preset is called '{name}'", f"did you mean {near[0]}?" if near else "`ledgergate presets` lists them"
        )
    return text(name).decode()


def as_json() -> str:
    """Names and purposes as a JSON array."""
    import json

    return json.dumps([{"name": name, "summary": summary(name)} for name in names()], indent=2, ensure_ascii=False)
