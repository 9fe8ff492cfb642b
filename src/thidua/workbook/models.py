"""Workbooks handed in: kept between preview and acceptance, and for their user to fetch when refused."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.clusters.files import StoredFile
from thidua.clusters.models import ClusterYear


class Upload(StoredFile):
    """One handed-in workbook. Only its user sees it; it is written once, at ``applied_at``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The year whose page it was sent to; None when it is to open a new one.
    cluster_year = models.ForeignKey(ClusterYear, null=True, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    applied_at = models.DateTimeField(_("nhập lúc"), null=True)

    class Meta:
        ordering = ["-uploaded_at"]

    @property
    def is_applied(self) -> bool:
        """Whether it has been written."""
        return self.applied_at is not None
