"""What only some formats need, and how to come by it."""

from importlib import import_module
from types import ModuleType

from riskctl.errors import UsageError


def extra(module: str, *, package: str, name: str) -> ModuleType:
    """
    Return a module that an optional extra installs.

    Raises:
        UsageError: It is not installed.
        KeyboardInterrupt: The loading was interrupted from the keyboard.
    """
    try:
        return import_module(module)
    except (ImportError, OSError) as error:  # OSError: a system library is missing
        if isinstance(error.__cause__, KeyboardInterrupt):  # while it was loaded
            raise KeyboardInterrupt from None
        reason = "" if isinstance(error, ModuleNotFoundError) else f": {error}"
        raise UsageError(
            f"this needs {package}, which is not installed{reason}",
            hint=f"pip install 'riskctl[{name}]'",
        ) from None
