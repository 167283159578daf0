"""The first sentence and the subject: who waits for what, what is wrong, or what could not be seen."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from account_health.i18n import Phrase, clean
from account_health.model import AccountReport, Days, Finding, Message, OpenItem, Topic, say, say_n
from account_health.report.headers import header_text
from account_health.report.sight import Sight, blind, complete
from account_health.report.words import SUBJECTS, WELL

SUBJECT: Final = 60
"""The most characters of a subject: the matter, then the company."""
_ENOUGH = 8


def verdict(sight: Sight) -> Phrase:
    """Return the sentence that the report begins with."""
    return sight.say.phrase(_verdict(sight))


def _verdict(sight: Sight) -> Message:
    if sight.nothing_seen:
        return say("This week we could not look at any of your channels.")
    waiting = [account for account in sight.ordered if account.open_items]
    if waiting:
        return _waiting(sight, waiting)
    worst = first_finding(sight)
    if worst is not None:
        account, finding = worst
        return say("{channel}: {message}", channel=sight.channel(account).name, message=finding.message)
    unseen = [account for account in sight.ordered if blind(account)]
    if unseen:
        return say(
            "This week we could not look at {channels}.", channels=tuple(sight.channel(a).it for a in unseen)
        )
    if sight.good:
        return say("{areas}.", areas=_well(sight))
    if not all(complete(account) for account in sight.report.accounts):
        return say("We found nothing to do, but we could not see everything.")
    if any(sight.told(account) for account in sight.report.accounts):
        return say("There is nothing for you to do this week.")
    return say("There is nothing new to do this week.")


def first_finding(sight: Sight) -> tuple[AccountReport, Finding] | None:
    """Return the worst finding that this audience can act on, with its account."""
    for account in sight.ordered:
        for finding in sight.told(account):
            if sight.mine(finding):
                return account, finding
    return None


def lead(sight: Sight) -> tuple[Phrase, ...]:
    """Return the few sentences under the first one: what else the reader must know before anything else."""
    sentences: list[Message] = []
    if sight.report.first:
        sentences.append(say("This is your first report. It looks back over the last three months."))
    unseen = tuple(account for account in sight.ordered if blind(account))
    waiting = any(account.open_items for account in sight.report.accounts)
    told_first = not waiting and first_finding(sight) is None
    if unseen and not sight.nothing_seen and not told_first:
        sentences.append(
            say("We could not look at {channels}.", channels=tuple(sight.channel(a).it for a in unseen))
        )
    if unseen and told_first and all(complete(account) for account in sight.seen):
        sentences.append(say("On the other channels there is nothing to do."))
    if sight.good:
        sentences.append(say("There is nothing to do this week."))
    return tuple(map(sight.say.phrase, sentences))


def _waiting(sight: Sight, accounts: list[AccountReport]) -> Message:
    items = [item for account in accounts for item in account.open_items]
    what = counted(items)
    age = Days(_age(sight, items))
    n = len(items)
    if len(accounts) > 1:
        if age.count == 0:
            return say_n(
                "{what} is waiting for an answer.", "{what} are waiting for an answer.", n, what=what
            )
        return say_n(
            "{what} is waiting for an answer, for {age} now.",
            "{what} are waiting for an answer, some of them for {age}.",
            n,
            what=what,
            age=age,
        )
    place = sight.channel(accounts[0]).place
    if age.count == 0:
        return say_n(
            "{what} is waiting for an answer {place}.",
            "{what} are waiting for an answer {place}.",
            n,
            what=what,
            place=place,
        )
    if n == 1:
        return say(
            "{what} has been waiting for an answer {place} for {age}.", what=what, place=place, age=age
        )
    return say(
        "{what} are waiting for an answer {place}, some of them for {age}.", what=what, place=place, age=age
    )


def counted(items: Iterable[OpenItem]) -> tuple[Message, ...]:
    """Return what waits as an enumeration, the gravest first: "two questions and a complaint"."""
    kinds = Counter(_kind(item) for item in items)
    words = {
        "complaint": lambda n: say_n("a complaint", "{n} complaints", n),
        "question": lambda n: say_n("a question", "{n} questions", n),
        "review": lambda n: say_n("a review", "{n} reviews", n),
        "mention": lambda n: say_n("a mention", "{n} mentions", n),
        "comment": lambda n: say_n("a comment", "{n} comments", n),
    }
    return tuple(word(kinds[kind]) for kind, word in words.items() if kinds[kind])


def _kind(item: OpenItem) -> str:
    if item.kind == "review":
        return "review"
    return {"criticism": "complaint", "question": "question"}.get(item.tone, item.kind)


def _age(sight: Sight, items: Iterable[OpenItem]) -> int:
    today = sight.say.local(sight.report.now).date()
    return max(max((today - sight.say.local(item.at).date()).days for item in items), 0)


def _well(sight: Sight) -> tuple[Message, ...]:
    judged = {
        topic for account in sight.report.accounts for topic, percent in account.areas if percent is not None
    }
    return tuple(word for topic, word in WELL.items() if topic in judged) or (WELL[Topic.ACTIVITY],)


def subject(sight: Sight) -> str:
    """Return the mail's subject: the matter, then the company, without any text of strangers."""
    draft = sight.say.text(say("Draft: {text}", text="")) if sight.company.report.mode == "review" else ""
    matter = sight.say.text(_matter(sight))
    matter = draft + matter[:1].upper() + matter[1:]
    day = f", {sight.say.day(sight.say.local(sight.report.now).date())}" if sight.good else ""
    room = SUBJECT - len(matter) - len(day) - 3
    company = _shortened(header_text(sight.company.name, SUBJECT), max(room, _ENOUGH))
    return header_text(f"{matter} – {company}{day}", SUBJECT)  # noqa: RUF001 - a dash between words


def _matter(sight: Sight) -> Message:
    if sight.nothing_seen:
        return say("No channel could be seen")
    items = [item for account in sight.ordered for item in account.open_items]
    if items:
        what = counted(items)
        few = (
            what
            if len(what) < 3
            else (*what[:1], say_n("a further one", "{n} more", len(items) - _first(items)))
        )  # noqa: PLR2004
        return say_n("{what} waits", "{what} wait", len(items), what=few)
    worst = first_finding(sight)
    if worst is not None:
        account, finding = worst
        message = SUBJECTS.get(finding.check)
        if message is None:
            return finding.title
        return say(message.text, place=sight.channel(account).place)
    unseen = [account for account in sight.ordered if blind(account)]
    if unseen and all(complete(account) for account in sight.seen):
        return say(
            "{channels} not seen, all else well", channels=tuple(sight.channel(a).short for a in unseen)
        )
    if unseen or not all(complete(account) for account in sight.report.accounts):
        return say("Not everything could be seen")
    return say("All is well") if sight.good else say("Nothing new to do")


def _first(items: list[OpenItem]) -> int:
    kinds = Counter(_kind(item) for item in items)
    return next(
        kinds[kind] for kind in ("complaint", "question", "review", "mention", "comment") if kinds[kind]
    )


def _shortened(name: str, room: int) -> str:
    """Return the name with as many of its words as there is room for, cut within a word only where one is too long."""
    if len(name) <= room:
        return name
    words = name[: room + 1].rsplit(" ", 1)
    return words[0].rstrip(" ,–-&") if len(words) > 1 else clean(name, room)  # noqa: RUF001 - a dash between words
