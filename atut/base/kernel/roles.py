"""Who people are in a project. Held per project and, for some, per office (`accounts.Membership`)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """DESIGN section 1. `SYSTEM` is the program itself at night; `PARTICIPANT` is anyone who claimed a Person."""

    COORDINATOR = "coordinator", _("Coordinator")
    OFFICE_LEAD = "office_lead", _("Office lead")
    TRAINER = "trainer", _("Trainer or adviser")
    ASSESSOR = "assessor", _("Assessor")
    COMMITTEE = "committee", _("Committee member")
    EDITOR = "editor", _("Editor")
    CONTROLLER = "controller", _("Controller")
    ADMINISTRATOR = "administrator", _("Administrator")
    PARTICIPANT = "participant", _("Participant")
    SYSTEM = "system", _("The program itself")


IN_ONE_OFFICE = frozenset({Role.OFFICE_LEAD, Role.ASSESSOR})
FOR_THE_INSTALLATION = frozenset({Role.ADMINISTRATOR})
READ_ONLY = frozenset({Role.CONTROLLER})
