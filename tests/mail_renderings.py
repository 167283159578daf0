"""The mails that the outside checkers read: `python -m tests.mail_renderings FOLDER [NAME...]` writes them there.

Each is written as NAME.eml, NAME.html and NAME.txt, and the pair of harmless and hostile texts for the check of the
structure beside them. A mail of another kind is one more line in `renderings`.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from account_health.report import Envelope, Letter, Rendered, compose, render
from account_health.text.sanitise import clean
from tests import report_samples as samples
from tests.mail_samples import HOSTILE, LETTERS
from tests.report_golden import GOLDEN

HOST = "https://app.example.com/"
"""The one host whose links the checkers let pass; the samples' hosts are laid on it, so any other host is found."""
HOSTS = re.compile(
    r"https://(?:www\.facebook\.com|www\.instagram\.com|x\.com|www\.google\.com|www\.example\.org)/"
)
HARMLESS = tuple(re.sub(r"(?<=\S)[^\w\s]", "x", clean(text)) for text in samples.HOSTILE)
"""The hostile texts without their signs, so that the lines of the text part break at the same places."""


@dataclass(frozen=True)
class Mail:
    """The two bodies of a mail and what its headers are made of."""

    subject: str
    sender_name: str
    language: str
    html: str
    text: str


def renderings() -> dict[str, Callable[[], Mail]]:
    """Return every mail by its name; a name that holds "hostile" is checked for what strangers could do."""
    golden = {name: (lambda one=one: mail(one.render())) for name, one in GOLDEN.items()}
    return {
        **golden,
        "hostile": lambda: mail(strange(samples.HOSTILE)),
        "many": lambda: mail(render(samples.many_findings(), samples.company())),
        **{name: partial(_letter, made) for name, made in LETTERS.items()},
        **{name: partial(_letter, partial(made, samples.HOSTILE)) for name, made in HOSTILE.items()},
    }


def _letter(made: Callable[[], Letter]) -> Mail:
    return mail(made())


def mail(rendered: Letter) -> Mail:
    """Return a mail of any kind."""
    return Mail(rendered.subject, rendered.sender_name, rendered.language, rendered.html, rendered.text)


def strange(texts: tuple[str, ...]) -> Rendered:
    """Return a report with these texts in every place that takes words from outside."""
    return render(samples.strangers(texts), samples.strange_company(texts))


def on_one_host(one: Mail) -> Mail:
    """Return the mail with its links laid on the checkers' host."""
    return replace(one, html=HOSTS.sub(HOST, one.html), text=HOSTS.sub(HOST, one.text))


def envelope() -> Envelope:
    """Return who sends the bakery's report to whom."""
    return Envelope(
        sender="reports@mail.example.org",
        recipient="chefin@example.org",
        reply_to="team@agentur.example",
        company="stadtbaeckerei",
        key="ledger/report/2026-W48/stadtbaeckerei/0123",
        now=samples.NOW,
    )


def raw(one: Mail) -> bytes:
    """Return the mail as it would be handed over."""
    letter = Letter(
        subject=one.subject,
        sender_name=one.sender_name,
        language=one.language,
        html=one.html,
        text=one.text,
    )
    return compose(letter, envelope())


def write_mail(folder: Path, name: str) -> None:
    """Write the mail of this name; raises KeyError where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    one = on_one_host(renderings()[name]())
    (folder / f"{name}.eml").write_bytes(raw(one))
    _write_bodies(folder, name, one)


def write_pair(folder: Path) -> None:
    """Write the same report with harmless and with hostile texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, texts in (("pair-benign", HARMLESS), ("pair-hostile", samples.HOSTILE)):
        _write_bodies(folder, name, on_one_host(mail(strange(texts))))


def _write_bodies(folder: Path, name: str, one: Mail) -> None:
    (folder / f"{name}.html").write_text(one.html, encoding="utf-8")
    (folder / f"{name}.txt").write_text(one.text, encoding="utf-8")


if __name__ == "__main__":
    place, *wanted = sys.argv[1:]
    for each in wanted or renderings():
        write_mail(Path(place), each)
    write_pair(Path(place))
