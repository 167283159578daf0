"""A mail beside the report, set from its own templates and cut to what a mail can hold."""

from collections.abc import Iterable

from account_health.report.frame import Framed
from account_health.report.rendering import MOST_BYTES, Letter, set_letter
from account_health.text.i18n import Translator


def set_fitting(name: str, views: Iterable[Framed], translate: Translator) -> Letter:
    """Set the first of these views that a mail can hold, or else the last, by the templates of this name.

    Raises ValueError where there is no view.
    """
    letter = None
    for view in views:
        html, text = set_letter(name, view, translate)
        letter = Letter(
            subject=view.frame.subject,
            sender_name=str(view.frame.sender),
            language=view.frame.language,
            html=html,
            text=text,
        )
        if len(html.encode()) <= MOST_BYTES:
            break
    if letter is None:
        raise ValueError(f"there is nothing to set as {name}")
    return letter
