"""Words by which an article is grave, and by which it is not, each family with its reason. All are folded as `normalise.words` folds.

A stem ends with `*`, an ending begins with one. German first; English and French for papers near the border and of visitors.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HARD: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # Somebody says that the firm deceives, harms people or works badly.
        "accusation": _words(
            "betrug* betrueger* betrog* betrogen abzock* abgezockt veruntreu* unterschlag* untreue schwarzarbeit* steuerhinterziehung *hinterziehung *manipulation"
            " *betrug *betrugs gefaelscht* pfusch* gepfuscht *pfusch *skandal wucher* geprellt hereingelegt reingelegt *dumping ausbeutung ausgebeutet *schwindel mogel*"
            " irrefuehrend* taeuschung taeuscht *vorwuerfe *vorwurf belaestig* uebergriff* diskriminier* rassis* mobbing misshandl* tierquaelerei"
            " fraud* scam* cheat* ripped ripoff swindle* shoddy overcharg* harass* misconduct accused accuses"
            " arnaque* escroquerie* fraude tromperie truffa"
        ),
        # A court or an authority acts against the firm.
        "authority": _words(
            "verklagt verklagen razzia durchsuch* bussgeld* geldstrafe zwangsgeld versiegelt beschlagnahmt beschlagnahmte abgemahnt abmahnung strafbefehl strafanzeige*"
            " angezeigt anklage beanstandet beanstandung* betriebsverbot berufsverbot suspendier* lizenzentzug zulassungsentzug suspended gesundheitsgefahr"
            " sued sues lawsuit fined fines raided indicted perquisition amende plainte"
        ),
        # What people eat, drive or use may hurt them.
        "danger": _words(
            "maeuse maeusekot ratten rattenkot schimmel* verschimmelt* kakerlaken schaben salmonellen listerien kolibakterien noroviren norovirus brechdurchfall durchfallerkrankung* magenvergiftung ungeziefer hygienemaengel* *hygieneskandal ekel* *ekel"
            " vergift* lebensmittelvergiftung* *vergiftung keime legionellen gammelfleisch bettwanzen wanzen floehe lebensmittelmotten glassplitter metallsplitter plastikteile fremdkoerper verdorben* verkeimt* rueckruf rueckrufaktion rueckrufe"
            " rats mice mould mold mouldy moldy cockroach* bedbugs salmonella listeria legionella poisoning contaminated cafards souris intoxication insalubre"
        ),
        # The firm is said to be at its end.
        "ruin": _words(
            "insolvenz* insolvent pleite bankrott zahlungsunfaehig* konkurs konkursverfahren bankrupt* insolvency faillite fallimento"
        ),
        # A customer turns away in words that allow no other reading.
        "verdict": _words(
            "unverschaemt* katastroph* miserabel reingefallen horror* unmoeglich* enttaeusch* appalling disgusting"
        ),
    }
)
"""Family -> words that make an article one to read this week; each counts only where it is said of the firm."""
CRIES: Final = r"\bnie wieder\b|\bnever again\b|\bfinger weg\b|\bnicht (?:zu )?empfehlen\w*|\bgeh\w* (?:\w+ ){0,4}nicht mehr hin\b|\bkeep away\b|\bstay away\b|\ba eviter\b"
"""How people turn away; a clause that says only this speaks of whom the rest names."""
HARD_PHRASES: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(pattern)
    for pattern in (
        CRIES,
        (
            r"\banzeige (?:gegen|erstattet)\b|\bermitt\w+ (?:\w+ ){0,3}gegen\b|\b(?:an)?klag\w* gegen\b|\bvorwuerfe gegen\b|\bgegen (?:\w+ ){1,12}(?:wird|werden|wurde) (?:\w+ ){0,6}ermittelt\b"
            r"|\b\w*verfahren gegen\b|\b(?:lizenz|zulassung|konzession|approbation) (?:\w+ ){0,2}entzogen\b|\bverdacht gegen\b|\bfordert (?:\w+ ){0,6}(?:schmerzensgeld|schmerzengeld|schadenersatz|schadensersatz)\b|\bsteht am pranger\b"
        ),
        (
            r"\b(?:schliesst|schloss) (?:\w+ ){0,5}(?:fuer|nach|wegen)\b|\bgeschlossen (?:nach|wegen|von)\b|\bcloses? down\b|\bshuts? down (?:by|over|after)\b|\bferme\w* par\b"
            r"|\b(?:amt|behoerde|stadt|ordnungsamt|gesundheitsamt|veterinaeramt) (?:schliesst|sperrt|untersagt)\b"
        ),
        r"\b(?:erheb\w+|erhob|weis\w+|wies) (?:\w+ ){0,4}vorwuerfe\b|\bunter (?:druck|verdacht|beschuss)\b|\bin der kritik\b|\bunder fire\b|\bmangelnde\w* hygiene\b|\bhygieni\w+ maengel\w*",
        (
            r"\bgibt (?:(?:den|das|die) (?:betrieb|geschaeft|laden|praxis|handwerk) )?auf\b|\bmacht (?:\w+ ){0,2}dicht\b|\bschliesst (?:endgueltig|fuer immer)\b"
            r"|\bstellt (?:den )?betrieb ein\b|\bcloses its doors\b|\bgoes? out of business\b|\bvor dem aus\b"
        ),
        r"\b(?:ruft|rueckruf) (?:\w+ ){0,12}(?:zurueck|von)\b|\brecall(?:s|ed)? \b",
        (
            r"\bbeschwer(?:de|den|t|en) (?:sich )?(?:\w+ ){0,3}(?:ueber|gegen)\b|\b(?:kund\w+|gaeste|mandant\w*|patient\w*|mieter\w*|mitglieder) (?:\w+ ){0,3}klag\w+ ueber\b|\bcomplain\w* about\b"
            r"|\b(?:gaeste|kinder|kunden|schueler|patienten|bewohner|besucher|guests|children|tourists|diners) (?:\w+ ){0,4}(?:erkrank\w*|krank|im krankenhaus|f[ae]ll ill|hospitali[sz]ed)\b"
        ),
        (
            r"\b(?:kund\w+|gaeste|mandant\w*|patient\w*|mieter\w*|mitglieder|eltern|brautpaar|guests|customers) (?:\w+ ){0,3}(?:frieren|leiden|aerger\w+|empoert|entsetzt|fassungslos|wuetend|veraergert|furious|outraged)\b"
            r"|\btaken to hospital\b|\bvor verschlossene\w* tuer\w*|\bwo steckt\b|\bgeld (?:ist )?weg\b|\bspurlos verschwunden\b|\bverweiger\w+ (?:\w+ ){0,3}(?:erstattung|rueckzahlung|rueckgabe|auszahlung|zahlung)\b|\brechnet mit (?:\w+ ){0,3}ab\b|\b(?:police|tax|customs|dawn) raids?\b"
        ),
        (
            r"\b(?:kund\w+|patient\w*|mandant\w*|mieter\w*|gast|gaeste|mitarbeiter\w*|customers?|patients?) (?:\w+ ){0,3}(?:zieh\w+|geh\w+|zog\w*) vor gericht\b"
            r"|\b\w*(?:amt|behoerde|stadt) macht (?:\w+ ){0,5}(?:zu|dicht)\b|\bdarf (?:vorerst|erst nach)\b"
        ),
        # Money and words that people wait for in vain.
        r"\bwart\w+ (?:\w+ ){0,5}auf (?:ihr\w* |das |den |die )?(?:lohn|loehne|gehalt|geld|rueckzahlung|erstattung|rechnung\w*)\b|\bunbezahlt\w* (?:ueberstunden|loehne)\b",
        r"\bwart\w+ (?:\w+ ){0,4}(?:seit|vergeblich|vergebens|immer noch|noch immer|monatelang|wochenlang) (?:\w+ ){0,5}auf\b|\bmeldet sich nicht\b|\breagiert nicht\b|\bnicht erreichbar\b",
        r"\banzahlung (?:ist |sind )?(?:weg|verschwunden|futsch)\b|\bkassiert\w* (?:\w+ ){0,6}(?:und|dann) (?:verschwind\w+|taucht\w* (?:unter|ab))\b|\bschulde(?:t|te|n)\b|\bunbezahlte\w* rechnungen\b",
        r"\bowe[sd]?\b|\bunpaid (?:wages|invoices|bills|overtime)\b|\brefus\w+ (?:to |a )?refund\b|\b(?:unter|ab)getaucht\b|\banwalt eingeschaltet\b|\bschalt\w+ (?:\w+ )?anwalt ein\b",
        # What a court says, of the one who lost.
        r"\bmuss (?:\w+ ){0,5}(?:zahlen|zurueckzahlen|erstatten|haften)\b|\bgericht\w* (?:gab|gibt) (?:einer? |einem |der |dem )?(?:kund|kaeufer|patient|mieter|klaeger|gast|arbeitnehmer|mitarbeiter|ex)\w* recht\b",
    )
)
"""The same in several words."""
ALLEGED: Final = re.compile(r"\bsoll(?:en)? (?:\w+ )*haben\b|\ballegedly\b|\bis alleged\b|\baurai(?:t|ent)\b")
"""How papers write what somebody is accused of: "soll … haben", where that is told of the firm."""
TURNS_TO_LAW: Final = re.compile(
    r"\b(?:anzeige erstattet|erstattete\w* anzeige|anwalt eingeschaltet|klagt|klage eingereicht|filed a complaint|is suing|a porte plainte)\b"
)
"""Somebody has gone to the police or a lawyer."""
FATE: Final = re.compile(
    r"\b(?:verurteilt|angeklagt|festgenommen|verhaftet|(?<!zieht )(?<!ziehen )(?<!geht )(?<!gehen )(?<!zog )vor gericht|verantworten|(?:untersuchungs|u )?haft|convicted|prosecuted|arrested|on trial|condamnee?)\b"
)
"""What happens to a person or firm in court: ours where the clause is about us, not a thief's who was caught with us."""
WARNING: Final = re.compile(
    r"\b(?:warnung vor|warnt vor|warnen vor|vorsicht vor|vorsicht bei|warning about|beware of|mise en garde contre)\b"
)
"""A warning is about whom it names: it counts where the firm's name follows."""
SOFTENED: Final = re.compile(
    r"\b(?:keine?|keinen|nicht|nie|ohne|gegen|verhinder\w*|schutz vor|tipps gegen|opfer von|freigesprochen|angebliche\w* opfer|no|not|without|against|sans)\s(?:\w+\s)?$"
)
"""What stands before a hard word that it does not mean."""
CLEARED: Final = re.compile(
    r"\b(?:freigesprochen|freispruch|verfahren (?:\w+ ){0,4}eingestellt|entwarnung|haltlos\w*|unbegruendet\w*|entkraeftet|acquitted|cleared of|dismiss(?:es|ed)|all clear|acquittee?)\b"
)
"""That nothing was in it: no reason to be told at once."""

MAKERS: Final = frozenset(_words("abgasskandal dieselskandal"))
"""Scandals of manufacturers, of which dealers are no cause."""
FICTION: Final = re.compile(
    r"\b(?:krimi\w*|tatort\w*|dreharbeiten|gedreht|hoerspiel\w*|theaterstueck\w*|komoedie\w*|kabarett\w*|drehbuch\w*|thriller)\b"
)
"""Words of stories that are made up: hard words there are nobody's."""
EVENTS: Final = re.compile(
    r"\b(?:vortrag\w*|lesung\w*|infoabend\w*|info veranstaltung|informationsabend\w*|informiert|diskussion\w*|diskutiert|benefiz\w*|feier\w*|veranstaltung\w*|workshop\w*|seminar\w*|tagung\w*|ausstellung\w*|talk|lecture)\b"
)
"""What is held in a house about things that are none of its own."""
ADVICE: Final = re.compile(
    r"\b(?:was tun|tipps?|\w+tipps?|ratgeber\w*|so schuetz\w+|worauf|so vermeiden|how to|tips|what to do|que faire)\b"
)
"""A title that gives advice speaks of what befalls its readers."""
ACTS: Final = frozenset(_words("verklagt sues angezeigt"))
"""What a firm does itself where the word follows its name and an object follows the word: "Autohaus X verklagt Hersteller"."""
REPRIMANDS: Final = re.compile(r"\bmahnt (?:\w+ ){1,4}ab\b")
"""A warning letter: grave where we get it, and our own deed where our name stands right before it."""
GOOD_DEEDS: Final = re.compile(
    r"(?:rettet\w*|hilft|halfen|half|spende(?:t|te|ten)|unterstuetz\w+|warn(?:t|te|en)|raet|riet|raten|erklaer\w+|informier\w+|klaer\w+|behandelt\w*|bekaempft\w*|beseitigt\w*"
    r"|saniert\w*|entfernt\w*|uebernimmt|uebernahm|vertritt|verteidigt\w*|kritisier\w+|beraet|sammelt\w*|stifte(?:t|te)|gewinnt|gewann|siegt|sagt|sagte|berichtet\w*|antwortet\w*|meint|trotzt|stoppt\w*|ueberfuehrt\w*|erwischt\w*|entlarvt\w*|verhindert\w*|vereitelt\w*|ertappt\w*|bemerkte?|rief|alarmiert\w*|spuert"
    r"|helps?|helped|rescue[sd]?|donate[sd]?|warns?|explains?|advises?|supports?|represents?|defends?|says)"
)
"""Verbs by which a firm does good, advises or speaks: hard words beside them are of what it acts against."""
REPRESENTED: Final = re.compile(
    r"\b(?:vertreten|vertrat|verteidigt|vertritt|verteidiger\w*|rechtsbeistand|represented|represents|defended by)\b"
)
"""Who is represented in court is somebody else than the lawyer."""
NEXT_TO: Final = re.compile(
    r"\b(?:vor|neben|gegenueber|nahe|hinter|unweit|naehe|hoehe|parkplatz|parkhaus|haltestelle|kreuzung|outside|opposite|near|next to|behind)"
    r"(?: (?:dem|der|des|den|von|vom|am|beim|bei|the|of|to)){0,2}$"
)
"""What makes a name the place where something was."""
AUTHORITIES: Final = re.compile(
    r".*(?:amt|amts|behoerde|behoerden|kontrolle|kontrolleure|ueberwachung|aufsicht|gericht|staatsanwaltschaft|verbraucherzentrale|verbraucherschuetzer|gewerkschaft|zoll|pruefer|kammer|inspectors?|authority|council|court)$"
)
"""Who acts by office: what they do to a house is about that house."""
CUSTOMERS: Final = re.compile(
    r"(?:kund(?:e|en|in|innen)|rentner\w*|patient\w*|gast|gaeste|mieter\w*|fahrschueler\w*|schueler\w*|eltern|brautpaar|ehemalige\w*|mitarbeiter\w*|angestellte\w*|trainer\w*|azubis?|halter\w*"
    r"|mandant\w*|kaeufer\w*|verbraucher\w*|mitglied\w*|besucher\w*|teilnehmer\w*|klient\w*|customers?|members?|guests?|patients?|tenants?|clients?|staff|workers?)"
)
"""Who deals with a firm: what they say or suffer with it is about that firm."""
CULPRITS: Final = frozenset(
    _words(
        "betrueger betruegern betruegerin betruegerpaar unbekannte unbekannter unbekannten diebe dieben dieb einbrecher einbrechern taeter taetern raeuber raeubern bande trio duo hacker hackern"
        " trickbetrueger trickdiebe vandalen brandstifter zechpreller erpresser erpressern scammers thieves burglars robbers hackers voleurs cambrioleurs"
    )
)
"""Who does wrong to others: where they stand beside a name, it is a victim's."""
VICTIM: Final = re.compile(
    r"\b(?:einbruch|diebstahl|raub|\w*ueberfall|brandanschlag|vandalismus|burglary|robbery|break in|arson) (?:\w+ )?(?:bei|beim|im|in|auf|at)\b|\bopfer (?:von|eines|einer|der|des)\b|\b(?:fiel|fielen|faellt) (?:\w+ ){0,5}(?:herein|rein|zum opfer)\b|\bvictims? of\b|\bvictime d\b|\b(?:wurde|wurden|wird|was) (?:\w+ ){0,8}(?:bestohlen|ausgeraubt|ueberfallen|erpresst|gehackt|robbed|burgled|hacked)\b"
)
LOST: Final = re.compile(
    r"\bum (?:\w+ ){0,6}(?:betrogen|geprellt|gebracht|erleichtert)\b(?! haben| hat)|\b(?:betrogen|geprellt|abgezockt|hereingelegt|reingelegt) (?:worden|von (?:betruegern|unbekannten))\b|\bcheated out of\b|\bdefrauded (?:of|by)\b"
)
"""What was taken from whom the clause is about."""
DEEDS: Final = re.compile(
    r"(?:veruntreut\w*|unterschlug|unterschlagen|betrog|betruegt|prellte?n?|stahl|stahlen|stiehlt|erbeute\w+|pluender\w+|embezzled|stole|defrauded)"
)
"""Wrong that somebody does within a house, and to it."""
IMPOSTORS: Final = re.compile(
    r"\b(?:geben|gibt|gaben|gab|ausgeben|ausgab) (?:\w+ ){0,3}sich (?:\w+ ){0,3}als\b|\bsich als (?:\w+ ){0,8}(?:ausgegeben|ausgeben|ausgibt|aus)\b|\bim namen (?:der|des|von)\b|\bpos(?:e|es|ed|ing) as\b|\bse (?:font|fait) passer pour\b"
)
"""Somebody uses a name that is not theirs: who bears it has to know."""
PEOPLE_ASK: Final = frozenset(
    _words("ich mir mich wir uns unser unsere unserem unserer mein meine meiner meinem i me my we our us")
)
"""Whoever writes so tells an experience: then the words of complaints are asked, too."""
IN_A_PLACE: Final = frozenset(_words("in im bei beim at vor neben gegenueber im"))
"""What stands before a name that is where something happened."""
ARTICLES: Final = frozenset(
    _words(
        "der die das dem den des ein eine einem einen einer eines wie was so warum auch und im am beim vom zum zur in a an the le la les un une"
    )
)
"""Small words before a noun, which say nothing of whose it is."""
