"""Cases of access: credentials, identity, presence, completeness, owners."""

from datetime import timedelta

from account_health.model import Access, Identity, Presence, Reason, Severity, Site, Unavailable
from account_health.model.company import Person
from tests.builders import conversation, days_ago, posts
from tests.judgement.case import Table, left, limits

CUT = Unavailable(Reason.CUT_OFF, "There are more than 100.")
LIMITED = Unavailable(Reason.RATE_LIMITED, "again in an hour")
DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
GONE = Unavailable(Reason.NOT_FOUND, "HTTP 404")
CLOSED = Unavailable(Reason.CLOSED, "Disqus")
DENIED = Unavailable(Reason.ACCESS_DENIED, "code 200")
REFUSED = Unavailable(Reason.CREDENTIAL_REFUSED, "code 190")

CREDENTIAL_VALID = (
    Table("credential-valid")
    .passes("accepted", access=Access(), says="accepts our access")
    .passes("accepted, ends soon", access=Access(expires_at=days_ago(-1)))
    .silent("accepted, a permission missing", access=Access(missing=("reviews",)), says="permissions")
    .silent("accepted, and refused in the middle", access=Access(), comments=DENIED, says="permissions")
    .fails("expired", access=Access(problem="expired"), says="has expired")
    .fails("revoked", access=Access(problem="revoked"), says="withdrawn")
    .fails("a person's token", access=Access(problem="wrong_kind"), says="belongs to a person")
    .fails("another account's", access=Access(problem="wrong_account"), says="another channel")
    .fails(
        "somebody has to confirm",
        access=Access(problem="needs_person"),
        says="Google is waiting for someone to confirm something there",
    )
    .fails("the app is switched off", access=Access(problem="app_off"), says="the app through which")
    .fails("the connection is gone", access=Access(problem="disconnected"), says="not connected")
    .fails("refused without a word", access=Access(problem="refused"), says="does not say which")
    .fails("dead in the middle", access=Access(problem="revoked"), comments=conversation(), says="withdrawn")
    .fails("the person's role is gone", access=Access(problem="no_role"), says="no longer manage")
    .fails("another app's secret", access=Access(problem="wrong_app"), says="do not belong together")
    .fails("an administrator blocks it", access=Access(problem="admin"), says="An administrator")
    .fails("not enrolled", access=Access(problem="not_enrolled"), says="not opened its interface")
)

CREDENTIAL_EXPIRY = (
    Table("credential-expiry")
    .passes("without an end", access=Access(never_expires=True), says="The access does not expire")
    .passes("without an end, with a date", access=Access(never_expires=True, expires_at=days_ago(1)))
    .silent("not said", access=Access(), says="does not say")
    .passes("15 days", access=Access(expires_at=days_ago(-15)), figure=15)
    .warns(
        "a minute under 15 days", access=Access(expires_at=days_ago(-15) - timedelta(minutes=1)), figure=14
    )
    .warns("14 days", access=Access(expires_at=days_ago(-14)), figure=14, says="7 December")
    .warns("6 days", access=Access(expires_at=days_ago(-6)), figure=6)
    .fails("a minute under 6 days", access=Access(expires_at=days_ago(-6) - timedelta(minutes=1)), figure=5)
    .fails("5 days", access=Access(expires_at=days_ago(-5)), figure=5)
    .fails("over", access=Access(expires_at=days_ago(1)), figure=-1)
    .fails(
        "own limit",
        access=Access(expires_at=days_ago(-9)),
        mine=limits("credential-expiry", fail_days_left=10),
    )
    .silent("refused", access=Access(problem="expired", expires_at=days_ago(1)), says="Access")
)

PERMISSIONS = (
    Table("permissions-complete")
    .passes("all granted", access=Access(), says="All permissions")
    .passes("all granted, ends soon", access=Access(expires_at=days_ago(-1)))
    .fails("one missing", access=Access(missing=("reviews",)), says="reviews")
    .fails("two missing", access=Access(missing=("reviews", "posts")), says="reviews, posts")
    .fails("one missing, ends soon", access=Access(missing=("reviews",), expires_at=days_ago(-1)))
    .fails("refused, and none named", access=Access(), comments=DENIED, says="only a part")
    .fails(
        "refused in part, and none named",
        access=Access(),
        comments=conversation(gap=DENIED),
        says="only a part",
    )
    .passes("the platform is in trouble", access=Access(), comments=DOWN)
    .silent("refused", access=Access(problem="revoked", missing=("reviews",)), says="Access")
)

IDENTITY = (
    Table("identity-unchanged")
    .passes("first look", identity=Identity(id="7"), says="registered channel")
    .passes("first id known to nobody", identity=Identity(id="7"), before=left())
    .passes("the same id", identity=Identity(id="7"), before=left(pinned_id="7"))
    .passes(
        "the same id under a new display name",
        identity=Identity(id="7", name="Neu"),
        before=left(pinned_id="7"),
    )
    .fails("another id", identity=Identity(id="8"), before=left(pinned_id="7"), says="than before: “8")
    .fails(
        "another id with a name",
        identity=Identity(id="8", name="Fremd"),
        before=left(pinned_id="7"),
        says="Fremd",
    )
    .fails(
        "a new handle",
        identity=Identity(id="7", handle="neu", was="alt"),
        before=left(pinned_id="7"),
        says="the address that we know no longer leads there",
    )
    .fails(
        "a new handle at the first look",
        identity=Identity(id="7", was="alt"),
        says="the address that we know no longer leads there",
    )
    .fails(
        "a new handle of another id",
        identity=Identity(id="8", handle="neu", was="alt"),
        before=left(pinned_id="7"),
        says="another channel",
    )
)

PUBLIC = (
    Table("account-public")
    .passes("public", presence=Presence(), says="can see")
    .fails("unpublished", presence=Presence(problem="unpublished"), says="not published")
    .fails("protected", presence=Presence(problem="protected"), says="only followers")
    .fails("suspended", presence=Presence(problem="suspended"), says="suspended")
    .fails("gone", presence=Presence(problem="gone"), says="The profile is no longer there")
    .fails("merged", presence=Presence(problem="merged"), says="into another one.")
    .fails("merged, and known into which", presence=Presence(problem="merged", now="777"), says="777")
    .fails("withheld", presence=Presence(problem="withheld"), says="some countries")
    .fails("disabled", presence=Presence(problem="disabled"), says="disabled")
    .fails(
        "gone for long",
        presence=Presence(problem="gone"),
        before=left(),
        says="The profile is no longer there",
    )
)

DATA_COMPLETE = (
    Table("data-complete")
    .passes("everything read", comments=conversation(), says="We read everything")
    .passes("nothing offered")
    .passes("a part that is offered to nobody", comments=CLOSED)
    .silent("a part that may be there", comments=GONE, says="Last complete check")
    .silent("a part that is refused", comments=DENIED)
    .silent("a part that is in trouble", comments=DOWN)
    .passes(
        "the platform holds back one", comments=conversation(held_back=1), says="one comment is held back."
    )
    .passes(
        "the platform holds back several",
        comments=conversation(held_back=2),
        mentions=conversation(held_back=3),
        says="five comments are held back",
    )
    .passes("adverts are out of reach", access=Access(beyond=("adverts",)), says="under advertisements")
    .passes(
        "adverts are out of reach, and some are held back",
        access=Access(beyond=("adverts",)),
        comments=conversation(held_back=1),
        says="We cannot see comments under advertisements",
    )
    .warns(
        "figures are not switched on",
        access=Access(beyond=("figures",)),
        severity=Severity.LOW,
        says="does not give us its figures",
    )
    .warns("a list is empty for good", access=Access(emptied=(("posts", 25),)), says="25 posts")
    .warns(
        "comments are gone for good, and some are held back",
        access=Access(emptied=(("comments", 7),)),
        comments=conversation(held_back=1),
        says="seven comments",
    )
    .warns("a field is gone", access=Access(dropped=("hours",)), says="hours")
    .warns("another version", access=Access(version="v25.0"), says="v25.0")
    .warns("comments cut off", comments=conversation(gap=CUT), says="There are more than 100.")
    .warns("posts cut off", posts=posts(3, gap=CUT))
    .warns(
        "cut off although the platform holds back some",
        comments=conversation(gap=CUT, held_back=4),
        says="more than 100",
    )
    .silent("rate limited", reviews=LIMITED)
    .silent("rate limited for a few days", reviews=LIMITED, before=left(last_complete=days_ago(7)))
    .silent(
        "rate limited for two weeks",
        reviews=LIMITED,
        before=left(last_complete=days_ago(14)),
        says="Last complete check",
    )
)

LAST_LOOK = (
    Table("last-complete-look")
    .passes(
        "everything seen",
        comments=conversation(),
        figure=0,
        says="We were able to check everything this time",
    )
    .passes(
        "everything seen after an outage",
        comments=conversation(),
        before=left(last_complete=days_ago(30)),
        figure=0,
    )
    .passes("what the account is like is no outage", comments=GONE, before=left(last_complete=days_ago(30)))
    .unsure(
        "first look, in part",
        comments=DOWN,
        says="This was the first check, and it could not cover everything",
    )
    .unsure("first look, a gap", comments=conversation(gap=DOWN))
    .passes(
        "seen earlier today",
        comments=DOWN,
        before=left(last_complete=days_ago(0.2)),
        figure=0,
        says="earlier today",
    )
    .passes(
        "seven days", comments=DOWN, before=left(last_complete=days_ago(7)), figure=7, says="seven days ago"
    )
    .warns(
        "eight days",
        comments=DOWN,
        before=left(last_complete=days_ago(8)),
        figure=8,
        says="since 15 November",
    )
    .passes(
        "one failure after three weeks without a look",
        comments=DOWN,
        before=left(last_complete=days_ago(21), last_look=days_ago(21)),
        figure=21,
        says="three weeks ago",
    )
    .fails(
        "a second failure after three weeks without a look",
        comments=DOWN,
        before=left(last_complete=days_ago(28), last_look=days_ago(21)),
        figure=28,
    )
    .warns("fourteen days", comments=DOWN, before=left(last_complete=days_ago(14)), figure=14)
    .fails(
        "fifteen days",
        comments=DOWN,
        before=left(last_complete=days_ago(15)),
        figure=15,
        says="responded with an error",
    )
    .unsure("never seen whole, five days", comments=DOWN, before=left(first_look=days_ago(5)))
    .warns("never seen whole, six days", comments=DOWN, before=left(first_look=days_ago(6)), figure=6)
    .fails("never seen whole, fifteen days", comments=DOWN, before=left(first_look=days_ago(15)), figure=15)
    .warns(
        "own limit",
        comments=DOWN,
        before=left(last_complete=days_ago(3)),
        mine=limits("last-complete-look", warn_days=3),
    )
    .silent(
        "refused",
        comments=REFUSED,
        access=Access(problem="revoked"),
        before=left(last_complete=days_ago(20)),
        says="Access",
    )
    .silent(
        "suspended",
        comments=DOWN,
        presence=Presence(problem="suspended"),
        before=left(last_complete=days_ago(20)),
    )
    .silent(
        "permission missing",
        comments=DOWN,
        access=Access(missing=("x",)),
        before=left(last_complete=days_ago(20)),
    )
    .silent(
        "domain lost",
        texts=DOWN,
        site=Site("https://x.example/", None, lost="gone"),
        before=left(last_complete=days_ago(20)),
    )
)

JANA, TOM = Person(id="jana", name="Jana Vogt"), Person(id="tom", name="Tom Ried")

OWNER = (
    Table("owner-assigned")
    .passes("one person, nobody else there", says="One person")
    .passes("owner and deputy", mine={"deputy": "tom"}, whole={"people": (JANA, TOM)}, says="and a deputy")
    .passes("owner and deputy, one registered", mine={"deputy": "tom"}, whole={"people": (JANA,)})
    .passes("one registered", whole={"people": (JANA,)}, says="One person")
    .warns(
        "two registered, no deputy", whole={"people": (JANA, TOM)}, says="No deputy is named for this channel"
    )
    .warns("three registered, no deputy", whole={"people": (JANA, TOM, Person(id="ida", name="Ida"))})
    .silent("nobody, one person alone", mine={"owner": None}, says="One person looks after everything here")
    .fails("nobody", mine={"owner": None}, whole={"people": (JANA, TOM)}, says="Nobody is named")
    .fails("only a deputy", mine={"owner": None, "deputy": "tom"}, whole={"people": (JANA, TOM)})
)

TABLES = (CREDENTIAL_VALID, CREDENTIAL_EXPIRY, PERMISSIONS, IDENTITY, PUBLIC, DATA_COMPLETE, LAST_LOOK, OWNER)
