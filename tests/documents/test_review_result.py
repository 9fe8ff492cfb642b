"""Papers print who is left out under which clause, what the quotas give, and what the meeting overruled."""

from dataclasses import replace
from decimal import Decimal

from tests.documents import sample
from tests.documents.test_facts import OFFICIAL, words
from thidua.documents.review_result import ExclusionLine, ReviewResult, UnitLine
from thidua.documents.score_table import score_paper
from thidua.documents.submission import submission

RESULT = ReviewResult(
    "Xếp theo tổng điểm; bằng nhau thì đồng hạng",
    ("Cờ thi đua của Bộ 3 suất (1/3 của 9 đơn vị, làm tròn lên)",),
    (
        UnitLine("Ninh Bình", 1, Decimal("98.25"), "Cờ thi đua của Bộ"),
        UnitLine("Hà Nam", 2, Decimal(97), "Cờ thi đua của Bộ", "", "Đơn vị xin thôi"),
        UnitLine("Nam Định", None, None, ""),
    ),
    (
        ExclusionLine(
            "Nam Định", "Người đứng đầu bị kỷ luật", "khoản 4 Điều 8 Quy chế", "Quyết định số 12/QĐ-UBND"
        ),
    ),
)
LEFT_OUT = "Không xét thi đua Nam Định: Người đứng đầu bị kỷ luật (khoản 4 Điều 8 Quy chế). Căn cứ:"
DECIDED = "Hội nghị quyết định với Hà Nam: không, theo xếp hạng và hạn mức là Cờ thi đua của Bộ. Lý do:"


def test_the_score_table_prints_order_quota_awards_exclusions_and_decisions():
    found = words(score_paper(replace(sample.scores(), result=RESULT), **OFFICIAL))
    for told in (
        "Hạn mức: Cờ thi đua của Bộ 3 suất (1/3 của 9 đơn vị, làm tròn lên).",
        f"{LEFT_OUT} Quyết định số 12/QĐ-UBND.",
        f"{DECIDED} Đơn vị xin thôi.",
        "98,25",
    ):
        assert told in found


def test_the_submission_prints_what_the_meeting_overruled_and_who_was_left_out():
    found = words(submission(replace(sample.submitted(), result=RESULT), **OFFICIAL))
    assert f"{DECIDED} Đơn vị xin thôi." in found
    assert f"{LEFT_OUT} Quyết định số 12/QĐ-UBND." in found


def test_without_a_result_nothing_of_it_is_printed():
    assert "Không xét thi đua" not in words(score_paper(sample.scores(), **OFFICIAL))
