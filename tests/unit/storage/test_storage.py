"""Both storages keep the same promises: the folder, and S3 as moto plays it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws

from account_health.model.errors import BackendError, ConflictError, StorageDeniedError
from account_health.storage import Storage
from account_health.storage.aws import S3Storage, clients
from account_health.storage.local import FolderStorage

BUCKET = "account-health-test"


@pytest.fixture(params=["folder", "s3"])
def storage(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Storage]:
    """One storage of each kind."""
    if request.param == "folder":
        yield FolderStorage(tmp_path / "store")
        return
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
        ("AWS_SESSION_TOKEN", "testing"),
    ):
        monkeypatch.setenv(name, value)
    with mock_aws():
        s3 = clients("eu-central-1").s3
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        yield S3Storage(BUCKET, s3)


def test_nothing_there_is_none(storage: Storage) -> None:
    """A missing object is None, not an error, also below a folder that does not exist."""
    assert storage.read("state/nobody.json") is None


def test_what_was_written_is_read(storage: Storage) -> None:
    """An object comes back byte by byte, and a second write replaces it."""
    storage.write("runs/a/1/report.html", b"\x00first\r\n")
    storage.write("runs/a/1/report.html", b"second")
    stored = storage.read("runs/a/1/report.html")
    assert stored is not None
    assert stored.body == b"second"


def test_create_writes_only_where_nothing_is(storage: Storage) -> None:
    """The second to create an object is told so, and the first one's bytes stay."""
    version = storage.create("ledger/x.json", b"mine")
    with pytest.raises(ConflictError):
        storage.create("ledger/x.json", b"yours")
    stored = storage.read("ledger/x.json")
    assert stored is not None
    assert (stored.body, stored.version) == (b"mine", version)


def test_replace_writes_only_over_what_was_read(storage: Storage) -> None:
    """A write against an old version is refused; one against the newest goes through."""
    first = storage.create("state/a.json", b"1")
    second = storage.replace("state/a.json", b"2", first)
    with pytest.raises(ConflictError):
        storage.replace("state/a.json", b"3", first)
    storage.replace("state/a.json", b"4", second)
    stored = storage.read("state/a.json")
    assert stored is not None
    assert stored.body == b"4"


def test_replacing_nothing_is_a_conflict(storage: Storage) -> None:
    """An object that went away in between is a conflict, not an empty success."""
    with pytest.raises(ConflictError):
        storage.replace("state/a.json", b"1", '"0123456789abcdef0123456789abcdef"')
    assert storage.read("state/a.json") is None


def test_keys_are_those_below_the_prefix_sorted(storage: Storage) -> None:
    """A listing goes through all folders, takes the prefix as text, and shows nothing of its own making."""
    for key in (
        "runs/b/1/x.json",
        "runs/a/2/x.json",
        "runs/a-b/1/x.json",
        "runs/a/1/snapshots/y.json",
        "state/a",
    ):
        storage.write(key, b"1")
    assert list(storage.keys("runs/")) == [
        "runs/a-b/1/x.json",
        "runs/a/1/snapshots/y.json",
        "runs/a/2/x.json",
        "runs/b/1/x.json",
    ]
    assert list(storage.keys("runs/a")) == [
        "runs/a-b/1/x.json",
        "runs/a/1/snapshots/y.json",
        "runs/a/2/x.json",
    ]
    assert list(storage.keys("nothing/")) == []


def test_one_of_many_creators_wins(tmp_path: Path) -> None:
    """Sixteen threads create one object in a folder: one succeeds, fifteen are told of a conflict.

    For S3 that is AWS's promise; moto, which compares and writes in two steps, cannot show it.
    """
    storage = FolderStorage(tmp_path)
    with ThreadPoolExecutor(16) as threads:
        won = list(threads.map(lambda number: _creates(storage, b"%d" % number), range(16)))
    stored = storage.read("x")
    assert won.count(True) == 1
    assert stored is not None
    assert stored.body == b"%d" % won.index(True)


def test_no_update_is_lost(tmp_path: Path) -> None:
    """Eight threads add to one object by read and conditional write, and every addition is there."""
    storage = FolderStorage(tmp_path)
    storage.create("x", b"")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: _add(storage, b"%d," % number), range(8)))
    stored = storage.read("x")
    assert stored is not None
    assert sorted(stored.body.split(b",")) == [b"", *(b"%d" % number for number in range(8))]


@pytest.mark.parametrize(
    "key", ["", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "a\\b", "./a", "a/.account-health-lock"]
)
def test_a_folder_has_no_way_out(tmp_path: Path, key: str) -> None:
    """A key that would leave the folder, or touch what holds it together, is refused."""
    storage = FolderStorage(tmp_path / "store")
    for call in (
        lambda: storage.write(key, b"x"),
        lambda: storage.create(key, b"x"),
        lambda: storage.read(key),
    ):
        with pytest.raises(BackendError):
            call()
    assert not (tmp_path / "x").exists()


def test_a_folder_leaves_no_half_written_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fails the old object stays whole, the error names the file, and no rest lies about."""
    storage = FolderStorage(tmp_path)
    storage.write("state/a.json", b"good")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BackendError, match=r"a\.json: No space left on device"):
        storage.write("state/a.json", b"half")
    monkeypatch.undo()
    stored = storage.read("state/a.json")
    assert stored is not None
    assert stored.body == b"good"
    assert list(storage.keys("")) == ["state/a.json"]
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["a.json"]


def test_a_folder_that_refuses_is_not_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A permission that is missing is an error, never "nothing there yet"."""
    storage = FolderStorage(tmp_path)
    storage.write("state/a.json", b"1")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StorageDeniedError):
        storage.read("state/a.json")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # says nothing of speed
@given(body=st.binary(max_size=300))
def test_a_folder_keeps_every_byte(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    """Whatever the bytes are, they come back, and the version changes exactly when they do."""
    storage = FolderStorage(tmp_path_factory.mktemp("store"))
    version = storage.create("x", body)
    stored = storage.read("x")
    assert stored is not None
    assert (stored.body, stored.version) == (body, version)
    assert storage.replace("x", body + b"!", version) != version


def _creates(storage: Storage, body: bytes) -> bool:
    try:
        storage.create("x", body)
    except ConflictError:
        return False
    return True


def _add(storage: Storage, more: bytes) -> None:
    while True:
        stored = storage.read("x")
        assert stored is not None
        try:
            storage.replace("x", stored.body + more, stored.version)
        except ConflictError:
            continue
        return
