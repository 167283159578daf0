"""The first sentence and the subject: who waits for what, what is wrong, or what could not be seen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum, auto
from types import MappingProxyType
from typing import Final

from account_health.checks import BY_ID
from account_health.model import (
    AccountReport,
    Days,
    Finding,
    Harm,
    Message,
    OpenItem,
    Status,
    message,
    message_in,
    message_n,
)
from account_health.model.platform import ChannelWords
from account_health.report.context import ReportContext, blind, complete, some, waiting
from account_health.report.words import WELL
from account_health.text.i18n import Phrase
from account_health.text.sanitise import clean, header_text

SUBJECT: Final = 60
"""The most characters of a subject: the matter, then the company."""
_LEAST_NAME = 12
MOST_OF_A_NAME: Final = 200
_LEGAL_FORMS: Final = frozenset(
    {"GmbH", "AG", "KG", "OHG", "GbR", "UG", "mbH", "e.K", "e.V", "eG", "Co", "Ltd", "LLC", "Inc"}
)
"""What stands behind many names alike."""
_JOINING: Final = frozenset({"&", "+", "und", "and"})
"""What is left where a legal form of several words goes."""
_BETWEEN: Final = " – "
_MOST_KINDS = 2
_MORE: Final = message_in("last of what waits: a complaint and more", "more")


class Stance(Enum):
    """What a report has to say before anything else."""

    NOTHING_SEEN = auto()
    ARTICLE = auto()
    SOMEBODY_WAITS = auto()
    SOMETHING_IS_WRONG = auto()
    CHANNEL_UNSEEN = auto()
    PARTLY_SEEN = auto()
    AROUND_THE_NAME = auto()
    GOOD = auto()
    SOMETHING_TO_PLAN = auto()
    LEFT_TO_OTHERS = auto()
    NOTHING_NEW = auto()


_NOTHING: Final[Mapping[Stance, Message]] = MappingProxyType(
    {
        Stance.AROUND_THE_NAME: message("There is something around your name that you should look at."),
        Stance.SOMETHING_TO_PLAN: message("There is something to prepare this week."),
        Stance.LEFT_TO_OTHERS: message("There is nothing for you to do this week."),
        Stance.NOTHING_NEW: message("There is nothing new to do this week."),
    }
)
"""The first sentence where no finding is to be told."""

AT_FIRST: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "This week we could not check any of your channels.": message(
            "We could not check any of your channels yet."
        ),
        "This week we could not check {channels}.": message("We could not check {channels}."),
        "This week we could not check everything.": message("We could not check everything yet."),
        "There is nothing new to do this week.": message("We found nothing to do."),
    }
)
"""What a first report says in place of a sentence that knows a week before."""
_CALM_MATTERS: Final[Mapping[Stance, Message]] = MappingProxyType(
    {
        Stance.AROUND_THE_NAME: message("Your name online: please take a look"),
        Stance.GOOD: message("All is well"),
        Stance.LEFT_TO_OTHERS: message("Nothing for you to do"),
        Stance.NOTHING_NEW: message("Nothing new to do"),
    }
)
"""The subject's matter there."""


def stance(context: ReportContext) -> Stance:
    """Return what this report has to say first, the worst; only what was seen in full may be called good."""
    accounts = context.report.accounts
    found = first_finding(context)
    waits = min((harm.rank for one in accounts if (harm := waiting(one)) is not None), default=None)
    worse = found is not None and (waits is None or found[1].harm.rank < waits)
    worst = min(
        (rank for rank in (waits, found[1].harm.rank if found else None) if rank is not None), default=None
    )
    article = context.articles > 0 and (worst is None or worst > Harm.OUTCRY.rank)
    rules = (
        (found is not None and _shuts(found[1]), Stance.SOMETHING_IS_WRONG),
        (context.nothing_seen, Stance.NOTHING_SEEN),
        (article, Stance.ARTICLE),
        (worse, Stance.SOMETHING_IS_WRONG),
        (waits is not None, Stance.SOMEBODY_WAITS),
        (any(blind(account) for account in accounts), Stance.CHANNEL_UNSEEN),
        (not all(complete(account) for account in accounts), Stance.PARTLY_SEEN),
        (context.name_wants_a_look, Stance.AROUND_THE_NAME),
        (context.good, Stance.GOOD),
        (context.asked, Stance.SOMETHING_TO_PLAN),
        (any(context.told(account) for account in accounts), Stance.LEFT_TO_OTHERS),
    )
    return next((said for holds, said in rules if holds), Stance.NOTHING_NEW)


def _shuts(finding: Finding) -> bool:
    """Tell whether nobody gets in: that nothing more could be seen is then no news, and there is something to do."""
    return finding.harm is Harm.SHUT and finding.status is Status.FAIL


def first_finding(context: ReportContext) -> tuple[AccountReport, Finding] | None:
    """Return the worst finding that this audience is told, with its account.

    Where people wait, that they do is told with their number and not as a finding.
    """
    somebody = any(account.unanswered for account in context.report.accounts)
    told = [
        (account, finding)
        for account in context.ordered
        for finding in context.told(account)
        if context.reads(finding) and not (somebody and finding.check.startswith("unanswered-"))
    ]
    return min(told, key=lambda pair: context.place(pair[1]), default=None)


def is_in_the_verdict(context: ReportContext, account: AccountReport, finding: Finding) -> bool:
    """Tell whether the first sentence has said it: who waits for an answer, or the worst finding.

    Of several channels of a kind it does not say which.
    """
    match stance(context):
        case Stance.SOMEBODY_WAITS:
            word = context.channel(account).short
            only_one = context.named(account, word) == word
            return only_one and finding.check.startswith("unanswered-")
        case Stance.SOMETHING_IS_WRONG:
            return first_finding(context) == (account, finding)
        case _:
            return False


def verdict(context: ReportContext) -> Phrase:
    """Return the sentence that the report begins with."""
    return context.translate.phrase(_verdict(context))


def _verdict(context: ReportContext) -> Message:
    said = _weekly(context)
    at_first = AT_FIRST.get(said.text) if context.report.first else None
    return replace(at_first, values=said.values) if at_first else said


def _weekly(context: ReportContext) -> Message:
    match stance(context):
        case Stance.NOTHING_SEEN:
            sentence = message("This week we could not check any of your channels.")
        case Stance.ARTICLE:
            sentence = message_n(
                "An article with hard words may be about you.",
                "{n} articles with hard words may be about you.",
                context.articles,
            )
        case Stance.SOMEBODY_WAITS:
            sentence = _waiting(context)
        case Stance.SOMETHING_IS_WRONG:
            sentence = _wrong(context)
        case Stance.CHANNEL_UNSEEN:
            sentence = message("This week we could not check {channels}.", channels=_unseen(context))
        case Stance.PARTLY_SEEN if not context.asks_nothing or any(
            map(context.told, context.report.accounts)
        ):
            sentence = message("This week we could not check everything.")
        case Stance.PARTLY_SEEN:
            sentence = message("We found nothing to do, but we could not check everything.")
        case Stance.LEFT_TO_OTHERS | Stance.NOTHING_NEW if not context.asks_nothing:
            sentence = message("This week we could not check everything.")
        case Stance.GOOD:
            sentence = message("{areas}.", areas=_well(context))
        case rest:
            sentence = _NOTHING[rest]
    return sentence


def lead(context: ReportContext) -> tuple[Phrase, ...]:
    """Return the few sentences under the first one: what else the reader must know before anything else."""
    sentences: list[Message] = []
    said = stance(context)
    if context.report.first:
        sentences.append(_greeting(context))
    found = first_finding(context)
    if said is Stance.SOMETHING_IS_WRONG and found and not context.mine(found[1]):
        sentences.append(cared_for(context))
    if said is Stance.ARTICLE and found and found[1].harm.hurts_today:
        sentences.append(_wrong(context))
    if said in {Stance.ARTICLE, Stance.SOMETHING_IS_WRONG} and any(
        one.unanswered for one in context.report.accounts
    ):
        sentences.append(_also_waiting(context))
    unseen = _unseen(context)
    if unseen and said in {Stance.ARTICLE, Stance.SOMEBODY_WAITS, Stance.SOMETHING_IS_WRONG}:
        sentences.append(message("We could not check {channels}.", channels=unseen))
    elif said is Stance.ARTICLE and not all(complete(account) for account in context.report.accounts):
        sentences.append(message("This week we could not check everything."))
    if said is Stance.CHANNEL_UNSEEN and context.rest_is_well:
        sentences.append(message("There is nothing to do on the other channels."))
    if said is Stance.GOOD and context.asks_nothing:
        sentences.append(message("There is nothing to do this week."))
    return tuple(map(context.translate.phrase, sentences))


def _greeting(context: ReportContext) -> Message:
    """Return how a first report begins; how far it looks back is said where anything with a day was read."""
    if any(account.seen.since for account in context.seen):
        return message("This is your first report. It looks back over the last three months.")
    return message("This is your first report.")


def cared_for(context: ReportContext) -> Message:
    """Return who takes care of what the owner cannot change."""
    if context.keeper:
        return message("{who} will take care of it.", who=context.keeper)
    return message("Whoever manages the access will take care of it.")


def _unseen(context: ReportContext) -> tuple[Message, ...]:
    return some(
        tuple(
            context.named(account, context.channel(account).it)
            for account in context.ordered
            if blind(account)
        )
    )


def _wrong(context: ReportContext) -> Message:
    found = first_finding(context)
    if found is None:
        raise LookupError("there is no finding to begin with")
    account, finding = found
    if context.says_where(account, finding.message):
        return context.located(account, finding.message)
    return message(
        "{channel}: {message}",
        channel=context.named(account, context.channel(account).name),
        message=finding.message,
    )


def _waiting(context: ReportContext) -> Message:
    accounts = [account for account in context.ordered if account.unanswered]
    items = [item for account in accounts for item in account.unanswered]
    what, n = counted(items), len(items)
    today = context.translate.local(context.report.now).date()
    ages = [(today - context.translate.local(item.at).date()).days for item in items]
    oldest, newest = max(ages), min(ages)
    place = tuple(dict.fromkeys(context.channel(account).place for account in accounts))
    age = Days(oldest)
    if oldest <= 0:
        return message_n(
            "{what} is waiting for a reply {place}.",
            "{what} are waiting for a reply {place}.",
            n,
            what=what,
            place=place,
        )
    if newest < oldest:
        return message(
            "{what} are waiting for a reply {place}, some of them for {age}.", what=what, place=place, age=age
        )
    return message_n(
        "{what} has been waiting for a reply {place} for {age}.",
        "{what} have been waiting for a reply {place} for {age}.",
        n,
        what=what,
        place=place,
        age=age,
    )


def _also_waiting(context: ReportContext) -> Message:
    """Return that people wait, where something else comes first; of several channels the report names each below."""
    accounts = [account for account in context.report.accounts if account.unanswered]
    if len(accounts) == 1:
        return _waiting(context)
    items = [item for account in accounts for item in account.unanswered]
    return message("{what} are waiting for a reply.", what=counted(items))


def counted(items: Iterable[OpenItem]) -> tuple[Message, ...]:
    """Return what waits as an enumeration, the gravest first: "two questions and a complaint"."""
    return counted_kinds(Counter(kind_of(item.kind, item.tone) for item in items))


def counted_kinds(kinds: Mapping[str, int]) -> tuple[Message, ...]:
    """Return the enumeration of `counted` for kinds that are counted already."""
    kinds = Counter(kinds)
    enumerated = (
        (kinds["complaint"], message_n("a complaint", "{n} complaints", kinds["complaint"])),
        (kinds["question"], message_n("a question", "{n} questions", kinds["question"])),
        (kinds["review"], message_n("a review", "{n} reviews", kinds["review"])),
        (kinds["mention"], message_n("a mention", "{n} mentions", kinds["mention"])),
        (kinds["comment"], message_n("a comment", "{n} comments", kinds["comment"])),
    )
    return tuple(words for n, words in enumerated if n)


def kind_of(kind: str, tone: str) -> str:
    """Return what an item that waits is called, by its kind and its tone; findings and tasks call it the same."""
    return {"criticism": "complaint", "question": "question"}.get(tone, kind)


def _well(context: ReportContext) -> tuple[Message, ...]:
    """Return what is well, named only for the areas that may be called so."""
    return tuple(word for topic, word in WELL.items() if topic in context.well)


def subject(context: ReportContext) -> str:
    """Return the mail's subject: the matter, then the company, without any text of strangers.

    A matter that leaves no room for the company is said in fewer words.
    """
    translate, name, draft = context.translate, context.company.name, message("Draft")
    before = f"{translate.text(draft)}: " if context.company.report.mode == "review" else ""
    today = translate.local(context.report.now).date()
    day = f", {translate.day(today)}" if context.good and not before else ""
    matters = [f"{before}{translate.text(matter)}" for matter in (_matter(context), *_briefly(context))]
    room = SUBJECT - len(day) - len(_BETWEEN) - len(_shortened(name, _LEAST_NAME, (6, 4)))
    return titled(next((one for one in matters if len(one) <= room), matters[-1]), name, day)


def titled(matter: str, name: str, day: str = "") -> str:
    """Return a subject: the matter, then as much of a name as there is room for, then what is to stand last."""
    room = SUBJECT - len(matter) - len(day) - len(_BETWEEN)
    shown = clean(_shortened(name, room, (6, 4, 1)), max(room, _LEAST_NAME))
    return header_text(f"{matter}{_BETWEEN}{shown}{day}", SUBJECT)


def _briefly(context: ReportContext) -> Iterator[Message]:
    """Yield the matter in ever fewer words."""
    match stance(context):
        case Stance.SOMEBODY_WAITS:
            items = [item for account in context.ordered for item in account.unanswered]
            gravest, *others = counted(items)
            if others:
                yield _are_waiting((gravest, _MORE), len(items))
            yield message_n("Someone is waiting", "{n} people are waiting", len(items))
            figure = context.translate.figure(len(items))
            yield message_n("{figure} waiting", "{figure} waiting", len(items), figure=figure)
        case Stance.SOMETHING_IS_WRONG:
            found = first_finding(context)
            if found is not None:
                account, finding = found
                yield message("{title} {place}", title=finding.title, place=context.channel(account).place)
                yield finding.title
        case Stance.NOTHING_SEEN:
            yield message("not checked")
        case _:
            pass


def _matter(context: ReportContext) -> Message:
    match stance(context):
        case Stance.ARTICLE:
            sentence = message_n(
                "An article may be about you", "{n} articles may be about you", context.articles
            )
        case Stance.NOTHING_SEEN:
            sentence = message("No channel could be checked")
        case Stance.SOMEBODY_WAITS:
            items = [item for account in context.ordered for item in account.unanswered]
            what = counted(items)
            sentence = _are_waiting(what if len(what) <= _MOST_KINDS else (what[0], _MORE), len(items))
        case Stance.SOMETHING_IS_WRONG:
            sentence = _wrong_matter(context)
        case Stance.CHANNEL_UNSEEN if context.rest_is_well:
            unseen = tuple(
                dict.fromkeys(context.channel(account).short for account in context.ordered if blind(account))
            )
            sentence = message("{channels} not checked, all else well", channels=unseen)
        case Stance.CHANNEL_UNSEEN | Stance.PARTLY_SEEN:
            sentence = message("Not everything could be checked")
        case Stance.NOTHING_NEW if context.report.first:
            sentence = message("Your first report")
        case Stance.SOMETHING_TO_PLAN:
            sentence = _planned(context)
        case rest:
            sentence = _CALM_MATTERS[rest]
    return sentence


def _are_waiting(what: tuple[Message, ...], n: int) -> Message:
    return message_n("{what} is waiting", "{what} are waiting", n, what=what)


_PLANS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "pause_ahead": message("Prepare the company holidays"),
        "time": message("Plan time for your channels"),
    }
)
"""What there is to prepare, by the kind of the notice that asks for it."""


def _planned(context: ReportContext) -> Message:
    kinds = (notice.kind for notice in context.report.notices if notice.action is not None)
    return next((_PLANS[kind] for kind in kinds if kind in _PLANS), message("Something to prepare"))


def _wrong_matter(context: ReportContext) -> Message:
    found = first_finding(context)
    if found is None:
        raise LookupError("there is no finding to begin with")
    account, finding = found
    words = BY_ID[finding.check].subject
    if finding.harm is Harm.SHUT and finding.check == "certificate":
        return message("Browsers warn about your website")
    return named_subject(words, context.channel(account)) if words else finding.title


def named_subject(words: Message, channel: ChannelWords) -> Message:
    """Return a check's subject with the channel that it is about."""
    return replace(words, values=(("place", channel.place), ("it", channel.it), ("channel", channel.short)))


def _shortened(name: str, room: int, steps: tuple[int, ...]) -> str:
    """Return the name as it still tells one client from another: its general words, which come first, shrink to a few letters.

    "Stadtbäckerei Beispiel" and "Stadtbäckerei Muster" are two clients, "Stadtbäckerei" is none; a legal form tells nothing.
    `steps` are the letters that a word may shrink to, one after the other, until the name fits.
    """
    words = header_text(name, MOST_OF_A_NAME).split()
    while len(words) > 1 and (words[-1].strip(",.") in _LEGAL_FORMS or words[-1] in _JOINING):
        words.pop()
    for letters in steps:
        for place, word in enumerate(words[:-1]):
            if len(" ".join(words)) <= room:
                break
            if len(word.rstrip(".")) > letters:
                words[place] = word[:letters] + "."
    return " ".join(words)
