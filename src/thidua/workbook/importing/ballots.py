"""Putting back counts on paper and challenges of a ballot."""

from __future__ import annotations

import json
from collections import defaultdict

from thidua.accounts.models import User
from thidua.core.ballot import PaperForm
from thidua.core.faults import Refused, gettext_noop
from thidua.core.paper_count import Figures, cell_words
from thidua.review import actions
from thidua.review.models import Ballot
from thidua.sheets.values import Row

from .job import Job, there


def put_back_paper_counts(job: Job, row: Row, ballot: Ballot) -> None:
    """Sheet Kiểm phiếu giấy: each teller's figures, which are held to their sums as when entered."""
    by_teller: dict[str, list[Row]] = defaultdict(list)
    for line in job.rows("paper_counts"):
        if line.text("ballot") == row.text("number"):
            by_teller[line.text("teller")].append(line)
    for username, lines in by_teller.items():
        with job.writing("paper_counts", lines[0]):
            actions.enter_paper_count(
                job.at(lines[0].moment("entered_at")),
                ballot,
                _figures(job, ballot, lines),
                teller=_user(username, "teller"),
            )
    if ballot.paper_counts.count() < len(by_teller):
        # A count was refused, and why is told at its row: that the ballot cannot be closed only follows.
        there(None)


def put_back_challenges(job: Job, row: Row, ballot: Ballot) -> None:
    """Sheet Kiểm lại: who asked, and what was found then."""
    for line in job.rows("challenges"):
        if line.text("ballot") != row.text("number"):
            continue
        with job.writing("challenges", line):
            actions.record_challenge(
                job.at(line.moment("raised_at")),
                ballot,
                raised_by=_user(line.text("raised_by"), "raised_by"),
                unit=job.unit(line) if line["unit"] else None,
                reason=line.text("reason"),
                agrees=line.yes("agrees"),
                found=_found(line),
            )


def _figures(job: Job, ballot: Ballot, lines: list[Row]) -> Figures:
    width = len(cell_words(PaperForm(ballot.form)))
    first = lines[0]
    return Figures(
        first.whole("issued"),
        first.whole("collected"),
        first.whole("invalid"),
        {
            job.unit(line, "candidate").code: tuple(
                line.whole(cell) for cell in ("agree", "disagree", "abstain")[:width]
            )
            for line in lines
        },
    )


def _user(username: str, place: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused.because(
            gettext_noop("Không có tài khoản “%(username)s”."),
            gettext_noop("Hãy tạo tài khoản này, hoặc ghi tên đăng nhập có ở đây."),
            place=place,
            username=username,
        )
    return user


def _found(line: Row) -> list[dict[str, str]]:
    text = line.text("found")
    try:
        found = json.loads(text) if text else []
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused.because(
            gettext_noop("Ô “Tìm thấy” không đọc được."),
            gettext_noop("Hãy chép nguyên ô này từ sổ đã xuất."),
            place="found",
        )
    return found
