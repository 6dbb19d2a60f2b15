"""Paths of the room."""

from django.urls import path

from atut.front.voices.views import commenting, moderating, news, recommending

app_name = "voices"
urlpatterns = [
    path("polec/<slug:key>/", recommending.page_recommend, name="page_recommend"),
    path("polec/<slug:key>/dziekujemy/", recommending.page_recommended, name="page_recommended"),
    path("bez-listow/<str:token>/", recommending.mailbox_block, name="mailbox_block"),
    path("komentarze/zadanie/", commenting.proof_task, name="proof_task"),
    path("komentarze/potwierdz/<str:token>/", commenting.comment_confirm, name="comment_confirm"),
    path("komentarze/moj/<str:token>/", commenting.comment_own, name="comment_own"),
    path("komentarze/odpowiedz/<slug:key>/", commenting.comment_reply, name="comment_reply"),
    path("komentarze/zglos/<slug:key>/", commenting.comment_report, name="comment_report"),
    path("komentarze/<slug:key>/", commenting.talks, name="talks"),
    path("komentarze/<slug:key>/napisz/", commenting.comment_write, name="comment_write"),
    path("komentarze/<slug:key>/dziekujemy/", commenting.comment_written, name="comment_written"),
    path("biuletyn/", news.news_ask, name="news_ask"),
    path("biuletyn/sprawdz-poczte/", news.news_asked, name="news_asked"),
    path("biuletyn/potwierdz/<str:token>/", news.news_confirm, name="news_confirm"),
    path("biuletyn/koniec/<str:token>/", news.news_end, name="news_end"),
    path("biurko/komentarze/", moderating.comments, name="comments"),
    path("biurko/komentarze/decyzja/", moderating.comment_decide, name="comment_decide"),
    path("biurko/komentarze/zaznaczone/", moderating.comments_ticked, name="comments_ticked"),
    path("biurko/komentarze/adres/", moderating.mailbox_show, name="mailbox_show"),
    path("biurko/komentarze/odpowiedz/<slug:key>/", moderating.comment_answer, name="comment_answer"),
]
