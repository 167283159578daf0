"""Comment services that sites embed and that nobody can read without a browser or a key."""

READ = 2_000_000
_SERVICES = (
    (
        "Disqus",
        "disqus_thread",
        "disqus_shortname",
        "disqus.com/embed.js",
        "disqus.com/count.js",
        "disqus-comment-system",
    ),
    ("Facebook comments", "fb-comments", "fb:comments"),
    ("Commento", "commento.io/", "/commento.js", 'id="commento"', "id='commento'", "id=commento>"),
    ("Isso", "data-isso", "isso-thread"),
    ("utterances", "utteranc.es/client", 'class="utterances'),
    ("giscus", "giscus.app/", 'class="giscus'),
    ("Hyvor Talk", "hyvor-talk", "talk.hyvor.com"),
    ("Cusdis", "cusdis_thread", "cusdis.com/", "cusdis.es.js"),
    ("Talkyard", "talkyard-comments", "talkyard.net/"),
    ("Remark42", "remark42", "remark_config"),
    ("GraphComment", "graphcomment.com/"),
    ("IntenseDebate", "intensedebate.com/"),
    ("FastComments", "fastcomments.com/", "fastcomments-widget"),
    ("Hypercomments", "hypercomments.com/", "hypercomments_widget"),
    ("Coral", "coral_thread", "coralproject.net", "coral.coralproject"),
    ("Waline", "@waline/", "waline.init"),
    ("Twikoo", "twikoo.init", "twikoo.all.min.js", "twikoo.min.js"),
    ("Gitalk", "gitalk-container", "gitalk.min.js"),
    ("Discourse", "discourse-comments", "discourseembed"),
    ("Viafoura", "viafoura.net", "viafoura.co"),
    ("OpenWeb", "spot.im/", "data-spotim"),
    ("Ghost comments", "data-ghost-comments", "ghost/comments-ui", "comments-ui.min.js"),
    ("Substack", "substackcdn.com/bundle/"),
    ("Wix comments", "wix-comments", "wixcomments"),
)
"""The name of each service and, in lower case, what its code always holds. Words of a text are no proof."""


def comment_widget(html: str) -> str | None:
    """Return the name of the comment service that a page embeds, None where we know none in it."""
    page = html[:READ].lower()
    return next((name for name, *marks in _SERVICES if any(mark in page for mark in marks)), None)
