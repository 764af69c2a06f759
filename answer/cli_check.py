"""`zhengce check`: what in the documents does not fit."""

from typing import Annotated

import typer

from answer.cli_options import AsJson, DocumentOrAll, Home, is_json, library_of, put, terminal_width

Strict = Annotated[bool, typer.Option("--strict", help="有任何问题时退出码为 1")]


def check(
    ctx: typer.Context, document: DocumentOrAll = "", strict: Strict = False, home: Home = None, as_json: AsJson = False
) -> None:
    """Tell what does not fit in one document, or in all."""
    from answer.check import checked
    from answer.progress import progress
    from answer.render_check import check_json, check_text
    from answer.render_json import line_of
    from index.names import find_document

    library = library_of(ctx, home)
    keys = [find_document(library, document)] if document else library.keys()
    found = []
    with progress("检查", len(keys)) as advance:
        for key in keys:
            found.append(checked(library, key))
            advance(found[-1].document.header.title)
    put(line_of(check_json(found)) if is_json(ctx, as_json) else check_text(found, terminal_width()))
    if strict and any(one.defects for one in found):
        raise typer.Exit(1)
