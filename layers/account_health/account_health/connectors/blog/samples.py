"""What site builders put into a new site for show: nobody's facts until the owner writes over them."""

from typing import Final

SAMPLE_EMAILS: Final = frozenset(
    "info@mysite.com info@my-domain.com email@example.com email@domain.com name@domain.com mail@example.com info@example.com"
    " deine@email.de name@beispiel.de info@beispiel.de mail@beispiel.de hello@reallygreatsite.com".split()
)
"""Wix (mysite.com, my-domain.com), Squarespace and Webflow (example.com, domain.com), Jimdo and others (beispiel.de), Canva."""
SAMPLE_PHONES: Final = frozenset(
    {"+11234567890", "+491234567890", "+431234567890", "+411234567890", "+49123456789", "+15555555555"}
)
"""Wix's 123-456-7890 as read in several countries, the digits in a row, and the fives of themes."""
