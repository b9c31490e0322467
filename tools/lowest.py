"""Print the lowest version that each dependency may have, as constraints for pip."""

import re
import tomllib
from pathlib import Path

REQUIREMENT = re.compile(r"([\w.-]+)>=([\w.]+)")


def main() -> None:
    """Read the ranges from `pyproject.toml`: there is no second list to keep."""
    text = Path("pyproject.toml").read_text(encoding="utf-8")
    for it in tomllib.loads(text)["project"]["dependencies"]:
        found = REQUIREMENT.match(it)
        if found is None:
            raise SystemExit(f"`{it}` says no lowest version")
        print(f"{found[1]}=={found[2]}")


main()
