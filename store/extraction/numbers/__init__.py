"""From digits and words to numbers with units: what each is made of, and which of them measure nothing."""
