"""The raw mail: headers that nothing from outside can add to, two bodies, the same bytes every time."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.model.errors import UsageError
from account_health.report import Envelope, Rendered, compose, render
from account_health.text.sanitise import header_text
from tests import report_samples as samples
from tests import rfc2047

HEADERS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Id",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


LETTER = Rendered(
    subject="x", sender_name="x", language="de", html="<p>x</p>", page="", text="x", json="", csv=""
)


def envelope(**changes: Any) -> Envelope:
    """Return an envelope, with some of it changed."""
    made = Envelope(
        sender="reports@mail.example.org",
        recipient="chefin@example.org",
        reply_to="team@agentur.example",
        company="stadtbaeckerei",
        key="ledger/report/2026-W48/stadtbaeckerei/0123",
        now=samples.NOW,
    )
    return replace(made, **changes)


def rendered(**changes: Any) -> Rendered:
    """Return a rendered report, with some of it changed."""
    return replace(render(samples.good_week(), samples.company()), **changes)


def read(raw: bytes) -> EmailMessage:
    """Return the mail as a strict reader sees it."""
    message = email.message_from_bytes(raw, policy=email.policy.strict + email.policy.SMTP)
    assert isinstance(message, EmailMessage)
    return message


def test_the_headers_are_complete_and_stand_once() -> None:
    """Every header of the design is there, and no other."""
    message = read(compose(rendered(), envelope()))
    assert message.keys() == HEADERS
    assert message["From"] == "Agentur Nordlicht <reports@mail.example.org>"
    assert message["To"] == "chefin@example.org"
    assert message["Reply-To"] == "team@agentur.example"
    assert message["Subject"] == "Alles in Ordnung – Stadtbäckerei Beispiel, 23. November"
    assert message["Date"] == "Mon, 23 Nov 2026 07:02:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert message["List-Id"] == "<weekly-report.mail.example.org>"
    assert (
        str(message["List-Unsubscribe"]).strip()
        == "<mailto:team@agentur.example?subject=Unsubscribe%20stadtbaeckerei>"
    )
    assert str(message["Message-ID"]).endswith("@mail.example.org>")


def test_the_bodies_are_text_then_html() -> None:
    """A reader without HTML gets the text, and both arrive unchanged."""
    report = rendered()
    message = read(compose(report, envelope()))
    text, html = message.iter_parts()
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    assert text.get_content().replace("\r\n", "\n") == report.text
    assert html.get_content().replace("\r\n", "\n") == report.html


def test_lines_end_in_crlf_and_are_short() -> None:
    """No bare line end and no line that a mail server would cut."""
    raw = compose(
        render(samples.strangers(samples.HOSTILE), samples.strange_company(samples.HOSTILE)), envelope()
    )
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_same_input_gives_the_same_bytes() -> None:
    """A repeated run freezes the same mail; another key gives another boundary and id."""
    assert compose(rendered(), envelope()) == compose(rendered(), envelope())
    other = read(compose(rendered(), envelope(key="another")))
    assert other["Message-ID"] != read(compose(rendered(), envelope()))["Message-ID"]


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: a@b.example", "x\nBcc: a@b.example", "x\u2028Bcc: y", "x\x00\x0b\x85y"]
)
def test_no_value_adds_a_header(evil: str) -> None:
    """Line ends in a subject or a sender's name become spaces."""
    message = read(compose(rendered(subject=evil, sender_name=evil), envelope()))
    assert message.keys() == HEADERS
    assert message["Bcc"] is None


def test_a_name_cannot_smuggle_in_an_encoded_word() -> None:
    """What would decode to something else is taken apart."""
    name = "=?utf-8?q?Bcc=3A_a=40b=2Eexample?="
    message = read(compose(rendered(subject=name, sender_name=name), envelope()))
    assert "a@b.example" not in str(message["Subject"]) + str(message["From"])


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_subject_and_name_give_the_same_headers(subject: str, name: str) -> None:
    """Whatever text arrives, the mail reads back with our headers and nothing else."""
    raw = compose(replace(LETTER, subject=subject, sender_name=name), envelope())
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message.keys() == HEADERS
    assert not message.defects


@given(st.text(max_size=300), st.text("aä ßÖ,.&('\"\\<@😀é", min_size=1).map("Ä".__add__))
def test_a_strict_reader_sees_each_character_of_subject_and_name(subject: str, name: str) -> None:
    """Blanks survive, words end at whole characters, and no line with a word is longer than the standard allows."""
    raw = compose(replace(LETTER, subject=subject, sender_name=name), envelope())

    assert rfc2047.said(raw, "Subject") == header_text(subject, 120)
    assert rfc2047.said(raw, "From") == f"{header_text(name, 60)} <reports@mail.example.org>"


_ODD_NAMES = (
    "Müller & Söhne, Köln",
    'Café "Zur Linde", Inh. M. Ötzi',
    'Bakery "Linden", Cafe & Sons (GmbH & Co. KG), established 1890 in Kiel',
    'Chef, <chef@rival.example>, "x" <y@rival.example>',
    "Linden\r\nBcc: a@rival.example\x00\x1b\x85\u2028",
    "\u202eelpmaxe\u202c Linden\u2066\u200b",
    "パン屋の菩提樹 ベルリン本店 日曜も営業しております ぜひお越しください",
    "👨‍👩‍👧‍👦 Bäckerei 🇩🇪🥨" * 4,
    "Cafe\u0301 Bo\u0308hm" * 6,
    "x" * 90,
    ",;:" * 20,
    "a=?b?=c =?utf-8?q?x?= ?==?",
    "",
)


@pytest.mark.parametrize("said", _ODD_NAMES)
@pytest.mark.parametrize("sender", ["r@m.example", "r" * 64 + "@" + "m" * 60 + ".example"])
def test_odd_names_reach_strict_and_old_readers_as_they_are(said: str, sender: str) -> None:
    """Commas, quotes, line ends, turned text, pictograms and long words: one sender, each character."""
    raw = compose(replace(LETTER, subject=said, sender_name=said), envelope(sender=sender))
    name, subject = header_text(said, 60), header_text(said, 120)

    assert read(raw).keys() == HEADERS
    assert rfc2047.said(raw, "Subject") == subject
    ((old_name, address),) = getaddresses([rfc2047.written(raw, "From").replace("\r\n", "")])
    assert address == sender
    if name.isascii():
        assert old_name == name
    else:
        assert rfc2047.said(raw, "From") == f"{name} <{sender}>"
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "subject", ["Pump-station-" * 9, "A plain subject of many words " * 3 + "- Linden Bakery"]
)
def test_a_plain_subject_stays_plain(subject: str) -> None:
    """A long one without umlauts is not encoded, however long its words; it is broken at blanks alone."""
    raw = compose(replace(LETTER, subject=subject), envelope())

    assert "=?" not in rfc2047.written(raw, "Subject")
    assert rfc2047.written(raw, "Subject").replace("\r\n", "").strip() == subject


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("team+kunden@agentur.example", "team+kunden@agentur.example"),
        ("o'connor@agentur.example", "o%27connor@agentur.example"),
        ("team@bäckerei-müller.example", "team@xn--bckerei-mller-bfb28a.example"),
        ("info@ÄRZTE.example", "info@xn--rzte-koa.example"),
        ("a?b&c#d@agentur.example", "a%3Fb%26c%23d@agentur.example"),
        ("x" * 64 + "@agentur.example", "x" * 64 + "@agentur.example"),
    ],
)
def test_odd_addresses_of_an_agency_can_be_answered(address: str, written: str) -> None:
    """The way out stands in one line, unencoded, and its link leads to the very address of Reply-To."""
    raw = compose(LETTER, envelope(reply_to=address))

    way_out = rfc2047.written(raw, "List-Unsubscribe")
    assert way_out.strip() == f"<mailto:{written}?subject=Unsubscribe%20stadtbaeckerei>"
    answered = rfc2047.written(raw, "Reply-To").strip()
    assert answered == unquote(written)
    assert "=?" not in way_out + answered


def test_no_body_can_end_its_part() -> None:
    """A text that holds the mail's own boundary is written so that no reader takes it for one."""
    boundary = str(read(compose(LETTER, envelope())).get_boundary())
    body = f"before\n--{boundary}\n--{boundary}--\nafter\n"
    message = read(compose(replace(LETTER, text=body, html=body), envelope()))

    assert [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()] == [body, body]


@pytest.mark.parametrize(
    "name",
    ["Fuß Ärzte Hamburg Gäste Gäste Söhne Bäckerei", "Bäckerei  Öhler", "Ä", "Müller & Söhne, Köln (Süd)"],
)
def test_blanks_in_german_names_survive(name: str) -> None:
    """A name of many words with umlauts arrives with every blank, apart from the address."""
    raw = compose(rendered(sender_name=name), envelope())

    assert rfc2047.said(raw, "From") == f"{' '.join(name.split())} <reports@mail.example.org>"


def test_headers_for_machines_are_never_encoded() -> None:
    """A usual address of an agency and a company's id fill more than a line, and stay readable for Gmail and Outlook."""
    raw = compose(
        rendered(),
        envelope(
            reply_to="kundenbetreuung@werbeagentur-nordlicht.example",
            company="stadtbaeckerei-beispiel-am-markt",
        ),
    )

    assert rfc2047.written(raw, "List-Unsubscribe").strip() == (
        "<mailto:kundenbetreuung@werbeagentur-nordlicht.example?subject=Unsubscribe%20stadtbaeckerei-beispiel-am-markt>"
    )
    assert rfc2047.written(raw, "List-Id").strip() == "<weekly-report.mail.example.org>"


def test_nobody_is_asked_to_answer_that_he_is_away() -> None:
    """Exchange reads a header of its own in place of Auto-Submitted."""
    assert rfc2047.written(compose(rendered(), envelope()), "X-Auto-Response-Suppress").strip() == "All"


@pytest.mark.parametrize(
    "address",
    ["", "chefin", "@example.org", "chefin@", "chefin@localhost", "a b@example.org", "a@b.example\r\nBcc: c@d.example",
     "a@example.org, b@example.org", "Chefin <a@example.org>", "käthe@example.org",
     "a@b@c.example", '"a b"@example.org', "a..b@example.org", ".a@example.org", "a.@example.org", "x" * 65 + "@example.org",
     "a@192.0.2.1", "a@-x.example", "=?utf-8?q?x?=@example.org"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["sender", "recipient", "reply_to"])
def test_an_address_that_cannot_stand_in_a_mail_is_refused(address: str, place: str) -> None:
    """Exactly one plain address stands in each place, or there is no mail."""
    with pytest.raises(UsageError, match="mail address"):
        compose(rendered(), envelope(**{place: address}))


def test_a_domain_with_umlauts_is_converted() -> None:
    """A mail to an internationalised domain goes to its ASCII form."""
    message = read(compose(rendered(), envelope(recipient="info@bäckerei.example")))
    assert message["To"] == "info@xn--bckerei-5wa.example"


def test_a_long_way_out_stays_in_one_piece() -> None:
    """A long address for signing off is neither encoded nor broken."""
    reply_to = "a-very-long-name-of-a-team-that-reads-answers@a-very-long-subdomain.of.an.agency.example"
    message = read(compose(rendered(), envelope(reply_to=reply_to)))
    assert (
        str(message["List-Unsubscribe"]).strip()
        == f"<mailto:{reply_to}?subject=Unsubscribe%20stadtbaeckerei>"
    )
