"""Sentences of a document with what stands around them, and what of a provision is quoted."""

import re

import pytest

from answer.passages import DocumentText, Passage
from index.store import Library
from index.writer import Writer
from ingest.read import read_text

LONG = "".join(
    f"第{number}类设施由所在地的区人民政府按照规划组织建设并且负责日常的管理;" for number in "甲乙丙丁戊己庚辛壬癸"
)
TEXT = f"""柳州市人民政府关于文化用房配建的通知
柳政发〔2017〕7号
各区人民政府:
一、配建标准。新建小区应当配建文化用房。按照下列标准:
(一)一般小区60平方米;
(二)大型小区120平方米。
二、{LONG}由市财政补助。设施不得出租。
柳州市人民政府
2017年6月1日
"""


@pytest.fixture(scope="module")
def text() -> DocumentText:
    writer = Writer.in_memory()
    writer.add([read_text("one.txt", TEXT)])
    library = Library(writer.connection, "memory")
    ((key, _),) = library.headers()
    return DocumentText(library, key)


def passage(text: DocumentText, words: str) -> Passage:
    return next(one for one in text.passages if words in one.text)


def test_each_sentence_is_a_passage_with_its_place_in_the_source(text: DocumentText) -> None:
    one = passage(text, "大型小区")
    assert one.text == "(二)大型小区120平方米。"
    assert TEXT[one.span().start : one.span().end] == one.text
    assert [p.position for p in text.passages] == sorted({p.position for p in text.passages})


def test_addressees_and_signature_are_no_passages(text: DocumentText) -> None:
    assert not any(one.text.startswith(("各区", "2017年")) for one in text.passages)


def test_a_passage_knows_what_it_stands_under(text: DocumentText) -> None:
    item = passage(text, "一般小区")
    assert item.lead == "按照下列标准:"
    assert "应当配建文化用房" in item.above
    assert item.headings.startswith("配建标准")
    assert passage(text, "应当配建").lead == ""


def test_a_passage_knows_what_its_provision_says_before(text: DocumentText) -> None:
    assert passage(text, "不得出租").before.endswith("由市财政补助。")
    assert len(passage(text, "不得出租").before) < len(LONG)


def test_the_provisions_above_come_topmost_first(text: DocumentText) -> None:
    item = text.provisions[passage(text, "一般小区").address]
    above = text.ancestors(item)
    assert above[0].parent is None
    assert above[-1].address == item.parent


def test_a_short_provision_is_quoted_whole(text: DocumentText) -> None:
    one = passage(text, "大型小区")
    assert text.quoted(one) == (text.provisions[one.address].own,)


def test_of_a_long_provision_the_sentence_up_to_its_stop_is_quoted(text: DocumentText) -> None:
    (span,) = text.quoted(passage(text, "不得出租"))
    assert TEXT[span.start : span.end] == "设施不得出租。"
    (span,) = text.quoted(passage(text, "第丙类"))
    assert TEXT[span.start : span.end].endswith("由市财政补助。")
    assert "不得出租" not in TEXT[span.start : span.end]


def test_page_numbers_inside_a_provision_are_no_words_of_it() -> None:
    body = "".join(f"第{n}条 设施由区人民政府负责管理。\n" for n in "一二三四")
    end = "第五条 设施应当登记。\n- 2 -\n设施不得出租。\n第六条 本办法自发布之日起施行。\n"
    writer = Writer.in_memory()
    writer.add([read_text("pages.txt", f"柳州市设施管理办法\n{body}{end}")])
    library = Library(writer.connection, "memory")
    ((key, _),) = library.headers()
    made = DocumentText(library, key)
    assert made.document.furniture
    assert not any("2" in one.text for one in made.passages)
    assert passage(made, "不得").text == "设施不得出租。"


def test_every_provision_lists_its_own_sentences_and_children(text: DocumentText) -> None:
    item = text.provisions[passage(text, "一般小区").address]
    assert [child.number for child in text.children[item.parent]] == ["(一)", "(二)"]
    assert [one.text for one in text.by_address[item.address]] == ["(一)一般小区60平方米;"]


def test_what_is_made_of_a_document_is_made_once(text: DocumentText) -> None:
    made: list[int] = []

    def count(one: DocumentText) -> int:
        made.append(len(one.passages))
        return made[-1]

    assert text.once(count) == text.once(count) == len(text.passages)
    assert made == [len(text.passages)]


def test_a_document_speaks_of_the_words_that_it_has(text: DocumentText) -> None:
    for _ in range(2):
        assert text.speaks_of(re.compile("配建"))
        assert not text.speaks_of(re.compile("拆除"))


def test_the_provisions_that_speak_of_words_are_those_whose_sentences_do() -> None:
    """Though a line may break inside the words, and a row has those of its head."""
    rows = "| 户数 | 用房面积 |\n| --- | --- |\n| 1000户以下 | 400平方米 |\n| 2000户以下 | 600平方米 |\n"
    provisions = "第一条 税额为价款乘\n以税率的积。\n第二条 面积按附表执行。\n第三条 设施不得出租。\n"
    writer = Writer.in_memory()
    writer.add([read_text("one.txt", f"柳州市设施管理办法\n{provisions}附件1\n用房标准\n{rows}")])
    library = Library(writer.connection, "memory")
    ((key, _),) = library.headers()
    for words in ("乘以", "用房面积", "面积", "拆除"):
        found = list(DocumentText(library, key).speaking_of(re.compile(words)))
        every = DocumentText(library, key).by_address.values()
        assert found == [passages for passages in every if any(words in one.text for one in passages)]
        assert len(found) == {"乘以": 1, "用房面积": 3, "面积": 4, "拆除": 0}[words]
