"""The search is tried."""

from apps.shop.search import found


def test_a_title_is_found() -> None:
    assert found(["Apple"], "app") == ["Apple"]
