"""What a signature freezes, and what must be there before one is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from thidua.accounts.moments import moment_words
from thidua.clusters.access import member_ids
from thidua.clusters.models import ClusterYear, Unit
from thidua.core.faults import Fault, Refused, gettext_noop
from thidua.core.pledge import unagreed

from .models import AgreedFigure, Pact, Target


def pact_of(year: ClusterYear) -> Pact | None:
    """Return the year's pact, once there is one."""
    return Pact.objects.filter(cluster_year=year).first()


def refuse_unless_member(year: ClusterYear, unit: Unit) -> None:
    """Raise :class:`Refused` when ``unit`` is not a member of the cluster in ``year``."""
    if unit.pk not in member_ids(year):
        raise Refused.because(
            gettext_noop("%(unit)s không phải thành viên của cụm trong năm này."), unit=unit.short_name
        )


def refuse_signed_text(pact: Pact | None) -> None:
    """Raise :class:`Refused` once anybody has signed: text and targets stay as they were read."""
    first = pact.signatures.select_related("unit").first() if pact else None
    if first:
        raise Refused.because(
            gettext_noop(
                "Giao ước đã có chữ ký (%(unit)s ký lúc %(when)s), không sửa được nội dung và chỉ tiêu."
            ),
            gettext_noop("Nếu cần sửa, cụm trưởng mở lại giao ước kèm lý do; các chữ ký sẽ được gỡ."),
            unit=first.unit.short_name,
            when=moment_words(first.signed_at),
        )


def refuse_signed_figures(pact: Pact | None, unit: Unit) -> None:
    """Raise :class:`Refused` once ``unit`` has signed: its figures stay as its head saw them."""
    signature = pact.signatures.filter(unit=unit).first() if pact else None
    if signature:
        raise Refused.because(
            gettext_noop("%(unit)s đã ký giao ước lúc %(when)s nên số giao ước không sửa được nữa."),
            gettext_noop("Nếu cần sửa, cụm trưởng mở lại giao ước kèm lý do; các chữ ký sẽ được gỡ."),
            unit=unit.short_name,
            when=moment_words(signature.signed_at),
        )


def figures_of(year: ClusterYear, unit: Unit) -> dict[str, Decimal]:
    """Return the figures ``unit`` has agreed so far, by target code."""
    return dict(
        AgreedFigure.objects.filter(target__cluster_year=year, unit=unit).values_list("target__code", "value")
    )


def faults_against_signing(
    pact: Pact | None, targets: Iterable[Target], figures: Mapping[str, Decimal | None]
) -> list[Fault]:
    """Return what is still missing before a unit with these ``figures`` may sign."""
    listed = list(targets)
    faults = []
    if pact is None:
        faults.append(
            Fault(gettext_noop("Giao ước chưa có nội dung."), gettext_noop("Thư ký cụm soạn trước."))
        )
    if not listed:
        faults.append(
            Fault(gettext_noop("Giao ước chưa có chỉ tiêu nào."), gettext_noop("Thư ký cụm thêm trước."))
        )
    if missing := set(unagreed([target.code for target in listed], figures)):
        names = "; ".join(target.name for target in listed if target.code in missing)
        faults.append(
            Fault(
                gettext_noop("Đơn vị chưa có số giao ước cho: %(targets)s."),
                gettext_noop("Hãy nhập đủ rồi ký."),
                params={"targets": names},
            )
        )
    return faults
