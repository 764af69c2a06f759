"""The grammar of norms: golden cases, the judged norms of the corpus, and whatever text may come."""

import re
import sys
import time
import tomllib
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.norms import Condition, Constant, Interval, Modality, Norm, Share, Value
from answer.quantity_records import End
from answer.reading import bearer_of, read_norms
from answer.reading_kinds import kinds
from answer.reading_modality import MODAL_SIGNS, MODALS, bearer_in, modality_of
from index.library import corpus_files
from ingest.normalize import fold

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("norms_*.md"))


def _number(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _constant(constant: Constant) -> str:
    if constant.low == constant.high:
        return f"{constant.relation} {_number(constant.low)}"
    return f"{constant.relation} {_number(constant.low)}..{_number(constant.high)}"


def _expression(value: Value) -> str:
    expression = value.expression
    if isinstance(expression, Constant):
        return _constant(expression)
    excess = " 超过部分" if expression.excess else ""
    if isinstance(expression, Share):
        return f"{_constant(expression.part)} × [{expression.base}]{excess}"
    per = _number(expression.per) + (f"..{_number(expression.per_high)}" if expression.per_high else "")
    return f"{_constant(expression.amount)} per {per} {expression.per_unit}{excess}{' 推定' * expression.inferred}"


def _interval(interval: Interval) -> str:
    left = {End.CLOSED: "[", End.OPEN: "(", End.UNKNOWN: "?"}[interval.low_end]
    right = {End.CLOSED: "]", End.OPEN: ")", End.UNKNOWN: "?"}[interval.high_end]
    return f"{left}{_number(interval.low)}, {_number(interval.high)}{right}"


def _condition(condition: Condition) -> str:
    return f"  若 {condition.variable} {_interval(condition.interval)} {condition.unit}".rstrip()


def _value(value: Value) -> str:
    split = f" 分担 {'/'.join(value.split.payers)} {':'.join(map(str, value.split.weights))}" if value.split else ""
    extras = {
        "每": value.per_period,
        "口径": value.measure,
        "类": value.category,
        "部分": "" if value.part_of is None else str(value.part_of),
        "限": value.clamp,
        "事件": value.event,
        "原": _number(value.former),
    }
    told = "".join(f" {name}={text}" for name, text in extras.items() if text)
    return f"  值 [{value.label}] {_expression(value)} {value.unit}".rstrip() + told + split


def told(norms: tuple[Norm, ...]) -> str:
    """The norms as the golden cases write them."""
    lines: list[str] = []
    for norm in norms:
        event = f" 当 {norm.event}" if norm.event else ""
        lines.append(f"{norm.modality.value} {norm.bearer or '—'}{event}{' 任一' if norm.is_any else ''}")
        lines += [*map(_condition, norm.conditions), *map(_value, norm.values)]
    return "\n".join(lines)


def _cases(path: Path) -> list[tuple[str, str]]:
    """The sentences of a file of cases with what is expected of each."""
    blocks = [block.strip("\n") for block in path.read_text(encoding="utf-8").split("```text\n")[1:]]
    texts = [block.split("\n```")[0] for block in blocks]
    return list(zip(texts[::2], texts[1::2], strict=True))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_sentences_read_as_written_in_the_cases(path: Path) -> None:
    cases = _cases(path)
    assert cases
    for sentence, expected in cases:
        assert told(read_norms(sentence)) == expected, sentence


def _scores() -> ModuleType:
    spec = spec_from_file_location("score_norms", HERE / "score_norms.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["score_norms"] = module
    spec.loader.exec_module(module)
    return module


def test_judged_norms_of_the_corpus_keep_their_floors() -> None:
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["norms"]
    module = _scores()
    outcomes = module.score_all()
    reached = module.rates(outcomes)
    assert len(outcomes) == 200
    assert reached["value_and_kind"] >= floors["value_and_kind"]
    assert reached["bearer"] >= floors["bearer"]


def test_an_item_takes_the_base_of_its_lead_sentence() -> None:
    (norm,) = read_norms("(一)大城市1.5元至30元;", "土地使用税每平方米年税额如下:")
    (value,) = norm.values
    assert _expression(value) == "range 3/2..30 per 1 平方米"
    assert value.per_period == "年"
    assert value.category == "大城市"


def test_a_lead_with_its_own_amount_lends_no_base() -> None:
    (norm,) = read_norms("(一)主任5000元;", "每月预算共3万元,分配如下:")
    assert _expression(norm.values[0]) == "= 5000"


def test_a_sentence_without_quantities_is_one_norm() -> None:
    (norm,) = read_norms("未经街道办事处同意的,建设单位不得改变社区用房的用途。")
    assert (norm.modality, norm.bearer, norm.values) == (Modality.SHALL_NOT, "建设单位", ())
    assert norm.event == "未经街道办事处同意的"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经盖章同意后方可进行销售", Modality.MAY),
        ("不得少于三十人", Modality.SHALL),
        ("任何单位不得改变其用途", Modality.SHALL_NOT),
        ("可以不配备专职人员", Modality.MAY_NOT_NEED),
        ("主要领导负总责", Modality.DECLARE),
        ("原则上由5人组成", Modality.SHOULD),
        ("提倡交叉任职", Modality.ENCOURAGE),
        ("社区居委会可以合并设立", Modality.MAY),
        ("许可证应当悬挂", Modality.SHALL),
    ],
)
def test_the_first_word_that_carries_a_modality_decides(text: str, expected: Modality) -> None:
    assert modality_of(text) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("街道办事处应当在5日内答复。", "街道办事处"),
        ("由物业管理行政主管部门责令限期改正。", "物业管理行政主管部门"),
        ("物业服务企业解除合同的,应当提前三个月告知。", "物业服务企业"),
        ("组织部根据实际情况,每年选派后备干部。", "组织部"),
        ("县(市、区)委组织部牵头制定方案。", "县(市、区)委组织部"),
        ("合理划分和组建社区,优化布局。", ""),
        ("面积不低于50平方米。", ""),
    ],
)
def test_the_bearer_is_the_subject_or_the_one_behind_by(sentence: str, expected: str) -> None:
    assert bearer_in(sentence) == expected


_MODAL_WORDS = """
不得低于 不得不 严禁 应当不得 可不办 无需 免征 减免 原则上不得 一般由 力争 争取 尽量
应当 必须 务必 确保 一律 有义务 应设 要求 要设 可以 有权 准予 允许 鼓励 提倡 优先 引导和支持
"""


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in MODALS])
def test_modals_begin_with_one_of_their_signs(pattern: str) -> None:
    """Where none of the signs stands, no modal is looked for."""
    lines = [fold(line).text for path in corpus_files() for line in path.read_text(encoding="utf-8").splitlines()]
    heads = {match[0][0] for line in (*lines, _MODAL_WORDS) for match in re.finditer(pattern, line)}
    assert heads
    assert heads <= set(MODAL_SIGNS)


def test_the_bearer_comes_from_the_lead_and_then_from_the_heading() -> None:
    assert bearer_of("(二)公示结果;", "居民委员会应当履行下列职责:", "") == "居民委员会"
    assert bearer_of("按时公示结果。", "", "二、街道办事处的职责") == "街道办事处"
    assert bearer_of("按时公示结果。", "", "二、工作要求") == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("按每百户40平方米的标准建设。", {"RATE"}),
        ("任期届满两个月前,应当组织选举。", {"DREL"}),
        ("费用由市、区按照1:1的比例分担。", {"SPLIT"}),
        ("不足100户的,配1人。", {"COND", "TIER", "FIX"}),
        ("超过部分按千分之二计算。", {"MARG", "SHARE"}),
        ("每季度公开一次。", {"FREQ"}),
        ("2020年底前建成。", {"DABS"}),
        ("严禁挪用。", {"PROH"}),
    ],
)
def test_kinds_of_a_sentence(sentence: str, expected: set[str]) -> None:
    assert expected <= kinds(sentence, read_norms(sentence))


_PIECES = (
    "设计规模在2000户以上的住宅区,",
    "按每百户40平方米的标准",
    "不得少于总建筑面积的千分之三",
    "逾期不改正的,",
    "处五千元以上五万元以下的罚款",
    "由市、区按照2:1的比例承担",
    "自收到申请之日起15日内",
    "每人每月补助300元",
    "(含三险)",
    "其中",
    "最高不超过二十四个月",
    "分别为10%、20%和30%",
    "应当",
    "社区居民委员会",
    "超过部分",
    "满三年不足四年的为九个月",
    "、",
    ",",
    ";",
    "的",
    "或者",
    "(",
    ")",
    "“",
    "每",
    "十",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join), st.text(max_size=6), st.integers(0, 60))
def test_whatever_clauses_are_thrown_together_can_be_read(sentence: str, noise: str, at: int) -> None:
    text = sentence[:at] + noise + sentence[at:]
    norms = read_norms(text)
    assert norms
    for norm in norms:
        assert 0 <= norm.start <= norm.end <= max(len(text), norm.start)
        for value in norm.values:
            assert text[value.quantity.start : value.quantity.end] == value.quantity.text
        for condition in norm.conditions:
            assert 0 <= condition.start <= condition.end <= len(text)
    assert all(one.end == other.start for one, other in pairwise(norms))
    kinds(text, norms)


@pytest.mark.parametrize(
    "unit",
    ["由", "的", "(", "每", "按照", "、", "应当", "一、", "社区居委会", "自之日起", "区(县、", "三人", "满三年的,"],
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    text = (unit * 16_000)[:16_000]
    started = time.perf_counter()
    read_norms(text)
    assert time.perf_counter() - started < 6


def test_a_sentence_is_read_once_and_a_long_one_all_the_same() -> None:
    sentence = "不足1000户的住宅区按每百户40平方米配置。"
    assert read_norms(sentence) is read_norms(sentence)
    long = f"{'甲' * 1000},{sentence}"
    assert [norm.values[0].expression for norm in read_norms(long)] == [
        norm.values[0].expression for norm in read_norms(sentence)
    ]
