"""The entrance of a site leads on; a page with something of its own to say, or a legal notice to show, is no entrance."""

import pytest

from account_health.connectors.blog.answer_kinds import Kind
from account_health.connectors.blog.answering import what_answers
from account_health.connectors.blog.page_reader import read_page

URL = "https://www.eichen-hof.example/"


def onward(html: str) -> str:
    """Return where a page leads, "" where it is judged by itself."""
    answered = what_answers(read_page(html, URL), html, {})
    return answered.onward if answered.kind is Kind.ELSEWHERE else ""


@pytest.mark.parametrize(
    ("html", "to"),
    [
        ("<h1>Eichenhof</h1><a href=/en/>English</a> <a href=/de/>Deutsch</a>", "de/"),
        ("<h1>Domaine Chêne</h1><a href=/fr>FR</a> <a href=/en>EN</a>", "fr"),
        (
            "<h1>Eichenhof</h1><a href=/it/index.html>I</a> <a href=/de/index.html>D</a> <a href=/fr/index.html>F</a> <a href=/en/index.html>E</a>",
            "de/index.html",
        ),
        (
            "<p>Willkommen im Eichenhof, bitte wählen Sie Ihre Sprache.</p><a href='?lang=en'>English</a><a href='?lang=de'>Deutsch</a>",
            "?lang=de",
        ),
        ("<a href=home.html><img src=logo.png alt=Eichenhof></a>", "home.html"),
        ("<h1>Eichenhof</h1><a href=/start>Eintreten</a> <a href=/datenschutz>Datenschutz</a>", "start"),
    ],
)
def test_an_entrance_leads_in(html: str, to: str) -> None:
    """By the only way there is, or in German, else in the language that is named first."""
    assert onward(html) == URL + to


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Eichenhof</h1><a href=/en/>English</a><a href=/>Deutsch</a><a href=/impressum>Impressum</a>",
        f"<h1>Eichenhof</h1><p>{'Brot und Kuchen aus Linz an der Donau. ' * 8}</p><a href=/en/>English</a><a href=/de/>Deutsch</a>",
        "<h1>Eichenhof</h1><a href=/brot>Brot</a> <a href=/kuchen>Kuchen</a>",
        "<h1>Eichenhof</h1><a href=/kontakt>Kontakt</a>",
        "<h1>Eichenhof</h1><a href=/speisekarte.pdf>Speisekarte</a>",
        "<h1>Eichenhof</h1><p>Brot und Kuchen aus der Altstadt von Linz, jeden Morgen ab sieben Uhr.</p><a href=/brot>Brot</a>",
        "<h1>Eichenhof</h1><a href=https://anderswo.example/de/>Deutsch</a>",
    ],
)
def test_a_small_page_is_judged_by_itself(html: str) -> None:
    """It says something, shows its legal notice, has several pages behind it, or none that is one."""
    assert onward(html) == ""
