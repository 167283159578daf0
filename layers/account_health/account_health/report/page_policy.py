"""The page's Content-Security-Policy: nothing loads, and only the script and the styles with these very bytes count."""

import base64
import hashlib
import html
import re
from typing import Final

STRICTEST: Final = "default-src 'none'"
"""What a page that states no policy gets: not even its styles."""
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]{1,1000})">')
_HEAD = 4096


def policy(script: str, styles: str) -> str:
    """Return the policy of a page with this one script and these styles, as they stand between their tags."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def policy_in(page: bytes) -> str:
    """Return the policy that a page states in its head, to be said in a header too."""
    found = _META.search(page[:_HEAD].decode("utf-8", "replace"))
    return html.unescape(found[1]) if found else STRICTEST


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
