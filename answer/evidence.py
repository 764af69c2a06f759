"""Whether what was found speaks enough of what a part asks to be told as its answer.

A provision on a matter nearby shares words with a question: wages, houses, days. What answers has most of its words,
lies in a document that a search finds first, and that speaks of every thing the question names. The weights and
limits below were fitted on questions that were asked of the library that answers them and of others that do not.
"""

from collections.abc import Sequence

from answer.evaluate_facts import Fact
from answer.findings import Finding
from answer.matching import quoted_words
from answer.select import Candidate, Reader, terms_of
from answer.signs import CONTACT
from answer.topics import folded_words, unspoken
from ingest.regex import regex

#: what the share of the question's weight takes away that the document speaks of nowhere
_UNSPOKEN, _UNSPOKEN_VALUE = 0.6, 0.3
#: what it adds to how well a value fits that a search finds its document first
_FOUND = 0.8
#: the least that a sentence must have, one for a part with others beside it, and a value
_TOLD, _TOLD_BESIDE, _VALUE = 4.0, 2.4, 1.22
#: what it adds that facts of the question enter a value by the words of the text
_BOUND = 0.17
#: a sentence with as much of the question's weight is on its matter, whatever else it has
_ON_MATTER = 0.72
#: a part whose own words weigh less than this leans on the others, and is not judged by what it says
_SAYS = 3.0
#: what a sentence has that has all words asked, which is told though it says no sum, unless a price is asked for
_WHOLE, _ASKS_PRICE = 0.97, regex(r"要[花交收付]?多少钱|收多少钱|收费")
#: what speaks of money
_OF_MONEY = regex(
    r"[费钱价金款元税薪资租酬奖罚补赔倍%]|收取|免[收交缴]|无偿|百分之|标准|待遇|比例|保障|经济|财政|缴|支付"
)


def with_evidence(
    reader: Reader,
    findings: Sequence[Finding],
    ranked: Sequence[Candidate],
    facts: Sequence[Fact],
    given: Sequence[str],
) -> list[Finding]:
    """The findings that speak enough of their part; those of documents that the question names are not judged.

    `ranked` are the candidates that they were chosen from, `given` the words around the facts of the case.
    """
    return [
        one
        for one in findings
        if one.scope.explicit or _is_enough(reader, one, ranked, given, bound=_is_bound(one, facts))
    ]


def _is_bound(finding: Finding, facts: Sequence[Fact]) -> bool:
    """Whether facts of the question enter a value, or its condition, by the words of the text."""
    sure = (result for result, _ in finding.results[: finding.asked] if "inferred" not in result.flags)
    return any(result.facts or any(f.text in step for f in facts for step in result.steps) for result in sure)


def _is_enough(
    reader: Reader, finding: Finding, ranked: Sequence[Candidate], given: Sequence[str], *, bound: bool
) -> bool:
    part = finding.part
    wanted, said = terms_of(reader, part, given)
    chosen = next((c for c in reversed(ranked) if c.passage == finding.passages[0]), None)
    if not _has_quoted(reader, finding) or not _has_contact(reader, finding):
        return False
    if chosen is None or (part.context and said < _SAYS):
        return True
    is_told = chosen.match.coverage >= _WHOLE and not _ASKS_PRICE.search(part.text)
    if not is_told and not _has_money(reader, finding):
        return False
    coverage, silent = chosen.match.coverage, unspoken(reader.text(finding.key), wanted)
    if finding.results or finding.needs or not finding.told:
        found = max(c.found for c in ranked if c.passage.document == finding.key)
        return coverage + _FOUND * found + _BOUND * bound - _UNSPOKEN_VALUE * silent >= _VALUE
    least = _TOLD_BESIDE if part.context else _TOLD
    return coverage >= _ON_MATTER or finding.worth - _UNSPOKEN * silent >= least


def _has_quoted(reader: Reader, finding: Finding) -> bool:
    """Whether the document has all words that the part puts in quotation marks, a row of things one by one."""
    quoted = [word for words in quoted_words(finding.part.text) for word in words.split("、")]
    return not quoted or all(word in reader.text(finding.key).once(folded_words) for word in quoted)


def _has_contact(reader: Reader, finding: Finding) -> bool:
    """Whether a provision has a telephone number, an address or the like, if that is what the part asks for."""
    said = "".join(reader.text(finding.key).said_in(passage.address) for passage in finding.passages)
    return finding.part.facets[0] != "contact" or bool(CONTACT.search(said))


def _has_money(reader: Reader, finding: Finding) -> bool:
    """Whether a provision speaks of money at all, if a sum is asked for: who registers a thing tells no fee for it."""
    if finding.part.unit != "元" or finding.results or finding.needs:
        return True
    return any(_OF_MONEY.search(reader.text(finding.key).said_in(passage.address)) for passage in finding.passages)
