import pytest

from riskctl.sweep.engines.interrupts import interrupts


class TestInterrupts:
    def test_what_the_database_calls_an_error_is_one_from_the_keyboard(self) -> None:
        """As DuckDB words it."""
        with pytest.raises(KeyboardInterrupt), interrupts():
            raise RuntimeError("Query interrupted")

    def test_another_error_stays_what_it_is(self) -> None:
        """It is a bug, and is told as one."""
        with pytest.raises(RuntimeError, match="elsewhere"), interrupts():
            raise RuntimeError("elsewhere")
