"""Paths of the whole program. Each room owns its own; public paths are Polish words, English pages stand under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from atut.front.desk.views import healthz

ROOMS = ["work.recruitment"]  # many come at once for a form, and paths are tried in this order
ROOMS += ["base.projects", "base.audit", "base.faults", "base.jobs", "base.mail", "base.accounts", "base.privacy", "base.keeping"]
ROOMS += ["work.partnership", "work.programme", "work.committee", "work.training", "work.monitoring"]
ROOMS += ["front.voices", "front.duties", "front.desk", "front.search"]

handler500 = "atut.base.faults.views.broken"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("redakcja/", include("atut.front.pages.editing")),
    *i18n_patterns(
        *[path("", include(f"atut.{room}.urls")) for room in ROOMS],
        *([path("", include("atut.front.demo.urls"))] if settings.ATUT_DEMO else []),
        path("konta/", include("atut.base.accounts.sign_in")),
        path("", include("atut.front.pages.urls")),
        prefix_default_language=False,
    ),
]
