"""What is held under one e-mail address: for the copy of somebody's data, for an erasure, for the office that is asked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from atut.base.kernel.personal import Kept
from atut.base.projects.models import Project
from atut.front.voices.models import Block, Comment, Letter, Subscription
from atut.front.voices.queries.sending import hash_of
from atut.work.partnership.models import Person


@dataclass(frozen=True, slots=True)
class Held:
    """Everything under one address."""

    comments: list[Comment]
    subscription: Subscription | None
    letters: int
    block: Block | None

    @property
    def is_empty(self) -> bool:
        """Nothing at all."""
        return not (self.comments or self.subscription or self.letters or self.block)


def held_under(project: Project, email: str) -> Held:
    """What the office can tell somebody who asks. Four queries."""
    found = {"project": project, "email_hash": hash_of(project, email)}
    return Held(
        list(Comment.objects.filter(**found).select_related("topic").order_by("written_at", "pk")),
        Subscription.objects.filter(**found).first(),
        Letter.objects.filter(**found).count(),
        Block.objects.filter(**found).first(),
    )


def _of_person(person_key: str) -> dict[str, object]:
    person = Person.objects.filter(key=person_key).exclude(email="").select_related("project").first()
    if person is None:
        return {"pk__in": []}
    return {"project": person.project_id, "email_hash": hash_of(person.project, person.email)}


def comments_of_person(person_key: str) -> QuerySet[Comment]:
    """Comments written under the address the project knows."""
    return Comment.objects.filter(**_of_person(person_key)).order_by("written_at", "pk")


def subscriptions_of_person(person_key: str) -> QuerySet[Subscription]:
    """News sent to the address the project knows."""
    return Subscription.objects.filter(**_of_person(person_key)).order_by("pk")


def letters_of_person(person_key: str) -> QuerySet[Letter]:
    """Letters others caused to that address."""
    return Letter.objects.filter(**_of_person(person_key)).order_by("asked_at", "pk")


def blocks_of_person(person_key: str) -> QuerySet[Block]:
    """Whether the owner of that address wants none."""
    return Block.objects.filter(**_of_person(person_key)).order_by("pk")


def why_block_stays(_person_key: str, _at: datetime) -> Kept:
    """Deleting it would let the letters begin again."""
    return Kept(_("It keeps unwanted letters away; a keyed hash, no address"))
