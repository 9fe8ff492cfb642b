"""``thidua demo load``: years, people and collectives by their own imports, and accounts to sign in with.

All accounts are made up and share one printed password, so this runs only where THIDUA_DEMO=1 is set.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext

from thidua.accounts import actions as accounts
from thidua.accounts.actor import Actor
from thidua.accounts.demonstration import LOGINS, PASSWORD, VOTERS
from thidua.accounts.models import User
from thidua.accounts.roles import Role
from thidua.clusters.actions import appoint, edit_year
from thidua.clusters.models import ClusterYear, Unit
from thidua.clusters.queries import members, stage_dues
from thidua.core.faults import Refused, gettext_noop
from thidua.site import clock
from thidua.subjects import importing as subjects
from thidua.workbook import importing

from .database import bring_up_to_date

_CLUSTER, _BLOC = "dong-bang-song-hong", "khoi-minh-hoa"
FILES = (f"{_CLUSTER}-2017.xlsx", f"{_CLUSTER}-2018.xlsx", f"{_BLOC}-2018.xlsx")
SUBJECTS = "doi-tuong-2018.xlsx"
_SINCE = date(2016, 1, 4)


def load(given: argparse.Namespace) -> int:
    """Load the demonstration once; ``--reset`` starts afresh."""
    if not settings.SHOW_DEMO_LOGINS:
        raise Refused.because(
            gettext_noop("Dữ liệu minh hoạ có mật khẩu in sẵn nên không nạp vào hệ thống thật."),
            gettext_noop("Nếu đúng là bản chạy thử, hãy đặt biến môi trường THIDUA_DEMO=1."),
        )
    if given.reset:
        _reset()
    bring_up_to_date()
    if User.objects.exists():
        print("Dữ liệu minh hoạ đã có, chạy tiếp từ chỗ cũ (muốn làm lại từ đầu: make demo RESET=1).")
        return 0
    print(
        "Nạp dữ liệu minh hoạ: hai năm của Cụm thi đua các tỉnh Đồng bằng sông Hồng, "
        "một khối đang bỏ phiếu kín…",
        flush=True,
    )
    folder = _examples()
    with transaction.atomic():
        user, _ = accounts.create_first_operator(
            username="quantri", full_name="Quản trị hệ thống (minh hoạ)", password=PASSWORD, at=clock.now()
        )
        operator = Actor(user, clock.now())
        for name in FILES:
            importing.accept(
                operator, (folder / name).read_bytes(), pictures=folder / "pictures", file_name=name
            )
        _people(operator)
        _voters(operator)
        _subjects(operator, folder)
    print("Đã nạp.")
    return 0


def logins() -> str:
    """The lines that tell one login of each role, and those of the heads who vote."""
    width = max(len(name) for _, name in LOGINS)
    lines = [f"  {name:<{width}}  {gettext(str(role.label))}" for role, name in LOGINS]
    voters = f"Thử bỏ phiếu kín, mỗi trình duyệt một tài khoản: {', '.join(VOTERS)}"
    return "\n".join([*lines, voters, f"Mật khẩu chung của các tài khoản minh hoạ: {PASSWORD}"])


def _people(operator: Actor) -> None:
    ministry = Unit.objects.get(code="bo-vhttdl")
    years = ClusterYear.objects.filter(cluster__code=_CLUSTER).select_related("chair")
    running = years.order_by("-year")[0]
    _person(operator, "bo", "Chuyên viên Vụ Thi đua, Khen thưởng (minh hoạ)", Role.AUTHORITY, ministry)
    _person(operator, "bientap", "Biên tập viên (minh hoạ)", Role.EDITOR)
    _person(operator, "thanhtra", "Thanh tra viên (minh hoạ)", Role.INSPECTOR)
    for unit in members(running):
        name = "cumtruong" if unit == running.chair else f"lanhdao.{unit.code}"
        _person(operator, name, f"Lãnh đạo Sở {unit.place} (minh hoạ)", Role.UNIT_HEAD, unit, "Giám đốc Sở")
        _person(
            operator,
            f"chuyenvien.{unit.code}",
            f"Chuyên viên Sở {unit.place} (minh hoạ)",
            Role.SPECIALIST,
            unit,
            "Chuyên viên",
        )
    for year in years:
        name = "thuky" if year == running else f"thuky.{year.chair.code}"
        secretary = _person(
            operator,
            name,
            f"Thư ký cụm năm {year.year} (minh hoạ)",
            Role.SPECIALIST,
            year.chair,
            "Phó Chánh Văn phòng Sở",
        )
        # The year before is closed: its secretary is recorded as an import records the past.
        recorder = Actor(operator.user, operator.at, for_all_units=True)
        edit_year(recorder, year, secretary=secretary, regulation=year.regulation, dues=stage_dues(year))


def _voters(operator: Actor) -> None:
    """The heads of the khối whose secret ballot is open; the first chairs it and may close the ballot."""
    for unit in members(ClusterYear.objects.get(cluster__code=_BLOC)):
        name = f"Hiệu trưởng {unit.name} (minh hoạ)"
        _person(operator, f"lanhdao.{unit.code}", name, Role.UNIT_HEAD, unit, "Hiệu trưởng")


def _subjects(operator: Actor, folder: Path) -> None:
    """Bring in the people and collectives of all units, with the doubles found on the way."""
    importer = Actor(operator.user, operator.at, for_all_units=True)
    subjects.accept(importer, (folder / SUBJECTS).read_bytes(), file_name=SUBJECTS)


def _person(
    operator: Actor, username: str, name: str, role: Role, unit: Unit | None = None, position: str = ""
) -> User:
    user, _ = accounts.create_user(
        operator,
        username=username,
        full_name=name,
        role=role,
        email=f"{username}@example.vn",
        password=PASSWORD,
    )
    if unit is not None:
        appoint(operator, user, unit, since=_SINCE, position=position)
    return user


def _reset() -> None:
    """Remove the demonstration's database and files; never anybody's real years."""
    if connection.vendor != "sqlite":
        raise Refused.because(
            gettext_noop("Chỉ làm lại từ đầu được với cơ sở dữ liệu nhúng."),
            gettext_noop("Hãy tự tạo cơ sở dữ liệu PostgreSQL trống rồi chạy lại."),
        )
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    if database.exists() and _holds_real_years():
        raise Refused.because(
            gettext_noop("Cơ sở dữ liệu này có năm không phải minh hoạ nên không xoá."),
            gettext_noop("Hãy đặt THIDUA_DATA sang thư mục khác."),
        )
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def _holds_real_years() -> bool:
    if ClusterYear._meta.db_table not in connection.introspection.table_names():
        return False
    return ClusterYear.objects.filter(is_demonstration=False).exists()


def _examples() -> Path:
    here = (Path.cwd(), Path(__file__).resolve().parents[3])
    for folder in (root / "examples" for root in here):
        if (folder / FILES[0]).is_file():
            return folder
    raise Refused.because(
        gettext_noop("Không thấy thư mục examples có sổ minh hoạ."),
        gettext_noop("Hãy chạy lệnh trong thư mục mã nguồn."),
    )
