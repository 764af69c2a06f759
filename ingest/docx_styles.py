"""What the styles of a Word document lay down for its paragraphs: their lists, and hidden text."""

from dataclasses import dataclass, field

from ingest.packages import Element

_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their names in the file."""

    #: the style that each is based on
    based_on: dict[str, str] = field(default_factory=dict)
    #: list and level of a style's paragraphs; None for a part that it leaves open
    numbers: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    #: styles whose text is hidden
    hidden: frozenset[str] = frozenset()
    #: the style of paragraphs that name none
    default: str = ""

    def number_of(self, style: str) -> tuple[str | None, int | None]:
        """List and level of a style, with what it takes over from those that it is based on."""
        number: str | None = None
        depth: int | None = None
        name = style or self.default
        for _ in range(_CHAIN):
            own = self.numbers.get(name, (None, None))
            number = own[0] if number is None else number
            depth = own[1] if depth is None else depth
            name = self.based_on.get(name, "")
            if not name or (number is not None and depth is not None):
                break
        return number, depth


def read_styles(root: Element | None) -> Styles:
    """The styles of styles.xml."""
    based_on: dict[str, str] = {}
    numbers: dict[str, tuple[str | None, int | None]] = {}
    hidden: set[str] = set()
    default = ""
    for style in root.all("style") if root is not None else ():
        name = style.get("styleId")
        parent = style.child("basedOn")
        if parent is not None:
            based_on[name] = parent.get("val")
        numbers[name] = number_of(style.child("pPr"))
        if is_hidden(style.child("rPr")):
            hidden.add(name)
        if style.get("type") == "paragraph" and style.get("default") in ("1", "true"):
            default = name
    return Styles(based_on, numbers, frozenset(hidden), default)


def number_of(properties: Element | None) -> tuple[str | None, int | None]:
    """The list and the level that paragraph properties name; None for what they leave open."""
    numbered = properties.child("numPr") if properties is not None else None
    if numbered is None:
        return None, None
    number, depth = numbered.child("numId"), numbered.child("ilvl")
    level = depth.get("val") if depth is not None else ""
    return (number.get("val") if number is not None else None), (int(level) if level.isdecimal() else None)


def is_hidden(properties: Element | None) -> bool:
    """Whether run properties hide the text."""
    mark = properties.child("vanish") if properties is not None else None
    return mark is not None and mark.get("val", "1") not in ("0", "false", "off")
