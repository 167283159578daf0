"""What the page `docs/checks.md` says of each check beside its row: what it looks at, how to fix it, where it is from.

English only, for whoever runs the product; what readers of a report see are the rules' own sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Guide:
    """What a check looks at and how to fix what it tells. `source` backs a figure or a rule, with country and year."""

    looks_at: str
    fix: str
    source: str = ""


BRIGHTLOCAL_2026 = "BrightLocal, Local Consumer Review Survey, United States, 2026, 1,002 people."
BRIGHTLOCAL_2021 = (
    "63 % would not use a business after wrong details (BrightLocal, United States, 2021, 1,141 people)."
)
ISTANBULLUOGLU_2017 = (
    "Who complains on Facebook expects an answer within three to six hours, on X within one to three "
    "(Istanbulluoglu, Computers in Human Behavior, 2017)."
)
LIAO_2025 = (
    "Onlookers think better of a company whose first answer deals with the matter in public; asking into private first spoils it "
    "(Liao et al., Psychology & Marketing 42(11), 2025, four experiments)."
)
LOPES_2024 = (
    "Hotel bookings rose after answers with a manager's name and an offered remedy, and fell after bare apologies; "
    "there, a private channel helped, too (Lopes et al., Journal of Service Management 35(6), 2024)."
)
PROSERPIO_2017 = "Hotels that began to answer got 0.12 stars more and 12 % more reviews (Proserpio and Zervas, Marketing Science, 2017)."
LIU_2021 = "More copied answers, fewer and worse reviews in the next month (Liu et al., Tourism Management, 2021, 868 hotels)."
SECOND_WEEK = (
    "A platform that fails once is `unknown` at once and no finding; the second failed week in a row warns."
)

GUIDES: Mapping[str, Guide] = MappingProxyType(
    {
        "credential-valid": Guide(
            "The answer to one cheap request with the account's credential. A refusal fails in the very first week.",
            "Renew the access and store it where the old one lay; docs/facebook.md, instagram.md, x.md and google.md say how.",
        ),
        "credential-expiry": Guide(
            "The end of the credential as the platform states it. Where the platform does not say, it does not apply.",
            "Renew the access before that day. Tokens of Instagram Login are renewed by themselves.",
        ),
        "permissions-complete": Guide(
            "The permissions that the platform lists for the credential, compared with those that the checks need.",
            "Grant what is missing when you renew the access.",
        ),
        "identity-unchanged": Guide(
            "The platform's own id and name behind the registered address, compared with the first look.",
            "Where the account is yours, register its new address. Where it is not, find out who took the name.",
        ),
        "account-public": Guide(
            "Whether the public sees the account: published, not protected, not suspended, not withheld, not gone.",
            "Log in on the platform and do what it asks for.",
        ),
        "data-complete": Guide(
            "Whether we stopped although there was more: paging, a budget of reads, a rate limit. "
            "What a platform holds back from every program is named in the report and not judged.",
            "Raise `max_reads` of an X account, or look more often.",
        ),
        "last-complete-look": Guide(
            f"The calendar days since every part of the account was seen. {SECOND_WEEK}",
            "Find out why the account cannot be read; the report names part, reason and since when.",
        ),
        "owner-assigned": Guide(
            "`owner` and `deputy` of the account in the registry file. A missing owner fails; "
            "a missing deputy warns where two or more people are registered.",
            "Write `owner` and `deputy` into the registry file.",
        ),
        "last-post-age": Guide(
            "The calendar days from the newest own post to the look, in the company's zone, without pauses. "
            "The change dates of a sitemap may prove age, never freshness. Accounts younger than 30 days are not judged. A Google listing is found whether anybody posts or "
            "not: there it warns at most, once a month, and is a small matter.",
            "Publish something. Where fewer posts are meant, set `posts` of the account to what is meant.",
        ),
        "posting-frequency": Guide(
            "The number of own posts in the last 28 days, of a blog in the last 90. A figure, never a finding.",
            "Nothing to fix: it stands in the channel's row.",
        ),
        "dormant-account": Guide(
            "The calendar days since the newest own post, without pauses. From the warn on `last-post-age` steps back. "
            "Nobody has to decide about a silent Google listing.",
            'Start again, set `state = "dormant"` and say so on the profile, or close the account.',
            "A college unpublishes accounts after six months without a post (Emerson College, 2014). "
            "Google accounts that were long unused are likelier to be taken over (Google, as reported by ESET, 2025).",
        ),
        "posting-gap": Guide(
            "The longest silence between two posts of the last 90 days, today included. Switched off unless asked for.",
            "Plan posts ahead for the time in which nobody can write.",
        ),
        "dormancy-notice": Guide(
            'The profile\'s texts of an account with `state = "dormant"`: one has to say that it rests and where to go instead.',
            "Write one sentence into the profile: this channel rests, you find us at …",
        ),
        "expired-promotion": Guide(
            "The title of the newest post: a past date beside a word of validity. Switched off unless asked for.",
            "Publish a newer post, or take the old one down.",
        ),
        "rejected-post": Guide(
            "Posts that the platform lists as rejected, where it lists them.",
            "Change the text, often a phone number is the reason, and publish it again.",
        ),
        "feed-readable": Guide(
            "The blog's feed: found, answering, readable, with entries.",
            'Register the feed\'s address as `feed`. Where there is no blog, set `posts = "none"`.',
        ),
        "plausible-dates": Guide(
            "The dates of the posts: none before 1995, none more than 48 hours ahead, not all alike from five posts on, none missing.",
            "Have the feed give every post its own date of publication.",
        ),
        "unanswered-criticism": Guide(
            "Public comments, mentions and reviews that ask or complain and have no later word of ours in their thread. "
            "Reviews of one to three stars count as criticism and may wait a working day longer.",
            "Answer, or mark what needs no answer by `account-health done FILE.toml ITEM`.",
            f"{ISTANBULLUOGLU_2017} {LIAO_2025} {LOPES_2024} Ours is slower, since a small company has no night shift.",
        ),
        "unanswered-comments": Guide(
            "Other public comments without a later word of ours. Emoji, thanks, mentions of friends and what we liked need no answer.",
            "Answer, or mark what needs no answer by `account-health done FILE.toml ITEM`.",
            ISTANBULLUOGLU_2017,
        ),
        "unanswered-reviews": Guide(
            "Reviews of four and five stars with text from the last 90 days that have no answer. Older ones are counted, no fault.",
            "Answer with a sentence that only this customer could get.",
            PROSERPIO_2017,
        ),
        "unanswered-mentions": Guide(
            "Posts of others that address the account: replies and mentions on X, visitor posts on Facebook. "
            "Tags on Instagram are a figure only.",
            "Answer, or mark what needs no answer by `account-health done FILE.toml ITEM`.",
            ISTANBULLUOGLU_2017,
        ),
        "reply-rejected": Guide(
            "Answers of ours that the platform rejected: they answer nothing, and only we see them.",
            "Change the text and send it again.",
        ),
        "review-changed": Guide(
            "Reviews that their author edited after our last answer.",
            "Read what it says now, and answer again where it asks for it.",
        ),
        "response-time": Guide(
            "The median time to our first answer, in hours of working days, from five answered items on. A figure, never a finding.",
            "Nothing to fix: it stands in the channel's row.",
        ),
        "response-rate": Guide(
            "The share of items with an answer among those that need one, from five items on. A figure, never a finding.",
            "Nothing to fix: it stands in the channel's row.",
        ),
        "rating": Guide(
            "The stars that the public sees. A finding only when they fell since the last look and enough new ratings came.",
            "Read the newest ratings together, and answer them.",
            BRIGHTLOCAL_2026,
        ),
        "review-freshness": Guide(
            "The date of the newest review. A figure, never a finding.",
            "Nothing to fix: it stands in the channel's row.",
            BRIGHTLOCAL_2026,
        ),
        "unread-messages": Guide(
            "The number of private messages that nobody opened; never their content. A figure, never a finding.",
            "Open the inbox.",
        ),
        "review-wave": Guide(
            "Ratings with one or two stars that came within 48 hours: five at least, and four times as many as in 48 hours of the "
            "eight weeks before. It is told in the week in which it ended, as an alert too, and accuses nobody.",
            "Read them together and look for their cause. Answer calmly who was there; report to the platform what breaks its "
            "rules, such as ratings by people who never were customers. Ask nobody for ratings against them.",
        ),
        "comment-surge": Guide(
            "How many public items wait now, compared with the median of the last eight weeks. A figure until eight weeks are known.",
            "Read the newest ones at once, and agree who answers.",
        ),
        "comments-disabled": Guide(
            "The share of the newest posts under which nobody can comment. Switched off unless asked for.",
            "Turn comments back on, or say where questions are answered.",
        ),
        "hidden-comments": Guide(
            "Comments that the platform's filter hid. Switched off unless asked for.",
            "Check whether the filter hid something that deserves a reply.",
        ),
        "reply-pending": Guide(
            "Answers of ours that the platform has not shown yet after a day. Switched off unless asked for.",
            "Look whether the platform asks for something; it may take up to 30 days.",
        ),
        "identical-replies": Guide(
            "The last ten answers of ours that the public sees: whether five of them are the same text, whomever they greet. Thanks "
            "alone are none, and neither are answers to stars without a word.",
            "Reply with a sentence that fits only this person.",
            LIU_2021,
        ),
        "hours": Guide(
            "What all places say of the next three weeks, minute by minute: profiles with their special hours, the website's "
            "table or list of hours, `facts.hours`, and pauses, in which the company is closed. The first moment at which one "
            "says open and another closed is told once, and on how many days it is so. It warns where that is more than a week "
            "ahead. By appointment is neither open nor closed. Usual hours say nothing of a holiday, nor of a day for which some "
            "place has special hours. Hours that a website says in running text or for search engines alone, of a kitchen, an office or a season convict nobody.",
            "Change the hours where they are wrong. Where they are right, change `facts.hours`; a line `Feiertage geschlossen` "
            "there speaks of public holidays.",
        ),
        "holiday-hours": Guide(
            "Special hours for the region's public holidays, for 24 and 31 December and for pauses in the next 21 days, "
            "on days on which the place would be open. One finding for all days.",
            "Enter the days on the platform, also where you are open as usual.",
        ),
        "closed-status": Guide(
            "Whether the profile calls the place closed. Closed for a while is right during a pause.",
            "Mark the place as open. Where it is closed for some weeks, register a pause.",
        ),
        "website": Guide(
            "Of a website: whether it answers over https under its registered address. Of a profile: whether it leads there. "
            "`www`, paths and tracking parameters do not matter.",
            "Enter the website in the profile; have the site switched to https.",
        ),
        "domain-lost": Guide(
            "Whether the home page answers, and whether it ends on a foreign domain. Another ending of the same name warns, and so do "
            "posts or links that look planted by strangers (gambling, medicines, foreign letters; docs/website.md).",
            "Call whoever looks after domain and hosting. Where the new domain is yours, register it as `facts.website`.",
        ),
        "site-answers": Guide(
            "Whether the registered address answers. Answers of the 500s, connections that are refused or break off, time-outs and a "
            "name that cannot be looked up are tries that failed: the first one warns, the next one fails where a quarter of an hour "
            "lies between them and none in between worked. A refusal (401, 403, 429) or a question whether a person is there is never "
            "called down. It convicts only where anything else could be reached from where we look.",
            "Open the page yourself. If it does not open, call whoever looks after the site.",
        ),
        "noindex": Guide(
            "Whether the home page asks search engines not to list it: `noindex` or `none` for all robots or for Googlebot, in the page's "
            "head or in the header `X-Robots-Tag`. Other pages may ask that.",
            "Switch it off. In WordPress it stands under Settings, Reading; elsewhere ask whoever looks after the site.",
            "Google Search Central, robots meta tag and X-Robots-Tag.",
        ),
        "certificate": Guide(
            "The TLS certificate. Expired, of another host or trusted by nobody it is critical and the owner's matter, since browsers "
            "warn whoever opens the site. Too little of its lifetime left is high and the operator's, and warns only where it was not "
            "renewed since the last look. Sent without the certificates between it and a trusted one it is medium and the operator's: "
            "most browsers fetch those themselves.",
            "Renew it, and find out why that did not happen by itself.",
        ),
        "imprint": Guide(
            "Whether a legal notice can be reached in two steps, answers, and calls itself one or bears the marks of one; also behind contact, "
            "about or privacy page, at an anchor, in the chamber's directory (firmen.wko.at). Fails in Germany, Austria and Liechtenstein, warns "
            "in Belgium, France, Hungary, Italy, Luxembourg and Spain, is not checked elsewhere (`country`). Of profiles in Germany and Austria: "
            "the field for it, or a word with an address, which is opened; the home page alone warns; collections of links are opened once.",
            "Put a link with the word Impressum at the foot of every page; into a profile the word and the address of the notice's own page.",
            "§ 5 DDG (Germany, 2024), § 5 ECG (Austria, 2002), Art. 5 of Directive 2000/31/EC. Two steps are safe (BGH, I ZR 228/03, Germany, 2006), "
            "three were too many for OLG Braunschweig, 2 U 16/25 (Germany, 2025), as was a bare link to the home page; the label: OLG Düsseldorf, "
            "I-20 U 75/13 (Germany, 2013); a dead link: LG Bochum, I-17 O 1/18 (Germany, 2018).",
        ),
        "privacy-policy": Guide(
            "Whether a link leads to a privacy policy and whether that answers. Only where the GDPR or a law like it holds: "
            "the European Economic Area, the United Kingdom and Switzerland (`country`).",
            "Add a link to the privacy policy to every page.",
            "Art. 13 GDPR (European Union, 2018); Art. 19 DSG (Switzerland, 2023); Art. 13 UK GDPR (United Kingdom, 2021).",
        ),
        "phone": Guide(
            "Every phone number of each page or profile, in international form, compared with `facts.phone`. "
            "A page is right when one of its numbers is.",
            "Replace the number, or add the other one to `facts.phone`.",
        ),
        "email": Guide(
            "Every e-mail address of each page or profile, compared with `facts.email`. "
            "Another address at a registered domain only warns, with severity low.",
            "Replace the address, or add the other one to `facts.email`.",
        ),
        "address": Guide(
            "The postal address of each page or profile, compared word by word with `facts.address`; Str. and Straße are the same.",
            "Replace the address, or add the other one to `facts.address`.",
            f"{BRIGHTLOCAL_2021} Wrong details in a listing are unfair competition (LG München I, 17 HK O 5636/11, Germany, 2011). This is no legal advice.",
        ),
        "name": Guide(
            "The profile's name, compared with `name` and `legal_name` without legal form, case, accents and punctuation.",
            "Enter the name that stands on the sign, without keywords.",
        ),
        "google-edits": Guide(
            "Fields of the listing that Google or its users changed; and edits of ours that are not live yet, which warn with severity medium. "
            "A change of open or closed, of hours, phone or website may go out as an alert, each once; any other waits for the report.",
            "Look at the change in the listing, and accept or reject it.",
        ),
        "profile-changed": Guide(
            "Name, phone, e-mail, address and website of the profile, compared with the last look: the old and the new value.",
            "Nothing, where it was you. Else change it back, and look who else has access.",
        ),
        "verification": Guide(
            "Whether a listing is verified and in our hands. On X a badge that was lost in the last 35 days warns, with severity low.",
            "Confirm the listing on the platform, or ask who else claims it.",
        ),
        "duplicate-profile": Guide(
            "A second listing of the same place that the platform knows of.",
            "Ask the platform to merge both listings.",
        ),
        "dead-dispute-link": Guide(
            "Legal notice, privacy policy, terms, the foot of the home page and a profile's texts: links to and words for the EU's platform for "
            "online dispute resolution, German, English, French and Italian. A sentence that says that it is closed is silent. Every country.",
            "Delete sentence and link, in the terms and below mails too; the sentence on taking part in arbitration stays. "
            "Whoever once signed an undertaking about the link asks a lawyer first.",
            "Regulation (EU) 2024/3228: closed on 20 July 2025 (European Union).",
        ),
        "imprint-content": Guide(
            "The page of the legal notice: sample text of templates, an e-mail address in any form, and, where the registered name holds a "
            "legal form such as GmbH, a register or its number. Only in Germany, Austria and Liechtenstein. VAT ID, chamber and authority "
            "are not asked for: nobody sees from outside whether there is one.",
            "Add what is missing.",
            "§ 5 (1) DDG (Germany, 2024); KG Berlin, 5 U 32/12 (Germany, 2013): a form does not replace the address; § 5 ECG, § 14 UGB (Austria).",
        ),
        "foreign-law": Guide(
            "The legal notice of an Austrian company: § 5 TMG or DDG, Amtsgericht, HRB, § 27a UStG, and no Austrian law beside. "
            "Silent where the sentence speaks of Germany.",
            "Have the notice written under Austrian law; company register and WKO hold all details.",
            "§ 5 ECG, § 14 UGB, § 25 MedienG (Austria).",
        ),
        "outdated-law": Guide(
            "Legal pages and profiles: TMG, TTDSG, RStV, MDStV (Germany), TKG 2003, DSG 2000 (Austria), the act of 19 June 1992 (Switzerland, "
            "Liechtenstein), a declaration to the CNIL (France), Privacy Shield and Safe Harbor (everywhere; these weigh more, since they promise "
            "something). A sentence that calls them gone is silent, and posts are never read.",
            "Cite what holds today, or leave the paragraph out.",
            "BGBl. 2024 I 149 (Germany, 2024); MStV (Germany, 2020); TKG 2021 (Austria); CJEU C-311/18 (European Union, 2020).",
        ),
        "dead-service": Guide(
            "Legal pages, the foot of the home page and profiles: links to and words for Google+, which was closed in April 2019.",
            "Delete the passage or the link.",
        ),
        "linked-accounts": Guide(
            "Links to profiles on Facebook, Instagram, X, LinkedIn, XING, YouTube, TikTok, Pinterest, Threads, Bluesky, Vimeo and Telegram on the "
            "website, in profiles and in the Google listing, compared with the accounts and with what [[known]] says. Share buttons, groups, "
            "events, single posts, profiles of persons, of makers of themes and of whoever gets the report's copy are left out. Fails where a link "
            "leads to somebody whom [[known]] calls not_ours or fake. It decides nothing about the number.",
            'Write the profile below [[accounts]] if it is to be looked at, else below [[known]]: is = "ours", "not_ours" or "fake".',
        ),
        "outdated-text": Guide(
            "Passages of pages and profiles with a past date near a word of validity (bis, ab, gültig, Saison, Aktion, until, season, sale). "
            "Never after seit, gegründet, since, established, ©, and awards.",
            "Renew or remove the passage.",
        ),
        "description": Guide(
            "The length of the profile's description.",
            "Write two sentences: what you offer, where, and for whom.",
        ),
        "picture": Guide(
            "Whether the profile has a picture of its own, and a cover where the platform has one.",
            "Upload your logo and a picture of your place.",
        ),
        "photos": Guide(
            "How many photos the listing has, and how old the newest is.",
            "Add three photos from this month: the place, the team, the work.",
        ),
        "category": Guide(
            "Whether the listing has a main category, and whether it has too many.",
            "Keep the categories that say what the company is.",
        ),
        "imprint-names-profiles": Guide(
            "Whether the page of the legal notice links to or names every registered Facebook, Instagram and X profile, or says that it applies there "
            "too. Icons in the head and at the foot of every page do not count. Only for companies in Germany.",
            "Add one line for each profile, saying that the notice also applies to it.",
            "LG Aschaffenburg, 2 HK O 54/11 (Germany, 2011); OLG Braunschweig, 2 U 16/25 (Germany, 2025).",
        ),
        "dead-links": Guide(
            "Links of the five newest articles and to profiles from the home page, at most ten, three of them at each look, in turn. "
            "Of a Facebook, Instagram, X or Google profile the links in its own field, two at most, where they are no registered website; "
            "a dead one there fails, with medium severity, every week. "
            "Only 404, 410 and an unknown host are dead; a refusal is named and not judged, any other trouble leaves the check unknown.",
            "Correct the link, or take it out.",
        ),
        "handle": Guide(
            "Whether the short name of the profile shares a word with the company's name. Switched off unless asked for.",
            "Choose a username that people recognise.",
        ),
        "alt-text": Guide(
            "The share of the newest pictures with a description for people who cannot see them. Switched off unless asked for.",
            "Add a sentence to each picture.",
        ),
    }
)
"""Check id -> its guide; a test holds that none is missing."""
