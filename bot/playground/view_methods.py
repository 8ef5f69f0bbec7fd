"""The Web API methods for views: a person's Home tab and modals."""

import json
from typing import Any

from bot.playground import limits
from bot.playground.blocks import Surface, check_blocks
from bot.playground.calls import Call, Response
from bot.playground.clock import parse_ts
from bot.playground.content import name_blocks
from bot.playground.refusals import SlackRefusedError
from bot.playground.shapes import PLAIN, Complaints, check_text
from bot.playground.workspace import Entry, Happening

SURFACES = {"home": Surface.HOME, "modal": Surface.MODAL}


def publish_view(call: Call) -> Response:
    """Show a view on a person's Home tab."""
    if not call.permissions.has_home_tab:
        raise SlackRefusedError("not_enabled", ["the manifest's app_home.home_tab_enabled is off"])
    user_id = call.require("user_id")
    if user_id not in call.workspace.users:
        raise SlackRefusedError("user_not_found")
    return _show(call, user_id, "home")


def open_view(call: Call) -> Response:
    """Open a modal for the person who has just pressed or typed something."""
    user_id = _use_trigger(call, call.require("trigger_id"))
    return _show(call, user_id, "modal")


def _use_trigger(call: Call, trigger_id: str) -> str:
    """Return whose trigger it is; it works once, and only for a moment."""
    trigger = call.workspace.triggers.get(trigger_id)
    if trigger is None:
        raise SlackRefusedError("invalid_trigger_id")
    if trigger.is_used:
        raise SlackRefusedError("exchanged_trigger_id")
    age = call.workspace.clock() - parse_ts(trigger.ts)
    if age.total_seconds() > limits.TRIGGER_SECONDS:
        raise SlackRefusedError("expired_trigger_id")
    trigger.is_used = True
    return trigger.user_id


def _show(call: Call, user_id: str, kind: str) -> Response:
    view = _read_view(call, kind)
    workspace = call.workspace
    shown = {**view, "blocks": list(name_blocks(view["blocks"])), "id": workspace.next_id("V")}
    workspace.record(
        Entry(
            happening=Happening.VIEWED,
            ts=workspace.next_ts(),
            channel_id=workspace.open_direct_channel(user_id).id,
            user_id=user_id,
            view=shown,
        )
    )
    return {"view": {**shown, "team_id": workspace.team_id, "type": kind}}


def _read_view(call: Call, kind: str) -> dict[str, Any]:
    view: Any = call.arguments.get("view")
    if isinstance(view, str):
        view = json.loads(view)
    if not isinstance(view, dict) or view.get("type") != kind:
        raise SlackRefusedError("invalid_arguments", [f"view must be of type {kind}"])
    complaints = check_blocks(view.get("blocks"), SURFACES[kind]) + list(_check_frame(view))
    if complaints:
        raise SlackRefusedError("invalid_arguments", complaints)
    return view


def _check_frame(view: dict[str, Any]) -> Complaints:
    if view["type"] == "modal":
        yield from check_text(view.get("title"), "/view/title", limits.VIEW_TITLE, PLAIN)
    for key in ("submit", "close"):
        if key in view:
            yield from check_text(view[key], f"/view/{key}", limits.VIEW_TITLE, PLAIN)
    for key, limit in (("private_metadata", limits.PRIVATE_METADATA), ("callback_id", limits.IDENTIFIER)):
        if len(str(view.get(key) or "")) > limit:
            yield f"must be less than {limit + 1} characters [json-pointer:/view/{key}]"
