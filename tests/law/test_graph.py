"""The drawing of a ladder: all of it there, nothing on top of anything else, every edge from box to box."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.books import books
from thidua.core.law.facts import SubjectKind
from thidua.core.law.ladder import ladder
from thidua.core.law.pack import Authority, Basis, Citation, Confirmation, Held, Leaf, Name
from thidua.law import packs
from thidua.law.graph import ladder_svg
from thidua.law.graph_layout import laid_out
from thidua.law.graph_text import shortened, text_width, wrapped

EARLIER, _ = books()
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [(pack, kind) for pack in (*packs.load_packs().values(), *books()) for kind in SubjectKind]
DRAWN = [(pack, kind) for pack, kind in DRAWN if any(kind in a.standards for a in pack.awards.values())]
every = pytest.mark.parametrize(("pack", "kind"), DRAWN, ids=lambda one: getattr(one, "id", str(one)))


@dataclass(frozen=True)
class Place:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, rect) -> "Place":
        x, y = float(rect.get("x", 0)), float(rect.get("y", 0))
        return cls(x, y, x + float(rect.get("width")), y + float(rect.get("height")))

    def overlaps(self, other: "Place") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom


class Drawing:
    """A drawing read back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = ET.fromstring(text)
        groups = self.root.findall(f"{SVG}g")
        self.boxes = {
            g.get("data-award"): Place.of(g.find(f"{SVG}rect")) for g in groups if g.get("data-award")
        }
        self.edges = {
            (g.get("data-source"), g.get("data-target")): g.find(f"{SVG}path")
            for g in groups
            if g.get("data-source")
        }
        self.labels = [
            Place.of(g.find(f"{SVG}rect"))
            for g in groups
            if g.find(f"{SVG}rect") is not None and not g.get("data-award") and not g.get("transform")
        ]


def points(path: str) -> list[tuple[float, float]]:
    """Places along a path of M, V and C, many on each piece."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    for sign, rest in re.findall(r"([MVC])([^MVC]*)", path):
        given = [float(figure) for figure in rest.split()]
        if sign == "M":
            x, y = given
            found.append((x, y))
        elif sign == "V":
            found += [(x, y + (given[0] - y) * step / 20) for step in range(1, 21)]
            y = given[0]
        else:
            ends = [(x, y), *zip(given[::2], given[1::2], strict=True)]
            for step in range(1, 41):
                t = step / 40
                shares = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3]
                found.append(
                    tuple(sum(s * end[axis] for s, end in zip(shares, ends, strict=True)) for axis in (0, 1))
                )
            x, y = ends[-1]
    return found


@pytest.fixture(scope="module")
def drawn():
    made: dict[tuple[str, str], Drawing] = {}

    def draw(pack, kind) -> Drawing:
        key = (pack.id, kind)
        if key not in made:
            made[key] = Drawing(ladder_svg(pack, kind))
        return made[key]

    return draw


@every
def test_every_award_of_the_pack_is_there_with_its_name_and_who_confers_it(drawn, pack, kind):
    drawing = drawn(pack, kind)
    assert set(drawing.boxes) == {code for code, award in pack.awards.items() if kind in award.standards}
    for group in drawing.root.findall(f"{SVG}g"):
        if code := group.get("data-award"):
            words = " ".join(span.text or "" for span in group.iter(f"{SVG}tspan"))
            assert words.startswith(pack.award(code).name.vi)
            assert pack.award(code).confers.who in (group.findtext(f"{SVG}title") or "")


@every
def test_no_box_or_label_lies_on_another_or_off_the_sheet(drawn, pack, kind):
    drawing = drawn(pack, kind)
    width, height = float(drawing.root.get("width")), float(drawing.root.get("height"))
    places = [*drawing.boxes.values(), *drawing.labels]
    assert len(drawing.labels) == len(drawing.edges)
    for index, one in enumerate(places):
        assert one.left > 0 and one.right < width and one.top > 0 and one.bottom < height
        assert not any(one.overlaps(other) for other in places[index + 1 :])


@every
def test_every_edge_leads_from_its_box_to_its_box(drawn, pack, kind):
    drawing = drawn(pack, kind)
    assert set(drawing.edges) == {(e.source, e.target) for e in ladder(pack, kind).edges}
    for (source, target), path in drawing.edges.items():
        way = points(path.get("d"))
        low, high = sorted((drawing.boxes[source], drawing.boxes[target]), key=lambda box: -box.top)
        assert way[0][1] == low.top and low.left < way[0][0] < low.right
        assert way[-1][1] == high.bottom and high.left < way[-1][0] < high.right


@every
def test_no_edge_runs_through_a_box_or_another_edges_label(drawn, pack, kind):
    drawing = drawn(pack, kind)
    for path in drawing.edges.values():
        way = points(path.get("d"))
        assert not any(box.holds(*point) for box in drawing.boxes.values() for point in way)
        touched = [label for label in drawing.labels if any(label.holds(*point) for point in way)]
        assert len(touched) == 1  # its own


@every
def test_it_is_the_same_drawing_each_time(drawn, pack, kind):
    assert ladder_svg(pack, kind) == drawn(pack, kind).text


@every
def test_a_strict_page_can_hold_it(drawn, pack, kind):
    drawing = drawn(pack, kind)
    names = [element.tag.removeprefix(SVG) for element in drawing.root.iter()]
    assert not {"style", "script", "foreignObject", "image", "a"} & set(names)
    keys = {key for element in drawing.root.iter() for key in element.attrib}
    assert "style" not in keys and not any(key.startswith("on") for key in keys)
    assert "http" not in drawing.text.replace("http://www.w3.org/2000/svg", "")


@every
def test_readers_are_told_what_it_shows(drawn, pack, kind):
    drawing = drawn(pack, kind)
    told_by = drawing.root.get("aria-labelledby").split()
    texts = {element.get("id"): element.text for element in drawing.root if element.get("id")}
    assert set(told_by) == set(texts) and all(texts.values())
    description = texts[told_by[1]]
    for award in (a for a in pack.awards.values() if kind in a.standards):
        assert award.name.vi in description


def test_an_unconfirmed_edge_is_dashed_and_a_needed_one_is_heavier(drawn):
    drawing = drawn(EARLIER, SubjectKind.PERSON)
    for edge in ladder(EARLIER, SubjectKind.PERSON).edges:
        path = drawing.edges[edge.source, edge.target]
        assert bool(path.get("stroke-dasharray")) is not edge.is_confirmed
        assert (float(path.get("stroke-width")) > 2) is edge.is_needed


def test_the_labels_tell_the_figures_and_what_is_not_confirmed(drawn):
    words = {span.text for span in drawn(EARLIER, SubjectKind.PERSON).root.iter(f"{SVG}tspan")}
    assert {"3 năm liên tục", "đã có", "chọn tối đa 15% (?)", "3 lần (?)"} <= words


def test_pointing_at_an_edge_tells_the_whole_condition_and_its_citation(drawn):
    groups = drawn(EARLIER, SubjectKind.PERSON).root.findall(f"{SVG}g")
    tip = next(
        group.findtext(f"{SVG}title")
        for group in groups
        if group.get("data-target") == "chien_si_thi_dua_bo_tinh"
    )
    assert tip == (
        "Từ 3 năm liên tục trở lên tính đến năm đang xét đạt danh hiệu “Chiến sĩ thi đua cơ sở” "
        "(khoản 1 Điều 22 L2022)."
    )


def test_an_edge_to_a_lower_award_points_down():
    low = EARLIER.award("lao_dong_tien_tien")
    naming = Leaf("x", Held("bang_khen_thu_tuong"), Basis(Citation("L2022"), Confirmation.SEEN))
    odd = replace(low, standards={SubjectKind.PERSON: naming})
    pack = replace(EARLIER, awards={**EARLIER.awards, low.code: odd})
    drawing = Drawing(ladder_svg(pack, SubjectKind.PERSON))
    group = next(g for g in drawing.root.findall(f"{SVG}g") if g.get("data-target") == low.code)
    tip, *feet = group.find(f"{SVG}polygon").get("points").split()
    assert float(tip.split(",")[1]) == drawing.boxes[low.code].top
    assert all(float(foot.split(",")[1]) < drawing.boxes[low.code].top for foot in feet)


def test_markup_in_a_name_stays_text():
    award = EARLIER.award("giay_khen")
    strange = '<b>&"Giấy" khen</b>'
    award = replace(
        award, name=Name(strange, ""), confers=Authority("<&>", Basis(Citation("L2022"), Confirmation.SEEN))
    )
    drawing = Drawing(ladder_svg(replace(EARLIER, awards={award.code: award}), SubjectKind.PERSON))
    assert strange in " ".join(drawing.root.find(f"{SVG}g").itertext())


def test_another_language_is_spoken_when_asked():
    english = {"Cấp Nhà nước": "State level", "đã có": "held"}
    text = ladder_svg(
        EARLIER, SubjectKind.PERSON, translate=lambda text: english.get(text, text), language="en"
    )
    assert "held" in text and "State level" in text.replace("</tspan>", "") and "Certificate of" in text


@st.composite
def ladders(draw):
    """Rows of made-up awards with any edges between rows, boxes and labels of any size."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    rows = [[f"a{index}{place}" for place in range(size)] for index, size in enumerate(sizes)]
    pairs = [
        (low, high)
        for index, row in enumerate(rows)
        for low in row
        for other in rows[index + 1 :]
        for high in other
    ]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=20, unique=True)) if pairs else []
    edges = [edge[:: draw(st.sampled_from((1, 1, 1, -1)))] for edge in edges]
    box = st.tuples(st.just(200), st.integers(40, 120))
    label = st.tuples(st.integers(30, 160), st.integers(20, 60))
    return rows, edges, {a: draw(box) for row in rows for a in row}, {e: draw(label) for e in edges}


@settings(max_examples=60, deadline=None)
@given(ladders())
def test_whatever_the_ladder_nothing_lies_on_anything_else(made):
    found = laid_out(*made)
    rects = [*found.boxes.values(), *found.labels.values()]
    places = [Place(rect.x, rect.y, rect.x + rect.width, rect.bottom) for rect in rects]
    for index, one in enumerate(places):
        assert one.left >= 0 and one.right <= found.width + 1
        assert not any(one.overlaps(other) for other in places[index + 1 :])
    for line in found.lines:
        own = found.labels[line.source, line.target]
        others = [rect for rect in rects if rect is not own]
        for upright in line.uprights:
            piece = Place(upright.x, upright.high, upright.x, upright.low)
            assert not any(
                Place(rect.x, rect.y, rect.x + rect.width, rect.bottom).overlaps(piece) for rect in others
            )
        for low, high in pairwise(line.uprights):
            assert high.low <= low.high  # between them there are no boxes and no labels


# --- text --------------------------------------------------------------------------------------------


def test_lines_are_of_about_one_length_and_words_of_several_syllables_stay_whole():
    assert wrapped("Huân chương Lao động hạng Nhất", 13.5, 180, bold=True) == (
        "Huân chương",
        "Lao động hạng Nhất",
    )
    assert wrapped("Bằng khen của Thủ tướng Chính phủ", 13.5, 180, bold=True) == (
        "Bằng khen của",
        "Thủ tướng Chính phủ",
    )


def test_no_line_is_wider_than_its_room_and_nothing_is_lost():
    text = "Thủ trưởng cơ quan, tổ chức, đơn vị có tư cách pháp nhân thuộc Bộ, ban, ngành"
    lines = wrapped(text, 12, 150)
    assert " ".join(lines) == text
    assert all(text_width(line, 12) <= 150 for line in lines)


def test_a_word_wider_than_the_room_stands_alone():
    assert wrapped("a " + "m" * 60, 12, 100) == ("a", "m" * 60)


def test_what_is_too_long_ends_in_dots():
    lines = shortened("một hai ba bốn năm sáu bảy tám chín mười " * 4, 12, 120, 2)
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert shortened("ngắn", 12, 120, 2) == ("ngắn",)


def test_marks_over_letters_take_no_room():
    assert text_width("ế", 10) == text_width("e", 10)
