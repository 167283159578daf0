"""What one writes on an afternoon with python-facebook-api: an account, its posts, their comments, their replies.

Runs in an environment of its own, without this project: `benchmarks.graph` starts it there with what to do, the
gateway's address, a token and an id, and reads one line of JSON from it.
"""

import json
import sys
import time

import pyfacebook  # type: ignore[import-not-found] # lives in an environment of its own

POSTS = 25
COMMENT = "id,created_time,message,from,is_hidden,user_likes,permalink_url,comment_count"
IG_COMMENT = "id,text,timestamp,username,from,user,hidden"


def page(gateway: str, token: str, page_id: str) -> int:
    """Read a Page as the package's examples do: each list by itself. Return how many comments were read."""
    api = _facebook(gateway, token)
    read = 0
    for post in _posts(api, page_id):
        comments = api.post.get_comments(
            object_id=post["id"], fields=COMMENT, count=None, limit=100, return_json=True
        )
        read += len(comments["data"])
        for comment in comments["data"]:
            if comment.get("comment_count"):
                replies = api.post.get_comments(
                    object_id=comment["id"], fields=COMMENT, count=None, limit=100, return_json=True
                )
                read += len(replies["data"])
    return read


def lean_page(gateway: str, token: str, page_id: str) -> int:
    """Read it with as few requests as the package's own functions allow: replies come along with the comments."""
    api = _facebook(gateway, token)
    return sum(
        len(
            api.post.get_comments(
                object_id=post["id"],
                fields=COMMENT,
                filter_type="stream",
                count=None,
                limit=100,
                return_json=True,
            )["data"]
        )
        for post in _posts(api, page_id)
    )


def instagram(gateway: str, token: str, user_id: str) -> int:
    """Read an Instagram account; replies ride along with the comments, as leanly as the package allows."""
    api = pyfacebook.IGBusinessApi(
        instagram_business_id=user_id,
        access_token=token,
        version="v26.0",
        base_url=f"{gateway}/graph.facebook.com/",
    )
    api.user.get_info(fields="id,username,name,biography,website,media_count", return_json=True)
    media = api.user.get_media(
        fields="id,timestamp,permalink,caption", count=POSTS, limit=POSTS, return_json=True
    )
    api.user.get_tagged_media(fields="id,timestamp,caption,username", limit=POSTS, return_json=True)
    fields = f"{IG_COMMENT},replies.limit(50){{{IG_COMMENT}}}"
    read = 0
    for medium in media["data"]:
        comments = api.media.get_comments(
            media_id=medium["id"], fields=fields, count=None, limit=50, return_json=True
        )
        read += sum(1 + len(one.get("replies", {}).get("data", [])) for one in comments["data"])
    return read


def _facebook(gateway: str, token: str) -> "pyfacebook.FacebookApi":
    return pyfacebook.FacebookApi(
        access_token=token, version="v26.0", base_url=f"{gateway}/graph.facebook.com/"
    )


def _posts(api: "pyfacebook.FacebookApi", page_id: str) -> list[dict[str, str]]:
    api.page.get_info(page_id=page_id, fields="id,name,about,phone,website,emails,hours", return_json=True)
    posts = api.page.get_published_posts(
        object_id=page_id,
        fields="id,created_time,message,permalink_url,from",
        count=POSTS,
        limit=POSTS,
        return_json=True,
    )
    return list(posts["data"])


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    begun = time.perf_counter()
    found = {"page": page, "lean_page": lean_page, "instagram": instagram}[what](*arguments)
    print(json.dumps({"comments": found, "seconds": time.perf_counter() - begun}))
