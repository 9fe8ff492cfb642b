"""Keeping machines out of the comment form without outside services and without keeping addresses."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest

from thidua.core.faults import Fault, gettext_noop

# Nobody reads and writes a comment in less; a form left open longer is made anew.
QUICKEST = 3
LONGEST = 24 * 60 * 60

_signer = TimestampSigner(salt="newsroom.comment")


def form_token(article_id: int) -> str:
    """Return the signed moment at which the comment form of an article was shown."""
    return _signer.sign(str(article_id))


def token_fault(token: str, article_id: int) -> Fault | None:
    """Say what is wrong with a returned token, or None: forged, too quick, too old."""
    try:
        genuine = _signer.unsign(token, max_age=LONGEST) == str(article_id)
    except SignatureExpired:
        return Fault(
            gettext_noop("Trang đã mở quá lâu nên mẫu gửi ý kiến hết hạn."),
            gettext_noop("Nội dung bạn viết còn nguyên; hãy bấm gửi lại."),
        )
    except BadSignature:
        genuine = False
    if not genuine:
        return Fault(
            gettext_noop("Chưa nhận được ý kiến."),
            gettext_noop("Nội dung bạn viết còn nguyên; hãy bấm gửi lại."),
        )
    if is_too_quick(token):
        return Fault(
            gettext_noop("Ý kiến được gửi quá nhanh, giống máy gửi tự động."),
            gettext_noop("Nội dung bạn viết còn nguyên; hãy đợi vài giây rồi bấm gửi lại."),
        )
    return None


def is_too_quick(token: str) -> bool:
    """Whether a genuine token is younger than a person needs."""
    try:
        _signer.unsign(token, max_age=QUICKEST)
    except BadSignature:
        return False
    return True


def sender_mark(request: HttpRequest, today: date) -> str:
    """Return a mark of the sender's address that holds for one day and does not give the address back."""
    key = f"{settings.SECRET_KEY}:{today.isoformat()}".encode()
    return hmac.new(key, _address(request).encode(), hashlib.sha256).hexdigest()[:32]


def _address(request: HttpRequest) -> str:
    """The sender's address; behind the HTTPS proxy, the one that the proxy itself has noted last."""
    if settings.HTTPS and (noted := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        return str(noted).rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
