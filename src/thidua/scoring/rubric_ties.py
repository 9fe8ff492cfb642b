"""What a rubric names outside itself: targets of the pact, indicators of the reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from thidua.clusters.models import ClusterYear
from thidua.core.faults import Fault, gettext_noop
from thidua.core.rubric import RubricGroup, criteria_of
from thidua.reporting.models import Indicator


def tie_faults(year: ClusterYear, groups: Sequence[RubricGroup], targets: Collection[str]) -> list[Fault]:
    """Return a fault for each criterion that names a target (of these codes) or an indicator not there."""
    faults = [
        Fault(
            gettext_noop("Tiêu chí “%(code)s” dẫn chỉ tiêu “%(target)s” không có trong giao ước."),
            gettext_noop("Hãy chọn một chỉ tiêu của giao ước, hoặc để trống."),
            place=f"{criterion.code}:target",
            params={"code": criterion.code, "target": criterion.target_code},
        )
        for criterion in criteria_of(groups)
        if criterion.target_code and criterion.target_code not in targets
    ]
    named = [one for one in criteria_of(groups) if one.parameters.indicator_code]
    if not named:
        return faults
    indicators = set(Indicator.objects.filter(cluster_year=year).values_list("code", flat=True))
    return faults + [
        Fault(
            gettext_noop("Tiêu chí “%(code)s” dẫn chỉ số “%(indicator)s” mà năm này không có."),
            gettext_noop("Hãy chọn một chỉ số của chế độ báo cáo."),
            place=f"{criterion.code}:indicator_code",
            params={"code": criterion.code, "indicator": criterion.parameters.indicator_code},
        )
        for criterion in named
        if criterion.parameters.indicator_code not in indicators
    ]
