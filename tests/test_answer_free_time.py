"""Hours that cost nothing for a class only: they are taken off for that class, and for no other."""

import pytest

from index.store import Library
from made_up import amounts, ask, held, issued, kinds, working

PARKING = issued(
    "通化市",
    2022,
    "停车收费",
    "第一条 小型车停放首小时4元。首小时之后每超过30分钟加收1元，不足30分钟的按30分钟计算。",
    "第二条 停放不超过15分钟的免费。残疾人驾驶的专用车停放免费2小时。",
    "第三条 自行车寄存每小时1元，军人寄存的自行车3小时以内免费。",
    kind="办法",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return held(PARKING)


@pytest.mark.parametrize(
    ("asked", "sum_"),
    [
        ("小型车停放4小时收多少钱", "10"),
        ("残疾人的小型车停放4小时收多少钱", "6"),
        ("残疾人的小型车停放2小时收多少钱", "0"),
    ],
)
def test_free_hours_are_taken_off_for_their_class_only(library: Library, asked: str, sum_: str) -> None:
    made = ask(f"通化{asked}？", library)
    assert amounts(made)[0] == ("=", sum_, "元"), working(made)


def test_the_step_is_told_and_the_sentence_cited(library: Library) -> None:
    made = ask("通化残疾人的小型车停放4小时收多少钱？", library)
    assert "“残疾人驾驶的专用车停放免费2小时”: 4小时中2小时收费" in working(made)
    assert "第二条" in [one.label for one in made.citations]
    assert "inferred" in kinds(made)
