"""Names of profiles that are nobody's: those of whoever makes sites and themes, of the networks, of templates."""

from typing import Final

MAKERS: Final = frozenset(
    "avada bethemes bootstrapmade bricksbuilder brizy colorlib creativetim flatsome framer generatepress graygrids hostinger html5up"
    " htmlcodex kriesi lovable mobirise oceanwp siteorigin startbootstrap strikingly tagdiv templatemo themefusion themefisher webador"
    " wpastra wpbakery"
    " astra automattic canva contao divi drupal duda elegantthemes elementor elemntor envato godaddy ionos ionos_de jimdo"
    " jimdocom jimdode joomla kadence shopify site123 squarespace strato themeforest themeisle typo3 webflow"
    " webnode weebly wix wixcom wixstudio woocommerce wordpress wordpressdotcom"
    " facebook instagram twitter linkedin youtube tiktok pinterest meta google".split()
)
"""Handles of whoever makes sites and themes, who sign them, and of the networks themselves."""
PLACEHOLDERS: Final = frozenset(
    "beispiel deine-seite deineseite deinname deinprofil example ihre-seite ihreseite ihrname ihrprofil mypage"
    " page pagename profile profilename user username votre-page votrepage your-page your-profile your-username"
    " your_username yourbusiness yourcompany yourname yourpage yourprofile yourusername".split()
)
"""What templates put in the place of a handle."""
NOBODYS: Final = MAKERS | PLACEHOLDERS
