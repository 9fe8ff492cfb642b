"""A secret ballot of 2,000 voters: read from the database, every signature verified, counted; and one cast.

Held against the limit of 5 s, and beside a bare loop of ``cryptography`` verifying the same signatures and
doing nothing else. Absolute times depend on the machine.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from tools.bench_figures import Figure, beside, show, within

VOTERS, CANDIDATES, ROUNDS = 2_000, 12, 5
LIMIT_S, CAST_LIMIT_MS = 5.0, 500.0


def main(voters: int = VOTERS) -> None:
    """Build the ballot in a scratch database, time it, print the figures."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as scratch:
        os.environ["THIDUA_DATA"] = scratch
        os.environ["THIDUA_SECRET_KEY"] = "only-for-benchmarks"
        os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        show(_figures(voters), "ballot")


def _figures(voters: int) -> list[Figure]:
    from thidua.review import actions, queries, urn

    ballot, late = _a_ballot(voters)
    cast = _seconds(lambda: actions.put_in_urn(ballot, late)) * 1000
    ballot.closed_at = ballot.opened_at
    ballot.save(update_fields=["closed_at"])
    year = ballot.meeting.cluster_year

    def count() -> Any:
        return queries.outcome(queries.ballots(year).get(pk=ballot.pk))

    outcome = count()
    assert (outcome.valid, outcome.invalid) == (voters, 0), outcome
    papers = urn.secret_papers(queries.ballots(year).get(pk=ballot.pk))
    counted = _median(count)
    bare = _median(_bare_loop(ballot.public_key, papers))
    listed = _median(lambda: queries.receipt_rows(queries.ballots(year).get(pk=ballot.pk)))
    title = f"{voters} secret papers, {CANDIDATES} candidates"
    return [
        within(f"{title}: verified and counted", counted, "s", LIMIT_S),
        beside(f"{title}: beside verifying", counted, "s", "cryptography in a bare loop", bare),
        within(f"{title}: the published list", listed, "s", LIMIT_S),
        within(f"one more paper into an urn of {voters - 1}", cast, "ms", CAST_LIMIT_MS),
    ]


def _a_ballot(voters: int) -> tuple[Any, Any]:
    """An open ballot in whose urn all papers but one lie, and that one."""
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from thidua.clusters.models import Cluster, ClusterKind, ClusterYear, Unit, UnitKind
    from thidua.core.secret_paper import write_urn
    from thidua.review.actions.secrecy import prepare_secrecy
    from thidua.review.models import Ballot, Candidate, Elector, Meeting, MeetingKind, Urn

    units = Unit.objects.bulk_create(
        Unit(code=f"so-{i:04}", kind=UnitKind.DEPARTMENT, name=f"Sở {i}", short_name=f"Sở {i}")
        for i in range(voters)
    )
    cluster = Cluster.objects.create(
        code="cum", kind=ClusterKind.CUM, name="Cụm", awarding_authority=units[0]
    )
    year = ClusterYear.objects.create(cluster=cluster, year=2017, chair=units[0])
    meeting = Meeting.objects.create(
        cluster_year=year, kind=MeetingKind.YEAREND, held_on=date(2017, 11, 17), place="-", presided_by="-"
    )
    opened = datetime(2017, 11, 17, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    ballot = Ballot.objects.create(
        meeting=meeting, question="award", award="giay_khen", is_secret=True, seats=3, opened_at=opened
    )
    Candidate.objects.bulk_create(Candidate(ballot=ballot, unit=unit) for unit in units[:CANDIDATES])
    Elector.objects.bulk_create(Elector(ballot=ballot, unit=unit, has_voted=True) for unit in units)
    prepare_secrecy(ballot)
    papers = _papers(ballot, [unit.code for unit in units[:CANDIDATES]], voters)
    Urn.objects.update(papers=write_urn(papers[1:]))
    return Ballot.objects.select_related("meeting__cluster_year").get(pk=ballot.pk), papers[0]


def _papers(ballot: Any, candidates: list[str], voters: int) -> list[Any]:
    """Papers signed in the open by the same key: to the verifier they are like those signed blind."""
    import random

    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    from thidua.core import secret_paper
    from thidua.core.ballot import choose
    from thidua.core.secret_paper import CastPaper, SecretVote
    from thidua.signing import blind

    key: Any = load_pem_private_key(ballot.private_key.encode(), None)
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), blind.SALT_BYTES)
    drawn = random.Random(2017)
    fingerprint = blind.fingerprint(ballot.public_key)
    papers = []
    for _ in range(voters):
        chosen = drawn.sample(candidates, 3)
        by_code = dict(zip(candidates, choose(range(len(candidates)), []).values(), strict=True))
        by_code |= dict.fromkeys(chosen, next(iter(choose([0], [0]).values())))
        message = secret_paper.encode(fingerprint, SecretVote(secret_paper.new_code(), choices=by_code))
        prefix = drawn.randbytes(blind.PREFIX_BYTES)
        papers.append(CastPaper(message, prefix, key.sign(prefix + message, pss, hashes.SHA384())))
    return papers


def _bare_loop(public_pem: str, papers: list[Any]) -> Callable[[], None]:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    from thidua.signing import blind

    key: Any = load_pem_public_key(public_pem.encode())
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), blind.SALT_BYTES)
    signed = [(paper.signature, paper.prefix + paper.message) for paper in papers]

    def verify_all() -> None:
        for signature, message in signed:
            key.verify(signature, message, pss, hashes.SHA384())

    return verify_all


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_seconds(act) for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
