"""Hours or days that cost nothing for the class of the question: 残疾人驾驶的车辆停放免费2小时."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from answer.decimals import plain
from answer.evaluate import Result
from answer.evaluate_facts import Fact
from answer.findings import Finding
from answer.fitting import Match
from answer.matching import content_words
from answer.numeric import outcome_of
from answer.passages import Passage
from answer.quantities import scan
from answer.question_records import Part
from answer.select import Candidate, Reader
from ingest.regex import regex

_TIME = r"(?:[\d.]{1,6}|[一二两三四五六七八九十半]{1,3})个?(?:小时|分钟|天|日)"
_FREE = regex(rf"免费[^,;。\d]{{0,4}}?(?P<first>{_TIME})|(?P<last>{_TIME})(?:以?内)?的?(?:予以|给予)?免费")
_CAUTION = "按“{said}”减去免费的时间后计算，原文没有写明这一步，请核对"


def without_free_time(reader: Reader, finding: Finding, part: Part, facts: Sequence[Fact]) -> Finding:
    """The finding with what is paid for the time that is not free, where the document frees some for a class."""
    text = reader.text(finding.key)
    if not finding.asked or finding.needs or finding.results[0][0].unit != "元" or not text.speaks_of(_FREE):
        return finding
    base = finding.results[0][1]
    for passage in (one for group in text.speaking_of(_FREE) for one in group):
        freed = _freed(passage, base, part, facts)
        paid = _paid(reader, finding, part, facts, freed) if freed is not None else None
        if freed is not None and paid is not None:
            results = [(paid, base), *finding.results]
            passages = list(dict.fromkeys([*finding.passages, passage]))
            cautions = [*finding.cautions, ("inferred", _CAUTION.format(said=freed[2]))]
            return replace(finding, results=results, asked=1, passages=passages, cautions=cautions)
    return finding


def _freed(passage: Passage, base: Passage, part: Part, facts: Sequence[Fact]) -> tuple[Fact, Fraction, str] | None:
    """The time of the question, how much of it a sentence frees, and its words; None if it is for another class."""
    around = f"{base.headings}{base.lead}{base.above}{base.before}{base.text}"
    for match in _FREE.finditer(passage.text):
        start = max(passage.text.rfind(mark, 0, match.start()) for mark in ",;。") + 1
        words = [w for w in content_words(passage.text[start : match.start()]) if len(w) > 1 and w not in around]
        time = scan(match["first"] or match["last"])
        same = [fact for fact in facts if time and fact.unit == time[0].unit]
        if len(same) == 1 and time[0].values and any(word in part.text for word in words):
            return same[0], time[0].values[0], passage.text[start : match.end()]
    return None


def _paid(
    reader: Reader, finding: Finding, part: Part, facts: Sequence[Fact], freed: tuple[Fact, Fraction, str]
) -> Result | None:
    """What the rest of the time costs; None if the price of the finding does not count time."""
    fact, free, said = freed
    left = max(fact.value - free, Fraction(0))
    step = f"“{said}”: {plain(fact.value)}{fact.unit}中{plain(left)}{fact.unit}收费"
    result, base = finding.results[0]
    if not left:
        return replace(result, low=left, high=left, relation="=", steps=(step,), facts=(fact,))
    less = [replace(one, value=left, text=f"{plain(left)}{fact.unit}") if one is fact else one for one in facts]
    made = outcome_of(reader, Candidate(Match(base, 1.0, (), 1.0), 1.0), part, less)
    if made is None or not made.asked or made.needs:
        return None
    paid = made.results[0][0]
    return replace(paid, steps=(step, *paid.steps), flags=(*paid.flags, "inferred"))
