"""Paths of the room: the public road, the desk, answers about places."""

from django.urls import URLPattern, URLResolver, path

from atut.work.recruitment.views import places as place_views
from atut.work.recruitment.views import public as public_views

app_name = "recruitment"

public: list[URLPattern | URLResolver] = [
    path("nabor/", public_views.open_calls, name="open_calls"),
    path("nabor/potwierdzenie/<slug:key>/", public_views.receipt, name="receipt"),
    path("nabor/wycofanie/<str:token>/", public_views.application_withdraw_by_link, name="application_withdraw_by_link"),
    path("nabor/<slug:key>/", public_views.call_public, name="call_public"),
    path("nabor/<slug:key>/zgloszenie/", public_views.apply, name="apply"),
]
desk: list[URLPattern | URLResolver] = []
places: list[URLPattern | URLResolver] = [
    path("miejsce/<str:token>/", place_views.place_answer, name="place_answer"),
    path("miejsce/<str:token>/nowy-odnosnik/", place_views.link_renew, name="link_renew"),
    path("miejsce/<str:token>/wyslano/", place_views.link_renewed, name="link_renewed"),
]

urlpatterns: list[URLPattern | URLResolver] = [*public, *desk, *places]
