"""Settings for tests: fast hashing, plain static files, jobs done at once."""

import os
import tempfile

os.environ.setdefault("THIDUA_DATA", tempfile.mkdtemp(prefix="thidua-test-"))
os.environ.setdefault("THIDUA_SECRET_KEY", "only-for-tests")
os.environ.pop("THIDUA_TODAY", None)

from .settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = True
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
