"""What every test stands on."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.trust import Collector, tried

__all__ = ["tried"]


def pytest_configure(config: pytest.Config) -> None:
    """Collect what `make trust` tells of this run; let laws try as often as is said."""
    config.pluginmanager.register(Collector())
    if examples := os.environ.get("RISKCTL_LAW_EXAMPLES"):
        settings.register_profile("said", max_examples=int(examples))
        settings.load_profile("said")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin what takes a minute first, so that no processor waits for it at the end."""
    items.sort(key=lambda it: it.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """
    Keep what is derived of the tests' watches, and looked at, apart from the user's.

    By both variables: commands that a test starts are given a clean environment,
    without any `RISKCTL_` variable of whoever runs the tests.
    """
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("RISKCTL_CACHE", str(folder / "riskctl"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patch.delenv("RISKCTL_STATE", raising=False)
        yield
