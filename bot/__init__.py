"""The program: what starts, when, with which settings."""
