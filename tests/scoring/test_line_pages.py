"""Where a number comes from: each kind of line with its facts, what is said about it, and the way down."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scoring.conftest import ALL, K, criterion, sheet_of
from tests.scoring.disputes import answer, appeal_of
from tests.world import OFFICE
from thidua.core.rubric import RubricGroup
from thidua.core.timetable import Stage
from thidua.journal.actions import append
from thidua.journal.models import Entry
from thidua.movements.models import JointActivity
from thidua.pledges.models import AgreedFigure, Target
from thidua.reporting.models import Figure, Indicator, MedalCount, Report, ReportingDuty, Submission
from thidua.scoring import actions
from thidua.scoring.actions import cross_scoring as cross_actions
from thidua.scoring.models import Appeal, LineComment, ScoringRules
from thidua.scoring.queries.line_history import line_history

D = Decimal


def line_url(world, code="1.1", unit="b"):
    return world.year.url("score_line", world.units[unit].code, code)


def read(world, who, url):
    opened = world.client(who).get(url)
    assert opened.status_code == 200
    return opened.content.decode()


def post(world, who, do, code="1.1", unit="b", **fields):
    data = {"do": do, **{f"{do}-{name}": value for name, value in fields.items()}}
    return world.client(who).post(line_url(world, code, unit), data)


def test_a_draft_line_is_its_units_own(with_rubric):
    world = with_rubric
    actions.save_self_scores(
        world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D(35), "Đạt khá")}
    )
    page = read(world, "head_b", line_url(world))
    assert "Đạt khá" in page
    assert "Người specialist_b, 09:00 10/05/2017" in page
    assert world.client("inspector").get(line_url(world)).status_code == 200
    for who in ("specialist_c", "secretary", "authority"):
        assert world.client(who).get(line_url(world)).status_code == 403


def test_a_saving_that_changed_nothing_of_the_line_is_not_told(with_rubric):
    world, unit = with_rubric, with_rubric.units["b"]
    specialist = world.actor("specialist_b")
    for figure in (35, 36):
        actions.save_self_scores(specialist, world.year, unit, {"1.1": (D(figure), "Đạt khá")})
    last = Entry.objects.filter(action="save_self_scores").first()
    for _again in range(2):
        append(
            specialist, "save_self_scores", sheet_of(world.year, unit),
            before={"1.1": ["36", "Đạt khá"]}, after={"1.1": ["36.00", "Đạt khá"]},
            year_id=world.year.pk, unit_id=unit.pk,
        )  # fmt: skip
    told = line_history(world.year, unit, "1.1", may_read_drafts=True).lines
    assert [line.changes[0].after for line in told] == ["35", "36"]
    assert told[-1].entry == last


@pytest.mark.parametrize("who", ["specialist_c", "secretary", "authority", "inspector"])
def test_a_verified_line_tells_every_side_by_whom_when_and_why(verified, who):
    page = read(verified, who, line_url(verified))
    for told in (
        "Đạt khá",
        "Người specialist_b, 09:00 20/10/2017",
        "Chưa đủ minh chứng",
        "Người secretary, 09:00 08/11/2017",
        "Chấm từ 0 đến 40 điểm",
    ):
        assert told in page
    assert re.search(r'class="counts">\s*<th scope="row">Thẩm định', page)
    assert "Thẩm định điểm" in page


def test_what_was_typed_before_the_hand_in_is_told_only_to_its_own_people(with_rubric, hand_in):
    world = with_rubric
    actions.save_self_scores(
        world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D(17), "Bản đầu")}
    )
    hand_in("b")
    assert "Bản đầu" in read(world, "head_b", line_url(world))
    others = read(world, "specialist_c", line_url(world))
    assert "Bản đầu" not in others
    assert "Nội dung là của riêng người viết" in others
    assert "Đạt khá" in others


def test_an_answered_appeal_makes_the_agreed_figure_count(verified):
    answer(verified, appeal_of(verified))
    page = read(verified, "specialist_c", line_url(verified))
    assert re.search(r'class="counts">\s*<th scope="row">Thống nhất', page)
    assert "Đã gửi bổ sung minh chứng" in page
    assert "Hồ sơ bổ sung hợp lệ" in page
    assert "Người secretary, 09:00 10/11/2017" in page


def test_neighbours_and_unknown_lines(verified):
    page = read(verified, "head_b", line_url(verified, "1.2"))
    assert f'rel="prev" href="{line_url(verified, "1.1")}"' in page
    assert f'rel="next" href="{line_url(verified, "2.1")}"' in page
    assert verified.client("head_b").get(line_url(verified, "9.9")).status_code == 404


# What each kind of criterion rests on.

COMPUTED = (
    RubricGroup(
        "I",
        "Số liệu",
        (
            criterion("1.1", K.LATENESS, 10, per_late=D(2)),
            criterion("1.2", K.PARTICIPATION, 20),
            criterion("1.3", K.MEDALS, 20, per_gold=D(3)),
            criterion("1.4", K.INDICATOR, 20, indicator_code="le-hoi", points_each=D(1)),
        ),
    ),
)


@pytest.fixture
def recorded(world):
    """Unit b reported late, with medals, a pledged target and an indicator; it joined one of two activities."""
    year, b = world.year, world.units["b"]
    target = Target.objects.create(
        cluster_year=year, code="khach", name="Khách du lịch", field="tourism", measure="lượt"
    )
    AgreedFigure.objects.create(target=target, unit=b, value=1200)
    answering = Indicator.objects.create(
        cluster_year=year, code="khach", name="Khách đã đón", field="tourism", measure="lượt", target=target
    )
    plain = Indicator.objects.create(
        cluster_year=year, code="le-hoi", name="Lễ hội", field="culture", measure="lễ hội"
    )
    duty = ReportingDuty.objects.create(
        cluster_year=year, code="nam", kind="nam", name="Báo cáo năm", due=date(2017, 10, 16)
    )
    sent = datetime(2017, 10, 18, 10, tzinfo=OFFICE)
    report = Report.objects.create(duty=duty, unit=b, edited_at=sent, state="submitted")
    Submission.objects.create(report=report, submitted_at=sent)
    Figure.objects.create(report=report, indicator=answering, value=1440)
    Figure.objects.create(report=report, indicator=plain, value=7)
    MedalCount.objects.create(report=report, competition="Giải vô địch vật", level="quoc_gia", gold=2)
    for name, joins in (("Liên hoan quan họ", True), ("Hội thi bơi trải", False)):
        activity = JointActivity.objects.create(
            cluster_year=year, kind="chuong_trinh_chung", name=name, field="culture", held_on=date(2017, 4, 5),
            host=world.units["a"],
        )  # fmt: skip
        if joins:
            activity.participants.add(b)
    reached = replace(criterion("1.5", K.TARGET, 20), target_code="khach")
    groups = (replace(COMPUTED[0], criteria=(*COMPUTED[0].criteria, reached)),)
    actions.save_rubric(world.actor("secretary"), year, name="Thang điểm", places=2, groups=groups)
    world.at(Stage.SELF_SCORING)
    sheet = actions.save_self_scores(world.actor("specialist_b", "2017-10-20"), world.year, b, {})
    actions.submit_sheet(world.actor("head_b", "2017-10-20"), sheet)
    return world


@pytest.mark.parametrize(
    ("code", "told", "leads_to"),
    [
        ("1.1", ["Báo cáo năm", "16/10/2017", "10:00 18/10/2017", "muộn 2 ngày"], ("report", "nam", "so-b")),
        ("1.2", ["Liên hoan quan họ", "05/04/2017", "Hội thi bơi trải", "không tham gia"], ("activities",)),
        ("1.3", ["Giải vô địch vật", "Quốc gia", "Báo cáo năm"], ("report", "nam", "so-b")),
        ("1.4", ["Lễ hội", "7 lễ hội"], ("report", "nam", "so-b")),
        ("1.5", ["Khách du lịch", "1.200 lượt", "Khách đã đón", "1.440 lượt"], ("report", "nam", "so-b")),
        ("1.5", [], ("pact",)),
    ],
)
def test_a_computed_line_shows_its_records_and_leads_to_them(recorded, code, told, leads_to):
    page = read(recorded, "specialist_c", line_url(recorded, code))
    for words in told:
        assert words in page
    assert (
        f'href="{recorded.year.url(*leads_to)}"' in page.partition('id="facts"')[2].partition("</section>")[0]
    )


def test_a_line_without_records_says_so(world):
    groups = (replace(COMPUTED[0], criteria=COMPUTED[0].criteria[:3]),)
    actions.save_rubric(world.actor("secretary"), world.year, name="Thang", places=2, groups=groups)
    world.at(Stage.SELF_SCORING)
    for code, said in (
        ("1.1", "chưa đặt chế độ báo cáo"),
        ("1.2", "Chưa ghi hoạt động chung"),
        ("1.3", "Chưa có báo cáo đã nộp nào ghi huy chương"),
    ):
        assert said in read(world, "head_b", line_url(world, code))


# What is said about it.


def test_a_remark_is_shown_with_its_author_unit_and_time(verified):
    assert post(verified, "head_c", "comment", text="Đề nghị xem lại").status_code == 302
    assert "Đề nghị xem lại" in read(verified, "specialist_b", line_url(verified))
    comment = LineComment.objects.get()
    assert (comment.author.username, comment.unit) == ("head_c", verified.units["c"])
    for who in ("authority", "inspector"):
        assert post(verified, who, "comment", text="Ý kiến").status_code == 403
    assert post(verified, "head_c", "comment", text=" ").status_code == 200
    assert LineComment.objects.count() == 1


def test_a_remark_on_a_draft_is_its_units_own(with_rubric):
    world = with_rubric
    actions.save_self_scores(world.actor("specialist_b"), world.year, world.units["b"], {"1.1": (D(35), "")})
    assert post(world, "head_b", "comment", text="Xem lại số này").status_code == 302
    assert post(world, "head_c", "comment", text="Ý kiến").status_code == 403
    assert "Xem lại số này" in read(world, "specialist_b", line_url(world))


def test_an_appeal_typed_on_the_page_keeps_what_was_typed_when_refused(verified, settings):
    settings.TODAY = date(2017, 11, 9)
    page = post(verified, "head_b", "appeal", grounds="Có minh chứng", wanted="41").content.decode()
    assert "Điểm phải từ 0 đến 40." in page
    assert "Có minh chứng" in page
    assert not Appeal.objects.exists()


def test_pages_of_the_appeals_by_role(verified):
    appeal = appeal_of(verified)
    url = verified.year.url("appeals")
    for who in ("specialist_b", "authority", "inspector"):
        page = read(verified, who, url)
        assert "Đã gửi bổ sung minh chứng" in page
        assert verified.year.url("answer_appeal", appeal.pk) not in page
    assert verified.year.url("answer_appeal", appeal.pk) in read(verified, "secretary", url)
    assert "không" in read(verified, "specialist_c", f"{url}?loc=cua-don-vi")
    answering = verified.year.url("answer_appeal", appeal.pk)
    assert verified.client("head_b").get(answering).status_code == 403
    assert "Đã gửi bổ sung minh chứng" in read(verified, "secretary", answering)


def test_an_answer_typed_on_its_page(verified):
    appeal = appeal_of(verified)
    url = verified.year.url("answer_appeal", appeal.pk)
    wrong = verified.client("secretary").post(url, {"outcome": "accepted", "agreed": "", "answer": "Đúng"})
    assert "phải ghi số thống nhất" in wrong.content.decode()
    right = verified.client("secretary").post(url, {"outcome": "partly", "agreed": "32,5", "answer": "Đúng"})
    assert right["Location"] == line_url(verified)
    assert "32,5" in read(verified, "head_c", line_url(verified))
    assert verified.client("secretary").get(url)["Location"] == line_url(verified)


def test_the_chairs_own_sheet_is_said_to_be_so(all_handed_in):
    world = all_handed_in
    secretary = world.actor("secretary", "2017-11-08")
    sheet = sheet_of(world.year, world.units["a"])
    actions.finish_verification(secretary, sheet)
    appeal = actions.raise_appeal(
        world.actor("head_c", "2017-11-09"), sheet, world.units["c"], "1.1", grounds="Thiếu minh chứng"
    )
    page = read(world, "secretary", world.year.url("answer_appeal", appeal.pk))
    assert "chính đơn vị cụm trưởng" in page


def test_the_empty_list_teaches(with_rubric):
    page = read(with_rubric, "head_b", with_rubric.year.url("appeals"))
    assert "Chưa có kiến nghị nào." in page
    assert "5 ngày để kiến nghị" in page


# From any total down.


def test_from_the_ranking_down_to_the_evidence_and_its_people(with_rubric, hand_in):
    world = with_rubric
    actions.save_self_scores(world.actor("specialist_b", "2017-10-19"), world.year, world.units["b"], ALL)
    proof = SimpleUploadedFile("chung-nhan.pdf", b"%PDF-1.4\n%%EOF\n")
    actions.add_evidence(
        world.actor("specialist_b", "2017-10-19"), world.year, world.units["b"], "1.1", proof
    )
    for code in "abc":
        hand_in(code)
    world.at(Stage.VERIFICATION)
    ranking = read(world, "head_c", world.year.url("ranking"))
    total = world.year.url("score_sources", "so-b")
    assert f'href="{total}"' in ranking
    sources = read(world, "head_c", total)
    assert "1 minh chứng" in sources
    assert f'href="{line_url(world)}"' in sources
    line = read(world, "head_c", line_url(world))
    assert "chung-nhan.pdf" in line
    assert re.search(r"[0-9a-f]{64}", line)
    assert "Người specialist_b, 09:00 19/10/2017" in line
    evidence = re.search(r'href="([^"]*minh-chung/[^"]*)"', line).group(1)
    assert world.client("head_c").get(evidence).status_code == 200


def test_a_total_is_the_sum_of_its_groups_and_lines(verified):
    answer(verified, appeal_of(verified))
    page = read(verified, "head_c", verified.year.url("score_sources", "so-b"))
    # 34 agreed + 4 × 2,5; 10 + 10 + 20; 2 − 1
    assert "<strong>85</strong> = " in page
    for group, points in (("I", "44"), ("II", "40"), ("III", "1")):
        assert f">{group}</a> ({points})" in page
    assert "số thống nhất" in page
    assert "1 kiến nghị" in page


def queries(world, url):
    client = world.client("secretary")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(url).status_code == 200
    return len(made)


def test_more_remarks_appeals_files_and_history_ask_no_more_of_the_database(verified):
    urls = [
        line_url(verified),
        verified.year.url("score_sources", "so-b"),
        verified.year.url("appeals"),
    ]
    appeal_of(verified)
    actions.add_comment(verified.actor("head_c"), sheet_of(verified.year, verified.units["b"]), "1.1", "Một")
    before = [queries(verified, url) for url in urls]
    for number in range(4):
        for who in ("head_c", "secretary"):
            sheet = sheet_of(verified.year, verified.units["b"])
            actions.add_comment(verified.actor(who), sheet, "1.1", f"Ý kiến {number}")
        appeal = appeal_of(verified, who="head_c", unit="c")
        answer(verified, appeal)
    after = [queries(verified, url) for url in urls]
    assert after == before
    assert max(after) <= 45


def test_the_sheet_counts_what_is_said_about_each_line(verified):
    appeal_of(verified)
    sheet = sheet_of(verified.year, verified.units["b"])
    for text in ("Một", "Hai"):
        actions.add_comment(verified.actor("head_c"), sheet, "1.1", text)
    page = read(verified, "head_c", verified.year.url("score_sheet", "so-b"))
    assert f'<a href="{line_url(verified)}#kien-nghi">2 ý kiến, 1 kiến nghị</a>' in page
    assert page.count("kiến nghị</a>") == 1
    assert f'href="{verified.year.url("score_sources", "so-b")}"' in page


def test_a_cross_scored_line_tells_each_units_figure_and_the_combined_one(all_handed_in):
    world = all_handed_in
    ScoringRules.objects.create(cluster_year=world.year, verified_by="cross", scorers=2)
    sheet = sheet_of(world.year, world.units["b"])
    for who, unit, entries in (
        ("head_a", "a", {"1.1": (D(31), "Thiếu biên bản")}),
        ("head_c", "c", {}),
    ):
        scorer = world.units[unit]
        actor = world.actor(who, "2017-11-05")
        cross_actions.save_cross_scores(actor, sheet, scorer, entries)
        if unit == "c":
            unfinished = read(world, "specialist_b", line_url(world))
            assert "Thiếu biên bản" in unfinished
            assert "C chấm chéo" not in unfinished
            # One that has not finished scores by its own eyes.
            assert "Thiếu biên bản" not in read(world, "specialist_c", line_url(world))
        cross_actions.finish_cross_scores(actor, sheet, scorer)
    page = read(world, "specialist_b", line_url(world))
    for told in ("A chấm chéo", "Thiếu biên bản", "Người head_a, 09:00 05/11/2017", "C chấm chéo"):
        assert told in page
    # (31 + 35) / 2
    assert re.search(r"Gộp điểm chấm chéo.*?<strong>33</strong>", page, re.DOTALL)


def test_records_changed_after_the_verification_are_told_beside_the_settled_points(recorded):
    world = recorded
    world.at(Stage.VERIFICATION)
    sheet = sheet_of(world.year, world.units["b"])
    actions.finish_verification(world.actor("secretary", "2017-11-08"), sheet)
    page = read(world, "specialist_c", line_url(world, "1.2"))
    assert "số liệu chốt lúc thẩm định xong (09:00 08/11/2017)" in page
    assert "Theo số liệu ghi đến nay" not in page
    JointActivity.objects.get(name="Hội thi bơi trải").participants.add(world.units["b"])
    page = read(world, "specialist_c", line_url(world, "1.2"))
    assert "Theo số liệu ghi đến nay thì được 20 điểm." in page
    assert re.search(r'class="big-points">10<', page)


@pytest.mark.parametrize("page", ["ranking", "scores"])
def test_lists_tell_the_agreed_total_beside_the_verified_one_once_they_differ(verified, page):
    url = verified.year.url(page)
    assert "Thống nhất" not in read(verified, "head_c", url)
    answer(verified, appeal_of(verified))
    shown = read(verified, "head_c", url)
    assert "Thống nhất" in shown
    # 30 verified, 34 agreed, and 51 elsewhere
    assert ">81,00</a>" in shown
    assert ">85,00</a>" in shown
