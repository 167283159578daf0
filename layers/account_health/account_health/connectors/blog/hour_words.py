"""The words around opening hours on websites, German, English and French: their name, and what makes them no fact."""

import re
from typing import Final

LABEL: Final = re.compile(
    r"(?<!\w)(?:(?P<of>\w*?)(?:öffnungs|oeffnungs)zeit(?:en)?|geschäftszeiten|ladenzeiten|praxiszeiten"
    r"|sprechzeit(?:en)?|sprechstunden|ordinationszeiten|ordination(?=:)|wir haben geöffnet|opening (?:hours|times)|business hours"
    r"|(?:store|shop|our|office opening) hours|hours of operation|horaires(?: d'ouverture)?|heures d'ouverture)(?!\w)"
)
"""What a page calls its opening hours. "Sprechzeiten" and "Ordination" are a practice's; an office's hours have other words."""
WHOLE_HOUSE: Final = frozenset(("", "laden", "geschäfts", "praxis", "haupt", "normal", "regel"))
"""What may stand before "öffnungszeiten" in one word."""
BARE_LABEL: Final = re.compile(r"(?:hours|geöffnet|horaires)\W*\Z")
"""Words that name opening hours only where nothing stands beside them."""
FRENCH_LABEL: Final = re.compile(r"(?<!\w)(?:horaires|heures d'ouverture)(?!\w)")
"""Below it "di" is a Sunday."""
PART: Final = re.compile(
    r"(?<!\w)(?:(?:warme )?küche|küchen\w*|kitchen|cuisine|food served"
    r"|(?:\w+)?büro\w*|office|bureau|sekretariat|verwaltung|administration|telefon\w*|telefonisch\w*|phone|téléphone|hotline|erreichbarkeit"
    r"|notdienst\w*|bereitschaft\w*|emergency|urgences?|notfall\w*"
    r"|kassen?\w*|einlass|letzter einlass|last (?:entry|orders?|admission)|dernière entrée|frühstück\w*|breakfast|petit-déjeuner"
    r"|anlieferung\w*|warenannahme|lieferzeiten|lieferservice|delivery|abholung|abholzeiten|check-?in|check-?out|rezeption|reception"
    r"|kurse?|training\w*|gottesdienst\w*|sprechstunde|happy hour)(?!\w)"
)
"""Hours of a part: kitchen, office and telephone, emergencies, the last entry, meals, goods, check-in, courses."""
OFFICE: Final = re.compile(
    r"(?<!\w)(?:(?:\w+)?büro\w*|office|bureau|sekretariat|verwaltung|administration)(?!\w)"
)
"""Those of them that are the whole house where it has nothing but an office: a law firm, a club, an agency."""
PHONE_NUMBER: Final = re.compile(r"(?:telefon|phone|téléphone|hotline)\W{0,3}[+(\d][\d ()/.-]{5,}")
"""A number to call says nothing about hours, whatever stands beside it."""
SHORT_BREAK: Final = re.compile(
    r"[^,;.()\d]*(?<!\w)(?:\w*ferien|(?:betriebs)?urlaub\w*|(?:school|bank|public) holidays|vacations?)(?!\w)[^,;.()\d]*(?=[,;.()]|$)"
)
"""A part of a sentence about school holidays or leave that says no hours of its own: the others hold for the rest of the year."""
SEASON: Final = re.compile(
    r"(?:sommer|winter|saison|season|ferien|holiday season|vacation|betriebsurlaub|advent|oster|weihnachts)\w*"
    r"|(?<!\w)(?:summer|spring|autumn|été|hiver|printemps|herbst\w*|frühjahr\w*|frühling\w*"
    r"|jan(?:uar|uary|vier)?|feb(?:ruar|ruary)?|février|märz|march|mars|apr(?:il)?|avril|mai|may|juni|june|juin|juli|july|juillet"
    r"|aug(?:ust)?|août|sept?(?:ember|embre)?|okt(?:ober)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dez(?:ember)?|dec(?:ember)?|décembre)"
    r"(?!\w)|(?<!\d)\d{1,2}\.\s?(?:\d{1,2}\.(?!\d{2}\b\s?(?:uhr|-))|(?:kw\b))|\b20\d\d\b",
)
"""Hours of a season or of single dates: seasons, school holidays, months, dates, years."""
DATED_NOTE: Final = re.compile(
    r"heiligabend|heilig abend|silvester|neujahr|karfreitag|christmas|new year|weihnachten|noël|nouvel an|rosenmontag|fasching"
)
"""Lines about days on which usual hours say nothing anyway."""
NOW: Final = re.compile(
    r"(?<!\w)(?:heute|jetzt|derzeit|gerade|today|now|currently|aujourd'hui|actuellement)(?!\w)"
)
"""Lines that a script writes anew every day: "Heute geöffnet bis 18 Uhr"."""
COLUMN: Final = re.compile(
    r"(?:wochen)?tage?|uhrzeit|zeit(?:en)?|von|bis|uhr|geöffnet (?:von|ab|bis)|öffnet|schließt|geöffnet|öffnung|schließung"
    r"|days?|hours?|time|from|to|until|opens?(?: at)?|opening|closes?(?: at)?|closing|jours?|de|à|ouverture|fermeture|heures?"
)
"""What stands above or behind the columns of a table of hours, a cell of its own."""
NEUTRAL: Final = frozenset(
    "unsere unserer unseres unser die der das des den im in von vom bei und wir sind für sie da the our of we are open your us at and"
    " nos notre les le la des du de nous sommes aktuelle aktuellen reguläre normale neue derzeitigen allgemeine gewohnten regular"
    " new current geschäft geschäfts ladengeschäft laden praxis store shop ordination magasin boutique cabinet"
    " tag tage wochentag uhrzeit zeit zeiten uhr bis day days time times hours jour jours heures vormittag vormittags nachmittag"
    " nachmittags morgens abends am pm öffnungszeiten geöffnet hier ab so".split()
)
"""Words beside the label that leave the hours the whole house's."""
