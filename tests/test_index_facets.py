from datetime import date

import pytest

from index.facets import NATION, Facets, area_of, fits, matching, year_of
from ingest.records import Header, Status

PARK = Header(
    "甲市公园管理办法",
    document_number="甲政发〔2015〕12号",
    issuing_authority=("甲市人民政府", "甲市园林局"),
    effective_on=date(2016, 1, 1),
    place="甲市乙区",
    kind="办法",
)
DRAFT = Header("关于绿化的意见", dated_on=date(2020, 5, 1), place="丙县", kind="意见", status=Status.DRAFT)


class Held:
    def headers(self) -> list[tuple[str, Header]]:
        return [("park", PARK), ("draft", DRAFT)]


@pytest.mark.parametrize(
    ("facets", "expected"),
    [
        (Facets(place="乙区"), {"park"}),
        (Facets(years=(2015,)), {"park"}),
        (Facets(years=(2016,)), set()),
        (Facets(years=(2015, 2020)), {"park", "draft"}),
        (Facets(kinds=("意见", "通知")), {"draft"}),
        (Facets(issuer="园林"), {"park"}),
        (Facets(statuses=(Status.DRAFT,)), {"draft"}),
        (Facets(place="甲市", statuses=(Status.DRAFT,)), set()),
    ],
)
def test_documents_have_all_that_is_asked_for(facets: Facets, expected: set[str]) -> None:
    assert matching(Held(), facets) == frozenset(expected)


def test_nothing_asked_for_means_all() -> None:
    assert matching(Held(), Facets()) is None
    assert fits(PARK, Facets())


def test_a_document_without_number_and_date_has_no_year() -> None:
    assert year_of(Header("办法")) is None
    assert not fits(Header("办法"), Facets(years=(2020,)))


@pytest.mark.parametrize(
    ("header", "area"),
    [
        (Header("财政部税务总局关于契税的公告"), NATION),
        (Header("国家税务总局关于办税的通知"), NATION),
        (Header("关于办税的通知", issuing_authority=("人力资源社会保障部",)), NATION),
        (Header("关于办税的通知", addressees="各省、自治区、直辖市税务局"), NATION),
        (Header("财政部关于契税的公告", place="甲市"), "甲市"),
        (Header("关于办税的通知", issuing_authority=("某集团工程部",), addressees="各省级代理商"), ""),
        (Header("国家级开发区的管理办法"), ""),
        (Header("国家市场监督管理总局令"), NATION),
        (Header("教育部办公厅关于城区学校的通知"), NATION),
        (Header("交通部门开展整治行动"), ""),
        (Header("关于停车费的公告", issuing_authority=("国家税务总局某市税务局",)), ""),
        (Header("关于存款的公告", issuing_authority=("中国人民银行某支行",)), ""),
    ],
)
def test_what_a_department_of_the_state_council_issues_holds_everywhere(header: Header, area: str) -> None:
    assert area_of(header) == area
