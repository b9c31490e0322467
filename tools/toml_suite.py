"""
Compare riskctl's TOML with the standard library's on the toml-test suite.

    python tools/toml_suite.py [FOLDER]

FOLDER holds the suite's `valid`, `invalid` and `files-toml-*`. Without it, the
suite comes out of the source package of tomlkit, which pip fetches. The suite
says which files belong to which version of TOML; tomllib reads 1.0, tomli 1.1.
"""

import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from riskctl.storage.text.canonical import scan_canonical
from riskctl.storage.text.toml import parse

PACKAGE = "tomlkit==0.15.2"


def ours(data: bytes) -> str | None:
    """Return what riskctl's parser makes of *data*; nothing when it refuses it."""
    document = parse(data, "suite.toml")
    return None if document.problems else repr(document.tables)


def theirs(data: bytes) -> str | None:
    """Return what tomllib makes of *data*; nothing when it refuses it."""
    try:
        return repr(tomllib.loads(data.decode()))
    except ValueError:
        return None


def files_of(suite: Path, toml: str) -> list[str]:
    """Return the names of the files for a version of TOML."""
    names = (suite / f"files-toml-{toml}").read_text(encoding="utf-8").split()
    return [it for it in names if it.endswith(".toml")]


def compare(suite: Path) -> list[str]:
    """Print the counts, and return what is not as it should be."""
    wrong: list[str] = []
    for toml in ("1.0.0", "1.1.0"):
        names = files_of(suite, toml)
        data = {it: (suite / it).read_bytes() for it in names}
        valid = [it for it in names if it.startswith("valid")]
        invalid = [it for it in names if it.startswith("invalid")]
        equal = [it for it in valid if ours(data[it]) == theirs(data[it]) is not None]
        taken = [it for it in valid if ours(data[it]) is not None]
        refused = [it for it in invalid if ours(data[it]) is None]
        fast = [it for it in names if data[it] and scan_canonical(data[it])]
        print(
            f"TOML {toml}: {len(taken)} of {len(valid)} valid files are read, "
            f"{len(equal)} as tomllib reads them; "
            f"{len(refused)} of {len(invalid)} invalid files are refused; "
            f"{len(fast)} are canonical"
        )
        wrong += set(valid) - set(taken if toml == "1.1.0" else equal)
        # What 1.0 forbids and 1.1 allows is no fault.
        allowed = {it for it in invalid if it not in files_of(suite, "1.1.0")}
        wrong += set(invalid) - set(refused) - allowed
    return sorted(wrong)


def main() -> None:
    """Compare, and fail where a file is read that must not be, or not as it must."""
    with TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            suite = Path(sys.argv[1])
        else:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            subprocess.run(
                [*pip, "--no-binary", ":all:", "--dest", folder, PACKAGE], check=True
            )
            with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
                archive.extractall(folder, filter="data")
            suite = next(Path(folder).glob("*/tests/toml-test/tests"))
        wrong = compare(suite)
    if wrong:
        sys.exit("not as it should be:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
