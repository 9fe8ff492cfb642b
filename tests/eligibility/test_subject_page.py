"""A subject's page tells every award with its verdict, and one award with all its conditions."""

import pytest

from tests.eligibility.people import DAY, a_subject, a_well_known_person, graded
from thidua.core.law.facts import FactKind


@pytest.fixture
def person(world):
    return a_well_known_person(world, name="Nguyễn Văn Thử")


def page(world, subject, more="", who="head_b", day=DAY, **asked):
    query = "&".join(f"{name}={value}" for name, value in {"ngay": day, **asked}.items())
    return world.client(who).get(f"/doi-tuong/{subject.pk}/du-dieu-kien/{more}?{query}")


def test_every_award_is_told_with_verdict_and_reason(world, person):
    text = page(world, person).content.decode()
    print(text[:0])
    assert "Bằng khen" in text
    assert "Đủ điều kiện" in text
