"""Who may write, moderate, recommend, subscribe."""

from django.utils.translation import gettext_lazy as _

from atut.base.kernel.permissions import permission
from atut.base.kernel.roles import Role

know_topic = permission(
    "voices.topic.know",
    why=_("Pages tells which page stands where and may be commented"),
    roles=[Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.SYSTEM],
)
write_comment = permission("voices.comment.write", why=_("Anybody may comment; nothing shows before it is approved"), public=True)
own_comment = permission("voices.comment.own", why=_("Whoever holds the link from the mail changes or withdraws it"), public=True)
report_comment = permission("voices.comment.report", why=_("Any reader may say that a comment should not be shown"), public=True)
moderate = permission(
    "voices.comment.moderate",
    why=_("Editors and the project office decide what is shown, and answer"),
    roles=[Role.EDITOR, Role.COORDINATOR],
)
recommend = permission("voices.page.recommend", why=_("Anybody may recommend a page, within limits"), public=True)
block = permission("voices.mailbox.block", why=_("Whoever got such a letter ends them with one click"), public=True)
subscribe = permission("voices.news.subscribe", why=_("Anybody may ask for news; the mailbox confirms it"), public=True)
announce = permission(
    "voices.news.announce",
    why=_("Published news is told to those who asked for it"),
    roles=[Role.EDITOR, Role.COORDINATOR, Role.SYSTEM],
)
post_letters = permission(
    "voices.letter.post", why=_("The program sends what was asked for, and holds what is blocked or too much"), roles=[Role.SYSTEM]
)
forget = permission("voices.trace.forget", why=_("The program deletes what is over"), roles=[Role.SYSTEM, Role.COORDINATOR])
handle_mailbox = permission(
    "voices.mailbox.handle",
    why=_("The project office answers people who ask what is held under their address"),
    roles=[Role.COORDINATOR],
)
