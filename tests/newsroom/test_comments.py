"""Readers' comments: held, moderated, never showing an e-mail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from thidua.accounts.roles import Role
from thidua.core.comments import MAX_IN_A_WHILE
from thidua.core.faults import NotPermitted, Refused
from thidua.journal.models import Entry
from thidua.newsroom import actions, queries, spam
from thidua.newsroom.models import Comment, CommentState


def _words(article, **changes):
    return {
        "text": "Bài viết rất có ích.",
        "author_name": "Bạn đọc Thử",
        "email": "ban-doc@example.vn",
        "consent": "on",
        "website": "",
        "token": spam.form_token(article.pk),
        **changes,
    }


def _address(article):
    return f"{article.get_absolute_url()}y-kien/"


def test_a_comment_is_held_and_the_reader_is_told(client, article, patient_token):
    response = client.post(_address(article), _words(article))
    assert response.status_code == 302
    assert "đang chờ duyệt" in client.get(response["Location"]).content.decode()
    assert Comment.objects.get().state == CommentState.HELD
    assert "Bạn đọc Thử" not in client.get(article.get_absolute_url()).content.decode()


def test_too_fast_is_answered_gently_and_the_words_stay(client, article):
    response = client.post(_address(article), _words(article))
    page = response.content.decode()
    assert response.status_code == 200
    assert "quá nhanh" in page
    assert "Bài viết rất có ích." in page
    assert not Comment.objects.exists()


def test_a_form_open_for_more_than_a_day_is_renewed_and_the_words_stay(client, article, monkeypatch):
    words = _words(article)
    monkeypatch.setattr(spam, "LONGEST", -1)
    page = client.post(_address(article), words).content.decode()
    assert "mở quá lâu" in page
    assert "Bài viết rất có ích." in page


@pytest.mark.parametrize("token", ["", "1:giả:mạo"])
def test_a_forged_token_is_refused(client, article, patient_token, token):
    assert client.post(_address(article), _words(article, token=token)).status_code == 200
    assert not Comment.objects.exists()


def test_the_decoy_catches_machines_and_is_emptied_for_people(client, article, patient_token):
    response = client.post(_address(article), _words(article, website="http://spam.example"))
    assert response.status_code == 200
    assert "spam.example" not in response.content.decode()
    assert not Comment.objects.exists()


def test_consent_is_needed(client, article, patient_token):
    words = _words(article)
    del words["consent"]
    assert "đánh dấu đồng ý" in client.post(_address(article), words).content.decode()


def test_a_double_is_refused_politely(client, article, patient_token):
    client.post(_address(article), _words(article))
    page = client.post(_address(article), _words(article)).content.decode()
    assert "đã được gửi trước đó" in page
    assert Comment.objects.count() == 1


def test_a_flood_from_one_address_is_slowed_and_the_address_is_not_kept(client, article, patient_token):
    for number in range(MAX_IN_A_WHILE):
        client.post(_address(article), _words(article, text=f"Ý kiến {number}"), REMOTE_ADDR="203.0.113.9")
    page = client.post(_address(article), _words(article, text="Thêm"), REMOTE_ADDR="203.0.113.9")
    assert "trong một giờ qua" in page.content.decode()
    other = client.post(_address(article), _words(article, text="Khác"), REMOTE_ADDR="203.0.113.10")
    assert other.status_code == 302
    assert not any("203.0.113" in str(row) for row in Comment.objects.values())


def test_an_hour_later_the_same_address_may_write_again(world, article):
    at = world.actor("editor", "2017-11-18").at
    common = {"article": article, "author_name": "An", "email": "an@example.vn", "sender": "dấu"}
    for number in range(MAX_IN_A_WHILE):
        actions.send_comment(text=f"Ý kiến {number}", at=at, **common)
    with pytest.raises(Refused):
        actions.send_comment(text="Thêm", at=at + timedelta(minutes=59), **common)
    actions.send_comment(text="Thêm", at=at + timedelta(minutes=61), **common)


def test_the_journal_knows_neither_name_nor_e_mail(held):
    entry = Entry.objects.get(action="send_comment")
    assert (entry.actor, entry.actor_name) == (None, "Bạn đọc")
    kept = f"{entry.subject} {entry.before} {entry.after} {entry.reason}"
    assert "Thử" not in kept
    assert "@" not in kept


def test_the_mark_of_an_address_changes_every_day(rf, world):
    request = rf.get("/", REMOTE_ADDR="203.0.113.9")
    first, second = (
        spam.sender_mark(request, world.actor("editor", day).today) for day in ("2017-11-18", "2017-11-19")
    )
    assert first != second
    assert "203" not in first


def test_an_approved_comment_shows_name_text_and_reply_but_never_the_e_mail(world, client, article, held):
    actions.approve(world.actor("editor"), held)
    actions.reply(world.actor("editor"), held, "Cảm ơn bạn.")
    for address in (
        article.get_absolute_url(),
        "/",
        "/tin/",
        "/tin/atom.xml",
        f"{_address(article)}cho-duyet/",
    ):
        assert "@example.vn" not in client.get(address).content.decode().replace("ten@example.vn", "")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Bạn đọc Thử" in page
    assert "Cảm ơn bạn." in page


def test_markup_in_a_comment_stays_text(world, client, article):
    comment = actions.send_comment(
        article=article,
        author_name="<b>An</b>",
        email="an@example.vn",
        text="<script>alert(1)</script>",
        at=world.actor("editor").at,
    )
    actions.approve(world.actor("editor"), comment)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<b>An" not in page


def test_only_editors_moderate(world, held):
    for act in (
        lambda actor: actions.approve(actor, held),
        lambda actor: actions.refuse(actor, held, reason="Không"),
        lambda actor: actions.reply(actor, held, "Vâng"),
    ):
        with pytest.raises(NotPermitted):
            act(world.actor("head_a"))


def test_refusing_needs_a_reason_and_takes_an_approved_comment_down(world, client, article, held):
    actions.approve(world.actor("editor"), held)
    with pytest.raises(Refused):
        actions.refuse(world.actor("editor"), held, reason="")
    actions.refuse(world.actor("editor"), held, reason="Nêu thông tin riêng")
    assert "Bạn đọc Thử" not in client.get(article.get_absolute_url()).content.decode()
    entry = Entry.objects.get(action="refuse")
    assert (entry.actor_name, entry.reason) == ("Người editor", "Nêu thông tin riêng")
    assert entry.before == {"state": "approved"}


def test_no_comment_on_what_is_not_published(world, client, draft, patient_token):
    assert client.post(_address(draft), _words(draft)).status_code == 404
    with pytest.raises(Refused):
        actions.send_comment(
            article=draft, author_name="An", email="an@example.vn", text="Hay", at=world.actor("editor").at
        )


def test_the_moderation_queue_decides_and_keeps_what_was_typed(world, held):
    browser = world.client("editor")
    queue = browser.get("/ban-tin/y-kien/").content.decode()
    assert "ban-doc@example.vn" in queue
    decide = f"/ban-tin/y-kien/{held.pk}/"
    refused = browser.post(decide, {"do": "refuse", "reason": " "})
    assert "Hãy ghi lý do" in refused.content.decode()
    browser.post(decide, {"do": "approve", "reply": "Cảm ơn bạn."})
    held.refresh_from_db()
    assert (held.state, held.reply) == (CommentState.APPROVED, "Cảm ơn bạn.")
    again = browser.post(decide, {"do": "approve", "reply": "Chữ vừa gõ"}).content.decode()
    assert "đã được duyệt" in again
    assert "Chữ vừa gõ" in again
    assert browser.post(decide, {"do": "khac"}).status_code == 400


def test_held_comments_lie_on_the_editors_desk_until_read(world, held):
    (owed,) = queries.owed_in_newsroom(world.year)
    assert (owed.role, dict(owed.params), owed.blocks) == (Role.EDITOR, {"count": 1}, False)
    actions.approve(world.actor("editor"), held)
    assert queries.owed_in_newsroom(world.year) == []


def test_an_import_finds_its_comment_again(world, held):
    importer = replace(world.actor("secretary"), for_all_units=True)
    again = actions.send_comment(
        article=held.article,
        author_name=held.author_name,
        email=held.email,
        text=held.text,
        at=held.received_at,
        recorded_by=importer,
    )
    assert again.pk == held.pk
    actions.approve(importer, again)
    assert actions.approve(importer, again).state == CommentState.APPROVED
