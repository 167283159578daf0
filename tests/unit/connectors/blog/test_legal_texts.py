"""What legal pages and the foot of a home page say, and what a legal notice states."""

import pytest

from account_health.connectors.blog.answer_kinds import CONTENT
from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.legal import LegalPages
from account_health.connectors.blog.legal_texts import notice_content, wording
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.http.answer import Answer
from account_health.model import LegalPage, LegalPlace, NoticeContent, NotOffered, Reason, Unavailable
from tests.builders import company

URL = "https://www.seiler.example/"
HOME = "<h1>Seilerei Hanf</h1><p>Wir erklären das TTDSG.</p><footer>Seilerei Hanf</footer>"
LINES = (
    "<p>"
    + "</p><p>".join(f"Seile drehen wir an der langen Bahn, Länge Nummer {n}." for n in range(8))
    + "</p>"
)
OURS = company(name="Seilerei Hanf", legal_name="Seilerei Hanf GmbH")


def page(html: str, path: str = "") -> Visited:
    """Return a page of the rope-maker's site as it was fetched."""
    url = f"{URL}{path}"
    answer = Answer(url, 200, {}, html.encode(), (url,))
    return Visited(read_page(html, url), html, {}, answer, CONTENT)


def legal(**pages: Visited) -> LegalPages:
    """Return legal pages that were read."""
    found = LegalPage(f"{URL}impressum", answers=True, clicks=1)
    places: dict[str, LegalPlace] = {"imprint": "imprint", "privacy": "privacy", "terms": "terms"}
    return LegalPages(found, found, tuple((places[name], one) for name, one in pages.items()))


def notice(body: str, home: str = HOME) -> NoticeContent:
    """Return what a legal notice states."""
    found = notice_content(page(home), legal(imprint=page(f"<h1>Impressum</h1>{body}", "impressum")), OURS)
    assert isinstance(found, NoticeContent)
    return found


def test_sentences_are_read_from_legal_pages_and_the_foot_alone() -> None:
    """What a home page tells of law elsewhere is its subject; posts are never read."""
    imprint = page(
        "<h1>Impressum</h1><p>Angaben gemäß § 5 TMG.</p><article><p>Aus § 5 TMG wird § 5 DDG.</p></article>",
        "i",
    )
    privacy = page("<h1>Datenschutz</h1><p>Rechtsgrundlage ist § 25 TTDSG.</p>", "d")
    terms = page('<h1>AGB</h1><p>Zur Schlichtung <a href="https://ec.europa.eu/odr">hier</a>.</p>', "a")
    home = HOME.replace(
        "Seilerei Hanf</footer>", 'Wir auf <a href="https://plus.google.com/1">g+</a></footer>'
    )
    said = wording(page(home), legal(imprint=imprint, privacy=privacy, terms=terms), OURS)
    assert [(one.place, one.value) for one in said.items] == [
        ("imprint", "Angaben gemäß § 5 TMG."),
        ("privacy", "Rechtsgrundlage ist § 25 TTDSG."),
        ("terms", "Zur Schlichtung hier. https://ec.europa.eu/odr"),
        ("footer", "Wir auf g+ https://plus.google.com/1"),
    ]
    assert said.read == ("imprint", "privacy", "terms", "footer")


def test_a_site_of_one_page_is_legal_from_its_heading_on() -> None:
    """What stands above is the shop's own talk."""
    html = "<h2>Seile</h2><p>Wir beraten nach § 5 TMG.</p><h2>Impressum</h2><p>Seilerei, § 55 RStV</p>"
    home = page(html)
    said = wording(home, legal(imprint=home), OURS)
    assert [one.value for one in said.items] == ["Seilerei, § 55 RStV"]


def test_what_others_are_said_to_be_is_not_the_company_s() -> None:
    """The web designer's register is no law of ours."""
    imprint = page("<h1>Impressum</h1><p>Webdesign: Netz GmbH, Amtsgericht Kiel, HRB 4711</p>", "i")
    assert wording(page(HOME), legal(imprint=imprint), OURS).items == ()


@pytest.mark.parametrize(
    "body",
    [
        "<p>info@seiler.example</p>",
        '<p><a href="mailto:info@seiler.example">Schreiben Sie uns</a></p>',
        "<p>info (at) seiler.example</p>",
        "<p>info [at] seiler [punkt] example</p>",
        "<p>info‹at›seiler.example</p>",
        "<p>info&#64;seiler.example</p>",
    ],
)
def test_an_address_counts_in_any_form(body: str) -> None:
    """Written, linked, protected or spelt out."""
    assert notice(f"<p>Seilerei Hanf</p>{body}{LINES}").email == "stated"


@pytest.mark.parametrize(
    "body",
    [
        '<p>E-Mail: <img src="/m.png" alt="E-Mail-Adresse"></p>',
        "<p>E-Mail:</p><script>document.write(a + '@' + b)</script>",
        '<p><a href="javascript:sendMail(1)">Schreiben Sie uns</a></p>',
        "<dl><dt>E-Mail</dt><dd></dd></dl>",
    ],
)
def test_what_a_picture_or_a_script_may_show_is_unsure(body: str) -> None:
    """No program reads it, and it may well be there."""
    assert notice(f"<p>Seilerei Hanf</p>{body}{LINES}").email == "unsure"


def test_a_form_is_no_address() -> None:
    """A page that names the company, with a telephone number and a form, lacks the address."""
    found = notice(
        f'<p>Seilerei Hanf GmbH, Tel. 0431 1234567</p><p><a href="/kontakt">Formular</a></p>{LINES}'
    )
    assert (found.whole, found.email) == (True, "missing")


@pytest.mark.parametrize(
    ("body", "email"),
    [
        ("<h2>Zuständige Kammer</h2><p>Handwerkskammer, Pier 3, info@kammer.example</p>", "missing"),
        ("<p>Webdesign: Netz GmbH, hallo@netz.example</p>", "missing"),
        ("<p>Webdesign: Netz GmbH</p><p>ida@post.example</p>", "stated"),
        ("<h2>Datenschutzbeauftragte</h2><p>Ida Hanf, ida@seiler.example</p>", "stated"),
        ('<p>E-Mail: <a href="mailto:"></a></p>', "missing"),
    ],
)
def test_only_an_address_of_the_company_s_own_counts(body: str, email: str) -> None:
    """The chamber's and the web designer's are theirs; one on the company's site is ours under any heading."""
    assert notice(f"<p>Seilerei Hanf</p>{LINES}{body}").email == email


def test_what_a_template_left_is_sample_text_unless_a_script_may_fill_it_in() -> None:
    """A maker's address and a variable that nobody filled in; in a page with scripts the browser may."""
    assert notice("<p>Seilerei Hanf, info@mysite.com</p>").samples == ("info@mysite.com",)
    raw = f"<p>Seilerei Hanf, {{{{ company.street }}}}</p>{LINES}"
    assert notice(raw).samples == ("{{ company.street }}",)
    drawn = notice(f"{raw}<script src='/app.js'></script>")
    assert (drawn.samples, drawn.whole) == ((), False)


def test_a_notice_of_a_few_lines_or_of_somebody_else_is_not_whole() -> None:
    """What is missing there proves nothing."""
    assert not notice("<p>Seilerei Hanf</p>").whole
    assert not notice(f"<p>Netz GmbH</p>{LINES}").whole


@pytest.mark.parametrize(
    ("body", "register"),
    [
        ("Amtsgericht Kiel, HRB 4711", True),
        ("HRB: 4711", True),
        ("HR Kiel, Abt. B Nr. 4711", True),
        ("Registernummer: 4711", True),
        ("Eingetragen im Vereinsregister", True),
        ("FN 123456 a, Landesgericht Linz", True),
        ("Handwerkskammer Kiel", False),
        ("PR und Werbung: Ida Hanf", False),
    ],
)
def test_a_register_is_a_number_or_its_word(body: str, register: bool) -> None:  # noqa: FBT001 - a case
    """German and Austrian."""
    assert notice(f"<p>Seilerei Hanf, {body}</p>").register is register


def test_a_notice_covers_what_its_own_words_and_links_name() -> None:
    """Icons in the head and at the foot of every page are no statement; a passage is one wherever it stands."""
    icons = '<header><a href="https://x.com/hanf">X</a></header>'
    foot = '<footer><a href="https://www.instagram.com/hanf/">Instagram</a></footer>'
    body = (
        'Auch auf <a href="https://www.facebook.com/hanf">Facebook</a>, youtube und facebook.com/hanf.seile.'
    )
    imprint = page(f"{icons}<h1>Impressum</h1><p>{body}</p>{foot}", "impressum")
    found = notice_content(page(HOME), legal(imprint=imprint), OURS)
    assert isinstance(found, NoticeContent)
    assert found.covers == ("https://www.facebook.com/hanf", "facebook.com/hanf.seile.")
    passage = "Dieses Impressum gilt auch für unsere Auftritte auf Facebook und Instagram."
    assert notice("<p>Seilerei</p>", HOME.replace("Wir", passage)).covers == ("facebook", "instagram")


def test_profiles_in_the_owner_s_own_data_are_covered() -> None:
    """JSON-LD says of them that they are the company itself; of an author's or a partner's nothing of the kind."""
    node = '{"@type": "%s", "name": "Hanf", "sameAs": ["https://www.instagram.com/hanf/"]}'
    data = '<script type="application/ld+json">%s</script>'
    own = HOME.replace("<footer", data % (node % "LocalBusiness") + "<footer", 1)
    assert notice("<p>Seilerei</p>", own).covers == ("https://www.instagram.com/hanf/",)
    event = HOME.replace("<footer", data % (node % "Event") + "<footer", 1)
    assert notice("<p>Seilerei</p>", event).covers == ()


def test_no_notice_is_nothing_to_judge_and_one_that_was_not_read_is_open() -> None:
    """The check of the way to it tells the one; the reason tells the other."""
    none = LegalPage(None, answers=False)
    assert notice_content(page(HOME), LegalPages(none, none), OURS) == NotOffered()
    slow = Unavailable(Reason.TOO_SLOW, "10 s")
    assert notice_content(page(HOME), LegalPages(slow, none, gap=slow, unread=slow), OURS) == slow
    assert wording(page(HOME), LegalPages(slow, none, gap=slow, unread=slow), OURS).gap == slow
