"""A competent person's decision on a condition is written down with its paper, and settles the verdict."""

from datetime import date

import pytest

from tests.eligibility.people import DAY, a_subject, a_well_known_person, graded
from thidua.core.faults import NotPermitted, Refused
from thidua.core.law.explain import explain
from thidua.core.law.facts import SubjectKind
from thidua.core.law.pack import Judged, Readings, leaves
from thidua.eligibility import actions
from thidua.eligibility.conditions import walk
from thidua.eligibility.law_in_force import law_on
from thidua.journal.models import Entry
from thidua.subjects.models import YearFact
from thidua.subjects.queries import history

ON = date(2025, 12, 31)
WHEN = "2025-12-31"


@pytest.fixture
def person(world):
    return a_subject(world, "b-01", graded([2025]))


def verdict(subject, award):
    return explain(history(subject, ON), award, ON, law_on(ON).pack).verdict


def address(subject, award="giay_khen", condition="GK-01"):
    return f"/doi-tuong/{subject.pk}/du-dieu-kien/{award}/ket-luan/{condition}/?ngay={DAY}"


def decide(world, subject, who="head_b", award="giay_khen", condition="GK-01", is_met=True, ref="BB 1/HĐ"):
    actions.decide_condition(
        world.actor(who, WHEN), subject, award, law_on(ON), condition, is_met=is_met, ref=ref
    )


@pytest.fixture
def at_year_end(settings):
    settings.TODAY = ON


def test_a_decision_is_a_fact_of_the_year_and_settles_the_verdict(world, person):
    assert verdict(person, "giay_khen") == "undetermined"
    decide(world, person)
    assert verdict(person, "giay_khen") == "eligible"
    fact = YearFact.objects.get(kind="judged")
    assert (fact.year, fact.value, fact.ref) == (2025, "GK-01:true", "BB 1/HĐ")
    assert Entry.objects.filter(action="record_facts", subject_id=str(person.pk)).exists()


def test_another_decision_strikes_the_one_before_which_stays_to_be_seen(world, person):
    decide(world, person)
    decide(world, person, is_met=False, ref="BB 2/HĐ")
    assert verdict(person, "giay_khen") == "not_eligible"
    first, second = YearFact.objects.filter(kind="judged").order_by("pk")
    assert first.is_struck
    assert "BB 2/HĐ" in first.strike_reason
    assert not second.is_struck
    with pytest.raises(Refused, match="không có gì thay đổi"):
        decide(world, person, is_met=False, ref="BB 2/HĐ")


def test_it_needs_a_paper_and_a_condition_a_person_decides(world, person):
    with pytest.raises(Refused, match="căn cứ"):
        decide(world, person, ref="  ")
    with pytest.raises(Refused, match="không do người kết luận"):
        decide(world, person, award="chien_si_thi_dua_bo_tinh", condition="CSTDB-01")
    with pytest.raises(Refused, match="không do người kết luận"):
        decide(world, person, condition="KHONG-CO")
    assert not YearFact.objects.filter(kind="judged").exists()


@pytest.mark.parametrize("who", ["head_a", "inspector", "operator", "stranger"])
def test_only_those_who_write_of_the_subject_decide(world, person, who):
    with pytest.raises(NotPermitted):
        decide(world, person, who=who)
    assert world.client(who).get(address(person)).status_code in (403, 404)
    assert world.client(who).post(address(person), {"is_met": "true", "ref": "x"}).status_code in (403, 404)


def test_the_form_tells_the_condition_and_its_source_and_leads_back(world, person, at_year_end):
    client = world.client("specialist_b")
    text = client.get(address(person)).content.decode()
    assert "Đạt tiêu chuẩn giấy khen do Bộ, ban, ngành, tỉnh quy định" in text
    assert "khoản 2 Điều 75 Luật số 06/2022/QH15" in text
    response = client.post(address(person), {"is_met": "true", "ref": "BB 1/HĐ"})
    assert response["Location"].startswith(f"/doi-tuong/{person.pk}/du-dieu-kien/giay_khen/?ngay=")
    assert response["Location"].endswith("#GK-01")
    again = client.get(address(person)).content.decode()
    assert "Kết luận đang có do Người specialist_b ghi" in again
    assert 'value="BB 1/HĐ"' in again


def test_what_is_wrong_is_told_and_what_was_typed_stays(world, person, at_year_end):
    client = world.client("head_b")
    text = client.post(address(person), {"ref": "BB 1/HĐ"}).content.decode()
    assert "Cần sửa trước khi lưu" in text
    assert 'value="BB 1/HĐ"' in text
    text = client.post(address(person), {"is_met": "true", "ref": ""}).content.decode()
    assert "Cần sửa trước khi lưu" in text
    assert not YearFact.objects.filter(kind="judged").exists()


def test_the_tree_offers_a_decision_to_writers_and_tells_readers_to_wait(world, person):
    place = f"/doi-tuong/{person.pk}/du-dieu-kien/giay_khen/"
    offered = world.client("head_b").get(place, {"ngay": DAY}).content.decode()
    assert "/ket-luan/GK-01/" in offered
    read = world.client("inspector").get(place, {"ngay": DAY}).content.decode()
    assert "/ket-luan/" not in read
    assert "Chờ người có thẩm quyền kết luận." in read


def a_text_of_several_readings():
    """An award for persons with a text of several readings, and a leaf inside it."""
    pack = law_on(ON).pack
    for award in pack.awards.values():
        for condition in (
            walk(award.standards[SubjectKind.PERSON]) if SubjectKind.PERSON in award.standards else ()
        ):
            if isinstance(condition, Readings):
                for leaf in leaves(condition):
                    if not isinstance(leaf.predicate, Judged):
                        return award.code, condition.id, leaf.id
    raise AssertionError("no such text")


def test_parts_of_a_text_of_several_readings_are_not_decided_one_by_one(world):
    award, whole, part = a_text_of_several_readings()
    person = a_well_known_person(world)
    place = f"/doi-tuong/{person.pk}/du-dieu-kien/{award}/"
    text = world.client("head_b").get(place, {"ngay": DAY}).content.decode()
    assert f"/ket-luan/{whole}/" in text
    assert f"/ket-luan/{part}/" not in text
    assert world.client("head_b").get(address(person, award, whole)).status_code == 200
    assert world.client("head_b").get(address(person, award, part)).status_code == 404


def test_a_yes_on_a_doubtful_question_is_kept_and_the_verdict_stays_open(world, at_year_end):
    commune = a_subject(world, "b-xa", kind="collective")
    place = address(commune, "xa_phuong_tieu_bieu", "XTB-01")
    text = world.client("head_b").get(place).content.decode()
    assert "kết quả vẫn để người quyết định" in text
