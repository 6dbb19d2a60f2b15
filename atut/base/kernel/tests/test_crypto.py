"""Encryption: what lies on the disk says nothing; keys are changed without losing anything."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from atut.base.kernel import crypto
from atut.base.kernel.crypto import Ciphertext, EncryptedJSON, EncryptedText


@pytest.fixture
def key_file(tmp_path, settings):
    settings.ATUT_KEY_FILE = tmp_path / "keys" / "atut.keys"
    return settings.ATUT_KEY_FILE


def write(path, *keys):
    """Write the file and make sure that its time of change moves, however coarse the disk's clock is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text("\n".join(key.decode() for key in keys))
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


def test_a_new_installation_gets_a_key_that_only_its_owner_reads(key_file):
    assert crypto.decrypt(crypto.encrypt(b"tajne")) == b"tajne"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700


def test_processes_that_start_together_agree_on_the_first_key(tmp_path):
    code = "import sys, pathlib; from atut.base.kernel.crypto import read_keys; print(read_keys(pathlib.Path(sys.argv[1]))[0])"
    words = [sys.executable, "-c", code, str(tmp_path / "keys" / "atut.keys")]
    started = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _unused in range(4)]
    assert len({child.communicate()[0] for child in started}) == 1


def test_the_same_text_is_encrypted_differently_each_time(key_file):
    assert crypto.encrypt(b"44051401359") != crypto.encrypt(b"44051401359")
    assert b"44051401359" not in crypto.encrypt(b"44051401359")


def test_a_rotation_reads_the_old_and_writes_the_new(key_file):
    old, new = Fernet.generate_key(), Fernet.generate_key()
    key_file.parent.mkdir()
    write(key_file, old)
    token = crypto.encrypt(b"tajne")
    write(key_file, new, old)
    assert crypto.decrypt(token) == b"tajne"
    renewed = crypto.encrypt(crypto.decrypt(token))
    write(key_file, new)
    assert crypto.decrypt(renewed) == b"tajne"
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(token)


def test_a_changed_byte_is_found(key_file):
    token = bytearray(crypto.encrypt(b"tajne"))
    token[40] ^= 1
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(bytes(token))


def test_an_empty_key_file_is_a_mistake_of_the_operator(key_file):
    key_file.parent.mkdir()
    key_file.write_text("\n")
    with pytest.raises(ImproperlyConfigured):
        crypto.encrypt(b"tajne")


def test_a_keyed_hash_finds_the_same_value_under_the_same_secret_only():
    one, other = crypto.new_secret(), crypto.new_secret()
    assert crypto.keyed_hash(one, "44051401359") == crypto.keyed_hash(one, "44051401359")
    assert crypto.keyed_hash(one, "44051401359") != crypto.keyed_hash(other, "44051401359")
    assert len(crypto.keyed_hash(one, "x")) == 64


@pytest.mark.parametrize("value", ["", None])
def test_nothing_stays_nothing(value):
    field = EncryptedText()
    assert field.get_prep_value(value) == value
    assert field.from_db_value(value, None, None) == value


def test_a_column_is_plain_in_the_program_only(key_file):
    field = EncryptedText()
    kept = field.get_prep_value("ul. Polna 3")
    assert "Polna" not in kept
    assert field.from_db_value(kept, None, None) == "ul. Polna 3"


def test_what_is_encrypted_already_is_not_encrypted_twice(key_file):
    for field in (EncryptedText(), EncryptedJSON()):
        assert field.get_prep_value(Ciphertext("abc")) == "abc"


def test_a_structure_is_kept_as_one_encrypted_value(key_file):
    field = EncryptedJSON()
    kept = field.get_prep_value({"needs": "pętla indukcyjna"})
    assert "needs" not in kept
    assert field.from_db_value(kept, None, None) == {"needs": "pętla indukcyjna"}
    assert field.get_prep_value({}) == ""
    assert field.from_db_value("", None, None) == {}
    assert field.to_python('{"a": 1}') == {"a": 1}
    assert field.to_python(None) == {}
    assert field.to_python({"a": 1}) == {"a": 1}


def test_a_key_is_read_again_when_the_file_changes(key_file):
    crypto.ring()
    write(key_file, Fernet.generate_key())
    changed = crypto.ring()
    assert changed is crypto.ring()


@pytest.mark.parametrize("size", [0, 1, crypto.PIECE, crypto.PIECE + 1, 3 * crypto.PIECE])
def test_large_bytes_are_encrypted_piece_by_piece_and_rotated(key_file, size):
    old, new = Fernet.generate_key(), Fernet.generate_key()
    plain = os.urandom(size)
    key_file.parent.mkdir(parents=True)
    write(key_file, old)
    token = crypto.encrypt(plain)
    assert token.count(b"\n") == max(0, -(-size // crypto.PIECE) - 1)
    write(key_file, new, old)
    assert crypto.decrypt(token) == plain
    fresh = crypto.rotated(token)
    write(key_file, new)
    assert crypto.decrypt(fresh) == plain
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(token)


def test_many_who_come_first_at_once_read_one_whole_key(tmp_path):
    """Three processes of a new installation start together: an empty file would have stopped one of them."""
    for number in range(20):
        path = tmp_path / str(number) / "atut.keys"
        with ThreadPoolExecutor(8) as pool:
            found = {tuple(keys) for keys in pool.map(crypto.read_keys, [path] * 8)}
        assert len(found) == 1
        assert [one.name for one in path.parent.iterdir()] == ["atut.keys"]
        assert path.stat().st_mode & 0o777 == 0o600
