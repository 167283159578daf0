"""Whose words are ours on a platform."""

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


def test_an_account_elsewhere_is_no_voice_here() -> None:
    """The same handle on another platform may be a stranger's."""
    here = account(id="x", platform="x", username="cafe")
    there = account(id="ig", platform="instagram", username="cafe.quastenkeks")
    assert not OurVoices.of(company(here, there), here).wrote("cafe.quastenkeks", None)
