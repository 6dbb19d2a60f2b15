"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.work.partnership import views

app_name = "partnership"
urlpatterns: list[URLPattern | URLResolver] = [
    path("moje/konto/<str:token>/", views.account_open, name="account_open"),
    path("moje/konto/<str:token>/nowy-odnosnik/", views.account_link_renew, name="account_link_renew"),
    path("moje/konto/<str:token>/wyslano/", views.account_link_renewed, name="account_link_renewed"),
    path("biurko/osoby/", views.people, name="people"),
    path("biurko/osoby/dodaj/", views.person_add, name="person_add"),
    path("biurko/osoby/<slug:key>/", views.person_show, name="person_show"),
    path("biurko/osoby/<slug:key>/kontakt/", views.person_change, name="person_change"),
    path("biurko/osoby/<slug:key>/numer/", views.person_reveal, name="person_reveal"),
    path("biurko/osoby/<slug:key>/odnosnik/", views.account_link_send, name="account_link_send"),
    path("biurko/osoby/<slug:key>/polacz/", views.person_merge, name="person_merge"),
    path("biurko/osoby/<slug:key>/praca/<slug:employment>/koniec/", views.employment_end, name="employment_end"),
    path("biurko/listy-pracownikow/", views.staff_imports, name="staff_imports"),
    path("biurko/listy-pracownikow/nowa/", views.staff_import_bring, name="staff_import_bring"),
    path("biurko/listy-pracownikow/<slug:key>/", views.staff_import, name="staff_import"),
    path("biurko/listy-pracownikow/<slug:key>/odczyt/", views.staff_import_read, name="staff_import_read"),
    path("biurko/listy-pracownikow/<slug:key>/przyjmij/", views.staff_import_apply, name="staff_import_apply"),
    path("biurko/listy-pracownikow/<slug:key>/wyrzuc/", views.staff_import_discard, name="staff_import_discard"),
    path("biurko/listy-pracownikow/<slug:key>/odrzucone/", views.staff_import_file, name="staff_import_file"),
    path("biurko/partnerzy/", views.partners, name="partners"),
    path("biurko/partnerzy/dodaj/", views.partner_add, name="partner_add"),
    path("biurko/partnerzy/<slug:key>/", views.partner_show, name="partner_show"),
    path("biurko/partnerzy/<slug:key>/zmien/", views.partner_change, name="partner_change"),
    path("biurko/partnerzy/<slug:key>/odejscie/", views.partner_leave, name="partner_leave"),
    path("biurko/partnerzy/<slug:key>/degurba/", views.degurba_confirm, name="degurba_confirm"),
    path("biurko/cele/", views.goals, name="goals"),
    path("biurko/cele/dodaj/", views.goal_add, name="goal_add"),
    path("biurko/cele/dodaj/<slug:above>/", views.goal_add, name="goal_add"),
    path("biurko/cele/<slug:key>/zmien/", views.goal_change, name="goal_change"),
    path("biurko/cele/<slug:key>/miejsce/", views.goal_move, name="goal_move"),
    path("biurko/cele/<slug:key>/pod/", views.goal_place, name="goal_place"),
    path("biurko/cele/<slug:key>/usun/", views.goal_remove, name="goal_remove"),
]
