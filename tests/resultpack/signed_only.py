"""What of a pack no recomputation can find altered: free text, people, moments, what bears on no figure.

The signature alone holds it; ``docs/result-pack.md`` has the same list in words.
"""

# By part: values (a star is any row or code), then rows of lists with what may be done to them.
SIGNED_ONLY: dict[str, set[str]] = {
    "year.json": {
        "cluster/authority", "is_demonstration", "members/*/place", "regulation", "secretary",
    },
    "rubric.json": {
        # The target's code in a version, where the criterion has none now.
        "versions/*/content/groups/*/criteria/*/target",
        "versions/*/reason", "versions/*/saved_at", "versions/*/saved_by",
    },
    "rules.json": {
        "answer_days", "appeal_days", "scorers",
        # Used only where the ballot orders the units.
        "ranking/floor",
    },
    "sheets.json": {
        "*/edited_at", "*/edited_by", "*/submitted_at", "*/verified_at",
        "*/lines/*/self/note", "*/lines/*/verified/reason", "*/lines/*/agreed/reason",
        "*/lines/*/evidence/*/added_at", "*/lines/*/evidence/*/added_by", "*/lines/*/evidence/*/name",
        "*/lines/*/evidence/*/sha256", "*/lines/*/evidence/*/size",
        "*/appeals/*/answer", "*/appeals/*/answer_by", "*/appeals/*/answered_at", "*/appeals/*/answered_by",
        "*/appeals/*/at", "*/appeals/*/by", "*/appeals/*/criterion", "*/appeals/*/grounds", "*/appeals/*/wanted",
        "*/comments/*/at", "*/comments/*/by", "*/comments/*/criterion", "*/comments/*/text",
        # Facts that no criterion of this rubric is computed from.
        "*/facts/activities/held", "*/facts/activities/joined", "*/facts/days_late", "*/facts/medals/bronze",
        "*/facts/medals/gold", "*/facts/medals/silver", "*/facts/programmes/joined",
    },
    "ballots.json": {
        "*/challenges/*/at", "*/challenges/*/by", "*/challenges/*/reason", "*/counts/*/entered_at",
        "*/counts/*/teller", "*/electorate_reason", "*/is_secret", "*/tellers",
        # As far as the count comes out the same.
        "*/settings/limits_agreement", "*/settings/may_vote_on_self", "*/settings/quorum_percent",
        "*/settings/threshold_percent",
    },
    "receipts.json": set(),
    "ranking.json": {
        # Of exclusions that were lifted, which have no say.
        "recorded/*/document", "recorded/*/recorded_by",
        "recorded/*/lifted_at", "recorded/*/lifting_reason", "recorded/*/recorded_at",
    },
    "awards.json": {
        "proposals/*/proposed_at", "proposals/*/reason", "proposals/*/withdrawal_reason",
        "proposals/*/withdrawn_at", "units/*/decision/at", "units/*/decision/by", "units/*/decision/reason",
    },
    "meetings.json": {
        "meetings/*/directed_by", "meetings/*/held_on", "meetings/*/minutes", "meetings/*/place",
        "meetings/*/presided_by",
    },
    "journal.json": set(),
}  # fmt: skip

ROWS_ONLY_SIGNED: dict[str, set[tuple[str, str]]] = {
    "rubric.json": {("versions", "taken away")},
    # A kind of exclusion or a tie-break that was not needed this year.
    "rules.json": {("ranking/kinds", "taken away"), ("ranking/tie_breaks", "taken away")},
    "sheets.json": {
        (name, what)
        for name in ("*/lines/*/evidence", "*/appeals", "*/comments")
        for what in ("taken away", "doubled")
    },
    "ballots.json": {
        ("*/candidates", "moved"), ("*/challenges", "taken away"), ("*/challenges", "doubled"),
        ("*/counts", "moved"),
    },
    "ranking.json": {("recorded", "taken away"), ("recorded", "moved")},
    "awards.json": {("proposals", "taken away")},
    "meetings.json": {("meetings/*/attending", "taken away")},
}  # fmt: skip
