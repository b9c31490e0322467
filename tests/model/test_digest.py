import hashlib

import pytest

from riskctl.model.digest import sha256


@pytest.mark.parametrize("size", [0, 1, 63, 64, 1024 * 1024, 1024 * 1024 + 1])
def test_is_what_hashlib_says(size: int) -> None:
    """On either side of the size at which the implementation changes."""
    data = bytes(it % 251 for it in range(size))

    assert sha256(data) == hashlib.sha256(data).digest()
