"""Comment services that sites embed and that nobody can read without a browser or a key."""

import re

_WIDGETS = (
    ("Disqus", r"disqus_thread|disqus\.com/(?:embed|count)\.js|disqus-comment-system|disqus_shortname"),
    ("Facebook comments", r"fb-comments|fb:comments"),
    ("Commento", r"commento\.(?:io|js)|id=[\"']?commento\b|commento\+\+"),
    ("Isso", r"data-isso\b|id=[\"']?isso-thread|isso/js/embed"),
    ("utterances", r"utteranc\.es/client|class=[\"']?utterances"),
    ("giscus", r"giscus\.app|class=[\"']?giscus"),
    ("Hyvor Talk", r"hyvor-talk|talk\.hyvor\.com"),
    ("Cusdis", r"cusdis(?:\.com|_thread|\.es\.js)"),
    ("Talkyard", r"talkyard"),
    ("Remark42", r"remark42|remark_config"),
    ("GraphComment", r"graphcomment"),
    ("IntenseDebate", r"intensedebate"),
    ("FastComments", r"fastcomments"),
    ("Hypercomments", r"hypercomments"),
    ("Coral", r"coral(?:_thread|\.coralproject|project)"),
    ("Waline", r"@waline/|\bwaline\.(?:js|init)"),
    ("Twikoo", r"twikoo"),
    ("Gitalk", r"\bgitalk"),
    ("Discourse", r"discourse-comments|DiscourseEmbed"),
    ("Viafoura", r"viafoura"),
    ("OpenWeb", r"spot\.im/|data-spotim"),
    ("Ghost comments", r"data-ghost-comments|ghost/comments-ui|comments-ui\.min\.js"),
    ("Substack", r"substackcdn\.com"),
    ("Wix comments", r"wix-comments|wixcomments"),
)
_ANY = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _WIDGETS)


def comment_widget(html: str) -> str | None:
    """Return the name of the comment service that a page embeds, None where we know none in it."""
    return next((name for name, pattern in _ANY if pattern.search(html)), None)
