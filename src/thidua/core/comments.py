"""What a reader's comment must be to reach the editors."""

from __future__ import annotations

import re
from datetime import timedelta

from .faults import Fault, gettext_noop

MAX_LENGTH = 3000
MAX_NAME = 80
MAX_LINKS = 1
# How many comments one sender may leave in how long.
MAX_IN_A_WHILE = 5
A_WHILE = timedelta(hours=1)

_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


def links_in(text: str) -> int:
    """Count the web links in ``text``."""
    return len(_LINK.findall(text))


def comment_faults(author_name: str, text: str) -> list[Fault]:
    """Return what is wrong with a comment's name and text, by form field; empty when nothing is."""
    faults = []
    if not text.strip():
        faults.append(Fault(gettext_noop("Hãy viết nội dung ý kiến."), place="text"))
    if len(text) > MAX_LENGTH:
        faults.append(
            Fault(
                gettext_noop("Ý kiến dài %(length)s ký tự, quá %(limit)s ký tự."),
                gettext_noop("Hãy rút gọn, hoặc gửi làm hai ý kiến."),
                "text",
                {"length": len(text), "limit": MAX_LENGTH},
            )
        )
    if links_in(text) > MAX_LINKS:
        faults.append(
            Fault(
                gettext_noop("Ý kiến có quá nhiều đường dẫn."),
                gettext_noop("Hãy giữ lại nhiều nhất %(limit)s đường dẫn."),
                "text",
                {"limit": MAX_LINKS},
            )
        )
    if not author_name.strip():
        faults.append(Fault(gettext_noop("Hãy ghi họ tên."), place="author_name"))
    if len(author_name) > MAX_NAME or links_in(author_name):
        faults.append(
            Fault(
                gettext_noop("Họ tên quá dài hoặc có đường dẫn."),
                gettext_noop("Hãy ghi họ tên thường dùng."),
                place="author_name",
            )
        )
    return faults
