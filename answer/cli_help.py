"""What `--help` says of each command, with an example in every one, and its headings in Chinese."""

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click.core import Context  # the framework's own, for the type checker only


OVERALL = """
依据政策文件原文回答问题: 引用条文，写明算法，不联网，同一问题的答案总相同。
"""

HELP = {
    "ask": """
回答问题: 先结论，再数值和算法，后附条文原文。

例:

  zhengce ask '新建1500户的住宅小区，社区用房要多大'

  zhengce ask --file 问题.txt --json > 答案.jsonl

退出码: 0 全部有答案，1 有问题没有答案 (未找到或需补充信息)，2 输入有误，3 资料库有误。
""",
    "cite": """
按引用显示条文原文及其前后文，各种写法均可。

例:

  zhengce cite '国发〔2003〕1号第一条第2项'

  zhengce cite '住房公积金管理条例第十八条'
""",
    "search": """
按词语检索条文，附得分和命中的词。

例: zhengce search 社区用房 使用面积 --limit 5
""",
    "documents": """
列出资料库中的文件: 文号、标题、适用地、日期、效力。

例: zhengce documents --json
""",
    "show": """
按层级显示一个文件的全部条文，以及原文中的问题。

例: zhengce show '国发〔2003〕1号'
""",
    "remove": """
从资料库移除一个文件 (原始文件不动)。

例: zhengce remove '国发〔2003〕1号'
""",
    "ingest": """
导入文件: 拆分、识别文号和条文、编制索引，并逐个报告结果。

可读 PDF、Word (.docx；.doc 需 LibreOffice)、OFD、网页、Markdown 和文本，按内容识别格式；扫描件需安装 zhengce[ocr]。

重复导入同一文件不改变资料库；同名文件有改动时取代旧的，并列出条文变化。读不了的文件跳过，最后退出码为 2。

例:

  zhengce ingest 文件夹/ 通知.docx

  zhengce ingest --bundled
""",
}

# What the framework writes by itself, in the order in which it is replaced.
_WRITTEN = (
    ("Usage:", "用法:"),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("Options:", "选项:"),
    ("Arguments:", "参数:"),
    ("Commands:", "命令:"),
    ("Install completion for the current shell.", "为当前 shell 安装补全"),
    ("Show completion for the current shell, to copy it or", "显示当前 shell 的补全脚本，"),
    ("customize the installation.", "可自行安装"),
    ("Show this message and exit.", "显示本说明"),
    (" <list[str]>", ""),
    (" <list[Path]>", ""),
    ("[required]", "[必填]"),
    ("[default: ", "[默认: "),
)


def _in_chinese(text: str) -> str:
    for written, shown in _WRITTEN:
        text = text.replace(written, shown)
    return text


class ChineseCommand(TyperCommand):
    """A command whose help is in Chinese throughout."""

    def get_help(self, ctx: "Context") -> str:
        """The help text."""
        return _in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The group of commands, with its help in Chinese throughout."""

    def get_help(self, ctx: "Context") -> str:
        """The help text."""
        return _in_chinese(super().get_help(ctx))
