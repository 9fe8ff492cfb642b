"""A pack is read from its text; what is wrong is told with its line, all of it at once."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thidua.core.faults import Refused
from thidua.core.law.citations import parse_citation
from thidua.core.law.facts import Grade, RankLevel, Scope, SubjectKind, Way
from thidua.core.law.pack import (
    AllOf,
    AnyOf,
    AtLeast,
    AwardMark,
    BarKind,
    Citation,
    Confirmation,
    Count,
    ExceedsTargets,
    GradeMark,
    Held,
    InitiativeMark,
    InYear,
    Judged,
    Leaf,
    Meets,
    NoneOf,
    Rank,
    Readings,
    Run,
    ScienceMark,
    Share,
    TitleMark,
    leaves,
)
from thidua.core.law.schema import lay_over, read_overlay_head, read_pack
from thidua.law.yaml_tree import read_yaml

from .sample_pack import OVERLAY, PACK

PERSON, COLLECTIVE = SubjectKind.PERSON, SubjectKind.COLLECTIVE


def read(text, file="v1.yaml", base=None):
    return read_pack(read_yaml(text.encode(), file=file), file=file, base=base)


def edited(old, new, text=PACK):
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def faults_of(text, **given):
    with pytest.raises(Refused) as refused:
        read(text, **given)
    return refused.value.faults


def line_of(part, text):
    return text[: text.index(part)].count("\n") + 1


def told(faults):
    return [(int(re.search(r"dòng (\d+)$", fault.place)[1]), str(fault)) for fault in faults]


def by_id(condition):
    found = {condition.id: condition}
    for child in () if isinstance(condition, Leaf) else condition.of:
        found |= by_id(child)
    return found


# --- what is read ------------------------------------------------------------------------------------


def test_the_frame_of_a_pack_is_read():
    pack = read(PACK)
    assert (pack.id, pack.name.vi, pack.name.en) == ("V1", "Từ 2024", "From 2024")
    assert (pack.since, pack.until) == (date(2024, 1, 1), date(2025, 6, 30))
    assert pack.notes == ("Để thử",)
    assert pack.rounding.confirmation is Confirmation.LOW
    assert pack.rounding.note == "chưa rõ"
    assert pack.transition is None
    law = pack.instruments["L1"]
    assert (law.number, law.signed, law.since, law.until) == (
        "06/2022/QH15",
        date(2022, 6, 15),
        date(2024, 1, 1),
        None,
    )
    assert pack.instruments["ND1"].source == "Công báo"
    assert [(wage.since.year, wage.dong) for wage in pack.base_wages] == [
        (2023, 1_800_000),
        (2024, 2_340_000),
    ]
    assert [(bar.id, bar.kind, bar.ways) for bar in pack.bars] == [
        ("C-05", BarKind.UNDER_REVIEW, ()),
        ("C-04", BarKind.WAYS, (Way.DOT_XUAT, Way.CHUYEN_DE)),
    ]


def test_what_surrounds_a_standard_is_read():
    award = read(PACK).award("bang_khen")
    assert (award.short, str(award.family), str(award.cycle), str(award.level), award.order) == (
        "BK",
        "form",
        "record",
        "ministry",
        20,
    )
    assert award.confers.who == "Bộ trưởng"
    assert award.proposes.who == "Đơn vị"
    assert [(step.id, step.words) for step in award.steps] == [("H-04", "Hội đồng bỏ phiếu")]
    quota = award.quotas[0]
    assert (quota.pool, quota.percent, quota.minimum) == ("danh_hieu", Decimal(20), 1)
    assert (award.bonus[PERSON].figure, award.bonus[PERSON].is_ceiling) == (Decimal("1.5"), False)
    assert (award.bonus[COLLECTIVE].figure, award.bonus[COLLECTIVE].is_ceiling) == (Decimal(3), True)


def test_every_group_and_predicate_is_read():
    nodes = by_id(read(PACK).award("bang_khen").standards[PERSON])
    shapes = {"BK": AnyOf, "BK-02": AllOf, "BK-03": AtLeast, "BK-03c": NoneOf, "BK-03e": Readings}
    assert {name: type(nodes[name]) for name in shapes} == shapes
    assert nodes["BK-03"].n == 2
    assert nodes["BK-03g"].of == ()
    assert {name: node.predicate for name, node in nodes.items() if isinstance(node, Leaf)} == {
        "BK-01": Judged("Xuất sắc?", claimed=True),
        "BK-02a": Held("bang_khen"),
        "BK-02b": Run((GradeMark(Grade.TOT),), 2),
        "BK-02c": Count((TitleMark("danh_hieu"),), 1, within="BK-02b"),
        "BK-02d": Count((InitiativeMark(Scope.CO_SO), ScienceMark(Scope.BO_TINH)), 2, last=3),
        "BK-03a": Rank(RankLevel.BO_TINH, 2),
        "BK-03b": ExceedsTargets(),
        "BK-03d": Share("count:ky_luat_canh_cao", 0, at_most=True),
        "BK-03f": Share("ldtt", 0.5, above=True),
        "BK-03h": Meets("danh_hieu"),
        "BK-03i": Run((AwardMark("bang_khen"),), 2, every=3, slack=1, after="danh_hieu"),
    }
    first = read(PACK).award("danh_hieu").standards[PERSON]
    assert first.predicate == InYear((GradeMark(Grade.TOT),))


def test_a_condition_takes_citation_and_confirmation_from_the_nearest_node_that_says_them():
    nodes = by_id(read(PACK).award("bang_khen").standards[PERSON])
    point = Citation("L1", "74", "1", "đ")
    assert nodes["BK-02a"].basis == nodes["BK-02"].basis
    assert (nodes["BK-02a"].basis.cite, nodes["BK-02a"].basis.confirmation) == (point, Confirmation.SECONDARY)
    assert (nodes["BK-02b"].basis.cite, nodes["BK-02b"].basis.confirmation) == (point, Confirmation.OPEN)
    assert nodes["BK-02c"].basis.confirmation is Confirmation.SECONDARY
    assert nodes["BK-03d"].basis.cite == Citation("L1", "26a")
    assert nodes["BK"].basis is None


def test_a_note_is_taken_over_with_the_confirmation_it_speaks_of():
    nodes = by_id(read(PACK).award("bang_khen").standards[PERSON])
    assert nodes["BK-02a"].basis.note == "theo báo"
    assert nodes["BK-02b"].basis.note == ""


def test_a_basis_tells_its_line_and_file():
    nodes = by_id(read(PACK).award("bang_khen").standards[PERSON])
    assert nodes["BK-02c"].basis.line == line_of("BK-02c, count", PACK)
    assert nodes["BK-02c"].basis.file == "v1.yaml"


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("điểm b khoản 1 Điều 73 L2022", Citation("L2022", "73", "1", "b")),
        ("điểm đ khoản 2a Điều 12b ND152", Citation("ND152", "12b", "2a", "đ")),
        ("khoản 2 Điều 5 L2022", Citation("L2022", "5", "2")),
        ("Điều 4 ND152", Citation("ND152", "4")),
        ("L2026", Citation("L2026")),
        ("điểm a, b khoản 1-3 Điều 22 L2022", Citation("L2022", "22", "1-3", "a, b")),
    ],
)
def test_a_citation_is_read_as_the_law_counts_and_printed_the_same(text, cite):
    assert parse_citation(text) == cite
    assert str(cite) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Điều 5",
        "khoản 2 L2022",
        "điểm a L2022",
        "Điều 5 khoản 2 L2022",
        "điều 5 L2022",
        "L2022 Điều 5",
        "Điều V L1",
    ],
)
def test_a_citation_the_law_does_not_count_so_is_not_guessed(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        parse_citation(text)


# --- what is wrong -----------------------------------------------------------------------------------

FAULTS = [
    # written, instead, the line told, what is said
    ("short: DH", "shrot: DH", "shrot: DH", "Có phải là “short”?"),
    ("    short: DH\n", "", "code: danh_hieu", "Thiếu mục “short”"),
    ("since: 2024-01-01\nuntil", "until", "id: V1", "Thiếu mục “since”"),
    ("order: 10", "order: mười", "order: mười", "phải là số nguyên"),
    ("order: 10", "order: [10]", "order: [10]", "không phải danh sách"),
    ("order: 10", "order:", "order:\n    confers: {who: \"Thủ", "để trống"),
    ("family: title", "family: tittle", "tittle", "title, form"),
    ("code: danh_hieu", "code: danh hieu", "code: danh hieu", "có dấu cách"),
    ('notes: ["Để thử"]', "notes: Để thử", "notes: Để", "phải là một danh sách"),
    ('notes: ["Để thử"]', "notes: [[a]]", "notes: [[a]]", "phải là một giá trị"),
    ('name: {vi: "Danh hiệu", en: "Title"}', "name: Danh hiệu", "name: Danh hiệu", "phải là một bảng"),
    ("held: bang_khen}", "hold: bang_khen}", "hold: bang_khen", "Có phải là “held”?"),
    ("held: bang_khen}", "xyz: bang_khen}", "xyz: bang_khen", "in_year, held, run"),
    ("{id: BK-02a, held: bang_khen}", "{id: BK-02a}", "{id: BK-02a}", "Nút không có điều kiện nào"),
    ("held: bang_khen}", "held: bang_khen, meets: danh_hieu}", "held: bang_khen, meets", "chỉ có một điều kiện"),
    ("{id: BK-02a, held: bang_khen}", "held", "- held\n", "phải là một bảng"),
    ("held: bang_khen}", "held: bang_khn}", "bang_khn", "Gói không có danh hiệu"),
    ("meets: danh_hieu}", "meets: danh_hie}", "danh_hie}", "Gói không có danh hiệu"),
    ("pool: danh_hieu", "pool: danh_hie", "pool: danh_hie,", "Gói không có danh hiệu"),
    ("after: danh_hieu", "after: danh_hie", "after: danh_hie}", "Gói không có danh hiệu"),
    ("{title: danh_hieu}", "{title: bang_khen}", "{title: bang_khen}", "không thuộc loại “title”"),
    ("{award: bang_khen}", "{award: danh_hieu}", "{award: danh_hieu}", "không thuộc loại “form”"),
    ("within: BK-02b", "within: BK-02a", "within: BK-02a", "“run” liên tục"),
    ("within: BK-02b", "within: BK-03i", "within: BK-03i", "“run” liên tục"),
    ("within: BK-02b", "within: BK-02b, last: 2", "within: BK-02b, last", "không đi cùng nhau"),
    ("id: BK-02d", "id: BK-01", "{id: BK-01, count", "đã dùng ở dòng"),
    ("code: bang_khen", "code: danh_hieu", "code: danh_hieu\n    name: {vi: \"Bằng", "đã dùng ở dòng"),
    ("id: C-04", "id: C-05", "{id: C-05, kind: ways", "đã dùng ở dòng"),
    ("code: ND1, ", "code: L1, ", "{code: L1, number: 98", "đã dùng ở dòng"),
    ("since: 2023-07-01", "since: 2024-07-01", "2024-07-01, dong: 18", "đã dùng ở dòng"),
    ('cite: "Điều 28 L1"', 'cite: "Luật điều 28"', "Luật điều 28", "Không đọc được căn cứ"),
    ('cite: "Điều 28 L1"', 'cite: "Điều 28 L9"', "Điều 28 L9", "Gói không có văn bản “L9”"),
    ("confirmation: open}\n  - code", "confirmation: maybe}\n  - code", "maybe", "seen, known"),
    ("signed: 2022-06-15", "signed: 15/6/2022", "15/6/2022", "Ngày “15/6/2022” không đọc được"),
    ("signed: 2022-06-15", "signed: 2022-06-31", "2022-06-31", "không đọc được"),
    ("until: 2025-06-30", "until: 2023-06-30", "until: 2023-06-30", "30/06/2023 ở trước ngày có hiệu lực 01/01/2024"),
    ("until: , confirmation", "until: 2023-01-01, confirmation", "until: 2023-01-01", "ở trước ngày"),
    ("percent: 20", "percent: 120", "percent: 120", "từ 0 đến 100"),
    ("percent: 20", "percent: -1", "percent: -1", "từ 0 đến 100"),
    ("percent: 20", "percent: nan", "percent: nan", "từ 0 đến 100"),
    ("coefficient: 1.5", 'coefficient: "1,5"', '"1,5"', "dấu chấm thập phân"),
    ("ceiling: true", "ceiling: maybe", "ceiling: maybe", "true hoặc false"),
    ("minimum: 1", "minimum: một", "minimum: một", "số nguyên"),
    ("at_least: 0.70", "at_least: 70", "at_least: 70", "từ 0 đến 1"),
    ("at_least: 0.70", "at_least: 0.7, above: 0.5", "at_least: 0.7, above", "cần đúng một mức"),
    ("{of: ldtt, at_least: 0.70}", "{of: ldtt}", "{of: ldtt}", "cần đúng một mức"),
    ("{of: ldtt, at_least: 0.70}", "{of: ldt, at_least: 0.70}", "{of: ldt,", "count:cstd_co_so"),
    ("at_most: 0}", "at_most: 0.5}", "at_most: 0.5", "số nguyên"),
    ("exceeds_targets: yes", "exceeds_targets: no", "exceeds_targets: no", "chỉ nhận true"),
    ("in_year: [{grade: tot}]", "in_year: []", "in_year: []", "ít nhất một dấu hiệu"),
    ("in_year: [{grade: tot}]", "in_year: [{}]", "in_year: [{}]", "đúng một mục"),
    ("in_year: [{grade: tot}]", "in_year: [{grde: tot}]", "grde", "Có phải là “grade”?"),
    ("in_year: [{grade: tot}]", "in_year: [{grade: gioi}]", "gioi", "xuat_sac, tot"),
    ("slack: 1", "slack: 2", "slack: 2", "từ 0 đến 1"),
    ("years: 2, every", "years: 0, every", "years: 0", "từ 1 đến 60"),
    ("n: 2", "n: 9", "n: 9", "từ 1 đến 6"),
    ("level: bo_tinh, at_most", "level: huyen, at_most", "level: huyen", "bo_tinh, trung_uong"),
    (", {id: BK-03g, all: []}]", "]", "readings:", "ít nhất hai cách hiểu"),
    ("meets: danh_hieu}", "meets: bang_khen}", "meets: bang_khen", "quay vòng về chính “bang_khen”"),
    ("kind: ways, ways: [dot_xuat, chuyen_de]", "kind: ways", "kind: ways", "“ways” phải có ở"),
    ("kind: under_review", "kind: under_review, ways: [dot_xuat]", "[dot_xuat]", "“ways” phải có ở"),
    ("[dot_xuat, chuyen_de]", "[dot_xuat, chuyen]", "chuyen]", "cong_trang, dot_xuat"),
    ("    standards:\n      person: {id", "    standards:\n      persons: {id", "persons", "Có phải là “person”?"),
    ("id: V1", "id: V1\nextends: V0", "extends: V0", "Không có gói “V0”"),
    ("id: V1", "id: V1\ncarried: true", "carried: true", "chỉ dùng khi gói kế thừa"),
    ("id: V1", "id: V1\ndrop: {awards: [danh_hieu]}", "drop:", "chỉ dùng khi gói kế thừa"),
    ('"Điều 24 L1", confirmation: seen', '"Điều 24 L1"', "id: DH-01", "không có “confirmation”"),
    (', cite: "Điều 24 L1"', "", "id: DH-01", "không có “cite”"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "said"), FAULTS)
def test_a_fault_is_told_with_its_line(old, new, place, said):
    text = edited(old, new)
    lines = told(faults_of(text))
    assert [(line, fault) for line, fault in lines if said in fault and line == line_of(place, text)], lines


def test_all_faults_are_told_in_the_order_of_lines():
    text = edited("short: DH", "shrot: DH")
    text = edited("percent: 20", "percent: 120", text)
    text = edited("since: 2024-01-01\nuntil", "since: hôm qua\nuntil", text)
    lines = [line for line, _ in told(faults_of(text))]
    expected = [
        line_of("hôm qua", text),
        line_of("code: danh_hieu", text),
        line_of("shrot", text),
        line_of("percent", text),
    ]
    assert lines == expected


def test_a_circle_of_several_awards_is_found():
    text = edited("{id: DH-01, in_year: [{grade: tot}]", "{id: DH-01, meets: bang_khen")
    assert sorted(line for line, fault in told(faults_of(text)) if "quay vòng" in fault) == [
        line_of("id: DH-01", text),
        line_of("id: BK-03h", text),
    ]


def test_a_standard_met_must_be_there_for_the_same_kind_of_subject():
    text = edited(
        '{id: DH-11, share: {of: ldtt, at_least: 0.70}, cite: "Điều 28 L1"',
        '{id: DH-11, meets: bang_khen, cite: "Điều 28 L1"',
    )
    assert [
        line for line, fault in told(faults_of(text)) if "không có tiêu chuẩn cho collective" in fault
    ] == [line_of("DH-11", text)]


def test_something_else_than_a_table_is_not_a_pack():
    for text in ("", "V1", "[a, b]"):
        assert [line for line, _ in told(faults_of(text))] == [1]


# --- YAML itself -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "cú pháp YAML"),
        ("a: 1\n\tb: 2\n", 2, "cú pháp YAML"),
        ("a: 1\nb: 'x\n", 2, "cú pháp YAML"),
        ("a: 1\nb: \x07\n", 2, "cú pháp YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "đã có ở dòng 1"),
        ("a:\n  b: 1\n  b: 2\n", 3, "đã có ở dòng 2"),
        ("a: &x 1\nb: *x\n", 2, "bí danh"),
        ("a: 1\n---\nb: 1\n", 2, "hơn một văn bản"),
        ("a: 1\n[b]: 2\n", 2, "Tên mục phải là một từ"),
    ],
)
def test_yaml_that_cannot_be_read_is_told_with_its_line(text, line, said):
    faults = faults_of(text, file="x.yaml")
    assert [(line, True)] == [(told_line, said in fault) for told_line, fault in told(faults)]
    assert faults[0].place.startswith("x.yaml, dòng ")


def test_a_file_in_another_encoding_is_told_with_the_line_of_its_first_strange_byte():
    with pytest.raises(Refused) as refused:
        read_yaml(b"a: 1\nb: \xd0\n", file="x.yaml")
    assert refused.value.faults[0].place == "x.yaml, dòng 2"


def test_composed_and_decomposed_letters_are_the_same():
    assert read(unicodedata.normalize("NFD", PACK)) == read(PACK)


# --- a pack that extends another ---------------------------------------------------------------------

LATER = """\
id: V2
name: {vi: "Sau", en: "Later"}
since: 2025-07-01
extends: V1
instruments:
  - {code: ND2, number: 152/2025/NĐ-CP, title: "Nghị định mới", confirmation: seen}
transition: {cite: "Điều 4 ND2", confirmation: secondary}
base_wages:
  - {since: 2024-07-01, dong: 2400000, cite: "ND2", confirmation: seen}
bars:
  - {id: C-05, kind: discipline, cite: "Điều 4 ND2", confirmation: seen}
  - {id: C-02, kind: once, cite: "Điều 5 L1", confirmation: seen}
awards:
  - code: danh_hieu
    name: {vi: "Danh hiệu mới", en: "New title"}
    short: DHM
    family: title
    cycle: yearly
    level: unit
    order: 30
    confers: {who: "Thủ trưởng", cite: "Điều 80 L1", confirmation: seen}
    standards:
      person: {id: DH-01, in_year: [{grade: xuat_sac}], cite: "Điều 24 L1", confirmation: seen}
"""


def test_a_pack_replaces_and_adds_to_what_it_extends():
    base = read(PACK)
    pack = read(LATER, "v2.yaml", base)
    assert (pack.id, pack.since, pack.until) == ("V2", date(2025, 7, 1), None)
    assert list(pack.instruments) == ["L1", "ND1", "ND2"]
    assert [(bar.id, bar.kind) for bar in pack.bars] == [
        ("C-05", BarKind.DISCIPLINE),
        ("C-04", BarKind.WAYS),
        ("C-02", BarKind.ONCE),
    ]
    assert [wage.dong for wage in pack.base_wages] == [1_800_000, 2_400_000]
    assert list(pack.awards) == ["bang_khen", "danh_hieu"], "along the ladder"
    assert list(pack.award("danh_hieu").standards) == [PERSON], "a key is replaced wholly"
    assert pack.award("bang_khen") == base.award("bang_khen")
    assert pack.rounding == base.rounding
    assert str(pack.transition.cite) == "Điều 4 ND2"


CHANGED = """\
  - code: bang_khen
    short: BKM
    bonus:
      person: {coefficient: 2, cite: "Điều 54 ND2", confirmation: seen}
"""


def test_an_inherited_award_keeps_what_the_later_pack_does_not_say():
    base = read(PACK)
    old, new = base.award("bang_khen"), read(LATER + CHANGED, "v2.yaml", base).award("bang_khen")
    assert new.short == "BKM"
    assert {kind: coefficient.figure for kind, coefficient in new.bonus.items()} == {PERSON: 2}
    assert replace(new, short=old.short, bonus=old.bonus) == old


def test_an_award_that_is_not_inherited_says_everything():
    text = edited("extends: V1", "extends: V1\ndrop: {awards: [bang_khen]}", LATER) + CHANGED
    missing = [fault for line, fault in told(faults_of(text, file="v2.yaml", base=read(PACK)))]
    assert {re.search(r"“(\w+)”", fault)[1] for fault in missing} == {
        *("name", "family", "cycle", "level", "order", "confers", "standards")
    }


def test_what_is_inherited_keeps_the_file_it_stands_in():
    pack = read(LATER, "v2.yaml", read(PACK))
    assert {leaf.basis.file for leaf in leaves(pack.award("bang_khen").standards[PERSON])} == {"v1.yaml"}
    assert pack.award("danh_hieu").standards[PERSON].basis.file == "v2.yaml"


def test_a_carried_pack_tells_that_its_confirmed_lines_are_only_carried_over():
    base = read(PACK)
    pack = read(edited("extends: V1", "extends: V1\ncarried: true", LATER), "v2.yaml", base)
    before, after = (by_id(one.award("bang_khen").standards[PERSON]) for one in (base, pack))
    for name, node in before.items():
        was, now = node.basis, after[name].basis
        if was is None or not was.confirmation.is_confirmed:
            assert now == was
        else:
            assert (now.cite, now.confirmation) == (was.cite, Confirmation.CARRIED)
    award = pack.award("bang_khen")
    lines = [award.confers, award.proposes, *award.bonus.values(), pack.bars[1], pack.base_wages[0]]
    assert {line.basis.confirmation for line in lines} == {Confirmation.CARRIED}
    assert award.steps[0].basis.confirmation is Confirmation.LOW
    assert award.quotas[0].basis.confirmation is Confirmation.OPEN
    assert pack.award("danh_hieu").standards[PERSON].basis.confirmation is Confirmation.SEEN, "its own"
    assert pack.bars[0].basis.confirmation is Confirmation.SEEN, "its own"


def test_dropped_awards_and_bars_are_gone():
    text = edited("extends: V1", "extends: V1\ndrop: {awards: [bang_khen], bars: [C-04]}", LATER)
    pack = read(text, "v2.yaml", read(PACK))
    assert list(pack.awards) == ["danh_hieu"]
    assert [bar.id for bar in pack.bars] == ["C-05", "C-02"]


def test_dropping_what_is_not_there_is_a_fault():
    text = edited("extends: V1", "extends: V1\ndrop:\n  awards: [x]\n  bars: [y]", LATER)
    faults = told(faults_of(text, file="v2.yaml", base=read(PACK)))
    assert [line for line, fault in faults if "để bỏ" in fault] == [
        line_of("[x]", text),
        line_of("[y]", text),
    ]


def test_dropping_what_an_inherited_condition_asks_for_is_told_on_the_line_that_drops():
    text = LATER[: LATER.index("awards:")].replace("extends: V1", "extends: V1\ndrop: {awards: [danh_hieu]}")
    faults = told(faults_of(text, file="v2.yaml", base=read(PACK)))
    assert {line for line, _ in faults} == {line_of("drop", text)}
    asked = [re.search(r"“(\S+)” hỏi đến “danh_hieu”", fault)[1] for _, fault in faults]
    assert asked == ["BK-02c", "BK-03h", "BK-03i", "Q-1"]


# --- overlays ----------------------------------------------------------------------------------------


def lay(text, pack=None, file="bo_thu.yaml"):
    return lay_over(pack or read(PACK), read_yaml(text.encode(), file=file), file=file)


def overlay_faults(text, pack=None):
    with pytest.raises(Refused) as refused:
        lay(text, pack)
    return told(refused.value.faults)


def test_an_overlay_replaces_figures_wherever_they_stand():
    laid = lay(OVERLAY)
    figure = laid.award("danh_hieu").standards[COLLECTIVE]
    assert figure.predicate == Share("ldtt", 0.8)
    assert (figure.basis.confirmation, figure.basis.file) == (Confirmation.SEEN, "bo_thu.yaml")
    nodes = by_id(laid.award("bang_khen").standards[PERSON])
    assert nodes["BK-03e"].predicate == Share("ldtt", 0.6), "two readings settled by one figure"
    assert "BK-03f" not in nodes


def test_an_overlay_adds_routes_conditions_quotas_and_instruments():
    pack = read(PACK)
    laid = lay(OVERLAY, pack)
    old, new = pack.award("bang_khen"), laid.award("bang_khen")
    assert isinstance(new.standards[PERSON], AnyOf)
    assert [child.id for child in new.standards[PERSON].of] == ["BK-01", "BK-02", "BK-03", "BKT-01"]
    assert [(quota.id, quota.percent) for quota in new.quotas] == [("Q-1", 10), ("Q-2", 5)]
    title = laid.award("danh_hieu").standards[PERSON]
    assert isinstance(title, AllOf)
    assert [child.id for child in title.of] == ["DH-01", "DHT-01"]
    assert laid.instruments["TT1"].title == "Thông tư"
    assert laid.overlays == ("bo_thu",)
    assert pack.award("bang_khen") == old, "the pack itself is as it was"


def test_what_an_overlay_is_can_be_read_alone():
    head = read_overlay_head(read_yaml(OVERLAY.encode(), file="x"), file="x")
    assert (head.id, head.organisation, head.over) == ("bo_thu", "Bộ Thử", ("V1",))


def test_routes_to_a_single_condition_make_a_choice_of_it():
    text = edited("    conditions:\n", "    routes:\n", OVERLAY)
    title = lay(text).award("danh_hieu").standards[PERSON]
    assert isinstance(title, AnyOf)
    assert [child.id for child in title.of] == ["DH-01", "DHT-01"]


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("over: [V1]", "over: [V8, V9]", "over: [", "không đặt lên gói V1 được"),
        ("over: [V1]", "over: []", "over: [", "chưa kể gói nào"),
        ("id: DH-11", "id: DH-99", "DH-99", "không có điều kiện “DH-99”"),
        ("id: DH-11", "id: BK-03", "{id: BK-03,", "không có điều kiện “BK-03”"),
        ("code: danh_hieu", "code: danh_hie", "danh_hie\n", "không có danh hiệu"),
        ("id: BKT-01", "id: BK-02a", "BK-02a", "đã có trong gói"),
        ("id: BK-03e", "id: DH-11", "{id: DH-11, share: {of: ldtt, at_least: 0.60", "đã dùng ở dòng"),
        (
            "id: BK-03e, share: {of: ldtt, at_least: 0.60}",
            "id: BK-02b, held: bang_khen",
            "id: DH-11",
            "“run” liên tục",
        ),
        ('"Điều 9 TT1"', '"Điều 9 TT2"', "TT2", "không có văn bản “TT2”"),
        (
            "    routes:\n      person:",
            "    routes:\n      collective:",
            "BKT-01",
            "không có tiêu chuẩn cho collective",
        ),
        ("organisation", "organization", "organization", "Có phải là “organisation”?"),
    ],
)
def test_a_fault_of_an_overlay_is_told_with_its_line(old, new, place, said):
    text = edited(old, new, OVERLAY)
    faults = overlay_faults(text)
    # What breaks a condition of the pack is told where the figures begin.
    assert [1 for line, fault in faults if said in fault and line == line_of(place, text)], faults


def test_an_overlay_lies_once():
    assert "đã đặt lên gói rồi" in str(overlay_faults(OVERLAY, lay(OVERLAY)))
