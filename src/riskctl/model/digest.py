"""
SHA-256, by Python's own implementation where there is little to hash.

`hashlib` brings OpenSSL along, which takes longer to load than all that most commands
hash; the standard library's `random` goes around it in the same way.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, Final

# Of so much OpenSSL is quicker by more than it takes to load.
_LARGE_BYTES: Final = 1024 * 1024
# Since Python 3.12, and before.
_OWN: Final = ("_sha2", "_sha256")


def sha256(data: bytes | memoryview) -> bytes:
    """
    Return the SHA-256 of *data*, 32 bytes.

    >>> sha256(b"").hex()[:8]
    'e3b0c442'
    """
    digest: bytes = _maker(is_large=len(data) > _LARGE_BYTES)(data).digest()
    return digest


@cache
def _maker(*, is_large: bool) -> Callable[[bytes | memoryview], Any]:
    for name in () if is_large else _OWN:
        with suppress(ImportError):
            maker: Callable[[bytes | memoryview], Any] = import_module(name).sha256
            return maker
    from hashlib import sha256 as maker_of_openssl

    return maker_of_openssl
