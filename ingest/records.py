"""The records that reading produces: frozen, without behaviour.

All offsets are positions in the decoded text of one source file, counted in characters; spans are half open. Spans and
provisions are tuples, which are made in a third of the time: a question on a large library makes thousands.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a source's text, from `start` up to but not including `end`."""

    #: first character
    start: int
    #: one past the last character
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a text that was not understood, or that is faulty; the text itself stays as it is."""

    #: where it stands
    span: Span
    #: what is wrong, in Chinese, one line
    message: str
    #: what a person can do about it
    hint: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: its decoded text is the ground that every quote stands on."""

    #: the file's name, without its folder
    name: str
    #: hex digest of the file's bytes
    sha256: str
    #: the encoding that was found, as Python names it, or the format ("PDF")
    encoding: str
    #: the whole text, line ends as they are in the file
    text: str


class Level(StrEnum):
    """What a provision is in its document (编章节条款项目, or a level of 公文)."""

    PART = "part"  #: 编
    CHAPTER = "chapter"  #: 章
    SECTION = "section"  #: 节
    ARTICLE = "article"  #: 条
    PARAGRAPH = "paragraph"  #: 款, or an unnumbered paragraph of a 公文
    SUBPARAGRAPH = "subparagraph"  #: 项
    ITEM = "item"  #: 目
    LEVEL = "level"  #: a numbered level of a 公文: 一、 (一) 1. (1) ① 一是
    TITLE = "title"  #: the title block: title, document number, dates, draft mark, metadata lines
    ADDRESSEES = "addressees"  #: 主送机关
    SIGNATURE = "signature"  #: 落款: issuing authority and date at the end
    NOTICE = "notice"  #: a paragraph of the transmittal notice before the document that it issues
    HEADING = "heading"  #: an unnumbered heading line
    ANNEX = "annex"  #: 附件
    TABLE = "table"  #: a table of a document, its rows are its children


#: levels of a document's head and foot: they hold no rule, and say who sends what to whom
FRAME = frozenset((Level.TITLE, Level.ADDRESSEES, Level.SIGNATURE))


class Provision(NamedTuple):
    """One node of a document's tree; provisions of a document are listed in reading order, parents first."""

    #: unique in its document: `art_3__para_2__subpara_1`, `lvl_1__lvl_3__lvl_1`, `lvl_1__para_2`, `title`, `signature`
    address: str
    #: address of the provision that this one stands in, None at the top
    parent: str | None
    #: what it is in its document
    level: Level
    #: the number in words a reader would use in a path: "一", "(三)", "1", "第三条", "2" (a counted paragraph)
    number: str
    #: the ordinal value of the label, None where there is none
    ordinal: int | None
    #: how a reader cites it: "一、2", "第三条第二款第(一)项", "一、(三)1、(1)"; "" for title and signature
    label: str
    #: its heading, if the text gives it one ("社区用房建设标准"), else ""
    heading: str
    #: its own words: from its first character to its first child (or its end, if there is none)
    own: Span
    #: its own words and everything below it
    span: Span


class Status(StrEnum):
    """Validity of a document; UNKNOWN unless the text itself, or a person, says otherwise."""

    DRAFT = "draft"  #: 征求意见稿
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    IN_FORCE = "in_force"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says about itself."""

    #: without line breaks; "" only where the text has none at all
    title: str
    #: 发文字号 as 郑政文〔2003〕100号, "" if none
    document_number: str = ""
    #: 发文机关, joint authorities in order
    issuing_authority: tuple[str, ...] = ()
    #: 主送机关 as written, "" if none
    addressees: str = ""
    #: 抄送机关
    copied_to: str = ""
    #: 签发人
    signatory: str = ""
    #: 成文日期
    dated_on: date | None = None
    #: 印发日期
    issued_on: date | None = None
    #: 公布日期
    promulgated_on: date | None = None
    #: 发布日期 of a page or notice
    published_on: date | None = None
    #: 施行/执行日期
    effective_on: date | None = None
    #: 废止日期
    repealed_on: date | None = None
    #: full name of the place it is for: "郑州市", "龙岩市新罗区", "浙江省"; "" for national or not known
    place: str = ""
    #: 通知, 意见, 办法, 条例, 法 ...
    kind: str = ""
    #: whether it is in force
    status: Status = Status.UNKNOWN
    #: the words that the status stands on, or why it is unknown
    status_note: str = ""
    #: title of the document that this one issues or forwards (印发, 转发), "" if none
    issues: str = ""
    #: other titles that the source gives it (a compilation's heading, a title with a missing character)
    other_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a source, with its tree of provisions."""

    #: stable key for URLs and storage: "郑政文-2003-100", or the title where there is no number
    key: str
    #: name of the source file
    source: str
    #: where it stands in the source
    span: Span
    #: what it says about itself
    header: Header
    #: its tree, in reading order, parents first
    provisions: tuple[Provision, ...]
    #: stretches inside `span` that are not the document's own text (页码, 字体显示, 阅读:), with the reason
    furniture: tuple[tuple[Span, str], ...] = ()
    #: what is odd in it, in the order of the text
    problems: tuple[Problem, ...] = ()
    #: spans of other copies of the same text: (source name, span, True if the copy is cut short)
    copies: tuple[tuple[str, Span, bool], ...] = ()
    #: stretches that were recognised in images (OCR), each with the confidence in percent
    recognised: tuple[tuple[Span, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one source file: documents, and the text that belongs to none of them."""

    #: the file, with its whole text
    source: Source
    #: its documents, in the order of the text, copies merged
    documents: tuple[Document, ...]
    #: text outside every document (navigation, 相似回答, headings of a compilation), with the reason
    furniture: tuple[tuple[Span, str], ...] = ()
    #: what is odd in the file as such: pages that cannot be read, recognised text
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as read: which document, which provision."""

    #: 发文字号 normalised, or a title without 《》, or "" (a bare 第一条, 本通知, 前款)
    document: str
    #: how the document is named: "number", "title", "self" (本通知), "previous" (前款, 上述, 同上), "none"
    by: str
    #: the path as (kind of level or "", number): (("条", 1), ("项", 2)); kind "" for bare labels such as 一、2
    path: tuple[tuple[str, int], ...]
    #: where it stands in the text that it was found in
    span: Span
    #: the citation's own words
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation that stands in a provision of a document."""

    #: address of the provision that cites
    address: str
    #: what it cites; its span is one of the source
    citation: Citation
