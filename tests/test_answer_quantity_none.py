"""Names, ordinals, telephone numbers and sayings: what has a numeral in it and is no quantity."""

import pytest

from answer.quantities import scan
from ingest.normalize import fold

_NOTHING = """
第三条第二款第(一)项
第三条至第五条
第十八届中央委员会第三次全体会议
党的十七届三中、四中全会精神
十八大以来
以“三个代表”重要思想为指导
“五务合一”和“三位一体”
增强四个意识,做到两个维护
按照五室、六站、一中心设置
一站式服务,一次性告知,一票否决
进一步统一思想,一般不得,一律停止
一是抓好落实,二是加强管理
一人多岗、一村一社区
96596武汉社区在线,拨打12345热线
武发[2012]6号,鄂发〔2011〕26号
电话0371-67181234
王马社区“66810”工作法
十分重要,百年大计,千方百计
村“两委”班子,业主、物业、社区三方
二手房,二套房,3人户,二层楼,五保户,三轮车
上千人,数百户,几十个,若干名
安排多少万元,要几千元,总共多少亿
形成一套工作机制,倡导一种生活方式
抓好三个方面的工作
三级医院,5A级景区,A4纸
《“三支一扶”计划》
最后一日
第1:1款
每升一级,每生产线
百分之几,几分之一
三十多,100余
3栋2单元501室
第一个五年规划
"""


@pytest.mark.parametrize("text", _NOTHING.strip().splitlines())
def test_names_and_ordinals_are_no_quantities(text: str) -> None:
    assert [one.text for one in scan(fold(text).text)] == []
