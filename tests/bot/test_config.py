"""Settings: read once, checked, and wrong ones named."""

from datetime import time
from pathlib import Path

import pytest

from bot.config import SETTINGS, load_config, parse_weekdays
from store.errors import SettingError

NO_FILE = Path("no-such-file.env")


def test_without_any_setting_the_defaults_hold() -> None:
    config = load_config({}, NO_FILE)
    assert (config.database_url, config.port, config.digest) == ("sqlite:///.data/dossier.db", 3000, None)


def test_a_digest_needs_only_a_channel() -> None:
    digest = load_config({"DIGEST_CHANNEL": "C0123ABCD"}, NO_FILE).digest
    assert digest is not None
    assert (digest.time, digest.zone.key, digest.weekdays) == (time(9), "UTC", frozenset(range(5)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1"),
        ("SLACK_APP_TOKEN", "xoxb-1"),
        ("SLACK_API_URL", "slack.com"),
        ("SLACK_API_URL", "https://slack.com/api"),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "²"),
        ("DIGEST_CHANNEL", "#general"),
        ("DIGEST_TIME", "25:00"),
        ("DIGEST_TIME", "9"),
        ("DIGEST_TIMEZONE", "Mars/Olympus"),
        ("DIGEST_TIMEZONE", "../../etc/passwd"),
        ("DIGEST_DAYS", "workdays"),
        ("SEED_DOCUMENTS", "maybe"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        load_config({name: value}, NO_FILE)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_token_is_not_repeated() -> None:
    with pytest.raises(SettingError) as caught:
        load_config({"SLACK_BOT_TOKEN": "secret-value"}, NO_FILE)
    assert "secret-value" not in str(caught.value)


def test_secrets_stay_out_of_the_representation() -> None:
    config = load_config({"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_SIGNING_SECRET": "canary"}, NO_FILE)
    assert "canary" not in repr(config)


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
    ],
)
def test_running_without_a_token_says_which_and_where_to_get_it(settings: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingError, match=missing) as caught:
        load_config(settings, NO_FILE).require_slack()
    assert "api.slack.com/apps" in str(caught.value)


def test_an_app_token_means_socket_mode() -> None:
    assert load_config({"SLACK_APP_TOKEN": "xapp-1"}, NO_FILE).socket_mode
    assert not load_config({"SLACK_SIGNING_SECRET": "s"}, NO_FILE).socket_mode


def test_the_environment_goes_before_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PORT=4000\nDIGEST_TIME=10:30\nDIGEST_CHANNEL=C0123\n")
    monkeypatch.setenv("PORT", "5000")
    config = load_config(env_file=env_file)
    assert config.port == 5000
    assert config.digest is not None
    assert config.digest.time == time(10, 30)


def test_a_disk_that_is_emptied_at_every_restart_is_refused() -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        load_config({"DYNO": "web.1"}, NO_FILE)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("sat-mon", {5, 6, 0}),
        ("Mon, Wed ,FRI", {0, 2, 4}),
        ("sun", {6}),
    ],
)
def test_weekdays_are_ranges_and_lists(text: str, days: set[int]) -> None:
    assert parse_weekdays(text) == days


def test_every_setting_says_what_it_is_for() -> None:
    assert all(setting.meaning for setting in SETTINGS)


def test_slack_run_brings_the_tokens_under_its_own_names() -> None:
    config = load_config({"SLACK_CLI_XOXB": "xoxb-1", "SLACK_CLI_XAPP": "xapp-1"}, NO_FILE)
    assert (config.bot_token, config.app_token) == ("xoxb-1", "xapp-1")
