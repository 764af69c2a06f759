"""The characters of a PDF page with their places, as pdfplumber reads them: upright ones, each once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTRect
from pdfplumber.page import Page

from ingest.pdf_records import Glyph, PageGlyphs, Rule

#: how much a character may lean and still count as upright, as a share of its width
_LEAN = 0.05
#: doubled characters of a fake bold stand so near, in parts of their size
_NEAR = 0.15
#: a rectangle that is thinner than this, in points, is a line
_THIN = 2.5
#: how far, in points, what begins outside a page may still show on it
_OVER = 20.0
#: how many characters show whether a text runs down the page, and how many it must have
_SOME, _FEW = 200, 20
#: more drawn lines than this are a picture
MAX_RULES = 6_000


@dataclass(slots=True)
class _Sorted:
    """The characters of a page by how they stand, and what else is on it."""

    upright: list[Glyph] = field(default_factory=list)
    #: on the page turned upright
    sideways: list[Glyph] = field(default_factory=list)
    #: texts of those that stand in another way, or outside of the page
    leaning: list[str] = field(default_factory=list)
    drawn: list[LTCurve] = field(default_factory=list)
    #: share of the page that its largest image takes
    image: float = 0.0
    #: characters that the font does not tell
    unmapped: int = 0
    #: how many more characters run down the page than up
    turns: int = 0


def read_glyphs(page: Page) -> PageGlyphs:
    """The characters of `page`; a page whose text runs sideways is turned, and one in columns of signs laid level."""
    height, width = float(page.height), float(page.width)
    found = _sorted(page.layout, width, height)
    leaning = "".join(found.leaning)
    share = found.unmapped / max(1, len(found.upright) + len(found.sideways))
    about = (found.image, share, len(found.drawn))
    rules = _rules(found.drawn, height)
    if len(found.sideways) > 4 * len(found.upright):
        turned = tuple(_turned_rule(rule, clockwise=found.turns > 0, size=(width, height)) for rule in rules)
        return PageGlyphs(height, width, _once(found.sideways), turned, leaning, *about)
    leaning += "".join(glyph.text for glyph in found.sideways)
    if _runs_down(found.upright):
        laid = (Glyph(one.top, one.bottom, width - one.x1, width - one.x0, one.size, one.text) for one in found.upright)
        return PageGlyphs(height, width, _once(laid), (), leaning, *about)
    return PageGlyphs(width, height, _once(found.upright), rules, leaning, *about)


def _sorted(layout: Iterable[LTItem], width: float, height: float) -> _Sorted:
    found = _Sorted()
    for item in _items(layout):
        if isinstance(item, LTChar):
            _sort(item, found, width, height)
        elif isinstance(item, LTCurve):
            found.drawn.append(item)
        elif isinstance(item, LTImage):
            found.image = max(found.image, item.width * item.height / max(1.0, width * height))
    return found


def _sort(item: LTChar, found: _Sorted, width: float, height: float) -> None:
    """Add a character to those that stand as it does; a space is none."""
    text = item.get_text()
    if not text or text.isspace():
        return
    if text.startswith("(cid:"):
        found.unmapped += 1
        text = "\ufffd"
    a, b, c, d = item.matrix[:4]
    if not (-_OVER < item.x0 < width + _OVER and -_OVER < item.y0 < height + _OVER):
        found.leaning.append(text)
    elif abs(b) <= _LEAN * abs(a) and d > 0:
        found.upright.append(Glyph(item.x0, item.x1, height - item.y1, height - item.y0, item.size, text))
    elif abs(a) <= _LEAN * abs(b) and abs(d) <= _LEAN * abs(c):
        found.sideways.append(_turned(item, text, clockwise=b < 0, size=(width, height)))
        found.turns += 1 if b < 0 else -1
    else:
        found.leaning.append(text)


def _items(container: Iterable[LTItem]) -> Iterator[LTItem]:
    """All that stands in a page, in order, also what stands in forms."""
    stack: list[Iterator[LTItem]] = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTContainer):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


def _turned(item: LTChar, text: str, *, clockwise: bool, size: tuple[float, float]) -> Glyph:
    """A character of text that runs down (or up) the page, on the page turned upright."""
    width, height = size
    if clockwise:
        x0, x1, top, bottom = height - item.y1, height - item.y0, width - item.x1, width - item.x0
    else:
        x0, x1, top, bottom = item.y0, item.y1, item.x0, item.x1
    return Glyph(x0, x1, top, bottom, bottom - top, text)


def _turned_rule(rule: Rule, *, clockwise: bool, size: tuple[float, float]) -> Rule:
    """A line on the page turned upright."""
    width, height = size
    if clockwise:
        return Rule(rule.top, width - rule.x1, rule.bottom, width - rule.x0)
    return Rule(height - rule.bottom, rule.x0, height - rule.top, rule.x1)


def _runs_down(glyphs: list[Glyph]) -> bool:
    """Whether the text is written in columns, each sign below the one before."""
    some = glyphs[:_SOME]
    down = sum(abs(two.x0 - one.x0) < 0.3 * one.size < two.top - one.top < 3 * one.size for one, two in pairwise(some))
    return len(some) >= _FEW and down > 0.7 * len(some)


def _once(glyphs: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs without those that are printed again a little aside, to look bold."""
    seen: dict[str, list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        near = seen.get(glyph.text)
        if near is None:
            seen[glyph.text] = [glyph]
        else:
            x0, _, top, _, size, _ = glyph
            reach = _NEAR * size
            if any(-reach <= x0 - one.x0 <= reach and -reach <= top - one.top <= reach for one in near[-3:]):
                continue
            near.append(glyph)
        kept.append(glyph)
    return tuple(kept)


def _rules(drawn: list[LTCurve], height: float) -> tuple[Rule, ...]:
    """The straight edges of what is drawn, level or plumb; none where it is a picture."""
    if len(drawn) > MAX_RULES:
        return ()
    rules: list[Rule] = []
    for item in drawn:
        found = rules_of(item.x0, height - item.y1, item.x1, height - item.y0)
        rules += found if len(found) == 1 or isinstance(item, LTRect) else ()
    return tuple(rules)


def rules_of(x0: float, top: float, x1: float, bottom: float) -> tuple[Rule, ...]:
    """A thin rectangle as the line that it is, another one as its four edges."""
    if x1 - x0 < _THIN or bottom - top < _THIN:
        return (Rule(x0, top, x1, bottom),)
    level = (Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom))
    return (*level, Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom))
