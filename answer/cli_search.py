"""`zhengce cite` and `zhengce search`: provisions by citation, and by words."""

from typing import Annotated

import typer

from answer.cli_options import (
    NO_ANSWER,
    AsJson,
    Home,
    Place,
    complete_document,
    is_json,
    library_of,
    put,
    terminal_width,
)
from answer.typed import needed

MOST = 1000


def cite(
    ctx: typer.Context,
    citation: Annotated[
        str, typer.Argument(metavar="引用", help="文号或标题，加条款", autocompletion=complete_document)
    ],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show the provision that a citation leads to."""
    from answer.render_json import line_of
    from answer.render_provisions import citation_json, citation_text
    from index.lookup import look_up

    library = library_of(ctx, home)
    asked = needed(citation, "引用")
    found = look_up(asked, library)
    if is_json(ctx, as_json):
        put(line_of(citation_json(library, asked, found)))
    else:
        put(citation_text(library, found, terminal_width()))
    if found.status != "found":
        raise typer.Exit(NO_ANSWER)


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="词语", help="要找的词语或一句话")],
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="最多条数", min=1, max=MOST)] = 10,
    place: Place = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show the provisions that fit some words best."""
    from answer.render_json import line_of
    from answer.render_provisions import hits_json, hits_text
    from index.search import search as find

    library = library_of(ctx, home)
    query = needed(" ".join(words), "检索词")
    documents = {key for key, header in library.headers() if place in header.place} if place else None
    hits = find(library, query, limit=limit, documents=documents)
    put(
        line_of(hits_json(library, query, hits))
        if is_json(ctx, as_json)
        else hits_text(library, hits, terminal_width())
    )
    if not hits:
        raise typer.Exit(NO_ANSWER)
