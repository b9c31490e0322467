"""What only some formats need, and how to come by it."""

from importlib import import_module
from types import ModuleType

from riskctl.errors import UsageError


def extra(module: str, *, package: str, name: str) -> ModuleType:
    """
    Return a module that an optional extra installs.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return import_module(module)
    except (ImportError, OSError) as error:  # OSError: a system library is missing
        reason = "" if isinstance(error, ModuleNotFoundError) else f": {error}"
        raise UsageError(
            f"this needs {package}, which is not installed{reason}",
            hint=f"pip install 'riskctl[{name}]'",
        ) from None
