"""The words that dates are written with: months, weekdays and zones, folded (no accents, lower case, no dot).

Left out on purpose: words that mean different months in two languages (Polish and Croatian `listopad`)
and zone names that mean different offsets (`IST`): such a date stays unread rather than guessed.
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType


def fold(word: str) -> str:
    """Return the word in lower case, without accents and without dots."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c != ".")


# A line per language, twelve months in order, the spellings of one month joined by "/".
_MONTHS = (
    # English
    "jan/january feb/february mar/march apr/april may jun/june jul/july aug/august sep/sept/september oct/october nov/november dec/december",
    # German, with Austria's
    "jan/januar/janner/jaenner/jann feb/februar/feber mar/marz/maerz/mrz apr/april mai jun/juni/juno jul/juli/julei aug/august sep/sept/september okt/oktober nov/november dez/dezember",
    # French
    "janv/janvier fev/fevr/fevrier mars avr/avril mai juin juil/juillet aout sept/septembre oct/octobre nov/novembre dec/decembre",
    # Spanish
    "ene/enero febrero marzo abr/abril mayo junio julio ago/agosto septiembre/setiembre octubre noviembre dic/diciembre",
    # Italian
    "gen/gennaio febbraio marzo aprile mag/maggio giu/giugno lug/luglio ago/agosto set/settembre ott/ottobre novembre dic/dicembre",
    # Portuguese
    "janeiro fevereiro marco abril maio junho julho agosto set/setembro out/outubro novembro dez/dezembro",
    # Dutch
    "januari februari maart/mrt april mei juni juli augustus september okt/oktober november december",
    # Danish, Norwegian, Swedish
    "januar/januari februar/februari mars/marts april maj/mai juni juli august/augusti september oktober november des/desember/december",
    # Polish
    "sty/stycznia lut/lutego marca kwi/kwietnia maja cze/czerwca lip/lipca sie/sierpnia wrz/wrzesnia paz/pazdziernika - gru/grudnia",
    # Hungarian
    "januar februar/febr marcius/marc aprilis/apr majus/maj junius/jun julius/jul augusztus szeptember/szept oktober/okt november december",
    # Greek
    "ιαν/ιανουαριου/ιανουαριος φεβ/φεβρουαριου/φεβρουαριος μαρ/μαρτιου/μαρτιος/μαρτ απρ/απριλιου/απριλιος μαι/μαιου/μαιος/μαϊ ιουν/ιουνιου/ιουνιος ιουλ/ιουλιου/ιουλιος αυγ/αυγουστου/αυγουστος σεπ/σεπτ/σεπτεμβριου/σεπτεμβριος οκτ/οκτωβριου/οκτωβριος νοε/νοεμβριου/νοεμβριος δεκ/δεκεμβριου/δεκεμβριος",
    # Russian
    "янв/января фев/февраля мар/марта апр/апреля мая июн/июня июл/июля авг/августа сен/сент/сентября окт/октября ноя/ноября дек/декабря",
)

_WEEKDAYS = (
    "mon/monday tue/tues/tuesday wed/wednesday thu/thur/thurs/thursday fri/friday sat/saturday sun/sunday",
    "mo/montag di/dienstag mi/mittwoch do/donnerstag fr/freitag sa/samstag/sonnabend so/sonntag",
    "lun/lundi mar/mardi mer/mercredi jeu/jeudi ven/vendredi sam/samedi dim/dimanche",
    "lunes martes mie/miercoles jue/jueves vie/viernes sab/sabado dom/domingo",
    "lunedi martedi mercoledi gio/giovedi venerdi sabato domenica",
    "seg/segunda ter/terca qua/quarta qui/quinta sex/sexta sab/sabado dom/domingo",
    "ma/maandag dinsdag wo/woensdag donderdag vr/vrijdag za/zaterdag zo/zondag",
    "man/mandag tir/tirsdag ons/onsdag tor/torsdag fre/fredag lor/lordag son/sondag",
    "pon/poniedziałek wt/wtorek sr/sroda czw/czwartek pt/piatek sob/sobota niedz/niedziela",
    "hetfo kedd szerda csutortok pentek szombat vasarnap",
    "δευ/δευτερα τρι/τριτη τετ/τεταρτη πεμ/πεμπτη παρ/παρασκευη σαβ/σαββατο κυρ/κυριακη",
    "пн вт ср чт пт сб вс",
)


def _numbered(lines: tuple[str, ...]) -> dict[str, int]:
    return {
        fold(spelling): number
        for line in lines
        for number, spellings in enumerate(line.split(), start=1)
        for spelling in spellings.split("/")
        if spelling != "-"
    }


MONTHS: Mapping[str, int] = MappingProxyType(_numbered(_MONTHS))
"""Folded name of a month -> 1 to 12."""

WEEKDAYS: frozenset[str] = frozenset(_numbered(_WEEKDAYS))
"""Folded names of weekdays; which day it is plays no part, since feeds often name the wrong one."""

_ZONES = (
    (0, "z ut utc gmt wet"),
    (60, "cet mez met bst west"),
    (120, "cest mesz mest eet oez sast"),
    (180, "eest oesz msk"),
    (480, "hkt sgt awst"),
    (540, "jst kst"),
    (570, "acst"),
    (600, "aest"),
    (630, "acdt"),
    (660, "aedt"),
    (720, "nzst"),
    (780, "nzdt"),
    (-150, "ndt"),
    (-180, "adt"),
    (-210, "nst"),
    (-240, "ast at edt"),
    (-300, "est et cdt"),
    (-360, "cst ct mdt"),
    (-420, "mst mt pdt"),
    (-480, "pst pt akdt"),
    (-540, "akst"),
    (-600, "hst"),
)

ZONES: Mapping[str, int] = MappingProxyType(
    {name: minutes for minutes, names in _ZONES for name in names.split()}
)
"""Folded name of a zone -> minutes east of Greenwich (RFC 822 for the American ones)."""

_NOISE = "um am at on of the den der dem le el il de del uhr h t a as alle kl ore om г"

NOISE: frozenset[str] = frozenset(_NOISE.split())
"""Small words between the parts of a written date."""

FORENOON: frozenset[str] = frozenset(map(fold, ("am", "오전", "上午", "午前")))
AFTERNOON: frozenset[str] = frozenset(map(fold, ("pm", "오후", "下午", "午後")))
