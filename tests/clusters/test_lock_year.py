"""Every action that writes in a year locks it first and decides on what is stored, not on what was read."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import thidua
from thidua.awards.actions import decide
from thidua.clusters.access import lock_year, member_ids
from thidua.clusters.actions import edit_year, reframe_year
from thidua.clusters.models import ClusterYear, Membership
from thidua.clusters.queries import members, stage_dues
from thidua.core.faults import Refused
from thidua.core.timetable import Stage
from thidua.movements import actions as movements
from thidua.pledges import actions as pledges
from thidua.reporting import actions as reporting
from thidua.reporting.models import DutyKind
from thidua.review import actions as review
from thidua.review.models import MeetingKind, Proposal
from thidua.scoring import actions as scoring

SOURCE = Path(thidua.__file__).parent
WRITING = ("clusters", "movements", "pledges", "reporting", "scoring", "review", "awards")
# These write no year that is there already, or are called by an action that has locked it.
WITHOUT_A_YEAR = {"create_cluster", "open_year", "appoint", "end_appointment", "save_unit", "close_year"}
# Who has a sheet open is no matter of the year: it bears on nothing, and waits for nobody.
WITHOUT_A_YEAR |= {"keep_open"}


def test_the_object_is_brought_up_to_what_is_stored(world):
    year = world.at(Stage.PLEDGING)
    assert len(members(year)) == len(member_ids(year)) == 3
    assert stage_dues(year)
    Membership.objects.filter(unit=world.units["c"]).delete()
    year.stage_terms.all().delete()
    ClusterYear.objects.filter(pk=year.pk).update(
        stage=Stage.REVIEW, closed_on=date(2017, 12, 5), chair=world.units["b"], secretary=None
    )
    lock_year(year)
    assert (year.current_stage, year.is_closed, year.chair) == (Stage.REVIEW, True, world.units["b"])
    assert year.secretary is None
    assert len(members(year)) == len(member_ids(year)) == 2
    assert stage_dues(year) == {}


WRITES = {
    "save_directive": lambda w, y: movements.save_directive(
        w.actor("secretary"), y, number="1/KH", issued_on=date(2017, 1, 5), issuer="Bộ", abstract="Kế hoạch"
    ),
    "launch_movement": lambda w, y: movements.launch_movement(
        w.actor("secretary"),
        y,
        name="Phong trào",
        launched_by="Bộ",
        level="bo",
        kind="chuyen_de",
        starts_on=date(2017, 1, 5),
    ),
    "record_activity": lambda w, y: movements.record_activity(
        w.actor("specialist_b"),
        y,
        kind="giao_luu",
        name="Đá bóng",
        field="sports",
        held_on=date(2017, 5, 2),
        host=w.units["b"],
        participants=[w.units["c"]],
    ),
    "save_pact": lambda w, y: pledges.save_pact(w.actor("secretary"), y, text="Giao ước"),
    "save_target": lambda w, y: pledges.save_target(
        w.actor("secretary"), y, name="Chỉ tiêu", field="culture", measure="việc", direction="tang"
    ),
    "agree_figures": lambda w, y: pledges.agree_figures(w.actor("specialist_b"), y, w.units["b"], {}),
    "sign_pact": lambda w, y: pledges.sign_pact(w.actor("head_b"), y, w.units["b"]),
    "reopen_pact": lambda w, y: pledges.reopen_pact(w.actor("head_a"), y, reason="sửa"),
    "register": lambda w, y: pledges.register(w.actor("specialist_b"), y, w.units["b"], award="giay_khen"),
    "save_duty": lambda w, y: reporting.save_duty(
        w.actor("secretary"), y, kind=DutyKind.YEAREND, name="Báo cáo năm", due=date(2017, 10, 31)
    ),
    "save_indicator": lambda w, y: reporting.save_indicator(
        w.actor("secretary"), y, name="Chỉ số", field="culture", measure="việc"
    ),
    "name_rubric": lambda w, y: scoring.name_rubric(w.actor("secretary"), y, name="Thang", places=2),
    "save_self_scores": lambda w, y: scoring.save_self_scores(w.actor("specialist_b"), y, w.units["b"], {}),
    "hold_meeting": lambda w, y: review.hold_meeting(
        w.actor("secretary"),
        y,
        kind=MeetingKind.PACT_SIGNING,
        held_on=date(2017, 3, 20),
        place="Huế",
        presided_by="Chủ trì",
    ),
    "propose": lambda w, y: review.propose(w.actor("head_a"), y),
    "propose_unit": lambda w, y: review.propose_unit(
        w.actor("head_a"), y, w.units["b"], award="giay_khen", reason="vì"
    ),
    "edit_year": lambda w, y: edit_year(w.actor("secretary"), y, secretary=None, regulation="", dues={}),
    "reframe_year": lambda w, y: reframe_year(
        w.actor("authority"), y, members=list(w.units.values()), chair=w.units["b"], deputy=None
    ),
}


@pytest.mark.parametrize("name", WRITES)
def test_an_object_read_before_the_year_closed_writes_nothing(world, name):
    year = world.at(Stage.PLEDGING)
    assert member_ids(year)
    ClusterYear.objects.filter(pk=year.pk).update(closed_on=date(2017, 5, 9))
    with pytest.raises(Refused) as refused:
        WRITES[name](world, year)
    assert "đã bàn giao" in str(refused.value)


def test_a_member_taken_out_meanwhile_writes_nothing(world):
    year = world.at(Stage.PLEDGING)
    assert member_ids(year)
    Membership.objects.filter(unit=world.units["b"]).delete()
    with pytest.raises(Refused):
        pledges.register(world.actor("specialist_b"), year, world.units["b"], award="giay_khen")


def test_a_decision_is_held_to_the_stage_as_it_stands(world):
    year = world.at(Stage.HAND_OVER)
    proposal = Proposal.objects.create(
        cluster_year=year, unit=world.units["b"], award="giay_khen", proposed_at=world.actor("head_a").at
    )
    ClusterYear.objects.filter(pk=year.pk).update(stage=Stage.PROPOSAL)
    with pytest.raises(Refused, match="chưa trình xong"):
        decide(
            world.actor("authority"),
            year,
            number="1/QĐ",
            signed_on=date(2017, 5, 1),
            signer_name="A",
            signer_position="Bộ trưởng",
            abstract="Khen",
            answers={proposal.pk: (True, "")},
        )


def _actions():
    """Every action (a public function in one transaction) of the capabilities that write in a year."""
    for capability in WRITING:
        for path in sorted((SOURCE / capability).rglob("*action*/*.py")) + sorted(
            (SOURCE / capability).glob("*actions.py")
        ):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and any(
                    ast.unparse(d) == "transaction.atomic" for d in node.decorator_list
                ):
                    yield path, node


@pytest.mark.parametrize(
    "where",
    [
        f"{path.relative_to(SOURCE)}:{node.name}"
        for path, node in _actions()
        if node.name not in WITHOUT_A_YEAR
    ],
)
def test_the_lock_is_the_first_act(where):
    path, name = where.split(":")
    own, beside = SOURCE / path, sorted((SOURCE / path).parent.glob("*.py"))
    functions = {
        node.name: node
        for module in [*beside, own]
        for node in ast.parse(module.read_text()).body
        if isinstance(node, ast.FunctionDef)
    }
    while name in functions:  # an action may leave the lock to a function beside it
        calls = [
            ast.unparse(call.func)
            for statement in functions[name].body
            for call in ast.walk(statement)
            if isinstance(call, ast.Call)
        ]
        name = calls[0]
    assert name == "lock_year", calls


def test_nobody_locks_a_year_by_hand():
    by_hand = [
        path.relative_to(SOURCE)
        for path in SOURCE.rglob("*.py")
        if "ClusterYear.objects.select_for_update" in path.read_text()
    ]
    assert [str(path) for path in by_hand] == ["clusters/access.py"]
