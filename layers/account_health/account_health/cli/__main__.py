"""`python -m account_health.cli`: the command, where the script `account-health` is not on the PATH."""

import sys

from account_health.cli import main

if __name__ == "__main__":
    sys.exit(main())
