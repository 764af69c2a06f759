"""Cases to which a provision gives nothing: 作业面积不足10亩的不予补贴, where the question is of 8亩."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.evaluate import Truth, holds
from answer.evaluate_facts import Fact
from answer.findings import Finding
from answer.passages import Passage
from answer.reading import read_norms
from answer.select import Reader
from ingest.regex import regex

_NOTHING = regex(
    r"(?P<said>的?,?(?:一律|均|则)?(?:不予|不再?(?:给予|享受|发放|补[贴助]|奖励|支付|收[取费]|计[收费]|报销)|免[收交缴征费])"
    r"[^,;。]{0,12})"
)
_CAUTION = "按问题给出的数字，属于“{said}”的情形，不按其他数额计算"


def without_excluded(reader: Reader, finding: Finding, facts: Sequence[Fact]) -> Finding:
    """The finding without its amounts, if its provision gives nothing in the case of the facts."""
    if not finding.asked or not facts:
        return finding
    base = finding.results[0][1]
    for passage in reader.text(finding.key).by_address[base.address]:
        for said in _excluded(passage, facts) if passage != base else ():
            cautions = [*finding.cautions, ("condition", _CAUTION.format(said=said))]
            passages = list(dict.fromkeys([passage, *finding.passages]))
            return replace(finding, results=[], asked=0, needs=[], passages=passages, cautions=cautions)
    return finding


def _excluded(passage: Passage, facts: Sequence[Fact]) -> Iterator[str]:
    """The words of a sentence that give nothing in the case of the facts."""
    for norm in read_norms(passage.text):
        for condition in norm.conditions:
            match = _NOTHING.match(passage.text, condition.end)
            if match is not None and not norm.values and holds(condition, facts) is Truth.YES:
                yield f"{condition.text.removesuffix('的')}{match['said']}"
