"""What names a catalogue: a digest of all that it says."""

import json
import re
from hashlib import sha256
from typing import Final

from riskctl.model.catalogue import Catalogue

_LENGTH: Final = 12
# Beyond the letters of Latin 1 and punctuation a letter may have several compositions.
_COMPOSABLE: Final = re.compile(
    r"\\u(?:0[3-9a-f]|1|20[7-9a-f]|2[1-9a-f]|[3-9a-f])", re.ASCII
)
_MINUS_NOTHING: Final = re.compile(r"(?<=[\[ ])-0\.0(?=[,\]])")
# The parts of a catalogue that know where they stand, in their last field.
_WITH_ORIGINS: Final = frozenset(("levels", "indicators", "floors"))


def digest_of_meaning(catalogue: Catalogue) -> str:
    """
    Return what names a catalogue by all that it says, however that is written.

    Line endings, comments, the order of keys, `12.0` for `12` and how letters are
    composed do not change it, and it does not matter in which line something stands.
    """
    said = [
        [it[:-1] for it in what] if name in _WITH_ORIGINS else what
        for name, what in catalogue.said.items()
        if name != "digest"
    ]
    text = json.dumps(said, default=lambda it: it.value)
    text = _MINUS_NOTHING.sub("0.0", text)
    if _COMPOSABLE.search(text):
        text = _composed(text)
    return sha256(text.encode("ascii")).hexdigest()[:_LENGTH]


def _composed(text: str) -> str:
    """Return JSON in ASCII with its letters in one composition."""
    from unicodedata import normalize

    from riskctl.model.young import of_known

    plain = json.dumps(json.loads(text), ensure_ascii=False)
    return json.dumps(json.loads(of_known(lambda it: normalize("NFC", it), plain)))
