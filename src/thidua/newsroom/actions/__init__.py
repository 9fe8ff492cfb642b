"""The only writers of news: articles, their pictures, readers' comments."""

from .articles import publish, save_article, withdraw
from .comments import approve, refuse, reply, send_comment
from .pictures import add_picture, edit_picture, remove_picture

__all__ = [
    "add_picture",
    "approve",
    "edit_picture",
    "publish",
    "refuse",
    "remove_picture",
    "reply",
    "save_article",
    "send_comment",
    "withdraw",
]
