"""What can go wrong, in one small hierarchy.

    YuanjiangError
    ├── TransientError          trying again may help
    │   ├── TimedOut            connect, read or total time-out
    │   ├── ConnectionFailed    refused, reset, name not resolved, TLS
    │   ├── ServerBusy          429 or 503; carries `retry_after` seconds
    │   ├── ServerFailed        any other 5xx
    │   └── LockHeld            another run has the lock
    └── TerminalError           it will not
        ├── Gone                404, 410
        ├── Refused             robots, a private address, a scheme, a content type, 401/403
        ├── TooLarge            more bytes than the cap, packed or unpacked
        ├── BadRedirect         a loop, too many hops, or a hop that is not allowed
        ├── NotAnArticle        list page, error page, login wall, captcha, empty
        ├── BrokenInput         a file or page that cannot be read as text
        ├── SourceFileError     a sources/*.toml with a wrong key or value
        └── WarehouseError      schema too new, failed checks, unknown release

Each carries `reason` (a short code, listed in `REASONS`; the column `rejected.reason`), `where`
(file, key, URL or offset) and `advice` (what to do).
"""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    # code: (English, Chinese)
    "timeout": ("The server did not answer in time", "服务器响应超时"),
    "connection": ("The connection failed", "连接失败"),
    "server_busy": (
        "The server asked us to slow down (429 or 503)",
        "服务器要求减速（429 或 503）",
    ),
    "server_error": ("The server failed (5xx)", "服务器出错（5xx）"),
    "left_alone": (
        "The host was left alone: closed hours, or failures in a row",
        "暂不访问该站：不在允许时段，或连续失败",
    ),
    "locked": ("Another run holds the lock", "另一次运行持有锁"),
    "gone": ("The page no longer exists (404 or 410)", "页面不存在（404 或 410）"),
    "forbidden": ("The server refused the request (4xx)", "服务器拒绝请求（4xx）"),
    "robots": ("robots.txt does not allow it", "robots.txt 不允许抓取"),
    "address": ("The address is private or not allowed", "地址为内网地址或不被允许"),
    "content_type": ("Not a type of content that is read", "内容类型不受支持"),
    "too_large": ("Larger than the cap", "超过大小上限"),
    "tls": ("The certificate or the TLS handshake failed", "证书或 TLS 握手失败"),
    "redirect": ("A redirect loop, or too many redirects", "重定向循环或次数过多"),
    "empty": ("Nothing in it", "内容为空"),
    "not_text": ("Not text in any known encoding", "不是任何已知编码的文本"),
    "error_page": ("An error page", "错误页面"),
    "login_wall": ("A login page", "登录页面"),
    "captcha": ("A captcha or anti-robot page", "验证码或反爬页面"),
    "list_page": ("A list or index page", "列表或索引页面"),
    "no_body": ("No article text found", "未找到正文"),
    "broken": ("Broken beyond reading", "损坏，无法读取"),
    "takedown": ("Removed on request", "应要求删除"),
    "source_file": ("A site file with a wrong key or value", "站点文件的键或值有误"),
    "warehouse": ("The warehouse refused the operation", "数据仓库拒绝此操作"),
}


class YuanjiangError(Exception):
    """Base of all errors that this project raises on purpose."""

    default_reason = "broken"

    def __init__(
        self, message: str, *, where: str = "", advice: str = "", reason: str | None = None
    ) -> None:
        self.reason = reason or self.default_reason
        self.where = where
        self.advice = advice
        self.message = message
        super().__init__(
            ": ".join(filter(None, (where, message))) + (f" ({advice})" if advice else "")
        )


class TransientError(YuanjiangError):
    """Trying again may help."""


class TimedOut(TransientError):
    default_reason = "timeout"


class ConnectionFailed(TransientError):
    default_reason = "connection"


class ServerBusy(TransientError):
    """429 or 503; `retry_after` is in seconds, None where the server named none."""

    default_reason = "server_busy"
    retry_after: float | None = None


class ServerFailed(TransientError):
    default_reason = "server_error"


class LeftAlone(TransientError):
    """The page was not asked for, so nothing is known against it."""

    default_reason = "left_alone"


class LockHeld(TransientError):
    default_reason = "locked"


class TerminalError(YuanjiangError):
    """Trying again will not help."""


class Gone(TerminalError):
    default_reason = "gone"


class Refused(TerminalError):
    default_reason = "forbidden"


class TooLarge(TerminalError):
    default_reason = "too_large"


class BadRedirect(TerminalError):
    default_reason = "redirect"


class NotAnArticle(TerminalError):
    default_reason = "no_body"


class BrokenInput(TerminalError):
    default_reason = "not_text"


class SourceFileError(TerminalError):
    default_reason = "source_file"


class WarehouseError(TerminalError):
    default_reason = "warehouse"
