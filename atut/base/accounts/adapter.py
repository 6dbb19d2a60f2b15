"""How allauth behaves here: nobody signs up by themselves, its mails go through our outbox, each step is audited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from atut.base.accounts import actions, notices
from atut.base.accounts.models import User
from atut.base.kernel import clock, crypto, limits
from atut.base.kernel.actors import Actor

FACTOR_ADDED = frozenset({"totp_activated", "webauthn_added"})
FACTOR_DROPPED = frozenset({"totp_deactivated", "webauthn_removed"})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation only; sign-ins leave a trail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """No: an administrator or coordinator invites."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose tries are counted: behind proxies only what our own ones wrote is believed."""
        return limits.visitor(request)

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        """Signed in: one entry."""
        actions.note_sign_in(user, actor=_actor(request, user), at=clock.now())
        return super().post_login(request, user, **how)

    def logout(self, request: HttpRequest) -> None:
        """Signed out: one entry."""
        if isinstance(request.user, User):
            actions.note_sign_out(request.user, actor=_actor(request, request.user), at=clock.now())
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password: an entry on the account, or on the project when there is no such account."""
        known = User.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        refuse(request, known)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox. Only mails we have our own words for are sent."""
        user = context.get("user") or User.objects.filter(email=email.lower()).first()
        if user is None or template_prefix != "account/email/password_reset_key":
            return
        told = {"actor": _actor(self.request, user), "project": self.request.project, "at": clock.now()}
        actions.send_password_link(user, link=context["password_reset_url"], **told)

    def send_notification_mail(self, template_prefix: str, user: User, *_args: Any, **_context: Any) -> None:
        """Something about the safety of the account changed: an entry, and a mail to the person."""
        what = template_prefix.rpartition("/")[2]
        told = {"actor": _actor(self.request, user), "project": self.request.project, "at": clock.now()}
        if what in FACTOR_ADDED:
            actions.note_added_factor(user, **told)
        elif what in FACTOR_DROPPED:
            actions.note_dropped_factor(user, **told)
        elif what == "recovery_codes_generated":
            actions.note_new_recovery_codes(user, **told)
        elif what.startswith("password_"):
            actions.note_new_password(user, **told)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are encrypted like everything that must not be read from a stolen disk."""

    def encrypt(self, text: str) -> str:
        """Under the installation's key."""
        return crypto.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return crypto.decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The code to photograph, as SVG inside the page: our content security policy knows no data: images."""
        import segno

        return segno.make(url, error="m").svg_inline(scale=4, border=4, light="#fff", title=_("Code for the authenticator app"))


class ActivateAuthenticator(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The code that switches an authenticator on is used up by that: it opens no session a few seconds later."""

    def clean_code(self) -> str:
        """Check as allauth does, then mark as used, for this person, for as long as the code lives."""
        code: str = super().clean_code()
        if not TOTP(_nobody_yet(self.user))._mark_code_used(code):
            raise SecondFactorAdapter().validation_error("incorrect_code")
        return code


def _nobody_yet(user: User) -> Any:
    from allauth.mfa.models import Authenticator

    return Authenticator(user=user, type=Authenticator.Type.TOTP)


def refuse(request: HttpRequest, user: User | None) -> None:
    """A sign-in that failed, by password or by second factor."""
    subject = user or request.project  # type: ignore[attr-defined]  # set by projects.middleware
    if subject is not None:
        actions.note_refused_sign_in(subject, actor=_actor(request, user), at=clock.now())


def second_factor_failed(sender: Any, request: HttpRequest, user: User, **_more: Any) -> None:  # noqa: ARG001  # a signal of allauth
    """A wrong code: allauth tells by a signal only."""
    refuse(request, user)


def _actor(request: HttpRequest, user: User | None) -> Actor:
    project = request.project  # type: ignore[attr-defined]  # set by projects.middleware
    label = notices.label(user) if user else ""
    return Actor(label=label, user_id=user.pk if user else None, project_id=project.pk if project else None)


class SignIn(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Labels above the fields and nothing in them; the way to a new password stands below the button."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["login"].label, self.fields["password"].help_text = _("E-mail address"), ""
        _plain(self)


class AskForPassword(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The address of the account."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["email"].label = _("E-mail address")
        _plain(self)


class AddKey(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """What the key is called, and whether it opens the account without a password."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["name"].label = _("What you call this key")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Let me sign in with this key alone, without a password")
            self.fields["passwordless"].help_text = _("The key then asks for your fingerprint, face or PIN each time.")


def _plain(form: Any) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
