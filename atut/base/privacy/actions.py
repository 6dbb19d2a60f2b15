"""Publishing texts and declaring them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models

from atut.base.audit.journal import action, record
from atut.base.kernel.actors import Actor
from atut.base.kernel.texts import Text
from atut.base.privacy import permissions, rules
from atut.base.privacy.models import Declaration, DeclarationText
from atut.base.projects.models import Project
from atut.base.projects.rules import check_polish


@action
def publish_text(project: Project, kind: str, *, title: Text, body: Text, actor: Actor, at: datetime) -> DeclarationText:
    """Publish a declaration or clause: a new version, in force from now. Published ones never change.

    The same words again are the version that stands, so loading twice publishes once.
    """
    permissions.PUBLISH_TEXT.require(actor, project)
    check_polish(title)
    check_polish(body)
    Project.objects.select_for_update().get(pk=project.pk)
    newest = project.declaration_texts.filter(kind=rules.TextKind(kind)).order_by("-version").first()
    if newest and (newest.title, newest.body) == (title, body):
        record("privacy.text.compared", newest, actor=actor, at=at)
        return newest
    version = newest.version + 1 if newest else 1
    text = DeclarationText.objects.create(project=project, kind=kind, version=version, title=title, body=body, valid_from=at)
    record("privacy.text.published", text, actor=actor, at=at, fields=["title", "body"])
    return text


@action
def declare(
    about: models.Model, texts: Iterable[DeclarationText], *, language: str, actor: Actor, at: datetime
) -> list[Declaration]:
    """Keep that these texts, in these versions, were declared or shown for an application or participation.

    Declaring the same version twice is one declaration. `about` has `key` and `scope()`.
    """
    permissions.DECLARE.require(actor)
    chosen = list(texts)
    project_id = about.scope().project_id  # type: ignore[attr-defined]  # every audited model has one
    rules.check_texts_belong([text.project_id for text in chosen], project_id)
    named = {"about_type": about._meta.label_lower, "about_key": about.key}  # type: ignore[attr-defined]
    made = [
        Declaration.objects.get_or_create(text=text, **named, defaults={"language": language, "declared_at": at})[0]
        for text in chosen
    ]
    record("privacy.text.declared", about, actor=actor, at=at, fields=sorted({t.kind for t in chosen}), count=len(made))
    return made
