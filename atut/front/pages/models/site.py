"""Which Wagtail site is which project's, and who may write on it."""

from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Collection, Site

from atut.base.kernel.actors import Scope
from atut.base.kernel.keys import KeyField
from atut.base.projects.models import Project


class ProjectSite(models.Model):
    """The public site of a project. The project's host is the truth; Wagtail's hostname follows it (decision 0009)."""

    key = KeyField()
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="public_site")
    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="of_project")
    editors = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="edits", help_text="May change its pages")
    collection = models.OneToOneField(
        Collection, null=True, on_delete=models.PROTECT, related_name="of_project", help_text="Its pictures and documents"
    )

    def __str__(self) -> str:
        return self.site.hostname

    def scope(self) -> Scope:
        """Its project."""
        return Scope(self.project_id)
