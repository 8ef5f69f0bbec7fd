"""What the README says is so: every output is real, every command and setting exists."""

import json
import re
from pathlib import Path

from bot.cli import main
from bot.config import SETTINGS
from tests.readme import README, renewed

ROOT = README.parent


def test_every_output_in_the_readme_is_what_the_program_prints() -> None:
    text = README.read_text("utf-8")
    assert text == renewed(text), "renew it with: make readme"


def test_every_command_that_the_documents_name_exists() -> None:
    text = README.read_text("utf-8") + (ROOT / "CHANGELOG.md").read_text("utf-8")
    named = set(re.findall(r"`dossier ([a-z]+)", text)) | set(re.findall(r"^dossier ([a-z]+)", text, re.MULTILINE))
    assert named
    assert named <= set(main.commands)


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", README.read_text("utf-8"), re.MULTILINE))
    assert named <= targets


def test_every_link_into_the_repository_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert links
    assert all((ROOT / link).exists() for link in links)


def test_every_slash_command_of_the_manifest_is_explained() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text("utf-8"))
    text = README.read_text("utf-8")
    assert all(command["command"] in text for command in manifest["features"]["slash_commands"])


def test_the_environment_is_read_in_one_place() -> None:
    modules = [path for folder in ("bot", "handlers", "store") for path in (ROOT / folder).rglob("*.py")]
    readers = [path for path in modules if re.search(r"os\.environ|getenv", path.read_text("utf-8"))]
    assert readers == [Path(ROOT / "bot" / "config.py")]
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
