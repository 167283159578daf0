"""The words by which pages of every system mark comments and their parts. Data only; each family with its reason.

Names of classes and ids are split into their parts (`blogCommentWrap` is blog, comment, wrap) and compared part by part, so
that a family holds for every system that names things in English, German or French.
"""

import re
from typing import Final

COMMENT: Final = re.compile(
    r"j?comment(?:s|list|ator|er|aires?|ed)?|kommentare?n?|postcomments?|blogcomments?"
)
"""The word itself, as a part of a class or id. `commentlist` and `jcomments` are written in one word by old systems."""

UNIT: Final = frozenset("comment kommentar commentaire blogcomment postcomment".split())
"""A class that ends with one of these is one comment (`h-article-comment`, `u-comment`)."""

UNIT_AFTER: Final = frozenset(
    "item entry wrap block row single default even odd node row box thread level posting li".split()
)
"""A class of a comment word and one of these at the end is one comment, too (`comment-item`, `blogCommentWrap`)."""

NOT_A_UNIT: Final = frozenset(
    "form respond reply link links count number numbers meta body text content author date time title headline avatar"
    " footer header actions metadata toggle button count counts icon notes navigation nav pagination policy field metadata"
    " list area section wrapper container template closed open none no enabled disabled recent latest newest widget".split()
)
"""A class with one of these is a part of a comment, the list, or something else about comments."""

BESIDE: Final = frozenset("has with no without layout right left".split())
"""With one of these, a name tells of the margin beside an element: `has-sidebar`."""

ELSEWHERE: Final = frozenset(
    "recent latest newest letzte neueste neuste recentcomments widget sidebar related teaser".split()
)
"""Lists of comments on other posts, in the margin of every page."""

OWN_PLACE: Final = re.compile(
    r"(?:post-?)?(?:comments?(?:-?area|-?list)?|kommentare|commentaires)", re.IGNORECASE
)
"""Ids that a page has once: the place of its own comments."""

FILLED: Final = re.compile(
    r"""\b(?:el|elem|element|container|selector|target|root|mount|parent)["']?\s*[:(]\s*["']#?([\w-]{1,60})["']""",
    re.IGNORECASE,
)
"""How a script is told which element to fill."""
SCRIPT_DATA: Final = frozenset(
    "collection item post page entry article thread url endpoint api src href site website app config props slug topic path".split()
)
"""Words of the `data-` attributes by which a script knows whose comments to fetch into an empty place."""

_NUMBER: Final = r"[-_]?(\d{1,20}|[0-9a-f]{16,40})$"
_WORD: Final = r"(?:[a-z]+[-_])*?(?:comment|kommentar|commentaire|cmt|kmt)[-_a-z]{0,20}?"
NUMBERED: Final = re.compile(rf"(?:{_WORD}|(?:[a-z]+[-_])*?(?:comm?|cid|c|jc|item)){_NUMBER}", re.IGNORECASE)
"""Ids of single comments: `comment-12`, `li-comment-12`, `serendipity_comment_12`, `c12`, `cid-12`, `comment-5f3a…`."""
NAMED: Final = re.compile(rf"{_WORD}{_NUMBER}", re.IGNORECASE)
"""Those of them that say what they are. The others (`menu-item-12`, `c-3`) count inside a section of comments only."""

ID_IN_DATA: Final = re.compile(r"data-(?:[a-z]+-)*(?:comment(?:-user)?-?id|conversation-message-id)")
TYPED: Final = re.compile(
    r"schema\.org/(?:User)?Comments?\b|schema:Comment\b|sioct?:Comment\b|sioct:Comment", re.IGNORECASE
)
TIME: Final = frozenset(
    "date time datum zeit timestamp datetime ctime published when ago posted created uhrzeit day".split()
)
AUTHOR: Final = frozenset(
    "author autor auteur fn user username name byline commenter commentator cauthor pseudo poster verfasser nickname from by cite".split()
)
ABOUT: Final = frozenset(
    "meta info infos infobar header footer source submitted attribution actions action reply permalink link links avatar badge"
    " rating says anchor edit number metadata commentmetadata vcard controls tools share like likes vote votes trace".split()
)
"""What stands about a comment beside its author and time, and is none of its words."""
BODY: Final = frozenset("body content text message rte texte inhalt nachricht msg description".split())

OURS_ITSELF: Final = re.compile(
    r"bypostauthor|by-?(?:post|node)-?author|comment-?by-?(?:node-?|post-?)?author|[\w-]*author[_-]self|is-(?:post-)?author|comment--author"
    r"|comment-author|by-?admin|author-?response|admin-?comment|owner-?(?:comment|reply)",
    re.IGNORECASE,
)
"""Classes by which a system says of a comment that the post's author, logged in, wrote it."""
OURS_WITHIN: Final = re.compile(
    r"blog-author|post-author(?:-badge)?|pc-owner|author-badge|comment__badge--author|owner-badge|staff-badge|admin-badge",
    re.IGNORECASE,
)
"""The same as a badge inside the comment."""
LOGGED_IN: Final = frozenset({"byuser", "comment-registered-user", "by-user", "registered"})
REPLY: Final = frozenset({"reply", "antwort", "answer", "response", "owner-response"})
"""Contao and shops put the house's own answer into the comment itself, in an element of this class."""

PORTALS: Final = frozenset(
    "google trustindex ti provenexpert trustpilot elfsight tripadvisor yelp facebook ausgezeichnet golocal kununu".split()
)
"""Whose reviews a widget shows that stands on the page: they are answered there, and told there."""
NOT_AN_ANSWER: Final = frozenset("link links button form count title toggle".split())
"""What of an answer's names is the way to one, not its words."""
REVIEW: Final = frozenset("review rev bewertung rezension avis kundenbewertung produktbewertung".split())
"""A class with one of these at its end is one review (`jdgm-rev`, `product-review`), or with what marks one comment behind it."""
REVIEWS: Final = frozenset("reviews bewertungen rezensionen review kundenbewertungen".split())
"""Where products are reviewed at all: the list, its tab, its form."""
STARS: Final = frozenset("star stars rating sterne bewertung ratings".split())
"""What draws stars, as a row that is cut off at a width."""

PING: Final = re.compile(
    r"\s*(?:pingback|trackback|pingping)\b|^\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]$", re.IGNORECASE | re.DOTALL
)

COUNTED: Final = re.compile(
    r"\b(?P<before>\d{1,5}|ein|eine|one|un|une)\s+(?:[\w-]+\s+)?(?:kommentare?|comments?|commentaires?|antwort(?:en)?|responses?|repl(?:y|ies)"
    r"|thoughts?|réponses?|meinung(?:en)?|wortmeldung(?:en)?|beiträge)\b"
    r"|\b(?:kommentare?|comments?|commentaires?|antworten|responses?|replies|réponses|meinungen)\s*[(:\[–-]\s*(?P<after>\d{1,5})\b",
    re.IGNORECASE,
)
"""A heading with a number of comments."""
COUNTS_NONE: Final = re.compile(
    r"\s*(?:ein|eine|one|un|une)\s+\w+(?!\w)(?!\W*$|\s*(?:zu|auf|to|on|sur|à)\s*[\"'„“”»«‚‘])", re.IGNORECASE
)
"""A number in letters that goes on in running words is a title: "Ein Kommentar zur Lage"."""
HEADING: Final = re.compile(
    r"\s*(?:\d+\s+)?(?:kommentare?|comments?|commentaires?|leserkommentare|ihre meinung(?:en)?)\W*$",
    re.IGNORECASE,
)
MORE: Final = re.compile(
    r"/comment-page-\d|[?&]cpage=\d|[?&]comments?_?page=\d|[?&]page_n\d+=\d|[?&]commentpage=\d", re.IGNORECASE
)
"""Addresses of further pages of comments."""

BEFORE_NAME: Final = re.compile(
    r"^\W*(?:\d{1,4}\.?\s+)?(?:(?:kommentar|comment|antwort|reply|gespeichert|submitted|posted|gepostet|erstellt|written|geschrieben|verfasst|eingetragen|publié|le)\s*)?"
    r"(?:von|by|par|durch|from)\b\s*:?\s*",
    re.IGNORECASE,
)
AFTER_NAME: Final = re.compile(
    r"\s*(?:\((?:nicht überprüft|not verified|non vérifié|gast|guest)\)|,?\s*\b(?:sagte?|schrieb|schreibt|meint|kommentierte?|says?|said|wrote"
    r"|commented|a dit|hat gesagt|hat geantwortet|antwortet|replied|a répondu|a écrit|permalink|permanenter link|post author|beitragsautor|autor|author)\b[\s:.…]*|,?\s+(?:am|on|le|um|at)|[\s:|,·•–—(#-]+)$",
    re.IGNORECASE,
)
SIGNED: Final = re.compile(r"[—–-]{1,2}\s?(?=[^\W\d])([^·|,—–(]{2,60}?)\s*(?:[·|,—–(]|$)")
"""A line below the words that names who wrote them: "— Name · 20. November"."""
LABEL: Final = re.compile(r"(?:\w+\s)?(?:von|by|par|durch|from)", re.IGNORECASE)
"""What stands before a name, in an element of its own."""
SAYS: Final = re.compile(
    r"^(?:says?|said|wrote|sagte?|schrieb|meint|a dit|hat gesagt)\s*[:…]\s*", re.IGNORECASE
)
RELATIVE: Final = re.compile(
    r"\b(?:vor|il y a)\s+(?P<n1>\d{1,3}|einem|einer|un|une)\s+(?P<u1>[a-zäé]+)|\b(?P<n2>\d{1,3}|an?|one)\s+(?P<u2>[a-z]+)\s+ago\b",
    re.IGNORECASE,
)
"""How young systems write times: "vor 3 Tagen", "3 days ago", "il y a 3 jours"."""
UNITS: Final = (
    (re.compile(r"sec|sek", re.IGNORECASE), 1 / 86_400),
    (re.compile(r"min", re.IGNORECASE), 1 / 1_440),
    (re.compile(r"stund|hour|heure|std", re.IGNORECASE), 1 / 24),
    (re.compile(r"tag|day|jour", re.IGNORECASE), 1.0),
    (re.compile(r"woche|week|semaine", re.IGNORECASE), 7.0),
    (re.compile(r"monat|month|mois", re.IGNORECASE), 30.0),
    (re.compile(r"jahr|year|ans?$", re.IGNORECASE), 365.0),
)
DATES: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[ t]\d{2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}(?:[^\w\d]{0,5}(?:um |at |à )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]m\b|\s?uhr)?)?"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{2}(?=\W|$)(?:[^\w\d]{0,5}(?:um )?\d{1,2}:\d{2})?"
    r"|\d{1,2}(?:\.|st|nd|rd|th|er)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+\d{4}(?:[^\w\d]{0,5}(?:um |at |à )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]m\b|\s?uhr)?)?"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?:[^\w\d]{0,5}(?:at )?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m\b)?)?",
    re.IGNORECASE,
)
"""Where a date may stand in a line of text; `read_date` says whether it is one."""
