"""Secret voting in two halves that nothing joins: a unit gets its blinded paper signed; a paper is cast.

The first half knows who and not what, the second what and not who. What is stored, against whom that
protects and against whom it does not is told in docs/ballot.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require, require_stage
from thidua.clusters.models import Unit
from thidua.core import secret_paper
from thidua.core.ballot import PaperForm, agrees_too_often
from thidua.core.faults import Refused, gettext_noop
from thidua.core.secret_paper import CastPaper, SecretVote, Unreadable
from thidua.core.timetable import Stage
from thidua.signing import blind

from .. import queries, urn
from ..models import Ballot, Urn
from .ballots import closed_already, locked
from .casting import elector_of, mark_voted
from .secrecy import forget_earlier_urns


@transaction.atomic
def sign_paper(actor: Actor, ballot: Ballot, unit: Unit, blinded: bytes) -> bytes:
    """Sign ``unit``'s blinded paper, once, and note that it was given out; return the blind signature.

    The very same blinded paper is signed again, so that a lost answer loses no vote; another is refused.
    The journal keeps that the unit received its paper.
    """
    year = ballot.meeting.cluster_year
    lock_year(year)
    require(actor, Permission.CAST, year, unit)
    require_stage(actor, year, Stage.REVIEW)
    ballot = locked(ballot)
    _refuse_unless_taking_votes(ballot)
    elector = elector_of(ballot, unit)
    if elector.has_voted and elector.blinded != blinded.hex():
        raise Refused.because(
            gettext_noop("%(unit)s đã nhận phiếu; mỗi đơn vị chỉ nhận một phiếu."),
            gettext_noop("Phiếu chưa vào hòm thì gửi tiếp từ chính trình duyệt đã nhận phiếu."),
            unit=unit.short_name,
        )
    if not elector.has_voted:
        if ballot.voting_until and actor.at > ballot.voting_until:
            raise Refused.because(gettext_noop("Đã hết giờ bỏ phiếu."))
        elector.blinded = blinded.hex()
        elector.save(update_fields=["blinded"])
        mark_voted(actor, ballot, [elector], "sign_paper")
    try:
        return blind.blind_sign(ballot.private_key, blinded)
    except blind.CannotSign as error:
        raise Refused.because(
            gettext_noop("Phiếu gửi đi để ký không đúng dạng."),
            gettext_noop("Hãy tải lại trang rồi làm lại."),
        ) from error


@transaction.atomic
def put_in_urn(ballot: Ballot, paper: CastPaper) -> None:
    """Put a signed paper into the urn. Nobody is asked who sends it, and nothing is written but the urn.

    The same paper again changes nothing. A paper signed in time is taken until the ballot is closed.
    """
    lock_year(ballot.meeting.cluster_year)
    ballot = locked(ballot)
    if not ballot.is_open:
        raise closed_already(ballot)
    _refuse_unless_taking_votes(ballot)
    vote = _read(ballot, paper)
    box = Urn.objects.select_for_update().get(ballot=ballot)
    there = secret_paper.read_urn(box.papers)
    for other in there:
        if secret_paper.code_of(other) == vote.code:
            if other.message == paper.message:
                return
            raise Refused.because(gettext_noop("Mã phiếu này đã có trong hòm với nội dung khác."))
    box.papers = secret_paper.write_urn([*there, paper])
    box.save(update_fields=["papers"])
    transaction.on_commit(forget_earlier_urns)


@transaction.atomic
def record_papers(
    actor: Actor,
    ballot: Ballot,
    *,
    voted: Collection[Unit],
    papers: Sequence[CastPaper],
    public_key: str = "",
) -> None:
    """Put back a secret ballot's papers from a workbook, which holds who voted and the papers apart.

    For imports only: signed papers come with the ballot's ``public_key``, those of before blind signatures
    with none. Papers already there are left alone when they say the same, and refused otherwise.
    """
    lock_year(ballot.meeting.cluster_year)
    if not actor.for_all_units:
        raise Refused.because(gettext_noop("Bỏ phiếu kín thì từng đơn vị tự bỏ, không ai ghi thay."))
    ballot = locked(ballot)
    _refuse_more_than_given(len(papers), len(voted))
    there = secret_paper.read_urn(urn.urn_text(ballot))
    if there or not ballot.is_open:
        if _sayings(there) == _sayings(papers):
            return
        if not there:
            raise closed_already(ballot)
        raise Refused.because(gettext_noop("Cuộc bỏ phiếu kín này đã có phiếu khác với tệp nhập."))
    ballot.public_key, ballot.private_key = public_key, ""
    for paper in papers:
        _read(ballot, paper, recorded=True)
    ballot.save(update_fields=["public_key", "private_key"])
    Urn.objects.update_or_create(ballot=ballot, defaults={"papers": secret_paper.write_urn(papers)})
    mark_voted(actor, ballot, [elector_of(ballot, unit) for unit in voted], "record_papers")


def unsigned_paper(vote: SecretVote) -> CastPaper:
    """A paper of a ballot without blind signatures, as older workbooks and papers hold it."""
    return CastPaper(secret_paper.encode("", vote))


def taken_at(ballot: Ballot, now: datetime) -> bool:
    """Whether papers are still given out at ``now``."""
    return ballot.is_open and (ballot.voting_until is None or now <= ballot.voting_until)


def _refuse_unless_taking_votes(ballot: Ballot) -> None:
    if not urn.has_urn(ballot):
        raise Refused.because(gettext_noop("Cuộc bỏ phiếu này không bỏ phiếu kín trên máy."))
    if not ballot.is_open:
        raise closed_already(ballot)
    if not ballot.private_key:
        raise Refused.because(
            gettext_noop("Cuộc bỏ phiếu này mở từ phiên bản phần mềm trước nên không nhận thêm phiếu."),
            gettext_noop("Hãy khép lại rồi mở cuộc bỏ phiếu mới."),
        )


def _refuse_more_than_given(papers: int, voted: int) -> None:
    if papers > voted:
        raise Refused.because(
            gettext_noop("Số phiếu (%(papers)s) nhiều hơn số đơn vị đã nhận phiếu (%(voted)s)."),
            papers=papers,
            voted=voted,
        )


def _read(ballot: Ballot, paper: CastPaper, *, recorded: bool = False) -> SecretVote:
    """What the paper says, once its signature and its form are found good."""
    if not urn.is_genuine(ballot, paper):
        raise Refused.because(gettext_noop("Phiếu không mang chữ ký của cuộc bỏ phiếu này."))
    try:
        vote = secret_paper.decode(paper.message, urn.ballot_id(ballot))
    except Unreadable as error:
        raise Refused.because(
            gettext_noop("Không đọc được phiếu, hoặc phiếu của cuộc bỏ phiếu khác.")
        ) from error
    candidates = [candidate.unit.code for candidate in ballot.candidates.select_related("unit")]
    ordered = ballot.form == PaperForm.PREFERENCE
    if not secret_paper.fits(vote, candidates, ordered=ordered):
        raise Refused.because(gettext_noop("Phiếu không đúng danh sách hoặc cách ghi của cuộc bỏ phiếu."))
    if not recorded and _agrees_too_often(ballot, vote):
        raise Refused.because(
            gettext_noop("Phiếu đồng ý với nhiều đơn vị hơn số được chọn (%(seats)s)."), seats=ballot.seats
        )
    return vote


def _agrees_too_often(ballot: Ballot, vote: SecretVote) -> bool:
    most = queries.settings_of(ballot, 0).most_agreed
    return agrees_too_often(dict(enumerate((vote.choices or {}).values())), most)


def _sayings(papers: Sequence[CastPaper]) -> Counter[tuple[object, ...]]:
    """Papers by what they say: two workbooks may give unsigned papers different receipt codes."""
    return Counter(_saying(paper) for paper in papers)


def _saying(paper: CastPaper) -> tuple[object, ...]:
    try:
        vote = secret_paper.decode(paper.message)
    except Unreadable:
        return (paper.message,)
    choices = frozenset((vote.choices or {}).items())
    return (vote.code if paper.is_signed else "", choices, vote.order)
