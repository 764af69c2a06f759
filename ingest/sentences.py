"""Sentences and clauses of folded text, as half-open stretches; nothing between them is lost."""

_OPEN = dict(zip("(《“‘「『[", ")》”’」』]", strict=True))
_CLOSE = frozenset(_OPEN.values())


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of folded `text` stand: each ends behind its 。 ; ! ? outside brackets and quotes.

    A line end closes a sentence too. An unclosed bracket opens nothing.

    >>> text = "公示时间为7天。(2)试用期(一般为一年;从任命起)。"
    >>> [text[start:end] for start, end in sentences(text)]
    ['公示时间为7天。', '(2)试用期(一般为一年;从任命起)。']
    """
    return _split(text, "。;!?\n")


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a folded sentence stand: each ends behind its , : ; 。 outside brackets and quotes.

    >>> text = "党员不足7名的,一般不设支部委员会,只设书记1人。"
    >>> [text[start:end] for start, end in clauses(text)]
    ['党员不足7名的,', '一般不设支部委员会,', '只设书记1人。']
    """
    return _split(text, ",:;。!?\n")


def _split(text: str, stops: str) -> tuple[tuple[int, int], ...]:
    closing = _matching(text)
    parts: list[tuple[int, int]] = []
    start = at = 0
    while at < len(text):
        if at in closing:
            end = closing[at]
            # A quoted or bracketed text that is itself made of sentences does not swallow what follows it.
            at = end if end - at < 400 else at + 1
            continue
        if text[at] in stops and not _inside_number(text, at):
            parts.append((start, at + 1))
            start = at + 1
        at += 1
    if start < len(text):
        parts.append((start, len(text)))
    return tuple(parts)


def _inside_number(text: str, at: int) -> bool:
    """Whether the sign at `at` stands between digits: 2:2:1, 1,500."""
    return text[at] in ":," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _matching(text: str) -> dict[int, int]:
    """Opening position -> position of its closing sign, for outermost pairs that do close."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in _OPEN:
            stack.append(at)
        elif char in _CLOSE and stack and _OPEN[text[stack[-1]]] == char:
            pairs[stack.pop()] = at
    return pairs
