import ast
import os
from pathlib import Path

import pytest

from riskctl.storage.text.writer import block
from tests.helpers import ROOT, event, make_watch, run

pytestmark = pytest.mark.trust("R19")

OLD = event("2026-11-02", "clash", "shots")
WRITING = {"write_text", "write_bytes", "truncate", "mkstemp", "NamedTemporaryFile"}
PACKAGE = sorted((ROOT / "src" / "riskctl").rglob("*.py"))


class TestBeancount:
    @pytest.mark.parametrize("command", ["check", "level"])
    def test_92_the_second_run_says_the_same(
        self, tmp_path: Path, command: str
    ) -> None:
        """beancount#92: the cache hid the errors from the second run."""
        folder = make_watch(tmp_path, {"2026-11.toml": "[[event]]\nid = 5\n"})

        first, second = (run(command, folder=folder) for _ in range(2))

        assert first == second
        assert first.exit_code in {3, 5}

    def test_pr_1034_nothing_in_the_folder_is_executed(self, tmp_path: Path) -> None:
        """Beancount PR #1034: a pickle in the data folder was code."""
        folder = make_watch(tmp_path, {"2026-11.toml": block(OLD)})
        plain = run("level", folder=folder)
        for name in (".riskctl.cache", "cache.pickle", "sitecustomize.py", ".env"):
            (folder / name).write_bytes(b"cos\nsystem\n(S'touch hacked'\ntR.")

        assert run("level", folder=folder) == plain
        assert not (folder / "hacked").exists()


class TestVisidata:
    @pytest.mark.parametrize("link", [os.link, os.symlink])
    def test_401_a_report_is_never_written_onto_the_log(
        self, tmp_path: Path, link: object
    ) -> None:
        """visidata#401: the export went over the original, as garbage."""
        folder = make_watch(tmp_path / "w", {"2026-11.toml": block(OLD)})
        log = folder / "log" / "2026-11.toml"
        assert callable(link)
        link(log, tmp_path / "report.md")

        for target in (log, tmp_path / "report.md", folder / "log"):
            done = run(
                *("report", "--week", "2026-W46", "--force", "-f", "markdown"),
                *("-o", str(target)),
                folder=folder,
            )
            assert done.exit_code == 2
            assert "belongs to the watch" in done.stderr

        assert log.read_text() == block(OLD)


class TestRadicale:
    @pytest.mark.parametrize("path", PACKAGE, ids=lambda it: it.stem)
    def test_440_no_module_but_the_disk_opens_a_file_for_writing(
        self, path: Path
    ) -> None:
        """Radicale#440: `open("w")` in place left a window in which all was lost."""
        if path.parts[-2:] == ("disk", "disk.py"):
            return
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert name not in WRITING, f"{path}:{node.lineno}"
            if name == "open":
                modes = [
                    it.value for it in ast.walk(node) if isinstance(it, ast.Constant)
                ]
                assert not {"w", "a", "x", "wb", "ab", "r+", "w+"} & set(modes), path


class TestKhal:
    def test_593_one_bad_record_hides_no_other(self, tmp_path: Path) -> None:
        """khal#593: one imported event made every start fail without a list."""
        folder = make_watch(
            tmp_path,
            {
                "2026-11.toml": "[[event]]\nid = 5\n\n"
                + block(OLD)
                + "[[event]]\nid = 6\n"
            },
        )

        done = run("check", folder=folder)

        assert "log/2026-11.toml:2: `id` of an event must be text" in done.stdout
        assert "`id` of an event must be text" in done.stdout.split("toml:12")[-1]
        assert run("level", folder=folder).stdout == ""


class TestGit:
    def test_union_merges_are_recognised(self, tmp_path: Path) -> None:
        """Git's `union` driver breaks blocks of lines apart; `check` sees it."""
        mine = block(OLD).splitlines()
        theirs = block(event("2026-11-03", "talks", "call")).splitlines()
        mixed = [line for pair in zip(mine, theirs, strict=False) for line in pair]
        folder = make_watch(tmp_path, {"2026-11.toml": "\n".join(mixed)})

        assert run("level", folder=folder).exit_code == 5
        assert run("check", folder=folder).exit_code == 3
