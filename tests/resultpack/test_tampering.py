"""Any single alteration is caught: a byte by the container and the signature, a value by recomputing it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resultpack.signed_only import ROWS_ONLY_SIGNED, SIGNED_ONLY
from tests.resultpack.tampering import altered, leaves, lists, pattern, with_value
from thidua.resultpack.checking import container
from thidua.resultpack.checking.check import check
from thidua.resultpack.checking.container import MANIFEST, SIGNATURE
from thidua.resultpack.checking.faults import Disagrees
from thidua.resultpack.checking.part_names import PARTS

pytestmark = pytest.mark.django_db

_STRIDE = 499


def test_any_altered_byte_is_caught(a_pack):
    """Every byte of headers, manifest, signature and directory; of the rest one in so many."""
    content = a_pack.content
    plain = bytearray(content)
    bodies = 0
    for place in _places(a_pack):
        plain[place] ^= 1 << place % 8
        try:
            container.read(bytes(plain))
        except Disagrees as found:
            bodies += "CRC" in str(found)
        else:
            pytest.fail(f"byte {place} altered, and nobody noticed")
        plain[place] ^= 1 << place % 8
    assert bodies > 500
    assert bytes(plain) == content


def _places(a_pack):
    """Places of the bytes to alter."""
    parts, content = a_pack.parts, a_pack.content
    places, offset = [], 0
    for name in [MANIFEST, SIGNATURE, *sorted(set(parts) - {MANIFEST, SIGNATURE})]:
        body = offset + 30 + len(name)
        end = body + len(parts[name])
        places += range(offset, body)
        places += range(body, end, 1 if name in (MANIFEST, SIGNATURE) else _STRIDE)
        offset = end
    return [*places, *range(offset, len(content))]


def test_a_byte_altered_with_its_checksum_is_caught_by_the_manifest(a_pack):
    for name, content in a_pack.parts.items():
        changed = bytearray(content)
        changed[len(changed) // 2] ^= 1
        report = check(container.write({**a_pack.parts, name: bytes(changed)}))
        assert not report.is_valid, name
        assert report.disagreement.part in (name, SIGNATURE)


def test_a_manifest_made_anew_needs_the_key(a_pack):
    """Somebody without the unit's key who writes the digests anew is found by the signature."""
    parts = dict(a_pack.parts)
    other = a_pack.with_parts({"ranking.json": b"{}\n"})
    parts[MANIFEST] = container.read(other)[MANIFEST]
    parts["ranking.json"] = b"{}\n"
    report = check(container.write(parts))
    assert report.disagreement.part == SIGNATURE


@pytest.mark.parametrize("part", PARTS)
def test_recomputing_finds_each_altered_value_but_those_only_signed(a_pack, part):
    """With the right key every value is altered by itself; what is not found must be on the list."""
    whole = a_pack.value(part)
    by_pattern = defaultdict(list)
    for path, value in leaves(whole):
        by_pattern[pattern(path)].append((path, value))
    missed = set()
    for name, found in by_pattern.items():
        for path, value in _some(found):
            report = check(a_pack.with_parts({part: with_value(whole, path, altered(value))}))
            if report.is_valid:
                missed.add(name)
            else:
                assert report.disagreement.part, (name, str(report.disagreement))
                assert "%(" not in str(report.disagreement)
    assert missed == SIGNED_ONLY[part]


def _some(found):
    """The first, one in the middle and the last of the values of one pattern, those that hold something first."""
    full = [one for one in found if one[1] not in (None, "")] or found
    return {path: (path, value) for path, value in (full[0], full[len(full) // 2], full[-1])}.values()


@pytest.mark.parametrize("part", PARTS)
def test_a_row_taken_away_doubled_or_moved_is_found(a_pack, part):
    whole = a_pack.value(part)
    tried = set()
    unnoticed = set()
    for path, rows in lists(whole):
        name = pattern(path)
        if name in tried:
            continue
        tried.add(name)
        for what, other in (
            ("taken away", rows[1:]),
            ("taken away", rows[:-1]),
            ("doubled", [*rows, rows[-1]]),
            ("moved", [*rows[1:], rows[0]]),
        ):
            if other == rows:
                continue
            if check(a_pack.with_parts({part: with_value(whole, path, other)})).is_valid:
                unnoticed.add((name, what))
    assert unnoticed == ROWS_ONLY_SIGNED.get(part, set())


@pytest.mark.parametrize(
    ("part", "path", "value"),
    [
        # What was written down at a closing, and a whole ballot.
        ("ballots.json", (0, "closing"), None),
        ("ballots.json", (3, "closing"), None),
        # What has no place in an open ballot.
        ("ballots.json", (0, "counts"), ["x"]),
        ("ballots.json", (0, "public_key"), "x"),
        ("ballots.json", (0, "fingerprint"), "x"),
        ("ballots.json", (0, "fingerprint"), None),
        ("ballots.json", (0, "voting_until"), "2017-01-01T00:00:00+00:00"),
        # One moment has one text.
        ("ballots.json", (0, "opened_at"), "2017-11-17T00:00:00+07:00"),
        ("ballots.json", (0, "opened_at"), "2017-11-17T00:00:00.000000+00:00"),
    ],
)
def test_what_does_not_belong_there_is_found(a_pack, part, path, value):
    report = check(a_pack.with_parts({part: with_value(a_pack.value(part), path, value)}))
    assert report.disagreement.part == part


def test_another_count_is_held_against_the_closing_s_own_figures(a_pack):
    """A threshold altered with the count that follows from it: the journal knows who was elected then."""
    ballots = a_pack.value("ballots.json")
    first = ballots[0]
    assert first["count"]["elected"]
    first["settings"]["threshold_percent"] = 100
    for row in first["count"]["rows"]:
        row["passed"] = row["elected"] = row["agree"] == row["base"]
    first["count"]["elected"] = [row["unit"] for row in first["count"]["rows"] if row["elected"]]
    report = check(a_pack.with_parts({"ballots.json": ballots}))
    assert "elected" in report.disagreement.place
    assert "nhật ký" in str(report.disagreement)


@pytest.mark.parametrize("part", [*PARTS, MANIFEST, SIGNATURE])
def test_a_part_taken_away_is_named(a_pack, part):
    if part in (MANIFEST, SIGNATURE):
        parts = {name: content for name, content in a_pack.parts.items() if name != part}
        report = check(container.write(parts))
    else:
        report = check(a_pack.with_parts({part: None}))
    assert report.disagreement.part == part


def test_a_part_too_many_is_named(a_pack):
    assert check(a_pack.with_parts({"more.json": {}})).disagreement.part == "more.json"


@pytest.mark.parametrize(
    ("part", "path", "value", "where", "said", "should"),
    [
        (
            "sheets.json",
            (1, "lines", 0, "verified", "entry"),
            "31",
            "B (so-b) · 1.1 · thẩm định",
            "30",
            "31",
        ),
        ("sheets.json", (0, "lines", 1, "self", "points"), "11", "A (so-a) · 1.2 · tự chấm", "11", "10"),
        ("sheets.json", (2, "totals", "agreed"), "99", "C (so-c) · thống nhất", "99", "86"),
        ("ballots.json", (0, "count", "rows", 0, "agree"), 2, "rows · so-a · agree", "2", "3"),
    ],
)
def test_the_message_says_where_what_and_what_it_should_be(a_pack, part, path, value, where, said, should):
    report = check(a_pack.with_parts({part: with_value(a_pack.value(part), path, value)}))
    found = report.disagreement
    assert found.part == part
    assert where in found.place
    assert found.said == said
    assert found.should == should


def test_a_version_of_the_rubric_without_a_field_is_told_in_words(a_pack):
    whole = a_pack.value("rubric.json")
    content = whole["versions"][-1]["content"]
    criterion = {**content["groups"][0]["criteria"][0]}
    del criterion["target"]
    altered = with_value(whole, ("versions", -1, "content", "groups", 0, "criteria", 0), criterion)
    found = check(a_pack.with_parts({"rubric.json": altered})).disagreement
    assert "Thiếu trường này" in str(found)
    assert "target" in found.place


def test_a_sheet_that_was_handed_in_says_when(a_pack):
    altered = with_value(a_pack.value("sheets.json"), (0, "submitted_at"), None)
    found = check(a_pack.with_parts({"sheets.json": altered})).disagreement
    assert "submitted_at" in found.place


@settings(max_examples=15)
@given(data=st.data())
def test_altering_anything_anywhere_is_never_a_crash(a_pack, data):
    """Any value in the place of any other: it agrees or is refused in words."""
    part = data.draw(st.sampled_from(PARTS))
    whole = a_pack.value(part)
    path = data.draw(st.sampled_from([path for path, _ in leaves(whole)] or [()]))
    strange = data.draw(
        st.sampled_from(
            [None, True, -1, 10**30, "", "x", [], {}, [[]], {"unit": "so-a"}, "1" * 5000, "%(x)s", "\x00"]
        )
    )
    report = check(a_pack.with_parts({part: with_value(whole, path, strange)}))
    assert report.is_valid or str(report.disagreement)
