"""Paths of the room: the project office, members."""

from django.urls import URLPattern, URLResolver, path

from atut.work.committee.views import appeals, office, protocol, sheets

app_name = "committee"

urlpatterns: list[URLPattern | URLResolver] = [
    path("biurko/nabor/<slug:key>/komisja/", office.committee_show, name="committee_show"),
    path("biurko/nabor/<slug:key>/komisja/powiazanie/", office.conflict_note, name="conflict_note"),
    path("biurko/nabor/<slug:key>/komisja/punkty/", office.results_settle, name="results_settle"),
    path("biurko/nabor/<slug:key>/komisja/podpisany/", office.signed_receive, name="signed_receive"),
    path("biurko/nabor/<slug:key>/komisja/protokol.pdf", office.protocol_to_sign, name="protocol_to_sign"),
    path("biurko/nabor/<slug:key>/komisja/podpisany/<slug:signed>/", office.signed_file, name="signed_file"),
    path("biurko/nabor/<slug:key>/komisja/osoby/<slug:member>/koniec/", office.member_dismiss, name="member_dismiss"),
    path("biurko/nabor/<slug:key>/odwolania/", appeals.appeals, name="appeals"),
    path("biurko/odwolania/<slug:key>/", appeals.appeal_show, name="appeal_show"),
    path("biurko/odwolania/<slug:key>/lista/", appeals.appeal_apply, name="appeal_apply"),
    path("biurko/odwolania/<slug:key>/protokol.pdf", appeals.appeal_protocol, name="appeal_protocol"),
    path("nabor/odwolanie/<str:token>/", appeals.appeal_lodge, name="appeal_lodge"),
    path("biurko/komisje/", sheets.my_committees, name="my_committees"),
    path("biurko/komisje/<slug:key>/", sheets.my_committee, name="my_committee"),
    path("biurko/komisje/<slug:key>/oswiadczenie/", sheets.member_declare, name="member_declare"),
    path("biurko/komisje/<slug:key>/karta/", sheets.sheet, name="sheet"),
    path("biurko/komisje/<slug:key>/karta/zamkniecie/", sheets.sheet_close, name="sheet_close"),
    path("biurko/komisje/<slug:key>/karta/<slug:code>/", sheets.sheet_application, name="sheet_application"),
    path("biurko/komisje/<slug:key>/karta/<slug:code>/dokument/<slug:paper>/", sheets.sheet_paper, name="sheet_paper"),
    path("biurko/komisje/<slug:key>/punkty/", sheets.scores, name="scores"),
    path("biurko/komisje/<slug:key>/protokol/", protocol.protocol_accept, name="protocol_accept"),
    path("biurko/komisje/<slug:key>/protokol.pdf", protocol.protocol_file, name="protocol_file"),
]
