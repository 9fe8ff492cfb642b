"""A made-up khối of three made-up schools, at its review on 10 July 2018 with a secret ballot open.

It is there to be tried: whoever loads the demonstration votes in it as one head or another. A school's year
ends in summer, so its review falls in July.
"""

from __future__ import annotations

from thidua.core.timetable import Stage
from thidua.sheets.values import Book, Row

from .common import at, day, figure, lines, row

CODES = ("truong-a", "truong-b", "truong-c")
NAMES = {code: f"Trường Minh họa {code[-1].upper()}" for code in CODES}
TODAY = "2018-07-10"
STAGES = {
    Stage.PREPARATION: ("2018-01-20", "2018-01-18"),
    Stage.PLEDGING: ("2018-02-05", "2018-02-02"),
    Stage.RUNNING: ("2018-05-31", "2018-05-31"),
    Stage.MIDYEAR_REVIEW: ("2018-06-08", "2018-06-08"),
    Stage.SELF_SCORING: ("2018-06-22", "2018-06-22"),
    Stage.VERIFICATION: ("2018-07-02", "2018-07-02"),
    Stage.REVIEW: ("2018-07-15", None),
    Stage.PROPOSAL: ("2018-07-25", None),
    Stage.HAND_OVER: ("2018-07-31", None),
}
# Code, name, kind, most points, parameters.
RUBRIC = (
    ("I", "Nhiệm vụ chuyên môn", (
        ("1.1", "Chất lượng đào tạo", "judged", 40, None),
        ("1.2", "Chương trình biểu diễn, hội thi phục vụ cơ sở", "count", 20, "Điểm mỗi lần (việc)=4"),
    )),
    ("II", "Công tác thi đua, khen thưởng", (
        ("2.1", "Phát động, ký giao ước, đăng ký thi đua", "judged", 20, None),
        ("2.2", "Kế hoạch thi đua gửi đúng hạn", "lateness", 20, "Điểm trừ mỗi lần muộn=5"),
    )),
)  # fmt: skip
# What each school gave itself: 1.1, 1.2, 2.1; the verifier's other figures with the reason.
SELF = {"truong-a": (37, 5, 19), "truong-b": (38, 4, 20), "truong-c": (35, 5, 18)}
VERIFIED = {("truong-b", "2.1"): (19, "Đăng ký bổ sung một danh hiệu sau hạn")}
MEETINGS = (
    ("ky_giao_uoc", "2018-02-02", "Các trường ký giao ước, thống nhất thang điểm năm 2018."),
    ("so_ket", "2018-06-08", "Sơ kết công việc từ đầu năm; nhắc nộp phiếu tự chấm trước ngày 22 tháng 6."),
    ("tong_ket", TODAY, "Thống nhất bảng điểm; bỏ phiếu kín suy tôn một đơn vị dẫn đầu khối."),
)
MOVEMENT = {
    "name": "Đưa nghệ thuật về cơ sở",
    "launched_by": "Khối thi đua các trường (minh hoạ)",
    "level": "cum",
    "kind": "chuyen_de",
    "starts_on": day("2018-01-18"),
    "ends_on": day("2018-06-30"),
    "targets": "Mỗi trường có ít nhất bốn chương trình phục vụ cơ sở",
}


def book() -> Book:
    """Every row of the khối's year."""
    return {
        "year": [_year()],
        "units": [
            row(code=code, name=NAMES[code], short_name=NAMES[code], kind="khac", place="Minh hoạ")
            for code in CODES
        ],
        "stages": [
            row(stage=stage.value, due=day(due), completed_on=day(done) if done else None)
            for stage, (due, done) in STAGES.items()
        ],
        "regulation": lines("Dữ liệu minh hoạ: khối này dựng ra để thử bỏ phiếu kín."),
        "pact": lines(
            "GIAO ƯỚC THI ĐUA NĂM 2018\nCác trường thi đua dạy tốt, học tốt, đưa nghệ thuật về cơ sở."
        ),
        "targets": [
            row(
                code="ve-co-so",
                name="Buổi biểu diễn phục vụ cơ sở",
                field="culture",
                measure="buổi",
                direction="tang",
                position=1,
            )
        ],
        "agreed": [row(target="ve-co-so", unit=code, value=figure(12)) for code in CODES],
        "signatures": [
            row(
                unit=code,
                signer_name=f"Hiệu trưởng {NAMES[code]} (minh hoạ)",
                signer_position="Hiệu trưởng",
                signed_at=at("2018-02-02", f"09:{10 + place}"),
            )
            for place, code in enumerate(CODES)
        ],
        "registrations": [
            row(
                unit=code,
                award="co_thi_dua_bo_tinh",
                quantity=1,
                registered_at=at("2018-02-01", f"14:{10 + place}"),
            )
            for place, code in enumerate(CODES)
        ],
        "duties": [
            row(code="ke-hoach", kind="ke_hoach", name="Kế hoạch thi đua năm 2018", due=day("2018-02-15"))
        ],
        **_plans(),
        "rubric": [
            row(
                group_code=group,
                group_name=name,
                code=code,
                name=criterion,
                kind=kind,
                max_points=figure(points),
                parameters=parameters,
            )
            for group, name, criteria in RUBRIC
            for code, criterion, kind, points, parameters in criteria
        ],
        **_scores(),
        "movements": [row(**MOVEMENT)],
        "meetings": [
            row(
                kind=kind,
                held_on=day(held),
                place=NAMES["truong-a"],
                presided_by=f"Hiệu trưởng {NAMES['truong-a']} (minh hoạ)",
                attending=CODES,
                minutes=minutes,
            )
            for kind, held, minutes in MEETINGS
        ],
        "ballots": [_ballot()],
    }


def _year() -> Row:
    return row(
        cluster_code="khoi-minh-hoa",
        cluster_name="Khối thi đua các trường (minh hoạ)",
        cluster_kind="khoi",
        year=2018,
        authority_code="bo-vhttdl",
        authority_name="Bộ Văn hóa, Thể thao và Du lịch",
        authority_short="Bộ VHTTDL",
        authority_kind="bo",
        stage="review",
        chair="truong-a",
        deputy="truong-b",
        rubric_name="Thang điểm của khối (100 điểm)",
        rubric_places=2,
        is_demonstration=True,
        form=1,
    )


def _plans() -> Book:
    return {
        "reports": [
            row(
                duty="ke-hoach",
                unit=code,
                round=1,
                state="accepted",
                submitted_at=at(f"2018-02-{12 + place}", "10:15"),
                accepted_at=at("2018-02-15", "15:00"),
            )
            for place, code in enumerate(CODES)
        ],
        "sections": [
            row(
                duty="ke-hoach",
                unit=code,
                kind="emulation",
                text="Phát động hai đợt thi đua trong năm học; mỗi khoa đăng ký một việc mới.",
            )
            for code in CODES
        ],
    }


def _scores() -> Book:
    scores = []
    for code, entries in SELF.items():
        for criterion, value in zip(("1.1", "1.2", "2.1"), entries, strict=True):
            checked, why = VERIFIED.get((code, criterion), (None, None))
            scores.append(
                row(
                    unit=code,
                    criterion=criterion,
                    self_entry=figure(value),
                    verified_entry=None if checked is None else figure(checked),
                    difference_reason=why,
                )
            )
    sheets = [
        row(
            unit=code,
            state="verified",
            submitted_at=at("2018-06-21", f"15:{10 + place}"),
            verified_at=at("2018-07-02", "16:30"),
        )
        for place, code in enumerate(CODES)
    ]
    return {"sheets": sheets, "scores": scores}


def _ballot() -> Row:
    """Open still: nobody has voted, and nothing is counted before it is closed."""
    return row(
        number=1,
        meeting="tong_ket",
        question="award",
        award="co_thi_dua_bo_tinh",
        round=1,
        candidates=CODES,
        is_secret=True,
        seats=1,
        threshold_percent=50,
        quorum_percent=67,
        base="present",
        form="per_item",
        limits_agreement="invalid",
        may_vote_on_self="yes",
        tellers="Trưởng phòng Tổ chức Trường Minh họa C (minh hoạ), trưởng ban",
        opened_at=at(TODAY, "08:30"),
    )
