"""Whatever is asked or handed in, there is an answer or a word that there is none, and never a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answers import AnswerStatus
from answer.citations import ELLIPSIS
from answer.compose import answer
from answer.render import answer_text
from answer.render_json import answer_json, line_of
from gold_score import ASKED_ON, read_gold
from index.library import bundled_library
from index.lookup import look_up
from index.store import Library
from ingest.read import read_text

pytestmark = pytest.mark.slow

_PIECES = sorted({row["question"][at : at + 4] for row in read_gold("questions.jsonl") for at in range(0, 60, 3)})
_NOISE = [*"-0%￥(…年\n\t\x00《》", "𠀀", "1/0", "九九九亿亿", "〔〕", "第零条", "第条"]
_QUESTIONS = st.lists(st.sampled_from([*_PIECES, *_NOISE]) | st.text(max_size=6), max_size=12).map("".join)
_LINES = [
    *("一、", "(一)", "1.", "①", "第一条 ", "第二章 ", "附件:", "通知\n", "。", " ", "\n\n"),
    *("甲政发〔2011〕8号\n", "2011年2月30日\n"),
]
_TEXTS = st.lists(st.sampled_from([*_LINES, *_PIECES]) | st.text(max_size=8), max_size=40).map("".join)


@pytest.fixture(scope="module")
def library() -> Library:
    return bundled_library()


@given(question=_QUESTIONS.filter(lambda text: any(map(str.isalnum, text))))
def test_any_question_gets_an_answer_that_stands_on_its_quotes(library: Library, question: str) -> None:
    told = answer(question, library, today=ASKED_ON)
    assert answer_text(told, 60).strip()
    assert line_of(answer_json(told))
    if told.status is AnswerStatus.ANSWERED:
        assert told.citations
    for cited in told.citations:
        assert cited.quote == ELLIPSIS.join(library.quote(cited.key, span) for span in cited.spans)


@given(citation=_QUESTIONS)
def test_any_citation_is_found_or_not(library: Library, citation: str) -> None:
    assert look_up(citation, library).status in ("found", "ambiguous", "not_found", "referenced")


@given(text=_TEXTS)
def test_documents_and_what_is_around_them_make_up_any_text(text: str) -> None:
    reading = read_text("text.txt", text)
    parts = sorted([*(one.span for one in reading.documents), *(span for span, _ in reading.furniture)])
    assert "".join(text[span.start : span.end] for span in parts) == text
    for document in reading.documents:
        for provision in document.provisions:
            assert document.span.start <= provision.span.start <= provision.span.end <= document.span.end
