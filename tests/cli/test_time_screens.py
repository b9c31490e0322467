from tests.cli import (
    test_backtest,
    test_change,
    test_history,
    test_outlook,
    test_sensitivity,
)
from tests.cli.of_time import SCREENS


def test_every_stored_screen_has_its_command() -> None:
    """No file is left behind by a command that is gone."""
    modules = (test_backtest, test_change, test_history, test_outlook, test_sensitivity)
    names = {name for module in modules for name in module.COMMANDS}

    assert names == {path.stem for path in SCREENS.iterdir()}
