"""Pages a site is opened with, and the words of its front page."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.errors import Refused

Text = dict[str, str]


class OwnRequest(Refused):
    """Two pairs of eyes: who asks for a reading is not the reader."""

    message = _(
        "You asked for this page to be read, so another editor approves it: you cannot approve or publish it yourself. "
        "If nobody needs to read it any more, take the request back first, then publish."
    )


class Category(TextChoices):
    """What a piece of news is about."""

    PROJECT = "project", _("The project")
    RECRUITMENT = "recruitment", _("Recruitment")
    TRAINING = "training", _("Trainings")
    OFFICES = "offices", _("From the offices")
    EVENT = "event", _("Events")


class Kind(StrEnum):
    """Things of Wagtail's editor that belong to one project."""

    PAGE = "page"
    REVISION = "revision"
    IMAGE = "image"
    DOCUMENT = "document"
    COLLECTION = "collection"
    TASK = "task"
    TASK_STATE = "task_state"
    WORKFLOW_STATE = "workflow_state"


@dataclass(frozen=True)
class FirstPage:
    """A page every site begins with; its words stand in templates/pages/first/, one file a language."""

    slug: str
    title: Text
    kind: str = "StandardPage"
    in_menu: bool = False
    in_footer: bool = False
    is_discussed: bool = False


@dataclass(frozen=True)
class SiteWords:
    """What only this project can say: the promise, and who keeps it for whom."""

    promise: Text
    lede: Text


FIRST_PAGES = (
    FirstPage("o-projekcie", {"pl": "O projekcie", "en": "About the project"}, in_menu=True, is_discussed=True),
    FirstPage("aktualnosci", {"pl": "Aktualności", "en": "News"}, "NewsIndexPage", in_menu=True),
    FirstPage("kontakt", {"pl": "Kontakt", "en": "Contact"}, "ContactPage", in_menu=True),
    FirstPage("pytania", {"pl": "Pytania i odpowiedzi", "en": "Questions and answers"}, "QuestionsPage", in_footer=True),
    FirstPage("dokumenty", {"pl": "Dokumenty", "en": "Documents"}, "DownloadsPage", in_footer=True),
    FirstPage("galeria", {"pl": "Galeria", "en": "Gallery"}, "GalleryPage", in_footer=True),
)
