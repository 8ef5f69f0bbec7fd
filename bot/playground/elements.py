"""Checks for what stands inside blocks: buttons, menus, pickers and images."""

from collections.abc import Callable, Collection
from typing import Any

from bot.playground import limits
from bot.playground.shapes import (
    ANY_TEXT,
    PLAIN,
    Complaints,
    Shape,
    check_count,
    check_keys,
    check_object,
    check_optional_string,
    check_optional_text,
    check_string,
    check_text,
    check_url,
    complain,
    list_items,
)

BUTTON_STYLES = ("primary", "danger")
INTERACTIVE = ("action_id", "confirm", "focus_on_load")

LIST_PICKERS = ("users_select", "conversations_select", "channels_select")
MOMENT_PICKERS = ("datepicker", "timepicker", "datetimepicker")
CHOICES = ("static_select", "external_select", "overflow", "radio_buttons", "checkboxes")
MULTI_SELECTS = ("multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select")

IN_ACTIONS = ("button", *CHOICES, *LIST_PICKERS, *MOMENT_PICKERS)
IN_SECTION = (*IN_ACTIONS, *MULTI_SELECTS, "image")
IN_INPUT = ("plain_text_input", *CHOICES, *LIST_PICKERS, *MOMENT_PICKERS, *MULTI_SELECTS)
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")


def check_element(element: Any, at: str, allowed: Collection[str]) -> Complaints:
    """Check one element where only some types are allowed."""
    if not isinstance(element, dict):
        yield from check_object(element, at)
        return
    kind = str(element.get("type"))
    if kind not in allowed:
        yield complain(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from check_optional_string(element, "action_id", at, limits.IDENTIFIER)
    yield from CHECKS.get(kind, _check_any_picker)(element, at)


def _check_button(button: Shape, at: str) -> Complaints:
    optional = (*INTERACTIVE, "url", "value", "style", "accessibility_label")
    yield from check_keys(button, at, required=("text",), optional=optional)
    yield from check_text(button.get("text"), f"{at}/text", limits.BUTTON_TEXT, PLAIN)
    yield from check_optional_string(button, "value", at, limits.BUTTON_VALUE)
    yield from check_optional_string(button, "accessibility_label", at, limits.BUTTON_TEXT)
    if "url" in button:
        yield from check_url(button["url"], f"{at}/url")
    if "style" in button and button["style"] not in BUTTON_STYLES:
        yield complain("must be one of: primary, danger", f"{at}/style")


def check_image(image: Shape, at: str) -> Complaints:
    yield from check_keys(image, at, required=("alt_text",), optional=("image_url", "slack_file", "title", "block_id"))
    yield from check_string(image.get("alt_text"), f"{at}/alt_text", limits.ALT_TEXT)
    if ("image_url" in image) == ("slack_file" in image):
        yield complain("must define either `image_url` or `slack_file`", at)
    if "image_url" in image:
        yield from check_url(image["image_url"], f"{at}/image_url")


def _check_static_menu(menu: Shape, at: str) -> Complaints:
    optional = (*INTERACTIVE, "placeholder", "options", "option_groups", "initial_option", "initial_options")
    yield from check_keys(menu, at, required=(), optional=(*optional, "max_selected_items"))
    yield from check_optional_text(menu, "placeholder", at, limits.PLACEHOLDER, PLAIN)
    if ("options" in menu) == ("option_groups" in menu):
        yield complain("must define either `options` or `option_groups`", at)
    if "options" in menu:
        yield from _check_options(menu, at, limits.OPTIONS, PLAIN)


def _check_choices(choices: Shape, at: str) -> Complaints:
    optional = (*INTERACTIVE, "initial_option", "initial_options")
    yield from check_keys(choices, at, required=("options",), optional=optional)
    yield from _check_options(choices, at, limits.CHOICE_OPTIONS, ANY_TEXT)


def _check_overflow(overflow: Shape, at: str) -> Complaints:
    yield from check_keys(overflow, at, required=("options",), optional=INTERACTIVE)
    yield from _check_options(overflow, at, limits.OVERFLOW_OPTIONS, PLAIN)


def _check_options(menu: Shape, at: str, limit: int, kinds: Collection[str]) -> Complaints:
    yield from check_count(menu.get("options"), f"{at}/options", limit)
    for number, option in enumerate(list_items(menu, "options")):
        yield from _check_option(option, f"{at}/options/{number}", kinds)


def _check_option(option: Any, at: str, kinds: Collection[str]) -> Complaints:
    if not isinstance(option, dict):
        yield from check_object(option, at)
        return
    yield from check_keys(option, at, required=("text",), optional=("value", "description", "url"))
    yield from check_text(option.get("text"), f"{at}/text", limits.OPTION_TEXT, kinds)
    yield from check_optional_string(option, "value", at, limits.OPTION_VALUE)
    yield from check_optional_text(option, "description", at, limits.OPTION_TEXT)
    if "url" in option:
        yield from check_url(option["url"], f"{at}/url")


def _check_feedback(feedback: Shape, at: str) -> Complaints:
    sides = ("positive_button", "negative_button")
    yield from check_keys(feedback, at, required=sides, optional=("action_id",))
    for side in sides:
        button = feedback.get(side)
        yield from check_object(button, f"{at}/{side}")
        if isinstance(button, dict):
            yield from check_keys(button, f"{at}/{side}", required=("text", "value"), optional=("accessibility_label",))
            yield from check_text(button.get("text"), f"{at}/{side}/text", limits.BUTTON_TEXT, PLAIN)
            yield from check_string(button.get("value"), f"{at}/{side}/value", limits.BUTTON_VALUE)


def _check_any_picker(picker: Shape, at: str) -> Complaints:
    """Check what all the other elements have in common; their initial values are taken as they come."""
    yield from check_optional_text(picker, "placeholder", at, limits.PLACEHOLDER, PLAIN)


CHECKS: dict[str, Callable[[Shape, str], Complaints]] = {
    "button": _check_button,
    "image": check_image,
    "static_select": _check_static_menu,
    "multi_static_select": _check_static_menu,
    "overflow": _check_overflow,
    "radio_buttons": _check_choices,
    "checkboxes": _check_choices,
    "feedback_buttons": _check_feedback,
}
