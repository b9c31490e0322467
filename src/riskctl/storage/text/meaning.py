"""What names a catalogue: a digest of all that it says."""

import json
from hashlib import sha256
from typing import Final

from riskctl.model.catalogue import Catalogue

_LENGTH: Final = 12
# The parts of a catalogue that know where they stand, in their last field.
_WITH_ORIGINS: Final = frozenset(("levels", "indicators", "floors"))


def digest_of_meaning(catalogue: Catalogue) -> str:
    """
    Return what names a catalogue by all that it says, however that is written.

    Line endings, comments, the order of keys and `12.0` for `12` do not change it, and
    it does not matter in which line something stands.
    """
    said = [
        [it[:-1] for it in what] if name in _WITH_ORIGINS else what
        for name, what in catalogue.said.items()
        if name != "digest"
    ]
    text = json.dumps(said, default=lambda it: it.value)
    return sha256(text.encode("ascii")).hexdigest()[:_LENGTH]
