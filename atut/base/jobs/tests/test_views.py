"""The screen of what runs by itself."""

import pytest
from django.urls import reverse

from atut.base.accounts.tests.factories import an_actor
from atut.base.audit.models import Entry
from atut.base.jobs import queries, runner
from atut.base.jobs.models import Job
from atut.base.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def stopped(db):
    runner.ensure_rows(clock.now())
    Job.objects.filter(name="mail.send_waiting").update(state="stopped", attempts=8, last_error="ValueError: nie da się")
    return Job.objects.get(name="mail.send_waiting")


@pytest.mark.parametrize(("role", "status"), [("administrator", 200), ("coordinator", 200), ("editor", 403)])
def test_jobs(signed_in, stopped, role, status):
    answer = signed_in(role).get(reverse("jobs:jobs"))
    assert answer.status_code == status
    if status == 200:
        assert "nie da się" in answer.content.decode()
        assert answer.context["rows"][0].job == stopped


def test_job_restart(signed_in, stopped):
    client = signed_in("administrator")
    assert client.get(reverse("jobs:job_restart", args=[stopped.name])).status_code == 405
    assert client.post(reverse("jobs:job_restart", args=[stopped.name])).status_code == 302
    stopped.refresh_from_db()
    assert (stopped.state, stopped.attempts) == ("waiting", 0)
    assert Entry.objects.get().event == "jobs.job.restarted"
    assert client.post(reverse("jobs:job_restart", args=["nie.ma"])).status_code == 404


def test_a_stopped_job_went_wrong(project, stopped, at):
    assert queries.went_wrong(an_actor("administrator", project), at)[0].count == 1
    assert queries.went_wrong(an_actor("editor", project), at) == []
    Job.objects.update(state="waiting")
    assert queries.went_wrong(an_actor("administrator", project), at) == []
