"""Invented Pages and Instagram accounts for the simulated Graph API."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.simulator.graph import Graph, Thing, Token

PAGE_TOKEN, INSTAGRAM_TOKEN = "page-token", "ig-token"
PAGE_SCOPES = frozenset(
    {
        "pages_show_list",
        "pages_read_engagement",
        "pages_read_user_content",
        "pages_messaging",
        "pages_manage_metadata",
    }
)
ADVERT_SCOPES = frozenset({"pages_manage_ads", "ads_management"})
INSTAGRAM_SCOPES = frozenset(
    {"instagram_basic", "instagram_manage_comments", "pages_show_list", "pages_read_engagement"}
)
LOGIN_SCOPES = frozenset({"instagram_business_basic", "instagram_business_manage_comments"})


def stamp(moment: datetime) -> str:
    """Return a time as Meta writes it: the offset without a colon."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


class FacebookWorld:
    """Builds one Page. Times are in days before `now`."""

    def __init__(
        self, now: datetime, page_id: str = "111222333", username: str = "baeckerei.morgenrot"
    ) -> None:
        self.now = now
        self.page = Thing(
            "Page",
            page_id,
            page_id,
            {
                "name": "Bäckerei Morgenrot",
                "username": username,
                "link": f"https://www.facebook.com/{username}/",
                "about": "Brot und Kuchen am Marktplatz.",
                "description": "Jeden Tag frisch aus dem Holzofen, seit 1911. Mehr: https://www.instagram.com/morgenrot",
                "phone": "+49 89 1234567",
                "emails": ["hallo@baeckerei-morgenrot.example"],
                "website": "https://www.baeckerei-morgenrot.example/",
                "single_line_address": "Marktplatz 1, 80331 München",
                "hours": {
                    f"{day}_1_{edge}": time
                    for day in ("mon", "tue", "wed", "thu", "fri")
                    for edge, time in (("open", "06:30"), ("close", "18:00"))
                },
                "is_always_open": False,
                "is_published": True,
                "is_permanently_closed": False,
                "impressum": "Bäckerei Morgenrot, Inh. Maria Morgenrot, Marktplatz 1, 80331 München",
                "privacy_info_url": "https://www.baeckerei-morgenrot.example/datenschutz",
                "overall_star_rating": 4.6,
                "rating_count": 41,
                "cover": {"id": "999", "source": "https://scontent.example/cover.jpg?oh=signed"},
                "picture": {"url": "https://scontent.example/p.jpg?oh=signed", "is_silhouette": False},
            },
            {
                "published_posts": [],
                "visitor_posts": [],
                "video_reels": [],
                "conversations": [],
                "ratings": [],
                "photos": [],
                "ads_posts": [],
            },
        )

    def at(self, days: float) -> str:
        """Return the time so many days ago."""
        return stamp(self.now - timedelta(days=days))

    def post(self, number: int, days: float, message: str = "Neues Brot", **fields: Any) -> Thing:
        """Add an own post."""
        post = self._post(number, days, message, {"id": self.page.id, "name": "Bäckerei Morgenrot"}, fields)
        self.page.edges["published_posts"].append(post)
        return post

    def album(self, number: int, days: float, photos: int = 3, *, first_shared: bool = False) -> Thing:
        """Add an own post with several photos, each with a list of comments of its own.

        Where `first_shared`, the post shows the comments of its first photo as its own.
        """
        post = self.post(number, days)
        parts = []
        for place in range(1, photos + 1):
            named = f"{number}0{place}"
            photo = Thing(
                "Photo",
                named,
                self.page.id,
                {"created_time": self.at(days), "link": f"https://www.facebook.com/photo/?fbid={named}"},
                {"comments": []},
            )
            self.page.edges["photos"].append(photo)
            parts.append(self.attachment("photo", named))
        if first_shared and photos:
            self.page.edges["photos"][-photos].edges["comments"] = post.edges["comments"]
        whole = self.attachment("album", post.id)
        whole.edges["subattachments"] = parts
        post.edges["attachments"] = [whole]
        return post

    def photo(self, post: Thing, place: int) -> Thing:
        """Return one photo of an album's post, counted from 1."""
        named = f"{post.id.rpartition('_')[2]}0{place}"
        return next(one for one in self.page.edges["photos"] if one.id == named)

    def advert(self, number: int, days: float, message: str = "Jetzt vorbestellen", **fields: Any) -> Thing:
        """Add a post that exists as an advertisement only."""
        own = {"id": self.page.id, "name": "Bäckerei Morgenrot"}
        advert = self._post(number, days, message, own, {"is_published": False, **fields})
        self.page.edges["ads_posts"].append(advert)
        return advert

    def visitor(
        self, number: int, days: float, message: str, name: str = "Tom Vogel", **fields: Any
    ) -> Thing:
        """Add a visitor's post."""
        post = self._post(number, days, message, {"id": f"7{number}", "name": name}, fields)
        self.page.edges["visitor_posts"].append(post)
        return post

    def reel(
        self, number: int, days: float, description: str = "So wird Brot gemacht", **fields: Any
    ) -> Thing:
        """Add a reel."""
        given = {
            "created_time": self.at(days),
            "description": description,
            "permalink_url": f"/reel/{number}",
        }
        reel = Thing("AdVideo", str(number), self.page.id, given | fields, {"comments": []})
        self.page.edges["video_reels"].append(reel)
        return reel

    def comment(self, under: Thing, number: int, days: float, message: str, **fields: Any) -> Thing:
        """Add a stranger's comment or reply."""
        author = {"id": f"9{number}", "name": "Sabine M."}
        comment = Thing(
            "Comment",
            fields.pop(
                "id",
                f"{under.id.split('_')[-2 if under.kind == 'Comment' and '_' in under.id else -1]}_{number}",
            ),
            self.page.id,
            {
                "created_time": self.at(days),
                "message": message,
                "from": author,
                "permalink_url": f"https://www.facebook.com/{self.page.id}/posts/1/?comment_id={number}",
                "is_hidden": False,
                "is_private": False,
                "user_likes": False,
            }
            | fields,
            {"comments": []},
        )
        under.edges["comments"].append(comment)
        under.fields["comment_count"] = len(under.edges["comments"])
        return comment

    def answer(
        self, under: Thing, number: int, days: float, message: str = "Danke, gern!", **fields: Any
    ) -> Thing:
        """Add a word of the Page."""
        return self.comment(
            under,
            number,
            days,
            message,
            **{"from": {"id": self.page.id, "name": "Bäckerei Morgenrot"}} | fields,
        )

    def conversation(self, number: int, days: float, unread: int) -> Thing:
        """Add a private conversation."""
        thread = Thing(
            "UnifiedThread",
            f"t_{number}",
            self.page.id,
            {"updated_time": self.at(days), "unread_count": unread},
        )
        self.page.edges["conversations"].append(thread)
        return thread

    def rating(self, number: int, days: float, text: str, kind: str = "positive", **fields: Any) -> Thing:
        """Add a recommendation."""
        story = Thing("Story", str(number), self.page.id, {}, {"comments": []})
        given = {
            "created_time": self.at(days),
            "recommendation_type": kind,
            "review_text": text,
            "open_graph_story": story,
            "reviewer": {"id": "8", "name": "Otto B."},
        }
        rating = Thing("Recommendation", f"r{number}", self.page.id, given | fields)
        self.page.edges["ratings"].append(rating)
        return story

    def attachment(self, kind: str, target: str) -> Thing:
        """Return something that a post shows."""
        return Thing(
            "StoryAttachment",
            f"attachment-{target}",
            self.page.id,
            {
                "type": kind,
                "media_type": kind,
                "target": {"id": target, "url": f"https://www.facebook.com/photo/?fbid={target}"},
            },
        )

    def graph(self, *, token: str = PAGE_TOKEN, scopes: frozenset[str] = PAGE_SCOPES) -> Graph:
        """Return a platform with this Page and a Page token for it."""
        graph = Graph()
        graph.add(self.page)
        graph.tokens[token] = Token("PAGE", self.page.id, scopes)
        return graph

    def _post(
        self, number: int, days: float, message: str, author: dict[str, str], fields: dict[str, Any]
    ) -> Thing:
        given: dict[str, Any] = {
            "created_time": self.at(days),
            "message": message,
            "from": author,
            "permalink_url": f"https://www.facebook.com/{self.page.id}/posts/{number}",
            "is_published": True,
            "is_hidden": False,
            "status_type": "added_photos",
        }
        return Thing("PagePost", f"{self.page.id}_{number}", self.page.id, given | fields, {"comments": []})


class InstagramWorld:
    """Builds one professional account. `login` says through which of the two ways it is reached."""

    def __init__(
        self,
        now: datetime,
        login: str = "facebook",
        user_id: str = "17841400000000001",
        username: str = "morgenrot",
    ) -> None:
        self.now = now
        self.login = login
        fields: dict[str, Any] = {
            "username": username,
            "name": "Bäckerei Morgenrot",
            "biography": "Brot und Kuchen. Impressum: https://www.baeckerei-morgenrot.example/impressum",
            "website": "https://www.baeckerei-morgenrot.example/",
            "profile_picture_url": "https://scontent.example/ig.jpg?oh=signed",
            "media_count": 0,
        }
        if login == "facebook":
            kind, fields = "IGUser", fields | {"has_profile_pic": True, "is_published": True}
        else:
            kind, fields = "IGUserOnly", fields | {"user_id": int(user_id), "account_type": "Business"}
        # Through Instagram Login the node's id differs from app to app; the account's own id is `user_id`.
        self.account = Thing(
            kind,
            user_id if login == "facebook" else "2600000000000001",
            "",
            fields,
            {"media": [], "tags": []},
        )
        self.account.owner = self.account.id

    def at(self, days: float) -> str:
        """Return the time so many days ago."""
        return stamp(self.now - timedelta(days=days))

    def medium(self, number: int, days: float, caption: str = "Frisch", **fields: Any) -> Thing:
        """Add a post."""
        given: dict[str, Any] = {
            "timestamp": self.at(days),
            "permalink": f"https://www.instagram.com/p/C{number}/",
            "caption": caption,
            "media_type": "IMAGE",
            "media_product_type": "FEED",
            "comments_count": 0,
            "is_comment_enabled": True,
        }
        medium = Thing("IGMedia", f"1789{number}", self.account.id, given | fields, {"comments": []})
        self.account.edges["media"].append(medium)
        self.account.fields["media_count"] += 1
        return medium

    def tag(self, number: int, days: float, caption: str, username: str = "tom.vogel") -> Thing:
        """Add a post of somebody else that tags the account."""
        tag = Thing(
            "IGMedia",
            f"1799{number}",
            self.account.id,
            {
                "timestamp": self.at(days),
                "permalink": f"https://www.instagram.com/p/T{number}/",
                "caption": caption,
                "username": username,
            },
        )
        self.account.edges["tags"].append(tag)
        return tag

    def comment(
        self, medium: Thing, number: int, days: float, text: str, username: str = "sabine_m", **fields: Any
    ) -> Thing:
        """Add a comment."""
        comment = self._words(number, days, text, username, fields)
        medium.edges["comments"].append(comment)
        medium.fields["comments_count"] += 1
        return comment

    def reply(
        self, medium: Thing, comment: Thing, number: int, days: float, text: str, **fields: Any
    ) -> Thing:
        """Add a reply, by default one of the account itself."""
        username = str(fields.pop("username", self.account.fields["username"]))
        reply = self._words(number, days, text, username, fields)
        comment.edges["replies"].append(reply)
        medium.fields["comments_count"] += 1
        return reply

    def graph(self, *, token: str = INSTAGRAM_TOKEN, scopes: frozenset[str] | None = None) -> Graph:
        """Return a platform with this account: with Facebook Login behind a Page, else by itself."""
        graph = Graph()
        graph.add(self.account)
        if self.login == "instagram":
            graph.tokens[token] = Token(
                "INSTAGRAM", self.account.id, LOGIN_SCOPES if scopes is None else scopes
            )
            return graph
        page = Thing(
            "Page",
            "111222333",
            "111222333",
            {"name": "Bäckerei Morgenrot", "instagram_business_account": self.account},
        )
        graph.add(page)
        graph.tokens[token] = Token(
            "SYSTEM_USER", "5005", INSTAGRAM_SCOPES if scopes is None else scopes, roles=(page.id,)
        )
        return graph

    def _words(self, number: int, days: float, text: str, username: str, fields: dict[str, Any]) -> Thing:
        given = {
            "timestamp": self.at(days),
            "text": text,
            "username": username,
            "from": {"id": f"66{number}", "username": username},
            "hidden": False,
        }
        if username == self.account.fields["username"]:
            given["user"] = {"id": self.account.id}
        return Thing("IGComment", f"180{number}", self.account.id, given | fields, {"replies": []})
