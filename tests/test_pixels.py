"""The update looks as in the pictures that were approved (``python -m tests.pixels``)."""

from collections.abc import Iterator

import numpy as np
from playwright.sync_api import Page
import pytest

from tests.pixels import VIEWS, browser_page, decoded, difference, painted, path_of, update

AT_MOST = 24.0
BYTES_AT_MOST = 150_000


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as page:
        yield page


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_update_looks_as_it_was_approved(page: Page, width: int, scheme: str) -> None:
    png = path_of(width, scheme).read_bytes()
    assert len(png) < BYTES_AT_MOST
    found = difference(painted(page, update(), width, scheme), decoded(page, png))
    assert found < AT_MOST, "if it should look otherwise now: python -m tests.pixels, and look"


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        pytest.param("padding:28px 0 0", "padding:32px 0 0", id="lower by 4 px"),
        pytest.param('width="48"', 'width="52"', id="right by 4 px"),
        pytest.param("#23408E", "#8E4023", id="another colour"),
        pytest.param("font-weight:700", "font-weight:400", id="other letters"),
    ],
)
def test_what_moved_or_changed_is_seen(page: Page, was: str, instead: str) -> None:
    assert was in update()
    png = path_of(720, "light").read_bytes()
    changed = painted(page, update().replace(was, instead), 720, "light")
    assert difference(changed, decoded(page, png)) > AT_MOST


def test_another_smoothing_of_letters_is_let_pass(page: Page) -> None:
    sharp = decoded(page, path_of(720, "light").read_bytes()).astype(float)
    soft = 0.6 * sharp + 0.2 * np.roll(sharp, 1, axis=1) + 0.2 * np.roll(sharp, -1, axis=1)
    assert 0 < difference(soft.astype(np.uint8), sharp.astype(np.uint8)) < AT_MOST
