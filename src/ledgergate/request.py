"""What a caller asks of the gate."""

from __future__ import annotations

from ledgergate.moments import Asked
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Request(Value):
    """What to judge and how. `duties` are the hooks' names, none is all of them; `rules` and `ignore` are names,
    codes or prefixes of codes; `today` is an ISO date, "" is the clock's; `message` is the subject of the commit
    being made; `verbose` asks for the stated numbers by name, `moves` for what moved between the parts of ledgers.
    `texts` are the files of a policy that is asked in place of each state's own, as `policy_file` names one."""

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
    texts: Mapping[str, bytes] | None = None
