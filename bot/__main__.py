"""`python -m bot` is `dossier`."""

from bot.cli import main

main()
