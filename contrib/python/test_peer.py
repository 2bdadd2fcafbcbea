"""Tests of whom the client speaks to: see contrib/stranger."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from typing import Dict, Iterator, Optional
from unittest import mock

import skeind

STRANGER = pathlib.Path(__file__).resolve().parent.parent / "stranger"
NEEDS_ROOT = "only root can be two users at once; this was not tested"


class Stranger:
    """Somebody who listens where a client without SKEIN_SOCKET looks; `received` once it is over."""

    def __init__(self, shape: str) -> None:
        self.base = tempfile.mkdtemp(prefix="skein-stranger-")
        self.path = f"{self.base}/skein-{os.getuid()}/skein.sock"
        self.received = -1
        self.program = subprocess.Popen(
            [sys.executable, str(STRANGER), shape, self.base], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        assert self.program.stdout
        assert self.program.stdout.readline() == b"ready\n", self.program.wait()

    def end(self) -> None:
        told, _ = self.program.communicate()
        self.received = int(told)
        shutil.rmtree(self.base)


@contextlib.contextmanager
def stranger(shape: str, named: bool = False) -> Iterator[Stranger]:
    """With it, `connect` finds the stranger: by the rule, or because it was named."""
    other = Stranger(shape)
    own = {"TMPDIR": other.base, "XDG_RUNTIME_DIR": "", "SKEIN_SOCKET": other.path if named else ""}
    try:
        with mock.patch.dict(os.environ, own):
            yield other
    finally:
        other.end()


def refusal(asynchronous: bool) -> str:
    async def ping() -> None:
        async with skeind.connect_async(start=False, token="secret") as client:
            await client.ping()

    try:
        if asynchronous:
            asyncio.run(asyncio.wait_for(ping(), 20))
        else:
            skeind.connect(start=False, token="secret").ping()
    except skeind.UntrustedError as error:
        return str(error)
    raise AssertionError("it was trusted")


def keeps_our_database(path: str, base: str) -> Dict[str, str]:
    """Lets the lock beside a socket say that our database is kept there; the environment that names
    it."""
    database = f"{base}/our.db"
    pathlib.Path(database).touch()
    pathlib.Path(f"{path}.lock").write_text(
        f"1\n{path}\n{database}\nserving\n\n", encoding="utf-8")
    return {"SKEIN_DATABASE": database, "SKEIN_CONFIG": f"{base}/none.yaml"}


class PeerTests(unittest.TestCase):
    def refused(self, shape: str, because: str, uid: Optional[int] = None) -> None:
        for asynchronous in (False, True):
            with self.subTest(asynchronous=asynchronous):
                with stranger(shape) as other:
                    said = refusal(asynchronous)
                self.assertEqual(other.received, 0)
                self.assertTrue(said.startswith(f"Nothing was sent to {other.path}, because "), said)
                self.assertIn(because, said)
                self.assertIn("set XDG_RUNTIME_DIR to a directory of your own, or SKEIN_SOCKET", said)
                if uid is not None:
                    self.assertIn(f"uid {uid}", said)

    @unittest.skipUnless(os.getuid() == 0, NEEDS_ROOT)
    def test_a_directory_of_another_user_is_refused(self) -> None:
        self.refused("taken", " belongs to ", 65534)

    @unittest.skipUnless(os.getuid() == 0, NEEDS_ROOT)
    def test_who_listens_is_another_user_in_our_directory(self) -> None:
        self.refused("inside", " listens there", 65534)
        self.refused("impostor", " listens there", 65534)

    def test_a_directory_that_is_open_to_others_is_refused(self) -> None:
        self.refused("open", "is open to others (mode 0777)")

    def test_a_link_to_a_directory_is_refused(self) -> None:
        self.refused("link", "is not a directory")

    @unittest.skipUnless(os.getuid() == 0, NEEDS_ROOT)
    def test_a_socket_that_was_named_may_be_anothers_which_is_said_once(self) -> None:
        with stranger("taken", named=True) as other, self.assertLogs("skeind", "WARNING") as told:
            skeind.connect(start=False).ping()
            skeind.connect(other.path, start=False).ping()
        self.assertGreater(other.received, 0)
        self.assertEqual(len(told.output), 1, told.output)
        self.assertIn(f"{other.path} belongs to ", told.output[0])
        self.assertIn("uid 65534", told.output[0])

    @unittest.skipUnless(os.getuid() == 0, NEEDS_ROOT)
    def test_whoever_takes_the_place_later_is_refused_too(self) -> None:
        base = tempfile.mkdtemp(prefix="skein-later-")
        self.addCleanup(shutil.rmtree, base)
        directory = f"{base}/skein-{os.getuid()}"
        path = f"{directory}/skein.sock"
        daemon = os.environ["SKEIN_SOCKET"]
        os.mkdir(directory, 0o700)
        os.symlink(daemon, path)
        ours = {"TMPDIR": base, "XDG_RUNTIME_DIR": "", "SKEIN_SOCKET": "",
                **keeps_our_database(path, base)}
        with mock.patch.dict(os.environ, ours), skeind.connect(start=False) as client:
            answer = client.ask("hold")
            pieces = iter(answer)
            self.assertEqual(next(pieces), "begun ")
            shutil.rmtree(directory)
            with subprocess.Popen(
                [sys.executable, str(STRANGER), "taken", base], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            ) as other:
                assert other.stdin and other.stdout
                self.assertEqual(other.stdout.readline(), b"ready\n")
                # The answer's connection breaks, and it looks for the daemon again.
                threading.Timer(0.1, answer._stream._wire._socket.shutdown, [socket.SHUT_RDWR]).start()
                with self.assertRaises(skeind.UntrustedError):
                    next(pieces)
                self.assertEqual(other.communicate()[0], b"0\n")
        with skeind.connect(daemon) as client:
            client.turn.cancel(answer.id)

    def test_our_own_daemon_says_nothing_of_whose_it_is(self) -> None:
        with self.assertRaisesRegex(AssertionError, "no logs"), self.assertLogs("skeind"):
            skeind.connect(os.environ["SKEIN_SOCKET"]).ping()

    def test_a_group_that_is_let_in_is_no_stranger(self) -> None:
        with stranger("open") as other, tempfile.TemporaryDirectory() as base:
            os.chmod(os.path.dirname(other.path), 0o750)
            with mock.patch.dict(os.environ, keeps_our_database(other.path, base)):
                skeind.connect(start=False).ping()
        self.assertGreater(other.received, 0)


if __name__ == "__main__":
    if os.getuid() != 0:
        print(f"test_peer.py: {NEEDS_ROOT}", file=sys.stderr)
    unittest.main()
