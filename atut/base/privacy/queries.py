"""Questions about texts, declarations and requests."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from atut.base.privacy.models import Declaration, DeclarationText
from atut.base.projects.models import Project


def current_texts(project: Project, kinds: Iterable[str], at: datetime) -> dict[str, DeclarationText]:
    """The version in force of each kind. A kind that was never published is missing from the answer."""
    rows = DeclarationText.objects.filter(project=project, kind__in=list(kinds), valid_from__lte=at)
    return {row.kind: row for row in rows.order_by("kind", "version")}


def declarations_of(about: models.Model) -> list[Declaration]:
    """What was declared for a thing, with the texts, in order of time."""
    named = Declaration.objects.filter(about_type=about._meta.label_lower, about_key=about.key)  # type: ignore[attr-defined]
    return list(named.select_related("text").order_by("declared_at", "pk"))
