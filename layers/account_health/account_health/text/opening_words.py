"""The words of opening hours in German, English and French: days, groups of days, closed, by appointment, clocks."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

HOLIDAY: Final = 7
"""The number of "public holidays" beside Monday's 0 to Sunday's 6."""

_NAMES: Final = (
    "montags montag mon mo mondays monday lundi lun",
    "dienstags dienstag die di tuesdays tuesday tues tue tu mardi mar",
    "mittwochs mittwoch mit mi wednesdays wednesday weds wed we mercredi mer",
    "donnerstags donnerstag don do thursdays thursday thurs thur thu th jeudi jeu",
    "freitags freitag fre fr fridays friday fri vendredi ven",
    "samstags samstag sonnabends sonnabend sam sa saturdays saturday sat samedi",
    "sonntags sonntag son so sundays sunday sun su dimanche dim",
    "feiertage feiertagen feiertags feiertag ft ph holidays holiday",
)
"""Names and short forms, Monday first. French ones of two letters are left out: "di" is Sunday there, Tuesday in German."""
DAYS: Final[Mapping[str, int]] = MappingProxyType(
    {name: day for day, names in enumerate(_NAMES) for name in names.split()}
    | dict.fromkeys(
        (
            "gesetzliche feiertage",
            "public holidays",
            "public holiday",
            "bank holidays",
            "jours fériés",
            "jour férié",
        ),
        HOLIDAY,
    )
)
_EVERY_DAY: Final = tuple(range(7))
GROUPS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    dict.fromkeys(
        (
            "täglich",
            "taeglich",
            "daily",
            "every day",
            "everyday",
            "jeden tag",
            "7 tage die woche",
            "7 days a week",
            "seven days a week",
            "tous les jours",
            "7j/7",
            "7 jours sur 7",
        ),
        _EVERY_DAY,
    )
    | dict.fromkeys(
        ("sonn- und feiertags", "sonn- u. feiertags", "sonn- & feiertags", "sonn-/feiertags"), (6, HOLIDAY)
    )
    | dict.fromkeys(("sonn- und feiertage", "sonn- und feiertagen", "sonn- u. feiertage"), (6, HOLIDAY))
    | {
        "werktags": tuple(range(6)),
        "wochentags": tuple(range(5)),
        "weekdays": tuple(range(5)),
        "en semaine": tuple(range(5)),
        "wochenende": (5, 6),
        "weekends": (5, 6),
        "weekend": (5, 6),
        "week-end": (5, 6),
        "le week-end": (5, 6),
    }
)
"""One word for several days. "werktags" holds Saturday, as in law."""
TO: Final = r"(?:-|bis|to|until|till|through|thru|au|à|jusqu'à)"
"""What stands between the ends of a range."""
AND: Final = r"(?:(?:und|and|sowie|et|ou|oder)(?!\w)|u\.|&|,|/|\+|\s)"
"""What stands between days, or between two spans of one day."""
BEFORE_DAYS: Final = r"(?:(?:am|an|jeden|on|every|du|de|le|les)(?!\w))"
EXCEPT: Final = r"\(?(?:außer|ausser|except|sauf)(?!\w)(?: (?:am|an|le|on))?"
BESIDE_TIMES: Final = (
    r"(?:(?:jeweils|durchgehend|nonstop|non-stop|ist|geöffnet|offen|open|ouvert|vormittags?|nachmittags?|morgens|abends"
    r"|matin|après-midi|sans interruption)(?!\w))"
)
"""Words beside times that change nothing about them."""
HALF_DAY: Final = r"(?:(?P<before>vormittags?|morgens?|matin)|(?P<after>nachmittags?|abends?|après-midi))"
"""Halves of a day, alone or grown together with its name: "Mittwochnachmittag geschlossen"."""
CLOSED: Final = r"(?:(?:geschlossen|ruhetag|zu|closed|fermée?s?|fermeture)(?!\w)|-+(?=\s*(?:$|,)))"
APPOINTMENT: Final = (
    r"(?:(?:termine|besuche|beratung|besichtigung)(?: auch)? )?(?:nur |auch |only |uniquement )?"
    r"(?:nach (?:telefonischer |vorheriger )?(?:vereinbarung|absprache|terminvereinbarung|voranmeldung)|n\. ?v\.|nur mit termin"
    r"|auf anfrage|by (?:prior )?appointment(?: only)?|on request|sur (?:rendez-vous|rdv|demande))(?!\w)"
)
"""Somebody may be there and may not: neither open nor closed."""
ALL_DAY: Final = (
    r"(?:24 ?(?:h|std\.?|stunden|hours)(?:/24)?(?: (?:geöffnet|offen|open))?|rund um die uhr|durchgehend geöffnet(?!\W*\d)"
    r"|open 24 hours)(?!\w)"
)
ALWAYS: Final = r"(?:24/7|24 ?h/24 (?:et )?7 ?j/7|24 stunden an 7 tagen)(?!\w)"
NOON: Final = r"(?:12 ?)?(?:noon|midday|midi)"
MIDNIGHT: Final = r"(?:midnight|mitternacht|minuit)"
END: Final = r"(?:ende|schluss|open ?end|last|close)(?!\w)"
"""Closing times that no clock shows: "18 Uhr bis Ende"."""
FROM: Final = r"(?:ab|from|dès|à partir de)(?!\w)"
"""Opening times without a closing time: "ab 11 Uhr"."""
