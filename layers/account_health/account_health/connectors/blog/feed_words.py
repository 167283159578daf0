"""The words by which feeds and sections are told apart, German, English and French, each family with its reason.

They only ever order what structure could not tell; a feed that no family names counts as one of posts.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

OtherKind: TypeAlias = Literal["events", "jobs", "products", "works", "others"]

SECTION_WORDS: Final = frozenset(
    (
        # German
        "blog weblog news aktuelles aktuell neuigkeiten neues magazin journal tagebuch meldungen nachrichten "
        # English
        "newsroom magazine diary updates articles "
        # French
        "actualites actualite actus nouvelles"
    ).split()
)
"""What a list of posts is called. A word that ends in "blog" is one, too: Werkstattblog."""
MAYBE_SECTION_WORDS: Final = frozenset(
    (
        "presse pressemitteilungen presseinformationen ratgeber wissen tipps tips stories geschichten insights artikel beitraege "
        "posts press guides einblicke medien media conseils neu new neuf"
    ).split()
)
"""What a list of posts may be called, and as well pictures for the press, advice that nobody dates, or what a shop has new."""
BESIDE_SECTION_WORDS: Final = frozenset(
    (
        "unser unsere unserem der die das dem den von vom aus bei uns und alle aktuelle neueste letzte zum zur firmen was gibt gibts "
        "gibt's s es our the and what whats from latest all company le la les l notre nos et quoi de du amp"
    ).split()
)
"""What may stand beside such a word without making a title of it: "Was gibt's Neues?", but not "News zum Umbau"."""
SECTION_PATHS: Final = frozenset(
    (
        "blog blogs news aktuelles aktuell neuigkeiten neues magazin journal tagebuch meldungen nachrichten newsroom "
        "latest-news magazine diary updates articles actualites actualite actus nouvelles weblog"
    ).split()
)
"""The last part of the address of such a list, where its link is called by a name of its own ("Blattgeflüster")."""
POST_FOLDERS: Final = SECTION_PATHS | frozenset("post posts artikel article beitrag beitraege".split())
"""The part of an address below which single posts lie."""

OTHER_KINDS: Final[Mapping[OtherKind, re.Pattern[str]]] = MappingProxyType(
    {
        # A date of an event is when it takes place; a feed of events is lively while the blog beside it is dead.
        "events": re.compile(
            r"\b(?:termine?|veranstaltung(?:en|skalender)?|events?|kalender|calend(?:ar|rier)|agenda|e?vénements?|kurse|seminare|concerts?)\b",
            re.IGNORECASE,
        ),
        # Programs of the staff office write them, and they say nothing about who speaks to customers.
        "jobs": re.compile(
            r"\b(?:jobs?|stellen(?:angebote?|anzeigen|markt|ausschreibungen)?|karriere|careers?|vacanc(?:y|ies)|ausbildungsplätze"
            r"|emplois?|recrutement|carri(?:è|e)res?)\b",
            re.IGNORECASE,
        ),
        # What a shop or a broker lists changes with the stock.
        "products": re.compile(
            r"\b(?:produkte?|products?|sortiment|collections|shop|objekte|immobilien(?:angebote)?|angebote|produits?|boutique"
            r"|downloads?|wiki)\b",
            re.IGNORECASE,
        ),
        # What was built for whom is shown, and dated by when it was built.
        "works": re.compile(
            r"\b(?:referenz(?:en)?|projekte|projects|portfolio|r[ée]f[ée]rences|galerie|gallery)\b",
            re.IGNORECASE,
        ),
        # Guests and customers write there; however lively it is, the company may have been silent for years.
        "others": re.compile(
            r"\b(?:foren|forums?|boards?|community|threads?|diskussion(?:en)?|discussions?|gästebuch|gaestebuch|guestbook|livre d'or"
            r"|(?:kunden)?(?:bewertungen|rezensionen|meinungen|stimmen)|reviews?|testimonials?|avis clients?)\b",
            re.IGNORECASE,
        ),
    }
)
"""What a feed's title or address calls it when it is none of posts."""
JOB_TITLE: Final = re.compile(r"\(\s*(?:[mwdfhxi]\s*[/|*]\s*){1,3}[mwdfhxi]\s*\)", re.IGNORECASE)
"""How German, English and French job offers say that they are meant for everybody: (m/w/d), (f/m/x), (H/F)."""

TALK_ADDRESS: Final = re.compile(
    r"/(?:viewtopic|viewthread|showthread|topic)\.php|/(?:threads?|topics?|foren|forums?|board|guestbook|gaestebuch)/|[?&]topic=\d|#(?:p|post-?|msg)\d+$",
    re.IGNORECASE,
)
"""How forums and guest books (phpBB, MyBB, SMF, WoltLab, XenForo, Discourse) address what guests write there."""

NOISE: Final = re.compile(
    r"\b(?:rss|atom|feeds?|newsfeed|xml|json|2\.0|1\.0|blog|news|aktuelles|neuigkeiten|magazin|journal|alle|beiträge|artikel|posts?|all"
    r"|actualités|articles|unser|unsere|our|le|der|die|das|von|of|to|abonnieren|subscribe)\b|[^\w\s]",
    re.IGNORECASE,
)
"""What may stand in the title of the feed of all posts beside the company's name."""

OTHER_PAGES: Final = re.compile(
    r"/(?:\d+-)?(?:kontakt|contact|impressum|imprint|legal-notice|mentions-legales|datenschutz(?:erklaerung)?|privacy(?:-policy)?|agb|terms"
    r"|anfahrt|ueber-uns|about(?:-us)?|offenlegung)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
"""Pages that every company site has and no blog lists; a feed that holds one lists the site's pages."""

SAMPLE_TITLES: Final = frozenset(
    {
        # WordPress, in the languages of our customers and their neighbours
        *(
            "hallo welt",
            "hello world",
            "bonjour tout le monde",
            "ciao mondo",
            "hola mundo",
            "hallo wereld",
            "hola, mundo",
        ),
        # Jekyll, Ghost, Hugo, Shopify, Squarespace, Wix, Drupal
        *(
            "welcome to jekyll",
            "welcome to ghost",
            "coming soon",
            "my first post",
            "first post",
            "erster beitrag",
        ),
        *(
            "mein erster beitrag",
            "blog post title one",
            "blog post title two",
            "blog post title three",
            "test",
            "testbeitrag",
        ),
        *("welcome to your blog", "getting started", "sample post", "beispielbeitrag", "welcome to our blog"),
    }
)
"""What makers put into a new site so that it is not empty: nobody has written anything yet."""
SAMPLE_TEXT: Final = re.compile(
    r"\bwix[ -]blog\b|\b(?:willkommen (?:bei|zu)|welcome to|bienvenue (?:sur|dans)) wordpress\b|\b_posts\b",
    re.IGNORECASE,
)
"""How the makers' samples speak of their maker, whatever language their titles are in (Wix, WordPress, Jekyll)."""
