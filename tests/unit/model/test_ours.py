"""Whose words are ours on a platform."""

import pytest

from account_health.model.ours import OurVoices
from tests.builders import account, company


def test_the_other_registered_accounts_and_responders_speak_for_us() -> None:
    """By handle, whatever its case, and by id; a name with a blank is shown by anybody and is none."""
    brand = account(
        id="x", platform="x", username="CafeQuastenkeks", responders=("@JanaVogt", "Jana Vogt", 7)
    )
    support = account(id="x2", platform="x", username="QuastenHilfe", user_id="4200")
    voices = OurVoices.of(company(brand, support), brand)
    assert voices.wrote("@quastenhilfe", None)
    assert voices.wrote("janavogt", None)
    assert voices.wrote(None, "4200")
    assert voices.wrote(None, "7")
    assert not voices.wrote("Jana Vogt", None)
    assert not voices.wrote("somebody", "1")
    assert not voices.wrote(None, None)


@pytest.mark.parametrize(
    ("responder", "speaks"),
    [("Jana", False), ("Anna-Lena", False), ("@Jana", True), ("jana", True), ("JanaVogt", True)],
)
def test_a_given_name_by_itself_is_nobodys_handle(responder: str, speaks: bool) -> None:  # noqa: FBT001 - a case of the test
    """Who happens to be called @jana there is a stranger; with an @, or written as handles are, it is meant."""
    here = account(id="x", platform="x", username="cafe", responders=(responder,))
    assert OurVoices.of(company(here), here).wrote(responder, None) is speaks


def test_an_account_elsewhere_is_no_voice_here() -> None:
    """The same handle on another platform may be a stranger's."""
    here = account(id="x", platform="x", username="cafe")
    there = account(id="ig", platform="instagram", username="cafe.quastenkeks")
    assert not OurVoices.of(company(here, there), here).wrote("cafe.quastenkeks", None)
