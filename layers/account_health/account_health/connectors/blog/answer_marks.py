"""What gives away an answer that is no page of the company: marks in headers and code, and words, each family with its reason.

Marks of code stand in no text that people write. Words count only on a page that has nothing of its own to say
(see `answering`): an article about Cloudflare, a bakery called Coming Soon and whoever writes of parked cars stay content.
German, English and French.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CHALLENGE_HEADERS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        name: re.compile(value, re.IGNORECASE)
        for name, value in {
            "cf-mitigated": "challenge|block",
            "x-amzn-waf-action": "challenge|captcha",
            "x-vercel-mitigated": "challenge|deny",
            "x-vercel-challenge-token": ".",
            "x-datadome": "protected",
            "x-dd-b": ".",
            "x-kpsdk-ct": ".",
            "x-sucuri-block": ".",
            "x-bunny-shield": "challenge",
        }.items()
    }
)
"""Set by providers on the answer of their gate alone. What they set on every answer (cf-ray, x-iinfo) is no mark."""

CHALLENGE_CODE: Final = re.compile(
    r"cf-browser-verification|_cf_chl_opt|cf_captcha|sgcaptcha|_incapsula_resource|captcha-delivery\.com"
    r"|anubis_(?:challenge|version)|\.within\.website/|awswaf|gokuprops|sec-if-cpt|sec-cpt-|bm-verify|/_sec/verify"
    r"|px-captcha|_pxappid|kpsdk|ips\.js\?|ddos-guard/|check\.ddos-guard|/\.bunny-shield/|/\.safeline/|/\.lsrecap/|wsidchk"
    r"|sucuri_cloudproxy|slowaes\.decrypt|imunify360|haproxy-?protection|challenge-form|challenge-container|go-away|/_fs-ch-",
    re.IGNORECASE,
)
"""The scripts of gates, which no ordinary page holds."""
CAPTCHA_CODE: Final = re.compile(
    r"cf-turnstile|hcaptcha\.com|g-recaptcha|recaptcha/api|friendly-?captcha|geetest|altcha-widget|mosparo|botdetect|proof-?of-?work",
    re.IGNORECASE,
)
"""Captchas: they stand on ordinary pages with forms, too, so a gate's words have to stand beside them."""
CHALLENGE_WORDS: Final = re.compile(
    r"just a moment|attention required|checking (?:if the site|your browser)|(?:verify|verifying|confirm|check)\w* (?:that )?"
    r"(?:you(?:'|’|&#39;|&rsquo;)?(?:re| are)?(?: not a| (?:a )?human)|your browser|you are)|not a (?:ro)?bot|are you (?:a )?(?:robot|human)"
    r"|robot challenge|security (?:check|checkpoint|verification)|one moment,? please|ddos protection|bot (?:check|protection)"
    r"|unusual traffic|kein (?:ro)?bot|sicherheits(?:prüfung|überprüfung|check)|browser wird (?:über)?geprüft|(?:dass|ob) sie ein mensch"
    r"|einen moment,? bitte|ungewöhnliche[rn]? datenverkehr|vérifi\w+ (?:que vous|de (?:votre navigateur|sécurité)|votre navigateur)"
    r"|pas un robot|un instant|êtes[- ]vous (?:un )?(?:humain|robot)|client challenge|(?:über)?prüfen (?:ihren|deinen) browser"
    r"|you have been blocked|access (?:to (?:this|our) (?:site|service|page) )?(?:has been |is )?(?:limited|denied|blocked)|zugriff verweigert|accès refusé",
    re.IGNORECASE,
)
ENABLE_SCRIPTS: Final = re.compile(
    r"(?:enable|activate|requires?) (?:javascript|cookies)|(?:javascript|cookies) (?:is|are) (?:disabled|required)"
    r"|javascript (?:bitte )?(?:aktivieren|einschalten)|bitte aktivieren sie (?:javascript|cookies)|activer (?:javascript|les cookies)",
    re.IGNORECASE,
)

CONSENT_WORDS: Final = re.compile(
    r"cookies?\b|consent|zustimm|einwillig|tracking|datenschutz-?einstellung|privatsphäre|privacy (?:settings|choices|preferences)"
    r"|partner\w* (?:verwenden|use|utilis)|werbung(?:sfrei)?\b|akzeptier|traceurs|consentement|confidentialité|vie privée",
    re.IGNORECASE,
)
"""A wall speaks of nothing else."""
CONSENT_MATTERS: Final = re.compile(
    r"cookies?\b|consent|zustimm|einwillig|tracking|datenschutz|privatsphäre|privacy|traceurs|confidentialité|vie privée|werbefrei",
    re.IGNORECASE,
)
"""Of these words one names what a wall is about; the others go with it."""
CONSENT_ACTS: Final = re.compile(
    r"verwend|nutz|gesetzt|setzen|speicher|\buse[sd]?\b|using|utilis|consent|zustimm|einwillig|akzept|accept|annehmen|ablehnen|auswahl"
    r"|einstellung|settings|choices|preferences|partner|tracking|traceur|abo\b|privatsphäre|vie privée|essen[tz]iell"
    r"|accett|utiliz|acept|gebruik|toestemming",
    re.IGNORECASE,
)
"""What a wall does with cookies, or wants of its reader; Italian, Spanish and Dutch beside ours, since a wall speaks its maker's
language. Who bakes cookies does something else."""
CONSENT_CODE: Final = re.compile(
    r"usercentrics|cookiebot|consentmanager|onetrust|cookielaw|didomi|sourcepoint|sp_message|quantcast|iubenda|borlabs|klaro"
    r"|cookieyes|complianz|axeptio|tarteaucitron|contentpass|traffective|trustarc|ccm19|real-cookie-banner|cmp[-_]",
    re.IGNORECASE,
)
CONSENT_PATH: Final = re.compile(
    r"(?:^|[/._-])(?:consent|cookie-?(?:consent|wall|check)?|zustimmung|einwilligung|privacy-?(?:gate|wall)|cmp)(?:[/._-]|$)",
    re.IGNORECASE,
)

PARKING_CODE: Final = re.compile(
    r"data-adblockkey|sedoparking|parkingcrew|parklogic|bodis\.com|hugedomains\.com|skenzo|cashparking|parking-?lander"
    r"|lander_system|/park\.js|/parking\.js|d38psrni17bvxu|dsparking|domainsponsor|fastpark|parkpage|above\.com|afternic\.com"
    r"|dan\.com/|sedo\.com/search|sav\.com|uniregistry|namebright|domain-?parking|caf\.js|google\.com/adsense/domains",
    re.IGNORECASE,
)
"""The scripts and links of those who show advertising on domains that nobody uses."""
_DOMAIN: Final = r"(?:domain|internetadresse|web-?adresse|webadresse|web address|nom de domaine|(?<!notre )(?<!du )domaine|[\w-]{2,60}\.[a-z]{2,12})"
"""An estate of vines is a "domaine", too: its own is "notre domaine"."""
SALE_WORDS: Final = re.compile(
    rf"{_DOMAIN}(?: ?name)?(?: is| may be| could be| might be)? (?:for sale|available for (?:purchase|sale)|parked)\b|buy this domain"
    rf"|make an offer|{_DOMAIN}[^.<>]{{0,60}} (?:steht|stehen)?\s?(?:zum|zu) verkauf|{_DOMAIN}[^.<>]{{0,30}} (?:ist|wurde)"
    rf" (?:(?:kostenlos |hier )?geparkt|registriert und geparkt)|{_DOMAIN}[^.<>]{{0,30}} (?:kann|können) (?:erworben|gekauft)|domain (?:kaufen|erwerben)"
    rf"|angebot (?:anfordern|abgeben)|{_DOMAIN}[^.<>]{{0,30}} est (?:à vendre|en vente(?! direct)|parqué)|acheter ce (?:nom de )?domaine"
    rf"|(?:dominio|domein)[^.<>]{{0,30}} (?:in vendita|en venta|te koop)|parked (?:free|domain|by)|domain parking|the domain is parked|welcome to [\w.-]+\.[a-z]{{2,12}}$",
    re.IGNORECASE,
)
_STOPPED: Final = r"(?:ist|wurde|hat)(?: (?:leider|derzeit|zurzeit|vorübergehend|temporär|vom \w+|aktuell)){0,2} (?:abgelaufen|gesperrt|gekündigt|deaktiviert|stillgelegt)"
EXPIRED_WORDS: Final = re.compile(
    rf"{_DOMAIN}(?: ?name| registration)?(?: \S+)? (?:has|is|was) (?:been )?(?:recently )?(?:expired|suspended|pending renewal)"
    rf"|(?:this )?(?:domain|account|website|site|hosting|plan|subscription)(?: \S+)? (?:has|is) (?:been )?(?:recently )?(?:expired|suspended|deactivated)"
    rf"|website expired|account suspended|bandwidth limit exceeded|{_DOMAIN}[^.<>]{{0,30}} {_STOPPED}"
    rf"|(?:vertrag|paket|tarif|konto|webspace|hosting|website|webseite|webshop|online-?shop)[^.<>]{{0,30}} {_STOPPED}"
    rf"|(?:{_DOMAIN}|hébergement|abonnement|compte|site)[^.<>]{{0,30}} (?:a|est) (?:expiré|été (?:suspendu|désactivé))|renew (?:your|this|the) domain|(?:address|adresse) is not taken",
    re.IGNORECASE,
)
REGISTERED_WORDS: Final = re.compile(
    rf"(?<!ihre )(?<!your ){_DOMAIN}(?: ?name)?[^.<>!?]{{0,40}} (?:ist|wurde|is|was|has been|a(?: bien)? été|est)(?: [\w.-]+){{0,5}}? (?:registriert|reserviert|vergeben|belegt"
    r"|registered|reserved|taken|enregistré|réservé|créé)(?!\w)",
    re.IGNORECASE,
)
"""What a registrar shows where nobody has put a page yet: the address is taken, and that is all."""
RELATED_WORDS: Final = re.compile(
    r"^(?:related (?:searches|links|topics)|ähnliche (?:suchen|suchanfragen)|verwandte (?:suchen|themen|links)|recherches (?:associées|similaires)"
    r"|sponsored (?:links|listings)|gesponserte links|liens sponsorisés)\b",
    re.IGNORECASE,
)

PLACEHOLDER_WORDS: Final = re.compile(
    r"welcome to nginx|web server'?s default page|apache2? \w+ (?:default|test) page|^it works!?$|index of /|iis windows server"
    r"|hier entsteht (?:in kürze )?(?:eine|unsere|die) (?:neue )?(?:internetpräsenz|website|webseite|homepage|seite|präsenz)"
    r"|(?:future|new) home of|default (?:web ?site|web ?page|page) (?:of|for)|site is not (?:yet )?(?:published|configured|connected)"
    r"|isn(?:'|’)t connected to a (?:website|site)|(?:domain|adresse|website)[^.<>]{0,40} (?:wurde|ist) (?:soeben|gerade|neu|erfolgreich|noch keine[rm]?)"
    r" (?:freigeschaltet|registriert|eingerichtet|website|inhalt)|noch keine inhalte|kein inhalt hinterlegt|there isn(?:'|’)t a github pages site"
    r"|error establishing a database connection|fehler beim aufbau einer datenbankverbindung|connectyourdomain"
    r"|(?:shop|store) is (?:currently )?(?:unavailable|closed)|site en construction par défaut|page par défaut|no such (?:app|site)"
    r"|congratulations!? your (?:site|website|account)|website coming soon by|domain default page"
    r"|(?:web)?(?:site|seite|auftritt)[^.<>]{0,30} noch nicht (?:eingerichtet|veröffentlicht|verfügbar|online)|noch (?:kein|keine) (?:hosting|webspace|webseite|website)"
    r"|(?:this|diese|die|ce|cette|our|unsere?)? ?(?:website|web ?site|webseite|homepage|shop|store|site) (?:ist|is|est)(?: (?:derzeit|zurzeit|zur zeit|aktuell|momentan"
    r"|leider|vorübergehend|currently|temporarily|actuellement|temporairement)){0,2} (?:nicht (?:verfügbar|erreichbar)|unavailable|not available|offline|indisponible)"
    r"|(?:owner of this|(?:inhaber|besitzer|eigentümer|betreiber)(?:in)? (?:dieser|dieses)|propriétaire de ce) (?:web|domain|site|seite|shop|homepage)"
    r"|\b(?:fatal|parse) error: |uncaught \w{0,20}(?:error|exception)|critical error on (?:this|your) website|kritischen fehler auf (?:deiner|ihrer|dieser) website"
    r"|erreur critique sur (?:ce|votre) site|^\W*(?:\w+[,!] )?(?:an error (?:has )?occurr?ed|(?:looks like )?something went wrong|es ist ein fehler aufgetreten|une erreur est survenue)\W*$",
    re.IGNORECASE,
)
"""What a host or a maker shows where its customer has put nothing, or where its own machinery broke."""

MAINTENANCE_WORDS: Final = re.compile(
    r"\W*(?:(?:we(?:'|’)?re |we are |website |site |our (?:web)?site is )?(?:coming|opening|launching|back) (?:very )?soon|we(?:'|’)ll be back\b.{0,20}"
    r"|(?:(?:web)?site |this site is |we are )?(?:currently )?(?:under|down for|in) (?:scheduled )?(?:maintenance|construction)(?: mode)?"
    r"|maintenance(?: mode)?|briefly unavailable for scheduled maintenance.{0,60}|be right back|stay tuned"
    r"|(?:wir )?(?:sind|eröffnen|starten|öffnen) (?:bald|demnächst|in kürze)(?: (?:wieder )?(?:für (?:sie|euch|dich) )?(?:da|zurück|online))?|bald (?:eröffnet|verfügbar|online|wieder da|für sie da)"
    r"|demnächst(?: hier)?|in kürze(?: verfügbar| online)?|wartung(?:sarbeiten|smodus)?|(?:unsere |diese |die )?(?:neue )?(?:website|webseite|homepage|seite|internetseite|shop)"
    r" (?:ist |wird |befindet sich )?(?:(?:gerade|derzeit|zurzeit|momentan|aktuell) )?(?:(?:in|im) (?:wartung|aufbau|umbau|bau|bearbeitung)|gewartet|überarbeitet)"
    r"|(?:im|in) (?:aufbau|umbau|wartung)|baustelle|hier entsteht .{0,60}|(?:bientôt|prochainement)(?: (?:en ligne|disponible|de retour))?|(?:site )?en (?:maintenance|construction|travaux)"
    r"|ouverture prochaine|nous (?:revenons|ouvrons) bientôt)\W*",
    re.IGNORECASE,
)
"""The whole of a title's or a heading's part, never a word inside of one."""
_WEBSITE: Final = r"(?:website|webseite|homepage|internetseite|internetauftritt|webauftritt|web ?site|(?:online|web)-?shop|site internet)"
_A_WEBSITE: Final = rf"(?:{_WEBSITE}|(?<=neue )seite|(?<=unsere )seite|(?<=diese )seite|(?<=der )shop|(?<=unser )shop|(?<=this )site|(?<=our )site|(?<=ce )site|(?<=notre )site|(?<=nouveau )site)"
SITE_IN_THE_MAKING: Final = re.compile(
    rf"(?<!\w){_A_WEBSITE}\b[^.!?<>]{{0,40}}(?:überarbeitet|gewartet|wartung|(?:im|in) (?:aufbau|umbau|arbeit|bearbeitung|entstehung)|neu gestaltet|folgt (?:in kürze|bald|demnächst)"
    rf"|entsteht|under (?:construction|maintenance)|(?:undergoing|down for)[^.!?<>]{{0,20}} maintenance|en (?:construction|maintenance|travaux)|en cours de (?:refonte|construction))"
    rf"|(?:hier entsteht|wir (?:arbeiten|basteln|bauen|feilen)[^.!?<>]{{0,30}} an)[^.!?<>]{{0,10}} (?:unsere?[rn]?|eine?[rn]?) (?:neue[nr]? )?(?:{_WEBSITE}|seite)"
    rf"|working on our (?:new )?(?:{_WEBSITE}|site)|nous (?:travaillons (?:sur|à)|préparons) notre (?:nouveau )?site",
    re.IGNORECASE,
)
"""A sentence that says of the website itself that it is being made: it counts where hardly anything else stands there."""

NOT_THERE: Final = re.compile(
    r"\W*(?:(?:http\s*)?(?:error|fehler|erreur)[\s:–-]*[45]\d\d\b|[45]\d\d\W*(?:$|error|fehler|erreur|not found|nicht gefunden|introuvable|forbidden"
    r"|bad gateway|service|internal server|gateway|page|seite|oops|ups)"
    r"|(?:(?:diese|die|the|this|cette|la)\s+)?(?:angeforderte |gesuchte |requested )?(?:seite|page)\s+(?:(?:you(?:'re| are) looking for|que vous \w+|wurde|konnte|ist|is|was|could|can(?:'|’)?t|cannot|isn(?:'|’)t|n(?:'|’)a pas été|n(?:'|’)est pas|est)\s+)?"
    r"(?:(?:leider\s+)?nicht (?:gefunden|vorhanden|verfügbar)|existiert (?:leider )?nicht|gibt es (?:leider )?nicht|not (?:be )?found|(?:be )?found|does not exist|doesn(?:'|’)t exist|introuvable|trouvée|n(?:'|’)existe pas)"
    r"|(?:inhalt|content|beitrag|artikel|contenu)\s+(?:(?:wurde|konnte|was|is)\s+)?(?:leider\s+)?(?:nicht|not)\s+(?:gefunden|verfügbar|found|available)"
    r"|(?:es konnte |wir haben |hier (?:ist|gibt es) )?(?:leider )?nichts(?: gefunden(?: werden)?)?[^\w?]*$|nothing (?:was )?found[^\w?]*$|(?:this )?page (?:isn(?:'|’)t |is (?:not |no longer |un)|un)available|(?:not found|nicht gefunden|introuvable)\b(?!\s*\?)"
    r"|(?:oops|ups|huch|hoppla)\W{1,4}(?:(?:diese |die |that |this |the )?(?:seite|page)\b|hier (?:ist|gibt es) (?:leider )?nichts))",
    re.IGNORECASE,
)
