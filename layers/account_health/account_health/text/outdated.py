"""Text that promises something for a time that is over: "gültig bis 31. Oktober", "Saison 2024"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from account_health.text.sentences import sentence_at

MONTHS = (
    ("januar", "january", "jan", "jänner", "janvier"),
    ("februar", "february", "feb", "feber", "février"),
    ("märz", "maerz", "march", "mär", "mar", "mrz", "mars"),
    ("april", "apr", "avril"),
    ("mai", "may"),
    ("juni", "june", "jun", "juin"),
    ("juli", "july", "jul", "juillet"),
    ("august", "aug", "août"),
    ("september", "sept", "sep", "septembre"),
    ("oktober", "october", "okt", "oct", "octobre"),
    ("november", "nov", "novembre"),
    ("dezember", "december", "dez", "dec", "décembre"),
)
MONTH = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
SEASONS = {
    **dict.fromkeys(
        ("ostern", "pfingsten", "frühjahr", "frühling", "easter", "spring", "pâques", "printemps"), 6
    ),
    **dict.fromkeys(("sommer", "summer", "été"), 9),
    **dict.fromkeys(("herbst", "autumn", "automne"), 12),
}
"""The month with which a season of a year is over for sure."""
NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
FIRST = "".join({name[0] for name in (*MONTH, *SEASONS)})
DATES = re.compile(
    rf"\b(?=[\d{FIRST}])(?:"
    rf"(?P<iso>(?P<y1>20\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)\b)"
    rf"|(?P<dot>(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<y2>20\d\d|\d\d)\b)"
    rf"|(?P<slash>(?P<d5>\d{{1,2}})/(?P<m6>\d{{1,2}})/(?P<y9>20\d\d)\b)"
    rf"|(?P<season>(?P<m7>{'|'.join(SEASONS)})\s(?P<y10>20\d\d)\b(?!\s?[/–-]))"
    rf"|(?P<name>(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?P<m3>{NAMES})\b\.?,?\s(?P<y3>20\d\d)\b)"
    rf"|(?P<us>(?P<m4>{NAMES})\b\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y4>20\d\d)\b)"
    rf"|(?P<month>(?P<m5>{NAMES})\b\.?\s(?P<y5>20\d\d)\b)"
    rf"|(?P<years>(?P<y6>20\d\d)\s?[/–-]\s?(?P<y7>20\d\d|\d\d)\b)"
    rf"|(?P<year>(?P<y8>20\d\d)\b))",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:bis|until|till|through|ends?|before|by|vor dem|jusqu['’]au|avant le)\b(?:\b\w\w\.|[^.!?]){0,20}$"
    r"|(?:(?<!be)(?<!ab)(?<!an)(?<!aus)(?<!ein)(?<!men)(?<!ent)(?<!ver)schluss|(?:bewerbungs|anmelde|einsende|abgabe|antrags|bestell|melde)-?frist|stichtag|\bdeadline|\bdate limite)\b[^.!?]{0,30}$",
    re.IGNORECASE,
)
VALID = re.compile(r"\b(?:gültig|gueltig|valid|valable)\b(?!.*\b\d{4}\b)", re.IGNORECASE)
STARTS = re.compile(r"\b(?:ab|from|starting|à partir)\b[^.!?]{0,10}$", re.IGNORECASE)
BY = re.compile(r"\b(?:zum|per|for|pour le)\s+$", re.IGNORECASE)
HIRES = re.compile(
    r"\b(?:such(?:en|t)|stellen?\b|auszubildende|azubis?|ausbildungspl[aä]tze?|verstärkung|m/w/d|w/m/d|hiring|looking for|recrut|recherch)",
    re.IGNORECASE,
)
"""A place to be filled by a day ("suchen wir zum 1. August")."""
SEASONAL = re.compile(
    r"(?:saison\b|aktion|öffnungszeiten|oeffnungszeiten|weihnacht|ferien|\bseason\b|sale\b|offer\b|christmas|holidays?\b|opening hours"
    r"|soldes|horaires|noël)",
    re.IGNORECASE,
)
OFFERS = re.compile(
    r"\b(?:gilt nur|angebot|rabatt|gutschein|tickets?|vorverkauf|abendkasse|anmeld(?:ung|en)|buchen|buchbar|einlösbar|offre|réserver|book|save"
    r"|geschlossen|betriebs(?:urlaub|ruhe)|urlaub|closed|ferm[ée]e?s?\b|fermetures?|cong[ée]s)",
    re.IGNORECASE,
)
"""Words that promise something for a day or a month, closed doors too; a bare year needs one of a season beside it."""
COMES = re.compile(
    r"\b(?:(?:findet|finden|startet|starten|beginnt|beginnen|eröffnen|feiern wir|laden wir|(?:neu|wieder)?eröffnung|starts?|begins?|opens?"
    r"|tag der offenen tür|open (?:day|house)|portes ouvertes|nächste[rs]? (?:termin|treffen|kurs|konzert|markt)|next (?:date|course|concert)|prochain(?:e)? (?:date|stage|concert)"
    r"|takes? place|aura lieu|a lieu|débute|commence)\b|(?:kurs|start|termin|seminar)beginn\b)[^.!?]{0,40}$",
    re.IGNORECASE,
)
"""What is told of a day as still to come, before the day itself: a chronicle has the day first ("3. Mai 2008: Neueröffnung")."""
LASTING = re.compile(
    r"\b(?:AGB|geschäftsbedingungen|datenschutz\w*|richtlinie\w*|satzung|preisliste|policy|terms|cgv|conditions|politique)\b",
    re.IGNORECASE,
)
"""What is valid from a day on stays valid: terms, policies, statutes, price lists."""
HISTORY = re.compile(
    r"\b(?:leitete|führte|war(?:en)?|bestand|lag(?:en)?|kam(?:en)?|fuhr(?:en)?|galt(?:en)?|wurden?|renoviert\w+|übernahm\w*|arbeitete\w*"
    r"|lief(?:en)?|fand(?:en)?|gab(?:en)?|stand(?:en)?|hatten?|ging(?:en)?|blieb(?:en)?|begann(?:en)?|endeten?|starteten?|dauerten?|erhielt(?:en)?"
    r"|feierten?|eröffneten?|gründeten?|entstand(?:en)?|zog(?:en)?|trat(?:en)?|gewann(?:en)?|nahm(?:en)?|freuten|besuchten?|zeigten?|buchten?|kauften?|bestellten?|schrieb(?:en)?|sagten?"
    r"|hieß|gehörte|baute\w*|betrieb(?=\s+(?:er|sie|\w+ das|die|den))|was|were|ran|led|took place|ended|opened|began|had|était|étaient|fut|eut lieu|se trouvait|dirigea|avait|avaient|s['’]est tenue?|ont eu lieu)\b"
    r"|\b(?:chronik|geschichte|rückblick|danke|baujahr|studie\w*|meisterprüfung|gründung|ausbildung|geselle|zeugnis|lebenslauf|werdegang|presse|pressestimmen?|rezension\w*|bericht\w*|geschäftsjahr\w*|historique)\b"
    r"|\b(?:(?:förder|projekt|berichts|erhebungs|untersuchungs|studien|bau|bearbeitungs)zeitr[aä]um\w*|förderperiode|projektlaufzeit|bauzeit|amtszeit|gefördert)\b"
    r"|\b(?:ist|sind|is|are|est|sont) (?:\w+ ){0,2}(?:beendet|abgelaufen|abgeschlossen|expired|finished|terminée?s?|expirée?s?)\b"
    r"|\bvon (?:19|20)\d\d bis\b|\bfrom (?:19|20)\d\d (?:to|until)\b|\bde (?:19|20)\d\d à\b",
    re.IGNORECASE,
)
"""The past tense, words of a chronicle or of a project's time, and what calls itself over: what they tell promises nothing."""
FURTHER = re.compile(
    r"\bbis (?:zu \d+ (?:jahr|monat)|auf weiteres)|\b(?:laufen|gelten|bestehen) (?:weiter|fort)\b|\b(?:bleib\w+|weiterhin|behalten|remains?|restent?)\b[^.!?]{0,20}\b(?:gültig\w*|valid|valables?)\b",
    re.IGNORECASE,
)
"""Ends that are none."""
NEVER = re.compile(
    r"(?:\bseit\b|gegründet|gegruendet|\bsince\b|established|©|\(c\)|copyright|award|auszeichnung|ausgezeichnet|preisträger"
    r"|\bstand\b|aktualisier|geändert|\bänderung|updated|mise à jour|testsieger|winner)",
    re.IGNORECASE,
)
RUNS_TO = re.compile(
    r"\s*(?:\(?\w{2,10}\.?\)?,?\s)?(?:bis|[–—-]|to|till|until|through|au|jusqu['’]au)\s*(?:einschließlich|inkl\.|zum|zur|le)?\s*(?:\w{2,10}\.?,?\s+(?:(?:den|dem|the)\s+)?)?"
    rf"(?={DATES.pattern})",
    re.IGNORECASE,
)
"""What stands between the two days of a span ("vom 24.12.2025 bis Sonntag, 6.1.2026"): only its end is an end."""
NEAR = 60
CENTURY = 100
YEARS = ("y1", "y2", "y3", "y4", "y5", "y7", "y8", "y9", "y10")


@dataclass(frozen=True, slots=True)
class Promise:
    """A passage whose time is over: the words around it, and whether it said so itself."""

    words: str
    ended: bool


def outdated_promises(text: str, today: date, start_grace_days: int) -> Iterator[Promise]:
    """Yield each past date of a text that has a word of validity near it.

    A date after "bis", "gültig", "until", "valid" ended on its day; one after "ab" or "from" is news for
    `start_grace_days` more; a year or month beside a season, an offer, opening hours or holidays ends with it.
    History ("von 1998 bis 2015 leitete"), terms and policies promise nothing; a bare year ends nothing by itself.
    Never after "seit", "gegründet", "since", "established", "©" or an award.
    """
    for match in DATES.finditer(text):
        last_day = _last_day(match)
        before = text[max(match.start() - NEAR, 0) : match.start()]
        around = before + text[match.end() : match.end() + NEAR // 2]
        if last_day is None or last_day >= today or NEVER.search(before) or RUNS_TO.match(text, match.end()):
            continue
        sentence = sentence_at(text, match.start(), match.end())
        if HISTORY.search(sentence) or FURTHER.search(sentence):
            continue
        words = " ".join(text[max(match.start() - NEAR, 0) : match.end() + NEAR // 2].split()).strip(
            " .,;:!?"
        )
        if not STARTS.search(before) and not (BY.search(before) and HIRES.search(sentence)):
            if _promises(match, before, around, sentence):
                yield Promise(words, ended=True)
        elif last_day + timedelta(days=start_grace_days) < today and _is_news(match, sentence):
            yield Promise(words, ended=False)


def _promises(match: re.Match[str], before: str, around: str, sentence: str) -> bool:
    """Say whether something is promised up to a date; a bare year never ends anything by itself."""
    bare = match["year"] is not None
    if SEASONAL.search(around) or VALID.search(before):
        return True
    return not bare and bool(ENDS.search(before) or COMES.search(before) or OFFERS.search(sentence))


def _is_news(match: re.Match[str], sentence: str) -> bool:
    """Say whether what began on a date was told as news; terms and policies begin and last."""
    return match["year"] is None and not LASTING.search(sentence)


def _last_day(match: re.Match[str]) -> date | None:
    """Return the last day of what a match names: a day, a month, or a year; None where there is no such day."""
    part = {name: value for name, value in match.groupdict().items() if value is not None}
    year = int(next(part[key] for key in YEARS if key in part))
    year += 2000 if year < CENTURY else 0
    month = next((part[key] for key in ("m1", "m2", "m3", "m4", "m5", "m6", "m7") if key in part), None)
    day = next((part[key] for key in ("d1", "d2", "d3", "d4", "d5") if key in part), None)
    try:
        if month is None:
            return date(year, 12, 31)
        named = (MONTH | SEASONS).get(month.casefold())
        number = int(month) if named is None else named
        if "slash" in part and day is not None and int(day) in MONTH.values():
            # Day or month first: whichever is later, so that nothing is over too early.
            return max(date(year, number, int(day)), date(year, int(day), number))
        if day is not None:
            return date(year, number, int(day))
        return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
