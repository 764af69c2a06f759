"""Rows of tables as the sentences that they stand for."""

import pytest

from ingest.records import Span
from ingest.table_rows import read_row


def _read(head: str, row: str) -> str:
    text = f"{head}\n{row}"
    folded = read_row(text, Span(0, len(head)), Span(len(head) + 1, len(text)))
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(len(head) < offset < len(text) for offset in folded.offsets)
    return folded.text


@pytest.mark.parametrize(
    ("head", "row", "sentence"),
    [
        ("| 户数 | 用房面积 |", "| 1000户以下 | 不少于400平方米 |", "户数1000户以下的,用房面积不少于400平方米。"),
        ("| 序号 | 规模（户） | 面积（㎡） |", "| 1 | 1000-2000 | 600 |", "规模1000-2000户的,面积600平方米。"),
        ("| 类别 | 人数 | 补贴(元/月) |", "| 城区 | 5人 | 300 |", "类别为城区,人数5人的,补贴300元/月。"),
        ("| 地区 | 工资 | 补贴标准 |", "| 一类 | 3000元 | 200元 |", "地区为一类的,工资3000元,补贴标准200元。"),
        ("| 项目 | 要求 |", "| 层高 | |", "项目为层高。"),
        ("| 甲 |", "| 乙 | 多出 |", "甲为乙的,多出。"),
        (
            "| 序号 | 面积（平方米）下限 | 面积（平方米）上限 | 补助（万元） |",
            "| 2 | 100 | 200 | 12 |",
            "面积100平方米以上200平方米以下的,补助12万元。",
        ),
        ("| 户数下限(户) | 户数上限(户) | 面积 |", "| 2000 | — | 400平方米 |", "户数2000户以上的,面积400平方米。"),
        ("| 最低户数 | 最高户数 | 面积 |", "| 500户 | 900户 | 1 |", "户数500户以上900户以下的,面积1。"),
        ("| 类别 | 最高补贴 |", "| 一类 | 500元 |", "类别为一类的,最高补贴500元。"),
        (
            "| 机具 | 分档 | 补贴额(元) |",
            "| 拖拉机 | 80-90马力 | 16800 |",
            "机具为拖拉机,分档80-90马力的,补贴额16800元。",
        ),
        ("| 机具 | 幅宽 | 补贴额 |", "| 旋耕机 | 2米以上 | 1500元 |", "机具为旋耕机,幅宽2米以上的,补贴额1500元。"),
        ("| 年龄 | 标准(元/人·月) |", "| 90周岁以上 | 150 |", "年龄90周岁以上的,标准150元/人·月。"),
        ("| 岗位 | 月薪 | 备注 |", "| 站长 | 3000元以上 | 面议 |", "岗位为站长的,月薪3000元以上,备注为面议。"),
        ("| 人数下限 | 人数上限 | 编制 |", "| | 50人 | 2名 |", "人数50人以下的,编制2名。"),
        ("| 等级 | 工资下限 | 工资上限 |", "| 一级 | 3000元 | 5000元 |", "等级为一级的,工资3000元以上5000元以下。"),
    ],
)
def test_cells_stand_behind_their_heads(head: str, row: str, sentence: str) -> None:
    assert _read(head, row) == sentence


def test_a_row_without_words_is_empty() -> None:
    assert _read("| 户数 | 面积 |", "| | |") == ""
