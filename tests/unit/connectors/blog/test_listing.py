"""Lists of posts on pages without a feed."""

import time
from datetime import UTC, datetime

import pytest

from account_health.connectors.blog.listing import (
    day_of_publishing,
    days_of_post,
    listed_posts,
    typed_days,
    undated_entries,
)

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
PAGE = "https://www.linden-werkstatt.example/aktuelles/"


def listed(html: str) -> list[str]:
    """Return day and path of each entry that a page lists."""
    return [f"{one.at:%Y-%m-%d} {one.url.partition('.example')[2]}" for one in listed_posts(html, PAGE, NOW)]


THREE = ["2026-11-05 /n/tisch", "2026-08-17 /n/bank", "2026-04-02 /n/regal"]

LISTS = {
    "articles with <time>": """<div class="news"><div class="article"><h3><a href="/n/tisch">Ein Tisch</a></h3>
        <time datetime="2026-11-05T09:00:00+01:00">gestern</time></div><div class="article"><h3><a href="/n/bank">Eine Bank</a></h3>
        <time datetime="2026-08-17">17.08.</time></div><div class="article"><h3><a href="/n/regal">Ein Regal</a></h3>
        <time>2. April 2026</time></div></div>""",
    "list items with a written date": """<ul><li>5. November 2026: <a href="/n/tisch">Ein Tisch</a><li>17.08.2026 <a
        href="/n/bank">Eine Bank</a><li><b>2. April 2026</b> <a href="/n/regal">Ein Regal</a></ul>""",
    "a table": """<table><tr><td>05.11.2026<td><a href="/n/tisch">Tisch</a><tr><td>17.08.2026</td><td><a href="/n/bank">Bank</a></td></tr>
        <tr><td>02.04.2026<td><a href="/n/regal">Regal</a></table>""",
    "a date and a link in turn": """<div><p class=info>05.11.2026</p><h2><a href="/n/tisch">Tisch</a></h2><p class=info>17.08.2026</p>
        <h2><a href="/n/bank">Bank</a></h2><p class=info>2.4.2026</p><h2><a href="/n/regal">Regal</a></h2></div>""",
    "picture, category and author beside": """<main><article><a href="/n/tisch"><img src=a></a><h2><a href="/n/tisch">Tisch</a></h2>
        <p>November 5, 2026 by Alma</p><a href="/category/moebel/">Möbel</a><p>Am 3.5.2024 kam Frau Berg zu uns und wünschte sich einen
        Tisch, an dem zwölf Leute Platz haben.</p><a href="/n/tisch">mehr</a></article><article><h2><a href="/n/bank">Bank</a></h2>
        <p>August 17, 2026 by Alma</p></article><article><h2><a href="/n/regal">Regal</a></h2><time class="published"
        datetime="2026-04-02">2.4.</time><time class="updated" datetime="2026-09-09">9.9.</time></article></main>""",
    "one link around everything": """<section><a href="/n/tisch"><div><h3>Tisch</h3><time datetime="2026-11-05">5.11.</time></div></a>
        <a href="/n/bank"><div><h3>Bank</h3><time datetime="2026-08-17">17.8.</time></div></a>
        <a href="/n/regal"><div><h3>Regal</h3><time datetime="2026-04-02">2.4.</time></div></a></section>""",
    "a row of date, author and category": """<article><h2><a href="/n/tisch">Tisch</a></h2><p>5. November 2026 | von Alma Brandt | Möbel nach
        Maß | Keine Kommentare</p></article><article><h2><a href="/n/bank">Bank</a></h2><p>17. August 2026 | von Alma Brandt | Möbel nach Maß |
        3 Kommentare</p></article><article><h2><a href="/n/regal">Regal</a></h2><p>2. April 2026 | von Alma Brandt</p></article>""",
    "day, month and year in boxes": """<div class="item"><span>05</span><span>Nov</span><span>2026</span><a href="/n/tisch">Tisch</a></div><div
        class="item"><span>17</span><span>Aug</span><span>2026</span><a href="/n/bank">Bank</a></div><div class="item"><span>02</span><span>Apr</span>
        <span>2026</span><a href="/n/regal">Regal</a></div>""",
    "WordPress: published and updated at once": """<body class="tribe-events-page no-comments"><article><h2><a href="/n/tisch">Tisch</a></h2><time
        class="entry-date published updated" datetime="2026-11-05">5.</time></article><article><h2><a href="/n/bank">Bank</a></h2><time
        class="entry-date published updated" datetime="2026-08-17">17.</time></article><article><h2><a href="/n/regal">Regal</a></h2><time
        class="entry-date published updated" datetime="2026-04-02">2.</time></article></body>""",
    "what lies below the section before another list": """<article><h2><a href="/aktuelles/tisch">Tisch</a></h2>5.11.2026</article><article><h2><a
        href="/aktuelles/bank">Bank</a></h2>17.8.2026</article><article><h2><a href="/aktuelles/regal">Regal</a></h2>2.4.2026</article><aside><p><a
        href="/lehrgang/1">A</a> 21.11.2026</p><p><a href="/lehrgang/2">B</a> 20.11.2026</p><p><a href="/lehrgang/3">C</a> 19.11.2026</p></aside>""",
    "French": """<ul><li><a href="/n/tisch">Table</a> <span>5 novembre 2026</span></li><li><a href="/n/bank">Banc</a>
        <span>17 août 2026</span></li><li><a href="/n/regal">Étagère</a> <span>2 avril 2026</span></li></ul>""",
}


@pytest.mark.parametrize("html", LISTS.values(), ids=LISTS)
def test_three_entries_with_dates_and_pages_of_their_own_are_posts(html: str) -> None:
    """In whatever markup makers write them."""
    assert [one.replace("/aktuelles/", "/n/") for one in listed(html)] == THREE


NONE = {
    "two entries": """<ul><li>5.11.2026 <a href="/n/tisch">Tisch</a><li>17.8.2026 <a href="/n/bank">Bank</a></ul>""",
    "no pages of their own": "<p>5.11.2026: Grünkohl</p><p>3.10.2026: Hoffest</p><p>1.5.2026: Spargel</p>",
    "one page for all": """<ul><li>5.11.2026 <a href="/n">Tisch</a><li>17.8.2026 <a href="/n">Bank</a><li>2.4.2026 <a href="/n">R</a></ul>""",
    "somebody else's pages": """<ul><li>5.11.2026 <a href="https://zeitung.example/1">A</a><li>17.8.2026 <a
        href="https://zeitung.example/2">B</a><li>2.4.2026 <a href="https://zeitung.example/3">C</a></ul>""",
    "events by name": """<ul class="termin-liste"><li>5.11.2026 <a href="/t/1">A</a><li>17.8.2026 <a href="/t/2">B</a><li>2.4.2026 <a
        href="/t/3">C</a></ul>""",
    "events by type": """<div><div itemtype="http://schema.org/MusicEvent"><a href="/t/1">A</a><time datetime="2026-01-05">5</time></div><div
        itemtype="http://schema.org/Event"><a href="/t/2">B</a><time datetime="2026-01-06">5</time></div><div
        itemtype="http://schema.org/Event"><a href="/t/3">C</a><time datetime="2026-01-07">5</time></div></div>""",
    "a day ahead": """<ul><li>5.12.2026 <a href="/t/1">A</a><li>17.8.2026 <a href="/t/2">B</a><li>2.4.2026 <a href="/t/3">C</a></ul>""",
    "comments": """<ol class="comment-list"><li><a href="/u/1">A</a> <time datetime="2026-11-05">5</time><li><a href="/u/2">B</a> <time
        datetime="2026-11-04">4</time><li><a href="/u/3">C</a> <time datetime="2026-11-03">3</time></ol>""",
    "days of changes": """<ul><li>Zuletzt geändert am 5.11.2026 <a href="/n/1">A</a><li>aktualisiert: 17.8.2026 <a href="/n/2">B</a><li>Stand:
        2.4.2026 <a href="/n/3">C</a></ul>""",
    "dates inside sentences": """<ul><li>Am 5.11.2026 haben wir mit vielen Gästen das Richtfest unserer neuen Halle gefeiert <a
        href="/n/1">A</a><li>Seit dem 17.8.2026 gibt es bei uns auch Bänke aus Eiche und aus Lärche zu kaufen <a href="/n/2">B</a><li>Bis zum
        2.4.2026 hatten wir wegen des Umbaus unserer Werkstatt nur vormittags geöffnet <a href="/n/3">C</a></ul>""",
    "ends of offers": """<ul><li>gültig bis 5.11.2026 <a href="/n/1">A</a><li>Ab 17.8.2026 <a href="/n/2">B</a><li>valid until 2.4.2026 <a
        href="/n/3">C</a></ul>""",
    "hours": """<ul><li>5.11.2026, 10:00–17:00 Uhr <a href="/n/1">A</a><li>17.8.2026 10-12 Uhr <a href="/n/2">B</a><li>2.4.2026 9 - 10 Uhr <a
        href="/n/3">C</a></ul>""",
    "houses": """<ul><li>5.11.2026 <a href="/immobilien/1">A</a><li>17.8.2026 <a href="/immobilien/2">B</a><li>2.4.2026 <a
        href="/immobilien/3">C</a></ul>""",
    "voices of customers": """<ul><li>5.11.2026 <a href="/kundenstimmen/1">A</a><li>17.8.2026 <a href="/kundenstimmen/2">B</a><li>2.4.2026 <a
        href="/kundenstimmen/3">C</a></ul>""",
    "works": """<ul><li>5.11.2026 <a href="/referenzen/1">A</a><li>17.8.2026 <a href="/referenzen/2">B</a><li>2.4.2026 <a
        href="/referenzen/3">C</a></ul>""",
    "two dates each": """<ul><li>5.11.2026<br>6.11.2026 <a href="/n/1">A</a><li>7.8.2026<br>8.8.2026 <a href="/n/2">B</a><li>1.4.2026<br>2.4.2026 <a
        href="/n/3">C</a></ul>""",
    "categories": """<ul><li>5.11.2026 <a href="/category/a/">A</a><li>17.8.2026 <a href="/category/b/">B</a><li>2.4.2026 <a
        href="/tag/c/">C</a></ul>""",
}


@pytest.mark.parametrize("html", NONE.values(), ids=NONE)
def test_what_only_looks_like_a_list_of_posts_is_none(html: str) -> None:
    """Events, comments, days of changes, sentences, pages of others, and fewer than three."""
    assert listed(html) == []


@pytest.mark.parametrize(
    "html",
    [
        '<p><time datetime="2026-11-05">5.</time></p>',
        "<p>5. November 2026</p><h1>Ein Tisch</h1>",
        "<h1>Ein Tisch</h1><p>Veröffentlicht am 5.11.2026 | Alma Brandt</p>",
        '<head><meta property="article:published_time" content="2026-11-05T09:00:00+01:00"></head>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-11-05T09:00:00+01:00"}</script>',
    ],
)
def test_the_page_of_a_post_names_its_day(html: str) -> None:
    """In `<time>`, in its head, in JSON-LD, in its first dated line."""
    assert {day.date().isoformat() for day in days_of_post(html, PAGE)} == {"2026-11-05"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Am 5.11.2026 war es so weit.</p>",
        '<div id="comments"><time datetime="2026-11-05">5.</time></div>',
        '<time class="updated" datetime="2026-11-05">5.</time>',
        "<h1>Ein Tisch</h1><p>Gültig bis 5.11.2026</p>",
        '<time itemprop="dateModified" datetime="2026-11-05">5.</time>',
    ],
)
def test_other_days_of_its_page_are_not_the_post_s(html: str) -> None:
    """A sentence, a comment, the last change."""
    assert days_of_post(html, PAGE) == frozenset()


LINKS = ("tisch", "bank", "regal")
UNDATED = {
    "headings": "".join(f'<article><h2><a href="/n/{n}">{n}</a></h2><i>5. Nov.</i></article>' for n in LINKS),
    "a link around a heading": "".join(
        f'<div><a href="/n/{n}"><div><h3>{n}</h3></div></a></div>' for n in LINKS
    ),
    "below the section": "".join(f'<p><a href="/aktuelles/{n}">{n}</a></p>' for n in LINKS),
    "where posts lie": "".join(f'<li><a href="/post/{n}">{n}</a></li>' for n in LINKS),
}
NO_ENTRIES = {
    "a menu": "<nav><ul>" + "".join(f'<li><a href="/aktuelles/{n}">{n}</a>' for n in LINKS) + "</ul></nav>",
    "a menu by name": '<ul class="main-menu">'
    + "".join(f'<li><a href="/post/{n}">{n}</a>' for n in LINKS)
    + "</ul>",
    "other pages": "".join(f'<p><a href="/{n}">{n}</a></p>' for n in LINKS),
    "events": "".join(f'<div class="event"><h3><a href="/aktuelles/{n}">{n}</a></h3></div>' for n in LINKS),
    "products": "".join(f'<div><h3><a href="/shop/{n}">{n}</a></h3></div>' for n in LINKS),
    "dated ones": "".join(f'<div><h3><a href="/aktuelles/{n}">{n}</a></h3>5.12.2026</div>' for n in LINKS),
}


@pytest.mark.parametrize("html", UNDATED.values(), ids=UNDATED)
def test_a_section_lists_posts_without_dates_as_well(html: str) -> None:
    """By headings, below itself, or where posts lie; in the order of the page."""
    assert tuple(url.rpartition("/")[2] for url, _ in undated_entries(html, PAGE)) == LINKS


@pytest.mark.parametrize("html", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_what_leads_around_the_site_is_no_post(html: str) -> None:
    """Menus, other pages, events, products, and lists whose dates count."""
    assert undated_entries(html, PAGE) == ()


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<meta property="article:published_time" content="2026-11-05"><time class="published" datetime="2020-01-01">', "2026-11-05"),
        ('<script type="application/ld+json">[{"datePublished": "2026-11-05"}, {"datePublished": "2026-11-20"}]</script>', "2026-11-05"),
        ('<time class="published" datetime="2026-11-05">5.</time><aside><time class="published" datetime="2020-01-01">1.</time></aside>', "2026-11-05"),
        ('<time itemprop="datePublished" datetime="2026-11-05">5.</time>', "2026-11-05"),
        ('<time datetime="2026-11-05">5.</time>', None),
        ("<h1>Ein Kurs</h1><p>5.11.2026</p>", None),
        ('<script type="application/ld+json">{"@type": "Event", "datePublished": "2026-11-05"}</script>', None),
        ('<time class="updated" datetime="2026-11-05">5.</time>', None),
    ],
)  # fmt: skip
def test_only_a_day_of_publishing_dates_an_entry_without_a_date(html: str, day: str | None) -> None:
    """Any other day on its page may be that of a course."""
    at = day_of_publishing(html, PAGE)
    assert (at.date().isoformat() if at else None) == day


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<li>1.1.2026 <a href=/a>x</a>" * 20_000,
        "<a href=/x>" * 50_000,
        "<ul><li>" * 50_000,
        "1.1.2026 " * 100_000,
        "<div>" * 290 + "</p></li>" * 50_000,
        "<base " * 50_000,
        "<time datetime=" * 50_000,
    ],
    ids=["nesting", "items", "links", "lists", "dates", "ends", "bases", "broken"],
)
def test_no_page_takes_long(html: str) -> None:
    """Reading is linear in the page, whatever it is made of."""
    began = time.process_time()
    listed_posts(html, PAGE, NOW)
    assert time.process_time() - began < 10


TYPED = {
    "days in front, German": "<p><strong>8. November 2026:</strong> Grünkohl ist da!</p><p><b>3. Oktober 2026:</b> Danke!</p><p>1. Mai 2026: Spargel</p>",
    "days as headings": "<h2>08.11.2026</h2><p>Neue Fräse</p><h2>03.10.2026</h2><p>Danke</p><h2>01.05.2026</h2><p>Meister</p>",
    "a table": "<table><tr><td>08.11.2026<td>Fräse<tr><td>03.10.2026<td>Danke<tr><td>01.05.2026<td>Meister</table>",
    "English": "<p>8 November 2026 – Goose is in</p><p>3 October 2026 – Thanks</p><p>1 May 2026 – Asparagus</p>",
    "French": "<p>8 novembre 2026 : le pain</p><p>3 octobre 2026 : merci</p><p>1er mai 2026 : le muguet</p>",
}


@pytest.mark.parametrize("html", TYPED.values(), ids=TYPED)
def test_news_typed_into_one_page_are_dated_by_their_order(html: str) -> None:
    """Three days or more in front, the newest first."""
    assert [f"{at:%Y-%m-%d}" for at, _ in typed_days(html, PAGE, NOW)] == [
        "2026-11-08",
        "2026-10-03",
        "2026-05-01",
    ]


NOT_TYPED = {
    "what is to come": "<p>1.12.2026: Nikolaus</p><p>8.11.2026: Martin</p><p>3.10.2026: Fest</p>",
    "a calendar runs forward": "<p>1.5.2026: Spargel</p><p>3.10.2026: Fest</p><p>8.11.2026: Martin</p>",
    "with a clock": "<p>8.11.2026: Martinszug, 18 Uhr</p><p>3.10.2026: Fest</p><p>1.5.2026: Spargel</p>",
    "from and to": "<p>8.11.2026 – 12.11.2026 Markt</p><p>3.10.2026: Fest</p><p>1.5.2026: Spargel</p>",
    "until": "<p>8.11.2026 bis Sonntag: Markt</p><p>3.10.2026: Fest</p><p>1.5.2026: Spargel</p>",
    "two": "<p>8.11.2026: Martin</p><p>3.10.2026: Fest</p>",
    "one day three times": "<p>8.11.2026: a</p><p>8.11.2026: b</p><p>8.11.2026: c</p>",
    "events by name": "<ul class='termine'><li>8.11.2026: a<li>3.10.2026: b<li>1.5.2026: c</ul>",
    "days inside sentences": "<p>Am 8.11.2026 war</p><p>Seit 3.10.2026 ist</p><p>Bis 1.5.2026 gilt</p>",
}


@pytest.mark.parametrize("html", NOT_TYPED.values(), ids=NOT_TYPED)
def test_what_may_list_something_else_dates_no_news(html: str) -> None:
    """What is to come, runs forward, lasts or has a clock is no news."""
    assert typed_days(html, PAGE, NOW) == ()


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<h1>Tisch</h1><div class='text-meta'>5. November 2026</div><p>x</p>", "2026-11-05"),
        ("<p>23. November 2026</p><h1>Tisch</h1><div>5. November 2026</div>", "2026-11-23"),
        (
            "<h1>Tisch</h1><p>Am 5. November 2026 kam Frau Berg und wünschte sich einen Tisch für zwölf.</p>",
            None,
        ),
    ],
    ids=["below the title", "today's day at the top", "inside a sentence"],
)
def test_the_first_dated_line_of_a_post_is_its_day(body: str, day: str | None) -> None:
    """Makers without `<time>` print it beside the title; what stands further down may be another post's."""
    assert [f"{at:%Y-%m-%d}" for at in days_of_post(body, PAGE)] == ([day] if day else [])
