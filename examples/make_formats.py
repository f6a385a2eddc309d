"""Write the example reports as web page, Word and PDF into examples/formats/ (needs LibreOffice; done once, committed).

The web page has the furniture of a government site around the text; the Word file has a centred title and headings in
bold; the PDF is the Word file printed.
"""

from __future__ import annotations

import html
import re
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADING = re.compile(r"^([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])[^。]{0,40}$")

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_云岫区人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2023-03-15"></head>
<body><div class="top"><a href="#">无障碍</a> | <a href="#">登录</a> | <a href="#">长者模式</a></div>
<div class="nav"><a href="#">首页</a> <a href="#">政务公开</a> <a href="#">政务服务</a> <a href="#">政民互动</a></div>
<div class="path">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">法治政府建设</a></div>
<div class="article"><h1>{title}</h1>
<div class="info">发布日期：2023-03-15　来源：云岫区人民政府　【打印】【关闭】</div>
<div class="content">{body}</div></div>
<div class="foot"><p>版权所有：云岫区人民政府</p><p>网站地图 | 联系我们</p></div></body></html>
"""
LETTER = """<html><head><meta charset="utf-8"><style>@page {{ size: A4; margin: 3.7cm 2.6cm 3.5cm 2.8cm }}
p {{ text-indent: 2em; line-height: 28pt; font-size: 16pt; margin: 0 }} h1 {{ text-align: center; font-size: 22pt }}
</style></head><body><h1>{title}</h1>{body}</body></html>"""


def paragraphs(lines: list[str]) -> str:
    """Set each line as a paragraph, headings in bold."""
    escaped = ((line, html.escape(line)) for line in lines)
    return "\n".join(f"<p><b>{text}</b></p>" if HEADING.match(line) else f"<p>{text}</p>" for line, text in escaped)


def convert(source: Path, kind: str, folder: Path, profile: str) -> None:
    """Let LibreOffice write a file in another format."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True)


def main() -> None:
    """Write all formats of all example reports."""
    out = HERE / "formats"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        for path in sorted((HERE / "reports").glob("*.txt")):
            lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            title, body = lines[0], paragraphs(lines[1:])
            (out / f"{path.stem}.html").write_text(PAGE.format(title=title, body=body), encoding="utf-8")
            letter = Path(temporary) / f"{path.stem}.html"
            letter.write_text(LETTER.format(title=title, body=body), encoding="utf-8")
            convert(letter, "docx:MS Word 2007 XML", out, temporary)
            convert(out / f"{path.stem}.docx", "pdf", out, temporary)


if __name__ == "__main__":
    main()
