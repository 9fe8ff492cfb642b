"""The editor's desk."""

import pytest

from tests.newsroom.conftest import TITLE, WORDS, a_picture
from thidua.clusters.models import Unit
from thidua.core.timetable import Stage
from thidua.newsroom.models import Article, ArticleState
from thidua.review.models import HandOver, Meeting, MeetingKind


@pytest.mark.parametrize(
    "name", ["specialist_a", "head_a", "secretary", "authority", "inspector", "operator"]
)
def test_the_desk_is_for_editors(world, draft, name):
    browser = world.client(name)
    year = f"/cum/cum-thu/{world.year.year}/soan-tin/"
    for address in ("/ban-tin/", "/ban-tin/soan/", "/ban-tin/y-kien/", f"/ban-tin/{draft.pk}/", year):
        assert browser.get(address).status_code == 403
    assert browser.post(f"/ban-tin/{draft.pk}/dang/").status_code == 403
    assert browser.get("/").content.decode().count("Bàn biên tập") == 0


def test_from_nothing_to_the_public_page(world, client):
    browser = world.client("editor")
    response = browser.post("/ban-tin/soan/", {**WORDS, "cluster_year": world.year.pk})
    article = Article.objects.get()
    assert response["Location"] == f"/ban-tin/{article.pk}/"
    browser.post(
        f"/ban-tin/{article.pk}/anh/", {"file": a_picture(), "caption": "Hội trường", "alt": "Hàng ghế"}
    )
    assert article.pictures.get().position == 1
    browser.post(f"/ban-tin/{article.pk}/dang/")
    page = client.get(article.get_absolute_url())
    assert "Hội trường" in page.content.decode()
    assert "Bài viết" in browser.get("/ban-tin/?tinh-trang=published").content.decode()


def test_two_editors_and_nothing_typed_is_lost(world, draft):
    browser = world.client("editor")
    address = f"/ban-tin/{draft.pk}/"
    browser.post(address, {**WORDS, "lead": "Của người kia.", "version": 1})
    response = browser.post(address, {**WORDS, "lead": "Của tôi.", "version": 1})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Người editor đã lưu lúc" in page
    assert "Của tôi." in page
    assert "Của người kia." in page
    assert 'name="version" value="2"' in page
    browser.post(address, {**WORDS, "lead": "Của tôi.", "version": 2})
    draft.refresh_from_db()
    assert draft.lead == "Của tôi."


def test_a_form_without_a_version_is_stale(world, draft):
    page = world.client("editor").post(f"/ban-tin/{draft.pk}/", {**WORDS, "lead": "Khác."})
    assert "đã lưu lúc" in page.content.decode()


def test_withdrawing_from_the_desk(world, article):
    browser = world.client("editor")
    address = f"/ban-tin/{article.pk}/go/"
    assert browser.post(address, {"reason": ""}).status_code == 200
    browser.post(address, {"reason": "Sai tên người"})
    article.refresh_from_db()
    assert article.state == ArticleState.WITHDRAWN
    assert "Sai tên người" in browser.get(f"/ban-tin/{article.pk}/").content.decode()


def test_pictures_are_captioned_moved_and_removed(world, draft):
    browser = world.client("editor")
    wrong = browser.post(
        f"/ban-tin/{draft.pk}/anh/", {"file": a_picture(), "caption": "Chú thích đã gõ", "alt": ""}
    )
    assert "Chú thích đã gõ" in wrong.content.decode()
    browser.post(f"/ban-tin/{draft.pk}/anh/", {"file": a_picture(), "caption": "Cũ", "alt": "Tả"})
    picture = draft.pictures.get()
    browser.post(f"/ban-tin/anh/{picture.pk}/", {"caption": "Mới", "alt": "Tả", "position": "5"})
    picture.refresh_from_db()
    assert (picture.caption, picture.position) == ("Mới", 5)
    browser.post(f"/ban-tin/anh/{picture.pk}/bo/")
    assert not draft.pictures.exists()


def test_a_year_that_knows_nothing_still_gives_a_draft(world):
    page = world.client("editor").get(world.year.url("draft_article")).content.decode()
    assert TITLE in page
    assert "huy chương" not in page.split("<form", 2)[-1].split("</textarea>")[1]


def test_a_year_that_has_met_and_handed_over_says_so(world):
    year = world.at(Stage.HAND_OVER)
    Meeting.objects.create(
        cluster_year=year,
        kind=MeetingKind.YEAREND,
        held_on="2017-11-17",
        place="Hội trường tỉnh",
        presided_by="Người head_a",
        directed_by="Đại diện Bộ",
    )
    following = type(year).objects.create(cluster=year.cluster, year=2018, chair=world.units["b"])
    HandOver.objects.create(
        cluster_year=year,
        next_year=following,
        from_unit=world.units["a"],
        to_unit=Unit.objects.get(pk=world.units["b"].pk),
        handed_on="2017-12-05",
    )
    browser = world.client("editor")
    address = year.url("draft_article")
    page = browser.get(address).content.decode()
    for words in ("17/11/2017", "Hội trường tỉnh", "Người head_a", "Đại diện Bộ", "cụm trưởng năm 2018"):
        assert words in page
    browser.post(address, {**WORDS, "cluster_year": year.pk})
    assert Article.objects.get().cluster_year == year
    assert Article.objects.get().state == ArticleState.DRAFT


def test_the_desk_asks_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    from thidua.newsroom import actions

    for number in range(9):
        actions.save_article(world.actor("editor"), **{**WORDS, "title": f"Tin số {number}"})
    browser = world.client("editor")
    with django_assert_max_num_queries(8):
        assert browser.get("/ban-tin/").status_code == 200
