"""The logs of each size on the disk, and the copies that jobs may append to."""

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Final

from benchmarks.facts import Facts
from benchmarks.generate import generate
from benchmarks.job import Place
from benchmarks.peers.found import KINDS, furnish
from benchmarks.peers.peer import Peer
from benchmarks.riskctl_jobs import Riskctl
from benchmarks.scales import CATALOGUE

_HERE: Final = Path(__file__).parent
# Whatever decides on the bytes of a log.
_MAKERS: Final = (
    CATALOGUE,
    *(
        _HERE / f"{it}.py"
        for it in ("facts", "forms", "generate", "invented", "scales", "words")
    ),
)


def make_place(work: Path, size: int, peers: list[Peer], riskctl: Riskctl) -> Place:
    """
    Return the logs of a size, written now unless an earlier run left them.

    The copies are new at every run; with them goes every cache.
    """
    folder = work / "logs" / str(size)
    stamp, wanted = folder / "stamp", _stamp(peers)
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        generate(folder, size, forms={KINDS[it.name].form for it in peers})
        stamp.write_text(wanted)
    copies = work / "copies" / str(size)
    shutil.rmtree(copies, ignore_errors=True)
    shutil.copytree(folder / "watch", copies / "watch")
    for peer in peers:
        log = folder / KINDS[peer.name].form
        furnish(peer, log, python=riskctl.python)
        shutil.copytree(log, copies / peer.name)
        furnish(peer, copies / peer.name, python=riskctl.python)
    return Place(
        size=size,
        folder=folder,
        copies=copies,
        facts=Facts.read(folder / "facts.json"),
    )


def _stamp(peers: list[Peer]) -> str:
    digest = sha256()
    for path in _MAKERS:
        digest.update(path.read_bytes())
    return " ".join([digest.hexdigest(), *sorted(it.name for it in peers)])
