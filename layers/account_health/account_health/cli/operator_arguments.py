"""What a person may type to run the product: the commands about accesses, the stack, and the registry on AWS."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from account_health.cli.arguments import Commands, _Parser

OPERATOR_COMMANDS: Final = frozenset({"doctor"})


def add_operator_commands(commands: "Commands[_Parser]") -> None:
    """Add the commands of whoever runs the product."""
    _add_doctor(commands)


def _add_doctor(commands: "Commands[_Parser]") -> None:
    doctor = commands.add_parser(
        "doctor",
        help="say of each account whether it can be looked at, and what to do next where not",
        description=(
            "Asks each platform the least it can: whose the stored credential is, what it may do, how long it lives. "
            "Reads no posts and prints no credential. On X that costs one user, $0.010. "
            "Exit codes: 0 nothing is to do, 1 something needs you, 2 a file is wrong."
        ),
        allow_abbrev=False,
    )
    doctor.add_argument("files", nargs="*", metavar="FILE.toml", help="registry files, one per company")
    doctor.add_argument(
        "--aws",
        action="store_true",
        help="ask the deployed stack whether mails reach people; with files, look for their credentials in SSM",
    )
    _add_stack(doctor)


def _add_stack(parser: "_Parser") -> None:
    parser.add_argument(
        "--stack", metavar="NAME", default="account-health", help="the stack's name (default: account-health)"
    )
