"""Pictures and documents of a project's site: only its own, and only what a live page shows."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import Rendition
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry, ReferenceIndex

from atut.base.kernel.prepared import Prepared
from atut.base.projects.models import Project
from atut.front.pages.models import ProjectSite
from atut.front.pages.queries.site import live_pages


def published_documents(project: Project) -> "QuerySet[AbstractDocument]":
    """Files that a live page of the project links to; every other file is nobody's business. Four queries."""
    document = get_document_model()
    links = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), to_content_type=ContentType.objects.get_for_model(document)
    )
    pairs = [(int(page), int(file)) for page, file in links.values_list("object_id", "to_object_id")]
    live = set(live_pages(project).filter(pk__in={page for page, _file in pairs}).values_list("pk", flat=True))
    return document.objects.filter(pk__in={file for page, file in pairs if page in live}).order_by("pk")


def document(project: Project, number: int, name: str) -> AbstractDocument | None:
    """A published document, asked for by its whole name. Five queries."""
    found = published_documents(project).filter(pk=number).first()
    return found if found is not None and found.filename == name else None


def document_kept(project: Project, number: int, name: str) -> AbstractDocument | None:
    """A document of the project, whether a page shows it or not: for its editors. One query."""
    found = get_document_model().objects.filter(pk=number, collection__of_project__project=project).first()
    return found if found is not None and found.filename == name else None


def place_of_file(collection: Collection | None, name: str) -> str:
    """Where a document of a project is stored: beside no other project's, so that its name stays as given. One query."""
    folder = ProjectSite.objects.filter(collection=collection).values_list("key", flat=True).first()
    return f"{folder}/{name}" if folder else name


def is_rendition(project: Project, file: str) -> bool:
    """Is it a made size of a picture of the project's collection? Two queries."""
    path = ProjectSite.objects.filter(project=project).values_list("collection__path", flat=True).first()
    return bool(path) and Rendition.objects.filter(file=file, image__collection__path__startswith=path).exists()


def editing_mark() -> str:
    """Moves whenever anybody publishes, withdraws, moves or deletes a page or a document by Wagtail's editor. Three queries."""
    return ".".join(str(pk) for last in _LAST for (pk,) in last() or [(0,)])


def _last(model: type[Model]) -> "QuerySet[Any, Any]":
    return model._default_manager.order_by("-pk").values_list("pk")[:1]


_LAST = tuple(Prepared(partial(_last, model)) for model in (PageLogEntry, ModelLogEntry, Page))
