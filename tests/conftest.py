"""What every test stands on."""

from collections.abc import Iterator

import pytest

from riskctl.storage.disk.cache_folder import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is worked out of the tests' watches out of the user's cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield
