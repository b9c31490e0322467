"""The `riskctl` command."""

import gc
import os

# A start makes many objects and hardly any rubbish: looking for some among them
# would take a tenth of it. `main` lets the collector work again, at its leisure.
gc.disable()

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; whenever it is interrupted, it ends without a traceback."""
    try:
        _run()
    except KeyboardInterrupt:
        # Before the command line was there to say so, or after it had ended.
        os.write(2, b"\ninterrupted\n")
        os._exit(_INTERRUPTED)


def _run() -> None:
    """Run the command line; or answer a shell, which waits with each Tab."""
    asked = os.environ.get("_RISKCTL_COMPLETE", "")
    if asked.startswith("complete_"):
        # Of the shells that are answered here Typer need not be loaded for it.
        from riskctl.cli.completion.complete import answer

        if answer(asked.removeprefix("complete_")):
            return
    from riskctl.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
