"""One process of test_no_pesel_in_the_data: `python -m tests.a_house_with_pesels FOLDER` walks known PESELs through."""

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atut.config.settings")

import django
from django.conf import settings

# on the staff list, online, on paper, rejected on the list, in a failing job, without its leading zero in a workbook
LISTED, ONLINE, PAPER, REJECTED, IN_A_FAILURE, SHORT = PESELS = (
    "80061512342",
    "75021412345",
    "69112254327",
    "02270803628",
    "88093012340",
    "05231112344",
)


class NoMigrations(dict):
    def __contains__(self, _label):
        return True

    def __getitem__(self, _label):
        return None


def right(pesel):
    """With a check digit that fits."""
    weights = (1, 3, 7, 9) * 3
    return pesel[:10] + str(-sum(int(d) * w for d, w in zip(pesel[:10], weights, strict=False)) % 10)


def lay():
    from django.core.management import call_command

    from atut.base.projects.tests.factories import a_project, an_office
    from atut.work.monitoring.tests.factories import with_profile
    from atut.work.partnership.tests.factories import a_partner
    from atut.work.programme.tests.factories import an_edition
    from atut.work.recruitment.tests.factories import a_call

    settings.ATUT_DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    project, office = with_profile(a_project(host="testserver")), an_office()
    a_partner(project, office)
    return project, office, a_call(project, [an_edition(project), an_edition(project)])


def bring_lists(project, office, coordinator):
    from atut.base.kernel import clock
    from atut.work.partnership import actions

    short = str(int(right(SHORT)))
    text = "Nazwisko;Imię;PESEL;Stanowisko\r\nŁąk;Jan;{};referent\r\nŻak;;{};referent\r\nSęk;Ewa;{};referent\r\n"
    content = text.format(right(LISTED), right(REJECTED), short).encode("cp1250")
    for name in ("kadry.csv", f"kadry {right(LISTED)}.csv"):
        brought = actions.bring_staff_list(project, office, content=content, name=name, actor=coordinator, at=clock.now())
        actions.apply_staff_list(brought, actor=coordinator, at=clock.now())
    actions.bring_staff_list(project, office, content=content + b"\r\n", name="czeka.csv", actor=coordinator, at=clock.now())


def apply_online(call, office):
    """As a visitor: the form, a mistake, the check before sending, sending; and once more."""
    from django.test import Client
    from django.urls import reverse

    client, path = Client(), reverse("recruitment:apply", args=[call.key])
    form = client.get(path).context["form"]
    typed = {"first_name": "Halina", "last_name": "Łąk", "pesel": right(ONLINE), "office": office.key, "post": "referent"}
    typed |= {"email": "h@example.org", "rules": "on", "true_data": "on", "answer_residents": "yes", "website": ""}
    typed |= {"choice_1": next(iter(form.editions)), "form_token": form["form_token"].value(), "shown": form.versions}
    wrong = {**typed, "pesel": right(ONLINE)[:10] + str((int(right(ONLINE)[10]) + 1) % 10)}
    assert client.post(path, {**wrong, "step": "send"}).status_code == 200
    assert client.post(path, {**typed, "step": ""}).status_code == 200
    sent = client.post(path, {**typed, "step": "send"})
    assert sent.status_code == 302, sent.content.decode()
    client.get(sent["Location"])
    again = {**typed, "form_token": "x" * 20, "email": "other@example.org"}
    assert client.post(path, {**again, "step": "send"}).status_code == 302


def apply_on_paper(call, office, coordinator):
    from atut.base.files.tests.making import a_pdf
    from atut.base.kernel import clock
    from atut.work.partnership.tests.factories import details
    from atut.work.recruitment import actions
    from atut.work.recruitment.tests.factories import application_data

    scan = a_pdf(contents=f"BT ({right(PAPER)}) Tj ET".encode())
    data = application_data(call, office, person=details(pesel=right(PAPER)), access_needs="pętla")
    paper = actions.Paper("12/2026", scan, f"{right(PAPER)}.pdf")
    at = clock.now()
    application = actions.submit(call, data, actor=coordinator, at=at, received_at=at - timedelta(hours=1), paper=paper)
    actions.assess(application, actor=coordinator, at=at)


def sign_in(project):
    """A session, the person's page, the full number looked at, searches by a number."""
    from django.test import Client
    from django.urls import reverse

    from atut.base.accounts.tests.factories import a_user
    from atut.work.partnership.models import Person

    client, user = Client(), a_user("coordinator", project)
    client.force_login(user)
    person = Person.objects.exclude(identity_hash=None).first()
    for path in (reverse("partnership:people"), reverse("partnership:person_show", args=[person.key])):
        assert client.get(path, {"words": person.last_name}).status_code == 200, path


def fail():
    """Letters that nobody takes over, a job that raises with a number in its words."""
    from atut.base.jobs import registry, runner
    from atut.base.jobs.models import Job
    from atut.base.kernel import clock

    def broken(_at):
        raise ValueError(f"UNIQUE constraint failed for {right(IN_A_FAILURE)} ({int(right(SHORT))})")

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 2
    runner.ensure_rows(clock.now())
    name = min(one for one in registry.JOBS if "mail" not in one)
    registry.JOBS[name] = replace(registry.JOBS[name], run=broken)
    runner.run_due()
    assert "ValueError" in Job.objects.get(name=name).last_error


def train(project, office, coordinator):
    """A participant of the list with a certificate and an export."""
    from atut.base.kernel import clock
    from atut.work.monitoring import actions as monitoring
    from atut.work.monitoring.rules.kinds import ExportKind
    from atut.work.monitoring.tests.factories import a_participant
    from atut.work.partnership.models import Person
    from atut.work.training import actions
    from atut.work.training.models import Enrolment, Group

    participation = a_participant(project, office)
    Person.objects.filter(pk=participation.person_id).update(pesel="")
    person = Person.objects.get(pk=participation.person_id)
    person.pesel, person.identity_hash = right(LISTED), project.identity_hash(right(LISTED))
    person.save()
    Enrolment.objects.update(status="completed")
    issued = [actions.issue_certificates(group, actor=coordinator, at=clock.now()) for group in Group.objects.all()]
    assert any(one.new for one in issued)
    monitoring.freeze_export(project, ExportKind.PARTICIPANTS, actor=coordinator, at=clock.now())


def back_up():
    from atut.base.keeping.actions import back_up as verb
    from atut.base.kernel import clock
    from atut.base.kernel.actors import system

    verb(settings.ATUT_DATA / "backup.zip", actor=system(), at=clock.now())


def main(folder):
    settings.MIGRATION_MODULES = NoMigrations()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    from atut.base.accounts.tests.factories import an_actor

    project, office, call = lay()
    coordinator = an_actor("coordinator", project)
    bring_lists(project, office, coordinator)
    apply_online(call, office)
    apply_on_paper(call, office, coordinator)
    sign_in(project)
    train(project, office, coordinator)
    fail()
    back_up()
    Path(folder, "done").write_text("done")
    sys.stdout.flush()
    os._exit(0)  # as if killed: the WAL stays as it is


if __name__ == "__main__":
    main(sys.argv[1])
