"""Messages between editors: a page waits for a reader; what the reader said. Wagtail's own mails are not sent (`reading`)."""

from datetime import datetime

from django.urls import reverse
from wagtail.models import Page

from atut.base.accounts.models import User
from atut.base.mail.outbox import Recipient, queue
from atut.front.pages.models import ProjectSite


def _tell(kind: str, opened: ProjectSite, page: Page, to: User, *, at: datetime, **told: str) -> None:
    link = opened.project.url(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    context = {"title": page.draft_title, "link": link, **told}
    recipient = Recipient(to.name, to.email, to.language)
    queue(kind, about=opened, project=opened.project, to=recipient, at=at, context=context)


def reading_asked(opened: ProjectSite, page: Page, to: User, *, by: str, at: datetime) -> None:
    """An editor asks the others to read a page before it is public."""
    _tell("pages.reading_asked", opened, page, to, at=at, by=by)


def reading_approved(opened: ProjectSite, page: Page, to: User, *, by: str, at: datetime) -> None:
    """Who asked learns that the page was approved."""
    _tell("pages.reading_approved", opened, page, to, at=at, by=by)


def reading_returned(opened: ProjectSite, page: Page, to: User, *, by: str, comment: str, at: datetime) -> None:
    """Who asked learns what the reader wants changed."""
    _tell("pages.reading_returned", opened, page, to, at=at, by=by, comment=comment)
