"""The command `move-credentials`: stores what lies at a place or under a key of before where the stack looks first."""

from collections.abc import Iterable, Mapping

from account_health.cli.asking import agreed, is_asked
from account_health.cli.screen import complain, print_line
from account_health.cli.stacks import Deployed, Store, into_ssm
from account_health.model.errors import BackendError
from account_health.operations.credentials import Expected, all_expected
from account_health.operations.stack_credentials import (
    LINK_KEY,
    StoredCredentials,
    deletions,
    sort_credentials,
)
from account_health.operations.stack_facts import registered
from account_health.storage import Secrets
from account_health.storage.aws.stack import Unasked, parameters
from account_health.storage.secret import OLD_FOLDER

NOT_MOVED = 1


def move_credentials(deployed: Deployed, *, yes: bool) -> int:
    """Show what lies elsewhere, and store it anew after a yes; the old ones stay. Names are printed, no credential.

    Returns 0 where all lie right in the end, else 1. Raises BackendError, UsageError.
    """
    found = registered(deployed.storage)
    stored = parameters(deployed.stack, deployed.clients)
    if isinstance(stored, Unasked):
        raise BackendError(
            f"SSM does not say which parameters there are ({stored.why}); it needs {stored.right}."
        )
    stack = deployed.stack.name
    asked = {one.parameter(stack): one for one in (*all_expected(found.companies), LINK_KEY)}
    todo = dict(_todo(asked, sort_credentials(stored, asked.values(), deployed.stack)))
    for company in found.broken:
        complain(
            f"registry/{company}.toml cannot be read: which credentials it asks for is not known, and they stay."
        )
    if not todo:
        print_line(f"Every credential lies below /{stack}/, under the stack's own key.")
        return NOT_MOVED if found.broken else 0
    for name, before in todo.items():
        print_line(f"{before} -> {name}" if before != name else f"{name}, under the stack's own key")
    if not yes and not (is_asked() and agreed("Store them so?", default=True)):
        complain("Nothing was stored." + ("" if is_asked() else " Add --yes to store it."))
        return NOT_MOVED
    store = into_ssm(stack)
    failed = [name for name in todo if not _stored(asked[name], deployed.backends.secrets, store)]
    left = sorted({before for name, before in todo.items() if before != name and name not in failed})
    if left:
        print_line("The old ones stay; when no other stack of this AWS account needs them:")
        for command in deletions(left):
            print_line(f"  {command}")
    return NOT_MOVED if failed or found.broken else 0


def _todo(asked: Mapping[str, Expected], places: StoredCredentials) -> Iterable[tuple[str, str]]:
    """Yield for each credential that lies elsewhere where it belongs, and where it lies."""
    for name, one in asked.items():
        before = one.parameter(OLD_FOLDER)
        if before in places.moved:
            yield name, before
        elif name in places.foreign:
            yield name, name


def _stored(one: Expected, secrets: Secrets, store: Store) -> bool:
    """Store one credential anew and tell whether it worked; what is wrong with one keeps no other back."""
    try:
        secret = secrets.get(one.company, one.name)
        if secret is not None:
            store(one.company, one.name, secret.values)
    except BackendError as error:
        complain(str(error))
        return False
    return True
