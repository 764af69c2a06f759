"""`zhengce compare`: what several places, or several years, say of the same matter."""

from typing import Annotated

import typer

from answer.cli_options import NO_ANSWER, AsJson, Home, complete_place, is_json, library_of, put, terminal_width

MOST = 12


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
    from answer.compose import facts
    from answer.question import understand
    from answer.render_compare import comparison_json, comparison_text
    from answer.render_json import line_of
    from answer.typed import needed

    library = library_of(ctx, home)
    known = facts(understand(f"{given}的{topic}")) if given.strip() else []
    named = _names(places)
    found = lay(library, needed(topic, "事项"), named, years=_years(years), given=known)
    put(line_of(comparison_json(found)) if is_json(ctx, as_json) else comparison_text(found, terminal_width()))
    if not found.rules:
        raise typer.Exit(NO_ANSWER)


def _names(text: str) -> list[str]:
    from ingest.errors import InputError

    names = [name.strip() for name in text.replace("，", ",").replace("、", ",").split(",") if name.strip()]
    if not 0 < len(names) <= MOST:
        raise InputError(f"--places 应写 1 至 {MOST} 个地名，用逗号隔开，例如 --places 甲市,乙市")
    return names


def _years(text: str) -> list[int]:
    from ingest.errors import InputError

    years = [year.strip().removesuffix("年") for year in text.replace("，", ",").split(",") if year.strip()]
    if not all(year.isascii() and year.isdecimal() and len(year) == 4 for year in years):
        raise InputError(f"--years 应写四位年份，用逗号隔开，例如 --years 2002,2012，不是“{text}”")
    return list(map(int, years))
