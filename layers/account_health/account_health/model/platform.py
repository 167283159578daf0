"""The platforms that can be registered, one row each: whatever is known of a platform before anybody looks at it.

New platform: a row here, its connector with a row in `connectors/__init__.py`, and its German line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from account_health.model.company import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRow:
    """One platform. `parts` are the parts of a snapshot that a look tries to fill; a check of another part does not apply."""

    parts: frozenset[str]


PLATFORM_ROWS: Final[Mapping[Platform, PlatformRow]] = MappingProxyType(
    {
        "facebook": PlatformRow(
            parts=frozenset(
                "access identity presence posts comments mentions reviews inbox rating upkeep names handles descriptions websites phones emails addresses hours opening pictures imprint privacy texts links".split()
            ),
        ),
        "instagram": PlatformRow(
            parts=frozenset(
                "access identity presence posts comments mentions upkeep names handles descriptions websites pictures texts links imprint".split()
            ),
        ),
        "x": PlatformRow(
            parts=frozenset(
                "access identity presence posts mentions names handles descriptions websites pictures texts imprint upkeep badge".split()
            ),
        ),
        "blog": PlatformRow(
            parts=frozenset(
                "posts feed comments site certificate imprint privacy phones emails addresses links destinations texts".split()
            ),
        ),
        "google_business_profile": PlatformRow(
            parts=frozenset(
                "access identity presence posts reviews rating upkeep names descriptions websites phones addresses hours opening pictures categories standing texts links".split()
            ),
        ),
    }
)
"""Platform -> its row."""
