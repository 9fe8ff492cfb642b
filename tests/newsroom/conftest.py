"""News in the field's words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thidua.newsroom import actions, spam

TITLE = "Cụm thi đua thử tổng kết công tác năm 2017"
WORDS = {
    "title": TITLE,
    "lead": "Sáng 17/11/2017, cụm họp tổng kết và bàn giao cờ luân lưu.",
    "body": "Đoạn thứ nhất <b>không phải thẻ</b>.\n\nĐoạn thứ hai.\n\nĐoạn thứ ba.",
    "byline": "Người Viết",
    "source": "Văn phòng cụm",
}
PICTURE_WORDS = {"caption": "Quang cảnh hội nghị", "alt": "Hội trường có các hàng ghế", "credit": "Ảnh thử"}


@pytest.fixture(autouse=True)
def files_in_a_folder_of_its_own(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path


def a_picture(size=(1200, 800), kind="JPEG", name="anh.jpg", **options) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", size, (170, 34, 40)).save(buffer, kind, **options)
    return SimpleUploadedFile(name, buffer.getvalue())


@pytest.fixture
def draft(world):
    """An article nobody but the editor has seen."""
    return actions.save_article(world.actor("editor", "2017-11-17"), cluster_year=world.year, **WORDS)


@pytest.fixture
def article(world, draft):
    """The published article, without pictures."""
    return actions.publish(world.actor("editor", "2017-11-17", 15), draft)


@pytest.fixture
def patient_token(monkeypatch):
    """A person's pace: the form was shown long enough ago."""
    monkeypatch.setattr(spam, "QUICKEST", -1)


@pytest.fixture
def held(world, article):
    """A comment that waits for the editor."""
    return actions.send_comment(
        article=article,
        author_name="Bạn đọc Thử",
        email="ban-doc@example.vn",
        text="Bài viết rất có ích.",
        at=world.actor("editor", "2017-11-18").at,
    )
