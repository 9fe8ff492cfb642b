"""Stacked bars: within the chart, in proportion, no wider than the longest."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.charts import stacked_bars
from thidua.core.rank_chart import rank_chart

D = Decimal
values = st.decimals(-50, 2000, places=2)
rows = st.lists(
    st.tuples(st.text(min_size=1, max_size=40), st.lists(st.tuples(st.just("gold"), values), max_size=6)),
    min_size=1,
    max_size=12,
)


def test_parts_follow_each_other_in_proportion():
    chart = stacked_bars([("A", [("gold", D(3)), ("silver", D(1))]), ("B", [("gold", D(2))])])
    first, second = chart.bars
    gold, silver = first.parts
    assert gold.x == second.parts[0].x == chart.left
    assert silver.x == gold.x + gold.width
    assert abs(gold.width - 3 * silver.width) <= 3
    assert abs(second.parts[0].width * 2 - (gold.width + silver.width)) <= 2
    assert (first.total, second.total) == (D(4), D(2))


def test_nothing_to_show_is_no_chart():
    assert stacked_bars([]) is None
    assert stacked_bars([("A", [("gold", D(0)), ("silver", D(-2))])]) is None


def test_a_penalty_shortens_the_total_and_draws_nothing():
    (bar,) = stacked_bars([("A", [("one", D(10)), ("two", D(-2))])]).bars
    assert [part.look for part in bar.parts] == ["one"]
    assert bar.total == D(8)


def test_a_long_name_is_cut_to_leave_room_for_bars():
    chart = stacked_bars([("Sở Văn hóa, Thể thao và Du lịch tỉnh Vĩnh Phúc", [("gold", D(1))])])
    assert chart.bars[0].name.endswith("…")
    assert chart.bars[0].parts[0].width > chart.width // 4


@settings(deadline=None)
@given(rows)
def test_every_bar_stays_within_the_chart(given_rows):
    chart = stacked_bars(given_rows)
    if chart is None:
        return
    assert len(chart.bars) == len(given_rows)
    for bar in chart.bars:
        edges = [chart.left, *(edge for part in bar.parts for edge in (part.x, part.x + part.width))]
        assert edges == sorted(edges)
        assert edges[-1] <= bar.total_x < chart.width
        assert 0 <= bar.y < bar.y + chart.bar_height <= chart.height
        assert all(part.width > 0 for part in bar.parts)


def test_a_line_goes_up_where_the_rank_gets_better_and_breaks_in_a_year_without_one():
    chart = rank_chart([2015, 2016, 2017], [("A", "one", [3, 1, 2]), ("B", "two", [1, None, 1])])
    best, other = chart.lines
    assert (best.name, other.name) == ("B", "A")
    assert [dot.rank for dot in other.dots] == [3, 1, 2]
    assert other.dots[1].y < other.dots[2].y < other.dots[0].y
    assert len(other.strokes) == 1
    assert best.strokes == ()
    assert [year for year, _x in chart.years] == [2015, 2016, 2017]


def test_one_year_of_ranks_is_no_chart():
    assert rank_chart([2016, 2017], [("A", "one", [None, 1])]) is None
    assert rank_chart([2017], [("A", "one", [1])]) is None
    assert rank_chart([2016, 2017], []) is None


ranks = st.lists(st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=4, max_size=4), max_size=9)


@given(ranks)
def test_every_rank_has_its_dot_within_the_chart_and_names_do_not_lie_on_each_other(drawn):
    rows = [(f"Đơn vị {number}", "one", ranked) for number, ranked in enumerate(drawn)]
    chart = rank_chart([2014, 2015, 2016, 2017], rows)
    if chart is None:
        assert sum(any(ranked[year] for ranked in drawn) for year in range(4)) < 2
        return
    assert sum(len(line.dots) for line in chart.lines) == sum(
        rank is not None for row in drawn for rank in row
    )
    for line in chart.lines:
        assert all(0 < dot.x < chart.width and 0 < dot.y <= chart.height for dot in line.dots)
        assert line.name_y <= chart.height
    at_the_end = [line.name_y for line in chart.lines if line.name_x > chart.years[-1][1]]
    assert len(set(at_the_end)) == len(at_the_end)
