"""The only writers of units, appointments, clusters, years and stages."""

from .frames import create_cluster, open_year
from .people import appoint, end_appointment
from .reframing import reframe_year
from .stages import close_year, edit_year, open_next_stage, return_to_stage
from .units import save_unit

__all__ = [
    "appoint",
    "close_year",
    "create_cluster",
    "edit_year",
    "end_appointment",
    "open_next_stage",
    "open_year",
    "reframe_year",
    "return_to_stage",
    "save_unit",
]
