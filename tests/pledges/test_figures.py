"""Each unit agrees a figure for every target, in range, and only its own."""

from decimal import Decimal

import pytest

from tests.pledges.conftest import agree
from thidua.clusters import obligations
from thidua.core.faults import NotPermitted, Refused, Stale
from thidua.core.pledge import figures_version
from thidua.core.timetable import Progress, Stage
from thidua.journal.models import Entry
from thidua.pledges import actions
from thidua.pledges.freeze import figures_of


def progress(world, code):
    return {o.unit_id: o.progress for o in obligations.owed_in(world.year) if o.code == "figures"}[
        world.units[code].pk
    ]


def test_a_unit_agrees_its_own_figures_and_the_chair_any(drafted):
    year, units = drafted.year, drafted.units
    figures = {"huy-chuong": Decimal(10)}
    with pytest.raises(NotPermitted):
        actions.agree_figures(drafted.actor("specialist_b"), year, units["c"], figures)
    actions.agree_figures(drafted.actor("specialist_b"), year, units["b"], figures)
    assert progress(drafted, "b") is Progress.IN_PROGRESS
    actions.agree_figures(drafted.actor("secretary"), year, units["b"], {"gia-dinh-van-hoa": Decimal(90)})
    assert progress(drafted, "b") is Progress.DONE
    assert progress(drafted, "c") is Progress.NOT_STARTED


def test_every_fault_is_named_at_its_target_and_nothing_is_written(drafted):
    with pytest.raises(Refused) as refused:
        actions.agree_figures(
            drafted.actor("specialist_b"),
            drafted.year,
            drafted.units["b"],
            {"huy-chuong": Decimal(-1), "gia-dinh-van-hoa": Decimal("100.5"), "la": Decimal(1)},
        )
    assert {fault.place for fault in refused.value.faults} == {"huy-chuong", "gia-dinh-van-hoa", "la"}
    assert figures_of(drafted.year, drafted.units["b"]) == {}


def test_a_figure_may_be_taken_back_before_signing(drafted):
    agree(drafted, "b")
    actions.agree_figures(
        drafted.actor("specialist_b"), drafted.year, drafted.units["b"], {"huy-chuong": None}
    )
    assert figures_of(drafted.year, drafted.units["b"]) == {"gia-dinh-van-hoa": Decimal("88.5")}
    assert Entry.objects.first().before == {"huy-chuong": "200.000"}
    assert Entry.objects.first().after == {"huy-chuong": None}


def test_two_people_typing_the_same_units_figures_do_not_overwrite_each_other(drafted):
    seen = figures_version({})
    actions.agree_figures(
        drafted.actor("specialist_b", "2017-03-16"),
        drafted.year,
        drafted.units["b"],
        {"huy-chuong": Decimal(10)},
        version=seen,
    )
    with pytest.raises(Stale, match="Người specialist_b đã lưu lúc 09:00 16/03/2017"):
        actions.agree_figures(
            drafted.actor("head_b"),
            drafted.year,
            drafted.units["b"],
            {"huy-chuong": Decimal(12)},
            version=seen,
        )


def test_a_signed_units_figures_are_frozen_even_for_the_chair_and_others_are_not(a_signed_unit):
    with pytest.raises(Refused, match="B đã ký giao ước lúc 09:00 20/03/2017"):
        actions.agree_figures(
            a_signed_unit.actor("secretary"),
            a_signed_unit.year,
            a_signed_unit.units["b"],
            {"huy-chuong": Decimal(1)},
        )
    agree(a_signed_unit, "c")


def test_no_unit_outside_the_cluster_agrees_anything(drafted):
    outside = type(drafted.units["a"]).objects.get(code="so-ngoai")
    with pytest.raises(NotPermitted):
        actions.agree_figures(drafted.actor("stranger"), drafted.year, outside, {"huy-chuong": Decimal(1)})
    with pytest.raises(Refused, match="không phải thành viên"):
        actions.agree_figures(drafted.actor("secretary"), drafted.year, outside, {"huy-chuong": Decimal(1)})


def test_figures_are_not_changed_once_the_year_runs(drafted):
    with pytest.raises(Refused, match="giai đoạn"):
        actions.agree_figures(
            drafted.actor("specialist_b"),
            drafted.at(Stage.RUNNING),
            drafted.units["b"],
            {"huy-chuong": Decimal(1)},
        )
