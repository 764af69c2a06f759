"""Which documents say what a question quotes or describes."""

import re
from collections.abc import Sequence

from answer.about_documents import Statement
from answer.citations import name_of
from answer.evaluate import Result, evaluate
from answer.matching import quoted_words
from answer.passages import Passage
from answer.question_records import Part, Question
from answer.reading import read_norms
from answer.scope import Scope
from answer.select import Candidate, Numbers, Reader, candidates, numbers_of, same_numbers

#: which document says it: what the words around a sentence count, what the numbers of the question; the fit that one
#: without the numbers must have, and the share of the best score that other documents must have
_AROUND, _NUMBERS, _LEAST, _BESIDE = 0.5, 0.8, 0.6, 0.72


def which(reader: Reader, part: Part, scope: Scope, question: Question) -> Statement | None:
    """The documents that say what the part quotes or describes, each with the passage that says it."""
    numbers = numbers_of(question.folded)
    quoted = quoted_words(part.text)
    best: dict[str, tuple[float, Candidate]] = {}
    for candidate in candidates(reader, scope, part):
        text = candidate.passage.text
        score = _AROUND * candidate.match.coverage + candidate.match.inside
        score += _NUMBERS * same_numbers(numbers, text)
        score += sum(words in text for words in quoted)
        key = candidate.passage.document
        if key not in best or score > best[key][0]:
            best[key] = (score, candidate)
    ordered = sorted(best.values(), key=lambda one: -one[0])
    if not ordered or not _is_said(ordered[0][1], numbers, quoted):
        return None
    saying = [c for _, c in ordered if quoted and all(words in c.passage.text for words in quoted)]
    kept = saying or [candidate for score, candidate in ordered if score >= _BESIDE * ordered[0][0]]
    single = re.search(r"哪(个|份|部|里|儿)", part.text) and not re.search(r"哪(些|几)", part.text)
    return _saying(reader, kept[:1] if single else kept, numbers)


def _is_said(one: Candidate, numbers: Numbers, quoted: Sequence[str]) -> bool:
    """Whether a sentence says what is described: what is quoted, some of the numbers, or most of the words."""
    if quoted and not any(words in one.passage.text for words in quoted):
        return False
    return bool(same_numbers(numbers, one.passage.text)) if numbers else one.match.coverage >= _LEAST


def _saying(reader: Reader, kept: Sequence[Candidate], numbers: Numbers) -> Statement:
    said = []
    results: list[tuple[Result, Passage]] = []
    for candidate in kept:
        passage = candidate.passage
        header = reader.text(passage.document).document.header
        place = f"({header.place})" if header.place else ""
        said.append(f"{name_of(header)}{place}: {passage.text}")
        for norm in read_norms(passage.text):
            for value in norm.values:
                if (value.quantity.values, value.quantity.unit) in numbers:
                    made = evaluate(value, ())
                    results += [(made, passage)] if isinstance(made, Result) else []
    return Statement("；".join(said), [candidate.passage for candidate in kept], results=results)
