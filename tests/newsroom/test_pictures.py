"""Pictures are redrawn from their pixels."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.newsroom.conftest import PICTURE_WORDS, a_picture
from thidua.core.faults import NotPermitted, Refused
from thidua.newsroom import actions, pictures
from thidua.newsroom.models import Picture


def _with_place() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh bí mật"
    exif.get_ifd(0x8825)[2] = (21.0, 18.0, 30.0)
    return a_picture(exif=exif)


def test_camera_and_place_do_not_survive(world, draft):
    upload = _with_place()
    assert b"Exif" in upload.read()
    picture = actions.add_picture(world.actor("editor"), draft, upload, **PICTURE_WORDS)
    for stored in (picture.file, picture.small):
        content = stored.read()
        assert b"Exif" not in content
        assert not Image.open(io.BytesIO(content)).getexif()


def test_a_large_picture_is_made_1600_wide_and_a_small_one_for_lists(world, draft):
    picture = actions.add_picture(world.actor("editor"), draft, a_picture((3200, 1600)), **PICTURE_WORDS)
    assert (picture.width, picture.height) == (1600, 800)
    assert Image.open(picture.file).size == (1600, 800)
    assert Image.open(picture.small).size == (640, 320)


@pytest.mark.parametrize(("kind", "name"), [("PNG", "anh.png"), ("WEBP", "anh.webp")])
def test_png_and_webp_become_jpeg(world, draft, kind, name):
    picture = actions.add_picture(
        world.actor("editor"), draft, a_picture(kind=kind, name=name), **PICTURE_WORDS
    )
    assert picture.file_name == "anh.jpg"
    assert Image.open(picture.file).format == "JPEG"


def test_transparency_becomes_white_paper(world, draft):
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(buffer, "PNG")
    upload = SimpleUploadedFile("trong.png", buffer.getvalue())
    picture = actions.add_picture(world.actor("editor"), draft, upload, **PICTURE_WORDS)
    assert Image.open(picture.file).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("anh.jpg", b"MZ khong phai anh"),
        SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0 cut short"),
        SimpleUploadedFile("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("anh.jpg", b""),
        SimpleUploadedFile("anh.webp", b"RIFF\x00\x00\x00\x00AVI LIST"),
    ],
    ids=["program", "cut", "svg", "empty", "video"],
)
def test_what_is_not_a_picture_is_refused_at_the_file(world, draft, upload):
    with pytest.raises(Refused) as refusal:
        actions.add_picture(world.actor("editor"), draft, upload, **PICTURE_WORDS)
    assert refusal.value.faults[0].place == "file"
    assert not Picture.objects.exists()


def test_a_picture_that_unfolds_into_too_many_points_is_refused(world, draft, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100 * 100)
    with pytest.raises(Refused):
        actions.add_picture(world.actor("editor"), draft, a_picture((101, 100)), **PICTURE_WORDS)


def test_caption_and_description_are_required(world, draft):
    with pytest.raises(Refused) as refusal:
        actions.add_picture(world.actor("editor"), draft, a_picture(), caption=" ", alt="")
    assert {fault.place for fault in refusal.value.faults} == {"caption", "alt"}


def test_removing_a_picture_removes_its_files(world, draft, django_capture_on_commit_callbacks):
    picture = actions.add_picture(world.actor("editor"), draft, a_picture(), **PICTURE_WORDS)
    storage, names = picture.file.storage, [picture.file.name, picture.small.name]
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_picture(world.actor("editor"), picture)
    assert not any(storage.exists(name) for name in names)


def test_an_import_replaces_the_picture_of_that_name(world, draft):
    importer = replace(world.actor("secretary"), for_all_units=True)
    for caption in ("Một", "Hai"):
        actions.add_picture(importer, draft, a_picture(), caption=caption, alt="Mô tả")
    assert [picture.caption for picture in draft.pictures.all()] == ["Hai"]


def test_nobody_else_adds_pictures(world, draft):
    with pytest.raises(NotPermitted):
        actions.add_picture(world.actor("head_a"), draft, a_picture(), **PICTURE_WORDS)


def test_pictures_of_a_draft_are_for_the_editor_only(world, draft, client):
    picture = actions.add_picture(world.actor("editor"), draft, a_picture(), **PICTURE_WORDS)
    address = picture.get_absolute_url()
    assert client.get(address).status_code == 404
    assert world.client("head_a").get(address).status_code == 404
    assert world.client("editor").get(address).status_code == 200
    actions.publish(world.actor("editor"), draft)
    for shown in (address, picture.small_url):
        response = client.get(shown)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert "public" in response["Cache-Control"]
