"""The search."""

COMMAND = "search"


def found(titles: list[str], words: str) -> list[str]:
    return [title for title in titles if words.casefold() in title.casefold()]
