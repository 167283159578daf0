"""Opening hours on a site's pages: a table or list under the word is a fact, everything else is noted with its reason."""

import json
from datetime import date
from typing import Any

import pytest

from account_health.connectors.blog.hours import hours_on, office_weeks_said, weeks_said
from account_health.connectors.blog.page_reader import read_page
from account_health.model import WeekHours
from account_health.text.opening_hours import read_hours

URL = "https://www.moebel-akazie.example/kontakt"
TODAY = date(2026, 11, 23)
NAMES = ("Möbelhaus Akazie", "Akazie Wohnen GmbH")
USUAL = "Mo-Fr 9:00-18:00; Sa 9:00-13:00"


def hours(*pages: str) -> WeekHours:
    """Return what these bodies of pages say."""
    read = [read_page(f"<html><body>{body}</body></html>", URL) for body in pages]
    return hours_on(read, NAMES, TODAY)


def data(**fields: Any) -> str:
    """Return a script of JSON-LD about the company."""
    node = {"@context": "https://schema.org", "@type": "FurnitureStore", "name": "Möbelhaus Akazie"} | fields
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


SHOWN = {
    "a paragraph with breaks under a heading": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>Sa 9–13 Uhr</p>",
    "one line": "<h3>Unsere Öffnungszeiten:</h3><p>Montag bis Freitag von 9.00 bis 18.00 Uhr, Samstag 9.00–13.00 Uhr</p>",
    "on the label's own line": "<p>Öffnungszeiten: Mo–Fr 9–18 Uhr, Sa 9–13 Uhr</p>",
    "the label in bold": "<p><strong>Öffnungszeiten</strong><br>Mo.-Fr.: 09:00 - 18:00 Uhr<br>Sa.: 09:00 - 13:00 Uhr</p>",
    "a table": "<h2>Öffnungszeiten</h2><table><tr><th>Tag</th><th>Uhrzeit</th></tr><tr><td>Mo–Fr</td><td>9:00–18:00</td></tr>"
    "<tr><td>Samstag</td><td>9:00–13:00</td></tr><tr><td>Sonntag</td><td>geschlossen</td></tr></table>",
    "a table for each day": "<table><caption>Geschäftszeiten</caption>"
    + "".join(f"<tr><td>{day}</td><td>9:00 – 18:00</td></tr>" for day in "Montag Dienstag Mittwoch Donnerstag Freitag".split())
    + "<tr><td>Samstag</td><td>9:00 – 13:00</td></tr><tr><td>Sonntag</td><td>–</td></tr></table>",
    "a definition list": "<h4>Öffnungszeiten</h4><dl><dt>Montag – Freitag</dt><dd>9 – 18 Uhr</dd><dt>Samstag</dt><dd>9 – 13 Uhr</dd></dl>",
    "items without a blank": "<h4>Öffnungszeiten</h4><ul><li><span>Mo–Fr</span><span>9:00–18:00Uhr</span></li><li><span>Samstag</span><span>9:00–13:00Uhr</span></li></ul>",
    "two columns": "<h2>Öffnungszeiten</h2><div><div><p>Mo–Fr</p><p>Sa</p></div><div><p>9–18 Uhr</p><p>9–13 Uhr</p></div></div>",
    "days as headings": "<h2>Öffnungszeiten</h2><h3>Montag bis Freitag</h3><p>9–18 Uhr</p><h3>Samstag</h3><p>9–13 Uhr</p>",
    "a sentence before it": "<h2>Öffnungszeiten</h2><p>Wir freuen uns auf Ihren Besuch.</p><p>Mo–Fr 9–18, Sa 9–13 Uhr</p>",
    "the company's name before it": "<h2>Öffnungszeiten</h2><p>Akazie Wohnen</p><p>Mo–Fr 9–18, Sa 9–13 Uhr</p>",
    "the company's name in the label": "<h2>Öffnungszeiten Möbelhaus Akazie</h2><p>Mo–Fr 9–18, Sa 9–13 Uhr</p>",
    "today's line of a script": "<h2>Öffnungszeiten</h2><p>Heute geöffnet bis 18:00 Uhr</p><p>Mo–Fr 9–18, Sa 9–13 Uhr</p>",
    "the kitchen in a line of its own": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>Warme Küche bis 17 Uhr<br>Sa 9–13 Uhr</p>",
    "the kitchen below": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>Sa 9–13 Uhr</p><h2>Küche</h2><p>Mo–Sa 11–14 Uhr</p>",
    "the office below": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>Sa 9–13 Uhr</p><h3>Telefonzeiten</h3><p>Mo–Do 8–12 Uhr</p>",
    "a note in brackets": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr (durchgehend)<br>Sa 9–13 Uhr (außer an Feiertagen)</p>",
    "other passages after it": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>Sa 9–13 Uhr</p><p>Parkplätze finden Sie im Hof.</p><p>Tel. 089 1234567</p>",
    "said twice": "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18, Sa 9–13 Uhr</p><footer><h5>Öffnungszeiten</h5>Mo-Fr 9:00-18:00<br>Sa 9:00-13:00</footer>",
    "in English": "<h2>Opening hours</h2><ul><li>Mon–Fri: 9am – 6pm</li><li>Sat: 9am – 1pm</li><li>Sun: Closed</li></ul>",
    "in English, by one word": "<h2>Hours</h2><p>Monday to Friday 9:00–18:00<br>Saturday 9:00–13:00</p>",
    "in French": "<h2>Horaires d'ouverture</h2><p>Du lundi au vendredi : 9h–18h<br>Samedi : 9h–13h<br>Dimanche : fermé</p>",
    "a practice": "<h2>Sprechzeiten</h2><table><tr><td>Mo–Fr</td><td>9–18 Uhr</td></tr><tr><td>Sa</td><td>9–13 Uhr</td></tr></table>",
    "columns from and to": "<h2>Öffnungszeiten</h2><table><tr><th>Tag</th><th>von</th><th>bis</th></tr><tr><td>Mo–Fr</td><td>09:00</td><td>18:00</td></tr>"
    "<tr><td>Samstag</td><td>09:00</td><td>13:00</td></tr><tr><td>Sonntag</td><td>-</td><td>-</td></tr></table>",
    "columns with their unit": "<h2>Öffnungszeiten</h2><table><tr><td>Mo–Fr</td><td>9 Uhr</td><td>18 Uhr</td></tr><tr><td>Sa</td><td>9:00 Uhr</td><td>13:00 Uhr</td></tr></table>",
    "columns opens and closes": "<h2>Opening hours</h2><table><tr><th>Day</th><th>Opens</th><th>Closes</th></tr><tr><td>Mon–Fri</td><td>9 am</td><td>6 pm</td></tr><tr><td>Sat</td><td>9 am</td><td>1 pm</td></tr></table>",
    "a dash in a column of its own": "<h2>Öffnungszeiten</h2><table><tr><td>Mo–Fr</td><td>9:00</td><td>–</td><td>18:00</td><td>Uhr</td></tr><tr><td>Sa</td><td>9:00</td><td>–</td><td>13:00</td><td>Uhr</td></tr></table>",
    "marked as times": "<h2>Öffnungszeiten</h2><ul><li>Mo–Fr <time>09:00</time> <time>18:00</time></li><li>Sa <time>09:00</time>–<time>13:00</time></li></ul>",
    "marked as times for machines": "<h2>Öffnungszeiten</h2><dl><dt>Mo–Fr</dt><dd><time datetime='09:00'>9</time> bis <time datetime='18:00'>18 Uhr</time></dd><dt>Sa</dt><dd><time datetime='09:00'>9</time> bis <time datetime='13:00'>13 Uhr</time></dd></dl>",
    "marked as schema.org does": "<h2>Öffnungszeiten</h2><p><time itemprop='openingHours' datetime='Mo-Fr 09:00-18:00'>Montag bis Freitag 9–18 Uhr</time><br>"
    "<time itemprop='openingHours' datetime='Sa 09:00-13:00'>Samstag 9–13 Uhr</time></p>",
    "data that disagrees": data(openingHours="Mo-Fr 07:00-19:00") + "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18, Sa 9–13 Uhr</p>",
    "data and a table without the word": data(openingHours=["Mo-Fr 09:00-18:00", "Sa 09:00-13:00"])
    + "<h1>Besuch</h1><table><tr><th>Mo–Fr</th><td>9–18 Uhr</td></tr><tr><th>Sa</th><td>9–13 Uhr</td></tr></table>",
    "data and prose": data(
        openingHoursSpecification=[
            {"@type": "OpeningHoursSpecification", "dayOfWeek": [f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")], "opens": "09:00:00", "closes": "18:00:00"},
            {"@type": "OpeningHoursSpecification", "dayOfWeek": "Saturday", "opens": "09:00", "closes": "13:00"},
        ]
    )
    + "<p>Besuchen Sie uns: Mo–Fr von 9 bis 18 Uhr und Sa von 9 bis 13 Uhr sind wir da.</p>",
}  # fmt: skip


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_a_table_or_list_under_the_word_is_a_fact(body: str) -> None:
    """Whatever it is made of; or data for machines that visible text agrees with."""
    found = hours(f"<h1>Willkommen</h1>{body}")
    assert found.week == read_hours(USUAL).days, found
    assert (found.url, found.noted) == (URL, None)


NOTED = {
    "nothing": ("none", "<p>Wir fertigen Tische. Rufen Sie uns an: 089 1234567.</p>"),
    "the word alone": ("none", "<nav><a href='/o'>Öffnungszeiten</a><a href='/k'>Kontakt</a></nav><p>Unsere Tische.</p>"),
    "prose": ("prose", "<p>Wir sind für Sie da: Mo–Fr von 9 bis 18 Uhr. Sonst rufen Sie uns einfach an.</p>"),
    "a list without the word": ("prose", "<h2>Besuch</h2><p>Mo–Fr 9–18 Uhr<br>Sa 9–13 Uhr</p>"),
    "data alone": ("data", data(openingHours="Mo-Fr 09:00-18:00")),
    "data and other prose": ("prose", data(openingHours="Mo-Fr 07:00-19:00") + "<p>Mo–Fr 9–18 Uhr sind wir da.</p>"),
    "data of an event": ("none", data(**{"@type": "Event", "openingHours": "Mo-Fr 09:00-18:00"})),
    "seasons in columns": ("season", "<h2>Öffnungszeiten</h2><table><tr><th></th><th>März–Oktober</th><th>November–Februar</th></tr><tr><td>Mo–Fr</td><td>9–18 Uhr</td><td>10–17 Uhr</td></tr></table>"),
    "a season in prose": ("season", "<h2>Öffnungszeiten</h2><p>Von April bis Oktober: Montag bis Samstag 9 bis 18 Uhr</p><p>Mo–Fr 9–18 Uhr</p>"),
    "a season in the label": ("season", "<h2>Sommeröffnungszeiten</h2><p>Mo–Fr 9–18 Uhr</p>"),
    "from a date on": ("season", "<h2>Öffnungszeiten ab 1. Mai</h2><p>Mo–Fr 9–18 Uhr</p>"),
    "a date among them": ("season", "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>vom 1.12. bis 6.12. geschlossen</p>"),
    "one word for a part": ("part", "<h2>Werkstattöffnungszeiten</h2><p>Mo–Fr 7–16 Uhr</p>"),
    "two places": ("part", "<h2>Öffnungszeiten</h2><h3>Filiale am Markt</h3><p>Mo–Sa 7–19 Uhr</p><h3>Stammhaus</h3><p>Mo–Fr 6–18 Uhr</p>"),
    "two places, the first without a name": ("part", "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr</p><p>Werkstatt</p><p>Mo–Fr 7–16 Uhr</p>"),
    "a part in the label": ("part", "<h2>Öffnungszeiten Hofladen</h2><p>Mo–Fr 9–18 Uhr</p>"),
    "the office in the label": ("part", "<h2>Öffnungszeiten unseres Büros</h2><p>Mo–Fr 9–18 Uhr</p>"),
    "the kitchen in brackets": ("part", "<h2>Öffnungszeiten</h2><p>Mo–Fr 11–14 Uhr (Küche)</p>"),
    "an office's hours": ("prose", "<h2>Bürozeiten</h2><p>Mo–Do 8–12 Uhr</p>"),
    "hours of a kitchen": ("prose", "<h2>Küche</h2><p>Mo–Do 11–14 Uhr</p>"),
    "two lists that disagree": ("several", "<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr</p><footer><h5>Öffnungszeiten</h5>Mo–Fr 9–17 Uhr</footer>"),
    "columns that do not pair up": ("prose", "<h2>Öffnungszeiten</h2><div>Mo–Di</div><div>Mi</div><div>Do</div><div>9–18 Uhr</div><div>9–13 Uhr</div>"),
    "nine to five by the other clock": ("prose", "<h2>Opening hours</h2><p>Mon–Fri 9–5</p>"),
    "a maker's template": ("sample", "<h2>OPENING HOURS</h2><p>Mon - Fri: 7am - 10pm<br>Saturday: 8am - 10pm<br>Sunday: 8am - 11pm</p>"),
    "a maker's shop": ("sample", "<h2>Opening Hours</h2><p>Mon - Fri: 8am - 8pm<br>\u200b\u200bSaturday: 9am - 7pm<br>\u200bSunday: 9am - 8pm</p>"),
    "what a plug-in fills in": ("sample", "<h2>Öffnungszeiten</h2><p>Montag bis Sonntag 9:00 – 17:00</p>"),
    "a day with three hours": ("prose", "<h2>Öffnungszeiten</h2><table><tr><td>Mo–Fr</td><td>09:00</td><td>18:00</td><td>20:00</td></tr></table>"),
    "a column of something else": ("part", "<h2>Öffnungszeiten</h2><table><tr><th>Tag</th><th>Beginn</th><th>Annahmeschluss</th></tr><tr><td>Mo–Fr</td><td>09:00</td><td>17:30</td></tr></table>"),
    "times of a course": ("prose", "<h2>Kurszeiten</h2><table><tr><th>Tag</th><th>von</th><th>bis</th></tr><tr><td>Mo–Fr</td><td>09:00</td><td>18:00</td></tr></table>"),
    "the day of a post": ("none", "<h2>Öffnungszeiten</h2><p>Neu ab <time datetime='2026-11-19T09:00'>Mo 9–18 Uhr</time></p>"),
    "in a post": ("none", "<div class='post'><h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr</p></div>"),
}  # fmt: skip


@pytest.mark.parametrize(("reason", "body"), NOTED.values(), ids=NOTED)
def test_everything_else_is_noted_and_convicts_nobody(reason: str, body: str) -> None:
    """There is no week to compare, and the reason is kept for the reader."""
    found = hours(f"<h1>Willkommen</h1>{body}")
    assert found.week is None, found
    assert found.noted == reason


def test_a_lunch_break_in_four_columns_is_read() -> None:
    """A day with one span leaves the other two cells empty or dashed."""
    head = "<tr><th></th><th>von</th><th>bis</th><th>von</th><th>bis</th></tr>"
    found = hours(
        f"<h2>Öffnungszeiten</h2><table>{head}"
        "<tr><td>Mo–Do</td><td>09:00</td><td>12:00</td><td>14:00</td><td>18:00</td></tr>"
        "<tr><td>Freitag</td><td>09:00</td><td>13:00</td><td>-</td><td>-</td></tr>"
        "<tr><td>Samstag</td><td>10:00</td><td>12:00</td><td></td><td></td></tr></table>"
    )
    assert found.week == read_hours("Mo-Do 9-12, 14-18; Fr 9-13; Sa 10-12").days


def test_what_is_left_open_and_holidays_are_kept() -> None:
    """By appointment is not decided, and a line about holidays speaks of them alone."""
    found = hours(
        "<h2>Öffnungszeiten</h2><ul><li>Mo–Fr 9–18 Uhr</li><li>Sa nach Vereinbarung</li>"
        "<li>So und Feiertage geschlossen</li><li>Heiligabend und Silvester bis 12 Uhr</li></ul>"
    )
    assert found.week == read_hours("Mo-Fr 9-18").days
    assert (found.undecided, found.holidays) == ((5,), ())


def test_a_night_and_a_lunch_break_are_read() -> None:
    """Past midnight, several spans of a day in cells of their own, `24:00`."""
    found = hours(
        "<h2>Öffnungszeiten</h2><table><tr><td>Mo</td><td>Ruhetag</td></tr>"
        "<tr><td>Di–Do</td><td>11:30–14:00<br>18:00–24:00</td></tr><tr><td>Fr, Sa</td><td>18–2 Uhr</td><td>11–14 Uhr</td></tr>"
        "</table>"
    )
    assert found.week == read_hours("Di-Do 11:30-14:00, 18-24; Fr,Sa 11-14, 18-2").days


DAYS = ["Monday", "Tuesday"]
FORCE = {
    "no dates": ({}, True),
    "since last year": ({"validFrom": "2025-01-01"}, True),
    "over": ({"validFrom": "2025-01-01", "validThrough": "2026-11-22"}, False),
    "far ahead": ({"validFrom": "2027-05-01"}, False),
    "begins next week": ({"validFrom": "2026-11-30"}, False),
    "ends next week": ({"validThrough": "2026-11-30T00:00:00"}, False),
    "no date at all": ({"validThrough": "soon"}, True),
}


@pytest.mark.parametrize(("dates", "counts"), FORCE.values(), ids=FORCE)
def test_data_counts_while_it_is_in_force(dates: dict[str, str], *, counts: bool) -> None:
    """What begins or ends within the three weeks says nothing of all of them."""
    one = {"dayOfWeek": DAYS, "opens": "09:00", "closes": "18:00"} | dates
    found = hours(data(openingHoursSpecification=one) + "<p>Mo, Di 9–18 Uhr sind wir im Laden.</p>")
    assert (found.week is not None) == counts


ODD = {
    "all day": ({"opens": "00:00", "closes": "23:59"}, "Mo, Di 0–24 Uhr"),
    "until midnight": ({"opens": "18:00", "closes": "00:00"}, "Mo, Di 18–24 Uhr"),
    "past midnight": ({"opens": "18:00", "closes": "02:00"}, "Mo, Di 18–2 Uhr"),
}


@pytest.mark.parametrize(("times", "text"), ODD.values(), ids=ODD)
def test_data_has_its_own_ways_to_say_midnight(times: dict[str, str], text: str) -> None:
    """A minute before midnight is the day's end, an earlier end is the next morning."""
    shut = {"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"}
    both = [{"dayOfWeek": DAYS} | times, shut]
    found = hours(data(openingHoursSpecification=both) + f"<p>Im Laden sind wir {text}, sonst unterwegs.</p>")
    assert found.week == read_hours(text).days


def test_data_about_two_places_is_nobodys() -> None:
    """Departments with hours of their own are told apart by nobody."""
    shop, garage = (
        {"@type": "Store", "openingHours": "Mo-Fr 09:00-18:00"},
        {"@type": "AutoRepair", "openingHours": "Mo-Fr 07:00-16:00"},
    )
    assert hours(data(department=[shop, garage]) + "<p>Mo–Fr 9–18 Uhr sind wir da.</p>").noted == "prose"


@pytest.mark.parametrize(
    "broken", [None, 7, "", "Mo-Fr", {"opens": 9}, [None, {"dayOfWeek": 3}], ["x"] * 1_000]
)
def test_broken_data_is_no_data(broken: object) -> None:
    """Whatever stands there, nothing breaks."""
    assert hours(data(openingHours=broken, openingHoursSpecification=broken)).noted == "none"


def test_a_bakery_called_sommer_has_hours_all_year() -> None:
    """Its own name is no season."""
    page = read_page("<h2>Öffnungszeiten Bäckerei Sommer</h2><p>Mo–Fr 6–18 Uhr</p>", URL)
    assert hours_on([page], ("Bäckerei Sommer",), TODAY).week == read_hours("Mo-Fr 6-18").days
    assert hours_on([page], ("Bäckerei Winter",), TODAY).noted == "season"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Küchen, Türen, Böden. Vier Leute, eine Werkstatt. Mo–Fr 7.00–12.00 / 13.15–17.00 Uhr.", True),
        ("Kochgasse 2, Telefon 0821 99887766. Wir sind für Sie da. Mo-Fr 9-17 Uhr.", True),
        (
            "Unser Laden ist dienstags und donnerstags von 17 bis 19 Uhr besetzt, in den Ferien nach Vereinbarung.",
            True,
        ),
        ("Warme Küche gibt es von Mittwoch bis Sonntag. Mi-So 11-14 Uhr.", False),
        ("Sie erreichen uns telefonisch. Mo-Fr 9-17 Uhr.", False),
        ("Mo-Fr 9-17 Uhr, in den Ferien Di 10-12 Uhr.", False),
        ("Unter der Woche von zehn bis achtzehn Uhr, samstags von 10 bis 16 Uhr.", False),
    ],
)
def test_a_sentence_counts_where_it_speaks_of_the_whole_house_all_year(sentence: str, *, said: bool) -> None:
    """What stands some sentences before the hours, a number to call or a break without hours limit nothing."""
    page = read_page(f"<body><p>{sentence}</p></body>", "https://www.holzwurm.example/")

    assert bool(list(weeks_said(page))) is said


def test_hours_of_an_office_are_kept_apart() -> None:
    """A law firm's office hours may be its own, a kitchen's in the office's sentence are not."""
    office = read_page("<body><p>Bürozeiten: Mo–Do 9–17 Uhr, Fr 9–14 Uhr.</p></body>", "https://a.example/")
    kitchen = read_page("<body><p>Büro und Küche: Mo–Do 9–17 Uhr</p></body>", "https://a.example/")

    assert list(office_weeks_said(office)) == [read_hours("Mo-Do 9-17\nFr 9-14")]
    assert not list(weeks_said(office))
    assert not list(office_weeks_said(kitchen))


def test_a_short_page_in_one_article_is_no_post() -> None:
    """A maker that wraps every page in `<article>` does so with short ones too, above a long foot."""
    page = read_page(
        "<body><main><article><section><p>Täglich von 9 bis 17 Uhr, außer montags.</p></section></article></main>"
        f"<footer><p>{'Hof Lindenblick, Talgrund 3, 99999 Musterau. ' * 4}</p></footer></body>",
        "https://www.hof-lindenblick.example/",
    )

    assert list(weeks_said(page))


READ = {
    "a break in brackets": ("<p>Mo–Fr 9–18 Uhr (Mittagspause 12:30–13:30 Uhr)</p>", "Mo-Fr 9-12:30, 13:30-18"),
    "a break below": ("<p>Mo–Fr 9–18 Uhr<br>Sa 9–12 Uhr<br>Mittags von 12 bis 13 Uhr geschlossen</p>", "Mo-Fr 9-12, 13-18; Sa 9-12"),
    "a break in English": ("<p>Mon–Fri 9am–6pm (lunch break 12:30pm–1pm)</p>", "Mo-Fr 9-12:30, 13-18"),
    "a break outside of the hours": ("<p>Mo–Fr 13–18 Uhr (Mittagspause 12–13 Uhr)</p>", "Mo-Fr 13-18"),
    "struck out": ("<p>Mo–Fr 9–18 Uhr<br><del>Sa 9–13 Uhr</del> Sa geschlossen</p>", "Mo-Fr 9-18"),
    "a second line of the same days": ("<p>Mo, Do 8–13 Uhr<br>und 14–19 Uhr<br>Di 8–14 Uhr</p>", "Mo,Do 8-13, 14-19; Di 8-14"),
    "times in brackets alone": ("<ul><li>Mon-Sat (2pm - 8pm)</li></ul>", "Mo-Sa 14-20"),
    "by appointment in a cell": ("<table><tr><td>Montag</td><td>nach Vereinbarung</td></tr><tr><td>Di–Fr</td><td>9–18</td></tr></table>", "Di-Fr 9-18"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "week"), READ.values(), ids=READ)
def test_what_is_taken_back_and_what_goes_on_is_read(body: str, week: str) -> None:
    """A break is no open door, a line that is struck out no longer holds, and a second line is the same day's."""
    assert hours(f"<h2>Öffnungszeiten</h2>{body}").week == read_hours(week).days


def test_a_break_without_times_leaves_the_hours_unsaid() -> None:
    """Nobody knows when the door is closed."""
    assert hours("<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr (mittags geschlossen)</p>").week is None


@pytest.mark.parametrize(
    "line",
    [
        "Sa (nur gerade KW) 9–13 Uhr",
        "jeden 1. Samstag im Monat 9–13 Uhr",
        "Sa 9–13 Uhr (14-tägig)",
        "Sa 9–13 Uhr, jede zweite Woche",
    ],
)
def test_hours_of_some_weeks_leave_their_day_open(line: str) -> None:
    """Neither open nor closed on every Saturday."""
    found = hours(f"<h2>Öffnungszeiten</h2><p>Mo–Fr 9–18 Uhr<br>{line}</p>")
    assert found.week is None or (found.week[5] == () and found.undecided == (5,))


def test_a_day_that_cannot_be_read_leaves_the_hours_unsaid() -> None:
    """The hours above it would be wrong for that day."""
    assert hours("<h2>Öffnungszeiten</h2><p>Mo–Fr 8–12 und 13–17 Uhr<br>Do bis 19 Uhr</p>").week is None


def test_short_names_of_days_are_french_below_a_french_word() -> None:
    """There "Di" is a Sunday, in German a Tuesday."""
    table = "<table><tr><td>Lu - Ve</td><td>8h30 - 12h / 13h30 - 18h</td></tr><tr><td>Di</td><td>9h - 12h</td></tr></table>"
    assert (
        hours(f"<h3>Heures d'ouverture</h3>{table}").week
        == read_hours("Mo-Fr 8:30-12, 13:30-18; So 9-12").days
    )
    assert hours("<h3>Öffnungszeiten</h3><p>Di 9–12 Uhr</p>").week == read_hours("Di 9-12").days
