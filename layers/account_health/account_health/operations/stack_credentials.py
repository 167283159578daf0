"""Which of a stack's credentials lie where, by the names of their parameters: missing, unused, at a place of before. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from account_health.operations.credentials import Expected, Unused, unused_parameters
from account_health.storage.aws.stack import Parameter, Stack
from account_health.storage.secret import OLD_FOLDER, key_of
from account_health.workflow.report_link import KEYS, STACK

LINK_KEY: Final = Expected(STACK, KEYS, optional=True)
"""The key of report links, which no account asks for."""

_AT_ONCE: Final = 10
_KEY_OF_AWS: Final = "alias/aws/ssm"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCredentials:
    """What was found. `missing` are asked for and lie nowhere, `unused` nobody asks for, `insecure` are readable text.

    `moved` are read at the folder that all stacks shared until 0.1, for this release only; `left` lie there although the
    stack has its own by now, and under no other stack's key; `foreign` lie under another key than the stack's.
    """

    missing: tuple[str, ...] = ()
    unused: tuple[Unused, ...] = ()
    insecure: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def sort_credentials(
    stored: Iterable[Parameter], wanted: Iterable[Expected], stack: Stack
) -> StoredCredentials:
    """Return what lies where; what other stacks keep in the shared folder is none of this one's business."""
    found = {one.name: one for one in stored}
    asked = {one.parameter(stack.name): one for one in (*wanted, LINK_KEY)}
    own = {name for name in found if name.startswith(f"/{stack.name}/")}
    old = {name: one.parameter(OLD_FOLDER) for name, one in asked.items() if stack.name != OLD_FOLDER}
    at_old = {name: before for name, before in old.items() if before in found}
    return StoredCredentials(
        missing=tuple(
            sorted(
                name
                for name, one in asked.items()
                if not one.optional and not {name, old.get(name)} & set(found)
            )
        ),
        unused=unused_parameters((name for name in own if not _of_the_stack(name, stack)), asked, found),
        insecure=tuple(name for name in found if name in own and not found[name].secure),
        moved=tuple(sorted(before for name, before in at_old.items() if name not in found)),
        left=tuple(
            sorted(before for name, before in at_old.items() if name in found and _unclaimed(found[before]))
        ),
        foreign=tuple(sorted(name for name in own if found[name].secure and _foreign(found[name], stack))),
    )


def deletions(names: Sequence[str]) -> Iterator[str]:
    """Yield the commands that delete parameters: SSM takes ten at once."""
    for begin in range(0, len(names), _AT_ONCE):
        yield f"aws ssm delete-parameters --names {' '.join(names[begin : begin + _AT_ONCE])}"


def _of_the_stack(name: str, stack: Stack) -> bool:
    """Tell whether a parameter is the stack's own, and to be no credential of an account."""
    return name.startswith(f"/{stack.name}/{STACK}/")


def _unclaimed(parameter: Parameter) -> bool:
    """Tell whether a parameter of the shared folder lies under no stack's key: under another's, that stack goes on with it."""
    return not parameter.key or parameter.key.endswith(_KEY_OF_AWS)


def _foreign(parameter: Parameter, stack: Stack) -> bool:
    """Tell whether a parameter lies under another key than the stack's, as far as SSM says and the stack has one."""
    ours = (key_of(stack.name), *stack.of_kind("AWS::KMS::Key"))
    return bool(parameter.key) and len(ours) > 1 and not parameter.key.endswith(ours)
