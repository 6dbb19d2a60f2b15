"""Who sits on a committee, and who may not judge whom."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

LEAST_SCORERS = 2  # one person alone decides about nobody


class Tie(TextChoices):
    """Why a member does not judge an application. A shared surname proves nothing and is never shown as a reason."""

    OWN = "own", _("It is the member's own application")
    SUPERIOR = "superior", _("The member is the person's superior")
    UNIT = "unit", _("The member works in the same unit")
    FAMILY = "family", _("Family or a shared household")
    OTHER = "other", _("Another tie that could be doubted")


DECLARED = (Tie.FAMILY, Tie.SUPERIOR, Tie.UNIT, Tie.OTHER)  # the own application needs no declaration


class NotOnCommittees(Refused):
    """Somebody without the role."""

    message = _("%(name)s does not hold the role of a committee member in this project. Invite them to it first.")


class SeesNames(Refused):
    """Who runs the recruitment cannot judge under codes."""

    message = _(
        "%(name)s runs or checks the recruitment and sees the names, so cannot score under codes. Appoint somebody else, or end"
        " that role first."
    )


class AlreadyAppointed(Refused):
    """Twice the same."""

    message = _("%(name)s already sits on this committee. Nothing was changed.")


class NoLongerMember(Refused):
    """Dismissed."""

    message = _("%(name)s no longer sits on this committee, so nothing was changed. Ask the project office if that is a mistake.")


class NotDeclared(Refused):
    """Impartiality comes before the first look."""

    message = _("First declare whom you may not judge: nobody scores, accepts or decides before that.")


class InConflict(Refused):
    """The tie is kept for ever with the call."""

    message = _("You have declared or hold a tie to this person, so you neither see nor judge this application. The others do.")


class NotAfterTheList(Refused):
    """The committee of a closed list is the one that made it."""

    message = _("The list of this call is closed, so its committee stays as it is: the protocol names who judged.")


def must_be_in_time_for(*, is_listed: bool, hears_appeals: bool, is_chair: bool) -> None:
    """After the list only a member who hears appeals is appointed, where another panel does; never a chair."""
    if is_listed and (is_chair or not hears_appeals):
        raise NotAfterTheList


def must_be_appointable(name: str, *, is_on_committees: bool, sees_names: bool, is_member: bool) -> None:
    """Refuse to appoint somebody who lacks the role, sees names by another role, or sits there already."""
    if is_member:
        raise AlreadyAppointed(name=name)
    if not is_on_committees:
        raise NotOnCommittees(name=name)
    if sees_names:
        raise SeesNames(name=name)


def must_sit(name: str, *, is_dismissed: bool, has_declared: bool) -> None:
    """Refuse whatever a member does without sitting on the committee and having declared."""
    if is_dismissed:
        raise NoLongerMember(name=name)
    if not has_declared:
        raise NotDeclared
