"""The command in tests: what it reads, and how it is run in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARKS = """甲市人民政府关于加强公园管理的通知

甲政发〔2011〕8号

各区人民政府:

现就加强公园管理通知如下:

一、公园建设标准

(一)每万人配建公园一处，面积不少于2000平方米。

(二)公园应当设置公共厕所。

二、公园门票每张不超过五元。

甲市人民政府

2011年5月4日
"""
POOLS = """乙市游泳场所管理办法

第一条 为了加强管理，制定本办法。

第二条 救生员每处不少于两名。

第三条 本办法自2012年2月30日起施行。
"""
Run = Callable[..., tuple[int, str, str]]


def real(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "answer.cli", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ZHENGCE_HOME": str(home), "XDG_CACHE_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
