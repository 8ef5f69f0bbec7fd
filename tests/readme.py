"""The parts of the README that the program itself says: `python -m tests.readme` writes them anew."""

import os
import re
import subprocess
import sys
from pathlib import Path

from bot.config import SETTINGS

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(<!-- (?:output of: (?P<command>[^>]+)|settings) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH = "80"


def renewed(text: str) -> str:
    """The README with every such part as it would be written now."""
    return BLOCK.sub(lambda block: f"{block[1]}{_content(block['command'])}{block[3]}", text)


def _content(command: str | None) -> str:
    if command is None:
        return settings_table()
    return f"```text\n{_run(command)}\n```\n"


def _run(command: str) -> str:
    environment = {**os.environ, "COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH}
    program = [sys.executable, "-c", "from bot.cli import main; main(prog_name='dossier')"]
    ran = subprocess.run([*program, *command.split()[1:]], capture_output=True, text=True, check=True, env=environment)
    return "\n".join(line.rstrip() for line in ran.stdout.strip().splitlines())


def settings_table() -> str:
    rows = [f"| `{s.name}` | {s.meaning} | {f'`{s.default}`' if s.default else ''} |" for s in SETTINGS]
    return "\n".join(["| variable | meaning | default |", "| --- | --- | --- |", *rows]) + "\n"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")
