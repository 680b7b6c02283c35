"""Orders, kept in plain files."""

COMMAND = "orders"


def line(item: str, count: int) -> str:
    return f"{count} x {item}"
