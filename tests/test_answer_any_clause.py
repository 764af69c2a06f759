"""Whatever a clause is made of, it is read in bounded time, and no amount is there without its words."""

import os
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.extract import obligations, read_sentence
from answer.extract_values import stated_of, times_of
from answer.reading import read_norms
from index.library import corpus_files
from index.store import Library
from index.writer import Writer
from ingest.normalize import fold
from ingest.read import read_file, read_text
from ingest.sentences import sentences

#: seconds that one clause of at most 400 characters may take
LIMIT = 0.5
#: the whole loop has 10,000 clauses; the plain suite a part of them
COUNT = 10_000 if os.environ.get("ZHENGCE_LOOPS") == "full" else 600

_WORDS = """
0 1 2 3 9 十 百 千 万 亿 零 〇 两 半 几 第 每 各 约 超过 不足 以上 以下 以内 至 - — : : . , 、 ; 。 ( ) “ ” 《 》
户 人 元 万元 平方米 个 名 % ‰ 日 天 个月 年 季度 次 倍 分之 三分之二 十二五 年底 之日起 内 前 后 起 1000-2000户 2:2:1
建设单位 区财政 社区 由 按 的 应当 不得 可以 原则上 鼓励 其中 分别 不少于 不超过 最低 逾期 未 但 除 外 和 或 承担
二○一二年 11月31日 每百户20平方米 \x00 \u202e 😀
"""
_GRAMMAR = (*_WORDS.split(), "\n")


@cache
def _clauses() -> tuple[str, ...]:
    """The sentences of the corpus."""
    return tuple(
        text[start:end]
        for path in corpus_files()
        for text in [fold(read_file(path).source.text, keep_lines=True).text]
        for start, end in sentences(text)
        if start < end < start + 300
    )


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A clause of the corpus with pieces cut out, doubled, moved, and words of the grammar put in."""
    clause = draw(st.sampled_from(_clauses()))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(clause)))
        end = min(len(clause), start + draw(st.integers(0, 12)))
        word = draw(st.sampled_from(_GRAMMAR) | st.text(max_size=3))
        clause = draw(
            st.sampled_from(
                [
                    clause[:start] + word + clause[start:],
                    clause[:start] + word + clause[end:],
                    clause[:end] + clause[start:end] + clause[end:],
                    clause[end:] + clause[start:end] + clause[:start],
                ]
            )
        )
    return clause[:400]


@given(clause=mutated(), lead=st.sampled_from(["", "按照下列标准执行:", "每平方米年税额如下:"]))
@settings(max_examples=COUNT, derandomize=True)
def test_any_clause_is_read_in_bounded_time_with_the_words_of_every_value(clause: str, lead: str) -> None:
    sentence = fold(clause).text
    begin = time.process_time()
    norms = read_norms(sentence, lead)
    parts = list(read_sentence(sentence, lead))
    assert time.process_time() - begin < LIMIT
    for norm in [*norms, *(part for part, _ in parts)]:
        assert 0 <= norm.start <= norm.end <= len(sentence)
        for value in norm.values:
            assert sentence[value.quantity.start : value.quantity.end] == value.quantity.text != ""
        for condition in norm.conditions:
            assert condition.text in sentence
        assert all(one.text in sentence for one in stated_of(norm.values))
        assert all(one.text in sentence for one in times_of(norm.values, sentence))
    kept = [value.quantity for part, _ in parts for value in part.values]
    assert all(value.quantity in kept for norm in norms for value in norm.values)


@pytest.mark.slow
@given(clauses=st.lists(mutated(), max_size=6))
def test_any_text_gives_obligations_whose_amounts_stand_in_their_quotes(clauses: list[str]) -> None:
    text = "甲市关于用房的通知\n甲发〔2020〕1号\n" + "".join(f"\n{at}. {one}" for at, one in enumerate(clauses, 1))
    writer = Writer.in_memory()
    writer.add([read_text("a.txt", text)])
    library = Library(writer.connection, "memory")
    for one in (one for key, _ in library.headers() for one in obligations(library, key)):
        words = fold(one.quote).text
        assert all(amount.text in words for amount in one.amounts)
        assert "".join(text[span.start : span.end] for span in one.spans) == one.quote
