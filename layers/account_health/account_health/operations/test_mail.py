"""One sample mail, so that somebody sees whether mails arrive before the first report does. Pure."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Final

from account_health.storage import Mail

SUBJECT: Final = "account-health: a test mail"
_TEXT: Final = """\
This is a test of account-health, sent by {sender} through Amazon SES.

You read it, so mails from this sender reach you. Look at three things:

- Is it in the inbox, or among spam or promotions?
- Do the message's details say dkim=pass, spf=pass and dmarc=pass?
- Does an answer to it reach {reply_to}?

Nothing else follows from this mail. Nobody is registered by it, and no report is counted as sent.
"""


def compose_test_mail(sender: str, recipient: str, reply_to: str, now: datetime) -> Mail:
    """Return the mail. It carries no tag of ours: what SES tells of it is counted nowhere."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f"account-health <{sender}>"
    message["To"] = recipient
    message["Reply-To"] = reply_to
    message["Subject"] = SUBJECT
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_TEXT.format(sender=sender, reply_to=reply_to))
    return Mail(sender=sender, recipient=recipient, raw=message.as_bytes())
