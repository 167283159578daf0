"""What studies say for a check, each with its year and its country: shown on the page, never in a mail.

Only what was read where it was published, or is said to come from somebody else's account of it. Where an abstract names no
country, none is claimed: the sentence says whom was asked or what was looked at.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.model import Message, message

_WRONG_DETAILS: Final = message(
    "In a survey, 63% would not use a business after wrong details (BrightLocal, United States, 2021)."
)
STUDIES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "unanswered-criticism": message(
            "Onlookers think better of a business that first deals with a complaint in public (Liao et al., four experiments, 2025)."
        ),
        "unanswered-reviews": message(
            "Hotels that began to reply got 12% more reviews and 0.12 stars more (Proserpio and Zervas, 2017)."
        ),
        "identical-replies": message(
            "More copied replies were followed by fewer and worse reviews (Liu et al., 868 hotels, 2021)."
        ),
        "rating": message(
            "Two of three customers want four stars at least (BrightLocal, United States, 2026)."
        ),
        "review-freshness": message(
            "Most readers only care about reviews of the last three months (BrightLocal, United States, 2026)."
        ),
        "phone": _WRONG_DETAILS,
        "address": _WRONG_DETAILS,
        "hours": _WRONG_DETAILS,
    }
)
"""Check id -> its strongest evidence."""
