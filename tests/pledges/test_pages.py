"""The pages of pact and registrations: what each reader is offered, and what they cost."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pledges.conftest import agree
from thidua.clusters.models import Membership, Unit, UnitKind
from thidua.core.timetable import Stage
from thidua.pledges import actions
from thidua.pledges.freeze import figures_of
from thidua.pledges.models import Pact, Signature


def test_an_empty_pact_says_what_to_do_next(world):
    drafting = world.client("secretary").get(world.year.url("pact")).text
    assert "Soạn nội dung" in drafting
    assert "Thêm chỉ tiêu" in drafting
    reading = world.client("specialist_b").get(world.year.url("pact")).text
    assert "Thư ký cụm đang soạn" in reading
    assert world.client("specialist_b").get(world.year.url("edit_pact")).status_code == 403


def test_the_secretary_drafts_text_and_targets_through_the_pages(world):
    client = world.client("secretary")
    assert client.post(world.year.url("edit_pact"), {"text": "Giao ước", "version": 0}).status_code == 302
    typed = {"name": "Lượt khách", "field": "tourism", "measure": "lượt", "direction": "tang", "position": 1}
    assert client.post(world.year.url("add_target"), typed).status_code == 302
    edit = world.year.url("edit_target", "luot-khach")
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**typed, "measure": "lượt khách", "version": 1}).status_code == 302
    page = client.get(world.year.url("pact")).text
    assert "lượt khách" in page
    assert client.post(world.year.url("remove_target", "luot-khach")).status_code == 302


def test_a_stale_text_is_shown_beside_what_is_stored_now(drafted):
    actions.save_pact(drafted.actor("head_a"), drafted.year, text="Bản của cụm trưởng")
    client = drafted.client("secretary")
    page = client.post(drafted.year.url("edit_pact"), {"text": "Bản của thư ký", "version": 1})
    assert "Bản của cụm trưởng" in page.text
    assert "Bản của thư ký" in page.text
    assert 'name="version" value="2"' in page.text
    client.post(drafted.year.url("edit_pact"), {"text": "Bản của thư ký", "version": 2})
    assert Pact.objects.get().text == "Bản của thư ký"


def test_figures_are_typed_the_vietnamese_way(drafted):
    client = drafted.client("specialist_b")
    address = drafted.year.url("agree_figures", "so-b")
    version = client.get(address).context["version"]
    typed = {"figure-huy-chuong": "1.440", "figure-gia-dinh-van-hoa": "95,5", "version": version}
    assert client.post(address, typed).status_code == 302
    assert figures_of(drafted.year, drafted.units["b"]) == {
        "huy-chuong": Decimal(1440),
        "gia-dinh-van-hoa": Decimal("95.5"),
    }
    page = client.get(address).text
    assert 'value="1.440"' in page
    assert 'value="95,5"' in page


def test_a_wrong_figure_is_kept_and_explained_at_its_target(drafted):
    client = drafted.client("specialist_b")
    address = drafted.year.url("agree_figures", "so-b")
    version = client.get(address).context["version"]
    page = client.post(
        address, {"figure-huy-chuong": "nhiều", "figure-gia-dinh-van-hoa": "105", "version": version}
    )
    assert "không phải là số" in page.text
    page = client.post(
        address, {"figure-huy-chuong": "10", "figure-gia-dinh-van-hoa": "105", "version": version}
    )
    assert "không vượt quá 100" in page.text
    assert 'value="105"' in page.text
    assert figures_of(drafted.year, drafted.units["b"]) == {}


def test_another_units_figures_are_closed_to_a_member(drafted):
    client = drafted.client("specialist_b")
    assert client.get(drafted.year.url("agree_figures", "so-c")).status_code == 403
    assert client.get(drafted.year.url("agree_figures", "so-ngoai")).status_code == 404
    assert drafted.client("secretary").get(drafted.year.url("agree_figures", "so-c")).status_code == 200


def test_a_head_reads_text_and_figures_and_signs(drafted):
    drafted.at(Stage.PLEDGING)
    agree(drafted, "b")
    client = drafted.client("head_b")
    assert drafted.year.url("sign_pact") in client.get(drafted.year.url("pact")).text
    page = client.get(drafted.year.url("sign_pact"))
    assert "Hoàn thành mọi chỉ tiêu" in page.text
    assert "88,5" in page.text
    seen = {"version": 1, "figures_version": page.context["figures_version"]}
    agree(drafted, "b", medals="1")
    refused = client.post(drafted.year.url("sign_pact"), seen)
    assert "chưa ký" in refused.text
    seen["figures_version"] = refused.context["figures_version"]
    assert client.post(drafted.year.url("sign_pact"), seen).status_code == 302
    again = client.post(drafted.year.url("sign_pact"), seen)
    assert again.status_code == 409
    assert Signature.objects.count() == 1


def test_a_sign_page_without_versions_signs_nothing(drafted):
    drafted.at(Stage.PLEDGING)
    agree(drafted, "b")
    drafted.client("head_b").post(drafted.year.url("sign_pact"))
    assert not Signature.objects.exists()


def test_who_has_signed_is_seen_by_all(a_signed_unit):
    for name in ("specialist_c", "authority", "inspector"):
        page = a_signed_unit.client(name).get(a_signed_unit.year.url("pact")).text
        assert "Người head_b, Lãnh đạo đơn vị" in page
        assert "09:00 20/03/2017" in page
    assert a_signed_unit.client("stranger").get(a_signed_unit.year.url("pact")).status_code == 403


def test_after_a_signature_drafting_is_offered_no_more_but_reopening_to_the_chair(a_signed_unit):
    address = a_signed_unit.year.url("pact")
    drafting = a_signed_unit.client("secretary").get(address).text
    assert "Sửa nội dung" not in drafting
    assert "cụm trưởng có thể mở lại" in drafting
    client = a_signed_unit.client("head_a")
    assert a_signed_unit.year.url("reopen_pact") in client.get(address).text
    assert client.post(a_signed_unit.year.url("reopen_pact"), {"reason": "Sửa"}).status_code == 302
    assert not Signature.objects.exists()


def test_a_specialist_registers_changes_and_withdraws(world):
    client = world.client("specialist_b")
    address = world.year.url("register_titles", "so-b")
    typed = {"award": "giay_khen", "quantity": "4", "note": ""}
    assert client.post(address, typed).status_code == 302
    assert "Hãy bấm Sửa" in client.post(address, typed).text
    assert client.post(f"{address}?sua=giay_khen", {**typed, "quantity": "6"}).status_code == 302
    table = world.client("head_c").get(world.year.url("registrations")).text
    assert "Giấy khen" in table
    assert ">6<" in table
    withdraw = world.year.url("withdraw_registration", "so-b", "giay_khen")
    assert world.client("specialist_c").post(withdraw).status_code == 403
    assert client.post(withdraw).status_code == 302
    assert not world.year.registrations.exists()


def test_another_units_registrations_are_read_but_not_written(world):
    address = world.year.url("register_titles", "so-b")
    client = world.client("specialist_c")
    assert "Lưu đăng ký" not in client.get(address).text
    assert client.post(address, {"award": "giay_khen", "quantity": "1"}).status_code == 403
    assert not world.year.registrations.exists()


def test_queries_do_not_grow_with_units(drafted):
    def count():
        drafted.at(Stage.PLEDGING)
        for code, unit in drafted.units.items():
            importer = drafted.actor("secretary")
            importer = type(importer)(importer.user, importer.at, for_all_units=True)
            actions.agree_figures(
                importer,
                drafted.year,
                unit,
                {"huy-chuong": Decimal(1), "gia-dinh-van-hoa": Decimal(2)},
            )
            actions.sign_pact(importer, drafted.year, unit, signer_name=code)
            actions.register(importer, drafted.year, unit, award="giay_khen")
        client = drafted.client("specialist_b")
        counts = []
        for page in ("pact", "registrations"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(drafted.year.url(page)).status_code == 200
            counts.append(len(queries))
        return counts

    with_three = count()
    for number in range(6):
        unit = Unit.objects.create(
            code=f"them-{number}", kind=UnitKind.DEPARTMENT, name=f"Sở {number}", short_name=f"S{number}"
        )
        Membership.objects.create(cluster_year=drafted.year, unit=unit, position=10 + number)
        drafted.units[unit.code] = unit
    assert count() == with_three
    assert max(with_three) <= 14
