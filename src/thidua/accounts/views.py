"""Sign-in, sign-out, one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core.faults import Refused

from . import actions, demonstration
from .faults import show_in
from .forms import ChangePasswordForm, SignInForm
from .pages import SignedInRequest, office_page, public_page


class SignIn(LoginView):
    """The sign-in page; demonstration logins are listed only in a demonstration."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demonstration's logins, in a demonstration only."""
        shown = settings.SHOW_DEMO_LOGINS
        logins = demonstration.LOGINS if shown else ()
        password = demonstration.PASSWORD if shown else ""
        voters = demonstration.VOTERS
        return super().get_context_data(
            demo_logins=logins, demo_voters=voters, demo_password=password, **kwargs
        )


sign_in = public_page(SignIn.as_view())
sign_out = public_page(LogoutView.as_view())


@office_page()
def account(request: SignedInRequest) -> HttpResponse:
    """One's own account: role, unit, change of password."""
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(request.actor, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except Refused as refused:
            show_in(form, refused)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Đã đổi mật khẩu."))
            return redirect("account")
    return render(request, "accounts/account.html", {"form": form})
