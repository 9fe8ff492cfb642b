"""What everybody reads."""

import pytest

from tests.newsroom.conftest import PICTURE_WORDS, TITLE, WORDS, a_picture
from thidua.newsroom import actions
from thidua.newsroom.queries import interleave


def test_an_empty_front_page_says_what_to_do_next(client, world):
    page = client.get("/").content.decode()
    assert "Chưa có tin nào được đăng" in page
    assert "Cụm thi đua thử" in page
    assert "Sở Minh họa A" in page


def test_the_front_page_shows_the_newest_with_lead_and_day(client, article):
    page = client.get("/").content.decode()
    assert TITLE in page
    assert "15:00 17/11/2017" in page
    assert "cờ luân lưu" in page


def test_the_article_has_its_anatomy(client, world, draft):
    for number in range(3):
        words = {**PICTURE_WORDS, "caption": f"Ảnh số {number}"}
        actions.add_picture(world.actor("editor"), draft, a_picture(name=f"{number}.jpg"), **words)
    actions.publish(world.actor("editor", "2017-11-17", 15), draft)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert page.count("<h1") == 1
    assert f"<h1>{TITLE}</h1>" in page
    assert '<time datetime="2017-11-17T15:00:00+07:00">' in page
    assert page.count("<figcaption>") == 3
    assert page.count('loading="lazy"') == 2
    assert page.count('width="1200" height="800"') == 3
    assert "&lt;b&gt;không phải thẻ&lt;/b&gt;" in page
    assert "dữ liệu minh hoạ" in page
    assert '<p class="byline">Người Viết</p>' in page
    assert "Để lại ý kiến của bạn" in page
    assert "Email của bạn sẽ không được hiển thị công khai" in page
    assert "http://testserver" + draft.get_absolute_url() in page


def test_drafts_do_not_exist_for_readers(client, world, draft):
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert TITLE not in client.get("/").content.decode()
    assert TITLE not in client.get("/tin/atom.xml").content.decode()
    assert world.client("editor").get(f"/ban-tin/{draft.pk}/xem-truoc/").status_code == 200


def test_a_withdrawn_article_says_so_with_410(client, world, article):
    actions.withdraw(world.actor("editor", "2017-11-19"), article, reason="Sai số liệu")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "Sai số liệu" in response.content.decode()
    assert "Đoạn thứ hai" not in response.content.decode()


@pytest.mark.parametrize("words", ["cờ luân lưu", "CO LUAN LUU", "luân  đoạn"])
def test_search_needs_no_accents(client, article, words):
    assert TITLE in client.get("/tin/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["bong da", "50%", "_"])
def test_search_says_when_nothing_is_found(client, article, words):
    page = client.get("/tin/", {"q": words}).content.decode()
    assert "Không có tin nào khớp" in page
    assert TITLE not in page


def test_the_archive_is_by_year(client, article):
    assert TITLE in client.get("/tin/", {"nam": "2017"}).content.decode()
    assert TITLE not in client.get("/tin/", {"nam": "2016"}).content.decode()
    for odd in ("0000", "20x7", "99999", "-1", "²017"):
        assert client.get("/tin/", {"nam": odd, "trang": "x"}).status_code == 200


def test_previous_and_next(client, world, article):
    later = actions.save_article(world.actor("editor"), **{**WORDS, "title": "Tin về sau của cụm"})
    actions.publish(world.actor("editor", "2017-12-05"), later)
    assert 'rel="next"' in client.get(article.get_absolute_url()).content.decode()
    assert 'rel="prev"' in client.get(later.get_absolute_url()).content.decode()


def test_the_feed_is_atom_with_escaped_leads(client, article):
    response = client.get("/tin/atom.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = response.content.decode()
    assert "http://www.w3.org/2005/Atom" in feed
    assert article.get_absolute_url() in feed


def test_pages_are_cached_for_a_minute_and_by_all_only_when_the_same_for_all(client, world, article):
    for address in ("/", "/tin/", article.get_absolute_url()):
        first = client.get(address)
        assert "max-age=60" in first["Cache-Control"]
        assert "Cookie" in first["Vary"]
        if "csrftoken" in first.cookies:
            assert "private" in first["Cache-Control"]
        signed_in = world.client("head_a").get(address)
        assert "public" not in signed_in["Cache-Control"]


def test_queries_do_not_grow_with_articles_or_comments(client, world, article, django_assert_max_num_queries):
    editor = world.actor("editor", "2017-11-20")
    for number in range(8):
        other = actions.save_article(
            editor, cluster_year=world.year, **{**WORDS, "title": f"Tin số {number}"}
        )
        actions.add_picture(editor, other, a_picture((60, 40)), **PICTURE_WORDS)
        actions.publish(editor, other)
        comment = actions.send_comment(
            article=article, author_name="An", email="an@example.vn", text=f"Ý kiến {number}", at=editor.at
        )
        actions.approve(editor, comment)
    for address, most in (("/", 4), ("/tin/", 5), (article.get_absolute_url(), 6), ("/tin/atom.xml", 3)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_pictures_are_spread_over_the_paragraphs():
    blocks = interleave(["a", "b", "c", "d", "e", "f"], ["P", "Q", "R"])
    assert "".join(str(block.picture or block.paragraph) for block in blocks) == "PabQcdRef"
    blocks = interleave(["a"], ["P", "Q"])
    assert "".join(str(block.picture or block.paragraph) for block in blocks) == "PaQ"
    assert interleave(["a"], [])[0].paragraph == "a"
