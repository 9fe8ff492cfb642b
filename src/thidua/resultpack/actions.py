"""Making a year's pack."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from thidua.accounts.actor import Actor
from thidua.accounts.permissions import Permission
from thidua.clusters.access import lock_year, require
from thidua.clusters.models import ClusterYear
from thidua.core.faults import Refused, gettext_noop
from thidua.core.timetable import Stage
from thidua.journal.actions import append

from .building.parts import parts_of
from .building.source import Source
from .building.values import moment
from .checking import container
from .checking.check import check
from .checking.manifest import Manifest, Signer, signed
from .keys import opened, signing_key
from .models import UnitKey


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack's bytes, and the key that signed it."""

    content: bytes
    key: UnitKey

    @property
    def sha256(self) -> str:
        """The digest of the whole file."""
        return sha256(self.content).hexdigest()


@transaction.atomic
def make_pack(actor: Actor, year: ClusterYear) -> MadePack:
    """Write the result pack of ``year``, signed by the chair unit; the journal keeps its SHA-256.

    From the review on, also of a closed year; not while a ballot is open or a sheet not verified. What was
    made is checked as any reader would check it before it is given out.
    """
    lock_year(year)
    require(actor, Permission.EXPORT_YEAR, year)
    source = Source(year)
    refuse_unready(source)
    key = signing_key(actor, year.chair)
    manifest = Manifest(
        cluster=year.cluster.code,
        year=year.year,
        title=f"{year.cluster.name}, {year.year}",
        made_at=str(moment(actor.at)),
        made_by=actor.user.full_name,
        signer=Signer(year.chair.code, source.unit(year.chair_id).name, key.public_key),
    )
    content = container.write(signed(manifest, parts_of(source), opened(key)))
    report = check(content, key.fingerprint)
    if report.disagreement is not None:
        raise Refused.because(
            gettext_noop("Dữ liệu của năm không khớp nhau nên không lập được gói kết quả. %(what)s"),
            gettext_noop("Hãy sửa chỗ được nêu, hoặc báo cho người quản trị hệ thống."),
            what=str(report.disagreement),
        )
    made = MadePack(content, key)
    append(
        actor,
        "make_pack",
        year,
        after={"sha256": made.sha256, "fingerprint": key.fingerprint},
        year_id=year.pk,
    )
    return made


def refuse_unready(source: Source) -> None:
    """Raise :class:`Refused` while the year has no result that could be packed."""
    year = source.year
    if not year.is_closed and year.current_stage.order < Stage.REVIEW.order:
        raise Refused.because(
            gettext_noop("Gói kết quả lập được từ giai đoạn bình xét, khi điểm đã thẩm định xong."),
            gettext_noop("Hãy chờ tới giai đoạn bình xét."),
        )
    if source.has_open_ballot():
        raise Refused.because(
            gettext_noop("Còn cuộc bỏ phiếu đang mở nên chưa lập được gói kết quả."),
            gettext_noop("Hãy khép lại và kiểm phiếu trước."),
        )
    if source.table.is_provisional:
        raise Refused.because(
            gettext_noop("Còn phiếu chấm chưa thẩm định xong nên chưa lập được gói kết quả."),
            gettext_noop("Hãy thẩm định xong các phiếu trước."),
        )
