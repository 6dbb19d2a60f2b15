"""Workbooks with applications that came on paper: brought, looked at, taken in or thrown away."""

from django.db import models

from atut.base.files.models import Brought
from atut.base.kernel.actors import Actor, Scope
from atut.base.kernel.roles import Role
from atut.base.projects.models import Organisation


class PaperImports(models.QuerySet["PaperImport"]):
    """Workbooks an actor may see."""

    def visible_to(self, actor: Actor) -> "PaperImports":
        """The whole project for its office; own office for its lead."""
        here = self.filter(project=actor.project_id or 0)
        if actor.holds_for_project({Role.COORDINATOR, Role.CONTROLLER}):
            return here
        return here.filter(organisation_id__in=actor.offices({Role.OFFICE_LEAD}))


class PaperImport(Brought):
    """One workbook with applications of a call that came on paper."""

    call = models.ForeignKey("recruitment.Call", on_delete=models.PROTECT, related_name="paper_imports")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+", help_text="Whose people; empty: of every office"
    )

    objects = PaperImports.as_manager()

    def scope(self) -> Scope:
        """Project and, where it is one office's, that office."""
        return Scope(self.project_id, frozenset({self.organisation_id} if self.organisation_id else ()))
