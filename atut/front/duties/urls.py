"""Paths of the room. It stands before the pages, so its addresses are its own."""

from django.urls import URLPattern, URLResolver, path

from atut.front.duties.views import desk, public

app_name = "duties"
urlpatterns: list[URLPattern | URLResolver] = [
    path("dofinansowanie/", public.description, name="description"),
    path("dostepnosc/", public.accessibility, name="accessibility"),
    path("twoje-dane/", public.your_data, name="your_data"),
    path("tekst-latwy/", public.easy, name="easy"),
    path("media/recordings/<str:name>", public.recording, name="recording"),
    path("zakres-dzialalnosci.txt", public.scope, name="scope"),
    path("biurko/obowiazki/", desk.duties, name="duties"),
    path("biurko/obowiazki/opis/", desk.description_change, name="description_change"),
    path("biurko/obowiazki/dostepnosc/", desk.accessibility_change, name="accessibility_change"),
    path("biurko/obowiazki/dostepnosc/przeglad/", desk.statement_review, name="statement_review"),
    path("biurko/obowiazki/dostepnosc/badanie/", desk.test_record, name="test_record"),
    path("biurko/obowiazki/dostepnosc/bariera/", desk.barrier_report, name="barrier_report"),
    path("biurko/obowiazki/dostepnosc/bariera/<str:key>/", desk.barrier_mend, name="barrier_mend"),
    path("biurko/obowiazki/proste-slowa/", desk.plain_words_change, name="plain_words_change"),
    path("biurko/obowiazki/nagranie/", desk.recording_keep, name="recording_keep"),
    path("biurko/obowiazki/nagranie/usuniecie/", desk.recording_take_away, name="recording_take_away"),
    path("biurko/obowiazki/znaki/", desk.sign_keep, name="sign_keep"),
    path("biurko/obowiazki/znaki/<str:key>/", desk.sign_take_away, name="sign_take_away"),
    path("biurko/obowiazki/plakat.pdf", desk.poster, name="poster"),
]
