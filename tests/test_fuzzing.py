"""Every fuzzing campaign starts, holds its first inputs to its law, and finds nothing: a few hundred inputs each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from fuzzing.__main__ import _options  # noqa: E402
from fuzzing.campaign import Campaign  # noqa: E402  # the campaigns stand beside the tests
from fuzzing.target import Broken, Target  # noqa: E402
from fuzzing.targets import NAMES, target  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="campaigns run where git's files are as POSIX has them")
FEW = {"verdicts": 40, "fixes": 40, "encoders": 40, "index": 60, "git_files": 30, "messages": 30}


@pytest.mark.parametrize("name", NAMES)
def test_a_campaign_of_a_few_inputs_finds_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # some targets stand in a repository of their own
    campaign = Campaign(name, target(name), 7, tmp_path)
    campaign.plain(600, FEW.get(name, 150))
    assert campaign.executions >= 20
    assert not campaign.finds.counts
    assert f'"target": "{name}"' in (tmp_path / "log.jsonl").read_text()


def test_a_folder_means_the_one_where_the_campaign_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some targets leave it for a repository of their own before anything is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["fuzzing", "messages", "--into", "here", "--replay", "find"])
    chosen = _options()
    assert (chosen.into, chosen.replay) == (tmp_path / "here", [tmp_path / "find"])


def test_what_breaks_a_law_is_kept_and_the_campaign_goes_on(tmp_path: Path) -> None:
    def holds(data: bytes) -> None:
        if b"b" in data:
            raise Broken("it holds a b")

    campaign = Campaign("one", Target(holds, lambda: [b"a\n", b"a b\n"]), 1, tmp_path)
    campaign.plain(600, 50)
    assert campaign.executions == 50
    assert sum(campaign.finds.counts.values()) > 1
    assert b"b" in next((tmp_path / "finds/one").glob("*-1")).read_bytes()


def test_work_that_grows_faster_than_its_text_is_a_find(monkeypatch: pytest.MonkeyPatch) -> None:
    from random import Random

    from fuzzing.growth import grows

    monkeypatch.setattr("fuzzing.growth._NOTICED", 0.05)  # seconds: so that less work says the same

    def work(data: bytes) -> None:
        # By its cube, far over the bound, and some milliseconds: other processes make the shorter one slow.
        sum(1 for one in range(len(data) // 70) for other in range(one) for _ in range(other))

    with pytest.raises(Broken, match="times the work"):
        grows(work, b"a\n" * 3, Random(3))  # noqa: S311  # a choice, no secret
    grows(lambda data: data.count(b"a"), b"a\n" * 3, Random(3))  # noqa: S311  # a choice, no secret
