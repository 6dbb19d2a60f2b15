"""Erasing what recruitment holds about a person, once no duty keeps it."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Consent, Correction
from atut.work.recruitment.queries.rights import applications_of

TEXTS = ("access_needs", "differs", "register_number", "identity_reason", "confided", "checked", "post_kind", "despite", "written")


@action
def erase_applications(key: str, *, actor: Actor, at: datetime) -> int:
    """Values go: answers, needs, contact typed otherwise, the scan. Number, code and outcome stay, for the lists add up."""
    count = 0
    for application in applications_of(key).select_related("call", "employment", "scan"):
        permissions.erase.require(actor, application)
        scan, application.scan = application.scan, None
        application.answers, application.scores = {}, {}
        application.access_needs, application.differs, application.register_number = "", {}, ""
        application.identity_reason = application.post_kind = application.despite = ""
        application.confided = application.checked = application.written = {}
        application.save(update_fields=["scan", "answers", "scores", *TEXTS])
        enclosed = [one.file for one in application.attachments.select_related("file")]
        application.attachments.all().delete()
        for stored in [*([scan] if scan else []), *enclosed]:
            files.delete(stored)
        Consent.objects.filter(application=application).update(email="", answered_by="", reason="")
        Correction.objects.filter(application=application).update(missing="", note="")
        record("recruitment.application.erased", application, actor=actor, at=at, fields=["answers", "access_needs", "scan"])
        count += 1
    return count
