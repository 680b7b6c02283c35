"""What a caller asks of the gate."""

from __future__ import annotations

from ledgergate.moments import Asked
from ledgergate.value import Value


class Request(Value):
    """What to judge and how. `duties` are the hooks' names, none is all of them; `rules` and `ignore` are names,
    codes or prefixes of codes; `today` is an ISO date, "" is the clock's; `message` is the subject of the commit
    being made; `verbose` asks for the stated numbers by name, `moves` for what moved between the parts of ledgers."""

    asked: Asked = Asked()
    policy_file: str = ""
    duties: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    new_only: bool = False
    exit_zero: bool = False
    today: str = ""
    message: str = ""
    verbose: bool = False
    moves: bool = False
