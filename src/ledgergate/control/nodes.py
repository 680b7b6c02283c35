"""YAML as composed nodes, which know their lines: merged and doubled keys count as those who load the file see them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DEEP = 20  # mappings that one merges into another


def composed(content: bytes) -> Any:
    """The root node, None of what is no YAML."""
    import yaml

    try:
        return yaml.compose(content.decode("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def of_toml(content: bytes) -> Any:
    """The same of a TOML file. Its lines are those where a mapping's own `id` is written."""
    import tomli
    import yaml

    try:
        text = content.decode("utf-8")
        root = yaml.compose(yaml.safe_dump(tomli.loads(text)), yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    lines = text.splitlines()
    for repo in parts(entry(root, "repos")):
        for hook in parts(entry(repo, "hooks")):
            name = said(entry(hook, "id"))
            hook.start_mark.line = next((at for at, line in enumerate(lines) if f'"{name}"' in line), 0)
    return root


def pairs(node: Any, deep: int = _DEEP) -> list[tuple[str, Any]]:
    """(key, node) of a mapping, none of anything else. Of a doubled key the last counts; `<<` brings what it names."""
    if getattr(node, "id", "") != "mapping":
        return []
    merged: dict[str, Any] = {}
    own = {str(key.value): value for key, value in node.value if key.id == "scalar"}
    brought = own.pop("<<", None)
    for one in reversed([brought, *parts(brought)]) if brought is not None and deep else ():
        merged.update(pairs(one, deep - 1))
    return list({**merged, **own}.items())


def laid_over(node: Any, over: Any, deep: int = _DEEP) -> Any:
    """A mapping with what another one says instead; the lines stay those of the first."""
    if not pairs(over) or not deep:
        return node if over is None or pairs(node) else over
    import yaml

    told = dict(pairs(node))
    for key, value in pairs(over):
        told[key] = laid_over(told[key], value, deep - 1) if pairs(told.get(key)) else value
    names = {key: yaml.ScalarNode("tag:yaml.org,2002:str", key) for key in told}
    mark = node if getattr(node, "id", "") == "mapping" else over
    return yaml.MappingNode("tag:yaml.org,2002:map", [(names[key], told[key]) for key in told], mark.start_mark)


def entry(node: Any, name: str) -> Any:
    return dict(pairs(node)).get(name)


def parts(node: Any) -> list[Any]:
    return list(node.value) if getattr(node, "id", "") == "sequence" else []


def said(node: Any) -> str:
    """A scalar's text, a sequence's texts joined."""
    if getattr(node, "id", "") == "scalar":
        return str(node.value)
    return " ".join(said(one) for one in parts(node))


def whole(node: Any) -> str:
    """The same of a mapping, too, for a person to read."""
    found = pairs(node)
    return ", ".join(f"{key}={whole(value)}" for key, value in found[:20]) if found else said(node)[:200]
