"""What a caller wants to have compared."""

from __future__ import annotations

import os

from ledgergate.git.processes import Limits
from ledgergate.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Asked(Value):
    """The moment to judge; with nothing given it is worked out from the environment.

    `merge_result` None means: where the base has moved on. `environment` None means this program's own.
    LEDGERGATE_GIT_TIMEOUT in it sets the seconds that one git call may take.
    """

    staged: bool = False
    base: str = ""
    head: str = ""
    tree: str = ""
    worktree: bool = False
    merge_result: bool | None = None
    require_base: bool = False
    cwd: str = "."
    environment: Mapping[str, str] | None = None
    limits: Limits = Limits()

    @property
    def variables(self) -> Mapping[str, str]:
        return os.environ if self.environment is None else self.environment

    @property
    def in_ci(self) -> bool:
        return self.variables.get("CI", "").lower() not in ("", "false", "0")
