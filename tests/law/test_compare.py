"""Two packs held against each other: what was added, dropped, says something else, stands elsewhere."""

from dataclasses import replace

import pytest

from tests.law.books import books
from thidua.core.law.compare import AwardChange, Change, compare
from thidua.core.law.compare_conditions import Role, compare_standards
from thidua.core.law.compare_lines import Part
from thidua.core.law.compare_words import MOST_LISTED, told
from thidua.core.law.facts import Grade, SubjectKind
from thidua.core.law.pack import (
    AllOf,
    AnyOf,
    AtLeast,
    Basis,
    Citation,
    Confirmation,
    Count,
    GradeMark,
    Held,
    Judged,
    Leaf,
    NoneOf,
    Readings,
    Run,
)
from thidua.core.law.words import put
from thidua.law import packs

EARLIER, LATER = books()
GOOD = (GradeMark(Grade.TOT),)


@pytest.fixture(scope="module")
def both():
    return compare(EARLIER, LATER)


def of(comparison, code: str) -> AwardChange:
    return next(award for award in comparison.awards if award.new.code == code)


def line(changes, id_: str, part: Part = Part.CONDITION) -> Change:
    return next(change for change in changes if change.key.part is part and change.key.id == id_)


def leaf(id_: str, predicate=None) -> Leaf:
    asked = predicate or Held(f"award_{id_}")
    return Leaf(id_, asked, Basis(Citation("L2022"), Confirmation.SEEN))


def lines_told(comparison) -> list[str]:
    return [f"{one.mark} {one.text}".strip() for one in told(comparison)]


def test_awards_are_added_dropped_and_the_rest_changed_or_not(both):
    assert [award.code for award in both.added] == ["huan_chuong_dung_cam"]
    assert [award.code for award in both.dropped] == ["giay_khen"]
    assert {award.new.code for award in both.awards} | {"huan_chuong_dung_cam"} <= set(LATER.awards)
    assert len(both.awards) + both.unchanged + len(both.added) == len(LATER.awards)


def test_conditions_are_added_dropped_and_changed_one_by_one(both):
    award = of(both, "chien_si_thi_dua_co_so")
    found = {change.key.id: change for change in award.content if change.key.part is Part.CONDITION}
    assert found["CSTDCS-01"].new is None
    assert put(found["CSTDCS-01"].old.words) == "Đạt tiêu chuẩn của “Lao động tiên tiến”"
    assert found["CSTDCS-12b"].old is None
    moved = found["CSTDCS-11"]
    assert moved.has_moved
    assert (moved.old.role, moved.new.role) == (Role.ONE_WAY, Role.NEEDED)
    assert moved.old.words == moved.new.words


def test_a_condition_that_kept_its_id_shows_its_figure_before_and_after(both):
    change = line(of(both, "bang_khen_thu_tuong").content, "BKTT-02c")
    assert "từ 3 lần" in put(change.old.words)
    assert "từ 2 lần" in put(change.new.words)
    assert not change.has_moved


def test_money_quotas_and_authorities_are_compared(both):
    money = line(of(both, "bang_khen_thu_tuong").content, "", Part.BONUS)
    assert put(money.old.words) == "3,5 lần mức lương cơ sở"
    assert put(money.new.words) == "4 lần mức lương cơ sở"
    assert money.key.kind is SubjectKind.PERSON
    quota = line(of(both, "chien_si_thi_dua_co_so").content, "CSTDCS-04", Part.QUOTA)
    assert "15%" in put(quota.old.words)
    assert "20%" in put(quota.new.words) and "ít nhất được 1" in put(quota.new.words)
    confers = line(of(both, "bang_khen_thu_tuong").sources, "", Part.CONFERS)
    assert (confers.old.cite, confers.new.cite) == ("Điều 78 L2022", "Điều 78 L2026")
    assert confers.new.confirmation is Confirmation.OPEN


def test_instruments_bars_wages_and_the_transition_are_compared(both):
    general = {(change.key.part, change.key.id): change for change in both.general}
    assert general[Part.INSTRUMENT, "L2026"].old is None
    assert general[Part.BAR, "C-06"].new is None
    assert general[Part.BAR, "C-09"].old is None
    assert general[Part.BAR, "C-05"].has_other_cite and not general[Part.BAR, "C-05"].is_content
    assert put(general[Part.WAGE, "2026-07-01"].new.words) == "từ 01/07/2026: 2.530.000 đồng"
    assert general[Part.TRANSITION, ""].old is None
    assert (Part.INSTRUMENT, "L2022") not in general


def test_what_is_only_carried_over_is_no_change_of_content(both):
    award = of(both, "chien_si_thi_dua_toan_quoc")
    assert not award.content
    assert {change.new.confirmation for change in award.sources} == {Confirmation.CARRIED}


def test_a_pack_is_the_same_as_itself():
    same = compare(EARLIER, EARLIER)
    assert same.is_empty and same.unchanged == len(EARLIER.awards)
    assert [one.text for one in told(same)][1] == "Hai gói quy định giống nhau."


@pytest.mark.parametrize("pack", packs.load_packs().values(), ids=lambda pack: pack.id)
def test_a_pack_that_comes_with_the_program_is_the_same_as_itself(pack):
    assert compare(pack, pack).is_empty


def test_the_other_way_round_added_is_dropped(both):
    back = compare(LATER, EARLIER)
    assert back.added == both.dropped and back.dropped == both.added
    assert len(back.awards) == len(both.awards)


# --- standards ---------------------------------------------------------------------------------------


def changed(old, new) -> dict[str, tuple[bool, bool]]:
    """What of two standards changed: by the new id (or the old, prefixed), asked otherwise and moved."""
    found = {}
    for one in compare_standards(old, new):
        if one.new is None:
            found["−" + one.old.condition.id] = (False, False)
        elif one.old is None:
            found["+" + one.new.condition.id] = (False, False)
        elif one.asks_otherwise or one.has_moved:
            found[one.new.condition.id] = (one.asks_otherwise, one.has_moved)
    return found


def test_the_same_standard_with_other_ids_is_the_same():
    old = AllOf(
        "a", (leaf("a1", Run(GOOD, 5)), leaf("a2", Count(GOOD, 3, within="a1")), AnyOf("a3", (leaf("x"),)))
    )
    new = AllOf(
        "b", (leaf("b1", Run(GOOD, 5)), leaf("b2", Count(GOOD, 3, within="b1")), AnyOf("b3", (leaf("x"),)))
    )
    assert changed(old, new) == {}


def test_a_count_within_another_run_asks_otherwise():
    runs = (leaf("r", Run(GOOD, 5)), leaf("s", Run((GradeMark(Grade.XUAT_SAC),), 2)))
    old = AllOf("a", (*runs, leaf("c", Count(GOOD, 3, within="r"))))
    new = AllOf("a", (*runs, leaf("c", Count(GOOD, 3, within="s"))))
    assert changed(old, new) == {"c": (True, False)}


def test_all_of_becoming_one_of_is_told_at_the_group():
    children = (leaf("x"), leaf("y"))
    assert changed(AllOf("a", children), AnyOf("a", children)) == {"a": (True, False)}
    assert changed(AtLeast("a", 1, children), AtLeast("a", 2, children)) == {"a": (True, False)}


def test_a_condition_drawn_into_a_new_group_has_moved():
    old = AllOf("a", (leaf("x"), leaf("y")))
    new = AllOf("a", (leaf("x"), AnyOf("b", (leaf("y"), leaf("z")))))
    assert changed(old, new) == {"+b": (False, False), "y": (False, True), "+z": (False, False)}


def test_what_stands_deeper_in_a_moved_group_is_not_told_again():
    inner = AllOf("b", (leaf("x"), leaf("y")))
    assert changed(AllOf("a", (inner,)), AnyOf("c", (AllOf("a", (inner,)), leaf("z")))) == {
        "+c": (False, False),
        "a": (False, True),
        "+z": (False, False),
    }


def test_a_question_put_otherwise_is_told():
    assert changed(leaf("x", Judged("một")), leaf("x", Judged("hai"))) == {"x": (True, False)}


def test_a_doubtful_text_that_became_clear_is_told():
    old = Readings("x", (AllOf("x0", ()), leaf("x1", Held("a"))), Basis(Citation("L"), Confirmation.OPEN))
    assert changed(old, leaf("x", Held("a"))) == {
        "x": (True, False),
        "−x0": (False, False),
        "−x1": (False, False),
    }


def test_a_standard_for_another_kind_of_subject_comes_or_goes_whole():
    standard = AllOf("a", (leaf("x"),))
    assert changed(None, standard) == {"+a": (False, False), "+x": (False, False)}
    assert changed(standard, None) == {"−a": (False, False), "−x": (False, False)}


@pytest.mark.parametrize(
    ("standard", "role"),
    [
        (AllOf("a", (leaf("x"),)), Role.NEEDED),
        (AnyOf("a", (leaf("x"), leaf("y"))), Role.ONE_WAY),
        (AnyOf("a", (leaf("x"),)), Role.NEEDED),
        (AtLeast("a", 1, (leaf("x"), leaf("y"))), Role.ONE_WAY),
        (AtLeast("a", 2, (leaf("x"), leaf("y"))), Role.NEEDED),
        (NoneOf("a", (leaf("x"),)), Role.BARRING),
        (AnyOf("b", (AllOf("a", (leaf("x"),)), leaf("y"))), Role.ONE_WAY),
        (Readings("a", (AnyOf("b", (leaf("x"), leaf("y"))), leaf("z"))), Role.ONE_READING),
    ],
)
def test_a_condition_has_its_role_in_the_whole(standard, role):
    placed = next(one.new for one in compare_standards(None, standard) if one.new.condition.id == "x")
    assert placed.role is role


# --- in words ----------------------------------------------------------------------------------------


def test_the_words_tell_only_what_differs(both):
    found = lines_told(both)
    assert found[0] == "So sánh T2024 (Từ 1/1/2024 đến 30/9/2026) với T2026 (Từ 1/10/2026)"
    assert "+ Huân chương Dũng cảm (cá nhân); quyết định: Chủ tịch nước" in found
    assert "− Giấy khen (cá nhân, hộ gia đình); quyết định: Thủ trưởng cơ quan, đơn vị" in found
    assert "− CSTDCS-01 (bắt buộc): Đạt tiêu chuẩn của “Lao động tiên tiến” [khoản 1 Điều 23 L2022]" in found
    assert "~ BKTT-02c (một trong các cách)" in found
    assert not any("CSTĐTQ (" in text for text in found)
    assert not any("BKTT-01" in text for text in found)


def test_before_and_now_stand_under_each_other(both):
    found = lines_told(both)
    at = found.index("~ Tiền thưởng (cá nhân)")
    assert found[at + 1 : at + 4] == [
        "trước: 3,5 lần mức lương cơ sở",
        "nay: 4 lần mức lương cơ sở",
        "căn cứ: khoản 1 Điều 54 ND98 → khoản 1 Điều 54 ND152",
    ]


def test_a_changed_role_is_told(both):
    found = lines_told(both)
    at = next(i for i, text in enumerate(found) if text.startswith("~ CSTDCS-11 (bắt buộc): Năm đang xét"))
    assert found[at + 1].startswith("vai trò: một trong các cách → bắt buộc; căn cứ: khoản 1 Điều 23 L2022 →")


def test_what_only_stands_elsewhere_is_gathered_at_the_end(both):
    found = lines_told(both)
    at = found.index("Chỉ đổi căn cứ, nội dung giữ nguyên")
    assert "~ Điều 4 ND98 → Điều 4 ND152: C-05" in found[at:]
    assert "~ Điều 54 ND98 → Điều 50 ND152: Tiền thưởng (cá nhân): CSTĐCS" in found[at:]


def test_a_hundred_lines_that_turned_alike_are_counted_and_a_few_are_named():
    found = compare(packs.pack("V2025"), packs.pack("V2026"))
    turned = [
        award.new.code
        for award in found.awards
        for change in award.sources
        if (change.old.confirmation, change.new.confirmation) == (Confirmation.SEEN, Confirmation.CARRIED)
    ]
    assert len(turned) > MOST_LISTED
    turn = "~ đã xem văn bản → giữ theo văn bản trước, chưa đối chiếu văn bản hợp nhất: "
    text = next(text for text in lines_told(found) if text.startswith(turn))
    assert text.endswith(f" dòng của {len(set(turned))} danh hiệu, hình thức")
    few = [text for text in lines_told(compare(EARLIER, LATER)) if text.startswith(turn)]
    assert few and "CSTDTQ-01, CSTDTQ-02" in few[0]


def test_an_added_leaf_is_not_indented_under_a_neighbour_it_does_not_belong_to():
    old = AnyOf("a", (AllOf("g", (leaf("x"),)),))
    new = AnyOf("a", (leaf("n"), AllOf("g", (leaf("x"), leaf("m")))))
    award = EARLIER.award("giay_khen")
    before, after = (
        replace(
            EARLIER,
            awards={"giay_khen": replace(award, standards={SubjectKind.PERSON: standard})},
        )
        for standard in (old, new)
    )
    depths = {one.text.split(" ")[0]: one.depth for one in told(compare(before, after)) if one.mark == "+"}
    assert depths["n"] == depths["m"]


def test_words_of_the_reader_are_used():
    found = told(compare(EARLIER, LATER), translate=lambda text: {"Thêm": "Added"}.get(text, text))
    assert found[2].text == "Added"


def test_the_packs_of_2018_and_2024_differ_as_the_law_did():
    found = compare(packs.pack("V2018"), packs.pack("V2024"))
    content = of(found, "chien_si_thi_dua_co_so").content
    assert any(
        change.old is None
        and put(change.new.words) == "Năm đang xét được xếp loại hoàn thành xuất sắc nhiệm vụ"
        and change.new.role is Role.ONE_WAY
        for change in content
    )


def test_of_2025_and_2026_nothing_but_what_the_bill_touched_changes_content():
    found = compare(packs.pack("V2025"), packs.pack("V2026"))
    assert {award.new.code for award in found.awards if award.content} == {
        "chien_si_thi_dua_co_so",
        "xa_phuong_tieu_bieu",
    }
