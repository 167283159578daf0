"""Advice: what is allowed in a registry file, and probably not what its owner wants."""

from datetime import date

import pytest

from account_health.registry import advise, read_company

TODAY = date(2026, 11, 23)
HEAD = 'name = "N"\n[people.jana]\nname = "Jana"\n[people.tom]\nname = "Tom"\nemail = "t@b.example"\n'
REPORT = '[report]\nto = ["a@b.example"]\n'
BLOG = '[[accounts]]\nurl = "https://www.a.example/"\n'


def advice(text: str) -> tuple[str, ...]:
    """Return the advice about a good file."""
    return advise(read_company(text.encode(), "n.toml"), TODAY)


GIVEN = [
    (HEAD + REPORT + BLOG + 'responders = ["Jana"]', 'accounts[1].responders: anybody can type a name above a comment, and then counts as you; on WordPress add the user id, such as ["Jana", 3]'),
    (HEAD + REPORT + '[[accounts]]\nurl = "https://x.com/a"\nresponders = ["Jana", "@cafe_hilfe", 7]', 'accounts[1].responders: "Jana" is read as a person\'s name, and whoever has it there does not count as you; write the handle with its @, such as "@jana"'),
    (HEAD + REPORT + BLOG + 'mute = [{ check = "phone", reason = "x" }, { check = "imprint", reason = "x", until = 2026-11-22 }]', "accounts[1].mute[2].until: was over on 2026-11-22, so imprint is told again"),
    (HEAD + REPORT + "task_mails = true\n" + BLOG + 'owner = "jana"', "people.jana.email: is missing, so Jana gets no mail with the own tasks"),
    (HEAD + REPORT + "task_mails = true\n" + BLOG, "report.task_mails: nobody gets one, because no account has an owner"),
    (HEAD + REPORT + 'task_mails = true\nmode = "review"\ncopy_to = ["c@b.example"]\n' + BLOG + 'owner = "tom"', 'report.task_mails: nobody gets one while mode = "review"'),
    (HEAD + REPORT + 'task_mails = true\npeople = "none"\n' + BLOG + 'owner = "tom"', 'report.task_mails: nobody gets one while people = "none"'),
    (HEAD + REPORT + BLOG + '[[accounts]]\nid = "b"\nurl = "http://A.example"', "accounts[2]: is the same as accounts[1], so everything is told twice"),
    (HEAD + REPORT + '[[accounts]]\nurl = "https://fb.com/N"\n[[accounts]]\nid = "b"\nurl = "https://m.facebook.com/n/"', "accounts[2]: is the same as accounts[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), GIVEN, ids=[said[:50] for _, said in GIVEN])
def test_what_is_allowed_and_hardly_meant_is_told(text: str, said: str) -> None:
    """Key, what happens as it is, and the cure; once."""
    (line,) = advice(text)
    assert line.startswith(said)


FINE = [
    REPORT + BLOG + 'responders = ["Jana", 3]',
    REPORT + BLOG + "responders = [3]",
    REPORT + BLOG + 'mute = [{ check = "imprint", reason = "x", until = 2026-11-23 }]',
    REPORT + "task_mails = true\n" + BLOG + 'owner = "tom"',
    REPORT + BLOG + '[[accounts]]\nid = "b"\nurl = "https://www.a.example/blog/"',
    REPORT
    + BLOG
    + '[[accounts]]\nurl = "https://x.com/a"\n[[accounts]]\nurl = "https://www.instagram.com/a"',
    REPORT
    + '[[accounts]]\nplatform = "google_business_profile"\nlocation_id = "*"\n'
    + '[[accounts]]\nid = "b"\nplatform = "google_business_profile"\nlocation_id = "7"',
]


@pytest.mark.parametrize("text", FINE)
def test_nobody_is_advised_without_need(text: str) -> None:
    """Advice that comes each time is read by nobody."""
    assert advice(HEAD + text) == ()
