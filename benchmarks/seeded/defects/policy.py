# ruff: noqa: E501  # a table of edits is read by its rows
"""What a change does to the gate that judges it. Neighbours are judged on their own set-up where it can say as much."""

from __future__ import annotations

from benchmarks.seeded.edits import drop, sub
from benchmarks.seeded.kinds import POLICY, Kind

_POLICY, _JOB = "ledgergate.toml", ".github/workflows/gate.yml"

KINDS = (
    Kind("a runtime pattern is taken out", POLICY, (sub(_POLICY, '["apps/**", "migrations/**"]', '["apps/**"]'),)),
    Kind(
        "a bucket is required no more",
        POLICY,
        (sub(_POLICY, 'values = "bucket", required = true', 'values = "bucket"'),),
    ),
    Kind(
        "a report is bound no more",
        POLICY,
        (
            sub(
                _POLICY,
                '[[report]]\npath = "docs/adr/README.md"\nledger = "decisions"\nrows = { items = "table", key = "ADR", columns = { Status = "status" } }\n\n',
                "",
            ),
        ),
    ),
    Kind("a rule is turned off", POLICY, (sub(_POLICY, "[rules]\n", '[rules]\nitem-vanished = "off"\n'),)),
    Kind("complete specs are closed no more", POLICY, (sub(_POLICY, 'closed = "Complete" }', 'closed = "Shipped" }'),)),
    Kind(
        "a word of the vocabulary means another one", POLICY, (sub(_POLICY, 'someday = "later"', 'someday = "never"'),)
    ),
    Kind(
        "the job says yes whatever the gate says",
        POLICY,
        (sub(_JOB, "- run: ledgergate check", "- run: ledgergate check || true"),),
    ),
    Kind("the job that runs the gate is deleted", POLICY, (drop(_JOB),)),
)
