"""Where a credential lies and how it is written: one JSON object of texts, the same on AWS and on a laptop."""

import json
from typing import Final

from account_health.model.errors import BackendError, CredentialUnreadableError
from account_health.storage import Secret

OLD_FOLDER: Final = "account-health"
"""The folder in which every stack looked until 0.1, and the name of a stack where nobody chose another one."""

_SHARED = "shared/"


def place(company: str, name: str) -> tuple[str, str]:
    """Return the folder and the name of a credential; `shared/<name>` lies outside every company."""
    if name.startswith(_SHARED):
        return "_shared", name.removeprefix(_SHARED)
    return company, name


def parameter_of(company: str, name: str, stack: str = OLD_FOLDER) -> str:
    """Return the name of the parameter in which a stack's credential lies on AWS."""
    return "/".join(("", stack, *place(company, name)))


def key_of(stack: str) -> str:
    """Return the alias of the key under which a stack's credentials are stored."""
    return f"alias/{stack}/credentials"


def parse_secret(text: str, where: str) -> Secret:
    """Return the credential's fields.

    Raises CredentialUnreadableError, which names only where it lies, when the text is no JSON object of texts.
    """
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        # Without `from`: the error of a JSON parser holds the whole text.
        raise CredentialUnreadableError(
            f"The credential {where} has to be a JSON object whose values are texts in quotes."
        )
    return Secret(values)


def written_secret(secret: Secret, before: Secret, where: str) -> str:
    """Return the text of a credential that may be stored over `before`.

    Raises BackendError, which names only where it lies, when it lacks a field of `before` or one is empty.
    """
    lost = sorted(name for name in before.values if name not in secret.values)
    empty = sorted(name for name, value in secret.values.items() if not value.strip())
    if lost or empty or not secret.values:
        faults = ", ".join([f"{name} is missing" for name in lost] + [f"{name} is empty" for name in empty])
        raise BackendError(
            f"The new credential for {where} is not stored: {faults or 'it is empty'}. The old one stays."
        )
    return json.dumps(dict(secret.values), ensure_ascii=False)
