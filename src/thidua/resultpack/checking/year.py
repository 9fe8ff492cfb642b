"""The year's frame in a pack: the cluster, its members in their order, who chairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.faults import gettext_noop
from thidua.core.timetable import Stage

from .faults import disagree
from .manifest import Manifest
from .part_names import YEAR
from .reading import Node

# No cluster is larger; what follows costs time by the square of its members.
_MOST_MEMBERS = 5_000
KINDS = ("cum", "khoi")


@dataclass(frozen=True, slots=True)
class Year:
    """The members' names by code, in the cluster's order; ``places`` number them for the rules of core."""

    kind: str
    names: Mapping[str, str]
    short_names: Mapping[str, str]
    places: Mapping[str, int]
    stage: Stage

    @property
    def codes(self) -> list[str]:
        """The members' codes in the cluster's order."""
        return list(self.names)

    def called(self, code: str) -> str:
        """A member as places of disagreements name it."""
        return f"{self.short_names[code]} ({code})"

    def unit(self, said: Mapping[str, Node]) -> str:
        """The member that ``unit`` and ``name`` of an object speak of; both must be as in the year."""
        code = self.member(said["unit"])
        if said["name"].text() != self.names[code]:
            node = said["name"]
            raise disagree(
                *(
                    node.part,
                    f"{code} ({node.path})",
                    gettext_noop("Tên đơn vị khác với danh sách thành viên."),
                ),
                node.value,
                self.names[code],
            )
        return code

    def member(self, node: Node) -> str:
        """The member's code a node holds."""
        code = node.code()
        if code not in self.names:
            raise disagree(
                *(node.part, node.path, gettext_noop("Đơn vị này không phải thành viên của năm.")), code
            )
        return code


def check_year(given: Node, manifest: Manifest) -> Year:
    """Read the frame and hold it against the manifest."""
    said = given.record(
        "cluster year stage closed_on chair deputy secretary regulation members is_demonstration"
    )
    cluster = said["cluster"].fields("code", "kind", "name", "authority")
    names: dict[str, str] = {}
    short_names: dict[str, str] = {}
    for row in said["members"]:
        if len(names) >= _MOST_MEMBERS:
            raise row.wrong(gettext_noop("Gói có quá nhiều đơn vị thành viên."))
        member = row.fields("unit", "name", "short_name", "place")
        code = member["unit"].code()
        if code in names:
            raise disagree(YEAR, row.path, gettext_noop("Đơn vị này có hai lần trong danh sách."), code)
        names[code] = member["name"].code()
        short_names[code] = member["short_name"].code()
        member["place"].text()
    year = Year(
        kind=_kind(cluster["kind"]),
        names=names,
        short_names=short_names,
        places={code: place for place, code in enumerate(names)},
        stage=said["stage"].one_of(Stage),
    )
    chair = year.unit(said["chair"].fields("unit", "name"))
    if said["deputy"].value is not None:
        year.unit(said["deputy"].fields("unit", "name"))
    for name in ("secretary", "regulation"):
        said[name].text()
    said["closed_on"].maybe(Node.day)
    said["is_demonstration"].flag()
    cluster["authority"].text()
    title = f"{cluster['name'].code()}, {said['year'].whole()}"
    for what, here, there in (
        ("cluster", cluster["code"].code(), manifest.cluster),
        ("year", said["year"].whole(), manifest.year),
        ("cluster/name", title, manifest.title),
        ("chair/unit", chair, manifest.signer.unit),
        ("chair/name", names[chair], manifest.signer.name),
    ):
        if here != there:
            raise disagree(YEAR, what, gettext_noop("Khác với bản kê của gói."), here, there)
    return year


def _kind(given: Node) -> str:
    if given.text() not in KINDS:
        raise given.wrong()
    return given.text()
