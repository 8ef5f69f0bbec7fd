"""The extraction gate: annotated documents, a scorer, and floors that what is found may not fall below."""
