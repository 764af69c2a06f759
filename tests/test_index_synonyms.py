import tomllib
from importlib.resources import files

import pytest

from index.synonyms import RELATED, SAME, all_terms, expand, known_terms, question_weight


def groups(kind: str) -> list[list[str]]:
    table = tomllib.loads(files("index").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    return [line.split() for line in table[kind].strip().splitlines()]


@pytest.mark.parametrize("kind", ["same", "related"])
def test_every_group_has_two_different_words_and_stands_once(kind: str) -> None:
    found = groups(kind)

    assert [group for group in found if len(group) < 2 or len(set(group)) != len(group)] == []
    assert len({frozenset(group) for group in found}) == len(found)


@pytest.mark.parametrize(
    ("asked", "in_the_rule"),
    [
        ("平米", "平方米"),
        ("开发商", "建设单位"),
        ("物业公司", "物业服务企业"),
        ("街道办", "街道办事处"),
        ("工资", "报酬"),
        ("掏钱", "承担"),
        ("罚多少", "罚款"),
        ("小区", "住宅区"),
        ("多久", "期限"),
        ("低保户", "最低生活保障对象"),
        ("酒驾", "饮酒后驾驶"),
        ("交钱", "缴纳费用"),
        ("租出去", "出租"),
        ("工龄", "工作年限"),
        ("大学生", "高校毕业生"),
        ("停电", "中断供电"),
        ("照着办", "参照执行"),
        ("保费", "保险费"),
        ("养狗", "饲养动物"),
        ("写字楼", "非住宅"),
        ("用途", "使用性质"),
        ("小饭馆", "餐饮服务提供者"),
        ("小票", "票据"),
        ("弄丢", "遗失"),
        ("还不改", "拒不改正"),
        ("国标", "国家标准"),
        ("机器", "机具"),
        ("赖着不给", "拒不缴纳"),
        ("摇号", "电脑随机录取"),
        ("补课班", "校外培训机构"),
        ("非遗传承人", "非物质文化遗产代表性传承人"),
        ("城里人", "城镇居民"),
        ("老房子", "老旧住宅"),
        ("设计院", "设计单位"),
        ("有意见", "异议"),
        ("鞭炮店", "烟花爆竹零售经营者"),
        ("高企", "高新技术企业"),
    ],
)
def test_lay_words_lead_to_the_words_of_rules(asked: str, in_the_rule: str) -> None:
    assert in_the_rule in {one.term for one in expand([asked]) if one.kind == "same"}


def test_every_word_has_two_characters_or_more_and_no_punctuation() -> None:
    # A single character stands inside too many words.
    odd = {word for kind in ("same", "related") for group in groups(kind) for word in group if not word.isalnum()}
    short = {word for word in all_terms() if len(word) < 2}

    assert odd == set()
    assert len(short) < 20


def test_an_expansion_says_where_it_comes_from_and_counts_less() -> None:
    found = {one.term: one for one in expand(["平米", "期限"])}

    assert (found["平方米"].from_, found["平方米"].weight) == ("平米", SAME)
    assert (found["时间"].from_, found["时间"].weight, found["时间"].kind) == ("期限", RELATED, "related")
    assert 0 < RELATED < SAME < 1


def test_words_of_the_question_are_not_expanded_into_each_other() -> None:
    assert "平方米" not in {one.term for one in expand(["平米", "平方米"])}


def test_unknown_words_have_no_expansion() -> None:
    assert expand(["魑魅", "魍魉"]) == ()


def test_the_longest_word_is_found() -> None:
    assert "社区居民委员会" in all_terms()
    assert known_terms("社区居民委员会的办公用房") == ("社区居民委员会", "办公用房")


def test_what_is_asked_counts_less_than_what_it_is_about() -> None:
    assert question_weight("请问") == 0
    assert 0 < question_weight("多少") < question_weight("应当") < question_weight("滞纳金") == 1
