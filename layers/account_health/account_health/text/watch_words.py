"""Words by which an entry about a company is sorted, and what a profile asks of people: data, each family with its reason.

All are folded as `normalise.words` folds: no case, no umlauts, ß as ss. A stem ends with `*`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TRADES: Final = frozenset(
    _words(
        "autohaus autowerkstatt backer backerei baeckerei stadtbaeckerei backhaus konditorei cafe restaurant gasthaus gasthof hotel pension bistro bar"
        " pizzeria imbiss eisdiele metzgerei fleischerei optik optiker augenoptik akustik hoerakustik elektro elektriker elektrotechnik sanitaer heizung installateur"
        " fahrschule fahrschulen zahnarzt zahnaerztin zahnarztpraxis arzt aerztin arztpraxis praxis hausarzt kanzlei rechtsanwalt rechtsanwaelte steuerberater"
        " apotheke friseur friseursalon salon kosmetik studio fitness fitnessstudio gym yoga physiotherapie schreinerei tischlerei zimmerei dachdecker maler malerbetrieb"
        " gaertnerei blumen florist floristik buchhandlung moebel moebelhaus kuechen immobilien versicherung versicherungen reisebuero spedition taxi druckerei"
        " reinigung waescherei goldschmied juwelier uhren fotograf fotostudio tierarzt tierarztpraxis kita weingut brauerei hof bauernhof werkstatt garage"
        " bakery butcher restaurant cafe dentist clinic garage plumber electrician barber salon law firm pub inn stadt haus team the der die das am im"
    )
)
"""Words that say what a firm does and not which one it is."""
FIRM_WORDS: Final = frozenset(
    _words(
        "firma betrieb unternehmen geschaeft laden haendler haendlerin haus familienbetrieb traditionsbetrieb handwerker meister wirt wirtin gastwirt betreiber"
        " betreiberin inhaber inhaberin chef chefin seniorchef juniorchef besitzer besitzerin geschaeftsfuehrer geschaeftsfuehrerin geschaeftsfuehrung leiter leiterin filiale"
        " mitarbeiter mitarbeiterin angestellte angestellter verkaeufer verkaeuferin anwalt anwaeltin fahrlehrer fahrlehrerin aerzte zahnaerzte doktor lokal gaststaette wirtshaus"
        " brauer baecker konditor metzger fleischer koch koechin gaertner monteur dealer shop owner manager company business firm brewer brewery baker dealership"
        " school hairdresser patron gerant entreprise magasin hoteldirektor hotelier friseurin tieraerztin zahnaerzte malermeister elektromeister partner"
    )
)
"""Words for any firm and its people: who is called so in an article that names us is most likely ours."""
TRADE_FAMILIES: Final = tuple(
    frozenset(_words(family))
    for family in (
        (
            "backer backerei baeckerei stadtbaeckerei backhaus konditorei cafe restaurant gasthaus gasthof hotel pension bistro bar pizzeria imbiss eisdiele"
            " metzgerei fleischerei brauerei hof bauernhof bakery butcher pub inn"
        ),
        "autohaus autowerkstatt werkstatt garage taxi spedition fahrschule fahrschulen",
        "optik optiker augenoptik akustik hoerakustik juwelier uhren goldschmied",
        "zahnarzt zahnaerztin zahnarztpraxis arzt aerztin arztpraxis praxis hausarzt apotheke physiotherapie tierarzt tierarztpraxis dentist clinic",
        "kanzlei rechtsanwalt rechtsanwaelte steuerberater law firm",
        (
            "elektro elektriker elektrotechnik sanitaer heizung installateur schreinerei tischlerei zimmerei dachdecker maler malerbetrieb moebel moebelhaus kuechen"
            " plumber electrician"
        ),
        "friseur friseursalon salon kosmetik barber",
        "fitness fitnessstudio gym yoga studio",
        "immobilien versicherung versicherungen",
        "reisebuero reisen",
        "druckerei fotograf fotostudio buchhandlung",
        "reinigung waescherei",
        "gaertnerei blumen florist floristik",
    )
)
"""Trades that one house may have under one name. Two of different families with one surname are two firms."""
SOMEBODY_S: Final = frozenset(
    _words(
        "paketshop packstation paketstation paketbox dhl hermes dpd gls ups geldautomat bankomat atm ladestation ladesaeule ladepunkt charging parkplatz parkhaus"
        " parking haltestelle bushaltestelle briefkasten lottoannahme postfiliale"
    )
)
"""What other companies put up in or before a house and name after it: a place of theirs, not of the house."""
EXONYMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "muenchen": "munich",
        "koeln": "cologne",
        "nuernberg": "nuremberg",
        "hannover": "hanover",
        "braunschweig": "brunswick",
        "wien": "vienna",
        "zuerich": "zurich",
        "genf": "geneva",
        "luzern": "lucerne",
        "bern": "berne",
    }
)
"""Towns whose English name is another word."""
STREET_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "av": "avenue",
        "ave": "avenue",
        "bd": "boulevard",
        "blvd": "boulevard",
        "ch": "chemin",
        "rte": "route",
        "pl": "platz",
        "place": "platz",
    }
)
"""Kinds of street that are cut short: Av. d'Ouchy."""
TITLES: Final = frozenset(_words("dr med dent prof dipl ing mag mr mrs ms herr frau familie"))

JOBS: Final = re.compile(
    r"\b(?:m ?w ?d|w ?m ?d|d ?m ?w|gn|all genders)\b|\bstellenangebot\w*|\bstellenanzeige\w*|\b(?:stellt ein|sucht (?:\w+ ){0,6}(?:mitarbeiter\w*|aushilfe\w*|azubi\w*|gesell\w*|\w*verkaeufer\w*|\w*fach\w*|backergesell\w*|baeckergesell\w*))\b"
    r"|\bgesucht\b(?=.*\b(?:gmbh|kg|unbefristet|vollzeit|teilzeit|bewerb\w*)\b)|\bunbefristet\b|\b(?:jetzt|heute noch|online) bewerben\b|\bwe are hiring\b|\bjob offer\b|\bfull time\b|\bminijob\w*\b|\bbewirb dich\b|\bbewerben sie sich\b|\bsucht (?:\w+ ){0,3}verstaerkung\b"
)
RATINGS: Final = re.compile(
    r"(?P<stars>[0-5](?: ?[.,] ?\d)?) ?(?:von|of|out of|/) ?5\b|(?P<signs>[★⭐]{1,5})|note ?(?P<grade>[1-6](?:[.,]\d)?)\b|(?P<count>[1-5]) (?:sterne?|stars?)\b",
    re.IGNORECASE,
)
REVIEWS: Final = re.compile(
    r"\b(?:bewertung|bewertungen|bewertet|rezension\w*|reviews?|erfahrungsbericht\w*)\b"
)
REGISTERS: Final = re.compile(
    r"\b(?:neueintragung|handelsregister\w*|hrb ?\d+|hra ?\d+|amtsgericht \w+ hr|jahresabschluss|gegenstand des unternehmens|oeffnungszeiten telefon|branchenbuch|(?:handwerker|firmen|branchen|aerzte|anwalts|gastro|hotel)verzeichnis|telefonnummer adresse|company register)\b"
    r"|\b(?:(?:telefon\w*|adresse|oeffnungszeiten|anfahrt|fax\w*|route planen|firmenprofil|haendlerprofil|kontaktdaten|e mail|email|website|webseite|homepage|opening hours|phone|address|horaires|telephone) (?:und |and |et )?){2}"
)
ART_KINDS: Final = frozenset(
    _words(
        "band album konzert tour single ep roman film serie hoerspiel oper theaterstueck lied song novel movie soundtrack podcast staffel musical videospiel"
        " concert playlist"
    )
)
"""Works that bear such names, and are held in houses of others."""
OTHER_KINDS: Final = ART_KINDS | frozenset(
    _words(
        "verein sportverein fc sv tsv mannschaft airline airlines fluglinie"
        " asteroid sternbild strasse viertel rasse jagd wild schiff faehre minister ministerin senator abgeordnete abgeordneter spieler spielerin trainer schauspieler"
        " schauspielerin saenger saengerin autor autorin footballer actor actress singer"
    )
)
"""What else bears such names: who is called so there is not a firm."""

_HOSTS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        kind: re.compile(rf"(?:^|[.-])(?:{hosts})(?:[.-]|$)")
        for kind, hosts in (
            (
                "job",
                r"\w*jobs?|karriere|stellen\w*|\w*stellenboerse|jobboerse|\w*jobs|job\w+|arbeit|arbeitsagentur|stepstone|indeed|monster|jobware|kimeta|joblift|azubiyo|ausbildung|talent|adzuna|jooble|careerjet|hokify",
            ),
            (
                "review",
                r"jameda|docinsider|sanego|tripadvisor|yelp|trustpilot|provenexpert|holidaycheck|golocal|werkenntdenbesten|kununu|glassdoor|trustedshops|ekomi|klinikbewertungen|\w*bewertung\w*|restaurantguru|speisekarte|lieferando|fahrschulcheck|\w*check24",
            ),
            (
                "register",
                r"11880|gelbeseiten|dasoertliche|dastelefonbuch|cylex|\w*branchenbuch\w*|firmenwissen|northdata|handelsregister|unternehmensregister|\w*register\w*|creditreform|online-handelsregister|wlw|kompass|yellowmap|hotfrog|herold|search|moneyhouse|firmenabc|firmeneintrag|companyhouse|dnb|implisense|stadtbranchenbuch|infobel|yalwa|meinestadt|oeffnungszeitenbuch",
            ),
        )
    }
)


def host_kind(host: str) -> str | None:
    """Return what a host is by its name: "job", "review" or "register"; None for all others."""
    return next((kind for kind, pattern in _HOSTS.items() if pattern.search(host)), None)


TOWNS: Final = frozenset(
    _words(
        "aachen aalen ahlen amberg ansbach aschaffenburg augsburg bamberg bayreuth bautzen bergisch berlin bernau bielefeld bocholt bochum bonn bottrop brandenburg"
        " braunschweig bremen bremerhaven celle chemnitz coburg coesfeld cottbus cuxhaven dachau darmstadt delmenhorst dessau detmold dinslaken dormagen dorsten dortmund"
        " dresden duesseldorf duisburg dueren eisenach eisenstadt emden emmerich erfurt erlangen eschweiler essen esslingen euskirchen flensburg frankenthal frankfurt freiburg freising"
        " freital friedrichshafen fulda fuerth gelsenkirchen gera giessen gladbeck goeppingen goerlitz goettingen goslar gotha graz greifswald gronau guetersloh hagen halberstadt halle hamburg hameln"
        " hamm hanau hannover hattingen heidelberg heidenheim heilbronn herford herne herten hildesheim hof homburg ingolstadt innsbruck iserlohn jena kaiserslautern karlsruhe"
        " kassel kaufbeuren kempten kiel kleve klagenfurt koblenz koeln konstanz krefeld landau landsberg landshut langenfeld leipzig leer leonberg leverkusen lindau linz lippstadt loerrach"
        " ludwigsburg ludwigshafen luebeck luedenscheid lueneburg luenen luzern magdeburg mainz mannheim marburg marl meerbusch meissen memmingen menden merseburg minden moenchengladbach moers muelheim muenchen"
        " muenster naumburg neubrandenburg neumuenster neunkirchen neuss neustadt neuwied nordhausen nordhorn norderstedt nuernberg oberhausen offenbach offenburg oldenburg osnabrueck paderborn"
        " passau peine pforzheim pinneberg pirmasens pirna plauen potsdam radebeul rastatt ratingen ravensburg recklinghausen regensburg remscheid reutlingen rheine rosenheim rostock ruesselsheim saarbruecken saarlouis"
        " salzburg salzgitter sangerhausen schwabach schwedt schweinfurt schwerin siegburg siegen sindelfingen singen solingen speyer stade stendal stolberg stralsund straubing stuttgart suhl trier tuebingen"
        " tuttlingen ulm unna velbert viersen villach villingen waiblingen weiden weimar weinheim wels wesel wetzlar wien wiesbaden wilhelmshaven willich winterthur wismar witten wittenberg wolfenbuettel"
        " wolfsburg worms wuerzburg wuppertal zuerich zweibruecken zwickau bern basel genf lausanne london paris new york amsterdam zuerich prag wels dornbirn bregenz feldkirch"
    )
)
"""Towns of some size in Germany, Austria and Switzerland: another one than ours means another firm of the name."""
ALSO_WORDS: Final = frozenset(_words("essen singen hof halle leer weiden siegen wels worms new"))
"""Towns that are words of their own: "nach dem Essen"; they are meant where "in" stands before them."""
INDEFINITE: Final = frozenset(
    _words(
        "ein eine einen einem einer eines kein keine keinen viel mehr jeder jede jedes dieser diese a an this every"
    )
)
"""Before a name of one word they make it a word of the language: "ein Blütenzauber"."""
NO_PLACES: Final = frozenset(
    _words(
        "insolvenz not haft gefahr zukunft rente zeiten deutschland oesterreich bayern hessen sachsen der die das den dem einem einer eigener neuem neuer voller"
        " zusammenarbeit betrieb bewegung bau planung fuehrung kuerze folge serie kritik verruf schwierigkeiten familienhand corona zeiten"
    )
)
"""What follows "in" behind a firm's name and is no town."""

PRESSES: Final = re.compile(
    r"\b(?:kartendaten|kreditkart\w*|bankdaten|iban|vorkasse|vorauszahlung\w*|anzahlung|neue[sn]? konto|ueberweis\w*|whatsapp|telegram|direktnachricht|schreib\w* (?:uns |sie uns )?(?:eine |per )?(?:nachricht|dm|pn)"
    r"|gewinnspiel|verlos\w*|gutschein|gewinn\w*|giveaway|prize|voucher|nur heute|only today|ohne pruefung|ausweis(?:kopie)?|personalausweis|krypto\w*|bitcoin|paypal freunde|send us a message|credit card|bank transfer|limited offer"
    r"|kontodaten|zugangsdaten|passwort|geschenkkarte\w*|gutscheinkarte\w*|zahlung vorab|vorab (?:be)?zahl\w*|im voraus (?:be)?zahl\w*|private nachricht|gift ?cards?|pay in advance|dm us|message us privately"
    r"|concours|gagnez|donnees de carte|carte (?:bancaire|de credit)|message prive|virement|acompte|concorso|bonifico)\b"
    r"|[-−–]\s?[5-9]\d\s?(?:%|prozent)|\b[5-9]\d\s?(?:%|prozent) (?:rabatt|guenstiger|reduziert|off)|\bbis (?:zu )?[5-9]\d prozent",
    re.IGNORECASE,
)
"""What who poses as a firm asks for: money or papers in advance, private channels, prizes, hurry; asked of the text as written and as folded."""
DISCLAIMS: Final = re.compile(
    r"\b(?:inoffiziell\w*|unofficial|fan ?(?:seite|page|club|account)|parodie|parody|satire|satirisch|vormals|ehemals|formerly|keine verbindung|not affiliated|nicht verbunden|privates? hobby|tribute|ehemalige\w*|hommage|memes?)\b",
    re.IGNORECASE,
)
"""Words by which a profile says itself that it is not the firm."""
FANS: Final = re.compile(r"\b(?:fans? (?:von|der|des|of|vom)|freunde (?:von|der|des))\b", re.IGNORECASE)
"""The same in a profile's name; in its text a firm thanks its own."""
