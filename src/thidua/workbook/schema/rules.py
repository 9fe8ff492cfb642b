"""The sheets of the regulation's rules: ranking, exclusions, quotas; and of what was decided by them."""

from __future__ import annotations

from thidua.core.award import AWARDS, SubjectKind
from thidua.core.exclusion import RECORDED, ExclusionKind
from thidua.core.faults import gettext_noop
from thidua.core.quota import QuotaKind, SeatRounding
from thidua.core.ranking_rules import Order
from thidua.core.verification import Combination, VerificationMode
from thidua.sheets.columns import Sheet, choice, figure, moment, prose, text, unit, whole, yes_no

_AWARDS = {code: award.name for code, award in AWARDS.items() if award.subject is SubjectKind.COLLECTIVE}

RULES = (
    Sheet(
        "scoring_rules",
        "Quy tắc xếp hạng",
        (),
        (
            choice("verified_by", "Thẩm định", VerificationMode),
            whole("scorers", "Số đơn vị chấm chéo", least=1, most=20),
            choice("combination", "Gộp điểm chấm chéo", Combination, width=30),
            whole("appeal_days", "Số ngày được kiến nghị", least=1, most=60),
            whole("answer_days", "Số ngày phải trả lời", least=1, most=60),
            choice("order", "Xếp hạng", Order, width=40),
            figure("floor", "Mức điểm sàn", most=99_999),
            text("tie_breaks", "Bằng điểm thì xét", longest=400, width=50),
            yes_no("has_quotas", "Hạn mức riêng"),
        ),
        gettext_noop(
            "Một dòng. “Bằng điểm thì xét” ghi lần lượt, cách nhau bằng dấu chấm phẩy: các nhóm lần lượt; "
            "nhóm II; số chỉ tiêu vượt kế hoạch; chỉ số (kèm mã); số phiếu. "
            "Hạn mức riêng: “có” thì theo trang “Hạn mức”."
        ),
    ),
    Sheet(
        "exclusion_kinds",
        "Lý do không xét",
        ("kind",),
        (
            choice("kind", "Lý do", ExclusionKind, width=48),
            yes_no("counts", "Áp dụng"),
            text("clause", "Điều khoản", longest=300, width=40),
        ),
        gettext_noop("Những lý do quy chế có quy định, với điều khoản của quy chế."),
    ),
    Sheet(
        "quotas",
        "Hạn mức",
        ("award",),
        (
            whole("position", "Thứ tự", least=1, most=20),
            choice("award", "Danh hiệu, hình thức", _AWARDS, width=32),
            choice("kind", "Cách tính", QuotaKind),
            whole("number", "Số suất", required=False, most=99),
            text("share", "Tỷ lệ", longest=10),
            choice("rounding", "Làm tròn", SeatRounding, required=False),
            whole("at_least", "Ít nhất", required=False, most=99),
            figure("floor", "Điểm sàn", most=99_999),
        ),
        gettext_noop("Xét lần lượt theo thứ tự. Tỷ lệ ghi 1/3 hoặc 30%."),
    ),
    Sheet(
        "exclusions",
        "Không xét thi đua",
        ("unit", "kind", "recorded_at"),
        (
            unit("unit", "Đơn vị"),
            choice("kind", "Lý do", RECORDED, width=48),
            prose("document", "Căn cứ", required=True),
            moment("recorded_at", "Ghi lúc", required=True),
            moment("lifted_at", "Gỡ lúc"),
            prose("lifting_reason", "Lý do gỡ"),
        ),
    ),
)

DECISIONS_OF_MEETING = (
    Sheet(
        "meeting_decisions",
        "Hội nghị quyết định",
        ("unit",),
        (
            unit("unit", "Đơn vị"),
            choice("award", "Danh hiệu, hình thức", _AWARDS, required=False, width=32),
            prose("reason", "Lý do", required=True),
            moment("decided_at", "Ghi lúc", required=True),
        ),
        gettext_noop("Chỉ ghi đơn vị mà hội nghị quyết định khác với xếp hạng và hạn mức."),
    ),
)
