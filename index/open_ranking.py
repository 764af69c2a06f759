"""The rankings of a library: of its provisions, and of its documents as wholes."""

from pathlib import Path

from index.derived import PROVISIONS, REMOVED, WHOLES, faults_of, folder_of, missing_ranking, numbered
from index.engines import is_on_disk
from index.ranking import Ranking, TokenList
from index.store import Library
from index.token_table import ranked


def rankings(library: Library) -> tuple[Ranking, Ranking]:
    """The ranking of the provisions, and that of the whole documents; on disk or made in memory.

    Raises:
        LibraryError: the ranking on disk is missing, or differs from its stamp.
    """
    try:
        return _rankings(library)
    finally:
        library.release()


def is_ranked_on_disk(library: Library) -> bool:
    """Whether the provisions of a library are ranked by an engine on disk, and not in memory."""
    return Path(library.where).is_absolute() and not library.is_bundled and is_on_disk(library.totals.lists)


def _rankings(library: Library) -> tuple[Ranking, Ranking]:
    if is_ranked_on_disk(library):
        return _on_disk(library, Path(library.where))
    from index.rank_memory import RankBM25

    keys = library.keys()
    made = [(library.number(key), ranked(library.token_table(key))) for key in keys]
    provisions = RankBM25(one for number, (lists, _) in made for one in numbered(number, lists))
    return provisions, RankBM25(TokenList(number, number, whole) for number, (_, whole) in made)


def _on_disk(library: Library, path: Path) -> tuple[Ranking, Ranking]:
    from index.rank_tantivy import RankTantivy

    folder = folder_of(path, library.ranked or "-")
    if faults_of(folder, library.ranked, everything=False):
        raise missing_ranking(folder)
    totals = library.totals
    try:
        provisions = RankTantivy(folder / PROVISIONS, size=totals.lists, tokens=totals.tokens, removed=folder / REMOVED)
        wholes = RankTantivy(folder / WHOLES, size=totals.documents, tokens=totals.whole)
    except ValueError as error:
        raise missing_ranking(folder) from error
    if (provisions.size, wholes.size) != (totals.lists, totals.documents):
        raise missing_ranking(folder)
    return provisions, wholes
