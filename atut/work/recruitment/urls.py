"""Paths of the room: the public road, the desk, answers about places."""

from django.urls import URLPattern, URLResolver, path

from atut.work.recruitment.views import (
    applications,
    batching,
    calls,
    checking,
    comparing,
    drafts,
    enclosing,
    importing,
    inviting,
    leading,
    listing,
    publishing,
    regulations,
    simulating,
    writing,
)
from atut.work.recruitment.views import places as place_views
from atut.work.recruitment.views import public as public_views
from atut.work.recruitment.views import selection as selection_views

app_name = "recruitment"

public: list[URLPattern | URLResolver] = [
    path("nabor/", public_views.open_calls, name="open_calls"),
    path("nabor/potwierdzenie/<slug:key>/", public_views.receipt, name="receipt"),
    path("nabor/potwierdzenie/<slug:key>/moja-strona/", public_views.receipt_link, name="receipt_link"),
    path("nabor/wycofanie/<str:token>/", public_views.application_withdraw_by_link, name="application_withdraw_by_link"),
    path("nabor/dokonczenie/", drafts.draft_find, name="draft_find"),
    path("nabor/szkic/<str:token>/", public_views.draft, name="draft"),
    path("nabor/szkic/<str:token>/zapisano/", drafts.draft_saved, name="draft_saved"),
    path("nabor/szkic/<str:token>/usuniecie/", drafts.draft_discard, name="draft_discard"),
    path("nabor/zgoda/<str:token>/", enclosing.consent, name="consent"),
    path("nabor/uzupelnienie/<str:token>/", enclosing.correction, name="correction"),
    path("nabor/para/<str:token>/", enclosing.pair, name="pair"),
    path("nabor/bez-zaproszen/<str:token>/", inviting.invitations_end, name="invitations_end"),
    path("nabor/<slug:key>/", public_views.call_public, name="call_public"),
    path("nabor/<slug:key>/regulamin/", regulations.call_regulation, name="call_regulation"),
    path("nabor/<slug:key>/regulamin.json", regulations.call_regulation_data, name="call_regulation_data"),
    path("nabor/<slug:key>/lista/", publishing.ranking, name="ranking"),
    path("nabor/<slug:key>/lista.pdf", publishing.ranking_file, name="ranking_file"),
    path("nabor/<slug:key>/zgloszenie/", public_views.apply, name="apply"),
]
desk: list[URLPattern | URLResolver] = [
    path("biurko/nabor/", calls.calls, name="calls"),
    path("biurko/nabor/nowy/", writing.call_new, name="call_new"),
    path("biurko/nabor/<slug:key>/", calls.call_show, name="call_show"),
    path("biurko/nabor/<slug:key>/zmiana/<slug:section>/", writing.call_edit, name="call_edit"),
    path("biurko/nabor/<slug:key>/usuniecie/", writing.call_discard, name="call_discard"),
    path("biurko/nabor/<slug:key>/odwolanie-naboru/", writing.call_withdraw, name="call_withdraw"),
    path("biurko/nabor/<slug:key>/ogloszenie/", writing.call_publish, name="call_publish"),
    path("biurko/nabor/<slug:key>/proba/", simulating.call_simulate, name="call_simulate"),
    path("biurko/nabor/<slug:key>/zaproszenia/<int:number>/", inviting.invite, name="invite"),
    path("biurko/nabor/<slug:key>/naraz/", batching.batch, name="batch"),
    path("biurko/naraz/<slug:key>/", batching.batch_show, name="batch_show"),
    path("biurko/nabor/<slug:key>/plik/", listing.call_export, name="call_export"),
    path("biurko/nabor/<slug:key>/liczby/", listing.numbers_export, name="numbers_export"),
    path("biurko/nabor/<slug:key>/wykresy/", listing.call_charts, name="call_charts"),
    path("biurko/nabor/<slug:key>/porownanie/", comparing.compare_ticked, name="compare_ticked"),
    path("biurko/nabor/<slug:key>/porownanie/<slug:first>/<slug:second>/", comparing.compare, name="compare"),
    path("biurko/nabor/<slug:key>/papier/", applications.application_enter, name="application_enter"),
    path("biurko/nabor/<slug:key>/papiery/", importing.paper_import_bring, name="paper_import_bring"),
    path("biurko/nabor/<slug:key>/papiery/wzor.xlsx", importing.paper_template, name="paper_template"),
    path("biurko/papiery/<slug:key>/", importing.paper_import, name="paper_import"),
    path("biurko/papiery/<slug:key>/przyjmij/", importing.paper_import_apply, name="paper_import_apply"),
    path("biurko/papiery/<slug:key>/wyrzuc/", importing.paper_import_discard, name="paper_import_discard"),
    path("biurko/papiery/<slug:key>/odrzucone/", importing.paper_import_file, name="paper_import_file"),
    path("biurko/nasze-zgloszenia/", leading.own_people, name="own_people"),
    path("biurko/zgloszenia/<slug:key>/dokument/<slug:paper>/", enclosing.application_paper, name="application_paper"),
    path("biurko/zgloszenia/<slug:key>/uzupelnienie/", enclosing.application_correct, name="application_correct"),
    path("biurko/zgloszenia/<slug:key>/wyjatek/", enclosing.application_override, name="application_override"),
    path("biurko/zgloszenia/<slug:key>/zgoda/", enclosing.application_consent, name="application_consent"),
    path("biurko/zgloszenia/<slug:key>/", applications.application_show, name="application_show"),
    path("biurko/zgloszenia/<slug:key>/dane/", applications.application_look, name="application_look"),
    path("biurko/zgloszenia/<slug:key>/skan/", applications.application_scan, name="application_scan"),
    path("biurko/zgloszenia/<slug:key>/tozsamosc/", applications.application_identify, name="application_identify"),
    path("biurko/zgloszenia/<slug:key>/sprawdzenie/", applications.application_assess, name="application_assess"),
    path("biurko/zgloszenia/<slug:key>/deklaracje/", checking.application_checks, name="application_checks"),
    path("biurko/zgloszenia/<slug:key>/deklaracje/<int:number>/", checking.application_check, name="application_check"),
    path("biurko/zgloszenia/<slug:key>/przyjecie/", applications.application_accept, name="application_accept"),
    path("biurko/zgloszenia/<slug:key>/odrzucenie/", applications.application_reject, name="application_reject"),
    path("biurko/zgloszenia/<slug:key>/wycofanie/", applications.application_withdraw, name="application_withdraw"),
]
places: list[URLPattern | URLResolver] = [
    path("miejsce/<str:token>/", place_views.place_answer, name="place_answer"),
    path("miejsce/<str:token>/nowy-odnosnik/", place_views.link_renew, name="link_renew"),
    path("miejsce/<str:token>/wyslano/", place_views.link_renewed, name="link_renewed"),
    path("biurko/nabor/<slug:key>/miejsca/", place_views.places, name="places"),
    path("biurko/nabor/<slug:key>/miejsca/<slug:edition>/", place_views.edition_places, name="edition_places"),
    path("biurko/miejsca/<slug:key>/", place_views.place_told, name="place_told"),
    path("biurko/miejsca/<slug:key>/zamiana/", place_views.swap_ask, name="swap_ask"),
    path("biurko/nabor/<slug:key>/wybor/", selection_views.selection_close, name="selection_close"),
    path("biurko/nabor/<slug:key>/protokol/", selection_views.selection_show, name="selection_show"),
    path("biurko/nabor/<slug:key>/ogloszenie-listy/", publishing.ranking_publish, name="ranking_publish"),
    path("biurko/nabor/<slug:key>/wycofanie-listy/", publishing.ranking_withdraw, name="ranking_withdraw"),
    path("biurko/nabor/<slug:key>/lista.json", selection_views.selection_data, name="selection_data"),
    path("biurko/nabor/<slug:key>/protokol.pdf", selection_views.selection_protocol, name="selection_protocol"),
]

urlpatterns: list[URLPattern | URLResolver] = [*public, *desk, *places]
