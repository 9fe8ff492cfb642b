"""What time it is for the system: the real time, but for a demonstration set to another day."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present moment; in a demonstration, today's time of day on the day it is set to."""
    moment = timezone.localtime()
    day = settings.TODAY
    return moment.replace(year=day.year, month=day.month, day=day.day) if day else moment
