"""Chinese and Arabic ordinals of labels and citations: 二十四, 一百零三, 廿, 24."""

_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_DIGITS |= {"九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_TENS = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_PLAIN = ("零一二三四五六七八九", "千百十")
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "仟佰拾")
_LARGEST = 9999

#: the characters of a Chinese ordinal, for use inside a regular expression's brackets
ORDINAL_CHARS = "零〇○一二两三四五六七八九十百千廿卅"


def parse_ordinal(text: str) -> int | None:
    """The value of an ordinal written in Chinese or Arabic digits, 0 to 9999; None if it is none.

    >>> [parse_ordinal(text) for text in ("二十四", "十", "一百零三", "一〇三", "廿一", "24", "２４")]
    [24, 10, 103, 103, 21, 24, 24]
    >>> parse_ordinal("若干") is None, parse_ordinal("十十") is None
    (True, True)
    """
    if text.isdecimal():
        return int(text) if len(text) <= len(str(_LARGEST)) else None
    if not text or len(text) > 2 * len(str(_LARGEST)):
        return None
    if not any(char in _UNITS or char in _TENS for char in text):
        return _positional(text)
    return _with_units(text)


def format_ordinal(value: int, *, is_formal: bool = False) -> str:
    """The ordinal in Chinese digits as laws write it, or in those of banknotes; `value` from 1 to 9999.

    >>> [format_ordinal(value) for value in (7, 10, 24, 103, 110, 2010)]
    ['七', '十', '二十四', '一百零三', '一百一十', '二千零一十']
    >>> format_ordinal(13, is_formal=True)
    '壹拾叁'

    Raises:
        ValueError: if `value` is not between 1 and 9999.
    """
    if not 1 <= value <= _LARGEST:
        raise ValueError(f"an ordinal is 1 to {_LARGEST}, not {value}")
    digits, units = _FORMAL if is_formal else _PLAIN
    out = ""
    rest = value
    for unit, name in zip((1000, 100, 10, 1), (*units, ""), strict=True):
        digit, rest = divmod(rest, unit)
        if digit:
            out += digits[digit] + name
        elif out and rest and not out.endswith(digits[0]):
            out += digits[0]
    return out.removeprefix("一") if 10 <= value < 20 else out


def _positional(text: str) -> int | None:
    digits = [_DIGITS.get(char) for char in text]
    value = 0
    for digit in digits:
        if digit is None:
            return None
        value = value * 10 + digit
    return value if value <= _LARGEST else None


def _with_units(text: str) -> int | None:
    total, digit, last_unit = 0, None, 10000
    for char in text:
        if char in _TENS and last_unit > 10 and digit is None:
            total, last_unit = total + _TENS[char], 10
        elif char in _UNITS and _UNITS[char] < last_unit and digit != 0:
            last_unit = _UNITS[char]
            total, digit = total + (1 if digit is None else digit) * last_unit, None
        elif char in _DIGITS and digit in (None, 0) and last_unit > 1:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)
