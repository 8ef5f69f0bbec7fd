"""The manifest: what it grants, that the committed file is its output, and that Slack's limits are kept."""

import json
from pathlib import Path

import pytest

from bot.manifest import Manifest, build_manifest
from bot.playground.permissions import EVENT_SCOPES, read_permissions

ROOT = Path(__file__).parents[2]


def test_the_committed_manifest_is_the_socket_mode_output() -> None:
    assert (ROOT / "manifest.json").read_text() == json.dumps(build_manifest(), indent=2) + "\n"


def test_socket_mode_names_no_addresses() -> None:
    manifest = build_manifest()
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(manifest)


def test_http_mode_answers_everything_at_one_address() -> None:
    manifest = build_manifest("https://dossier.example.com/")
    settings = manifest["settings"]
    addresses = [
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
        *(command["url"] for command in manifest["features"]["slash_commands"]),
    ]
    assert set(addresses) == {"https://dossier.example.com/slack/events"}
    assert settings["socket_mode_enabled"] is False


def test_mention_only_does_not_hear_channel_messages_but_can_still_reconcile_posts() -> None:
    permissions = read_permissions(build_manifest(mention_only=True))
    assert permissions.events == ("app_mention", "message.im")
    assert {"channels:history", "groups:history"} <= set(permissions.scopes)


@pytest.mark.parametrize("mention_only", [True, False])
@pytest.mark.parametrize("http_url", [None, "https://dossier.example.com"])
def test_every_event_has_its_scope(http_url: str | None, *, mention_only: bool) -> None:
    permissions = read_permissions(build_manifest(http_url, mention_only=mention_only))
    assert all(EVENT_SCOPES[event] in permissions.scopes for event in permissions.events)


def test_a_manifest_that_slack_would_refuse_is_refused() -> None:
    manifest = build_manifest()
    manifest["oauth_config"]["scopes"]["bot"].remove("app_mentions:read")
    with pytest.raises(ValueError, match="app_mention needs the scope app_mentions:read"):
        read_permissions(manifest)


def test_texts_keep_to_the_lengths_slack_allows() -> None:
    manifest: Manifest = build_manifest()
    described = manifest["display_information"]
    assert len(described["name"]) <= 35
    assert len(described["description"]) <= 140
    assert 174 <= len(described["long_description"]) <= 4000
    for command in manifest["features"]["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 100
        assert len(command["usage_hint"]) <= 1000


def test_the_slack_cli_finds_its_hooks_and_the_local_manifest() -> None:
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text())["hooks"]
    assert hooks["get-hooks"] == "python3 -m slack_cli_hooks.hooks.get_hooks"
    assert hooks["start"] == "dossier run"
    assert json.loads((ROOT / ".slack" / "config.json").read_text()) == {"manifest": {"source": "local"}}
