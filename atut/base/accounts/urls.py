"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.base.accounts.views import invitations, members

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("zaproszenie/<str:token>/", invitations.invitation, name="invitation"),
    path("biurko/zespol/", members.members, name="members"),
    path("biurko/zespol/zaproszenie/", members.member_invite, name="member_invite"),
    path("biurko/zespol/administratorzy/", members.administrators, name="administrators"),
    path("biurko/zespol/administratorzy/zaproszenie/", members.administrator_invite, name="administrator_invite"),
    path("biurko/zespol/projekt/<str:key>/", members.project_members, name="project_members"),
    path("biurko/zespol/projekt/<str:key>/zaproszenie/", members.project_member_invite, name="project_member_invite"),
    path("biurko/zespol/zaproszenia/<str:key>/cofniecie/", members.invitation_withdraw, name="invitation_withdraw"),
    path("biurko/zespol/<str:key>/rola/", members.member_change, name="member_change"),
    path("biurko/zespol/<str:key>/koniec/", members.member_end, name="member_end"),
    path("biurko/zespol/<str:key>/drugi-skladnik/", members.factor_recover, name="factor_recover"),
]
