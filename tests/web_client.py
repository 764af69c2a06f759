"""A web form that really runs, on documents of its own, and a client that asks it."""

import http.client
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

NINGBO = """宁波市人民政府关于加强养老服务用房建设的通知
甬政发〔2021〕8号

各区县(市)人民政府:

为做好养老服务用房建设工作,现通知如下:

一、新建住宅小区应当按照下列标准配建养老服务用房:
1.规划户数2000户以上的,建筑面积不少于400平方米;
2.规划户数500户以上不足2000户的,建筑面积不少于200平方米;
3.规划户数不足500户的,按每百户20平方米的标准配建。

二、区县(市)人民政府应当在每年12月31日前报送建设情况。建设单位不得改变养老服务用房的用途。

三、违反本通知第一条规定的,不予通过验收。

四、本通知自2021年7月1日起施行。

宁波市人民政府
2021年6月1日
"""
SHAOXING = """绍兴市人民政府关于养老服务用房的实施意见
绍政发〔2022〕3号

各区、县(市)人民政府:

一、养老服务用房的管理参照《宁波市人民政府关于加强养老服务用房建设的通知》(甬政发〔2021〕8号)执行。

二、新建住宅小区的养老服务用房使用面积不少于150平方米。

三、民政部门每季度检查一次养老服务用房的使用情况。

绍兴市人民政府
2022年3月1日
"""
NINGBO_KEY = "甬政发-2021-8"


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Server:
    """`zhengce serve`, started for tests on a free port."""

    def __init__(self, home: Path, *options: str, host: str = "127.0.0.1") -> None:
        self.home = home
        self._host = host
        command = [sys.executable, "-m", "answer.cli", "serve", "--port", "0", "--home", str(home), *options]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        line = self._process.stderr.readline()
        found = re.search(r"http://(\S+):(\d+)/", line)
        assert found, line + self._process.stderr.read()
        #: its host as it shows it
        self.name = found[1]
        self.port = int(found[2])

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, /, headers: Mapping[str, str] | None = None, **query: str) -> Reply:
        """What it answers to GET."""
        target = quote(path, safe="/?=&#%") + (f"?{urlencode(query)}" if query else "")
        return self.send("GET", target, headers=headers)

    def post(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Reply:
        """What it answers to a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.send("POST", path, urlencode(form, errors="surrogatepass").encode(), kind)

    def send(
        self, method: str, target: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """What it answers to a request."""
        connection = http.client.HTTPConnection(self._host, self.port, timeout=60)
        try:
            connection.request(method, target, body, dict(headers or {}))
            answered = connection.getresponse()
            heads = {name.lower(): value for name, value in answered.getheaders()}
            return Reply(answered.status, heads, answered.read())
        finally:
            connection.close()

    def stop(self) -> str:
        """End it as a user would; gives what it said."""
        self._process.terminate()
        return self._process.communicate(timeout=20)[1]


def filled(home: Path, texts: Mapping[str, str]) -> Path:
    """The folder of a library that holds some texts, by file name."""
    from index.library import library_path
    from index.writer import Writer
    from ingest.read import read_text

    home.mkdir(parents=True, exist_ok=True)
    with Writer.open(library_path(home)) as writer:
        writer.add([read_text(name, text, sha256=name) for name, text in texts.items()])
    return home
