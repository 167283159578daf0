"""What it brought: in the month's first mail and on every page, with the stars as a course, and never judged."""

from dataclasses import replace

import pytest

from account_health.model import CompanyReport
from account_health.report import render
from tests import report_samples as samples
from tests.markup import tree

STARS = "Google, Sterne: von 4,4 am 7. September auf 4,6 am 7. Dezember."
PRAISE = "Google, fünf Sterne am 12. November: „Die Brezeln sind die besten weit und breit"


def one_line(text: str) -> str:
    """Return a text without line breaks and without what keeps words together or apart."""
    return " ".join(text.replace("\u200b", "").replace("\N{NO-BREAK SPACE}", " ").split())


def visible(html: str) -> str:
    """Return what a body says."""
    [body] = [element for element in tree(html) if element.tag == "body"]
    return one_line("".join(body.itertext()))


def other_week() -> CompanyReport:
    """Return the same report in a week that no month begins with."""
    return replace(samples.quiet_month(), month_begins=False)


@pytest.mark.parametrize("line", [STARS, PRAISE, "Google: vier neue Bewertungen im November."])
def test_the_months_first_mail_and_every_page_say_it(line: str) -> None:
    """In both bodies of the mail; in another week on the page alone."""
    rendered = render(samples.quiet_month(), samples.company())
    assert line in one_line(rendered.text.replace("\n> ", "\n"))
    assert line in visible(rendered.html)
    assert line in visible(rendered.page)
    other = render(other_week(), samples.company())
    assert line not in one_line(other.text)
    assert line in visible(other.page)


def test_answers_and_what_was_put_right_stand_first() -> None:
    """What people did comes before what platforms counted."""
    text = one_line(render(samples.quiet_month(), samples.company()).text)
    brought = text[text.index("Was es gebracht hat") :]
    assert brought.index("14 Mal geantwortet") < brought.index("1.204")


def test_nobody_is_quoted_where_nobody_wants_it() -> None:
    """With `quotes = false` a report that holds a praise says nothing of it, in no form."""
    settings = replace(samples.company().report, quotes=False)
    rendered = render(samples.quiet_month(), samples.company(report=settings))
    assert not any("Brezeln" in form for form in (rendered.text, rendered.html, rendered.page))


def test_the_stars_are_bars_with_their_scale_and_a_sentence() -> None:
    """Without pictures nothing is missing: the picture is cells, and what it shows is said beside it."""
    rendered = render(samples.quiet_month(), samples.company())
    [chart] = [element for element in tree(rendered.html) if element.get("role") == "img"]
    assert one_line("".join(chart.itertext())).startswith("54")
    assert len([cell for cell in chart.iter("td") if cell.get("bgcolor")]) == 4
    assert one_line(str(chart.get("aria-label"))) == STARS


def test_two_stars_are_no_course() -> None:
    """They stand beside the new reviews, as of today."""
    numbers = tuple(replace(one, course=one.course[:1]) for one in samples.november())
    text = one_line(render(replace(samples.quiet_month(), results=numbers), samples.company()).text)
    assert "Sterne: von" not in text
    assert "vier neue Bewertungen im November, 4,6 von 5 Sternen" in text


def test_the_score_has_its_scale() -> None:
    """Bars without a scale could be anything: the highest and the lowest number stand beside them."""
    html = render(samples.nothing_for_the_owner(), samples.company()).html
    [chart] = [element for element in tree(html) if element.get("role") == "img"]
    assert one_line(" ".join(chart.itertext())).split()[:2] == ["100", "50"]
