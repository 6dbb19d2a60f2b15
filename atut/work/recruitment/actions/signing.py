"""The signed regulation is added to a published call; everybody can read it."""

from datetime import datetime

from atut.base.audit.journal import action, record
from atut.base.files import actions as files
from atut.base.files.rules import PDF, Retention, Upload, media_type_of
from atut.base.kernel.actors import Actor
from atut.work.recruitment import permissions
from atut.work.recruitment.models import Call
from atut.work.recruitment.rules import signing as rules


@action
def add_signed_regulation(call: Call, upload: Upload, *, actor: Actor, at: datetime) -> Call:
    """Keep the regulation as it was signed. One sent before goes; its hash stays in the trail. The frozen data do not change."""
    permissions.publish_call.require(actor, call)
    call = Call.objects.select_for_update(of=("self",)).select_related("project", "signed").get(pk=call.pk)
    rules.must_be_signable(call.status)
    if media_type_of(upload.content) != PDF:
        raise rules.NotAPdf
    files.must_be_a_paper(upload, at=at)
    before = call.signed
    call.signed = files.keep(
        upload.content,
        name=f"regulamin-{call.key}.pdf",
        media_type=PDF,
        purpose="recruitment.regulation",
        retention=Retention.PROJECT,
        project=call.project,
        at=at,
    )
    call.save(update_fields=["signed"])
    if before is not None:
        files.delete(before)
    record("recruitment.call.signed", call, actor=actor, at=at, values={"sha256": call.signed.sha256})
    return call
