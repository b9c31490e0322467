"""Whether an address would let its reader in where only its owner may be."""

import re
from typing import Final

# Before a host.
_BEFORE_HOST: Final = r"//[^/?#\s]*@|^[^/\s:@]+:[^/\s@]+@[\w.-]+(?:[/:?]|$)"
# A parameter that has a value.
_PARAMETER: Final = r"[?&;#]([a-z0-9_.-]+)=[^&;#\s]"
# What secrets are called, alone or at the end of a longer name, like `access_token`.
_SECRETS: Final = frozenset(
    (
        *("token", "sig", "signature", "key", "apikey", "api_key", "code", "otp"),
        *("pass", "password", "passwd", "pwd", "secret", "auth", "authorization"),
        *("credential", "credentials", "jwt", "sid", "session", "sessionid"),
        *("session_id", "jsessionid", "phpsessid"),
    )
)
# How the tokens of well-known services begin; folded.
_STARTS: Final = (
    *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"),
    *("xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "akia", "aiza", "sk-"),
)
_LONG_WORD: Final = r"[a-z0-9_-]{16,}"
_JWT: Final = r"\beyj[a-z0-9_-]{5,}\.[a-z0-9_-]{5,}\."
_WEBHOOK: Final = "//hooks.slack.com/services/"


def carries_credentials(source: str) -> bool:
    """
    Say whether a source holds a password, a token, or the like.

    >>> carries_credentials("https://u:p@example.org/a")
    True
    >>> carries_credentials("https://example.org/?access_token=1")
    True
    >>> carries_credentials("https://example.org/?tokens=1")
    False
    """
    folded = source.lower()
    if "@" in folded and re.search(_BEFORE_HOST, folded):
        return True
    if "=" in folded and any(map(_is_secret, re.findall(_PARAMETER, folded))):
        return True
    if _WEBHOOK in folded or ("eyj" in folded and re.search(_JWT, folded)):
        return True
    if not any(map(folded.__contains__, _STARTS)):
        return False
    starts = "|".join(map(re.escape, _STARTS))
    return re.search(rf"\b(?:{starts}){_LONG_WORD}", folded) is not None


def _is_secret(name: str) -> bool:
    """Say whether the name of a parameter, or its last words, are those of a secret."""
    pieces = re.split(r"[_.-]", name)
    return any("_".join(pieces[at:]) in _SECRETS for at in range(len(pieces)))
