"""All cases of all checks: those written by hand, and those that every check has."""

from itertools import chain

from tests.judgement import access, activity, conversation, legal, opening, profile, watch, working
from tests.judgement.case import Case
from tests.judgement.common import common_cases

TABLES = (
    *access.TABLES,
    *activity.TABLES,
    *conversation.TABLES,
    *opening.TABLES,
    *legal.TABLES,
    *profile.TABLES,
    *watch.TABLES,
    *working.TABLES,
)
OWN: tuple[Case, ...] = tuple(chain.from_iterable(table.cases for table in TABLES))
COMMON: tuple[Case, ...] = tuple(chain.from_iterable(common_cases(table.cases) for table in TABLES))
ALL: tuple[Case, ...] = (*OWN, *COMMON)
