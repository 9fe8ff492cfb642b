"""Time the checking of a result pack: 12 units × 60 criteria and a secret ballot of 2,000 voters.

The limit is the issue's for a ballot of 2,000 voters counted and verified (5 s); beside it stands what no
checker can do without: the SHA-256 of every part and each signature on its own. No database, no Django.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from thidua.core import secret_paper
from thidua.core.ballot import Choice, Question, Settings, decide, tally
from thidua.core.points import Entries, Facts, add_up
from thidua.core.ranking import RankingRules
from thidua.core.rubric import CriterionKind, Precision, RubricCriterion, RubricGroup, criteria_of, maximum
from thidua.core.secret_paper import CastPaper, SecretVote
from thidua.core.timetable import Stage
from thidua.core.verification import Combination, VerificationMode
from thidua.resultpack.checking import canonical, container
from thidua.resultpack.checking import facts as recorded
from thidua.resultpack.checking.ballots import question_words
from thidua.resultpack.checking.check import check
from thidua.resultpack.checking.container import MANIFEST, SIGNATURE
from thidua.resultpack.checking.counting import told, written_key
from thidua.resultpack.checking.journal import chained
from thidua.resultpack.checking.lines import STANDPOINTS, computed
from thidua.resultpack.checking.manifest import Manifest, Signer, signed
from thidua.resultpack.checking.rubric import Rules
from thidua.resultpack.checking.sheets import Scored
from thidua.resultpack.checking.standing import standing, told_award, told_rows, told_seats
from thidua.resultpack.checking.year import Year
from thidua.signing import blind, ed25519
from tools.bench_figures import beside, show, within

UNITS, CRITERIA, VOTERS, ROUNDS = 12, 60, 2_000, 5
_THEN = "2017-11-17T02:00:00+00:00"
_AWARD = "co_thi_dua_bo_tinh"
_MOST_SECONDS = 5.0


def main(voters: int = VOTERS) -> None:
    """Make a pack of this size, check it, print the figures."""
    content, papers, public_key = _pack(voters)
    report = check(content)
    assert report.is_valid, report.disagreement
    parts = container.read(content)
    manifest = json.loads(parts[MANIFEST])

    def only_what_nobody_can_spare() -> None:
        for part in parts.values():
            hashlib.sha256(part).digest()
        assert ed25519.verify(manifest["key"]["public"], parts[MANIFEST], parts[SIGNATURE].decode())
        for paper in papers:
            assert blind.verify(public_key, paper.prefix, paper.message, paper.signature)

    whole = _best(lambda: check(content))
    least = _best(only_what_nobody_can_spare)
    name = f"check a pack, {UNITS} units x {CRITERIA} criteria, {voters:,} voters"
    show(
        [
            within(name, whole, "s", _MOST_SECONDS),
            beside(name, whole, "s", "digests and signatures alone", least),
            within("its size", len(content) / 1e6, "MB", 32),
        ],
        "result pack",
    )


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def _pack(voters: int) -> tuple[bytes, list[CastPaper], str]:
    """A pack made without a database: its bytes, the papers in it and their key."""
    names = {f"u{number:04}": f"Đơn vị {number}" for number in range(voters)}
    places = {code: place for place, code in enumerate(names)}
    year = Year("cum", names, names, places, Stage.REVIEW)
    rules = _rules()
    sheets, scored = _sheets(year, rules)
    ballot, papers, public_key = _ballot(year)
    found = standing(year, rules, scored, {}, {})
    signer_key, signer_public = ed25519.new_key()
    chair = {"unit": "u0000", "name": names["u0000"]}
    parts = {
        "year.json": _year(year, chair),
        "rubric.json": _rubric(rules),
        "rules.json": {
            "verified_by": "secretary", "scorers": 3, "combination": "mean", "appeal_days": 5,
            "answer_days": 5,
            "ranking": rules.ranking.as_mapping(),
        },
        "sheets.json": sheets,
        "ballots.json": [ballot],
        "receipts.json": [{"ballot": 1, "receipts": [_receipt(paper) for paper in papers]}],
        "ranking.json": {
            "parts": [
                {"unit": code, "name": name, "has_signed": False, "has_registered": False,
                 "has_sheet": places[code] < UNITS, "unsent": []}
                for code, name in names.items()
            ],
            "recorded": [],
            "rows": told_rows(found, year, rules, scored),
        },
        "awards.json": {
            "quotas": [quota.as_mapping() for quota in rules.ranking.quotas_of("cum")],
            "seats": told_seats(found.allocation, year),
            "units": [told_award(found.allocation, year, code, None) for code in names],
            "proposals": [], "hand_over": None,
        },
        "meetings.json": {
            "meetings": [
                {"kind": "tong_ket", "held_on": "2017-11-17", "place": "", "presided_by": "",
                 "directed_by": "",
                 "attending": [], "minutes": ""}
            ],
            "papers": [],
        },
        "journal.json": {"entries": [], "count": 0, "last_id": None, "last_at": None, "chain": chained([])},
    }  # fmt: skip
    manifest = Manifest(
        "cum", 2017, "Cụm, 2017", _THEN, "Thư ký", Signer(chair["unit"], chair["name"], signer_public)
    )
    written = {name: canonical.dump(value) for name, value in parts.items()}
    return container.write(signed(manifest, written, signer_key)), papers, public_key


def _rules() -> Rules:
    groups = tuple(
        RubricGroup(
            f"{group}",
            f"Nhóm {group}",
            tuple(
                RubricCriterion(
                    f"{group}.{row}", f"Tiêu chí {group}.{row}", CriterionKind.JUDGED, Decimal(10)
                )
                for row in range(CRITERIA // 6)
            ),
        )
        for group in range(6)
    )
    criteria = criteria_of(groups)
    # Without quotas that leave the rest a diploma, and nobody left out for handing in no sheet.
    ranking = RankingRules(kinds=())
    return Rules(
        groups, Precision(), Combination.MEAN, VerificationMode.SECRETARY, ranking,
        tuple(one.code for one in criteria), {one.code: one for one in criteria},
    )  # fmt: skip


def _year(year: Year, chair: dict[str, str]) -> dict[str, Any]:
    return {
        "cluster": {"code": "cum", "kind": "cum", "name": "Cụm", "authority": "Bộ"},
        "year": 2017, "stage": "review", "closed_on": None, "chair": chair, "deputy": None, "secretary": "",
        "regulation": "", "is_demonstration": True,
        "members": [
            {"unit": code, "name": name, "short_name": name, "place": ""} for code, name in year.names.items()
        ],
    }  # fmt: skip


def _rubric(rules: Rules) -> dict[str, Any]:
    text = recorded.decimal_text
    return {
        "name": "Thang điểm", "places": 2, "rounding": "half_up", "source": "", "version": 1,
        "maximum": text(maximum(rules.groups)), "versions": [],
        "groups": [
            {
                "code": group.code, "name": group.name, "maximum": text(group.max_points),
                "criteria": [
                    {"code": one.code, "name": one.name, "kind": one.kind.value,
                     "max_points": text(one.max_points),
                     "parameters": {}, "target": "", "guidance": ""}
                    for one in group.criteria
                ],
            }
            for group in rules.groups
        ],
    }  # fmt: skip


def _sheets(year: Year, rules: Rules) -> tuple[list[dict[str, Any]], list[Scored]]:
    sheets, scored = [], []
    for place, (code, name) in enumerate(year.names.items()):
        sheet, result = _sheet(place, code, rules) if place < UNITS else _no_sheet(code, rules)
        sheets.append({"unit": code, "name": name, "facts": recorded.written(Facts()), **sheet})
        scored.append(result)
    return sheets, scored


def _no_sheet(code: str, rules: Rules) -> tuple[dict[str, Any], Scored]:
    empty: dict[str, Any] = dict.fromkeys(
        ("sheet", "state", "submitted_at", "verified_at", "edited_by", "edited_at", "totals")
    )
    lists: dict[str, Any] = {
        name: [] for name in ("crossed", "lines", "groups", "comments", "appeals", "history")
    }
    return {**empty, **lists}, Scored(code, None, tuple(Decimal(0) for _ in rules.groups), Facts())


def _sheet(place: int, code: str, rules: Rules) -> tuple[dict[str, Any], Scored]:
    lines = []
    points: dict[str, dict[str, Decimal]] = {standpoint: {} for standpoint in STANDPOINTS}
    text = recorded.decimal_text
    for row, criterion in enumerate(rules.criteria.values()):
        own = Decimal((place * 7 + row * 3) % 1000) / 100
        entries = Entries(own, own / 2 if row % 9 == 0 else None)
        found = computed(criterion, rules, entries, Facts())
        line: dict[str, Any] = {
            "criterion": criterion.code,
            "name": criterion.name,
            "crossed": [],
            "evidence": [],
        }
        for standpoint, figure, words in (
            ("self", entries.own, {"note": "Thuyết minh của đơn vị"}),
            (
                "verified",
                entries.verified,
                {"reason": "Thiếu minh chứng" if entries.verified is not None else ""},
            ),
            ("agreed", None, {"reason": ""}),
        ):
            points[standpoint][criterion.code] = found[standpoint].value
            line[standpoint] = {
                "entry": None if figure is None else text(figure), **words,
                "points": text(found[standpoint].value), "words": str(found[standpoint].words),
            }  # fmt: skip
        lines.append(line)
    sums = {standpoint: add_up(rules.groups, points[standpoint]) for standpoint in STANDPOINTS}
    groups = [
        {"code": group.code, **{standpoint: text(sums[standpoint][at]) for standpoint in STANDPOINTS}}
        for at, group in enumerate(rules.groups)
    ]
    totals = {standpoint: text(sum(sums[standpoint], Decimal(0))) for standpoint in STANDPOINTS}
    sheet = {
        "sheet": str(place + 1), "state": "verified", "submitted_at": _THEN, "verified_at": _THEN,
        "edited_by": "Chuyên viên", "edited_at": _THEN, "crossed": [], "lines": lines, "groups": groups,
        "totals": totals, "comments": [], "appeals": [], "history": [],
    }  # fmt: skip
    total = sum(sums["agreed"], Decimal(0))
    return sheet, Scored(code, total, sums["agreed"], Facts())


def _ballot(year: Year) -> tuple[dict[str, Any], list[CastPaper], str]:
    private_pem, public_pem = blind.new_key()
    mark = blind.fingerprint(public_pem)
    candidates = year.codes[:UNITS]
    papers = [_paper(private_pem, mark, candidates, number) for number in range(len(year.codes))]
    papers.sort(key=secret_paper.code_of)
    settings = Settings(len(papers), len(papers), seats=UNITS)
    votes = [
        {
            year.places[code]: choice
            for code, choice in (secret_paper.decode(paper.message, mark).choices or {}).items()
        }
        for paper in papers
    ]
    order = [year.places[code] for code in candidates]
    outcome = decide(tally(votes, settings, order), settings, order)
    text = secret_paper.write_urn(papers)
    ballot = {
        "number": 1, "question": "award", "award": _AWARD, "round": 1,
        "words": question_words("cum", Question.AWARD, _AWARD, 1), "meeting": "tong_ket", "is_secret": True,
        "is_on_paper": False, "opened_at": _THEN, "voting_until": None, "closed_at": _THEN, "tellers": "",
        "electorate_reason": "", "public_key": written_key(public_pem), "fingerprint": mark,
        "settings": {
            "form": "per_item", "seats": UNITS, "threshold_percent": 50, "quorum_percent": 67,
            "base": "present",
            "limits_agreement": True, "may_vote_on_self": True,
        },
        "candidates": [{"unit": code, "name": year.names[code]} for code in candidates],
        "electors": [{"unit": code, "name": name, "has_voted": True} for code, name in year.names.items()],
        "cast": json.loads(text), "sealed": secret_paper.digest(text), "counts": [], "challenges": [],
        "count": told(outcome, year), "closing": None,
    }  # fmt: skip
    return ballot, papers, public_pem


def _paper(private_pem: str, mark: str, candidates: list[str], number: int) -> CastPaper:
    """A paper as the voter has it in the end: such a signature is an ordinary RSA-PSS one."""
    choices = {code: list(Choice)[(number + at) % 3] for at, code in enumerate(candidates)}
    message = secret_paper.encode(mark, SecretVote(secret_paper.new_code(), choices=choices))
    prefix = os.urandom(blind.PREFIX_BYTES)
    key: Any = load_pem_private_key(private_pem.encode(), None, unsafe_skip_rsa_key_validation=True)
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), blind.SALT_BYTES)
    return CastPaper(message, prefix, key.sign(prefix + message, pss, hashes.SHA384()))


def _receipt(paper: CastPaper) -> dict[str, Any]:
    vote = secret_paper.decode(paper.message)
    return {"code": vote.code, "says": {code: one.value for code, one in (vote.choices or {}).items()}}


if __name__ == "__main__":
    main()
