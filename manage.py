#!/usr/bin/env python3
"""Django's management commands for developers; users have the ``thidua`` command."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.site.settings")

from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
