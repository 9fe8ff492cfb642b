"""Time the main pages over many clusters and years and count their queries; then the law over many people,
a keystroke in the score grid, the scores of many clusters, a result pack and a secret ballot.

Prints tables and the same as JSON lines. Limits of pages: 50 ms of server time at the median (issue of the
first release) and the same number of queries for 6 and for 24 units; of the law see :mod:`.bench_law`, of
the score grid :mod:`.bench_grid`.
Absolute times depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tools import bench_ballot, bench_grid, bench_law, bench_pack, bench_scores

LIMIT_MS = 50.0


def main() -> int:
    """Time the pages and the law, print the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clusters", type=int, default=100)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--law-people", type=int, default=bench_law.PEOPLE)
    parser.add_argument("--score-clusters", type=int, default=bench_scores.CLUSTERS)
    parser.add_argument("--voters", type=int, default=bench_ballot.VOTERS)
    parser.add_argument("--keys", type=int, default=bench_grid.KEYS)
    parts = ("pages", "law", "grid", "scores", "ballot", "pack")
    parser.add_argument("--only", choices=parts, help="one of the parts alone")
    args = parser.parse_args()
    grown = _pages(args) if args.only in (None, "pages") else False
    if args.only in (None, "law"):
        bench_law.main(args.law_people)
    if args.only in (None, "grid"):
        bench_grid.main(args.keys)
    if args.only in (None, "scores"):
        bench_scores.main(args.score_clusters)
    if args.only in (None, "pack"):
        bench_pack.main(args.voters)
    if args.only == "ballot":
        bench_ballot.main(args.voters)
    elif args.only is None:  # its own scratch database
        alone = [sys.executable, "-m", "tools.bench", "--only", "ballot", "--voters", str(args.voters)]
        subprocess.run(alone, check=True)
    return 1 if grown else 0


def _pages(args: argparse.Namespace) -> bool:
    """Build the data in a scratch database and time the pages; whether any page's queries grow."""
    scratch = tempfile.TemporaryDirectory(prefix="thidua-bench-")
    os.environ["THIDUA_DATA"] = scratch.name
    os.environ["THIDUA_SECRET_KEY"] = "only-for-benchmarks"
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
    _prepare()
    began = time.perf_counter()
    small, large = _fill(args.clusters, args.years)
    print(f"filled {args.clusters} clusters x {args.years} years in {time.perf_counter() - began:.1f} s")
    results = [_time(page, small, large, args.rounds) for page in PAGES]
    _print(results)
    scratch.cleanup()
    return any(row["queries"] != row["queries_24_units"] for row in results)


PAGES = (
    "my_work",
    "clusters",
    "front",
    "register",
    "year",
    "movements",
    "pact",
    "registrations",
    "reports",
    "results",
    "scores",
    "ranking",
    "review",
    "proposals",
    "papers",
    "journal",
)
GLOBAL_PAGES = frozenset({"my_work", "clusters", "front", "register"})


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)


def _fill(clusters: int, years: int) -> tuple[object, object]:
    """Fill the database; return the users whose cluster has 6 and 24 units."""
    from tools.bench_data import fill

    return fill(clusters, years)


def _time(page: str, small: object, large: object, rounds: int) -> dict[str, object]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    def opened(person: object) -> tuple[Client, str]:
        client = Client()
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        from django.urls import reverse

        address = reverse(page) if page in GLOBAL_PAGES else person.year.url(page)
        assert client.get(address).status_code == 200, address
        return client, address

    counts = []
    for person in (small, large):
        client, address = opened(person)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    times = []
    client, address = opened(small)
    for _ in range(rounds):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return {
        "page": page,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(sorted(times)[max(int(len(times) * 0.95) - 1, 0)], 1),
        "limit_ms": LIMIT_MS,
        "queries": counts[0],
        "queries_24_units": counts[1],
    }


def _print(results: list[dict[str, object]]) -> None:
    print(f"{'page':<16}{'median ms':>10}{'p95 ms':>9}{'limit':>8}{'queries':>9}{'24 units':>10}")
    for row in results:
        print(
            f"{row['page']:<16}{row['median_ms']:>10}{row['p95_ms']:>9}{row['limit_ms']:>8}"
            f"{row['queries']:>9}{row['queries_24_units']:>10}"
        )
    for row in results:
        print(json.dumps(row))


if __name__ == "__main__":
    raise SystemExit(main())
