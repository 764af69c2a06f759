"""`zhengce compare`: what several places, or several years, say of the same matter."""

from typing import Annotated

import typer

from answer.cli_options import NO_ANSWER, AsJson, Home, complete_place, is_json, library_of, put, terminal_width


def compare(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="事项", help="要对照的事项，如 社区用房面积")],
    places: Annotated[
        str, typer.Option("--places", metavar="地名,…", help="要对照的地方，用逗号隔开", autocompletion=complete_place)
    ],
    years: Annotated[str, typer.Option("--years", metavar="年份,…", help="只看这些年份的文件")] = "",
    given: Annotated[str, typer.Option("--with", metavar="数据", help="代入计算的数据，如 1500户")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Lay the rules of several places side by side."""
    from answer.compare import compare as lay
    from answer.compare_asked import matter_of
    from answer.render_compare import comparison_json, comparison_text
    from answer.render_json import line_of
    from answer.typed import needed
    from ingest.errors import InputError

    library = library_of(ctx, home)
    matter = matter_of(needed(topic, "事项"), [places], years=years, given=given)
    if not matter.places:
        raise InputError("--places 应写地名，用逗号隔开，例如 --places 甲市,乙市")
    found = lay(library, matter)
    put(line_of(comparison_json(found)) if is_json(ctx, as_json) else comparison_text(found, terminal_width()))
    if not found.rules:
        raise typer.Exit(NO_ANSWER)
