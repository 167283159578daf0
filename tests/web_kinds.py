"""Which tests hold each kind of website that goes wrong in the field: its variants, and the twin that must stay silent.

Run `python -m tests.web_kinds` for the count of each kind.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from math import prod
from typing import Final

BLOG: Final = "unit.connectors.blog"
FEEDS: Final = "unit.connectors.feeds"
LEAST_VARIANTS: Final = 3


@dataclass(frozen=True, slots=True)
class WebKind:
    """One kind: what goes wrong, and the tests that build variants of it, and of what looks like it and is well.

    A test is written `module::function` below `tests`.
    """

    name: str
    variants: tuple[str, ...]
    twins: tuple[str, ...]


KINDS: Final = (
    WebKind(
        "a gate for programs is taken for the site",
        (
            f"{BLOG}.test_answering::test_a_gate_for_programs",
            f"{BLOG}.test_answering_variants::test_a_gate_that_stays_shut",
        ),
        (
            f"{BLOG}.test_answering::test_an_article_about_gates_is_content",
            f"{BLOG}.test_answering_variants::test_a_locksmith_is_content",
        ),
    ),
    WebKind(
        "a question about cookies is taken for the site",
        (
            f"{BLOG}.test_answering::test_a_wall_that_speaks_of_cookies_and_of_nothing_else",
            f"{BLOG}.test_answering_variants::test_a_wall_in_other_languages_or_with_a_legal_name",
        ),
        (
            f"{BLOG}.test_answering::test_a_banner_over_a_page_is_no_wall",
            f"{BLOG}.test_answering_variants::test_who_bakes_cookies_or_accepts_cards_is_content",
        ),
    ),
    WebKind(
        "a copy of the site, or one that was broken into, is taken for the company's",
        (
            f"{BLOG}.test_planted::test_posts_of_strangers_beside_a_right_name_and_number",
            f"{BLOG}.test_planted::test_links_to_wares_on_the_home_page",
        ),
        (f"{BLOG}.test_planted::test_whoever_writes_of_it_as_of_its_own_trade_is_itself",),
    ),
    WebKind(
        "a parked address is taken for the site",
        (
            f"{BLOG}.test_answering::test_a_parked_domain",
            f"{BLOG}.test_answering_variants::test_an_address_that_is_parked_or_only_registered",
            f"{BLOG}.test_answering_makers::test_a_page_of_whoever_deals_in_domains",
        ),
        (
            f"{BLOG}.test_answering::test_who_quotes_parked_is_content",
            f"{BLOG}.test_answering_variants::test_who_parks_cars_sells_houses_or_builds_websites_is_content",
        ),
    ),
    WebKind(
        "an expired address or plan is taken for the site",
        (
            f"{BLOG}.test_answering::test_an_expired_domain_or_plan",
            f"{BLOG}.test_answering_variants::test_what_its_host_has_stopped",
        ),
        (f"{BLOG}.test_answering_variants::test_who_is_booked_out_or_hangs_ceilings_is_content",),
    ),
    WebKind(
        "a placeholder, a door or a site in the making is taken for the site",
        (
            f"{BLOG}.test_answering::test_placeholders_maintenance_and_doors",
            f"{BLOG}.test_answering_variants::test_a_page_of_the_host",
            f"{BLOG}.test_answering_variants::test_broken_machinery",
            f"{BLOG}.test_answering_variants::test_a_website_in_the_making",
        ),
        (
            f"{BLOG}.test_answering::test_a_bakery_called_coming_soon_is_content",
            f"{BLOG}.test_answering_variants::test_a_shop_in_the_making_is_content",
        ),
    ),
    WebKind(
        "a page without content of its own is convicted",
        (
            f"{BLOG}.test_answering::test_a_page_that_only_leads_elsewhere",
            f"{BLOG}.test_answering::test_a_page_that_only_shows_others",
            f"{BLOG}.test_entrance::test_an_entrance_leads_in",
        ),
        (
            f"{BLOG}.test_answering::test_a_page_with_words_beside_its_frames_is_content",
            f"{BLOG}.test_entrance::test_a_small_page_is_judged_by_itself",
        ),
    ),
    WebKind(
        "a redirect to somebody else's page counts as the same site",
        (
            f"{BLOG}.test_ours::test_whose_page_an_address_leads_to",
            "unit.text.test_hosts::test_a_lent_name_is_never_the_same_site_as_its_lender",
        ),
        (
            f"{BLOG}.test_ours::test_a_foreign_address_with_a_fact_of_the_company_is_not_foreign",
            "unit.text.test_hosts::test_what_lies_below_an_own_domain_is_the_same_site",
        ),
    ),
    WebKind(
        "whose site it is is judged by the address alone",
        (
            f"{BLOG}.test_ours::test_another_language_is_that_of_the_text",
            f"{BLOG}.test_ours::test_a_name_alone_acquits_nobody_who_sells_what_bought_names_sell",
        ),
        (
            f"{BLOG}.test_ours::test_anything_of_the_company_acquits_a_page",
            f"{BLOG}.test_ours::test_who_builds_tables_for_casinos_is_itself",
        ),
    ),
    WebKind(
        "the time of making is taken for the time of publishing",
        (
            f"{FEEDS}.test_posts::test_a_feed_that_dates_everything_by_its_own_making_proves_nothing_fresh",
            f"{FEEDS}.test_posts::test_entries_that_are_counted_back_from_the_look_prove_nothing_fresh",
        ),
        (f"{FEEDS}.test_posts::test_a_post_of_this_morning_and_two_of_one_day_are_posts",),
    ),
    WebKind(
        "the day of a change is taken for the day of publishing",
        (
            f"{FEEDS}.test_posts::test_an_edit_is_no_publishing_where_the_address_names_an_earlier_day",
            f"{FEEDS}.test_posts::test_an_edit_is_no_publishing_where_an_earlier_look_read_an_earlier_day",
            f"{FEEDS}.test_posts::test_the_day_in_an_address",
        ),
        (
            f"{FEEDS}.test_posts::test_an_edit_that_nothing_contradicts_counts",
            f"{FEEDS}.test_posts::test_a_published_date_outweighs_the_address",
        ),
    ),
    WebKind(
        "a date in an unusual spelling is not read, or read wrongly",
        (f"{FEEDS}.test_dates::test_reads_a_date_that_can_mean_one_moment",),
        (f"{FEEDS}.test_dates::test_leaves_everything_else_unread",),
    ),
    WebKind(
        "an undated newest entry is overlooked",
        (f"{FEEDS}.test_posts::test_an_entry_without_a_usable_date_where_new_ones_stand_may_be_new",),
        (f"{FEEDS}.test_posts::test_one_where_old_ones_stand_is_old",),
    ),
    WebKind(
        "a feed below the home page is not found",
        (
            "integration.test_blog_search::test_the_feed_of_a_section_is_found_one_click_below",
            "integration.test_blog_search::test_a_blog_on_a_sub_domain_is_the_site_s",
            f"{BLOG}.test_sections::test_a_link_called_so_or_leading_there_is_a_section",
        ),
        (
            f"{BLOG}.test_sections::test_other_links_are_none",
            "integration.test_blog_search::test_a_link_that_looks_like_somebody_else_s_feed_is_not_asked_for",
        ),
    ),
    WebKind(
        "a feed that is named in the body is not found",
        (
            f"{FEEDS}.test_feeds::test_a_feed_may_be_named_anywhere_in_a_page",
            f"{FEEDS}.test_feeds::test_links_in_the_body_name_feeds_too",
        ),
        (f"{FEEDS}.test_feeds::test_a_page_in_another_language_or_about_feeds_is_no_feed",),
    ),
    WebKind(
        "the first readable feed wins, though it is not the blog or not the living one",
        (
            f"{BLOG}.test_feed_choice::test_feeds_of_something_else_do_not_count_however_lively",
            f"{BLOG}.test_feed_choice::test_a_lively_part_makes_the_silence_of_the_whole_uncertain",
            f"{BLOG}.test_feed_choice::test_of_two_feeds_that_nothing_tells_apart_the_stalest_counts",
        ),
        (
            f"{BLOG}.test_feed_choice::test_news_of_something_are_news",
            f"{BLOG}.test_feed_choice::test_a_company_may_be_called_what_other_feeds_are_called",
        ),
    ),
    WebKind(
        "the base of a page's addresses is overlooked",
        (f"{FEEDS}.test_feeds::test_the_first_base_of_a_page_holds_for_all_its_links",),
        (f"{FEEDS}.test_feeds::test_a_base_in_a_script_or_a_comment_is_none",),
    ),
    WebKind(
        "the own feed at another host is taken for somebody else's",
        (
            f"{BLOG}.test_feed_choice::test_a_blog_at_a_host_that_lends_names_is_ours_under_our_name",
            "integration.test_blog::test_a_feed_at_a_service_that_lists_our_posts_is_ours",
            "integration.test_blog_search::test_a_blog_on_a_sub_domain_is_the_site_s",
        ),
        ("integration.test_blog::test_a_feed_of_somebody_else_is_not_the_blog",),
    ),
    WebKind(
        "a broken feed is refused",
        (f"{FEEDS}.test_feeds::test_newest_post_in_spite_of_one_trap",),
        (f"{FEEDS}.test_feeds::test_what_is_no_feed_says_why",),
    ),
    WebKind(
        "a stale sitemap convicts",
        (
            "integration.test_blog::test_a_sitemap_only_proves_age",
            "integration.test_blog_search::test_a_sitemap_dates_no_page_that_is_no_post",
            f"{FEEDS}.test_feeds::test_a_sitemap_is_dated_by_lastmod",
        ),
        (
            "integration.test_blog_search::test_a_sitemap_dates_the_posts_below_a_section",
            f"{FEEDS}.test_feeds::test_a_news_sitemap_is_dated_by_its_publication_dates",
        ),
    ),
    WebKind(
        "an answer beside or below what is gone counts for nobody",
        (
            "unit.memory.test_answered::test_beside_counts_by_name_or_as_the_next_word",
            "unit.memory.test_answered::test_beside_below_a_comment_that_is_gone",
            "unit.memory.test_answered::test_a_word_that_names_somebody_answers_them_alone",
        ),
        (
            "unit.memory.test_answered::test_a_word_that_turns_to_nobody_names_nobody",
            "unit.memory.test_answered::test_what_nobody_sees_answers_nobody",
        ),
    ),
    WebKind(
        "the same rows are counted again, or what is cut off as whole",
        (
            f"{BLOG}.test_wordpress::test_a_page_without_a_new_id_shows_that_its_number_is_not_heard",
            "integration.test_blog::test_without_totals_one_more_page_tells",
            "integration.test_blog::test_more_than_a_hundred_comments_are_cut_off",
            f"{BLOG}.test_wordpress::test_links_from_other_sites_count_as_read",
        ),
        (
            "integration.test_blog::test_a_site_with_smaller_pages_is_paged",
            "integration.test_blog::test_a_wordpress_blog_with_a_hundred_comments_takes_five_requests",
        ),
    ),
    WebKind(
        "nobody looks for the reviews of a shop",
        (
            f"{BLOG}.test_shop_reviews::test_a_review_is_read_with_or_without_stars_and_names",
            "integration.test_blog::test_reviews_of_a_shop",
        ),
        (
            f"{BLOG}.test_shop_reviews::test_a_shop_without_public_reviews_has_none",
            f"{BLOG}.test_shop_reviews::test_a_shop_is_known_by_its_own_files",
        ),
    ),
    WebKind(
        "a comment with gaps is refused",
        (
            f"{BLOG}.test_wordpress::test_comments_are_read_as_people_read_them",
            f"{BLOG}.test_wordpress::test_a_comment_names_what_it_hangs_below",
            f"{BLOG}.test_comment_feed::test_numbers_are_those_of_the_comment",
        ),
        (
            f"{BLOG}.test_wordpress::test_what_is_no_list_is_refused",
            f"{BLOG}.test_wordpress::test_comments_that_wait_for_approval_are_not_public",
        ),
    ),
    WebKind(
        "comments of other systems are not seen",
        (f"{BLOG}.test_comment_page::test_author_time_and_words_of_every_system",),
        (f"{BLOG}.test_comment_page::test_what_is_no_comment",),
    ),
    WebKind(
        "an empty interface is believed against the page",
        (
            "integration.test_blog::test_an_interface_that_shows_none_of_the_counted_comments_is_not_believed",
            "integration.test_blog::test_an_interface_that_shows_nothing_is_contradicted_by_the_page",
            "integration.test_blog::test_an_empty_rest_api_does_not_hide_a_comment_service",
        ),
        ("integration.test_blog::test_nobody_wrote_and_there_is_no_service",),
    ),
    WebKind(
        "invisible characters split words",
        (
            f"{BLOG}.test_page::test_text_is_read_as_people_see_it",
            f"{BLOG}.test_contacts::test_spellings_of_an_address",
            f"{BLOG}.test_contacts::test_an_address_with_other_signs_is_read",
        ),
        (f"{BLOG}.test_contacts::test_a_place_behind_an_at_is_no_address",),
    ),
    WebKind(
        "a legal notice under another name is not found",
        (
            f"{BLOG}.test_legal::test_names_of_imprints",
            "integration.test_website_facts::test_a_legal_notice_is_found_by_what_it_says",
            f"{BLOG}.test_clicks::test_where_a_script_leads_at_a_click_is_a_link",
            f"{BLOG}.test_clicks::test_what_a_click_opens_is_no_secret",
        ),
        (
            f"{BLOG}.test_legal::test_what_is_no_imprint",
            f"{BLOG}.test_clicks::test_what_nothing_opens_stays_hidden",
        ),
    ),
    WebKind(
        "a page that says it is not there is taken for the page",
        (
            f"{BLOG}.test_answering::test_a_page_that_says_it_is_not_there",
            f"{BLOG}.test_answering_variants::test_a_page_that_is_not_there_in_other_words",
            "integration.test_website_facts::test_another_page_in_the_place_of_the_legal_notice_acquits_nobody",
        ),
        (
            f"{BLOG}.test_answering::test_numbers_alone_are_no_error",
            f"{BLOG}.test_answering_variants::test_who_asks_whether_something_was_not_found_is_content",
        ),
    ),
    WebKind(
        "facts of somebody else convict",
        (
            f"{BLOG}.test_structured::test_families_of_kinds_carry_facts_of_others",
            f"{BLOG}.test_strangers::test_numbers_of_others_are_not_ours",
            "integration.test_website_facts::test_facts_of_others_in_the_data_convict_nobody",
        ),
        (
            f"{BLOG}.test_strangers::test_a_number_beside_the_credits_is_still_ours",
            "integration.test_website_facts::test_the_company_s_own_wrong_data_convicts",
        ),
    ),
    WebKind(
        "facts of the owner are left out",
        (
            f"{BLOG}.test_structured::test_of_several_kinds_one_of_the_owners_is_enough",
            "integration.test_website_facts::test_facts_are_read_however_they_are_set",
            "integration.test_website_facts::test_a_second_branch_beside_ours",
        ),
        (
            f"{BLOG}.test_structured::test_what_speaks_of_others_is_left_out",
            "integration.test_website_facts::test_two_branches_and_none_of_them_is_ours",
        ),
    ),
    WebKind(
        "a page in letters that nobody named is misread",
        ("unit.connectors.http.test_answer::test_text_is_read_in_the_charset_that_the_site_means",),
        (f"{FEEDS}.test_feeds::test_the_http_header_names_the_charset_where_the_document_does_not",),
    ),
    WebKind(
        "two dialects of names with letters beyond ASCII",
        (
            "unit.text.test_hosts::test_a_host_is_asked_for_as_browsers_ask",
            f"{BLOG}.test_ours::test_an_address_with_letters_beyond_ascii_is_no_evidence_either",
        ),
        ("unit.text.test_hosts::test_the_same_host_comes_out_wherever_a_name_is_turned",),
    ),
    WebKind(
        "history is taken for an expired promise, or one is overlooked",
        (
            "unit.text.test_outdated::test_offers_and_deadlines_that_are_over_are_found",
            "unit.text.test_outdated::test_a_past_date_with_a_word_of_validity_is_outdated",
        ),
        (
            "unit.text.test_outdated::test_history_and_what_lasts_are_no_promise",
            "unit.text.test_outdated::test_other_dates_are_left_alone",
        ),
    ),
    WebKind(
        "a protected mail address reads as absent",
        (
            f"{BLOG}.test_protected::test_protected_addresses_are_read_as_a_browser_shows_them",
            f"{BLOG}.test_protected::test_what_nobody_can_decode_is_told_apart_from_what_is_not_there",
        ),
        (f"{BLOG}.test_protected::test_a_page_without_protection_hides_nothing",),
    ),
)
"""The kinds behind the public reports, in the order: who answers, whose it is, posts, comments, facts."""


def cases_of(tests: Sequence[str]) -> int:
    """Return how many cases these tests have. Raises ModuleNotFoundError or AttributeError where one is not there."""
    return sum(map(_cases, tests))


def _cases(test: str) -> int:
    module, _, name = test.partition("::")
    function = getattr(import_module(f"tests.{module}"), name)
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    return prod(len(list(mark.args[1])) for mark in marks)


def main() -> None:
    """Print each kind with the count of its variants and twins."""
    rows = (f"{cases_of(kind.variants):8}  {cases_of(kind.twins):5}  {kind.name}\n" for kind in KINDS)
    sys.stdout.writelines(("variants  twins  kind\n", *rows))


if __name__ == "__main__":
    main()
