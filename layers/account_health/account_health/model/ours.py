"""Who speaks for the company on a platform: its other registered accounts there, and the registered responders."""

import re
from dataclasses import dataclass
from typing import Final

from account_health.model.company import Account, Company

_GIVEN_NAME: Final = re.compile(r"[A-ZÄÖÜÉ][a-zäöüßéèáíóúñç]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?")


@dataclass(frozen=True, slots=True)
class OurVoices:
    """The handles (without @, lower case) and platform ids whose words are ours on one platform.

    The account itself is among them as far as the registry knows it; what a look learns of it, such as its id, a
    connector adds. Handles and ids belong to one person; a shown name does not, so that none is taken from `responders`,
    and a given name by itself ("Jana") is a name: whose handle that is, nobody here knows.
    """

    handles: frozenset[str]
    ids: frozenset[str]

    @classmethod
    def of(cls, company: Company, account: Account) -> "OurVoices":
        """Return the voices of a company on the platform of one of its accounts."""
        here = [one for one in company.accounts if one.platform == account.platform]
        said = [str(responder) for one in here for responder in one.responders]
        names = [one.username for one in here] + [text for text in said if not is_shown_name(text)]
        numbers = [number for one in here for number in (one.page_id, one.user_id)]
        return cls(
            handles=frozenset(_folded(name) for name in names if name),
            ids=frozenset([*filter(None, numbers), *filter(str.isdigit, said)]),
        )

    def wrote(self, handle: str | None, number: str | None) -> bool:
        """Say whether the account with this handle or id speaks for the company; None where one is not known."""
        return (number is not None and number in self.ids) or (
            bool(handle) and _folded(handle) in self.handles
        )


def is_shown_name(responder: str) -> bool:
    """Say whether a responder reads as a person's name and not as a handle: several words, or one as names are written."""
    return " " in responder.strip() or _GIVEN_NAME.fullmatch(responder.strip()) is not None


def _folded(handle: str | None) -> str:
    return (handle or "").strip().removeprefix("@").casefold()
