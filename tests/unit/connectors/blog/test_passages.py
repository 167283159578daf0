"""Passages that speak of a time, and the year in the footer."""

from account_health.connectors.blog.passages import LONGEST, MOST, passages_on
from tests.unit.connectors.blog.pages import fixture, page_of


def passages(body: str) -> list[str]:
    """Return the passages in a piece of HTML."""
    return [one.value for one in passages_on(page_of(body))]


def test_a_home_page_gives_sentences_with_a_time() -> None:
    """Sentences stand alone, a short passage carries its heading, posts and times of posts are left out."""
    assert [one.value for one in passages_on(fixture("home.html"))] == [
        "Betriebsferien: 23.12.2024 – 6.1.2025",
        "Die Aktion gilt bis 31. August 2025.",
        "Copyright 2019 Gärtnerei Grünspan",
    ]


def test_a_static_page_that_wordpress_draws_as_an_article_counts() -> None:
    """The opening hours of an imprint are no post."""
    assert "Öffnungszeiten vom 01.03.2026 bis 31.10.2026: 09.00 - 18.00 Uhr" in [
        one.value for one in passages_on(fixture("imprint.html"))
    ]


def test_a_heading_of_a_post_labels_nothing() -> None:
    """Only what stands right below a heading belongs to it."""
    assert passages("<article><h2>Ferien</h2></article><p>© 2019 Beispiel</p>") == ["© 2019 Beispiel"]
    assert passages("<h2>Ferien</h2><p>Schön.</p><p>Bau 2019</p>") == ["Bau 2019"]


def test_long_text_is_cut_around_its_times() -> None:
    """No passage is longer than 300 characters, and none is lost."""
    found = passages("<p>" + "wort " * 200 + "gültig bis 2024 " + "wort " * 200 + "</p>")
    assert len(found) == 1
    assert "gültig bis 2024" in found[0]
    assert len(found[0]) <= LONGEST


def test_passages_are_bounded() -> None:
    """A page of dates gives fifty."""
    assert len(passages("".join(f"<p>Nummer {n} im Jahr 2024</p>" for n in range(200)))) == MOST
