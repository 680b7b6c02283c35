"""The policy: any text is a policy, or each of its mistakes is named with its line; a policy is as strict as itself."""

from __future__ import annotations

import json
from functools import cache
from zlib import crc32

import tomli
from jsonschema import Draft7Validator

from fuzzing import corpus
from fuzzing.bundle import POLICY as HOME
from fuzzing.bundle import unpacked
from fuzzing.recording import recorded
from fuzzing.target import Target, law
from fuzzing.targets.verdicts import sound_refusal
from judging import POLICY as SMALL
from ledgergate import policy as policies
from ledgergate.errors import Misused, NotChecked
from ledgergate.policy.joining import join
from ledgergate.rules import NAMES
from policies_at_work import POLICY as MUCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ledgergate.policy import Policy

_WORDS = (
    b"[posture]\n", b"[posture.read_only]\n", b"[vocabulary.bucket]\n", b"[ledger.items]\n", b"[[report]]\n", b"[[package]]\n",
    b"[[invariant]]\n", b"[documents]\n", b"[rules]\n", b"[[waiver]]\n", b"runtime = ['a/**']\n", b"sources = [", b"{ path = 'a.md', items = 'list' }",
    b"items = 'table'", b"key = '(?P<key>C-\\d+)'", b"fields.bucket = { label = 'B', values = 'bucket' }", b"required = true",
    b"optional = true", b"values = { A = 'a' }", b"values = ['A', 'B']", b"aliases = { x = 'A' }", b"covers = 'all'",
    b"rows = { items = 'table', key = 'K' }", b"totals = { by = 'bucket' }", b"every = true", b"preset = 'adr'\n", b"level = 3",
    b"where = { bucket = 'A' }", b"not_under = ['x']", b"'", b'"', b'"""', b"'''", b"[", b"]", b"{", b"}", b"=", b",", b".",
    b"true", b"1", b"-1", b"1e9", b"2027-01-31", b"\\d+", b"(?P<count>\\d+)", b"**/*.md", b"!a/**", b"\\u0041", b"off", b"block",
    b"when = ", b"then = ", b"reason = 'r'\n", b"owner = 'o'\n", b"expires = 2027-01-31\n", b"closed = ['Done']", b"pattern = ",
)  # fmt: skip


def load(data: bytes) -> Policy | None:
    try:
        return policies.load({HOME: data}, NAMES)
    except Misused as error:
        if data:
            sound_refusal(error, {HOME: data})
        return None
    except NotChecked as error:
        law("is not installed" in error.message, "a policy asks for nothing but plugins", error.message)
        return None


def holds(data: bytes) -> None:
    made = load(data)
    if made is None:
        return
    again = load(data)
    law(made == again, "the same bytes are the same policy")
    assert again is not None
    both = join(made, again)
    law(not both.losses and both.policy == made, "a policy is as strict as itself", both.losses)
    if crc32(data) % 4 == 0:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        given = json.loads(json.dumps(tomli.loads(text), default=str))
        law(made.origin and ("preset" in given or _schema().is_valid(given)), "what loads fits the schema", text)


@cache
def _schema() -> Draft7Validator:
    return Draft7Validator(policies.schema())


def seeds() -> list[bytes]:
    known = {unpacked(one).get(HOME, b"") for one in recorded()}
    return [SMALL.encode(), MUCH.encode(), *corpus.files(".toml"), *corpus.texts("policy"), *sorted(known)[:1500]]


TARGET = Target(holds, seeds, _WORDS, work=load)
