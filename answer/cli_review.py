"""`zhengce review`: a person's verdict on what is read from a provision."""

from datetime import date
from typing import Annotated

import typer

from answer.cli_options import AsJson, DocumentName, Home, is_json, library_of, put, tell


def review(
    ctx: typer.Context,
    document: DocumentName,
    address: Annotated[str, typer.Argument(metavar="条款", help="条款的地址或编号，如 lvl_1__lvl_2 或 一、2")],
    verdict: Annotated[str, typer.Option("--verdict", metavar="结论", help="reviewed (读法正确) 或 disputed (有疑问)")],
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="审核人")],
    note: Annotated[str, typer.Option("--note", metavar="说明", help="有何疑问，应当怎样")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Keep a verdict on a provision in the user's folder."""
    from answer.render_extract import review_json, review_text
    from answer.render_json import line_of
    from answer.review import Review, Verdict, text_digest
    from answer.review_store import add_review, own_words, provision_of
    from index.library import home_folder
    from index.names import find_document
    from ingest.errors import InputError

    library = library_of(ctx, home)
    key = find_document(library, document)
    found = provision_of(library, key, address)
    if verdict not in tuple(Verdict):
        raise InputError(f"--verdict 应为 {' 或 '.join(Verdict)}，不是“{verdict}”")
    if not by.strip():
        raise InputError("--by 应写审核人的姓名")
    words = own_words(library, key, found.address)
    today = date.today()  # noqa: DTZ011
    made = Review(key, found.address, text_digest(words), by.strip(), today, Verdict(verdict), note.strip())
    path = add_review(library.home or home_folder(None), made)
    put(line_of(review_json(made)) if is_json(ctx, as_json) else review_text(made, words))
    tell(f"已记入 {path}")
