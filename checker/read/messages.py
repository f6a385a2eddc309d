"""What the readers tell a user: every Chinese sentence of this stage, in one place."""

# --- the input itself
MISSING = "文件或文件夹不存在；请检查路径是否写对"
NO_PERMISSION = "没有读取权限；请检查文件权限，或确认文件未被其他程序占用"
CANNOT_OPEN = "无法打开（{detail}）；请确认文件可以正常打开后重试"
DIRECTORY = "这是文件夹，不是文件；请给出其中的文件，或把整个文件夹作为输入"
NOT_A_FILE = "不是普通文件（可能是设备或管道）；请给出报告文件"
EMPTY = "文件是空的（0 字节）；请换一份有内容的文件"
BLANK = "没有任何文字（内容全是空白）；请换一份有内容的文件"
NO_TEXT = "没有读到任何文字；{label}里可能只有图片或空白页，请另存为可复制文字的文件后重试"
TOO_LARGE = "文件有 {found}，超过上限 {limit}；请拆分文件，或调高读取上限"
TOO_MANY_CHARACTERS = "文字有 {found} 字，超过上限 {limit} 字；请拆分文件，或调高读取上限"
NOTHING_READABLE = "文件夹里没有可读取的文件；可读取的格式有 {suffixes}"

# --- formats and encodings
BINARY = "内容不是文字（是二进制数据）；可读取的格式有 {suffixes}"
WRONG_CONTENT = "扩展名是 {suffix}，但内容不是{label}，可能已损坏或扩展名有误；请用办公软件打开并重新保存"
KNOWN_UNSUPPORTED = "这是{label}，不能作为报告读取；请换成 {suffixes} 中的一种"
UNDECODABLE = "无法识别文字编码（试过 UTF-8、UTF-16、GB18030 等）；请另存为 UTF-8 编码后重试"
ARCHIVE_AS_FILE = "这是压缩包，不是{suffix}文档；请把扩展名改为 .zip，或解压后再读取"
ENCRYPTED = "文件有密码保护，无法读取；请取消密码后另存一份"
DAMAGED = "{label}已损坏或不完整（{detail}）；请用办公软件打开并重新保存"

# --- warnings that stay with a document
READ_AS = "扩展名是 {suffix}，内容是{label}，已按{label}读取"
REPLACED = "有 {count} 处字节无法解码，已用“\ufffd”代替；请核对原文"

# --- containers
TOO_MANY_MEMBERS = "{label}里有 {found} 个条目，超过上限 {limit}；请拆分后重试"
NO_ENTRY = "缺少 {entry}"
COMPRESSION = "用了不支持的压缩方式"
BOMB = "解压后的大小超过上限 {limit} MB，已停止读取；请确认文件来源，或调高读取上限"
SWELLS = "压缩比异常（疑为压缩炸弹），已停止读取；请确认文件来源"
BAD_XML = "XML 不合规范"
DOCTYPE = "XML 含有文档类型声明，出于安全不予读取"
NOTHING_IN_ARCHIVE = "压缩包里没有可读取的文件；可读取的格式有 {suffixes}"
CLIMBS_OUT = "压缩包内的文件名指向压缩包之外，出于安全未读取；请解压后检查"
NESTED = "压缩包嵌套超过 {limit} 层，未读取；请解压后再读取"
NO_BODY = "没有正文部分"

# --- pages, extras, programs
NOT_OPENED = "无法打开"
TOO_MANY_PAGES = "有 {found} 页，超过上限 {limit} 页；请拆分文件，或调高读取上限"
SCANNED_PAGES = "第 {pages} 页是扫描图片，没有读取；如需识别，请运行：{command}"
BROKEN_PAGES = "第 {pages} 页已损坏，没有读取；请核对原件"
NOTHING_RECOGNISED = "第 {page} 页没有识别出文字；请核对原件"
LOW_CONFIDENCE = "第 {page} 页文字识别的置信度为 {found:.2f}，低于 {limit:.2f}，引文可能有错字；请核对原件"
RECOGNITION = "扫描件或图片（文字识别）"
MISSING_EXTRA = "读取{label}需要安装附加组件；请运行：{command}"


def install(extra: str) -> str:
    """Give the command that installs an extra."""
    return f'pip install "yaodian-checker[{extra}]"'


# --- the process that parses
TOO_SLOW = "超过 {limit:g} 秒仍未读完，已停止；请另存一份后重试，或调高时间上限"
TOO_MUCH_MEMORY = "读取所需内存超过上限 {limit} MB，已停止；请确认文件来源，或拆分后重试"
DIED = "{label}使读取程序意外退出，文件可能已损坏；请用办公软件打开并重新保存"
NO_OFFICE = (
    "读取 {suffix} 需要 LibreOffice；请安装（Debian/Ubuntu：apt install libreoffice-writer-nogui；"
    "Windows、macOS：https://zh-cn.libreoffice.org），或另存为 .docx"
)
NOT_CONVERTED = "LibreOffice 无法转换这个文件，可能已损坏或有密码；请用办公软件打开并另存为 .docx"
BY_ANTIWORD = "未安装 LibreOffice，已用 antiword 读取：自动编号没有读出，层级可能不准"
PICTURE_PAGES = "有 {count} 页只有图片，没有读取；请核对原件"
TOO_MANY_PIXELS = "图片有 {found} 像素，超过上限 {limit}；请缩小后重试"
