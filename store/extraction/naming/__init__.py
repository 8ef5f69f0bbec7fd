"""How names are told from other words, and companies from other names: the parts of `names`, `people`, `references`."""
