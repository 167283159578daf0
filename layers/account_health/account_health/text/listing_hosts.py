"""Hosts on which companies have a page that is not theirs: networks, reviews, directories, bookings, markets, jobs.

None of them is audited. A page there would be looked at as a website, and a stranger's words judged as the company's.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.text.hosts import brand_of, domains_of, host_of

_IN_MANY_COUNTRIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Networks.
        "pinterest": "Pinterest",
        # Reviews.
        "tripadvisor": "Tripadvisor",
        "yelp": "Yelp",
        "trustpilot": "Trustpilot",
        "provenexpert": "ProvenExpert",
        "trustedshops": "Trusted Shops",
        "ekomi": "eKomi",
        "holidaycheck": "HolidayCheck",
        "foursquare": "Foursquare",
        "restaurantguru": "Restaurant Guru",
        "houzz": "Houzz",
        # Directories.
        "cylex": "Cylex",
        "trustlocal": "Trustlocal",
        "hotfrog": "Hotfrog",
        "infobel": "Infobel",
        "europages": "Europages",
        "kompass": "Kompass",
        # Bookings.
        "airbnb": "Airbnb",
        "trivago": "trivago",
        "expedia": "Expedia",
        "onedoc": "OneDoc",
        "doctena": "Doctena",
        "doctolib": "Doctolib",
        "jameda": "Jameda",
        "treatwell": "Treatwell",
        "opentable": "OpenTable",
        "thefork": "TheFork",
        "quandoo": "Quandoo",
        # Markets.
        "amazon": "Amazon",
        "ebay": "eBay",
        "autoscout24": "AutoScout24",
        "immobilienscout24": "ImmobilienScout24",
        "immowelt": "immowelt",
        # Employers.
        "kununu": "kununu",
        "glassdoor": "Glassdoor",
        "indeed": "Indeed",
        "stepstone": "StepStone",
    }
)
"""Labels that mean one platform below any country's domain."""
_DOMAINS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Networks and what people publish on.
        "linkedin.com": "LinkedIn",
        "lnkd.in": "LinkedIn",
        "tiktok.com": "TikTok",
        "youtube.com": "YouTube",
        "youtu.be": "YouTube",
        "threads.net": "Threads",
        "threads.com": "Threads",
        "xing.com": "XING",
        "pin.it": "Pinterest",
        "wa.me": "WhatsApp",
        "wa.link": "WhatsApp",
        "whatsapp.com": "WhatsApp",
        "t.me": "Telegram",
        "telegram.me": "Telegram",
        "snapchat.com": "Snapchat",
        "bsky.app": "Bluesky",
        "twitch.tv": "Twitch",
        "reddit.com": "Reddit",
        "discord.gg": "Discord",
        "discord.com": "Discord",
        "m.me": "Messenger",
        "messenger.com": "Messenger",
        "nebenan.de": "nebenan.de",
        "nextdoor.com": "Nextdoor",
        "spotify.com": "Spotify",
        "soundcloud.com": "SoundCloud",
        "podcasts.apple.com": "Apple Podcasts",
        "github.com": "GitHub",
        "flickr.com": "Flickr",
        "meetup.com": "Meetup",
        "strava.com": "Strava",
        "komoot.de": "komoot",
        "komoot.com": "komoot",
        # Maps and directories.
        "maps.apple.com": "Apple Maps",
        "bingplaces.com": "Bing",
        "gelbeseiten.de": "Gelbe Seiten",
        "dasoertliche.de": "Das Örtliche",
        "dastelefonbuch.de": "Das Telefonbuch",
        "11880.com": "11880.com",
        "golocal.de": "golocal",
        "werkenntdenbesten.de": "werkenntdenBESTEN",
        "meinestadt.de": "meinestadt.de",
        "goyellow.de": "GoYellow",
        "stadtbranchenbuch.com": "Stadtbranchenbuch",
        "branchenbuchdeutschland.de": "Branchenbuch Deutschland",
        "marktplatz-mittelstand.de": "Marktplatz Mittelstand",
        "companyhouse.de": "CompanyHouse",
        "firmenwissen.de": "FirmenWissen",
        "unternehmensregister.de": "Unternehmensregister",
        "dasschnelle.at": "DasSchnelle",
        "firmen.wko.at": "WKO Firmen A–Z",
        "northdata.de": "North Data",
        "northdata.com": "North Data",
        "herold.at": "HEROLD",
        "firmenabc.at": "FirmenABC",
        "local.ch": "local.ch",
        "search.ch": "search.ch",
        "pagesjaunes.fr": "PagesJaunes",
        # Reviews of some trades.
        "ausgezeichnet.org": "Ausgezeichnet.org",
        "falstaff.com": "Falstaff",
        "speisekarte.de": "Speisekarte.de",
        "arzt-auskunft.de": "Arzt-Auskunft",
        "sanego.de": "Sanego",
        "docfinder.at": "DocFinder",
        "anwalt.de": "anwalt.de",
        # Bookings and deliveries.
        "booking.com": "Booking.com",
        "hrs.de": "HRS",
        "hotels.com": "Hotels.com",
        "planity.com": "Planity",
        "resmio.com": "resmio",
        "foodora.at": "foodora",
        "lieferando.de": "Lieferando",
        "lieferando.at": "Lieferando",
        "wolt.com": "Wolt",
        "ubereats.com": "Uber Eats",
        # Markets.
        "etsy.com": "Etsy",
        "kleinanzeigen.de": "Kleinanzeigen",
        "willhaben.at": "willhaben",
        "mobile.de": "mobile.de",
        "ricardo.ch": "Ricardo",
        "tutti.ch": "tutti.ch",
        "homegate.ch": "Homegate",
        "my-hammer.de": "MyHammer",
        # Employers.
        "karriere.at": "karriere.at",
        "jobs.ch": "jobs.ch",
        "wlw.de": "wlw",
    }
)

LISTS_OF_LINKS: Final = frozenset(
    "linktr.ee bio.link lnk.bio linkin.bio beacons.ai campsite.bio taplink.cc hoo.be msha.ke linkpop.com solo.to many.link flow.page"
    " later.com bio.site".split()
)
"""Hosts of pages that list a company's links, its profiles among them."""
SHORTENERS: Final = frozenset(
    "bit.ly t.co tinyurl.com ow.ly goo.su t1p.de kurzelinks.de rb.gy is.gd cutt.ly shorturl.at buff.ly dlvr.it tiny.cc".split()
)
"""Hosts of which no address says where it leads."""


def listing_at(url: str) -> str | None:
    """Return how the platform is called on which an address is one of many companies' pages, None where it is none that we know."""
    many = _IN_MANY_COUNTRIES.get(brand_of(url))
    return many or next((_DOMAINS[each] for each in domains_of(host_of(url)) if each in _DOMAINS), None)
