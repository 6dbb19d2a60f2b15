"""What the tags in a row of the coordinator's list say: joined here, because a page has fifty rows and a template is slower."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from atut.base.ui.templatetags.ui import tag
from atut.work.recruitment.models import Application
from atut.work.recruitment.rules.identity import Identity
from atut.work.recruitment.rules.moves import ApplicationStatus, PlaceStatus

Said = tuple[str, str | Promise]
_DECIDED = {ApplicationStatus.ELIGIBLE: "ok", ApplicationStatus.REJECTED: "no", ApplicationStatus.WITHDRAWN: "none"}
_PLACES = {PlaceStatus.OFFERED: "wait", PlaceStatus.CONFIRMED: "ok", PlaceStatus.USED: "ok"}


def tags_of(application: Application) -> SafeString:
    """Its state, what is in doubt or missing, and its places."""
    return format_html_join(" ", "{}", ((tag(kind, str(words)),) for kind, words in _said(application)))


def _said(application: Application) -> Iterator[Said]:
    status = ApplicationStatus(application.status)
    if status not in _DECIDED and application.reasons:
        yield "ask", _("Reasons against: decide")
    else:
        yield _DECIDED.get(status, "wait"), status.label
    if application.identity == Identity.DOUBTED:
        yield "ask", _("Whose number?")
    consent = getattr(application, "consent", None)
    if consent and not consent.answered_at and status == ApplicationStatus.SUBMITTED:
        yield "wait", _("No consent yet")
    for place in application.places_say:  # type: ignore[attr-defined]  # read by the list
        yield _PLACES.get(PlaceStatus(place), "none"), PlaceStatus(place).label
