"""A sheet side by side with the verifier's, last year's and the cluster's best."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scoring.conftest import ALL, GROUPS, sheet_of
from tests.scoring.test_queries import _six_more
from thidua.clusters.models import ClusterYear, Membership
from thidua.core.timetable import Stage
from thidua.scoring import actions
from thidua.scoring.queries.comparison import comparison

D = Decimal


def compare_url(world, code="b"):
    return world.year.url("sheet_compare", world.units[code].code)


def side_by_side(world, code="b", **how):
    return comparison(world.year, world.units[code], world.actor("head_b").today, **how)


def line(found, code):
    lines = (line for group in found.groups for line in group.lines)
    return next(line for line in lines if line.criterion.code == code)


@pytest.fixture
def verified(all_handed_in, hand_in):
    """Unit b lost five points at 1.1 to its verifier."""
    world = all_handed_in
    sheet = sheet_of(world.year, world.units["b"])
    actions.save_verification(world.actor("secretary"), sheet, {"1.1": (D(30), "Thiếu minh chứng")})
    return world


def test_the_verifiers_changes_are_told_with_their_sign(verified):
    found = side_by_side(verified)
    points = line(found, "1.1").points
    assert (points.own, points.verified, points.by_verifier, points.differs) == (35, 30, -5, True)
    assert (found.total.own, found.total.verified, found.total.by_verifier) == (86, 81, -5)
    assert found.groups[0].sums.by_verifier == -5
    assert found.differing == 1


def test_the_best_is_found_among_sheets_handed_in_by_what_counts(verified):
    world = verified
    sheet = sheet_of(world.year, world.units["c"])
    actions.save_verification(world.actor("secretary"), sheet, {"1.2": (D(6), "Đếm lại")})
    actions.finish_verification(world.actor("secretary"), sheet)
    points = line(side_by_side(world), "1.2").points
    assert (points.best, points.best_units, points.to_best) == (15, (world.units["c"],), -5)
    shared = line(side_by_side(world), "2.1").points
    assert (shared.is_everyones, shared.to_best) == (True, 0)


def test_a_draft_is_nobodys_best(with_rubric, hand_in):
    world = with_rubric
    hand_in("b")
    actions.save_self_scores(world.actor("head_c"), world.year, world.units["c"], {"1.1": (D(40), "")})
    assert line(side_by_side(world), "1.1").points.best_units == (world.units["b"],)
    # One's own draft is set beside those handed in.
    own = line(side_by_side(world, "c"), "1.1").points
    assert (own.own, own.verified, own.best) == (40, None, 35)


def test_last_years_points_stand_beside_this_years(verified):
    world = verified
    before = ClusterYear.objects.create(
        cluster=world.year.cluster, year=world.year.year - 1, chair=world.units["a"], stage=Stage.SELF_SCORING
    )
    Membership.objects.create(cluster_year=before, unit=world.units["b"])
    assert side_by_side(world).before_year is None
    importer = world.actor("head_b")
    importer = type(importer)(importer.user, importer.at, for_all_units=True)
    actions.save_rubric(importer, before, name="Thang cũ", places=2, groups=GROUPS)
    sheet = actions.save_self_scores(importer, before, world.units["b"], {**ALL, "1.1": (D(20), "")})
    actions.submit_sheet(importer, sheet)
    found = side_by_side(world)
    points = line(found, "1.1").points
    assert (found.before_year, points.before, points.since_before) == (2016, 20, 15)
    assert (found.total.before, found.total.since_before) == (71, 15)
    page = world.client("specialist_b").get(compare_url(world)).content.decode()
    assert "Năm 2016" in page
    assert "+15" in page


def test_the_page_shows_all_lines_or_only_those_that_differ(verified):
    client = verified.client("specialist_c")
    every = client.get(compare_url(verified)).content.decode()
    assert every.count('scope="row"') == 8  # seven criteria and the total
    assert "−5" in every
    some = client.get(compare_url(verified), {"dong": "khac"}).content.decode()
    assert some.count('scope="row"') == 2


def test_a_draft_side_by_side_is_read_by_those_who_read_the_draft(with_rubric):
    world = with_rubric
    assert "chưa bắt đầu" in world.client("head_b").get(compare_url(world)).content.decode()
    assert world.client("specialist_c").get(compare_url(world)).status_code == 403


def test_queries_do_not_grow_with_units(verified):
    world = verified
    client = world.client("specialist_c")
    client.get(compare_url(world))

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(compare_url(world)).status_code == 200
        return len(queries)

    few = count()
    _six_more(world)
    assert count() == few <= 40
