"""The reader of HTML pages."""

import pytest

from account_health.connectors.blog.page_reader import READ_FIRST, read_page, words_of

URL = "https://www.example.org/blog/"


def test_links_are_absolute_and_carry_their_words() -> None:
    """Relative addresses follow the base, and an image's text or a title counts as the link's words."""
    page = read_page(
        '<base href="https://www.example.org/x/"><a href="a.html" title="Titel"><img alt="Bild"> Wort</a>'
        '<a href="javascript:void(0)">Skript</a><a name="marke">kein Link</a>',
        URL,
    )
    assert [(link.url, link.text) for link in page.links] == [
        ("https://www.example.org/x/a.html", "Titel Bild Wort"),
        ("", "Skript"),
    ]
    assert "marke" in page.ids


def test_a_link_that_never_closes_ends_with_the_next() -> None:
    """HTML knows no link inside a link."""
    page = read_page('<a href="/1">eins<a href="/2">zwei</a>', URL)
    assert [(link.url, link.text) for link in page.links] == [
        ("https://www.example.org/1", "eins"),
        ("https://www.example.org/2", "zwei"),
    ]


def test_blocks_break_where_the_layout_breaks() -> None:
    """Inline elements join words, block elements and line breaks part them."""
    page = read_page("<p>Markt<b>platz</b> 1<br>80331  München</p><div>Tel.</div>", URL)
    assert [block.text for block in page.blocks] == ["Marktplatz 1", "80331 München", "Tel."]


@pytest.mark.parametrize(
    "html",
    [
        "<script>unsichtbar</script>",
        "<style>unsichtbar</style>",
        "<template><p>unsichtbar</p></template>",
        "<noscript>unsichtbar</noscript>",
        "<span hidden>unsichtbar</span>",
        '<div style="color: red; display : none"><p>unsichtbar</p></div>',
        "<!-- unsichtbar -->",
        "<time>unsichtbar</time>",
    ],
)
def test_what_nobody_sees_is_no_text(html: str) -> None:
    """Scripts, templates, hidden elements and comments do not count; neither do times of posts."""
    assert [block.text for block in read_page(f"<p>vor</p>{html}<p>nach</p>", URL).blocks] == ["vor", "nach"]


@pytest.mark.parametrize(
    ("html", "post"),
    [
        ("<article><p>x</p></article>", True),
        ('<article class="post-7 page type-page hentry"><p>x</p></article>', False),
        ('<div class="col post"><span>x</span></div>', True),
        ('<ol class="commentlist"><li>x</ol>', True),
        ('<body class="blog archive"><p>x</p>', False),
        ('<main class="posts"><p>x</p></main>', False),
        ("<article></article><p>x</p>", False),
        ("<article><div><span></article><p>x</p>", False),
    ],
)
def test_text_of_posts_is_told_from_text_of_the_page(html: str, post: bool) -> None:  # noqa: FBT001 - an expectation
    """Articles, lists of posts and comments are posts; a WordPress page drawn as an article is none."""
    assert [block.post for block in read_page(html, URL).blocks] == [post]


def test_an_inline_end_tag_closes_no_block() -> None:
    """A stray </span> leaves the article open."""
    page = read_page("<span><article><p>eins</p></span><p>zwei</p></article><p>drei</p>", URL)
    assert [(block.text, block.post) for block in page.blocks] == [
        ("eins", True),
        ("zwei", True),
        ("drei", False),
    ]


def test_what_never_closes_hides_no_more_than_its_passage() -> None:
    """A forgotten end tag must not swallow the rest of the page."""
    page = read_page("<div><p><time>1.1.2020<p>eins</p><span hidden>x</div><div><p>zwei</p></div>", URL)
    assert [block.text for block in page.blocks][-1] == "zwei"


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/de/", "https://www.example.org/de/"),
        ("0;URL='de/'", "https://www.example.org/blog/de/"),
        ("0;/.well-known/x", "https://www.example.org/.well-known/x"),
        ("300", ""),
        ("600; url=/", ""),
        ("0; url=javascript:x", ""),
    ],
)
def test_where_a_page_sends_its_visitors(content: str, target: str) -> None:
    """At once or within seconds; a page that loads itself again every ten minutes stays where it is."""
    assert read_page(f'<meta http-equiv="Refresh" content="{content}">', URL).refresh == target


def test_the_head_is_read() -> None:
    """Title, generator, link elements and JSON-LD scripts are kept, other scripts are counted."""
    page = read_page(
        "<title>Ein &amp; Titel</title><meta name=Generator content='Hugo 1'><link rel='alternate feed' href=f.xml type=a/b>"
        "<script type='application/ld+json'>{}</script><script>1</script><svg><title>Symbol</title></svg>",
        URL,
    )
    assert (page.title, page.generator, page.scripts, page.structured) == (
        "Ein & Titel",
        "Hugo 1",
        2,
        ("{}",),
    )
    assert page.relations[0].rel == {"alternate", "feed"}
    assert page.relations[0].url == f"{URL}f.xml"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<a href=",
        "<![if !IE]>x<![endif]>",
        "<![x[",
        "&#" + "1" * 5_000 + ";",
        "&#x" + "f" * 5_000 + ";",
        "<a href='http://[::1'>x</a>",
        "\x00<p\x00>",
        "<!DOCTYPE html [<!ENTITY x 'y'>]>",
        "</p></p></div>",
        "<p>\ud800",
    ],
)
def test_no_page_is_too_broken(html: str) -> None:
    """Whatever a site sends, reading it ends without an error."""
    assert read_page(html, URL).url == URL


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<![CDATA[", "<div>", "<a href=x>", "<b a>", "</b>", "<h1>", "&#1"]
)
def test_reading_is_linear(piece: str) -> None:
    """Twice the input takes about twice as many steps, not four times: counted in calls, not in seconds."""
    assert _calls(piece * 4_000) < 3 * _calls(piece * 2_000) + 1_000


def test_of_a_huge_page_head_and_footer_are_read() -> None:
    """The imprint stands in the footer, and what is left out is the middle."""
    page = read_page(
        "<title>T</title>" + "<p>x</p>" * (READ_FIRST // 4) + "<a href=/impressum>Impressum</a>", URL
    )
    assert page.title == "T"
    assert page.links[-1].text == "Impressum"


def test_words_of_a_fragment() -> None:
    """Tags go, entities are decoded, an emoji that is a picture stays an emoji."""
    assert (
        words_of('Uli &amp; <b>Co</b><p>Hallo <img class="wp-emoji emoji" alt="🌹"></p>')
        == "Uli & Co Hallo 🌹"
    )


def _calls(html: str) -> int:
    """Return how many Python and C functions are called while a page is read."""
    import sys  # noqa: PLC0415 - only this test profiles

    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        read_page(html, URL)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("body", "post"),
    [
        ('<article class="sections"><section><p>Tel. 089 23456780</p></section></article>', False),
        ('<div class="entry-content wp-block-post-content"><p>Tel. 089 23456780</p></div>', False),
        ("<article><h1>Kontakt</h1><p>Tel. 089 23456780</p></article>", False),
        ('<article class="node node--type-page"><p>Tel. 089 23456780</p></article>', False),
        (
            '<div itemtype="https://schema.org/BlogPosting"><h2>Willkommen</h2><p>Tel. 089 2345</p></div>',
            False,
        ),
        ('<div itemtype="https://schema.org/BlogPosting"><time>1.1.</time><p>Tel. 089 2345</p></div>', True),
        (2 * '<div itemtype="https://schema.org/BlogPosting"><p>Tel. 089 23456780</p></div>', True),
        ('<div itemtype="https://schema.org/Article"><p>Tel. 089 23456780</p></div>', False),
        ("<article><h2>Neu</h2><p>Tel. 089 23456780</p></article>", True),
        ("<article><h1>Neu</h1><time>1.1.</time><p>Tel. 089 23456780</p></article>", True),
        ('<article class="sections"><section><p>x</p></section><time>1.1.</time></article>', True),
        (
            "<article><section><p>x</p></section></article><article><section><p>y</p></section></article>",
            True,
        ),
    ],
)
def test_what_wraps_a_whole_page_is_no_post(*, body: str, post: bool) -> None:
    """The one article with sections or the title, and the content of a block theme's page are the page; dated and several are posts."""
    assert {block.post for block in read_page(body, "https://a.example/").blocks} == {post}


def test_text_is_read_as_people_see_it() -> None:
    """Soft hyphens and marks without width vanish, hyphens of every kind are one."""
    page = read_page(
        '<p>Impres&shy;sum 089\u2011123\u200b45</p><a href="/i">Daten&shy;schutz</a>', "https://a.example/"
    )
    assert page.blocks[0].text == "Impressum 089-12345"
    assert page.links[0].text == "Datenschutz"


def test_the_parts_of_a_picture_are_links() -> None:
    """Old home pages lead on by a map over a picture; its words are those that stand for each part."""
    html = "<img usemap='#m'><map name='m'><area href='/bad' alt='Bad'><area href='/impressum' alt='Impressum'></map><p>Neu</p>"
    page = read_page(html, "https://a.example/")
    assert [(link.url, link.text) for link in page.links] == [
        ("https://a.example/bad", "Bad"),
        ("https://a.example/impressum", "Impressum"),
    ]
    assert [block.text for block in page.blocks] == ["Neu"]
