"""Paths of the room."""

from django.urls import URLPattern, URLResolver, path

from atut.work.training import views
from atut.work.training.views import attending, office, participant, participations, printing, public, trainer

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("terminy/", public.timetable, name="timetable"),
    path("terminy.ics", public.timetable_calendar, name="timetable_calendar"),
    # certificates
    path("biurko/grupy/<slug:key>/zaswiadczenia/", views.group_certificates, name="group_certificates"),
    path("biurko/grupy/<slug:key>/zaswiadczenia/pobierz/", views.group_certificates_take, name="group_certificates_take"),
    path("biurko/zaswiadczenia/<slug:key>/plik/", views.certificate_file, name="certificate_file"),
    path("biurko/zaswiadczenia/<slug:key>/uniewaznij/", views.certificate_void, name="certificate_void"),
    path("zaswiadczenie/<str:token>/", views.certificate_take, name="certificate_take"),
    path("z/", views.certificate_check, name="certificate_check"),
    path("z/<slug:code>/", views.certificate_answer, name="certificate_answer"),
    path("biurko/grupy/", office.groups, name="groups"),
    path("biurko/grupy/edycja/<slug:key>/", office.group_open, name="group_open"),
    path("biurko/grupy/<slug:key>/", office.group_show, name="group_show"),
    path("biurko/grupy/<slug:key>/zmiana/", office.group_change, name="group_change"),
    path("biurko/grupy/<slug:key>/zapisy/", office.enrol, name="enrol"),
    path("biurko/grupy/<slug:key>/koniec/", office.group_finish, name="group_finish"),
    path("biurko/grupy/<slug:key>/dokumenty/", printing.group_papers, name="group_papers"),
    path("biurko/grupy/<slug:key>/spotkanie/", office.session_add, name="session_add"),
    path("biurko/grupy/spotkania/<slug:key>/zmiana/", office.session_change, name="session_change"),
    path("biurko/grupy/spotkania/<slug:key>/odwolanie/", office.session_cancel, name="session_cancel"),
    path("biurko/grupy/spotkania/<slug:key>/lista/", attending.session_list, name="session_list"),
    path("biurko/grupy/spotkania/<slug:key>/zwrot/", attending.list_reopen, name="list_reopen"),
    path("biurko/grupy/spotkania/<slug:key>/druk/", printing.session_print, name="session_print"),
    path("biurko/grupy/zapisy/<slug:key>/przeniesienie/", office.enrolment_move, name="enrolment_move"),
    path("biurko/grupy/zapisy/<slug:key>/rezygnacja/", office.enrolment_resign, name="enrolment_resign"),
    path("biurko/moje-spotkania/", trainer.my_sessions, name="my_sessions"),
    path("biurko/moje-spotkania/<slug:key>/", trainer.session_attendance, name="session_attendance"),
    path("biurko/uczestnicy/", participations.participations, name="participations"),
    path("biurko/uczestnicy/instytucje/", participations.institutions, name="institutions"),
    path("biurko/uczestnicy/skany/<slug:key>/", participations.paper_scan, name="paper_scan"),
    path("biurko/uczestnicy/<slug:key>/", participations.participation_show, name="participation_show"),
    path("biurko/uczestnicy/<slug:key>/dane/", participations.participation_answers, name="participation_answers"),
    path("biurko/uczestnicy/<slug:key>/dane-wrazliwe/", participations.participation_sensitive, name="participation_sensitive"),
    path("biurko/uczestnicy/<slug:key>/podpisy/", participations.participation_sign, name="participation_sign"),
    path("biurko/uczestnicy/<slug:key>/dokumenty/", printing.participation_papers, name="participation_papers"),
    path("biurko/uczestnicy/<slug:key>/wyjscie/", participations.participation_leave, name="participation_leave"),
    path("biurko/uczestnicy/<slug:key>/sytuacja/", participations.participation_situation, name="participation_situation"),
    path("udzial/<str:token>/", participant.enrolment_tell, name="enrolment_tell"),
    path("moje/udzial/<slug:key>/", participant.my_enrolment, name="my_enrolment"),
    path("kalendarz/<str:token>.ics", participant.calendar, name="calendar"),
]
