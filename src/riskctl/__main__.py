"""The `riskctl` command."""

import gc

# A start makes many objects and hardly any rubbish: looking for some among them
# would take a tenth of it. `main` lets the collector work again, at its leisure.
gc.disable()

from riskctl.cli.app import main  # noqa: E402 after the collector has stopped

if __name__ == "__main__":
    main()
