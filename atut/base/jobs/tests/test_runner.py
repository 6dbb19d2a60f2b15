"""Jobs: due once, run by one process, tried again, given up in the end, and never lost with a killed process."""

from datetime import date, timedelta

import pytest

from atut.base.jobs import registry, rules, runner
from atut.base.jobs.models import Job
from atut.base.kernel import clock

pytestmark = pytest.mark.django_db
NOON = clock.at(date(2026, 5, 11), 12)


@pytest.fixture
def ran():
    return []


@pytest.fixture(autouse=True)
def one_job(monkeypatch, ran):
    """Only one job is declared: it notes the moment."""
    declared = registry.Declared("test.work", "Note the moment.", ran.append, timedelta(minutes=5), None, timedelta(minutes=10))
    monkeypatch.setattr(registry, "JOBS", {"test.work": declared})
    monkeypatch.setattr(registry, "load", lambda: registry.JOBS)
    runner.ensure_rows(NOON)
    return Job.objects.get()


@pytest.fixture
def stumbling(monkeypatch, ran):
    def work(at):
        ran.append(at)
        raise ValueError("Nie da się.")

    declared = registry.Declared("test.work", "Stumble.", work, timedelta(minutes=5), None, timedelta(minutes=10))
    monkeypatch.setitem(registry.JOBS, "test.work", declared)


def test_a_job_that_is_due_runs_once(one_job, ran):
    assert runner.run_one(NOON) == "test.work"
    assert runner.run_one(NOON) is None
    one_job.refresh_from_db()
    assert (ran, one_job.next_at, one_job.attempts) == ([NOON], NOON + timedelta(minutes=5), 0)
    assert (one_job.lease_until, one_job.claimed_by) == (None, "")


def test_two_processes_that_look_at_once_run_it_once(monkeypatch):
    monkeypatch.setattr(runner, "ME", "biuro:1")
    assert runner.claim(NOON).claimed_by == "biuro:1"
    monkeypatch.setattr(runner, "ME", "biuro:2")
    assert runner.claim(NOON) is None


def test_a_killed_process_loses_the_lease_and_another_takes_over(monkeypatch, ran):
    monkeypatch.setattr(runner, "ME", "biuro:1")
    assert runner.claim(NOON)  # and the process is killed here
    monkeypatch.setattr(runner, "ME", "biuro:2")
    assert runner.run_one(NOON + timedelta(minutes=9, seconds=59)) is None
    assert runner.run_one(NOON + timedelta(minutes=10)) == "test.work"
    assert len(ran) == 1


def test_who_lost_the_lease_changes_nothing_any_more(monkeypatch, one_job):
    monkeypatch.setattr(runner, "ME", "biuro:1")
    lost = runner.claim(NOON)
    monkeypatch.setattr(runner, "ME", "biuro:2")
    assert runner.claim(NOON + timedelta(minutes=10))
    monkeypatch.setattr(runner, "ME", "biuro:1")
    runner._fail(lost, "too late", NOON + timedelta(minutes=11))
    one_job.refresh_from_db()
    assert (one_job.claimed_by, one_job.last_error) == ("biuro:2", "")


def test_a_job_that_kills_its_process_every_time_is_given_up(one_job, ran):
    Job.objects.update(attempts=rules.MOST_ATTEMPTS)
    assert runner.run_one(NOON) == "test.work"
    one_job.refresh_from_db()
    assert (ran, one_job.state) == ([], rules.State.STOPPED)
    assert "killed" in one_job.last_error


def test_a_failure_is_kept_and_tried_again_later(stumbling, one_job):
    runner.run_one(NOON)
    one_job.refresh_from_db()
    assert "Nie da się." in one_job.last_error
    assert (one_job.attempts, one_job.state, one_job.lease_until) == (1, rules.State.WAITING, None)
    assert one_job.next_at > clock.now()


def test_after_eight_failures_it_stops_and_waits_for_a_person(stumbling, one_job, ran):
    for _unused in range(rules.MOST_ATTEMPTS + 2):
        Job.objects.update(next_at=NOON)
        runner.run_one(NOON)
    one_job.refresh_from_db()
    assert (len(ran), one_job.state) == (rules.MOST_ATTEMPTS, rules.State.STOPPED)


def test_the_waits_grow_up_to_six_hours():
    waits = [rules.wait_after(number) for number in range(1, 20)]
    assert waits[:4] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=6)
    assert rules.wait_after(0) == timedelta(seconds=30)


def test_a_daily_job_keeps_to_the_hour_of_the_wall_clock():
    nightly = registry.Declared("test.night", "", lambda _at: None, None, 3, timedelta(minutes=10))
    assert nightly.next_after(NOON) == clock.at(date(2026, 5, 12), 3)
    assert nightly.next_after(clock.at(date(2026, 5, 11), 2)) == clock.at(date(2026, 5, 11), 3)
    before_the_change = clock.at(date(2026, 10, 24), 3)
    assert nightly.next_after(before_the_change) == clock.at(date(2026, 10, 25), 3)
    assert nightly.schedule == "daily at 3:00"


def test_rows_follow_what_is_declared():
    Job.objects.create(name="gone.job", next_at=NOON)
    runner.ensure_rows(NOON + timedelta(days=1))
    assert list(Job.objects.values_list("name", "next_at")) == [("test.work", NOON)]


def test_run_due_runs_everything_once(ran):
    assert runner.run_due() == 1
    assert len(ran) == 1
