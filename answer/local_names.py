"""Names of counties, towns and streets that no table of places has: new ones, small ones, and those of examples."""

from collections.abc import Iterator

from index.tokens import word_class
from ingest.records import Header
from ingest.regex import regex

#: a name begins a text, or stands behind a word or sign that no name ends with
_NAMED = regex(
    r"(?:^|(?<=[,。;:?!、()\"“”\s\x00在到问我们是由从按去住于]))"
    r"(?:请问|想问|咨询|按照?|对|去|(?:我们?)?[在到]?(?:我们)?)?"
    r"(?P<own>[\u4e00-\u9fff]{2,3}?)"
    r"(?P<level>县|(?<![国红彩])旗|(?<![城上超夜早门股楼都])市|(?<![社小城地辖校园景山街片院市新发])区|(?<![城小重古])镇"
    r"|(?<![返回还下])乡|街道)(?![级值价场容域内外里辖长])"
)
#: classes of words that names are: of a place, of a person, of another thing, and of no word at all
_OF_NAMES = frozenset({"", "ns", "nr", "nz", "nrt"})
#: signs that say which ones are meant, and no name
_NO_NAME = regex(r"[各全本该某所每哪那这几一两二三多设贫建属辖跨我你他们是禁限]")
#: units that are held in full by the table of places, so that none of another name lies in a place that is known
_KNOWN_LEVELS = ("县", "旗", "市")


def local_names(text: str) -> tuple[str, ...]:
    """The names of places in a folded text that are told by their last sign alone, without repetitions.

    >>> local_names("南原县的养老补贴是多少"), local_names("小区和贫困县的补贴,全市的标准")
    (('南原县',), ())
    """
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        own, level = match["own"], match["level"]
        if not _NO_NAME.search(own) and word_class(own) in _OF_NAMES and word_class(own + level) in _OF_NAMES:
            yield own + level


def names_of(header: Header) -> tuple[str, ...]:
    """The names of places in the titles of a document and in its issuers."""
    return tuple(dict.fromkeys(name for text in _texts(header) for name in local_names(text)))


def bears(header: Header, name: str) -> bool:
    """Whether a document names a place in its title, its issuers or those it is addressed to."""
    return any(name in text for text in (*_texts(header), header.addressees))


def _texts(header: Header) -> tuple[str, ...]:
    return (header.title, header.issues or "", *header.other_titles, *header.issuing_authority)


def is_elsewhere(name: str, header: Header) -> bool:
    """Whether a place of that name is none of those that a document holds for, which does not name it.

    A town may lie in any county, so only another town's document is for another place.

    >>> is_elsewhere("南原县", Header("北原县绿化办法")), is_elsewhere("南原镇", Header("北原县绿化办法"))
    (True, False)
    """
    return name.endswith(_KNOWN_LEVELS) or any(name[-1] == other[-1] for other in names_of(header))
