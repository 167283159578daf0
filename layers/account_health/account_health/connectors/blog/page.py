"""What an HTML page shows and says of itself: its links, its visible text in blocks, and its head."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its absolute http(s) address ("" where it has none), as written, and the words on it.

    `post` and `footer` say where it stands, as of a block; `credit`, that it stands in the line of whoever made the site.
    It stands in or before the block of number `at`, there in `part`, behind the first `before` letters of it, blanks left out.
    """

    url: str
    href: str
    text: str
    post: bool = False
    footer: bool = False
    credit: bool = field(default=False, compare=False)
    at: int = field(default=0, compare=False)
    part: int = field(default=0, compare=False)
    before: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """One visible passage between two breaks of the layout, blanks collapsed.

    `post` marks what belongs to a post, a list of posts or to comments; `address` lies inside `<address>`, `footer` at the
    foot of the page. `level` is a heading's, 1 to 6.
    Lines of one paragraph share `part`; `column` heads the column of a table in which it stands.
    """

    text: str
    post: bool = False
    heading: bool = False
    address: int = 0
    part: int = field(default=0, compare=False)
    footer: bool = field(default=False, compare=False)
    level: int = field(default=0, compare=False)
    column: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """One `<link>` of the head, `url` absolute."""

    rel: frozenset[str]
    url: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows and says.

    `structured` holds the JSON-LD scripts as written, `scripts` counts scripts and frames,
    `refresh` is where the page sends its visitors by itself, `robots` what it asks of search engines; `sealed` says that an
    e-mail address is protected in a way that we cannot read. `site_names` is what the head calls the whole site. `embedded` are
    the addresses of what frames and widgets show of other websites.
    """

    url: str
    title: str = ""
    generator: str = ""
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    relations: tuple[Relation, ...] = ()
    structured: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    scripts: int = 0
    hidden_emails: tuple[str, ...] = ()
    sealed: bool = False
    refresh: str = ""
    robots: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    embedded: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Page {len(self.links)} links, {len(self.blocks)} blocks>"
