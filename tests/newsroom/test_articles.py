"""The editor writes, publishes, corrects and withdraws."""

from dataclasses import replace

import pytest

from tests.newsroom.conftest import TITLE, WORDS
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.journal.models import Entry
from thidua.newsroom import actions
from thidua.newsroom.models import Article, ArticleState


def test_only_an_editor_writes_news(world):
    for name in ("specialist_a", "head_a", "secretary", "authority", "inspector", "operator"):
        with pytest.raises(NotPermitted):
            actions.save_article(world.actor(name), **WORDS)


def test_a_draft_gets_an_address_and_a_search_text_without_accents(draft):
    assert draft.slug == "cum-thi-dua-thu-tong-ket-cong-tac-nam-2017"
    assert "co luan luu" in draft.search_text
    assert draft.state == ArticleState.DRAFT


def test_every_missing_part_is_named(world):
    with pytest.raises(Refused) as refusal:
        actions.save_article(world.actor("editor"), title=" ", lead="", body="\n\n", byline="")
    assert {fault.place for fault in refusal.value.faults} == {"title", "lead", "body", "byline"}


def test_a_title_in_capitals_is_refused_because_the_page_makes_them(world):
    with pytest.raises(Refused) as refusal:
        actions.save_article(world.actor("editor"), **{**WORDS, "title": TITLE.upper()})
    assert refusal.value.faults[0].place == "title"


def test_a_form_sent_twice_makes_one_article(world, draft):
    with pytest.raises(Refused):
        actions.save_article(world.actor("editor"), cluster_year=world.year, **WORDS)
    assert Article.objects.count() == 1


def test_titles_that_differ_only_in_accents_get_addresses_of_their_own(world, draft):
    other = actions.save_article(world.actor("editor"), **{**WORDS, "title": TITLE.replace("năm", "nắm")})
    assert other.slug == f"{draft.slug}-2"


def test_an_older_form_is_stale_and_writes_nothing(world, draft):
    actions.save_article(
        world.actor("editor"), article=draft, cluster_year=world.year, version=1, **{**WORDS, "lead": "Mới."}
    )
    with pytest.raises(Stale):
        actions.save_article(
            world.actor("editor"), article=draft, cluster_year=world.year, version=1, **WORDS
        )
    draft.refresh_from_db()
    assert (draft.lead, draft.version) == ("Mới.", 2)


def test_a_correction_keeps_the_address_and_the_day_and_is_journalled(world, article):
    later = world.actor("editor", "2017-11-20")
    changed = actions.save_article(
        later, article=article, cluster_year=world.year, version=1, **{**WORDS, "title": "Tiêu đề đã sửa lại"}
    )
    assert changed.slug == article.slug
    assert changed.published_at == article.published_at
    entry = Entry.objects.filter(action="save_article").first()
    assert entry.before == {"title": TITLE}
    assert entry.after == {"title": "Tiêu đề đã sửa lại"}


def test_publishing_twice_is_refused_politely(world, article):
    with pytest.raises(Refused):
        actions.publish(world.actor("editor"), article)


def test_withdrawing_needs_a_reason_and_can_be_undone(world, article):
    with pytest.raises(Refused):
        actions.withdraw(world.actor("editor"), article, reason="  ")
    actions.withdraw(world.actor("editor", "2017-11-19"), article, reason="Sai số liệu")
    article.refresh_from_db()
    assert article.state == ArticleState.WITHDRAWN
    assert Entry.objects.get(action="withdraw").reason == "Sai số liệu"
    again = actions.publish(world.actor("editor", "2017-11-20"), article)
    assert again.published_at == article.published_at
    assert again.withdrawn_reason == ""


def test_a_draft_cannot_be_withdrawn(world, draft):
    with pytest.raises(Refused):
        actions.withdraw(world.actor("editor"), draft, reason="Nhầm")


def test_an_import_changes_the_article_of_that_title_and_year(world, article):
    importer = replace(world.actor("secretary"), for_all_units=True)
    changed = actions.save_article(importer, cluster_year=world.year, **{**WORDS, "lead": "Từ sổ Excel."})
    assert changed.pk == article.pk
    assert changed.lead == "Từ sổ Excel."
    assert actions.publish(importer, changed).published_at == article.published_at
