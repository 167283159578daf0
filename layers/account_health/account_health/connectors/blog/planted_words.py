"""What strangers plant on other people's websites, as words that hardly anybody else sets down.

A word alone proves nothing: lawyers write about lost stakes, pharmacies about forged pills. `planted` asks for a second sign
that is no word. Bare words that are places or things (casino, slots, poker) are left out on purpose.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Ware:
    """One family: how its texts call it, and how those speak of themselves who may write about it as of their own trade."""

    said: re.Pattern[str]
    trade: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


_LAW_AND_PRESS: Final = r"rechtsanw\w+|kanzlei|anwalt\w*|verbraucherzentrale|law firm|attorneys?|lawyers?|avocats?|zeitung|redaktion"
"""They write about everything."""

WARES: Final = (
    # Games for money: by far the commonest, in the languages of the customers and of the senders.
    Ware(
        _words(
            r"(?:online|krypto|crypto|bitcoin)[ -]?(?:c|k)asinos?|(?:c|k)asinos? online|online[ -]?spielotheken?"
            r"|casinos? (?:ohne (?:limit|lugas|oasis|verifizierung|einzahlung|lizenz)|bonus(?:se|es)?|not on|sin licencia|en línea|en ligne|zonder|utan|uden)"
            r"|(?:beste[nr]?|best|top|neue|new|mejores|migliori|meilleurs) (?:\w+ )?casinos?|online казино|казино|kasyno online"
            r"|freispiele|free spins|bonus ohne einzahlung|no deposit bonus(?:es)?|spielautomaten|online[ -]slots?|slot (?:gacor|online|machines?)"
            r"|sportwetten\w*|wettanbieter|bookmakers?|paris sportifs|machines à sous|situs (?:judi|slot)|judi online|togel|bahis siteleri"
            r"|1xbet|1win|mostbet|melbet|pin[ -]?up casino|vulkan vegas|plinko"
        ),
        _words(rf"{_LAW_AND_PRESS}|spielsucht\w*|suchtberatung|suchthilfe"),
    ),
    # Medicine without a prescription.
    Ware(
        _words(
            r"viagra|cialis|kamagra|levitra|sildenafil|tadalafil|xanax|tramadol|ozempic (?:kaufen|online|buy)|potenzmittel"
            r"|(?:rezeptfrei|ohne rezept) (?:kaufen|bestellen)|(?:acheter|commander) sans ordonnance|without (?:a )?prescription"
        ),
        _words(
            rf"{_LAW_AND_PRESS}|apotheke\w*|pharma\w*|arzt\w*|ärzt\w+|praxis|klinik\w*|urolog\w+|medizin\w*|medikament\w*|doctor|clinic|pharmacy|médecin"
        ),
    ),
    # Loans that ask no questions, bets on courses.
    Ware(
        _words(
            r"kredite? (?:ohne|trotz) (?:schufa|bonität)|(?:payday|quick|instant|bad credit|personal) loans?|loans? online"
            r"|(?:forex|binary options?) (?:signals?|brokers?|trading)|krypto ?(?:bots?|signale)|trading bots?"
        ),
        _words(
            rf"{_LAW_AND_PRESS}|bank\w*|sparkasse|finanz\w*|versicherung\w*|kreditvermittl\w+|schuldner\w*|financial|insurance|mortgage\w*|credit union"
        ),
    ),
    # Adult wares.
    Ware(
        _words(r"escorts?(?: service)?|porno?|sex ?cams?|webcam girls|sex ?dates?|hookup(?: sites?)?"),
        _words(rf"{_LAW_AND_PRESS}|erotik\w*|sexual\w*|therap\w+|prävention"),
    ),
    # Papers written for students, and forged brands.
    Ware(
        _words(
            r"(?:essay|paper|dissertation) writing(?: services?)?|write my (?:essay|paper)|replica (?:watch(?:es)?|bags?|uhren)|rolex replica"
        ),
        _words(rf"{_LAW_AND_PRESS}|lektorat\w*|schreibwerkstatt|university|universität"),
    ),
)

WARNS: Final = re.compile(
    r"betrug|betrüg|abzocke|warn|vorsicht|sucht|prävention|verbot|verboten|urteil|klage|gericht|razzia|fälsch|opfer|fraud|scam|addict|lawsuit"
    r"|court|arnaque|dépendance|jugement",
    re.IGNORECASE,
)
"""Whoever warns of wares, judges or treats those who fell for them praises none; strangers plant praise."""

SOLD_AT: Final = re.compile(
    r"(?:c|k)a[sz]ino|slot|poker|wett(?:en|anbieter|bonus)|(?<![a-z])bets?(?![a-z])|\dbet|bet\d|betting|jackpot|gacor|togel|judi"
    r"|viagra|cialis|kamagra|(?<![a-z])(?:pills?|meds|pharmacy|rx)(?![a-z])|porno?(?![a-z])|escort|sexcam|payday|loans?(?![a-z])"
    r"|kredit|essay|replica|mostbet|melbet|1win",
    re.IGNORECASE,
)
"""How hosts and pages call themselves to which planted texts lead."""


def wares_in(text: str) -> bool:
    """Say whether a title, a name or the words of a link offer such wares."""
    return any(ware.said.search(text) for ware in WARES)


def is_own_trade(own: str, text: str) -> bool:
    """Say whether all that a text offers is of a trade that speaks from what the company calls itself."""
    return all(ware.trade.search(own) for ware in WARES if ware.said.search(text))
