"""Prices that begin anew behind the first hour or the first kilometres, and hours that have only begun."""

import pytest

from answer.first_units import by_firsts
from answer.reading import read_norms
from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

BOATS = issued(
    "柳州市",
    2023,
    "游船和场馆收费",
    "第一条 游船收费标准：",
    "（一）一类水域：首小时内每半小时20元，首小时后每半小时30元，24小时内最高收费200元；",
    "（二）二类水域：每小时25元，24小时内最高收费100元。",
    "第二条 乘船不足半小时的按半小时计算。",
    "第三条 羽毛球馆首小时30元，超过1小时的，每增加1小时加收10元，不足1小时的按1小时计算，最高不超过80元。",
    "第四条 接驳车前3公里8元，此后每公里2元。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(BOATS)


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("柳州一类水域游船坐了半小时多少钱？", "20"),
        ("柳州一类水域游船坐了四十分钟多少钱？", "40"),
        ("柳州一类水域游船坐了三个半小时多少钱？", "190"),
        ("柳州一类水域游船坐了八小时多少钱？", "200"),
        ("柳州二类水域游船坐了两个小时多少钱？", "50"),
        ("柳州二类水域游船坐了六个小时多少钱？", "100"),
        ("柳州羽毛球馆打了四个小时多一点，多少钱？", "70"),
        ("柳州接驳车坐了10公里多少钱？", "22"),
    ],
)
def test_first_units_have_their_own_price(library: Library, question: str, sum_: str) -> None:
    made = ask(question, library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


@pytest.mark.parametrize(
    ("price", "sums"),
    [
        ("首小时5元，之后每小时3元", ("5", "11")),
        ("首小时5元，超过1小时后每小时3元", ("5", "11")),
        ("首小时5元，超过1小时的部分每小时3元", ("5", "11")),
        ("第一小时5元，以后每小时3元", ("5", "11")),
        ("首小时4元，1小时后每小时加收2元", ("4", "8")),
        ("前2小时每小时5元，2小时后每小时3元", ("5", "13")),
        ("首小时5元，超过1小时后每小时3元，24小时最高收费9元", ("5", "9")),
    ],
)
def test_hours_behind_the_first_ones_add_to_them(price: str, sums: tuple[str, str]) -> None:
    library = held(issued("柳州市", 2023, "停车收费", f"第一条 公共停车场小型车{price}。", kind="办法"))
    for hours, sum_ in zip((1, 3), sums, strict=True):
        made = ask(f"柳州公共停车场停车{hours}小时收多少钱？", library)
        assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_a_begun_hour_is_said_to_be_reckoned_in_parts(library: Library) -> None:
    made = ask("柳州二类水域游船坐了一个半小时多少钱？", library)
    assert amounts(made)[0] == ("=", "75/2", "元")
    assert "rounding" in kinds(made)
    assert "rounding" not in kinds(ask("柳州一类水域游船坐了四十分钟多少钱？", library))


@pytest.mark.parametrize("text", ["首小时免费。", "首批3人,此后每年2人。", "前3名每人奖励500元,此后每人200元。"])
def test_what_has_no_first_units_stays_as_it_is(text: str) -> None:
    (norm, *more) = read_norms(text)
    assert by_firsts(text, norm) == [norm]
    assert more == []


PARKING = issued(
    "丹东市",
    2023,
    "停车和施救收费",
    "第一条 道路泊位按照下列标准收费：",
    "（一）小型车停放首小时4元。首小时之后每超过30分钟加收1.5元，不足30分钟的按30分钟计算。",
    "（二）大型车按照小型车收费标准的两倍收费。",
    "（三）夜间停放的，收费标准减半。",
    "第二条 施救费为10公里以内300元。每增加5公里加收45元，不足5公里的按5公里计算。",
    kind="办法",
)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("小型车停放2小时收多少钱", "7"),
        ("小型车停放1小时40分钟收多少钱", "7"),
        ("小型车停放1小时40分收多少钱", "7"),
        ("大型车停放2小时收多少钱", "14"),
        ("小型车夜间停放2小时收多少钱", "7/2"),
        ("小型车停放半小时收多少钱", "4"),
        ("施救22公里收多少钱", "435"),
        ("施救8公里收多少钱", "300"),
    ],
)
def test_what_the_next_sentence_adds_is_added_to_the_first_price(asked: str, sum_: str) -> None:
    made = ask(f"丹东{asked}？", held(PARKING))
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)
