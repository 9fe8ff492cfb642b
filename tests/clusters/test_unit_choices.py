"""Lists of units stand in Vietnamese order, not by code."""

from datetime import date

import pytest

from thidua.clusters.forms.frames import OpenYearForm
from thidua.clusters.models import Cluster, Unit, UnitKind
from thidua.clusters.queries import by_name

IN_ORDER = ["Bắc Ninh", "Hà Nam", "Hải Dương", "Hải Phòng", "Hưng Yên", "Nam Định", "Ninh Bình", "Thái Bình"]


@pytest.fixture
def units(db):
    for name in reversed(IN_ORDER):
        Unit.objects.create(
            code=f"so-{name.encode().hex()[:20]}", kind=UnitKind.DEPARTMENT, name=name, short_name=name
        )
    return Unit.objects.all()


def test_units_are_listed_by_name(units):
    assert [unit.short_name for unit in by_name(units)] == IN_ORDER


def test_a_new_year_offers_units_by_name(units):
    authority = Unit.objects.create(code="bo", kind=UnitKind.MINISTRY, name="Bộ", short_name="Bộ")
    cluster = Cluster.objects.create(code="cum", name="Cụm", kind="cum", awarding_authority=authority)
    form = OpenYearForm(cluster, None, date(2018, 1, 5))
    assert [label for _, label in form.fields["members"].choices] == IN_ORDER
    assert [label for _, label in form.fields["chair"].choices] == ["(chọn đơn vị)", *IN_ORDER]
