"""The small checks that block checks are made of; each yields complaints in Slack's words, with the place."""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.playground import limits

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")

Complaints = Iterator[str]
Shape = dict[str, Any]


def complain(reason: str, at: str) -> str:
    return f"{reason} [json-pointer:{at}]"


def check_string(value: Any, at: str, limit: int) -> Complaints:
    """Check a string that must have something in it.

    >>> list(check_string("", "/blocks/0/text/text", 3000))
    ['must be more than 0 characters [json-pointer:/blocks/0/text/text]']
    """
    if not isinstance(value, str):
        yield complain("must provide a string", at)
    elif not value.strip():
        yield complain("must be more than 0 characters", at)
    elif len(value) > limit:
        yield complain(f"must be less than {limit + 1} characters", at)


def check_keys(shape: Shape, at: str, *, required: Collection[str], optional: Collection[str] = ()) -> Complaints:
    """Check that an object has what it needs and nothing that Slack doesn't know there."""
    for key in required:
        if shape.get(key) is None:
            yield complain(f"missing required field: {key}", at)
    for key in shape:
        if key not in ("type", *required, *optional):
            yield complain(f"invalid additional property: {key}", at)


def check_object(value: Any, at: str) -> Complaints:
    if not isinstance(value, dict):
        yield complain("must be an object", at)


def check_array(items: Any, at: str) -> Complaints:
    if not isinstance(items, list):
        yield complain("must be an array", at)


def check_count(items: Any, at: str, limit: int, *, least: int = 1) -> Complaints:
    if not isinstance(items, list):
        yield from check_array(items, at)
    elif len(items) > limit:
        yield complain(f"no more than {limit} items allowed", at)
    elif len(items) < least:
        yield complain(f"no fewer than {least} items allowed", at)


def check_text(text: Any, at: str, limit: int, kinds: Collection[str] = ANY_TEXT) -> Complaints:
    """Check a text object: its type, and its length between 1 and the limit."""
    if not isinstance(text, dict):
        yield from check_object(text, at)
    elif text.get("type") not in kinds:
        yield complain(f"unsupported type: {text.get('type')}", f"{at}/type")
    else:
        extra = "emoji" if text["type"] == "plain_text" else "verbatim"
        yield from check_keys(text, at, required=("text",), optional=(extra,))
        yield from check_string(text.get("text"), f"{at}/text", limit)


def check_optional_text(shape: Shape, key: str, at: str, limit: int, kinds: Collection[str] = ANY_TEXT) -> Complaints:
    if key in shape:
        yield from check_text(shape[key], f"{at}/{key}", limit, kinds)


def check_optional_string(shape: Shape, key: str, at: str, limit: int) -> Complaints:
    if key in shape:
        yield from check_string(shape[key], f"{at}/{key}", limit)


def check_url(url: Any, at: str) -> Complaints:
    """Check an address: http or https, with a host.

    >>> list(check_url("ftp://example.com/x", "/blocks/0/accessory/url"))
    ['must be a valid URL [json-pointer:/blocks/0/accessory/url]']
    """
    yield from check_string(url, at, limits.URL)
    if isinstance(url, str) and url.strip() and not is_web_address(url):
        yield complain("must be a valid URL", at)


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def list_items(shape: Shape, key: str) -> list[Any]:
    """Return a list's items for checking one by one; what is no list has been complained of already."""
    items = shape.get(key)
    return items if isinstance(items, list) else []
