"""What a person may type to run the product: the commands about accesses, the stack, and the registry on AWS."""

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from account_health.cli.arguments import Commands, _Parser

OPERATOR_COMMANDS: Final = frozenset(
    {"connect", "doctor", "move-credentials", "push", "pull", "run", "status", "test-mail"}
)

FIRST_REPEAT, LAST_REPEAT = 2, 99
"""As `workflow/run.py` has them, which the help does not load; a test compares."""


def add_operator_commands(commands: "Commands[_Parser]") -> None:
    """Add the commands of whoever runs the product."""
    _add_doctor(commands)
    _add_connect(commands)
    _add_move(commands)
    _add_registry(commands)
    _add_runs(commands)


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


def _add_registry(commands: "Commands[_Parser]") -> None:
    push = commands.add_parser(
        "push",
        help="validate registry files, show what changes, and write them to the bucket",
        description=(
            "Validates each file with the bucket's own defaults, shows what changes there, and writes it after a yes: "
            "never over somebody else's change. Of a new company with copy_to it offers drafts first. "
            "Exit codes: 0 all is there, 2 something is wrong or was not written."
        ),
        allow_abbrev=False,
    )
    push.add_argument("files", nargs="+", metavar="FILE.toml", help="registry files, and _defaults.toml")
    push.add_argument("--yes", action="store_true", help="write without asking")
    push.add_argument(
        "--review", action="store_true", help='a new company gets mode = "review": drafts for copy_to only'
    )
    _add_stack(push)
    pull = commands.add_parser(
        "pull",
        help="write the bucket's registry files into a folder",
        description="Writes registry files from the bucket into a folder; what differs there is shown before it is replaced.",
        allow_abbrev=False,
    )
    pull.add_argument(
        "files", nargs="*", metavar="COMPANY", help="ids of companies (default: all, and the defaults)"
    )
    pull.add_argument("--out", metavar="DIR", default=".", help="where they go (default: here)")
    pull.add_argument("--yes", action="store_true", help="replace without asking")
    _add_stack(pull)


def _add_runs(commands: "Commands[_Parser]") -> None:
    run = commands.add_parser(
        "run",
        help="start a run on AWS and follow it to its end",
        description=(
            "Starts a run by hand and follows it. It mails the operator alone unless --mail says otherwise. "
            "Exit codes: 0 it succeeded, 1 it failed."
        ),
        allow_abbrev=False,
    )
    run.add_argument("company", nargs="?", metavar="COMPANY", help="its id (default: all companies)")
    run.add_argument("--dry-run", action="store_true", help="renders everything, mails nobody")
    run.add_argument(
        "--mail", choices=("company", "operator", "none"), help="who gets mails (default: operator)"
    )
    run.add_argument(
        "--repeat",
        type=_number_of_a_repeat,
        metavar="N",
        help="with --mail company: mail the same people on the same day once more; the second run of a day is 2",
    )
    _add_stack(run)
    status = commands.add_parser(
        "status",
        help="show the last and the next runs, what each company got, and what waits",
        description="Shows runs, what each company got, and each mail that is owed, with the command that sends it.",
        allow_abbrev=False,
    )
    _add_stack(status)
    test = commands.add_parser(
        "test-mail",
        help="send one sample mail through SES",
        description="Sends one sample from the stack's sender. It is in no ledger and counts as nobody's report.",
        allow_abbrev=False,
    )
    test.add_argument("address", metavar="ADDRESS", help="who gets it; in the sandbox a verified one")
    _add_stack(test)


def _number_of_a_repeat(text: str) -> int:
    if not text.isdecimal() or not FIRST_REPEAT <= int(text) <= LAST_REPEAT:
        raise ArgumentTypeError(
            f"the second run of a day is 2, the most is {LAST_REPEAT}; write such a number, not {text!r}"
        )
    return int(text)


def _add_connect(commands: "Commands[_Parser]") -> None:
    connect = commands.add_parser(
        "connect",
        help="lead step by step to a credential, try it, and store it",
        description=(
            "Says what to do in the platform's console, asks for what you copied there without showing it, makes a token of "
            "long life of it, asks the platform whose it is, and stores it: in .env beside the file, or with --aws in SSM. "
            "Without a file it is an agency's, for all clients. Exit codes: 0 stored, 1 not stored."
        ),
        allow_abbrev=False,
    )
    connect.add_argument(
        "platform", choices=("facebook", "instagram", "x", "google"), metavar="facebook|instagram|x|google"
    )
    connect.add_argument("files", nargs="*", metavar="FILE.toml", help="whose account it is for")
    connect.add_argument(
        "--aws", action="store_true", help="store it in SSM, as a SecureString under the stack's key"
    )
    _add_stack(connect)


def _add_move(commands: "Commands[_Parser]") -> None:
    move = commands.add_parser(
        "move-credentials",
        help="put each credential on AWS where this release looks for it, under the stack's own key",
        description=(
            "Shows which credentials lie at their old path or under another key, and after a yes stores them where the "
            "stack looks first. Deletes nothing and prints no credential. Exit codes: 0 all lie right, 1 something was not moved."
        ),
        allow_abbrev=False,
    )
    move.add_argument("--yes", action="store_true", help="move without asking")
    _add_stack(move)
