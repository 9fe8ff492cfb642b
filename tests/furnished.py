"""The small cluster with one of everything in it, for tests that walk all pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from types import SimpleNamespace

from django.core.files.base import ContentFile
from PIL import Image

from tests.world import World
from thidua.clusters.models import Appointment
from thidua.eligibility.models import ScreeningRow, ScreeningRun
from thidua.movements.models import Directive, DirectiveFile, JointActivity, Movement, MovementPart
from thidua.newsroom.models import Article, Comment, Picture
from thidua.pledges.models import AgreedFigure, Pact, Registration, Target
from thidua.reporting.models import Figure, Indicator, MedalCount, Report, ReportingDuty, Submission
from thidua.resultpack.models import UnitKey
from thidua.review.models import Ballot, Candidate, Elector, Meeting, Proposal
from thidua.scoring.models import (
    Appeal,
    Criterion,
    CriterionGroup,
    Evidence,
    Exclusion,
    InspectionGroup,
    Rubric,
    ScoreLine,
    ScoreSheet,
)
from thidua.subjects.models import ImportFile, MergeRequest, Subject, YearFact
from thidua.workbook.models import Upload

THEN = datetime(2017, 5, 10, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Furnished:
    """The world and the things in it; those of a unit belong to unit b."""

    world: World
    things: SimpleNamespace


def furnish(world: World) -> Furnished:
    """Write one of each thing straight to the tables; unit b's report and sheet are drafts."""
    year, b = world.year, world.units["b"]
    stored = {"file_name": "van-ban.pdf", "size": 8, "sha256": "0" * 64}
    t = SimpleNamespace()
    t.directive = Directive.objects.create(
        cluster_year=year, number="01/CT", issued_on=date(2017, 1, 5), issuer="Bộ", abstract="Phát động"
    )
    DirectiveFile.objects.create(directive=t.directive, file=ContentFile(b"%PDF-1.4", "a.pdf"), **stored)
    t.movement = Movement.objects.create(
        cluster_year=year, name="Phong trào", launched_by="Bộ", level="bo", kind="thuong_xuyen",
        starts_on=date(2017, 1, 10),
    )  # fmt: skip
    MovementPart.objects.create(movement=t.movement, unit=b, activities="Làm", recorded_on=date(2017, 5, 1))
    t.activity = JointActivity.objects.create(
        cluster_year=year, kind="giao_luu", name="Giao lưu", field="sports", held_on=date(2017, 5, 2), host=b
    )
    Pact.objects.create(cluster_year=year, text="Các đơn vị thống nhất ký giao ước.")
    t.target = Target.objects.create(
        cluster_year=year, code="ct-1", name="Chỉ tiêu", field="culture", measure="việc"
    )
    AgreedFigure.objects.create(target=t.target, unit=b, value=10)
    t.registration = Registration.objects.create(
        cluster_year=year, unit=b, award="co_thi_dua_bo_tinh", subject="collective", registered_at=THEN
    )
    t.duty = ReportingDuty.objects.create(
        cluster_year=year, code="nam", kind="nam", name="Báo cáo năm", due=date(2017, 10, 31)
    )
    t.indicator = Indicator.objects.create(
        cluster_year=year, code="cs-1", name="Chỉ số", field="culture", measure="việc", target=t.target
    )
    t.report = Report.objects.create(duty=t.duty, unit=b, edited_at=THEN)
    handed_in = Report.objects.create(duty=t.duty, unit=world.units["c"], edited_at=THEN, state="submitted")
    Submission.objects.create(report=handed_in, submitted_at=THEN)
    Figure.objects.create(report=handed_in, indicator=t.indicator, value=12)
    MedalCount.objects.create(report=handed_in, competition="Giải", level="quoc_gia", gold=3)
    rubric = Rubric.objects.create(cluster_year=year, name="Thang điểm")
    t.group = CriterionGroup.objects.create(rubric=rubric, code="I", name="Nhóm")
    t.criterion = Criterion.objects.create(
        group=t.group, code="1.1", name="Tiêu chí", kind="judged", max_points=10
    )
    sheet = ScoreSheet.objects.create(cluster_year=year, unit=b, edited_at=THEN)
    line = ScoreLine.objects.create(sheet=sheet, criterion=t.criterion, self_entry=9)
    t.inspection_group = InspectionGroup.objects.create(cluster_year=year, name="Tổ kiểm tra số 1")
    t.inspection_group.inspectors.add(world.people["specialist_c"])
    t.inspection_group.units.add(b)
    t.evidence = Evidence.objects.create(
        line=line, added_at=THEN, file=ContentFile(b"%PDF-1.4", "b.pdf"), **stored
    )
    t.appeal = Appeal.objects.create(
        sheet=sheet,
        criterion=t.criterion,
        unit=b,
        raised_at=THEN,
        grounds="Căn cứ",
        answer_by=date(2017, 5, 15),
    )
    t.exclusion = Exclusion.objects.create(
        cluster_year=year, unit=b, kind="disunity", document="Kết luận số 1", recorded_at=THEN, lifted_at=THEN
    )
    meeting = Meeting.objects.create(
        cluster_year=year,
        kind="tong_ket",
        held_on=date(2017, 11, 17),
        place="Hội trường",
        presided_by="Giám đốc",
    )
    t.ballot = Ballot.objects.create(
        meeting=meeting, question="award", award="co_thi_dua_bo_tinh", opened_at=THEN
    )
    for unit in world.units.values():
        Candidate.objects.create(ballot=t.ballot, unit=unit)
        Elector.objects.create(ballot=t.ballot, unit=unit)
    t.proposal = Proposal.objects.create(
        cluster_year=year, unit=b, award="bang_khen_bo_tinh", reason="Hội nghị thống nhất", proposed_at=THEN
    )
    t.article = Article.objects.create(
        cluster_year=year, slug="tin", title="Tin", lead="Sa-pô", body="Nội dung.", byline="Biên tập",
        state="published", published_at=THEN,
    )  # fmt: skip
    picture = BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "JPEG")
    t.picture = Picture.objects.create(
        article=t.article, caption="Ảnh", alt="Ảnh", width=40, height=30, file_name="anh.jpg", size=8,
        sha256="0" * 64, file=ContentFile(picture.getvalue(), "c.jpg"), small=ContentFile(picture.getvalue(), "d.jpg"),
    )  # fmt: skip
    t.comment = Comment.objects.create(
        article=t.article, author_name="Bạn đọc", email="doc@example.vn", text="Bài hay.", received_at=THEN
    )
    t.appointment = Appointment.objects.get(user=world.people["specialist_c"])
    t.uploads = {
        name: Upload.objects.create(
            user=world.people[name],
            cluster_year=within,
            uploaded_at=THEN,
            file=ContentFile(b"x", "e.xlsx"),
            **stored,
        )
        for name, within in (("head_a", year), ("operator", None))
    }
    t.key = UnitKey.objects.create(
        unit=b, public_key="3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", made_at=THEN
    )
    _furnish_subjects(world, t)
    _furnish_eligibility(world, t)
    return Furnished(world, t)


def _furnish_subjects(world: World, t: SimpleNamespace) -> None:
    """A person of unit b under discipline, one of unit a that may be the same, a list head b handed in."""
    asker = world.people["specialist_b"]
    t.subject, other = (
        Subject.objects.create(
            code=f"{code}-1", kind="person", name="Nguyễn Thị Thử", unit=world.units[code], born=1980
        )
        for code in "ba"
    )
    t.fact = YearFact.objects.create(
        subject=t.subject,
        year=2016,
        kind="discipline",
        value="khien_trach",
        ref="QĐ 1",
        entered_by=asker,
        entered_at=THEN,
    )
    t.merge = MergeRequest.objects.create(
        kept=t.subject,
        merged=other,
        reason="Chuyển công tác",
        asked_of=world.units["a"],
        asked_by=asker,
        asked_at=THEN,
    )
    t.import_file = ImportFile.objects.create(
        user=world.people["head_b"], uploaded_at=THEN, file=ContentFile(b"x", "f.xlsx"), file_name="ds.xlsx", size=1, sha256="0" * 64
    )  # fmt: skip


def _furnish_eligibility(world: World, t: SimpleNamespace) -> None:
    """A screening of unit b that head b asked for, with one verdict; it still waits for the worker."""
    t.run = ScreeningRun.objects.create(
        unit=world.units["b"],
        asked_by=world.people["head_b"],
        asked_at=THEN,
        on=date(2025, 12, 31),
        pack="V2025",
        awards=["giay_khen"],
        kinds=["person"],
        total=1,
    )
    ScreeningRow.objects.create(
        run=t.run,
        subject=t.subject,
        code=t.subject.code,
        name=t.subject.name,
        name_key="nguyen thi thu",
        unit_name="B",
        kind="person",
        award="giay_khen",
        order=0,
        verdict="undetermined",
        failed="GK-01",
        why="Cần người có thẩm quyền kết luận",
    )
