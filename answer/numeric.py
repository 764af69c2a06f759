"""Values asked for: which values of a passage the part means, and what they come to for the facts."""

from collections.abc import Mapping, Sequence

from answer.adjust import asks_change
from answer.asked_things import is_silent
from answer.deductible import net
from answer.evaluate import Need, Truth, applies
from answer.evaluate_facts import Fact, base_unit
from answer.fitting import Match
from answer.formula import Reckoned, added_facts, unsettled, with_added
from answer.formula_chain import asked_for
from answer.increments import adding, adds_only, apart, steps_of, with_base
from answer.limits import limits_of
from answer.matching import credit
from answer.norms import Share
from answer.numeric_fit import (
    MEASURED,
    area_of,
    own_words,
    ranked_values,
    suited,
    suits,
    unmet_cases,
)
from answer.numeric_results import add_bands, compute
from answer.outcomes import Outcome
from answer.parallel import kinds_beside, which
from answer.passages import DocumentText, Passage
from answer.prices import price, price_of
from answer.question_records import Part
from answer.reading import read_norms
from answer.select import Candidate, Reader, terms_of
from answer.subjects import only_qualifies
from answer.tables import Chosen, Row, choose, on_ends, rows_of, table_of
from answer.thresholds import asks_count_of_time, thresholds, times_of
from answer.unruled import unruled
from ingest.regex import regex

#: asks for a number of units, where 单位缴多少 asks for a share as well
NAMED_UNIT = regex(r"(?:多少|几)个?(?:平|元|万|亿|钱|块|人|名|位|户|亩|面积)|面积")
_VALUE_FACETS = frozenset({"amount", "share", "frequency", "when"})
_WORD_FACETS = frozenset({"allowed", "contact", "documents", "validity", "who"})
#: below this fit a value is for something else than what is asked
_OPPOSED = -0.5
#: what the fit of the best label counts beside that of its passage
_LABEL = 0.3
#: what a value that the facts of the question enter adds to its passage's score, one of whose tiers they choose, and
#: one that they enter only because nothing else could
_COMPUTED, _DECIDED, _INFERRED = 0.7, 1.0, 0.55

_OTHER_SIDE = "所引规定针对的是另一种情形，没有找到针对所问情形的规定，请核对"
#: what a period in months loses where the question counts years, or days
_OTHER_TIME = 0.3
#: what an extension (延长的期限不得超过20日) loses where the question asks for the period itself
_EXTENSION = 0.5
_EXTENDS = regex(r"延长|延期|顺延|展期")
#: what percentage points lose that only change a share, where the question asks for the share
_CHANGE, _POINTS = 0.5, regex(r"[\d.]{1,6}个百分点")
#: what a sum loses whose passage does not speak of the one that the question names: 高龄津贴
_OTHER_SUM, _NAMED = 0.5, 0.9
_SUM = regex(r"[\u4e00-\u9fff]{2,}(?:补贴|津贴|补助金?|奖励|奖金|[费金税])|[押定订]金")
#: what a passage has to have of the name of a thing whose area is asked for
_HELD = 0.5
#: signs of a case that a question names
_CASE = 4
_TAKEN_OFF = regex(r"(?:减除|扣除)(?:的?费用)?(?:多少|几|是)")


def wants_value(part: Part) -> bool:
    """Whether the part asks for a quantity."""
    if part.facets[0] == "includes":
        return bool(part.unit)
    return bool(_VALUE_FACETS & set(part.facets[:2])) and part.facets[0] not in _WORD_FACETS


def may_be_words(part: Part) -> bool:
    """Whether a sentence without a value of the kind asked for may answer all the same: when, or at what level."""
    return bool({"when", "rule", "includes", "condition"} & set(part.facets))


def outcome_of(reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact]) -> Outcome | None:
    """What the passage gives for the part; None if it has no value of the kind that is asked for."""
    text = reader.text(candidate.passage.document)
    reckoned = _reckoned(reader, candidate, part, facts)
    if reckoned is not None:
        return reckoned
    added = added_facts(text, facts, part.text + part.context) if facts else {}
    facts = (*facts, *added)
    if is_of_other_thing(reader, candidate.passage, part):
        return None
    rows = rows_of(candidate.passage)
    names = [name for row in rows for name in _names(row) if name]
    if only_qualifies(candidate.passage.lead, names, part.text + part.context):
        return None
    special = _special(text, rows, part, facts) or (adding(text, rows, facts) if facts and rows else None)
    if special is not None:
        found = candidate._replace(match=candidate.match._replace(passage=special))
        return outcome_of(reader, found, part, facts)
    priced = price_of(reader, candidate, part, facts)
    if not suited(rows, part, reader.wanted(part.text), priced=bool(priced)):
        return thresholds(rows, part, facts, terms_of(reader, part)[0])
    table = with_base(reader, apart(table_of(reader, rows), text.once(steps_of)))
    kinds = kinds_beside(reader, rows, part)
    chosen = Chosen(kinds) if kinds else choose(table, facts)
    beside = text.by_address[candidate.passage.address]
    is_gap = any(kind == "gap" for kind, _ in chosen.cautions)
    if is_gap and (all(map(adds_only, table)) or _is_in_words(beside, facts)):
        return None  # 超过2000户的,每增加1000户增配3人: below that, what it is added to is the answer
    outcome = _computed(reader, part, facts, chosen, table, price_name=priced)
    net(outcome, text, part)
    if outcome.fit < _OPPOSED:
        return None  # a rule for the other side, or a fine that nobody asked for
    if not outcome.needs and not _answers(outcome, part):
        outcome.needs = _bases(chosen, part, facts)
        if not outcome.needs:
            return None
    if any(result.facts for result, _ in outcome.results[: outcome.asked] if kinds):
        outcome.needs = [which(kinds)]
    _show_added(outcome, added)
    _add_unsettled(reader, outcome)
    alike = [row for one in beside for row in rows_of(one)]
    said = [*unmet_cases(chosen.rows, terms_of(reader, part)[0], part), *on_ends(alike, facts)]
    outcome.cautions += [caution for caution in said if caution not in outcome.cautions]
    outcome.fit = _whole_fit(reader, outcome, chosen, part, candidate.match)
    if is_gap:
        outcome.asked = 0  # what other cases get is shown, but is no answer
    return outcome


def _names(row: Row) -> list[str]:
    """What the numbers of a row are called."""
    return [*(value.label for value in row.norm.values), *(one.variable for one in row.norm.conditions)]


def _whole_fit(reader: Reader, outcome: Outcome, chosen: Chosen, part: Part, match: Match) -> float:
    """The fit of an outcome, also by what facts enter it, and by how much of the part its passage speaks of."""
    fit = (outcome.fit + _entered(outcome, chosen)) * (1 + match.coverage) / 2
    if asks_count_of_time(part) and not _has_time_of(outcome, part):
        fit -= _OTHER_TIME
    if _only_extends(outcome) and not _EXTENDS.search(part.text + part.context):
        fit -= _EXTENSION
    if _only_changes(outcome) and not asks_change(part.text):
        fit -= _CHANGE
    return fit - _OTHER_SUM * is_other_sum(reader, match.passage, part)


def is_other_sum(reader: Reader, passage: Passage, part: Part) -> bool:
    """Whether the part asks for a sum by its name, and nothing in or around the passage but the title has it."""
    names = [term for term in reader.wanted(part.text) if _SUM.fullmatch(term.text)]
    around = f"{passage.headings}{passage.lead}{passage.above}{passage.before}{passage.text}"
    return bool(names) and all(credit(term, around) < _NAMED for term in names)


def is_of_other_thing(reader: Reader, passage: Passage, part: Part) -> bool:
    """Whether the part asks for the area, measure or number of a thing that nothing in or over the passage names."""
    around = f"{passage.headings}{passage.lead}{passage.above}{passage.text}"
    wanted = reader.wanted(part.text)
    return any(credit(term, around) < _HELD for term in area_of(part, wanted)) or is_silent(around, part, wanted)


def _special(text: DocumentText, rows: Sequence[Row], part: Part, facts: Sequence[Fact]) -> Passage | None:
    """The sentence of the provision that rules the case of the facts on its own, where these rows rule all cases.

    处货值金额三倍以上五倍以下的罚款;货值金额不足一万元的,处五千元以上二万元以下的罚款.
    """
    if not rows or any(row.norm.conditions for row in rows):
        return None
    labels = {value.label for row in rows for value in row.norm.values if value.label}
    passage = rows[0].passage
    for other in text.by_address[passage.address]:
        for row in rows_of(other) if other.number > passage.number else ():
            is_same = any(value.label in labels and suits(value, part) for value in row.norm.values)
            if is_same and (
                applies(row.norm, facts) is Truth.YES if row.norm.conditions else _is_named(row, rows, part)
            ):
                return other
    return None


def _is_named(row: Row, rows: Sequence[Row], part: Part) -> bool:
    """Whether the part names the case of a row in full, which is not that of the other rows: 情节严重的."""
    case = row.norm.event.strip(",的")
    is_own = all(row.norm.event != other.norm.event for other in rows)
    return is_own and len(case) >= _CASE and case in part.text + part.context


def _computed(
    reader: Reader, part: Part, facts: Sequence[Fact], chosen: Chosen, table: Sequence[Row], *, price_name: str
) -> Outcome:
    """What the chosen rows of a table come to, areas at a price if one is named."""
    wanted, _ = terms_of(reader, part)
    ranked = ranked_values(chosen.rows, part, wanted, facts, priced=bool(price_name))
    missing = unruled([own_words(one.row, one.value) for one in ranked if one.is_suited], part.text)
    outcome = Outcome(cautions=list(chosen.cautions), needs=list(chosen.needs) or missing)
    outcome.passages = list(dict.fromkeys(row.passage for row in chosen.rows))
    best = max((one.fit for one in ranked if one.is_suited), default=0.0)
    if any(one.is_contrary and one.is_suited for one in ranked[:1]):
        outcome.cautions.append(("unclear", _OTHER_SIDE))
    outcome.fit = best if best < 0 else _LABEL * best
    if not outcome.needs:
        compute(outcome, ranked, table, part, facts=facts, limits=limits_of(reader, outcome.passages))
        add_bands(outcome, chosen, table)
        if price_name:
            price(outcome, price_name, facts)
    return outcome


def _has_time_of(outcome: Outcome, part: Part) -> bool:
    """Whether a result counts what the part counts: years where it asks for 几年."""
    units = times_of(part)
    return any(result.unit in units for result, _ in outcome.results[: outcome.asked])


def _only_extends(outcome: Outcome) -> bool:
    """Whether all that is asked for is by how much a period may be extended."""
    asked = [result for result, _ in outcome.results[: outcome.asked]]
    return bool(asked) and all(_EXTENDS.search(result.label) for result in asked)


def _is_in_words(passages: Sequence[Passage], facts: Sequence[Fact]) -> bool:
    """Whether a sentence rules the case of the facts without a number: 低于14℃的,退还全部日热费."""
    norms = (norm for passage in passages for norm in read_norms(passage.text, passage.lead))
    return any(norm.conditions and not norm.values and applies(norm, facts) is Truth.YES for norm in norms)


def _only_changes(outcome: Outcome) -> bool:
    """Whether all that is asked for are percentage points by which a share that stands elsewhere changes."""
    asked = outcome.results[: outcome.asked]
    return bool(asked) and all(_POINTS.match(passage.text, result.start) for result, passage in asked)


def _bases(chosen: Chosen, part: Part, facts: Sequence[Fact]) -> list[Need]:
    """What shares are shares of, if it has the unit that is asked for and is not itself what is asked for."""
    values = (value for row in chosen.rows for value in row.norm.values if suits(value, part))
    bases = dict.fromkeys(value.expression.base for value in values if isinstance(value.expression, Share))
    is_sum = bool(facts or NAMED_UNIT.search(part.text))
    fitting = (base for base in bases if base_unit(base) == part.unit and not (is_sum and base in part.text))
    return [Need(base, part.unit) for base in fitting]


def _entered(outcome: Outcome, chosen: Chosen) -> float:
    """What it adds that the facts enter a result, or choose it."""
    used = [result for result, _ in outcome.results[: outcome.asked] if result.facts]
    if chosen.by_facts:
        return _DECIDED
    if any("inferred" not in result.flags for result in used):
        return _COMPUTED
    return _INFERRED if used else 0.0


def _reckoned(reader: Reader, candidate: Candidate, part: Part, facts: Sequence[Fact]) -> Outcome | None:
    """What a formula that the passage writes out comes to, None if it has none for these facts.

    A question for what is taken off (减除费用多少) is one for a value, not for what is left.
    """
    if _TAKEN_OFF.search(part.text):
        return None
    made = asked_for(reader.text(candidate.passage.document), candidate.passage, facts, part.text + part.context)
    if made is None or part.unit not in ("", made.result.unit):
        return None
    fit = _DECIDED * (1 + candidate.match.coverage) / 2
    outcome = Outcome(list(made.passages), [(made.result, made.passages[0])], 1, fit=fit)
    _add_unsettled(reader, outcome)
    return outcome


def _add_unsettled(reader: Reader, outcome: Outcome) -> None:
    """Ask for what the text leaves to somebody else, where a computed result is a range for want of it."""
    for result, passage in outcome.results[: outcome.asked]:
        if result.facts and result.low is not None and result.high is not None and result.low < result.high:
            name = unsettled(reader.text(passage.document), outcome.passages)
            if name and all(need.name != name for need in outcome.needs):
                outcome.needs.append(Need(name, "%"))


def _show_added(outcome: Outcome, added: Mapping[Fact, Reckoned]) -> None:
    """Show the working of the facts that formulas added, and cite their sentences."""
    for at, (result, passage) in enumerate(outcome.results):
        shown, more = with_added(result, added)
        outcome.results[at] = (shown, passage)
        outcome.passages = list(dict.fromkeys([*outcome.passages, *more]))


def _answers(outcome: Outcome, part: Part) -> bool:
    """Whether a result has the unit asked for: a share that stayed one is no area."""
    if not part.unit:
        return True
    units = {result.unit for result, _ in outcome.results[: outcome.asked]}
    return part.unit in units or (part.unit == "个" and bool(units - MEASURED)) or "个" in units
