"""The law book: packs by period, an award's conditions with their sources, instruments, what changed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import leaves
from thidua.eligibility.citing import cited, place_words, short_title, text_of_pack
from thidua.eligibility.queries import book
from thidua.law.packs import load_packs, pack, with_overlay


def seen(world, place, who="editor", **asked):
    response = world.client(who).get(f"/luat/{place}", asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_packs_are_listed_by_period_with_the_one_in_force(world, settings):
    settings.TODAY = date(2025, 12, 31)
    text = seen(world, "")
    for one in load_packs().values():
        assert one.name.vi in text
        assert f'href="/luat/{one.id}/"' in text
    assert text.count("đang áp dụng") == 1
    assert "đang áp dụng" in text.split(pack("V2025").name.vi, 1)[1].split("</section>", 1)[0]
    assert "Bộ Văn hóa, Thể thao và Du lịch" in text
    assert 'href="/luat/so-sanh/V2025/V2026/"' in text
    assert "Hồ sơ nhận từ 01/07/2025 đến 30/09/2026." in text
    assert "Hồ sơ nhận từ 01/10/2026." in text


@pytest.mark.parametrize("name", list(load_packs()))
def test_every_pack_tells_all_its_awards_conditions_and_notes(world, name):
    one = pack(name)
    for kind in book.kinds_of(one):
        text = seen(world, f"{name}/", **{"doi-tuong": kind.value})
        for award in one.awards.values():
            if kind in award.standards:
                assert f'id="{award.code}"' in text
                for leaf in leaves(award.standards[kind]):
                    assert f'id="{leaf.id}"' in text, leaf.id
        for bar in one.bars:
            assert f'id="{bar.id}"' in text
    for note in one.notes:
        assert note.split("(")[0].split('"')[0][:60] in text.replace("&quot;", '"')


def test_an_award_tells_who_confers_money_steps_and_sources(world, settings):
    settings.TODAY = date(2025, 12, 31)
    text = seen(world, "V2025/", **{"doi-tuong": "person"})
    part = text.split('id="bang_khen_thu_tuong"', 1)[1].split("</section>", 1)[0]
    assert "Thủ tướng Chính phủ" in part
    assert "điểm b khoản 1 Điều 73 Luật số 06/2022/QH15" in part
    assert "3,5 lần mức lương cơ sở" in part
    assert "8.190.000 đồng" in part
    assert "Năm đang xét" in text


def test_an_organisations_own_figures_are_shown_on_its_pack_only(world):
    laid = with_overlay(pack("V2025"), "bo_vhttdl")
    own = {
        leaf.id
        for award in laid.awards.values()
        for standard in award.standards.values()
        for leaf in leaves(standard)
        if leaf.basis.file.startswith("bo_vhttdl")
    }
    assert own
    plain = seen(world, "V2025/") + seen(world, "V2025/", **{"doi-tuong": "collective"})
    shown = seen(world, "V2025/", to_chuc="bo_vhttdl") + seen(
        world, "V2025/", to_chuc="bo_vhttdl", **{"doi-tuong": "collective"}
    )
    assert "Kèm quy định riêng của Bộ Văn hóa" in shown
    assert all(f'id="{one}"' in shown for one in own)
    assert "Kèm quy định riêng" not in plain


def test_an_instrument_tells_every_line_that_cites_it_by_article(world):
    one = pack("V2025")
    text = seen(world, "V2025/van-ban/L2022/")
    assert "Luật số 06/2022/QH15" in text
    assert "điểm a khoản 1 Điều 22" in text
    lines = book.citings(one, one.instruments["L2022"])
    articles = [line.cited.basis.cite.article for line in lines]
    first = [
        int("".join(c for c in article if c.isdigit()) or 0)
        for article in (a.split(",")[0].split("-")[0] for a in articles)
    ]
    assert first == sorted(first)
    told = {line.id for line in lines if line.id}
    for award in one.awards.values():
        for standard in award.standards.values():
            assert {leaf.id for leaf in leaves(standard) if leaf.basis.cite.instrument == "L2022"} <= told


def test_every_line_of_every_pack_is_found_in_its_file(world):
    for one in load_packs().values():
        for award in one.awards.values():
            for standard in award.standards.values():
                for leaf in leaves(standard):
                    assert leaf.id in text_of_pack(leaf.basis.file, leaf.basis.line), leaf.id
        for bar in one.bars:
            assert bar.id in cited(bar.basis, one).own_text


def test_a_line_of_no_shipped_file_is_blank():
    assert text_of_pack("khong-co.yaml", 3) == ""
    assert text_of_pack("", 1) == ""
    assert text_of_pack("v2025.yaml", 0) == ""
    assert text_of_pack("v2025.yaml", 1_000_000) == ""


def test_instruments_are_called_by_kind_and_number():
    one = pack("V2025")
    assert short_title(one.instruments["ND152"]) == "Nghị định số 152/2025/NĐ-CP"
    assert short_title(one.instruments["L2022"]) == "Luật số 06/2022/QH15"
    leaf = next(leaf for leaf in leaves(one.awards["lao_dong_tien_tien"].standards[SubjectKind.PERSON]))
    assert place_words(leaf.basis.cite) == "điểm a khoản 1 Điều 24"


def test_the_ladder_is_drawn_for_each_kind(world):
    for kind in book.kinds_of(pack("V2025")):
        response = world.client("editor").get(f"/luat/V2025/bac-thang/{kind}/")
        assert response["Content-Type"] == "image/svg+xml"
        assert response.content.startswith(b"<svg") or b"<svg" in response.content[:200]
    assert world.client("editor").get("/luat/V2025/bac-thang/khong-co/").status_code == 404


def test_two_packs_are_set_side_by_side(world):
    text = seen(world, "so-sanh/V2025/V2026/")
    assert "Chiến sĩ thi đua cơ sở" in text
    assert "giữ nội dung, đổi căn cứ hoặc mức xác nhận" in text
    assert "Hai gói quy định giống nhau." in seen(world, "so-sanh/V2025/V2025/")


@pytest.mark.parametrize(
    "place", ["V1900/", "V2025/van-ban/KHONG/", "so-sanh/V2025/V1900/", "V1900/bac-thang/person/"]
)
def test_what_is_not_there_is_not_found(world, place):
    assert world.client("editor").get(f"/luat/{place}").status_code == 404


@pytest.mark.parametrize("place", ["", "V2025/", "V2025/van-ban/L2022/", "so-sanh/V2025/V2026/"])
def test_it_is_for_everybody_signed_in_and_asks_the_database_for_nobody_else(client, world, place):
    assert client.get(f"/luat/{place}").status_code == 302
    reader = world.client("stranger")
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(f"/luat/{place}").status_code == 200
    assert len(captured) <= 3
