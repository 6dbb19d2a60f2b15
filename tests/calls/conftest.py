"""The helpers of this folder say what differs, as tests do."""

import pytest

pytest.register_assert_rewrite("tests.calls.truth", "tests.calls.papers", "tests.calls.life")


@pytest.fixture
def elsewhere(signed_in, tmp_path, capsys):
    """A function: the list of a call is downloaded and worked out again by the auditor's command."""
    from tests.calls.papers import must_be_equal_elsewhere

    return lambda call: must_be_equal_elsewhere(call, signed_in("coordinator"), tmp_path, capsys)
