"""What `--help` says of each command, with an example in every one, and its headings in Chinese."""

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from typer._click.core import Context  # the framework's own, for the type checker only


OVERALL = """
依据政策文件原文回答问题: 引用条文，写明算法，不联网，同一问题的答案总相同。
"""

#: what each command does, with an example
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
    "check": """
检查文件本身: 合计不符、不存在的日期、档位重叠或空缺、失效的条款引用、形近字、列举与数目不符等。

只指出不一致之处，不判断哪一处正确。不指定文件时检查全部文件。

例:

  zhengce check '国发〔2003〕1号'

  zhengce check --json

退出码: 0 检查完毕 (不论有无问题)；加 --strict 时有问题为 1。
""",
    "compare": """
对照几个地方或几个年份的同一标准: 数值、条件、口径、文件、日期、效力和原文。

面积口径不同 (建筑面积、使用面积) 的数值不相减。没有规定的地方照实写明。

例:

  zhengce compare 社区用房面积 --places 甲市,乙市,丙市

  zhengce compare 社区用房面积 --places 甲市 --years 2002,2012 --with 1500户

退出码: 0 至少一处有规定，1 都没有，2 输入有误。
""",
    "doctor": """
检查资料库是否完好: 把每一份文件、每一条索引重新读一遍，与校验值核对。

--repair 重建可由原文推出的部分 (文件目录、检索索引)，并把旧格式升级；原文不变。原文损坏的，请重新导入该文件。

--originals 再与磁盘上的原始文件比对，指出导入后变更或不见的文件。

例:

  zhengce doctor

  zhengce doctor --repair

  zhengce doctor --originals ./文件夹

退出码: 0 完好；3 有损坏或缺失。
""",
    "extract": """
列出文件规定的事项: 谁、应当 (或不得、可以) 做什么、数量、期限、条件、出自哪一条。

不指定文件时列出全部文件。可写成 CSV、Excel 或日历 (.ics) 文件: 日历只收有日期和定期的事项。

例:

  zhengce extract '国发〔2003〕1号'

  zhengce extract --place 甲市 --kind 期限

  zhengce extract --modality 不得 --xlsx 禁止事项.xlsx

  zhengce extract --ics 期限.ics

退出码: 0 有事项，1 没有符合条件的事项，2 输入有误。
""",
    "review": """
记录人工审核: 某条的读法是否正确。记录写入自己的资料库文件夹，不改动原文和程序。

条文一有改动，对它的审核即失效，要重新审核。地址见 zhengce cite … --json 或 zhengce extract … --json。

例:

  zhengce review '国发〔2003〕1号' lvl_1__lvl_2 --verdict reviewed --by 王五

  zhengce review '国发〔2003〕1号' 一、2 --verdict disputed --by 王五 --note '应为建筑面积'
""",
    "serve": """
网页提问: 在浏览器中提问、查条文、看全文。默认只有本机能访问。

例:

  zhengce serve

  zhengce serve --host 0.0.0.0 --token-file 口令.txt --allow-host 192.168.1.20

对外开放须有口令文件 (至少 16 个字符，只有本人可读)；浏览器询问时，用户名任意，密码填口令。
""",
    "log": """
网页上提过的问题和收到的评价，一行一条 JSON。

例: zhengce log --feedback > 评价.jsonl
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
