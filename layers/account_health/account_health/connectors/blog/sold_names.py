"""What is sold under names that ran out: whoever buys one keeps the old name on the page, since its good reputation is the ware.

Words are no evidence alone. They count where the name is all that is left of a company of which more is registered.
"""

import re
from collections.abc import Iterable
from typing import Final

from account_health.connectors.blog.page import Page

_GAMBLING: Final = (
    r"(?:online-?)?(?:c|k)asinos?|slots?|spielautomaten|freispiele|free spins|jackpots?|sportwetten|wettanbieter|betting|bookmakers?|poker|roulette"
    r"|blackjack|baccarat|(?:echtgeld|einzahlungs?)?bonus(?:se)? ohne einzahlung|no deposit|togel|judi|paris sportifs|machines à sous"
)
"""Games for money, the commonest ware."""
_PILLS: Final = r"viagra|cialis|kamagra|levitra|sildenafil|tadalafil|xanax|tramadol|steroide"
"""Medicine without a prescription."""
_BODIES: Final = r"escorts?|porno?|sex ?cams?|webcam girls|sex ?dates?"
"""Adult wares."""
_MONEY: Final = r"kredit ohne schufa|payday loans?|krypto ?(?:bot|signale)|forex (?:signals|broker)"
"""Loans and bets on courses."""
_WARES: Final = re.compile(rf"(?<![\w-])(?:{_GAMBLING}|{_PILLS}|{_BODIES}|{_MONEY})(?![\w-])", re.IGNORECASE)
_OFTEN: Final = 4


def speaks_of_wares(text: str) -> bool:
    """Say whether a text names such wares at all, as whoever deals with them does somewhere: a casino hotel, a bar with slot machines."""
    return bool(_WARES.search(text))


def offers_other_wares(page: Page, names: Iterable[str]) -> bool:
    """Say whether title or headings of a page and its text again and again name such wares, and no name of the company does."""
    heads = (page.title, *(block.text for block in page.blocks if block.heading))
    if any(map(_WARES.search, names)) or not any(map(_WARES.search, heads)):
        return False
    return sum(len(_WARES.findall(block.text)) for block in page.blocks) >= _OFTEN
