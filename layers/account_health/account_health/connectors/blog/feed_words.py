"""The words by which feeds and sections are told apart, German, English and French, each family with its reason.

They only ever order what structure could not tell; a feed that no family names counts as one of posts.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

OtherKind: TypeAlias = Literal["events", "jobs", "products", "others"]

SECTION_NAMES: Final = frozenset(
    {
        # German
        *(
            "blog",
            "unser blog",
            "firmenblog",
            "weblog",
            "news",
            "aktuelles",
            "aktuell",
            "neuigkeiten",
            "neues",
            "neu",
        ),
        *(
            "magazin",
            "journal",
            "tagebuch",
            "meldungen",
            "nachrichten",
            "news & aktuelles",
            "blog & news",
            "news & blog",
        ),
        # English
        *(
            "our blog",
            "the blog",
            "newsroom",
            "latest news",
            "our news",
            "magazine",
            "diary",
            "updates",
            "articles",
        ),
        # French
        *(
            "actualites",
            "actualite",
            "actus",
            "le blog",
            "notre blog",
            "nouvelles",
            "le journal",
            "le magazine",
        ),
    }
)
"""What a link to the list of posts is called; the whole of its words, so that "News zum Umbau" is a post and no list."""
SECTION_PATHS: Final = frozenset(
    (
        "blog blogs news aktuelles aktuell neuigkeiten neues magazin journal tagebuch meldungen nachrichten newsroom "
        "latest-news magazine diary updates articles actualites actualite actus nouvelles weblog"
    ).split()
)
"""The last part of the address of such a list, where its link is called by a name of its own ("Blattgeflüster")."""

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
    r"/(?:kontakt|contact|impressum|imprint|legal-notice|mentions-legales|datenschutz(?:erklaerung)?|privacy(?:-policy)?|agb|terms"
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
