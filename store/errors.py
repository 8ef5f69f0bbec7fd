"""What can go wrong, as one tree; a message says what happened and what to do about it.

DossierError
├── SettingError        a setting is missing or wrong (its message names the variable)
├── DocumentError       a document can't be taken in (its message names the file)
│   ├── DocumentTooLarge
│   ├── NotText         binary, or in no encoding that we read
│   └── EmptyDocument
└── StoreError          the database can't do what it was asked
    ├── StoreBusy       locked by others for too long: try again
    ├── StoreReadOnly   the file, the folder or the disk takes no writes
    ├── StoreCorrupt    not a database, or damaged; nothing is mended by deleting
    ├── SchemaTooNew    written by a newer Dossier
    └── EvidenceMismatch  a fact's sentence does not stand at its offsets (a defect of ours)
"""

from __future__ import annotations


class DossierError(Exception):
    """The root: everything that Dossier raises on purpose."""


class SettingError(DossierError):
    """A setting is missing or wrong."""


class DocumentError(DossierError):
    """A document can't be taken in."""


class DocumentTooLarge(DocumentError):
    """More text than one document may have."""


class NotText(DocumentError):
    """Binary, or in no encoding that we read."""


class EmptyDocument(DocumentError):
    """Nothing but white space."""


class StoreError(DossierError):
    """The database can't do what it was asked."""


class StoreBusy(StoreError):
    """Locked by others for too long."""


class StoreReadOnly(StoreError):
    """The file, the folder or the disk takes no writes."""


class StoreCorrupt(StoreError):
    """Not a database, or a damaged one."""


class SchemaTooNew(StoreError):
    """Written by a newer Dossier."""


class EvidenceMismatch(StoreError):
    """A fact's sentence does not stand at its offsets."""
