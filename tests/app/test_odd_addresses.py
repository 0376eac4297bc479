"""Addresses that no page of ours links to are answered, not stumbled over."""

import pytest

from tests.town import Town

HUGE = "9" * 30


@pytest.mark.parametrize(
    "address",
    [
        f"/library/math/{HUGE}",
        f"/items/nosuchitem/slides/{HUGE}",
        f"/items/nosuchitem?version={HUGE}",
        f"/api/v1/items/nosuchitem?version={HUGE}",
        f"/library?grade={HUGE}",
        f"/lessons/choices?subject=math&grade={HUGE}",
    ],
)
def test_a_number_beyond_the_databases_is_not_found(shared_town: Town, address: str) -> None:
    assert shared_town.by("teacher").get(address).status_code in (200, 400, 404, 422)
