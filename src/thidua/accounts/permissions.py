"""The one table of who may do what, and how far: default deny.

``OWN`` reaches the user's own unit only, ``YEAR`` every unit of the cluster years in which the role is
held. ``clusters.access`` resolves the roles a user holds in a year and asks this table;
``subjects.access`` resolves how far it reaches among people and collectives, who belong to no year.
"""

from enum import Enum, StrEnum

from .roles import Role


class Scope(Enum):
    """How far a grant reaches."""

    OWN = "own"
    YEAR = "year"


class Permission(StrEnum):
    """An act or a reading that somebody may be allowed."""

    # Readings
    READ_YEAR = "read_year"
    READ_DRAFTS = "read_drafts"
    READ_UNPUBLISHED = "read_unpublished"
    READ_JOURNAL = "read_journal"
    READ_SYSTEM_JOURNAL = "read_system_journal"
    READ_SUBJECTS = "read_subjects"
    # The cluster's frame
    CREATE_CLUSTER = "create_cluster"
    EDIT_YEAR = "edit_year"
    MOVE_STAGE = "move_stage"
    EXPORT_YEAR = "export_year"
    IMPORT_YEAR = "import_year"
    # Movements
    EDIT_DIRECTIVES = "edit_directives"
    LAUNCH_MOVEMENTS = "launch_movements"
    TAKE_PART = "take_part"
    RECORD_ACTIVITIES = "record_activities"
    # Pledges
    EDIT_PACT = "edit_pact"
    AGREE_FIGURES = "agree_figures"
    SIGN_PACT = "sign_pact"
    REOPEN_PACT = "reopen_pact"
    REGISTER = "register"
    # Reporting
    SET_DUTIES = "set_duties"
    DRAFT_REPORT = "draft_report"
    SUBMIT_REPORT = "submit_report"
    ACCEPT_REPORT = "accept_report"
    CHASE = "chase"
    # Scoring
    EDIT_RUBRIC = "edit_rubric"
    SELF_SCORE = "self_score"
    SUBMIT_SCORES = "submit_scores"
    VERIFY_SCORES = "verify_scores"
    SET_SCORING_RULES = "set_scoring_rules"
    RECORD_EXCLUSION = "record_exclusion"
    CROSS_SCORE = "cross_score"
    COMMENT_SCORES = "comment_scores"
    RAISE_APPEAL = "raise_appeal"
    # Review
    CONVENE = "convene"
    RUN_BALLOT = "run_ballot"
    CAST = "cast"
    COUNT_PAPERS = "count_papers"
    CHALLENGE = "challenge"
    PROPOSE = "propose"
    HAND_OVER = "hand_over"
    # Awards
    DECIDE = "decide"
    # Newsroom
    WRITE_NEWS = "write_news"
    MODERATE = "moderate"
    # People and collectives considered for commendation
    EDIT_SUBJECTS = "edit_subjects"
    MERGE_SUBJECTS = "merge_subjects"
    # Operation
    MANAGE_USERS = "manage_users"


_R, _P = Role, Permission
_MEMBERS_OWN = {_R.SPECIALIST: Scope.OWN, _R.UNIT_HEAD: Scope.OWN}
_CHAIRING = {_R.CHAIR: Scope.YEAR, _R.SECRETARY: Scope.YEAR}
_ALL_READ = dict.fromkeys(Role, Scope.YEAR)

GRANTS: dict[Permission, dict[Role, Scope]] = {
    _P.READ_YEAR: _ALL_READ,
    _P.READ_DRAFTS: {**_MEMBERS_OWN, _R.INSPECTOR: Scope.YEAR},
    _P.READ_UNPUBLISHED: {_R.EDITOR: Scope.YEAR, _R.INSPECTOR: Scope.YEAR},
    _P.READ_JOURNAL: {
        **_CHAIRING,
        _R.AUTHORITY: Scope.YEAR,
        _R.INSPECTOR: Scope.YEAR,
        _R.OPERATOR: Scope.YEAR,
    },
    _P.READ_SYSTEM_JOURNAL: {_R.INSPECTOR: Scope.YEAR, _R.OPERATOR: Scope.YEAR},
    _P.READ_SUBJECTS: {
        **_MEMBERS_OWN,
        _R.AUTHORITY: Scope.YEAR,
        _R.INSPECTOR: Scope.YEAR,
        _R.OPERATOR: Scope.YEAR,
    },
    _P.CREATE_CLUSTER: {_R.AUTHORITY: Scope.YEAR, _R.OPERATOR: Scope.YEAR},
    _P.EDIT_YEAR: {**_CHAIRING, _R.AUTHORITY: Scope.YEAR},
    _P.MOVE_STAGE: {_R.CHAIR: Scope.YEAR},
    _P.EXPORT_YEAR: {
        **_CHAIRING,
        _R.AUTHORITY: Scope.YEAR,
        _R.INSPECTOR: Scope.YEAR,
        _R.OPERATOR: Scope.YEAR,
    },
    _P.IMPORT_YEAR: {**_CHAIRING, _R.AUTHORITY: Scope.YEAR, _R.OPERATOR: Scope.YEAR},
    _P.EDIT_DIRECTIVES: {**_CHAIRING, _R.AUTHORITY: Scope.YEAR},
    _P.LAUNCH_MOVEMENTS: {**_CHAIRING, _R.AUTHORITY: Scope.YEAR},
    _P.TAKE_PART: _MEMBERS_OWN,
    _P.RECORD_ACTIVITIES: {**_MEMBERS_OWN, **_CHAIRING},
    _P.EDIT_PACT: _CHAIRING,
    _P.AGREE_FIGURES: {**_MEMBERS_OWN, **_CHAIRING},
    _P.SIGN_PACT: {_R.UNIT_HEAD: Scope.OWN},
    _P.REOPEN_PACT: {_R.CHAIR: Scope.YEAR},
    _P.REGISTER: _MEMBERS_OWN,
    _P.SET_DUTIES: _CHAIRING,
    _P.DRAFT_REPORT: _MEMBERS_OWN,
    _P.SUBMIT_REPORT: {_R.UNIT_HEAD: Scope.OWN},
    _P.ACCEPT_REPORT: _CHAIRING,
    _P.CHASE: _CHAIRING,
    _P.EDIT_RUBRIC: _CHAIRING,
    _P.SELF_SCORE: _MEMBERS_OWN,
    _P.SUBMIT_SCORES: {_R.UNIT_HEAD: Scope.OWN},
    # While the regulation leaves it to an inspection group, it is theirs instead (``scoring.verifiers``).
    _P.VERIFY_SCORES: _CHAIRING,
    _P.SET_SCORING_RULES: _CHAIRING,
    _P.RECORD_EXCLUSION: _CHAIRING,
    _P.CROSS_SCORE: _MEMBERS_OWN,
    # On any unit's sheet once it is handed in; OWN is the unit in whose name it is said.
    _P.COMMENT_SCORES: _MEMBERS_OWN,
    _P.RAISE_APPEAL: _MEMBERS_OWN,
    _P.CONVENE: _CHAIRING,
    _P.RUN_BALLOT: _CHAIRING,
    _P.CAST: {_R.UNIT_HEAD: Scope.OWN},
    # Members' people count a vote on paper where the ballot names them its tellers (``review.queries``).
    _P.COUNT_PAPERS: {**_CHAIRING, _R.SPECIALIST: Scope.YEAR, _R.UNIT_HEAD: Scope.YEAR},
    # A head asks for a recount of a ballot in which the unit could vote.
    _P.CHALLENGE: {
        _R.SECRETARY: Scope.YEAR,
        _R.UNIT_HEAD: Scope.OWN,
        _R.AUTHORITY: Scope.YEAR,
        _R.INSPECTOR: Scope.YEAR,
    },
    _P.PROPOSE: {_R.CHAIR: Scope.YEAR},
    _P.HAND_OVER: {_R.CHAIR: Scope.YEAR},
    _P.DECIDE: {_R.AUTHORITY: Scope.YEAR},
    _P.WRITE_NEWS: {_R.EDITOR: Scope.YEAR},
    _P.MODERATE: {_R.EDITOR: Scope.YEAR},
    _P.EDIT_SUBJECTS: {**_MEMBERS_OWN, _R.AUTHORITY: Scope.YEAR},
    _P.MERGE_SUBJECTS: {**_MEMBERS_OWN, _R.AUTHORITY: Scope.YEAR},
    _P.MANAGE_USERS: {_R.OPERATOR: Scope.YEAR},
}
