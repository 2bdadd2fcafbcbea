"""skein from Python: ask language models, and reach everything else that the daemon keeps.

    import skeind

    client = skeind.connect()
    for piece in client.ask("Name three colours."):
        print(piece, end="", flush=True)

`connect` gives a `Client`, `connect_async` an `AsyncClient` whose methods have the same names.
Both have a method for each of the daemon's (`client.thread.list(limit=5)`), `call` for any of them
by its name, `ask`, `retry` and `watch`, which hear a turn while it is said, and `events`, which
follows every change. Parameters and members have the names that the protocol gives them, so that
skein-thread(7) and the other pages of the manual hold here too. What the daemon refuses is raised
as a `SkeinError`.

This file is the whole client, for Python 3.9 and newer. Its last part, from "begin generated" on,
is written by the program `generate` that lies beside it.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import enum
import errno
import itertools
import json
import logging
import math
import os
import pwd
import re
import select
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
import uuid
from collections import deque
from collections.abc import (
    AsyncGenerator, AsyncIterator, Awaitable, Generator, Iterator, Mapping, Sequence,
)
from typing import (
    Any, Callable, Deque, Dict, Generic, List, Literal, NamedTuple, Optional, Set, TypedDict,
    TypeVar, Union, cast,
)

__version__ = "0.1.0"

RESTART_SECONDS = 1.0
"""How long a daemon that went away under an answer is waited for before it is started."""

RECONNECT_SECONDS = 10.0
"""How long a daemon that went away may take to come back to an answer or a feed."""

CANCEL_SECONDS = 5.0
"""How long an answer that is left early waits for its turn to end."""

START_SECONDS = 30.0
"""How long the program that starts the daemon may take."""

LOST = "The daemon went away before it answered; whether it did what was asked is not known."

JSONObject = Dict[str, Any]

Listener = Callable[[str, JSONObject], None]
"""What is told of notifications: their method and their params."""

_T = TypeVar("_T")
_C = TypeVar("_C", bound="_Client")
_A = TypeVar("_A", bound="_AsyncClient")


class Unset(enum.Enum):
    """The one value `UNSET` says that an update leaves a member as it is: `None` clears it."""

    UNSET = "UNSET"


UNSET = Unset.UNSET


# Errors


class SkeinError(Exception):
    """Why something was not done. Programs go by `kind`, which skein-rpc(7) lists.

    Each kind has a class of its own, such as `NotFoundError`. `code` is `None` for what no daemon
    said. `text` is what an answer had said before it ended so, and empty everywhere else.
    """

    kind = ""
    text = ""

    def __init__(
        self, message: str, kind: str = "", code: Optional[int] = None,
        data: Optional[JSONObject] = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind or self.kind
        self.message = message
        self.code = code
        self.data: JSONObject = {"kind": self.kind} if data is None else data

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.message, self.kind, self.code, self.data), {"text": self.text})

    @staticmethod
    def of(error: Mapping[str, Any]) -> SkeinError:
        """The exception for an error of the protocol."""
        data = error["data"]
        kind = data["kind"]
        message = error["message"] + _key_hint(data)
        return ERRORS.get(kind, SkeinError)(message, kind, error["code"], data)


def _key_hint(data: Mapping[str, Any]) -> str:
    """What helps where this process has the variable that the daemon lacks."""
    variable = data.get("param")
    if data.get("code") != "noKey" or not variable or not os.environ.get(variable):
        return ""
    return (
        f" {variable} is set here, and was not where the daemon was started: skein daemon restart "
        "takes it along, unless systemd starts the daemon.")


class UnreachableError(SkeinError, ConnectionError):
    """No daemon answers, and none could be started."""

    kind = "unreachable"


class UntrustedError(UnreachableError):
    """Somebody else could answer in the daemon's place: nothing was sent."""


class DisconnectedError(SkeinError, ConnectionError):
    """The daemon went away; whether it did what was asked last is not known."""

    kind = "disconnected"


class _NotSentError(DisconnectedError):
    """The daemon went away before the first byte left: to ask the next one is safe."""


class TimedOutError(SkeinError, TimeoutError):
    """The timeout that was given has passed; what was asked for is cancelled."""

    kind = "timedOut"


class ClosedError(SkeinError):
    """The client, answer or feed was closed before this use of it."""

    kind = "closed"


# Finding the daemon


def _absolute(environment: Mapping[str, str], name: str) -> Optional[str]:
    value = environment.get(name, "")
    return value if value.startswith("/") else None


def _own(environment: Mapping[str, str], name: str) -> Optional[str]:
    """A variable of skein's own: what a relative path means depends on where a program stands, and the
    daemon stands elsewhere."""
    value = environment.get(name, "")
    if value and not value.startswith("/"):
        raise UnreachableError(f"{name} must be an absolute path, and is {value}.")
    return value or None


def socket_path(environment: Mapping[str, str] = os.environ) -> str:
    """Where a daemon listens by rule: `SKEIN_SOCKET` has to be an absolute path; other variables that
    are none are passed over, and so are directories that are not there, and a runtime directory that
    is another user's."""
    named = _own(environment, "SKEIN_SOCKET")
    if named is not None:
        return named
    runtime, temporary = (_absolute(environment, name) for name in ("XDG_RUNTIME_DIR", "TMPDIR"))
    if runtime is not None and os.path.isdir(runtime) and os.stat(runtime).st_uid == os.getuid():
        return os.path.join(runtime, "skein/skein.sock")
    if temporary is None or not os.path.isdir(temporary):
        temporary = "/tmp"
    return os.path.join(temporary, f"skein-{os.getuid()}/skein.sock")


def _serves_our_database(path: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the daemon at a socket is known to keep the database that this environment means, as
    the lock beside the socket says. Where the configuration may name another, it is not known."""
    home = _absolute(environment, "HOME")

    def own(variable: str, place: str, name: str) -> Optional[str]:
        base = _absolute(environment, variable) or (home and os.path.join(home, place))
        return os.path.join(base, "skein", name) if base else None

    configuration = _own(environment, "SKEIN_CONFIG") or own(
        "XDG_CONFIG_HOME", ".config", "config.yaml")
    database = _own(environment, "SKEIN_DATABASE") or own(
        "XDG_DATA_HOME", ".local/share", "skein.db")
    try:
        with open(configuration or os.devnull, encoding="utf-8", errors="replace") as file:
            # Also in a line of JSON, which is YAML too.
            if re.search(
                    r"(^|[{,])\s*[\"']?(socket|database)\b", file.read(1 << 20), re.MULTILINE):
                return False
    except OSError:
        if configuration is not None and os.path.lexists(configuration):
            return False
    try:
        with open(path + ".lock", encoding="utf-8", errors="replace") as file:
            kept = file.read(16 << 10).split("\n")[2:3]
        return database is None or bool(kept and kept[0]) and os.path.samefile(kept[0], database)
    except OSError:
        return False


class _Address:
    """A socket's path, and whom it takes to listen there: for one that nobody named, ourselves or
    root, in a directory that is closed to others.

    Who listens at a named one may be anybody; if it is another user, that is said once.
    """

    _told: Set[str] = set()

    def __init__(self, path: str, is_named: bool) -> None:
        self.path, self.is_named = path, is_named

    def check_directory(self) -> None:
        """Before connecting: in a directory of ours nobody can take the socket's place."""
        if self.is_named:
            return
        directory = os.path.dirname(self.path)
        # What is not there is not connected to: somebody may make it this very moment.
        found = os.lstat(directory)
        if not stat.S_ISDIR(found.st_mode):
            raise self._untrusted(f"{directory} is no directory")
        if found.st_uid not in (os.geteuid(), 0):
            raise self._untrusted(f"{directory} belongs to {_user(found.st_uid)}")
        # A group that the daemon lets in may enter its directory.
        if found.st_mode & (0o027 if found.st_uid == os.geteuid() else 0o022):
            mode = stat.S_IMODE(found.st_mode)
            raise self._untrusted(f"{directory} is open to others (mode {mode:04o})")

    def check_peer(self, connected: socket.socket) -> None:
        """Before the first byte: the kernel says who listens; where it does not, the owner counts."""
        uid = _peer(connected)
        if uid is None:
            uid = os.lstat(self.path).st_uid
        if uid in (os.geteuid(), 0):
            return
        if not self.is_named:
            raise self._untrusted(f"{_user(uid)} listens there")
        if self.path not in self._told:
            self._told.add(self.path)
            logging.getLogger("skeind").warning(
                "The daemon at %s is that of %s.", self.path, _user(uid))

    def _untrusted(self, why: str) -> UntrustedError:
        return UntrustedError(
            f"Nothing was sent to {self.path}, for {why}: set XDG_RUNTIME_DIR to a directory of "
            "your own, or SKEIN_SOCKET to a socket that you trust.")


def _peer(connected: socket.socket) -> Optional[int]:
    """The uid of who listens at the other end; none where the kernel does not say."""
    if sys.platform.startswith("linux"):
        # struct ucred: pid, uid, gid.
        told = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        uid = int(struct.unpack("iII", told)[1])
        if uid == 0xFFFF_FFFF:
            # So many wait there to be heard that the connection was not made.
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))
        return uid
    if sys.platform == "darwin" or sys.platform.startswith("freebsd"):
        # struct xucred, by SOL_LOCAL and LOCAL_PEERCRED of <sys/un.h>: its version, the uid, more.
        return int(struct.unpack_from("II", connected.getsockopt(0, 1, 128))[1])
    return None


def _user(uid: int) -> str:
    try:
        return f"{pwd.getpwuid(uid).pw_name} (uid {uid})"
    except KeyError:
        return f"uid {uid}"


class _Place:
    """Where the daemon is, and as whom to speak to it."""

    def __init__(
        self, named: Optional[str], start: bool, executable: str, token: Optional[str],
    ) -> None:
        self.token = os.environ.get("SKEIN_TOKEN") if token is None else token
        for name in ("SKEIN_DATABASE", "SKEIN_CONFIG"):
            _own(os.environ, name)
        self.address = _Address(
            os.path.abspath(named) if named else socket_path(),
            bool(named) or os.environ.get("SKEIN_SOCKET", "").startswith("/"))
        # A token is another daemon's: one that is started here knows nothing of it.
        self._may_start = (
            start and self.token is None and os.environ.get("SKEIN_NO_START", "0") in ("", "0"))
        self._executable = executable
        # A token is for the daemon that made it, whatever that keeps.
        self._is_certain = self.address.is_named or self.token is not None
        self._options = ["--socket", self.address.path] if named else []

    def expected(self) -> _Address:
        """Where to connect first; `FileNotFoundError` where only skein can tell: what is there keeps
        another database, or is not known to keep ours."""
        if not self._is_certain:
            # What a stranger's directory says of whose database it is counts for nothing.
            self.address.check_directory()
        if not self._is_certain and not _serves_our_database(self.address.path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.address.path)
        return self.address

    def find(self) -> _Address:
        """Where the daemon listens when it is not where the rule says; starts it if it may."""
        if self._may_start:
            self._run("daemon", "start", *self._options)
        status = json.loads(self._run("daemon", "status", "--json", *self._options))
        found = str(status["info"]["socketPath"])
        if found != self.address.path:
            self.address = _Address(found, is_named=False)
        self._is_certain = True
        return self.address

    def _run(self, *arguments: str) -> str:
        path = self.address.path
        nobody = f"No daemon answers at {path}"
        try:
            done = subprocess.run(
                [self._executable, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                encoding="utf-8", errors="replace", timeout=START_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise UnreachableError(
                f"{nobody}, and `skein {' '.join(arguments)}` did not end in time; see "
                "`skein daemon logs`.") from None
        except OSError as error:
            raise UnreachableError(
                f"{nobody}, and {self._executable} cannot be run to start a daemon "
                f"({error.strerror}): install skein, or start skeind.") from None
        # `daemon status` exits with 1 for a daemon that answers and is not well.
        if done.returncode == 0 or (done.returncode == 1 and done.stdout):
            return done.stdout
        said = done.stderr.strip() or f"{self._executable} ended with {done.returncode}."
        raise UnreachableError(said if path in said else f"{nobody}: {said}")


def _unreachable(address: _Address, error: OSError) -> UnreachableError:
    return UnreachableError(
        f"The daemon's socket {address.path} cannot be used: {error.strerror or error}.")


# Messages


def _message(
    method: str, params: Optional[Mapping[str, Any]], number: Optional[int] = None
) -> bytes:
    """One line: a request, or a notification when it has no number."""
    message: JSONObject = {"jsonrpc": "2.0", "method": method}
    if number is not None:
        message["id"] = number
    if params:
        message["params"] = params
    text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode() + b"\n"


class _Lines:
    """Cuts what arrives into messages."""

    def __init__(self) -> None:
        self._begun: List[bytes] = []

    def take(self, data: bytes) -> List[JSONObject]:
        if not data:
            raise DisconnectedError(LOST)
        messages: List[JSONObject] = []
        *ends, rest = data.split(b"\n")
        for end in ends:
            line = b"".join([*self._begun, end])
            self._begun.clear()
            try:
                message: Any = json.loads(line)
            except ValueError:
                message = None
            if not isinstance(message, dict):
                raise DisconnectedError("What answers at the socket is no skeind.")
            messages.append(cast(JSONObject, message))
        if rest:
            self._begun.append(rest)
        return messages


def _given(params: JSONObject) -> JSONObject:
    return {name: value for name, value in params.items() if value is not None}


def _changed(params: JSONObject) -> JSONObject:
    return {name: value for name, value in params.items() if value is not UNSET}


def _deadline(seconds: Optional[float]) -> Optional[float]:
    return None if seconds is None or seconds == math.inf else time.monotonic() + seconds


def _left(deadline: Optional[float]) -> Optional[float]:
    return None if deadline is None else max(0.0, deadline - time.monotonic())


# What is said on a stream, by whichever kind of client


class _Talk(Generic[_T]):
    """The client's side of a turn or a feed: what to send next, and what comes of an answer.

    It knows no socket. Whoever has one calls `begin` for each connection, sends what is in
    `outgoing`, and gives `take` every message; a `DisconnectedError` asks for a new connection.
    """

    starts_daemon = False
    """Whether a daemon that went away is started, as for a call; else whoever stopped it meant it."""

    def __init__(self) -> None:
        self.outgoing: List[bytes] = []
        self.heard: List[_T] = []
        self.ready = False
        self.ended = False
        self._numbers = itertools.count(1)
        self._purposes: Dict[int, str] = {}

    def begin(self) -> None:
        self.outgoing.clear()
        self._purposes.clear()

    def take(self, message: JSONObject) -> None:
        if "method" in message:
            return self._notified(message["method"], message["params"])
        number, error = message["id"], message.get("error")
        # Without a number it is about the connection, and so about all that was asked.
        purpose = "" if number is None else self._purposes.pop(number, "cancel")
        if error is None:
            self._answered(purpose, message["result"])
        elif error["data"]["kind"] == "shuttingDown":
            raise DisconnectedError(LOST)
        else:
            self._refused(purpose, SkeinError.of(error))

    def _request(self, purpose: str, method: str, params: Mapping[str, Any]) -> bytes:
        number = next(self._numbers)
        line = _message(method, params, number)
        self._purposes[number] = purpose
        return line

    def _notified(self, method: str, params: JSONObject) -> None:
        raise NotImplementedError

    def _answered(self, purpose: str, result: JSONObject) -> None:
        raise NotImplementedError

    def _refused(self, purpose: str, error: SkeinError) -> None:
        raise NotImplementedError


class Delta(NamedTuple):
    """Something that a model said: to us (text), or to itself (reasoning)."""

    kind: Literal["text", "reasoning"]
    text: str


class _TurnTalk(_Talk[Delta]):
    """One turn, each word of it once, whatever becomes of the connection."""

    # A daemon that is stopped ends its turns first and says so. One that did not was killed, and the
    # next one knows what became of the turn.
    starts_daemon = True

    def __init__(self, method: str, params: JSONObject, interval: Optional[int]) -> None:
        super().__init__()
        self.id: str = params["turnId"] if method == "turn/watch" else params["id"]
        self.turn: Optional[Turn] = None
        self.messages: List[Message] = []
        self.error: Optional[SkeinError] = None
        self.is_cancelling = False
        # A turn that was only watched is not ours to ask for, or to cancel when nobody listens.
        self.is_own = method != "turn/watch"
        self._method, self._params, self._interval = method, params, interval
        self._was_sent = False
        self._seq = 0
        self._lengths = {"text": 0, "reasoning": 0}

    def begin(self) -> None:
        super().begin()
        if self._was_sent or not self.is_own:
            self._watch(self._seq)
        else:
            self._ask()
        if self.is_cancelling:
            self.outgoing.append(self.cancel_request())

    def cancel_request(self) -> bytes:
        return self._request("cancel", "turn/cancel", {"turnId": self.id})

    @property
    def said(self) -> str:
        """The answer so far."""
        return "".join(delta.text for delta in self.heard if delta.kind == "text")

    @property
    def is_pending(self) -> bool:
        """Whether it was asked for here and may run."""
        return self.is_own and self._was_sent and not self.ended

    def check(self) -> None:
        """Raises what the turn ended with, unless it was completed or is cancelled by us."""
        error = self._failure()
        if error is not None:
            self.attach(error)
            raise error

    def attach(self, error: BaseException) -> None:
        """Has what was heard go with the error: who took the whole has nothing else of it."""
        if isinstance(error, SkeinError):
            error.text = "".join(delta.text for delta in self.heard if delta.kind == "text")

    def _failure(self) -> Optional[SkeinError]:
        if self.error is not None:
            return self.error
        if self.turn is None or self.turn["status"] == "completed":
            return None
        if self.turn["status"] == "cancelled":
            data = {"kind": "cancelled", "turnId": self.id}
            return None if self.is_cancelling else CancelledError(
                "The turn was cancelled.", data=data)
        if self.turn["error"] is not None:
            return SkeinError.of(self.turn["error"])
        return SkeinError(f"The turn ended {self.turn['status']}.", self.turn["status"])

    def _ask(self) -> None:
        self.outgoing.append(self._request("ask", self._method, self._params))
        self._was_sent = True

    def _watch(self, seq: int) -> None:
        params = _given({"turnId": self.id, "afterSeq": seq, "deltaIntervalMs": self._interval})
        self.outgoing.append(self._request("watch", "turn/watch", params))

    def _answered(self, purpose: str, result: JSONObject) -> None:
        if purpose == "cancel":
            return
        self.ready = True
        self.turn = result["turn"]
        if purpose == "watch":
            self._catch_up(result)
        elif result["turn"]["endedAt"] is not None:
            # The id was known: the whole is told to those who watch.
            self._watch(0)

    def _refused(self, purpose: str, error: SkeinError) -> None:
        if purpose == "cancel":
            return
        if purpose == "watch" and error.kind == "notFound" and self.is_own and self.turn is None:
            # The question never arrived. It has its id: asking again cannot ask twice.
            return self._ask()
        self.error, self.ready, self.ended = error, True, True

    def _notified(self, method: str, params: JSONObject) -> None:
        if method == "turn/delta" and params["turnId"] == self.id:
            if params["seq"] > self._seq:
                self._seq = params["seq"]
                self._say(params["kind"], params["text"])
        elif method == "turn/started" and params["turn"]["id"] == self.id:
            self.turn = params["turn"]
        elif method == "turn/lagged" and params["turnId"] == self.id:
            self._watch(self._seq)
        elif method == "turn/ended" and params["turn"]["id"] == self.id:
            turn: Turn = params["turn"]
            self.turn, self.messages, self.ended = turn, params["messages"], True
            self._say_rest(turn["reasoning"] or "", turn["output"] or "")

    def _catch_up(self, snapshot: JSONObject) -> None:
        if snapshot["fromSeq"] == self._seq:
            self._say("reasoning", snapshot["reasoning"])
            self._say("text", snapshot["text"])
        elif snapshot["fromSeq"] == 0:
            self._say_rest(snapshot["reasoning"], snapshot["text"])
        else:
            return self._watch(0)
        self._seq = max(self._seq, snapshot["seq"])

    def _say_rest(self, reasoning: str, text: str) -> None:
        """Of the whole, which begins with what was said before, what comes after that.

        What was said as text may have turned out to be thought: the text begins anew then.
        """
        said = self.said
        if said and not self._lengths["reasoning"] and not text.startswith(said):
            if reasoning.startswith(said):
                self.heard[:] = [Delta("reasoning", delta.text) for delta in self.heard]
                self._lengths = {"text": 0, "reasoning": len(said)}
        self._say("reasoning", reasoning[self._lengths["reasoning"]:])
        self._say("text", text[self._lengths["text"]:])

    def _say(self, kind: Literal["text", "reasoning"], text: str) -> None:
        if text:
            self._lengths[kind] += len(text)
            self.heard.append(Delta(kind, text))


class _FeedTalk(_Talk["Event"]):
    """What changes, each change once, from one daemon to the next."""

    def __init__(self, since: Optional[int]) -> None:
        super().__init__()
        self._seq = since
        self._database: Optional[str] = None

    def begin(self) -> None:
        super().begin()
        self.outgoing.append(self._request("info", "server/info", {}))

    def _answered(self, purpose: str, result: JSONObject) -> None:
        if purpose == "info":
            if self._database not in (None, result["databaseId"]):
                raise self._gone("The daemon has another database than before")
            self._database = result["databaseId"]
            params = _given({"since": self._seq})
            self.outgoing.append(self._request("subscribe", "event/subscribe", params))
        elif purpose == "subscribe":
            self.ready = True
            if self._seq is None:
                self._seq = result["seq"]

    def _refused(self, purpose: str, error: SkeinError) -> None:
        if self.ready and error.kind == "invalidParams":
            # Its user was erased, or the database is an older copy.
            raise self._gone("There are fewer events than there were")
        raise error

    def _notified(self, method: str, params: JSONObject) -> None:
        if method == "event/changed":
            self._seq = params["seq"]
            self.heard.append(cast(Event, params))
        elif method == "event/gone":
            raise self._gone("The events that come next are no longer kept", params["oldest"])

    def _gone(self, why: str, oldest: Optional[int] = None) -> GoneError:
        data = {"kind": "gone", "oldest": oldest}
        return GoneError(f"{why}: read anew what you show, and follow from then on.", data=data)


class _Losses:
    """How long to wait for a daemon that went away, and between tries."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Something was heard: what was lost before does not count."""
        self._pause = 0.0
        self._start_at: Optional[float] = None
        self._until: Optional[float] = None

    def take_start(self) -> bool:
        """Whether it is time to start a daemon: true once."""
        if self._start_at is None or time.monotonic() < self._start_at:
            return False
        self._start_at = None
        return True

    def next_pause(self, deadline: Optional[float]) -> float:
        now = time.monotonic()
        if self._until is None:
            self._until = now + RECONNECT_SECONDS
            self._start_at = now + RESTART_SECONDS
        if deadline is not None and now >= deadline:
            raise TimedOutError("There was no answer in time.")
        if now + self._pause >= self._until:
            raise DisconnectedError(
                f"The daemon went away, and none came back within {RECONNECT_SECONDS:.0f} s.")
        pause, self._pause = self._pause, min(0.2, max(0.01, 2 * self._pause))
        return pause


# The client that blocks


class _Wire:
    """A connection: one thread receives, any may send."""

    def __init__(self, address: _Address) -> None:
        self.address = address
        address.check_directory()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._lines = _Lines()
        self._arrived: Deque[JSONObject] = deque()
        self._sending = threading.Lock()
        try:
            self._socket.connect(address.path)
            address.check_peer(self._socket)
        except BaseException:
            self._socket.close()
            raise

    def send(self, line: bytes, deadline: Optional[float] = None) -> None:
        rest = memoryview(line)
        with self._sending:
            try:
                while rest:
                    try:
                        rest = rest[self._socket.send(rest, socket.MSG_DONTWAIT):]
                    except BlockingIOError:
                        self._wait(select.POLLOUT, deadline)
            except BaseException as error:
                is_begun = len(rest) < len(line)
                if is_begun:
                    # Half a message would spoil the next.
                    self.close()
                if isinstance(error, OSError) and not isinstance(error, TimedOutError):
                    raise (DisconnectedError if is_begun else _NotSentError)(LOST) from None
                raise

    def receive(self, deadline: Optional[float] = None) -> JSONObject:
        while not self._arrived:
            if deadline is not None:
                self._wait(select.POLLIN, deadline)
            try:
                data = self._socket.recv(1 << 16)
            except OSError:
                raise DisconnectedError(LOST) from None
            self._arrived.extend(self._lines.take(data))
        return self._arrived.popleft()

    def close(self, is_ours: bool = True) -> None:
        # In a process that was forked the connection goes on without us.
        if is_ours:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _wait(self, event: int, deadline: Optional[float]) -> None:
        poll = select.poll()
        try:
            poll.register(self._socket, event)
        except ValueError:
            raise DisconnectedError(LOST) from None
        left = _left(deadline)
        if not poll.poll(None if left is None else math.ceil(left * 1000)):
            raise TimedOutError("There was no answer in time.")


def _dial(place: _Place) -> _Wire:
    """A connection that speaks for whom it should, to a daemon that is started if need be."""
    try:
        try:
            wire = _Wire(place.expected())
        except (FileNotFoundError, ConnectionRefusedError):
            wire = _Wire(place.find())
    except SkeinError:
        raise
    except OSError as error:
        raise _unreachable(place.address, error) from None
    return _logged_in(wire, place.token)


def _logged_in(wire: _Wire, token: Optional[str]) -> _Wire:
    if token is not None:
        try:
            wire.send(_message("auth/login", {"token": token}, 0))
            answer = wire.receive()
            if "error" in answer:
                raise SkeinError.of(answer["error"])
        except BaseException:
            wire.close()
            raise
    return wire


class _Stream(Generic[_T]):
    """Leads a talk over as many connections as it takes: one of its own, then the next."""

    def __init__(self, place: _Place, talk: _Talk[_T]) -> None:
        self._place, self._talk, self._losses = place, talk, _Losses()
        self._is_closed = False
        talk.begin()
        self._wire = _dial(place)

    def send(self, line: bytes) -> None:
        # What is lost with a connection is said again on the next.
        with contextlib.suppress(DisconnectedError):
            self._wire.send(line)

    def advance(self, deadline: Optional[float]) -> None:
        """Sends what is due, and takes in one message."""
        if self._is_closed:
            raise ClosedError("This was closed.")
        try:
            while self._talk.outgoing:
                self._wire.send(self._talk.outgoing.pop(0), deadline)
            self._talk.take(self._wire.receive(deadline))
            self._losses.forget()
        except DisconnectedError:
            self._reconnect(deadline)

    def _reconnect(self, deadline: Optional[float]) -> None:
        self._wire.close()
        while not self._is_closed:
            time.sleep(self._losses.next_pause(deadline))
            try:
                if self._talk.starts_daemon and self._losses.take_start():
                    self._wire = _dial(self._place)
                else:
                    self._wire = _logged_in(_Wire(self._wire.address), self._place.token)
                return self._talk.begin()
            except UntrustedError:
                raise
            except OSError:
                # It is not there yet.
                pass
        raise ClosedError("This was closed.")

    def close(self) -> None:
        self._is_closed = True
        self._wire.close()


class Answer:
    """What a model says in one turn, as it says it: iterate, or take the whole with `text()`.

    To stop listening before the end - by `break`, an exception, Ctrl-C or the end of a `with` -
    cancels a turn that was asked for here, and what was said until then is kept in its thread. A
    turn that is only watched goes on. When the daemon is restarted, the answer goes on too.
    """

    def __init__(self, place: _Place, talk: _TurnTalk, timeout: Optional[float]) -> None:
        self._talk = talk
        self._deadline = _deadline(timeout)
        self._stream = _Stream(place, talk)
        try:
            while not talk.ready:
                self._stream.advance(self._deadline)
            if talk.error is not None:
                raise talk.error
        except BaseException as error:
            self._leave(error)
            raise

    @property
    def id(self) -> str:
        """The turn's id."""
        return self._talk.id

    @property
    def turn(self) -> Turn:
        """The turn as it was last heard of: with its tokens and times when it has ended."""
        return cast(Turn, self._talk.turn)

    def deltas(self) -> Generator[Delta, None, None]:
        """What is said, reasoning too. Who iterates again gets it again from its beginning."""
        said = self._talk.heard
        count = 0
        try:
            while count < len(said) or not self._talk.ended:
                if count < len(said):
                    count += 1
                    yield said[count - 1]
                else:
                    self._stream.advance(self._deadline)
        except BaseException as error:
            self._talk.attach(error)
            self._leave(error)
            raise
        self._stream.close()
        self._talk.check()

    def __iter__(self) -> Generator[str, None, None]:
        with contextlib.closing(self.deltas()) as deltas:
            for delta in deltas:
                if delta.kind == "text":
                    yield delta.text

    def text(self) -> str:
        """The whole answer, when it is there."""
        for _ in self.deltas():
            pass
        return self._talk.said

    def result(self) -> TurnEnded:
        """The turn and the messages it wrote, when it has ended."""
        for _ in self.deltas():
            pass
        return {"turn": self.turn, "messages": self._talk.messages}

    def cancel(self) -> None:
        """Ends the turn, from any thread; who iterates is then at the end."""
        self._talk.is_cancelling = True
        self._stream.send(self._talk.cancel_request())

    def close(self) -> None:
        """Stops listening; a turn that was asked for here and runs is cancelled first."""
        self._leave(None)

    def _leave(self, error: Optional[BaseException]) -> None:
        try:
            if self._talk.is_pending and not isinstance(error, (ConnectionError, ClosedError)):
                deadline = _deadline(CANCEL_SECONDS)
                self.cancel()
                while not self._talk.ended:
                    self._stream.advance(deadline)
        except SkeinError:
            # The turn ends without us, and its thread says how.
            pass
        finally:
            self._stream.close()

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Events:
    """Every change of what is yours, each once and in order, also when the daemon is restarted.

    They hold ids, never content. `GoneError` says to read anew what you show, and to follow from
    then on.
    """

    def __init__(self, place: _Place, since: Optional[int], timeout: Optional[float]) -> None:
        self._talk, self._timeout = _FeedTalk(since), timeout
        self._stream = _Stream(place, self._talk)
        try:
            deadline = _deadline(timeout)
            while not self._talk.ready:
                self._stream.advance(deadline)
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Events:
        return self

    def __next__(self) -> Event:
        deadline = _deadline(self._timeout)
        while not self._talk.heard:
            self._stream.advance(deadline)
        return self._talk.heard.pop(0)

    def close(self) -> None:
        """Ends it, from any thread; who waits for the next event gets `ClosedError`."""
        self._stream.close()

    def __enter__(self) -> Events:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Link:
    """A connection for many requests at once: a thread of its own hands out what arrives."""

    def __init__(self, wire: _Wire, listener: Optional[Listener]) -> None:
        self.is_lost = False
        self.process = os.getpid()
        self._wire, self._listener = wire, listener
        self._numbers = itertools.count(1)
        self._answers: Dict[int, concurrent.futures.Future[JSONObject]] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._receive, name="skeind", daemon=True)
        self._thread.start()

    def call(
        self, method: str, params: Optional[Mapping[str, Any]], deadline: Optional[float]
    ) -> Any:
        if threading.current_thread() is self._thread:
            raise RuntimeError("A listener cannot wait for an answer: its thread brings them.")
        answer: concurrent.futures.Future[JSONObject] = concurrent.futures.Future()
        number = next(self._numbers)
        line = _message(method, params, number)
        with self._lock:
            if self.is_lost:
                raise _NotSentError(LOST)
            self._answers[number] = answer
        try:
            self._wire.send(line, deadline)
            message = answer.result(_left(deadline))
        except concurrent.futures.TimeoutError:
            self._give_up(number)
            raise TimedOutError("There was no answer in time.") from None
        except BaseException:
            self._give_up(number)
            raise
        if "error" in message:
            raise SkeinError.of(message["error"])
        return message["result"]

    def notify(self, method: str, params: Optional[Mapping[str, Any]]) -> None:
        self._wire.send(_message(method, params))

    def close(self) -> None:
        self._wire.close(is_ours=self.process == os.getpid())

    def _give_up(self, number: int) -> None:
        with self._lock:
            if self._answers.pop(number, None) is None or self.is_lost:
                return
        with contextlib.suppress(SkeinError):
            self._wire.send(_message("$/cancelRequest", {"id": number}), _deadline(1))

    def _receive(self) -> None:
        reason = ""
        try:
            while True:
                self._take(self._wire.receive())
        except DisconnectedError as error:
            reason = error.message
        finally:
            with self._lock:
                self.is_lost = True
            for answer in self._taken(None):
                answer.set_exception(DisconnectedError(reason))
            self._wire.close()

    def _take(self, message: JSONObject) -> None:
        if "method" in message:
            return _tell(self._listener, message)
        for answer in self._taken(message["id"]):
            answer.set_result(message)

    def _taken(self, number: Optional[int]) -> List[concurrent.futures.Future[JSONObject]]:
        """Who waits for an answer; all, when it has no number: it concerns the connection."""
        with self._lock:
            return _taken(self._answers, number)


def _tell(listener: Optional[Listener], message: JSONObject) -> None:
    if listener is not None:
        try:
            listener(message["method"], message["params"])
        except Exception:
            logging.getLogger("skeind").exception("when told of %s", message["method"])


def _taken(answers: Dict[int, _T], number: Optional[int]) -> List[_T]:
    if number is None:
        taken = list(answers.values())
        answers.clear()
        return taken
    return [answers.pop(number)] if number in answers else []


class _Client:
    """What the client that blocks has beside the methods of the nouns."""

    def __init__(
        self, place: _Place, timeout: Optional[float], listener: Optional[Listener]
    ) -> None:
        self._place, self._timeout, self._listener = place, timeout, listener
        self._is_closed = False
        self._connecting = threading.Lock()
        self._link: Optional[_Link] = _Link(_dial(place), listener)

    def call(
        self, method: str, params: Optional[Mapping[str, Any]] = None, *,
        timeout: Optional[float] = None,
    ) -> Any:
        """Calls any method, and returns its result; many threads may do so at once.

        After `timeout` seconds, or by Ctrl-C, the request is cancelled. When the daemon has been
        restarted since the last call, it connects anew. When it goes away during a call, that
        raises `DisconnectedError`: a call that makes something can be repeated if it has an `id`.
        """
        deadline = _deadline(self._timeout if timeout is None else timeout)
        try:
            result = self._connected().call(method, params, deadline)
        except _NotSentError:
            self._forget()
            result = self._connected().call(method, params, deadline)
        if method == "auth/login" and params:
            self._place.token = params["token"]
        return result

    def notify(self, method: str, params: Optional[Mapping[str, Any]] = None) -> None:
        """Calls a method without an answer: what goes wrong stands in the daemon's log alone."""
        self._connected().notify(method, params)

    def watch(
        self, turnId: str, *, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> Answer:
        """Listens to a turn that somebody has started, from its beginning, also after its end."""
        talk = _TurnTalk("turn/watch", {"turnId": turnId}, deltaIntervalMs)
        return Answer(self._place, talk, timeout)

    def events(self, since: Optional[int] = None, *, timeout: Optional[float] = None) -> Events:
        """Follows what changes after the event `since` (0 for all), or from now on.

        With `timeout`, so many seconds without any raise `TimedOutError`; it can then go on.
        """
        return Events(self._place, since, timeout)

    def close(self) -> None:
        """Closes the connection; answers and feeds have their own and stay open."""
        self._is_closed = True
        if self._link is not None:
            self._link.close()

    def __enter__(self: _C) -> _C:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _forget(self) -> None:
        with self._connecting:
            if self._link is not None and not self._is_closed:
                self._link.close()
                self._link = None

    def _connected(self) -> _Link:
        with self._connecting:
            if self._is_closed:
                raise ClosedError("This client was closed.")
            if self._link is None or self._link.is_lost or self._link.process != os.getpid():
                if self._link is not None:
                    self._link.close()
                self._link = _Link(_dial(self._place), self._listener)
            return self._link

    def _answer(self, method: str, params: JSONObject, timeout: Optional[float]) -> Answer:
        return Answer(self._place, _own_turn(method, params), timeout)

    def __del__(self) -> None:
        if getattr(self, "_link", None) is not None:
            self.close()


def _own_turn(method: str, params: JSONObject) -> _TurnTalk:
    # An id of ours finds the turn again when the answer to the question is lost.
    params = {"id": str(uuid.uuid4()), **params}
    return _TurnTalk(method, params, params.get("deltaIntervalMs"))


def _entries(call: Callable[..., Any], method: str, params: JSONObject) -> Iterator[Any]:
    """The entries of a list, from its first page to its last."""
    cursor: Optional[str] = ""
    while cursor is not None:
        page = call(method, {**params, "cursor": cursor} if cursor else params)
        yield from page["data"]
        cursor = page["nextCursor"]


def connect(
    socket: Optional[str] = None, *, start: bool = True, executable: str = "skein",
    token: Optional[str] = None, timeout: Optional[float] = None,
    listener: Optional[Listener] = None,
) -> Client:
    """Connects to the daemon, and starts it with `skein daemon start` when none answers.

    `socket` is where it listens, when not where skein(1) says; `start=False` starts none;
    `executable` is the program that starts it; `token`, or `$SKEIN_TOKEN`, says as whom to speak;
    `timeout` is for each call, in seconds. `listener(method, params)` is told of notifications, in
    the thread that receives, which must not wait for the client.
    """
    return Client(_Place(socket, start, executable, token), timeout, listener)


# The client for asyncio


class _AsyncWire:
    """A connection of an event loop's."""

    def __init__(
        self, address: _Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.address = address
        self._reader, self._writer = reader, writer
        self._lines = _Lines()
        self._arrived: Deque[JSONObject] = deque()

    @staticmethod
    async def connected(address: _Address) -> _AsyncWire:
        address.check_directory()
        connecting = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connecting.setblocking(False)
            await asyncio.get_running_loop().sock_connect(connecting, address.path)
            address.check_peer(connecting)
            return _AsyncWire(address, *await asyncio.open_unix_connection(sock=connecting))
        except BaseException:
            connecting.close()
            raise

    @property
    def is_lost(self) -> bool:
        return self._reader.at_eof() or self._writer.is_closing()

    def send_soon(self, line: bytes) -> None:
        self._writer.write(line)

    async def send(self, line: bytes) -> None:
        try:
            self._writer.write(line)
            await self._writer.drain()
        except OSError:
            raise DisconnectedError(LOST) from None

    async def receive(self) -> JSONObject:
        while not self._arrived:
            try:
                data = await self._reader.read(1 << 16)
            except OSError:
                raise DisconnectedError(LOST) from None
            self._arrived.extend(self._lines.take(data))
        return self._arrived.popleft()

    def close(self) -> None:
        self._writer.close()


async def _dial_async(place: _Place) -> _AsyncWire:
    try:
        try:
            wire = await _AsyncWire.connected(place.expected())
        except (FileNotFoundError, ConnectionRefusedError):
            wire = await _AsyncWire.connected(await asyncio.to_thread(place.find))
    except SkeinError:
        raise
    except OSError as error:
        raise _unreachable(place.address, error) from None
    return await _logged_in_async(wire, place.token)


async def _logged_in_async(wire: _AsyncWire, token: Optional[str]) -> _AsyncWire:
    if token is not None:
        try:
            await wire.send(_message("auth/login", {"token": token}, 0))
            answer = await wire.receive()
            if "error" in answer:
                raise SkeinError.of(answer["error"])
        except BaseException:
            wire.close()
            raise
    return wire


async def _in_time(awaitable: Awaitable[_T], deadline: Optional[float]) -> _T:
    try:
        return await asyncio.wait_for(awaitable, _left(deadline))
    except asyncio.TimeoutError:
        raise TimedOutError("There was no answer in time.") from None


class _AsyncStream(Generic[_T]):
    """`_Stream` for asyncio; it connects when it is first needed."""

    def __init__(self, place: _Place, talk: _Talk[_T]) -> None:
        self._place, self._talk, self._losses = place, talk, _Losses()
        self._is_closed = False
        self._wire: Optional[_AsyncWire] = None

    def send_soon(self, line: bytes) -> None:
        # What is lost with a connection is said again on the next.
        if self._wire is not None and not self._is_closed:
            with contextlib.suppress(OSError, RuntimeError):
                self._wire.send_soon(line)

    async def advance(self, deadline: Optional[float]) -> None:
        """Sends what is due, and takes in one message."""
        if self._is_closed:
            raise ClosedError("This was closed.")
        if self._wire is None:
            self._wire = await _dial_async(self._place)
            self._talk.begin()
        try:
            while self._talk.outgoing:
                await _in_time(self._wire.send(self._talk.outgoing.pop(0)), deadline)
            self._talk.take(await _in_time(self._wire.receive(), deadline))
            self._losses.forget()
        except DisconnectedError:
            await self._reconnect(self._wire, deadline)

    async def _reconnect(self, lost: _AsyncWire, deadline: Optional[float]) -> None:
        lost.close()
        while not self._is_closed:
            await asyncio.sleep(self._losses.next_pause(deadline))
            try:
                if self._talk.starts_daemon and self._losses.take_start():
                    self._wire = await _dial_async(self._place)
                else:
                    wire = await _AsyncWire.connected(lost.address)
                    self._wire = await _logged_in_async(wire, self._place.token)
                return self._talk.begin()
            except UntrustedError:
                raise
            except OSError:
                # It is not there yet.
                pass
        raise ClosedError("This was closed.")

    def close(self) -> None:
        self._is_closed = True
        if self._wire is not None:
            self._wire.close()


class AsyncAnswer:
    """`Answer` for asyncio: `async for`, or await the whole. It asks when it is first awaited.

    To leave it early, also by the cancellation of the task that reads it, cancels a turn that was
    asked for here. After a `break` the loop does so when it gets to it; `async with` waits for it.
    """

    def __init__(self, place: _Place, talk: _TurnTalk, timeout: Optional[float]) -> None:
        self._talk = talk
        self._stream = _AsyncStream(place, talk)
        self._timeout = timeout
        self._deadline: Optional[float] = None
        self._leaving: Optional[asyncio.Future[None]] = None

    @property
    def id(self) -> str:
        """The turn's id."""
        return self._talk.id

    @property
    def turn(self) -> Turn:
        """The turn as it was last heard of: with its tokens and times when it has ended."""
        if self._talk.turn is None:
            raise RuntimeError("The turn is not known before something of it was awaited.")
        return self._talk.turn

    async def deltas(self) -> AsyncGenerator[Delta, None]:
        """What is said, reasoning too. Who iterates again gets it again from its beginning."""
        said = self._talk.heard
        count = 0
        if self._deadline is None:
            self._deadline = _deadline(self._timeout)
        try:
            while count < len(said) or not self._talk.ended:
                if count < len(said):
                    count += 1
                    yield said[count - 1]
                else:
                    await self._stream.advance(self._deadline)
        except BaseException as error:
            self._talk.attach(error)
            await self._leave(error)
            raise
        self._stream.close()
        self._talk.check()

    async def __aiter__(self) -> AsyncGenerator[str, None]:
        deltas = self.deltas()
        try:
            async for delta in deltas:
                if delta.kind == "text":
                    yield delta.text
        finally:
            await deltas.aclose()

    async def text(self) -> str:
        """The whole answer, when it is there."""
        async for _ in self.deltas():
            pass
        return self._talk.said

    async def result(self) -> TurnEnded:
        """The turn and the messages it wrote, when it has ended."""
        async for _ in self.deltas():
            pass
        return {"turn": self.turn, "messages": self._talk.messages}

    async def cancel(self) -> None:
        """Ends the turn; who iterates is then at the end."""
        self._cancel_soon()

    async def close(self) -> None:
        """Stops listening; a turn that was asked for here and runs is cancelled first."""
        await self._leave(None)

    async def _leave(self, error: Optional[BaseException]) -> None:
        # The loop closes an iterator that was left whenever it gets to it: once is enough.
        if self._leaving is None:
            is_lost = isinstance(error, (ConnectionError, ClosedError))
            if self._talk.is_pending and not is_lost:
                self._cancel_soon()
            self._leaving = asyncio.ensure_future(self._end(is_lost))
        await asyncio.shield(self._leaving)

    def _cancel_soon(self) -> None:
        # Nothing is awaited: the loop may be about to end.
        self._talk.is_cancelling = True
        self._stream.send_soon(self._talk.cancel_request())

    def __del__(self) -> None:
        # An iterator that a loop has dropped unfinished when it ended.
        if self._talk.is_pending and self._leaving is None:
            self._cancel_soon()

    async def _end(self, is_lost: bool) -> None:
        try:
            if self._talk.is_pending and not is_lost:
                deadline = _deadline(CANCEL_SECONDS)
                while not self._talk.ended:
                    await self._stream.advance(deadline)
        except SkeinError:
            # The turn ends without us, and its thread says how.
            pass
        finally:
            self._stream.close()

    async def __aenter__(self) -> AsyncAnswer:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class AsyncEvents:
    """`Events` for asyncio. They are followed from the first await on; `async with` is one."""

    def __init__(self, place: _Place, since: Optional[int], timeout: Optional[float]) -> None:
        self._talk, self._timeout = _FeedTalk(since), timeout
        self._stream = _AsyncStream(place, self._talk)

    def __aiter__(self) -> AsyncEvents:
        return self

    async def __anext__(self) -> Event:
        deadline = _deadline(self._timeout)
        while not self._talk.heard:
            await self._stream.advance(deadline)
        return self._talk.heard.pop(0)

    def close(self) -> None:
        """Ends it; who waits for the next event gets `ClosedError`."""
        self._stream.close()

    async def __aenter__(self) -> AsyncEvents:
        deadline = _deadline(self._timeout)
        while not self._talk.ready:
            await self._stream.advance(deadline)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()


class _AsyncLink:
    """A connection for many requests at once: a task of its own hands out what arrives."""

    def __init__(self, wire: _AsyncWire, listener: Optional[Listener]) -> None:
        self._is_lost = False
        self._wire, self._listener = wire, listener
        self._numbers = itertools.count(1)
        self._answers: Dict[int, asyncio.Future[JSONObject]] = {}
        self._task = asyncio.ensure_future(self._receive())

    @property
    def is_lost(self) -> bool:
        return self._is_lost or self._wire.is_lost

    async def call(
        self, method: str, params: Optional[Mapping[str, Any]], deadline: Optional[float]
    ) -> Any:
        number = next(self._numbers)
        line = _message(method, params, number)
        answer: asyncio.Future[JSONObject] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        try:
            await _in_time(self._wire.send(line), deadline)
            message = await _in_time(answer, deadline)
        finally:
            if self._answers.pop(number, None) is not None and not self.is_lost:
                self._wire.send_soon(_message("$/cancelRequest", {"id": number}))
        if "error" in message:
            raise SkeinError.of(message["error"])
        return message["result"]

    async def notify(self, method: str, params: Optional[Mapping[str, Any]]) -> None:
        await self._wire.send(_message(method, params))

    def close(self) -> None:
        self._wire.close()

    async def _receive(self) -> None:
        reason = "The event loop has ended."
        try:
            while True:
                self._take(await self._wire.receive())
        except DisconnectedError as error:
            reason = error.message
        finally:
            self._is_lost = True
            for answer in _taken(self._answers, None):
                if not answer.done():
                    answer.set_exception(DisconnectedError(reason))
            self._wire.close()

    def _take(self, message: JSONObject) -> None:
        if "method" in message:
            return _tell(self._listener, message)
        for answer in _taken(self._answers, message["id"]):
            if not answer.done():
                answer.set_result(message)


class _AsyncClient:
    """What the client for asyncio has beside the methods of the nouns."""

    def __init__(
        self, place: _Place, timeout: Optional[float], listener: Optional[Listener]
    ) -> None:
        self._place, self._timeout, self._listener = place, timeout, listener
        self._is_closed = False
        self._connecting: Optional[asyncio.Future[_AsyncLink]] = None

    async def call(
        self, method: str, params: Optional[Mapping[str, Any]] = None, *,
        timeout: Optional[float] = None,
    ) -> Any:
        """Calls any method, and returns its result; many tasks may do so at once.

        After `timeout` seconds, or with its task, the request is cancelled. When the daemon has
        been restarted since the last call, it connects anew. When it goes away during a call, that
        raises `DisconnectedError`: a call that makes something can be repeated if it has an `id`.
        """
        deadline = _deadline(self._timeout if timeout is None else timeout)
        result = await (await self._connected()).call(method, params, deadline)
        if method == "auth/login" and params:
            self._place.token = params["token"]
        return result

    async def notify(self, method: str, params: Optional[Mapping[str, Any]] = None) -> None:
        """Calls a method without an answer: what goes wrong stands in the daemon's log alone."""
        await (await self._connected()).notify(method, params)

    def watch(
        self, turnId: str, *, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> AsyncAnswer:
        """Listens to a turn that somebody has started, from its beginning, also after its end."""
        talk = _TurnTalk("turn/watch", {"turnId": turnId}, deltaIntervalMs)
        return AsyncAnswer(self._place, talk, timeout)

    def events(
        self, since: Optional[int] = None, *, timeout: Optional[float] = None
    ) -> AsyncEvents:
        """Follows what changes after the event `since` (0 for all), or from now on.

        With `timeout`, so many seconds without any raise `TimedOutError`; it can then go on.
        """
        return AsyncEvents(self._place, since, timeout)

    def close(self) -> None:
        """Closes the connection; answers and feeds have their own and stay open."""
        self._is_closed = True
        if self._connecting is not None and self._is_settled(self._connecting):
            self._connecting.result().close()

    async def __aenter__(self: _A) -> _A:
        await self._connected()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def _connected(self) -> _AsyncLink:
        if self._is_closed:
            raise ClosedError("This client was closed.")
        # A daemon that has gone since the last call is heard of now.
        await asyncio.sleep(0)
        connecting = self._connecting
        if connecting is None or (
            connecting.done()
            and (not self._is_settled(connecting) or connecting.result().is_lost)
        ):
            self._connecting = connecting = asyncio.ensure_future(self._connect())
        # Others may wait for the same connection.
        return await asyncio.shield(connecting)

    @staticmethod
    def _is_settled(connecting: asyncio.Future[_AsyncLink]) -> bool:
        return (
            connecting.done() and not connecting.cancelled() and connecting.exception() is None)

    async def _connect(self) -> _AsyncLink:
        return _AsyncLink(await _dial_async(self._place), self._listener)

    def _answer(self, method: str, params: JSONObject, timeout: Optional[float]) -> AsyncAnswer:
        return AsyncAnswer(self._place, _own_turn(method, params), timeout)


async def _entries_async(
    call: Callable[..., Awaitable[Any]], method: str, params: JSONObject
) -> AsyncIterator[Any]:
    cursor: Optional[str] = ""
    while cursor is not None:
        page = await call(method, {**params, "cursor": cursor} if cursor else params)
        for entry in page["data"]:
            yield entry
        cursor = page["nextCursor"]


def connect_async(
    socket: Optional[str] = None, *, start: bool = True, executable: str = "skein",
    token: Optional[str] = None, timeout: Optional[float] = None,
    listener: Optional[Listener] = None,
) -> AsyncClient:
    """`connect` for asyncio; it connects at the first await, which `async with` is.

    The listener is called in the event loop, and must not block it.
    """
    return AsyncClient(_Place(socket, start, executable, token), timeout, listener)


# begin generated


class ParseError(SkeinError):
    """The text is not JSON as RFC 8259 and UTF-8 have it."""

    kind = "parseError"


class InvalidRequestError(SkeinError):
    """The JSON is not a request, or is larger than the limits allow."""

    kind = "invalidRequest"


class MethodNotFoundError(SkeinError):
    """No method has this name."""

    kind = "methodNotFound"


class InvalidParamsError(SkeinError):
    """A member of params is unknown, missing or not what it should be."""

    kind = "invalidParams"


class InternalError(SkeinError):
    """The daemon failed, and its log says why."""

    kind = "internal"


class CancelledError(SkeinError):
    """The request was cancelled by $/cancelRequest."""

    kind = "cancelled"


class UnauthenticatedError(SkeinError):
    """No user belongs to this peer, or the token is bad or expired."""

    kind = "unauthenticated"


class OverloadedError(SkeinError):
    """Too much is waiting already; try again later."""

    kind = "overloaded"


class NotFoundError(SkeinError):
    """You have nothing of this kind with this id."""

    kind = "notFound"


class ConflictError(SkeinError):
    """The id is taken by something else, or a value that must be unique is."""

    kind = "conflict"


class BusyError(SkeinError):
    """A turn runs on the thread, and the call does not wait for it."""

    kind = "busy"


class ProviderError(SkeinError):
    """The provider failed, refused, or could not be reached."""

    kind = "provider"


class LimitError(SkeinError):
    """A quota or a size limit of this daemon is reached."""

    kind = "limit"


class StorageError(SkeinError):
    """The disk is full, read-only or damaged; nothing was written."""

    kind = "storage"


class ForbiddenError(SkeinError):
    """The method is for operators, and you are not one."""

    kind = "forbidden"


class InvalidStateError(SkeinError):
    """It can't go from the state it is in to the one asked for."""

    kind = "invalidState"


class ShuttingDownError(SkeinError):
    """The daemon is stopping."""

    kind = "shuttingDown"


class GoneError(SkeinError):
    """The events asked for are no longer kept."""

    kind = "gone"


ERRORS: Dict[str, Callable[..., SkeinError]] = {
    "parseError": ParseError,
    "invalidRequest": InvalidRequestError,
    "methodNotFound": MethodNotFoundError,
    "invalidParams": InvalidParamsError,
    "internal": InternalError,
    "cancelled": CancelledError,
    "unauthenticated": UnauthenticatedError,
    "overloaded": OverloadedError,
    "notFound": NotFoundError,
    "conflict": ConflictError,
    "busy": BusyError,
    "provider": ProviderError,
    "limit": LimitError,
    "storage": StorageError,
    "forbidden": ForbiddenError,
    "invalidState": InvalidStateError,
    "shuttingDown": ShuttingDownError,
    "gone": GoneError,
}


HealthCheckStatus = Literal["ok", "degraded", "failing"]
ThreadContextPolicy = Literal["error", "dropOldest"]
MessageRole = Literal["system", "user", "assistant"]
TurnStatus = Literal["queued", "running", "completed", "cancelled", "failed", "interrupted"]
ErrorDataKind = Literal[
    "parseError", "invalidRequest", "methodNotFound", "invalidParams", "internal", "cancelled",
    "unauthenticated", "overloaded", "notFound", "conflict", "busy", "provider", "limit", "storage",
    "forbidden", "invalidState", "shuttingDown", "gone",
]
ErrorDataClass = Literal[
    "network", "timeout", "tls", "auth", "rateLimit", "quota", "badRequest", "server", "protocol",
    "contentFilter", "contextLength",
]
ContextStatus = Literal["setup", "active", "completed"]
ActionType = Literal["clone_template", "configure_tooling", "modify_files", "deploy"]
ActionStatus = Literal["pending", "running", "completed", "failed"]
PreviewStatus = Literal["generating", "live", "error"]
ThreadDocumentFormat = Literal["json", "markdown"]
EventEntity = Literal[
    "user", "session", "account", "thread", "message", "turn", "task", "context", "action",
    "preview",
]
EventChange = Literal["created", "updated", "deleted", "restored"]
AuthWhoamiResultVia = Literal["peer", "token"]
ThreadFindResultBy = Literal["number", "id", "title"]
TurnDeltaKind = Literal["text", "reasoning"]
HistoryProgressedSource = Literal["llm", "chatgpt", "claude"]
MessageListOrder = Literal["asc", "desc"]
TurnRunOnDisconnect = Literal["continue", "cancel"]
TurnRunIfBusy = Literal["queue", "reject"]
TaskListSort = Literal["createdAt", "updatedAt", "title"]
ContextGetInclude = Literal["messages", "actions", "previews"]
UsageSummaryGroupBy = Literal["day", "model", "thread"]


class Limits(TypedDict):
    messageBytes: int
    """One message (a line or a framed body); a longer one is answered once and dropped."""
    batchEntries: int
    """Entries of one batch."""
    connections: int
    """Connections at once; one more gets one error line and is closed."""
    requestsInFlight: int
    """Unanswered requests of one connection; then reading pauses."""
    unreadBytes: int
    """Output a client has not read; then reading its requests pauses, and its scans wait."""
    unreadBytesClose: int
    """Notifications a client has not read; then it is disconnected. Answers wait."""
    stalledSeconds: int
    """No progress for so long while more than unreadBytes waits: disconnected."""
    bufferedBytes: int
    """What all clients have sent and not been answered, or not read, together; one connection may
    hold as much of it as is free, and what is larger is refused as overloaded.
    """
    runningTurns: int
    """Turns that run at once, over all threads."""
    eventsKept: int
    """Events of a user that are kept, the newest; older ones go, a few at a time."""
    eventDays: int
    """How many days an event is kept."""


class Quotas(TypedDict):
    tokensPerDay: Optional[int]
    """Tokens of a user in one day of the daemon's time zone, as the providers count; then turns are
    refused until the next day. Null without such a bound.
    """
    requestsPerMinute: Optional[int]
    """Turns that a user may ask for within any 60 seconds. Null without such a bound."""


class HealthCheck(TypedDict):
    name: str
    """What was looked at."""
    status: HealthCheckStatus
    """How it is."""
    detail: str
    """What was found, and what to do when it is not ok."""


class User(TypedDict):
    id: str
    """Its id."""
    email: str
    """Unique, in lower case; login@localhost until changed."""
    emailVerified: bool
    """Whether somebody vouched for the address."""
    name: Optional[str]
    """What to call them."""
    image: Optional[str]
    """Where their picture is."""
    preferences: JSONObject
    """The clients' own object."""
    createdAt: str
    """When the user was made."""
    updatedAt: str
    """When it last changed."""


class UserDocument(TypedDict):
    version: int
    """The version of this form: 1."""
    user: User
    """The user."""
    accounts: List[Account]
    """How the user is known elsewhere; without secrets."""
    sessions: List[Session]
    """The tokens that were made, without the tokens."""
    threads: List[ExportedThread]
    """All threads, deleted ones too, in the order in which they were made."""
    tasks: List[Task]
    """All tasks, archived and deleted ones too, in the order in which they were made."""
    contexts: List[ExportedContext]
    """All contexts, deleted ones too, in the order in which they were made."""
    usage: List[ExportedUsage]
    """What each turn that has ended used, ephemeral ones and those of threads deleted for good too,
    in the order in which they were counted.
    """


class Account(TypedDict):
    id: str
    """Its id."""
    providerId: str
    """Who knows the user by it: unix for the kernel, or a provider's name."""
    accountId: str
    """What the user is called there; a uid for unix."""
    hasSecret: bool
    """Whether a secret is kept with it, which never leaves the daemon."""
    createdAt: str
    """When it was linked."""
    updatedAt: str
    """When it last changed."""


class Session(TypedDict):
    id: str
    """Its id."""
    name: Optional[str]
    """What it is for."""
    createdAt: str
    """When it was made."""
    expiresAt: Optional[str]
    """When its token stops being accepted."""
    lastUsedAt: Optional[str]
    """When it was last used to log in or to write, to the minute."""


class ExportedThread(TypedDict):
    thread: Thread
    """The thread."""
    messages: List[Message]
    """Its messages in sequence."""
    turns: List[ExportedTurn]
    """Its turns in the order in which they were asked."""


class Thread(TypedDict):
    id: str
    """Its id."""
    number: Optional[int]
    """What people call it: 1, 2, 3, … in the order in which a user's threads were made, never given
    twice; null only in a document of a version without numbers.
    """
    title: Optional[str]
    """1 to 60 characters; null until given or derived from the first input."""
    model: Optional[str]
    """The model its turns use unless they name one."""
    systemPrompt: Optional[str]
    """Sent before everything else, unless a turn brings its own."""
    contextPolicy: Optional[ThreadContextPolicy]
    """What happens when it is longer than its model takes: error or dropOldest; null is as the
    configuration says.
    """
    options: Optional[TurnOptions]
    """What its turns ask of the model, where they do not say it themselves; null is as the
    configuration says.
    """
    contextId: Optional[str]
    """The context that owns it, if one does."""
    parentThreadId: Optional[str]
    """The thread it was forked from, while that exists."""
    copyOf: Optional[str]
    """The thread that it is a version of, as thread/revert, thread/fork and history/import make
    them; null for a thread of its own.
    """
    messageCount: int
    """How many messages it has; also the last one's sequence."""
    lastMessageAt: Optional[str]
    """When its last message was written."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When anything in it last changed."""
    deletedAt: Optional[str]
    """When it was deleted; null while it is not."""


class _ThreadInput(TypedDict):
    id: str
    """Its id."""
    messageCount: int
    """How many messages it has; also the last one's sequence."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When anything in it last changed."""


class ThreadInput(_ThreadInput, total=False):
    number: Optional[int]
    """What people call it: 1, 2, 3, … in the order in which a user's threads were made, never given
    twice; null only in a document of a version without numbers.
    """
    title: Optional[str]
    """1 to 60 characters; null until given or derived from the first input."""
    model: Optional[str]
    """The model its turns use unless they name one."""
    systemPrompt: Optional[str]
    """Sent before everything else, unless a turn brings its own."""
    contextPolicy: Optional[ThreadContextPolicy]
    """What happens when it is longer than its model takes: error or dropOldest; null is as the
    configuration says.
    """
    options: Optional[TurnOptionsInput]
    """What its turns ask of the model, where they do not say it themselves; null is as the
    configuration says.
    """
    contextId: Optional[str]
    """The context that owns it, if one does."""
    parentThreadId: Optional[str]
    """The thread it was forked from, while that exists."""
    copyOf: Optional[str]
    """The thread that it is a version of, as thread/revert, thread/fork and history/import make
    them; null for a thread of its own.
    """
    lastMessageAt: Optional[str]
    """When its last message was written."""
    deletedAt: Optional[str]
    """When it was deleted; null while it is not."""


class TurnOptions(TypedDict):
    temperature: Optional[float]
    """How freely the model chooses."""
    topP: Optional[float]
    """The probability mass it chooses from."""
    maxTokens: Optional[int]
    """The most tokens it may make."""
    stop: Optional[List[str]]
    """Texts at which it stops, 1 to 16 of them."""
    seed: Optional[int]
    """For providers that can repeat themselves."""
    reasoningEffort: Optional[str]
    """How long it may think, in the provider's own word."""
    responseFormat: Optional[JSONObject]
    """The provider's response_format, such as a JSON schema."""
    extra: Optional[JSONObject]
    """Members added to the provider's request as they are; not model, messages or stream."""


class TurnOptionsInput(TypedDict, total=False):
    temperature: Optional[float]
    """How freely the model chooses."""
    topP: Optional[float]
    """The probability mass it chooses from."""
    maxTokens: Optional[int]
    """The most tokens it may make."""
    stop: Optional[List[str]]
    """Texts at which it stops, 1 to 16 of them."""
    seed: Optional[int]
    """For providers that can repeat themselves."""
    reasoningEffort: Optional[str]
    """How long it may think, in the provider's own word."""
    responseFormat: Optional[JSONObject]
    """The provider's response_format, such as a JSON schema."""
    extra: Optional[JSONObject]
    """Members added to the provider's request as they are; not model, messages or stream."""


class Message(TypedDict):
    id: Optional[str]
    """Its id; null in an ephemeral turn."""
    threadId: Optional[str]
    """The thread it stands in; null in an ephemeral turn."""
    turnId: Optional[str]
    """The turn that wrote it; null when it was appended or copied."""
    sequence: Optional[int]
    """1, 2, 3, … within the thread, no gap, no duplicate; null in an ephemeral turn."""
    role: MessageRole
    """Who said it."""
    content: str
    """What was said."""
    promptTokens: Optional[int]
    """Tokens the model was sent, on a turn's assistant message."""
    completionTokens: Optional[int]
    """Tokens the model made, on a turn's assistant message."""
    totalTokens: Optional[int]
    """Both together, as the provider counts."""
    metadata: Optional[JSONObject]
    """The client's own object."""
    createdAt: str
    """When it was written."""


class _MessageInput(TypedDict):
    role: MessageRole
    """Who said it."""
    content: str
    """What was said."""
    createdAt: str
    """When it was written."""


class MessageInput(_MessageInput, total=False):
    id: Optional[str]
    """Its id; null in an ephemeral turn."""
    threadId: Optional[str]
    """The thread it stands in; null in an ephemeral turn."""
    turnId: Optional[str]
    """The turn that wrote it; null when it was appended or copied."""
    sequence: Optional[int]
    """1, 2, 3, … within the thread, no gap, no duplicate; null in an ephemeral turn."""
    promptTokens: Optional[int]
    """Tokens the model was sent, on a turn's assistant message."""
    completionTokens: Optional[int]
    """Tokens the model made, on a turn's assistant message."""
    totalTokens: Optional[int]
    """Both together, as the provider counts."""
    metadata: Optional[JSONObject]
    """The client's own object."""


class ExportedTurn(TypedDict):
    turn: Turn
    """The turn; its words are null where the messages have them."""
    systemPrompt: Optional[str]
    """The one that held for this turn alone; null when it had its thread's."""
    metadata: Optional[JSONObject]
    """What its question is to have as metadata; null once the messages are written."""
    options: Optional[TurnOptions]
    """What else it asked of the model."""


class Turn(TypedDict):
    id: str
    """Its id."""
    threadId: Optional[str]
    """The thread it belongs to; null when it is ephemeral."""
    status: TurnStatus
    """queued, running, then one of the four others for good."""
    model: str
    """The model that was asked for, as provider/name."""
    input: Optional[str]
    """What was asked. Null in lists, unless includeTexts is set."""
    output: Optional[str]
    """What was answered: whole when completed, else what was said until it ended. Null while it
    runs and in lists, unless includeTexts is set.
    """
    reasoning: Optional[str]
    """What the model said to itself, where it tells. Null while it runs and in lists, unless
    includeTexts is set.
    """
    options: Optional[TurnOptions]
    """What it asked of the model itself, beside what its thread and the configuration do. Null for
    nothing and in lists, unless includeTexts is set.
    """
    finishReason: Optional[str]
    """Why the model stopped: stop, length, content_filter, outputLimit, cancelled, …."""
    error: Optional[Error]
    """Why it failed or was interrupted."""
    droppedMessages: Optional[int]
    """How many of the thread's oldest messages the model was not sent, by the context policy; null
    for none.
    """
    attempts: int
    """Requests made of the provider, the first counted."""
    retryOf: Optional[str]
    """The turn that this one repeats."""
    afterSequence: Optional[int]
    """How many messages its thread had when it was asked, or when it ended without a pair: its
    question stands after that one. Null when it is ephemeral.
    """
    withdrawnAt: Optional[str]
    """When its question was taken back; null while it stands."""
    messageIds: List[str]
    """The pair it wrote, the user's message first, as far as it stands in the thread. Empty until
    written.
    """
    promptTokens: Optional[int]
    """Tokens the model was sent, as the provider counts."""
    completionTokens: Optional[int]
    """Tokens the model made."""
    totalTokens: Optional[int]
    """Both together."""
    reasoningTokens: Optional[int]
    """Tokens among the model's that were reasoning."""
    cost: Optional[float]
    """What it cost by its model's price when it ended, in the configured currency; null without a
    price or without tokens.
    """
    firstTokenMs: Optional[int]
    """From start to the first token."""
    totalMs: Optional[int]
    """From start to end."""
    queuedAt: str
    """When it was asked for."""
    startedAt: Optional[str]
    """When it began to run."""
    endedAt: Optional[str]
    """When it ended."""


class _TurnInput(TypedDict):
    id: str
    """Its id."""
    status: TurnStatus
    """queued, running, then one of the four others for good."""
    model: str
    """The model that was asked for, as provider/name."""
    attempts: int
    """Requests made of the provider, the first counted."""
    messageIds: List[str]
    """The pair it wrote, the user's message first, as far as it stands in the thread. Empty until
    written.
    """
    queuedAt: str
    """When it was asked for."""


class TurnInput(_TurnInput, total=False):
    threadId: Optional[str]
    """The thread it belongs to; null when it is ephemeral."""
    input: Optional[str]
    """What was asked. Null in lists, unless includeTexts is set."""
    output: Optional[str]
    """What was answered: whole when completed, else what was said until it ended. Null while it
    runs and in lists, unless includeTexts is set.
    """
    reasoning: Optional[str]
    """What the model said to itself, where it tells. Null while it runs and in lists, unless
    includeTexts is set.
    """
    options: Optional[TurnOptionsInput]
    """What it asked of the model itself, beside what its thread and the configuration do. Null for
    nothing and in lists, unless includeTexts is set.
    """
    finishReason: Optional[str]
    """Why the model stopped: stop, length, content_filter, outputLimit, cancelled, …."""
    error: Optional[ErrorInput]
    """Why it failed or was interrupted."""
    droppedMessages: Optional[int]
    """How many of the thread's oldest messages the model was not sent, by the context policy; null
    for none.
    """
    retryOf: Optional[str]
    """The turn that this one repeats."""
    afterSequence: Optional[int]
    """How many messages its thread had when it was asked, or when it ended without a pair: its
    question stands after that one. Null when it is ephemeral.
    """
    withdrawnAt: Optional[str]
    """When its question was taken back; null while it stands."""
    promptTokens: Optional[int]
    """Tokens the model was sent, as the provider counts."""
    completionTokens: Optional[int]
    """Tokens the model made."""
    totalTokens: Optional[int]
    """Both together."""
    reasoningTokens: Optional[int]
    """Tokens among the model's that were reasoning."""
    cost: Optional[float]
    """What it cost by its model's price when it ended, in the configured currency; null without a
    price or without tokens.
    """
    firstTokenMs: Optional[int]
    """From start to the first token."""
    totalMs: Optional[int]
    """From start to end."""
    startedAt: Optional[str]
    """When it began to run."""
    endedAt: Optional[str]
    """When it ended."""


class Error(TypedDict):
    code: int
    """The number of the error's kind."""
    message: str
    """One sentence: what went wrong and what to do next."""
    data: ErrorData
    """The stable kind and its particulars."""


class ErrorInput(TypedDict):
    code: int
    """The number of the error's kind."""
    message: str
    """One sentence: what went wrong and what to do next."""
    data: ErrorDataInput
    """The stable kind and its particulars."""


class _ErrorData(TypedDict):
    kind: ErrorDataKind


_ErrorDataRest = TypedDict("_ErrorDataRest", {
    "path": "Optional[str]",
    "expected": "Optional[str]",
    "requestId": "Optional[str]",
    "turnId": "Optional[str]",
    "retryAfterMs": "Optional[int]",
    "entity": "Optional[str]",
    "field": "Optional[str]",
    "provider": "Optional[str]",
    "class": "Optional[ErrorDataClass]",
    "httpStatus": "Optional[int]",
    "code": "Optional[str]",
    "param": "Optional[str]",
    "retryable": "Optional[bool]",
    "limit": "Optional[int]",
    "used": "Optional[int]",
    "resetAt": "Optional[str]",
    "from": "Optional[str]",
    "to": "Optional[str]",
    "oldest": "Optional[int]",
}, total=False)


class ErrorData(_ErrorData, _ErrorDataRest):
    """A kind, and the members that it has."""


class _ErrorDataInput(TypedDict):
    kind: ErrorDataKind


_ErrorDataInputRest = TypedDict("_ErrorDataInputRest", {
    "path": "Optional[str]",
    "expected": "Optional[str]",
    "requestId": "Optional[str]",
    "turnId": "Optional[str]",
    "retryAfterMs": "Optional[int]",
    "entity": "Optional[str]",
    "field": "Optional[str]",
    "provider": "Optional[str]",
    "class": "Optional[ErrorDataClass]",
    "httpStatus": "Optional[int]",
    "code": "Optional[str]",
    "param": "Optional[str]",
    "retryable": "Optional[bool]",
    "limit": "Optional[int]",
    "used": "Optional[int]",
    "resetAt": "Optional[str]",
    "from": "Optional[str]",
    "to": "Optional[str]",
    "oldest": "Optional[int]",
}, total=False)


class ErrorDataInput(_ErrorDataInput, _ErrorDataInputRest):
    """A kind, and the members that it has."""


class Task(TypedDict):
    id: str
    """Its id."""
    number: int
    """What people call it: 1, 2, 3, … in the order in which a user's tasks were made, never given
    twice.
    """
    title: str
    """What is to be done, in 1 to 200 characters."""
    description: Optional[str]
    """More about it."""
    completed: bool
    """Whether it is done."""
    completedAt: Optional[str]
    """When it was done; null while it is not."""
    threadId: Optional[str]
    """The thread it is about; null without one, or when that was deleted for good."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When it last changed."""
    archivedAt: Optional[str]
    """When it was archived; null while it is not."""
    deletedAt: Optional[str]
    """When it was deleted; null while it is not."""


class ExportedContext(TypedDict):
    context: Context
    """The context."""
    actions: List[Action]
    """Its actions in the order in which they were made."""
    previews: List[Preview]
    """Its previews, the last one made first."""


class Context(TypedDict):
    id: str
    """Its id."""
    number: int
    """What people call it: 1, 2, 3, … in the order in which a user's contexts were made, never
    given twice.
    """
    title: Optional[str]
    """Its thread's title: thread/update changes it."""
    threadId: str
    """The thread that it owns: its messages are that thread's."""
    status: ContextStatus
    """How far the work is; it moves freely."""
    flow: Flow
    """How the work is to go."""
    config: ContextConfig
    """What the work is made from."""
    metadata: Optional[JSONObject]
    """The client's own object."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When it, its thread, an action or a preview of it last changed."""
    deletedAt: Optional[str]
    """When it was deleted; null while it is not."""


class Flow(TypedDict):
    resistance: str
    """How much stands against it: `none` unless given."""
    friction: str
    """How much it rubs: `minimal` unless given."""
    direction: str
    """Where it tends: `natural` unless given."""


class ContextConfig(TypedDict):
    template: Optional[str]
    """What it began from."""
    tooling: List[str]
    """The tools it uses."""
    features: List[str]
    """What it is to have."""
    customizations: JSONObject
    """Everything else, in the client's own words."""


class Action(TypedDict):
    id: str
    """Its id."""
    number: int
    """What people call it: 1, 2, 3, … in the order in which its context's actions were made, never
    given twice.
    """
    contextId: str
    """The context it belongs to."""
    type: ActionType
    """What sort of work it is."""
    payload: JSONObject
    """What is to be done, in the client's own words."""
    status: ActionStatus
    """How far it is."""
    result: Optional[JSONObject]
    """What came of it, in the words of who ended it; null until then."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When it last changed."""
    startedAt: Optional[str]
    """When it began to run; null if it never did."""
    endedAt: Optional[str]
    """When it completed or failed."""


class Preview(TypedDict):
    id: str
    """Its id."""
    number: int
    """What people call it: 1, 2, 3, … in the order in which its context's previews were made, never
    given twice.
    """
    contextId: str
    """The context it belongs to."""
    url: Optional[str]
    """Where it is; null while nobody knows."""
    deploymentId: Optional[str]
    """What the one who deploys calls it."""
    status: PreviewStatus
    """How far it is; it moves freely."""
    metadata: Optional[JSONObject]
    """The client's own object."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When it last changed."""


class ExportedUsage(TypedDict):
    threadId: Optional[str]
    """The turn's thread, which may be deleted for good; null for an ephemeral turn."""
    model: str
    """The model that was asked for, as provider/name."""
    status: TurnStatus
    """How the turn ended."""
    promptTokens: Optional[int]
    """Tokens the model was sent, as the provider counts."""
    completionTokens: Optional[int]
    """Tokens the model made."""
    totalTokens: Optional[int]
    """Both together."""
    reasoningTokens: Optional[int]
    """Tokens among the model's that were reasoning."""
    cost: Optional[float]
    """What it cost by its model's price; null without a price or without tokens."""
    firstTokenMs: Optional[int]
    """From start to the first token."""
    totalMs: Optional[int]
    """From start to end."""
    endedAt: str
    """When it ended."""


class ErasedCounts(TypedDict):
    accounts: int
    """Accounts, a uid's own among them."""
    sessions: int
    """Sessions: the tokens that were made."""
    threads: int
    """Threads, deleted ones too."""
    messages: int
    """Messages of all of them."""
    turns: int
    """Turns, however they ended."""
    tasks: int
    """Tasks, archived and deleted ones too."""
    contexts: int
    """Contexts, deleted ones too."""
    actions: int
    """Actions of all of them."""
    previews: int
    """Previews of all of them."""
    events: int
    """Events that were still kept."""


class Model(TypedDict):
    id: str
    """provider/name: what `model` takes."""
    provider: str
    """The provider's configured name."""
    name: str
    """The provider's own name for it."""
    default: bool
    """Whether turns use it when neither they nor their thread name one."""


class ModelListError(TypedDict):
    provider: str
    """Its configured name."""
    message: str
    """Why it did not answer, and what to check."""


class ModelAlias(TypedDict):
    name: str
    """What `model` takes as well; it comes before a model of the same name."""
    model: str
    """The model that it means, as provider/name where it is known."""


class ThreadDocument(TypedDict):
    format: ThreadDocumentFormat
    """json for programs and for thread/import, markdown for people."""
    version: int
    """The version of this form: 1."""
    thread: Optional[Thread]
    """json: the thread as thread/get shows it."""
    messages: Optional[List[Message]]
    """json: all its messages as message/list shows them."""
    unanswered: Optional[List[Turn]]
    """json: the turns whose question has no answer, as turn/list shows them with their texts, the
    oldest first.
    """
    text: Optional[str]
    """markdown: the text."""


class _ThreadDocumentInput(TypedDict):
    format: ThreadDocumentFormat
    """json for programs and for thread/import, markdown for people."""
    version: int
    """The version of this form: 1."""


class ThreadDocumentInput(_ThreadDocumentInput, total=False):
    thread: Optional[ThreadInput]
    """json: the thread as thread/get shows it."""
    messages: Optional[List[MessageInput]]
    """json: all its messages as message/list shows them."""
    unanswered: Optional[List[TurnInput]]
    """json: the turns whose question has no answer, as turn/list shows them with their texts, the
    oldest first.
    """
    text: Optional[str]
    """markdown: the text."""


class HistoryThread(TypedDict):
    id: str
    """The thread."""
    number: Optional[int]
    """Its number."""
    title: Optional[str]
    """Its title; null when it has none."""
    isNew: bool
    """Whether the import made it; false when it continued it."""
    copyOf: Optional[str]
    """The thread that it is a version of; null for a thread of its own."""


class HistorySkip(TypedDict):
    title: Optional[str]
    """The conversation's title; null when it has none or can't be read."""
    conversationId: Optional[str]
    """Its id at the source; null when it has none or can't be read."""
    reason: str
    """What was skipped and why, in words."""
    count: int
    """How many conversations, branches or messages that is."""


class SearchHit(TypedDict):
    thread: Thread
    """The thread that it was found in."""
    message: Optional[Message]
    """The message that says it; null when it is the thread's title or a question without an answer.
    """
    turnId: Optional[str]
    """The turn of the message; with message null, the turn whose question has no answer, or null
    for a title.
    """
    snippet: str
    """The part that matches, on one line of at most 240 characters beside the marks: each match
    between U+0002 and U+0003, … where something was left out.
    """


class NewFlow(TypedDict, total=False):
    resistance: Optional[str]
    """`none` unless given."""
    friction: Optional[str]
    """`minimal` unless given."""
    direction: Optional[str]
    """`natural` unless given."""


class NewContextConfig(TypedDict, total=False):
    template: Optional[str]
    """What it began from; 1 to 200 characters."""
    tooling: Optional[List[str]]
    """The tools it uses; at most 64, each of 1 to 200 characters."""
    features: Optional[List[str]]
    """What it is to have; at most 64, each of 1 to 200 characters."""
    customizations: Optional[JSONObject]
    """Everything else, in your own words."""


class ActionOutcome(TypedDict):
    action: Action
    """The action."""
    result: Optional[JSONObject]
    """What came of it; null when nothing was said."""


class Usage(TypedDict):
    turns: int
    """The turns that ended, however they did."""
    completed: int
    """Those of them that the model finished."""
    failed: int
    """Those that failed."""
    cancelled: int
    """Those that somebody cancelled."""
    interrupted: int
    """Those that ended with the daemon."""
    unmetered: int
    """Those for which the provider named no tokens: what they used is not in the numbers below."""
    promptTokens: int
    """Tokens the models were sent."""
    completionTokens: int
    """Tokens the models made, reasoning included."""
    reasoningTokens: int
    """The part of them that was thought and not said."""
    totalTokens: int
    """All together, as the providers count."""
    cost: Optional[float]
    """What they cost, each by the price of its model when it ended, in the currency of the summary;
    null when none has a price.
    """
    unpriced: int
    """Those with tokens and without a price: what they cost is not in cost."""
    firstToken: Optional[Latency]
    """How long completed turns took to say something; null without any."""
    whole: Optional[Latency]
    """How long completed turns took as a whole; null without any."""


class Latency(TypedDict):
    medianMs: int
    """Half of them took no longer."""
    p95Ms: int
    """95 of 100 took no longer."""
    maxMs: int
    """None took longer."""


class UsageGroup(TypedDict):
    day: Optional[str]
    """The day, as 2026-11-21 in the daemon's time zone; null unless grouped by day."""
    model: Optional[str]
    """The model, as provider/name; null unless grouped by model."""
    threadId: Optional[str]
    """The thread, also one that was deleted for good; null for ephemeral turns, and unless grouped
    by thread.
    """
    number: Optional[int]
    """The thread's number, until it is deleted for good."""
    title: Optional[str]
    """The thread's title, while it is there and not deleted."""
    deletedAt: Optional[str]
    """When the thread was deleted; null while it is not, and once it is deleted for good."""
    usage: Usage
    """What these turns used."""


class Event(TypedDict):
    seq: int
    """1, 2, 3, … for each user, without a gap and never used again."""
    entity: EventEntity
    """The noun that changed."""
    id: str
    """Its id."""
    change: EventChange
    """What happened to it."""
    at: str
    """When."""


class TableStats(TypedDict):
    name: str
    """The table's name; contrib/SCHEMA.md describes them."""
    rows: int
    """How many rows it has."""
    bytes: Optional[int]
    """Its pages without its indexes; null where this SQLite cannot tell."""
    indexes: List[IndexStats]
    """The largest first."""


class IndexStats(TypedDict):
    name: str
    """The index's name."""
    bytes: Optional[int]
    """Its pages; null where this SQLite cannot tell."""


class TurnStarted(TypedDict):
    """A turn that this connection follows has begun to run."""

    turn: Turn
    """The turn, running."""


class TurnDelta(TypedDict):
    """The model said something more."""

    turnId: str
    """The turn."""
    seq: int
    """1, 2, 3, … within the turn, both kinds counted; of joined deltas, the last one's."""
    kind: TurnDeltaKind
    """text is the answer, reasoning what the model says to itself."""
    text: str
    """What was said. Those of kind text, joined, are the assistant message byte for byte."""


class TurnRetrying(TypedDict):
    """The provider failed before it said a word; it is asked again."""

    turnId: str
    """The turn."""
    attempt: int
    """The number of the attempt that comes next."""
    maxAttempts: int
    """How many are made in all before the turn fails."""
    delayMs: int
    """How long it waits before that."""
    error: Error
    """Why the last attempt failed."""


class TurnEnded(TypedDict):
    """A turn that this connection follows has ended. The last word about it."""

    turn: Turn
    """The turn, ended."""
    messages: List[Message]
    """The pair it wrote, or nothing."""


class TurnLagged(TypedDict):
    """What this connection has of the turn is not what the turn has said: it read too slowly, or
    what was told as text turned out to be reasoning. No more deltas come, turn/ended still does.
    Watching again catches up.
    """

    turnId: str
    """The turn."""
    seq: int
    """The last delta that was sent; give it as afterSeq to catch up."""


class EventChanged(TypedDict):
    """Something that the user of this connection owns has changed."""

    seq: int
    """1, 2, 3, … for each user, without a gap and never used again."""
    entity: EventEntity
    """The noun that changed."""
    id: str
    """Its id."""
    change: EventChange
    """What happened to it."""
    at: str
    """When."""


class EventGone(TypedDict):
    """This connection read too slowly: what comes next is no longer kept, and no more events come.
    Read the lists afresh, then subscribe again.
    """

    seq: int
    """The last event that was sent, or that you said you had."""
    oldest: int
    """The oldest event that is still kept."""


class HistoryProgressed(TypedDict):
    """How far the import that this connection asked for has come; at most four a second."""

    source: HistoryProgressedSource
    """Whose history it is."""
    done: int
    """Conversations that were read."""
    total: int
    """Conversations that the source holds."""
    threads: int
    """Threads that were made or continued so far."""
    messages: int
    """Messages that were written so far."""
    skipped: int
    """Conversations and messages that could not be taken so far."""


class SearchProgressed(TypedDict):
    """How far the search index has come that a `thread/search` of this connection waits for, if it
    asked for that; at most four a second.
    """

    indexed: int
    """Messages that are in the index."""
    total: int
    """Messages that the search waits for, those among them."""


class ServerInfoResult(TypedDict):
    """What server/info answers."""

    name: str
    """What answers: skeind."""
    version: str
    """The daemon's version."""
    protocolVersion: int
    """The version of this protocol: 1."""
    databaseId: str
    """Which database this is; a restored backup has a new one."""
    capabilities: List[str]
    """What clients may count on beside the methods."""
    limits: Limits
    """The bounds in force."""
    quotas: Quotas
    """What each user may ask of models."""
    currency: Optional[str]
    """What every cost is counted in: the setting currency."""
    providers: Optional[List[str]]
    """The names of the configured providers, in order; for users."""
    socketPath: Optional[str]
    """Where it listens; for operators."""
    databasePath: Optional[str]
    """Where the database is; for operators."""
    configurationPath: Optional[str]
    """The configuration file that was read; null when there is none. For operators."""
    configurationReadAt: Optional[str]
    """When the configuration was read last; for operators."""
    logPath: Optional[str]
    """The file that the log is written to; null when it goes elsewhere, such as the journal. For
    operators.
    """
    pid: Optional[int]
    """Its process; for operators."""
    startedAt: str
    """When it started."""


class ServerHealthResult(TypedDict):
    """What server/health answers."""

    status: HealthCheckStatus
    """The worst of the checks."""
    checks: List[HealthCheck]
    """database, integrity, search, disk, wal, provider, schema, configuration and clock."""


class ServerReloadResult(TypedDict):
    """What server/reload answers."""

    changed: List[str]
    """The settings that differ from what was in force, and hold now."""
    needRestart: List[str]
    """Those that differ and hold only when the daemon is started again."""


class AuthWhoamiResult(TypedDict):
    """What auth/whoami answers."""

    user: User
    """The user."""
    via: AuthWhoamiResultVia
    """peer: the kernel says who is at the other end. token: by auth/login."""
    operator: bool
    """Whether operators' methods answer on this connection."""


class AuthLoginResult(TypedDict):
    """What auth/login answers."""

    user: User
    """The user as it is now."""


class UserGetResult(TypedDict):
    """What user/get answers."""

    user: User
    """The user as it is now."""


class UserUpdateResult(TypedDict):
    """What user/update answers."""

    user: User
    """The user as it is now."""


class UserExportResult(TypedDict):
    """What user/export answers."""

    document: UserDocument
    """All of it, as of one moment."""


class UserDeleteResult(TypedDict):
    """What user/delete answers."""

    erased: bool
    """Whether no byte is left; false while an open reader delays it."""
    counts: ErasedCounts
    """How many things there were."""


class UserCreateResult(TypedDict):
    """What user/create answers."""

    user: User
    """The user as it is now."""


class UserListResult(TypedDict):
    """What user/list answers."""

    data: List[User]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class SessionCreateResult(TypedDict):
    """What session/create answers."""

    session: Session
    """The session."""
    token: str
    """256 random bits in base64url; whoever has it is the user."""


class SessionListResult(TypedDict):
    """What session/list answers."""

    data: List[Session]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class AccountLinkResult(TypedDict):
    """What account/link answers."""

    account: Account
    """The account."""


class AccountListResult(TypedDict):
    """What account/list answers."""

    data: List[Account]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class ModelListResult(TypedDict):
    """What model/list answers."""

    data: List[Model]
    """The models, provider by provider."""
    errors: List[ModelListError]
    """The providers that did not answer, have no list, or list what can't be asked."""
    aliases: List[ModelAlias]
    """Names of one's own for models, by the configuration."""


class ModelGetResult(TypedDict):
    """What model/get answers."""

    model: Model
    """The model that is meant."""


class ThreadCreateResult(TypedDict):
    """What thread/create answers."""

    thread: Thread
    """The thread as it is now."""


class ThreadGetResult(TypedDict):
    """What thread/get answers."""

    thread: Thread
    """The thread as it is now."""


class ThreadFindResult(TypedDict):
    """What thread/find answers."""

    data: List[Thread]
    """What it may mean, the latest activity first; 20 at most."""
    by: Optional[ThreadFindResultBy]
    """What of them it is: their number, their id's beginning or their title; null for none."""
    hasMore: bool
    """Whether it may mean more than that."""
    similar: Optional[List[Thread]]
    """Where it names nothing, what may have been meant: the titles that begin with it, else those
    that hold it, the latest activity first; 5 at most. null where it names something.
    """


class ThreadUpdateResult(TypedDict):
    """What thread/update answers."""

    thread: Thread
    """The thread as it is now."""


class ThreadRestoreResult(TypedDict):
    """What thread/restore answers."""

    thread: Thread
    """The thread as it is now."""


class ThreadListResult(TypedDict):
    """What thread/list answers."""

    data: List[Thread]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class ThreadForkResult(TypedDict):
    """What thread/fork answers."""

    thread: Thread
    """The thread as it is now."""


class ThreadRevertResult(TypedDict):
    """What thread/revert answers."""

    thread: Thread
    """The thread as it is now."""
    fork: Optional[Thread]
    """The copy of how it was; null when nothing was taken back."""


class ThreadExportResult(TypedDict):
    """What thread/export answers."""

    document: ThreadDocument
    """The thread in the form that was asked for."""


class ThreadImportResult(TypedDict):
    """What thread/import answers."""

    thread: Thread
    """The thread as it is now."""


class HistoryImportResult(TypedDict):
    """What history/import answers."""

    threads: int
    """Threads that were made or continued."""
    messages: int
    """Messages that were written."""
    skipped: int
    """Conversations, branches and messages of the source that could not be taken: broken, empty,
    missing or of an unknown kind.
    """
    firstThreads: List[HistoryThread]
    """The first 20 of the threads."""
    firstSkipped: List[HistorySkip]
    """The first 20 places where something could not be taken, and why."""


class ThreadSearchResult(TypedDict):
    """What thread/search answers."""

    data: List[SearchHit]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class MessageListResult(TypedDict):
    """What message/list answers."""

    data: List[Message]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class MessageGetResult(TypedDict):
    """What message/get answers."""

    message: Message
    """The message."""


class MessageAppendResult(TypedDict):
    """What message/append answers."""

    message: Message
    """The message."""


class TurnRunResult(TypedDict):
    """What turn/run answers."""

    turn: Turn
    """The turn, ended."""
    thread: Optional[Thread]
    """Its thread as it is now; null when the turn is ephemeral or was cancelled unwritten."""
    messages: List[Message]
    """The pair it wrote: the user's message, then the assistant's. Empty when cancelled before a
    word was said.
    """


class TurnStartResult(TypedDict):
    """What turn/start answers."""

    turn: Turn
    """The turn: queued, running, or ended when the id was known."""
    thread: Optional[Thread]
    """Its thread; null when the turn is ephemeral or was cancelled unwritten."""


class TurnRetryResult(TypedDict):
    """What turn/retry answers."""

    turn: Turn
    """The turn: queued, running, or ended when the id was known."""
    thread: Optional[Thread]
    """Its thread; null when the turn is ephemeral or was cancelled unwritten."""


class TurnWatchResult(TypedDict):
    """What turn/watch answers."""

    turn: Turn
    """The turn as it is now."""
    text: str
    """What it said after fromSeq."""
    reasoning: str
    """What it said to itself after fromSeq."""
    fromSeq: int
    """The delta after which text and reasoning begin."""
    seq: int
    """The last delta that they hold."""


class TurnCancelResult(TypedDict):
    """What turn/cancel answers."""

    turn: Turn
    """The turn as it is now."""


class TurnGetResult(TypedDict):
    """What turn/get answers."""

    turn: Turn
    """The turn as it is now."""


class TurnListResult(TypedDict):
    """What turn/list answers."""

    data: List[Turn]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class TurnWithdrawResult(TypedDict):
    """What turn/withdraw answers."""

    turn: Turn
    """The turn as it is now."""


class TaskCreateResult(TypedDict):
    """What task/create answers."""

    task: Task
    """The task as it is now."""


class TaskGetResult(TypedDict):
    """What task/get answers."""

    task: Task
    """The task as it is now."""


class TaskFindResult(TypedDict):
    """What task/find answers."""

    data: List[Task]
    """What it may mean, the latest activity first; 20 at most."""
    by: Optional[ThreadFindResultBy]
    """What of them it is: their number, their id's beginning or their title; null for none."""
    hasMore: bool
    """Whether it may mean more than that."""
    similar: Optional[List[Task]]
    """Where it names nothing, what may have been meant: the titles that begin with it, else those
    that hold it, the latest activity first; 5 at most. null where it names something.
    """


class TaskUpdateResult(TypedDict):
    """What task/update answers."""

    task: Task
    """The task as it is now."""


class TaskToggleResult(TypedDict):
    """What task/toggle answers."""

    task: Task
    """The task as it is now."""


class TaskRestoreResult(TypedDict):
    """What task/restore answers."""

    task: Task
    """The task as it is now."""


class TaskListResult(TypedDict):
    """What task/list answers."""

    data: List[Task]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class TaskArchiveResult(TypedDict):
    """What task/archive answers."""

    archived: int
    """How many were archived by this call."""


class TaskCountsResult(TypedDict):
    """What task/counts answers."""

    total: int
    """All that are not deleted."""
    completed: int
    """Those that are done, archived ones too."""
    incomplete: int
    """Those that are not."""
    archived: int
    """Those that are archived; they are among the completed."""


class ContextCreateResult(TypedDict):
    """What context/create answers."""

    context: Context
    """The context."""
    thread: Thread
    """The thread that it owns."""


class ContextGetResult(TypedDict):
    """What context/get answers."""

    context: Context
    """The context."""
    messages: Optional[List[Message]]
    """Its thread's messages in order; null unless asked for."""
    actions: Optional[List[Action]]
    """Its actions, the oldest first; null unless asked for."""
    previews: Optional[List[Preview]]
    """Its previews, the newest first; null unless asked for."""


class ContextFindResult(TypedDict):
    """What context/find answers."""

    data: List[Context]
    """What it may mean, the latest activity first; 20 at most."""
    by: Optional[ThreadFindResultBy]
    """What of them it is: their number, their id's beginning or their title; null for none."""
    hasMore: bool
    """Whether it may mean more than that."""
    similar: Optional[List[Context]]
    """Where it names nothing, what may have been meant: the titles that begin with it, else those
    that hold it, the latest activity first; 5 at most. null where it names something.
    """


class ContextActiveResult(TypedDict):
    """What context/active answers."""

    context: Optional[Context]
    """The context; null when none is active."""


class ContextListResult(TypedDict):
    """What context/list answers."""

    data: List[Context]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class ContextUpdateResult(TypedDict):
    """What context/update answers."""

    context: Context
    """The context as it is now."""


class ContextRestoreResult(TypedDict):
    """What context/restore answers."""

    context: Context
    """The context as it is now."""


class ActionCreateResult(TypedDict):
    """What action/create answers."""

    action: Action
    """The action as it is now."""


class ActionGetResult(TypedDict):
    """What action/get answers."""

    action: Action
    """The action as it is now."""


class ActionListResult(TypedDict):
    """What action/list answers."""

    data: List[Action]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class ActionUpdateResult(TypedDict):
    """What action/update answers."""

    action: Action
    """The action as it is now."""


class ActionResultsResult(TypedDict):
    """What action/results answers."""

    data: List[ActionOutcome]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class PreviewCreateResult(TypedDict):
    """What preview/create answers."""

    preview: Preview
    """The preview as it is now."""


class PreviewGetResult(TypedDict):
    """What preview/get answers."""

    preview: Preview
    """The preview as it is now."""


class PreviewListResult(TypedDict):
    """What preview/list answers."""

    data: List[Preview]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` for the next page; null when this is the last."""


class PreviewUpdateResult(TypedDict):
    """What preview/update answers."""

    preview: Preview
    """The preview as it is now."""


class UsageSummaryResult(TypedDict):
    """What usage/summary answers."""

    currency: str
    """What every cost is counted in: the setting currency."""
    total: Usage
    """All of the turns together."""
    groups: Optional[List[UsageGroup]]
    """The same by day, model or thread; null when nothing was to be put together."""
    hasMore: bool
    """Whether there are more groups than these."""


class EventSubscribeResult(TypedDict):
    """What event/subscribe answers."""

    seq: int
    """The newest event there is."""


class EventListResult(TypedDict):
    """What event/list answers."""

    data: List[Event]
    """The events after since, ascending."""
    seq: int
    """The newest event there is."""


class DbStatsResult(TypedDict):
    """What db/stats answers."""

    path: str
    """Where the database is."""
    bytes: int
    """The size of its file."""
    freeBytes: int
    """How much of it holds nothing; db/optimize gives it back."""
    walBytes: int
    """The size of the log of changes beside it."""
    schemaVersion: int
    """The number of its newest migration."""
    tables: List[TableStats]
    """The largest first."""


class DbCheckResult(TypedDict):
    """What db/check answers."""

    ok: bool
    """Whether nothing is wrong."""
    problems: List[str]
    """What is wrong, one sentence each, 100 at most."""


class DbBackupResult(TypedDict):
    """What db/backup answers."""

    path: str
    """Where the copy is."""
    bytes: int
    """Its size."""
    verified: bool
    """True: a copy that is not whole is removed, and the call fails."""


class DbPurgeResult(TypedDict):
    """What db/purge answers."""

    threads: int
    """How many threads were erased, with everything in them."""
    contexts: int
    """How many contexts, with their threads, actions and previews."""
    tasks: int
    """How many tasks."""
    path: Optional[str]
    """Where they are written down, or null when there was nothing to erase."""
    bytes: int
    """The size of that file."""


class DbOptimizeResult(TypedDict):
    """What db/optimize answers."""

    bytesBefore: int
    """The size of the database and its log before."""
    bytesAfter: int
    """Their size now."""


class ServerMethods:
    """The methods of skein-server(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def info(self) -> ServerInfoResult:
        """Say what this daemon is, where it keeps things, and its limits.

        socketPath, databasePath, configurationPath, configurationReadAt, logPath and pid are told
        to operators, and are null to everybody else: other users, and whoever came with a token.
        providers are told to users, and are null before a login.
        """
        answer: ServerInfoResult = self._call("server/info")
        return answer

    def health(self) -> ServerHealthResult:
        """Check the database, the disk, the log of changes and the providers.

        It answers within about a second from what is known: how the latest writes went, or one that
        only tries, and whether the providers' keys were had. A keyCommand runs only if it has not
        run yet, or failed a minute ago. Where files are on the daemon's machine is told to
        operators alone. integrity says whether the database is known to be whole: by its end in
        order, or by the check that runs beside the service after any other. search says how far the
        search index has come.
        """
        answer: ServerHealthResult = self._call("server/health")
        return answer

    def reload(self) -> ServerReloadResult:
        """Read the configuration again, as SIGHUP does. For operators.

        All of the new configuration holds from the answer on, or none of it: one that cannot be
        used is -32009, with what is wrong as its message, and the old one stays in force. Turns
        that run go on with what they began with.
        """
        answer: ServerReloadResult = self._call("server/reload")
        return answer

    def shutdown(self) -> None:
        """Stop the daemon, as SIGTERM does. For operators.

        Running turns are given the grace period, then end as interrupted.
        """
        self._call("server/shutdown")


class RpcMethods:
    """How it describes itself."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def discover(self) -> JSONObject:
        """Give the OpenRPC document: every method, type, error and notification."""
        answer: JSONObject = self._call("rpc.discover")
        return answer


class AuthMethods:
    """The methods of skein-auth(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def whoami(self) -> AuthWhoamiResult:
        """Say which user this connection speaks for, and how it is known."""
        answer: AuthWhoamiResult = self._call("auth/whoami")
        return answer

    def login(self, token: str) -> AuthLoginResult:
        """Let this connection speak for a token's user.

        It holds for the requests that arrive after it. What the connection followed ends; turns
        that it started go on. A token that is unknown, expired or revoked changes nothing. A
        connection that has logged in is no operator's, whoever its user is.

        token: What session/create answered.
        """
        answer: AuthLoginResult = self._call("auth/login", {"token": token})
        return answer


class UserMethods:
    """The methods of skein-user(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def get(self) -> UserGetResult:
        """Show the user this connection speaks for."""
        answer: UserGetResult = self._call("user/get")
        return answer

    def update(
        self, *, name: Union[Optional[str], Unset] = UNSET,
        image: Union[Optional[str], Unset] = UNSET, email: Union[str, Unset] = UNSET,
        preferences: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> UserUpdateResult:
        """Change your name, picture, address or preferences.

        A member left out stays as it is; null clears the name or the picture, and empties the
        preferences, which are otherwise replaced whole. An address that changes is no longer
        verified; one that another user has is answered with conflict.

        name: What to call you, 1 to 200 characters.
        image: Where your picture is, 1 to 2048 characters.
        email: Your address, kept in lower case; never null.
        preferences: The clients' own object.
        """
        answer: UserUpdateResult = self._call("user/update", _changed({
            "name": name, "image": image, "email": email, "preferences": preferences,
        }))
        return answer

    def export(self) -> UserExportResult:
        """Write everything that you own into one document.

        What is deleted softly or archived is in it. Secrets and tokens are not, and neither are
        events: they hold ids and times alone, and event/list gives them. More than 8 MiB is
        answered with limit: then thread/list with includeDeleted and thread/export, message/list,
        turn/list, task/list and context/list with context/get give the same in pages, and
        usage/summary adds up what was used; only what a turn asked beside its words is in this
        document alone.
        """
        answer: UserExportResult = self._call("user/export")
        return answer

    def delete(self, confirm: str) -> UserDeleteResult:
        """Erase yourself: everything that you own, for good.

        Running turns are cancelled first. Then every row goes, and with it every byte of its text
        in the database, in its log and in the copies made before migrations; erased is false while
        another program reads the database and so delays that, which then finishes by itself. Your
        other connections are closed. A uid that was known is unknown from then on; the user of the
        daemon's own uid is made anew, with nothing in it. Backups and exports are beyond reach.

        confirm: Your email, as user/get shows it.
        """
        answer: UserDeleteResult = self._call("user/delete", {"confirm": confirm})
        return answer

    def create(
        self, email: str, *, id: Optional[str] = None, name: Optional[str] = None,
        uid: Optional[int] = None,
    ) -> UserCreateResult:
        """Make a user, for a uid of this machine or for a token.

        An operator's method. A user with a uid speaks as soon as that uid connects; one without is
        reached by a token, which session/create with userId makes. An address, or a uid, that a
        user has already is answered with conflict.

        email: Their address, kept in lower case.
        id: The new user's id, to be able to repeat the call safely; made by the daemon otherwise.
        name: What to call them, 1 to 200 characters.
        uid: The uid that speaks for them without a token.
        """
        answer: UserCreateResult = self._call("user/create", _given({
            "email": email, "id": id, "name": name, "uid": uid,
        }))
        return answer

    def list(self, *, limit: Optional[int] = None, cursor: Optional[str] = None) -> UserListResult:
        """List users, the newest first.

        An operator's method.

        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: UserListResult = self._call("user/list", _given({"limit": limit, "cursor": cursor}))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> Iterator[User]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "user/list", _given({"limit": limit}))


class SessionMethods:
    """The methods of skein-session(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def create(
        self, *, name: Optional[str] = None, expiresInSeconds: Optional[int] = None,
        userId: Optional[str] = None,
    ) -> SessionCreateResult:
        """Make a token that lets a connection speak for a user.

        The token is shown in this answer and never again: only its SHA-256 is kept. auth/login
        takes it. With userId it is another user's, and the method an operator's. Sessions that have
        expired are removed on this occasion.

        name: What the token is for, 1 to 200 characters.
        expiresInSeconds: How long it is accepted, up to ten years; 30 days unless given.
        userId: Whom it speaks for; you unless given, and an operator's to give.
        """
        answer: SessionCreateResult = self._call("session/create", _given({
            "name": name, "expiresInSeconds": expiresInSeconds, "userId": userId,
        }))
        return answer

    def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> SessionListResult:
        """List your sessions, the newest first.

        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: SessionListResult = self._call("session/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> Iterator[Session]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "session/list", _given({"limit": limit}))

    def revoke(self, sessionId: str) -> None:
        """Make a token worthless, from the next request on.

        A connection that logged in with it is answered with unauthenticated from then on; what it
        followed has ended.

        sessionId: The session to end.
        """
        self._call("session/revoke", {"sessionId": sessionId})


class AccountMethods:
    """The methods of skein-account(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def link(
        self, providerId: str, accountId: str, *, secret: Optional[str] = None,
    ) -> AccountLinkResult:
        """Keep how you are known elsewhere, with a secret or without.

        An account of yours with the same providerId and accountId is the one that is answered; a
        secret given replaces its secret. The secret of an account whose providerId is a configured
        provider's name is the key that your turns and model/list use there, before the configured
        one. Secrets are encrypted where they are kept and no method answers with one. providerId
        can not be unix: only the kernel, or an operator's user/create, says who has a uid.

        providerId: Who knows you by it, 1 to 200 characters; a configured provider's name.
        accountId: What you are called there, 1 to 200 characters.
        secret: Your key, say, at most 4096 bytes.
        """
        answer: AccountLinkResult = self._call("account/link", _given({
            "providerId": providerId, "accountId": accountId, "secret": secret,
        }))
        return answer

    def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> AccountListResult:
        """List your accounts, the newest first.

        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: AccountListResult = self._call("account/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> Iterator[Account]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "account/list", _given({"limit": limit}))

    def unlink(self, accountId: str) -> None:
        """Forget an account and its secret, for good.

        An account of the provider unix stays: a uid is not yours to give up.

        accountId: The account's own id, as account/list shows it.
        """
        self._call("account/unlink", {"accountId": accountId})


class ModelMethods:
    """The methods of skein-model(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def list(self) -> ModelListResult:
        """Ask every provider which models it has.

        A provider that does not answer, or has no list, is told of with its error; the others
        stand. What they list is remembered, for model/get and every turn.
        """
        answer: ModelListResult = self._call("model/list")
        return answer

    def get(self, *, model: Optional[str] = None) -> ModelGetResult:
        """Say which model a name means.

        As every turn finds its model: an alias, provider/name, or a name that exactly one provider
        lists. What a provider listed last is remembered, and a name that stands there is answered
        without asking anybody; otherwise the provider is asked for its list first. A name that no
        list holds, or one whose beginning is no provider, is invalidParams with the nearest names.
        What the configuration names under models of a provider is taken without a list, and a
        provider without a list takes any provider/name. Without a name: the configured model, else
        the only model of the only provider.

        model: An alias, name or provider/name; the model that is asked by default unless given.
        """
        answer: ModelGetResult = self._call("model/get", _given({"model": model}))
        return answer


class ThreadMethods:
    """The methods of skein-thread(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def create(
        self, *, id: Optional[str] = None, title: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, contextPolicy: Optional[ThreadContextPolicy] = None,
        options: Optional[TurnOptionsInput] = None,
    ) -> ThreadCreateResult:
        """Make an empty thread.

        The model is looked for as by model/get, and refused as there; where no list can be had, it
        is taken as a question would take it. Providers have five seconds to list their models; what
        the connection sends meanwhile comes after the thread.

        id: The new thread's id, to be able to repeat the call safely; made by the daemon otherwise.
        title: Its title.
        model: The model its turns use unless they name one.
        systemPrompt: Sent before everything else in its turns.
        contextPolicy: What happens when it is longer than its model takes: error refuses the turn,
            dropOldest leaves the oldest messages out; as the configuration says unless given.
        options: What its turns ask of the model, where they do not say it themselves.
        """
        answer: ThreadCreateResult = self._call("thread/create", _given({
            "id": id, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options,
        }))
        return answer

    def get(
        self, threadId: Optional[str] = None, *, number: Optional[int] = None,
    ) -> ThreadGetResult:
        """Show one thread, also a deleted one.

        threadId: The thread to show; this or number.
        number: Its number, in place of the id.
        """
        answer: ThreadGetResult = self._call("thread/get", _given({
            "threadId": threadId, "number": number,
        }))
        return answer

    def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ThreadFindResult:
        """Find the thread that a person means by a number, an id or a title.

        Digits without a zero in front are a number. What is no thread's number is the beginning of
        an id, digits alone from eight on; what begins no id is a title, the case of its letters
        aside. The first of these that names anything is the answer. What is deleted counts only
        where nothing else is named, unless includeDeleted. Versions of threads are found by number
        and id, never by title.

        name: A number, an id or its beginning, or a title.
        includeDeleted: Whether what is deleted counts as well; false unless given.
        """
        answer: ThreadFindResult = self._call("thread/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    def update(
        self, threadId: str, *, title: Union[Optional[str], Unset] = UNSET,
        model: Union[Optional[str], Unset] = UNSET,
        systemPrompt: Union[Optional[str], Unset] = UNSET,
        contextPolicy: Union[Optional[ThreadContextPolicy], Unset] = UNSET,
        options: Union[Optional[TurnOptionsInput], Unset] = UNSET,
    ) -> ThreadUpdateResult:
        """Change a thread's title, model, system prompt, context policy or options.

        A member left out stays as it is; null clears it. The model is looked for as by
        thread/create, and refused as there. A version that is given a title is a thread of its own
        from then on.

        threadId: The thread to change.
        title: Its new title.
        model: The model its next turns use.
        systemPrompt: What its next turns are sent first.
        contextPolicy: What happens when it is longer than its model takes: error or dropOldest.
        options: What its next turns ask of the model, whole.
        """
        answer: ThreadUpdateResult = self._call("thread/update", _changed({
            "threadId": threadId, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options,
        }))
        return answer

    def delete(self, threadId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a thread: out of lists until restored, or for good.

        Its turns are cancelled first, and the answer comes when they have ended. Deleting twice
        succeeds and changes nothing. A permanent deletion takes its messages and turns along. Its
        versions go with it, and come back with it. The thread of a context goes with its context
        alone: invalidState, and the message names it.

        threadId: The thread to delete.
        permanent: Whether it is deleted for good; false unless given.
        """
        self._call("thread/delete", _given({"threadId": threadId, "permanent": permanent}))

    def restore(self, threadId: str) -> ThreadRestoreResult:
        """Bring a deleted thread back.

        Restoring what is not deleted succeeds and changes nothing. The versions that went with it
        come back; a version alone does not while its thread is deleted: invalidState, and the
        message names the thread. The thread of a deleted context comes back with its context alone:
        invalidState, and the message names it.

        threadId: The thread to bring back.
        """
        answer: ThreadRestoreResult = self._call("thread/restore", {"threadId": threadId})
        return answer

    def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
        includeDeleted: Optional[bool] = None, includeCopies: Optional[bool] = None,
        copiesOf: Optional[str] = None,
    ) -> ThreadListResult:
        """List threads, the one with the latest activity first.

        Activity is any change to the thread or its messages, in the order in which the changes were
        made; no clock decides it. Only a thread that history/import brought stands where the time
        of its last activity puts it, until something changes in it here. Versions that
        thread/revert, thread/fork and history/import keep are not listed unless includeCopies or
        copiesOf asks for them.

        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        includeDeleted: Whether deleted threads are listed too; false unless given.
        includeCopies: Whether versions are listed too; false unless given.
        copiesOf: Only the versions of this thread.
        """
        answer: ThreadListResult = self._call("thread/list", _given({
            "limit": limit, "cursor": cursor, "includeDeleted": includeDeleted,
            "includeCopies": includeCopies, "copiesOf": copiesOf,
        }))
        return answer

    def list_all(
        self, *, limit: Optional[int] = None, includeDeleted: Optional[bool] = None,
        includeCopies: Optional[bool] = None, copiesOf: Optional[str] = None,
    ) -> Iterator[Thread]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "thread/list", _given({
            "limit": limit, "includeDeleted": includeDeleted, "includeCopies": includeCopies,
            "copiesOf": copiesOf,
        }))

    def fork(
        self, threadId: str, *, id: Optional[str] = None, throughSequence: Optional[int] = None,
    ) -> ThreadForkResult:
        """Copy a thread, whole or through one message, into a new one.

        The copies have new ids, the same sequences and a turnId of null. What a running turn says
        is not in it. The fork keeps the title, the model and the system prompt. It is a version of
        the thread, out of lists and searches, until something is asked or written in it or it is
        given a title: from then on it is a thread of its own, and where it still has the thread's
        title a number in parentheses tells them apart.

        threadId: The thread to copy.
        id: The new thread's id, to be able to repeat the call safely.
        throughSequence: The last message to copy; all unless given, 0 for none.
        """
        answer: ThreadForkResult = self._call("thread/fork", _given({
            "threadId": threadId, "id": id, "throughSequence": throughSequence,
        }))
        return answer

    def revert(self, threadId: str, throughSequence: int) -> ThreadRevertResult:
        """Take back what a thread's last messages said; a copy keeps them.

        The whole thread is copied first, as thread/fork does, and the copy is a version of it; then
        everything after throughSequence leaves it. When there is nothing after it, nothing is
        copied and fork is null, so the call may be repeated. While a turn of the thread runs or
        waits, the answer is busy: cancel it first. Turns whose messages were taken back keep their
        status and their usage, and have their words themselves: turn/get shows them as before, but
        messageIds names only what still stands in the thread. Their questions are taken back, as
        are those without an answer that stood after a message that is gone: withdrawnAt says so.

        threadId: The thread to shorten.
        throughSequence: The last message that stays; 0 for none.
        """
        answer: ThreadRevertResult = self._call("thread/revert", {
            "threadId": threadId, "throughSequence": throughSequence,
        })
        return answer

    def export(self, threadId: str, format: ThreadDocumentFormat) -> ThreadExportResult:
        """Write a thread down, to be kept elsewhere or read by people.

        The form for programs has everything that is known of the thread and its messages, and the
        turns whose question has no answer; the form for people has both in the order in which they
        stand. A thread of more than 8 MiB is answered with limit: read it with message/list.

        threadId: The thread to write down.
        format: json for programs and for thread/import, markdown for people.
        """
        answer: ThreadExportResult = self._call("thread/export", {
            "threadId": threadId, "format": format,
        })
        return answer

    def import_(self, document: ThreadDocumentInput) -> ThreadImportResult:
        """Make a thread from a document that thread/export wrote.

        Thread and messages have new ids; the old ones are in each message's metadata, as
        importedFrom {threadId, messageId, turnId}; an importedFrom that was there is kept inside
        it. Everything else is as it was: words, order, roles, tokens, times. Questions without an
        answer stay in the document alone: no turn is made of them. The same document again answers
        with the thread that it made first.

        document: What thread/export gave, in format json.
        """
        answer: ThreadImportResult = self._call("thread/import", {"document": document})
        return answer

    def search(
        self, query: str, *, threadId: Optional[str] = None, since: Optional[str] = None,
        role: Optional[MessageRole] = None, progress: Optional[bool] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
        includeCopies: Optional[bool] = None,
    ) -> ThreadSearchResult:
        """Find threads by their titles, and questions and messages by what they say.

        First come the threads whose title has all that was asked for, their message and turnId
        null; then the questions without an answer that have all of it, in their own words or in
        what was said to them until they failed, with their turnId, of several tries of one question
        the newest that has it; then the messages that have all of it. Each comes with its thread,
        the newest of its kind first, in the order in which they were made. Each word is looked for
        as the beginning of a word, and what stands in quotation marks as it is, word after word.
        Nothing else has a meaning of its own: any text may be given, and one without a letter, a
        digit or a symbol finds nothing. Case, accents, points and other marks make no difference.
        Deleted threads are not found, and versions only with includeCopies or where one is named.
        In a snippet each match stands between U+0002 and U+0003; it holds no other control
        character, so a mark is never part of the text. Messages enter the search index shortly
        after they were written; a search waits until those are in it that were acknowledged before,
        unless it is cancelled.

        query: What to look for: words, and phrases in quotation marks, 64 together at most.
        threadId: Only in this thread.
        since: Only messages from this time on, and titles of threads that have one or were made
            since.
        role: Only messages that this one has said, and no titles.
        progress: Whether search/progressed tells how far the index is while the search waits for
            it; false unless given.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        includeCopies: Whether versions of threads are looked through too; false unless given.
        """
        answer: ThreadSearchResult = self._call("thread/search", _given({
            "query": query, "threadId": threadId, "since": since, "role": role,
            "progress": progress, "limit": limit, "cursor": cursor, "includeCopies": includeCopies,
        }))
        return answer

    def search_all(
        self, query: str, *, threadId: Optional[str] = None, since: Optional[str] = None,
        role: Optional[MessageRole] = None, progress: Optional[bool] = None,
        limit: Optional[int] = None, includeCopies: Optional[bool] = None,
    ) -> Iterator[SearchHit]:
        """The entries of `search`, from all its pages."""
        return _entries(self._call, "thread/search", _given({
            "query": query, "threadId": threadId, "since": since, "role": role,
            "progress": progress, "limit": limit, "includeCopies": includeCopies,
        }))


class HistoryMethods:
    """The methods of skein-history(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def import_(self, source: HistoryProgressedSource, path: str) -> HistoryImportResult:
        """Bring in what another program has kept. For operators.

        The source is only read. Each conversation becomes a thread of the caller's, the one with
        the latest activity last, with its words, roles, times, model, system prompt and tokens;
        importedFrom {source, conversationId, messageId, …} in each message's metadata says where it
        comes from and what it had besides text. It stands in lists by the time of its last
        activity, and has a model only where the configuration or a provider's list names it. Other
        branches of a conversation are versions of its thread where they begin as it does. What was
        imported before is not imported again: a conversation that has grown since is continued, in
        a fork if its thread was continued here as well. Cancelling ends it, and so does the
        client's end: what was written stays, and the next import goes on from there. The answer
        names the first threads that it made or continued, and the first things that it could not
        take, 20 of each. It takes up to 500,000 conversations of 64 MiB and 2,000,000 JSON values
        each, from JSON files of up to 4 GiB, at most 1,000 of a directory, or from a database with
        up to 2,000,000 rows in a table; a conversation that is larger is skipped. What is over
        another bound, or reads for more than 120 s without coming to the next conversation, ends it
        with limit.

        source: Whose history it is.
        path: Where it is on the daemon's machine, an absolute path: llm's logs.db; ChatGPT's or
            Claude's conversations.json, or the unzipped directory with it.
        """
        answer: HistoryImportResult = self._call("history/import", {"source": source, "path": path})
        return answer


class MessageMethods:
    """The methods of skein-message(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def list(
        self, threadId: str, *, afterSequence: Optional[int] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, order: Optional[MessageListOrder] = None,
    ) -> MessageListResult:
        """List a thread's messages in order.

        threadId: The thread to read.
        afterSequence: Only messages with a greater sequence; 0 for all. Not together with cursor.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        order: asc, the default, begins with the first message; desc with the last.
        """
        answer: MessageListResult = self._call("message/list", _given({
            "threadId": threadId, "afterSequence": afterSequence, "limit": limit, "cursor": cursor,
            "order": order,
        }))
        return answer

    def list_all(
        self, threadId: str, *, afterSequence: Optional[int] = None, limit: Optional[int] = None,
        order: Optional[MessageListOrder] = None,
    ) -> Iterator[Message]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "message/list", _given({
            "threadId": threadId, "afterSequence": afterSequence, "limit": limit, "order": order,
        }))

    def get(self, messageId: str) -> MessageGetResult:
        """Show one message.

        messageId: The message to show.
        """
        answer: MessageGetResult = self._call("message/get", {"messageId": messageId})
        return answer

    def append(
        self, threadId: str, role: MessageRole, content: str, *, id: Optional[str] = None,
        metadata: Optional[JSONObject] = None,
    ) -> MessageAppendResult:
        """Write one message at the end of a thread; no model is called.

        While a turn runs on the thread, the message stands before what the turn will write.

        threadId: The thread to write to.
        role: Who says it.
        content: What is said: 1 byte to 8 MiB.
        id: The new message's id, to be able to repeat the call safely.
        metadata: Your own object, kept as it came.
        """
        answer: MessageAppendResult = self._call("message/append", _given({
            "threadId": threadId, "role": role, "content": content, "id": id, "metadata": metadata,
        }))
        return answer


class TurnMethods:
    """The methods of skein-turn(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def run(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        metadata: Optional[JSONObject] = None, options: Optional[TurnOptionsInput] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnRunResult:
        """Ask a model, and answer when it has finished.

        The question and the answer are written together when the model has finished, or not at all.
        With stream, what is said comes meanwhile as turn/started, turn/delta, turn/retrying and
        turn/ended. A turn that turn/cancel ended is a result with status cancelled; what it had
        said is kept. When this very request is cancelled it answers cancelled, and so is the turn.
        Closing the connection does not end the turn unless onDisconnect says so. A user who has
        used up a quota of server/info is answered limit, before the provider is asked; a turn that
        waited meanwhile fails with it.

        input: What to ask: 1 byte to 8 MiB.
        threadId: The thread to go on with; a new one is made in the same transaction unless given.
        id: The new turn's id: repeating it attaches to the turn instead of asking again.
        model: An alias, name or provider/name, looked for as by model/get; the thread's unless
            given, else the configured one.
        systemPrompt: The new thread's; on an existing thread, for this turn alone.
        metadata: Your own object, kept with the user's message.
        options: What else to ask of the model; what it leaves out is as the thread, the alias or
            the model's configuration says, in this order.
        stream: For turn/run: whether it sends turn/started, turn/delta and turn/ended too; false
            unless given.
        ephemeral: Whether nothing is stored; false unless given.
        onDisconnect: continue, the default, or cancel: what happens when this connection is gone.
        ifBusy: queue, the default, waits for the thread's turns; reject answers busy.
        deltaIntervalMs: Deltas to this connection at most this often, joined; 0, the default, as
            they come.
        """
        answer: TurnRunResult = self._call("turn/run", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "metadata": metadata, "options": options,
            "stream": stream, "ephemeral": ephemeral, "onDisconnect": onDisconnect,
            "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def start(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        metadata: Optional[JSONObject] = None, options: Optional[TurnOptionsInput] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnStartResult:
        """Ask a model, answer at once, and watch the turn from this connection.

        The answer precedes the turn's first notification.

        input: What to ask: 1 byte to 8 MiB.
        threadId: The thread to go on with; a new one is made in the same transaction unless given.
        id: The new turn's id: repeating it attaches to the turn instead of asking again.
        model: An alias, name or provider/name, looked for as by model/get; the thread's unless
            given, else the configured one.
        systemPrompt: The new thread's; on an existing thread, for this turn alone.
        metadata: Your own object, kept with the user's message.
        options: What else to ask of the model; what it leaves out is as the thread, the alias or
            the model's configuration says, in this order.
        stream: For turn/run: whether it sends turn/started, turn/delta and turn/ended too; false
            unless given.
        ephemeral: Whether nothing is stored; false unless given.
        onDisconnect: continue, the default, or cancel: what happens when this connection is gone.
        ifBusy: queue, the default, waits for the thread's turns; reject answers busy.
        deltaIntervalMs: Deltas to this connection at most this often, joined; 0, the default, as
            they come.
        """
        answer: TurnStartResult = self._call("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "metadata": metadata, "options": options,
            "stream": stream, "ephemeral": ephemeral, "onDisconnect": onDisconnect,
            "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, stream: Optional[bool] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnRetryResult:
        """Ask again what an ended turn was asked, as a turn of its own.

        As turn/start, with the old turn's input on its thread; every other member that is left out
        is the old turn's own. A turn that failed, was interrupted or cancelled, and one that
        completed, may be retried; of one that has not ended it is invalidState. The model is sent
        the thread as it is now, without what was answered to this question before. When the new
        answer is written, the old pair of messages is replaced by the new one at the same
        sequences; the old turn keeps its status and its usage, and has its words itself from then
        on, as thread/revert leaves them. When the retry fails, the old pair stands as it was. Only
        the last question of a thread is answered anew: when other messages stand after its pair it
        is invalidState, also when they come while the retry waits or runs; what it had said is then
        kept on the turn.

        turnId: The turn to ask again.
        id: The new turn's id: repeating it attaches to the turn instead of asking again.
        model: An alias, name or provider/name; the old turn's unless given.
        systemPrompt: For this turn alone; the old turn's unless given, else the thread's.
        metadata: Your own object, kept with the user's message; the old turn's unless given.
        options: What else to ask of the model, whole; the old turn's unless given.
        stream: Taken as by turn/start, which follows the turn in any case.
        ephemeral: Whether nothing of the new turn is stored; false unless given.
        onDisconnect: continue, the default, or cancel: what happens when this connection is gone.
        ifBusy: queue, the default, waits for the thread's turns; reject answers busy.
        deltaIntervalMs: Deltas to this connection at most this often, joined; 0, the default, as
            they come.
        """
        answer: TurnRetryResult = self._call("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def watch(
        self, turnId: str, *, afterSeq: Optional[int] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnWatchResult:
        """Follow a turn: what it has said so far, then the rest as it comes.

        The answer holds everything said after delta fromSeq through delta seq; turn/delta goes on
        with seq + 1, with no gap and no repeat. When fromSeq is 0 the text is the whole: replace
        what you have, don't append. Of a turn that has ended the answer holds all and turn/ended
        follows.

        turnId: The turn to follow.
        afterSeq: The last delta you have; 0 unless given.
        deltaIntervalMs: Deltas to this connection at most this often, joined; 0, the default, as
            they come.
        """
        answer: TurnWatchResult = self._call("turn/watch", _given({
            "turnId": turnId, "afterSeq": afterSeq, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def unwatch(self, turnId: str) -> None:
        """Stop following a turn; the turn goes on.

        Not following a turn of yours is no error.

        turnId: The turn to stop following.
        """
        self._call("turn/unwatch", {"turnId": turnId})

    def cancel(self, turnId: str) -> TurnCancelResult:
        """End a turn; what it had said is kept.

        The provider's stream is closed within a second. What was said is written as a pair with the
        finishReason cancelled; with nothing said no message is written. The answer comes when the
        turn has ended. Of a turn that had ended already it is that turn, unchanged. A turn that is
        not written down yet, because its provider is asked which model it has or the database is
        busy, ends without a trace: it is told as cancelled, and not found after that.

        turnId: The turn to end.
        """
        answer: TurnCancelResult = self._call("turn/cancel", {"turnId": turnId})
        return answer

    def get(self, turnId: str) -> TurnGetResult:
        """Show one turn with its words, also those of a failed one.

        turnId: The turn to show.
        """
        answer: TurnGetResult = self._call("turn/get", {"turnId": turnId})
        return answer

    def list(
        self, *, threadId: Optional[str] = None, status: Optional[TurnStatus] = None,
        unanswered: Optional[bool] = None, includeTexts: Optional[bool] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> TurnListResult:
        """List turns, the newest first.

        Input, output and reasoning are null unless includeTexts is set; a page then ends early at 4
        MiB. With unanswered, only turns whose question stands in no message: those that failed,
        were interrupted, or were cancelled before a word was said. A question that a later retry
        has answered is not among them, nor one that was taken back (turn/withdraw, thread/revert).
        They are no part of what a model is sent.

        threadId: Only this thread's.
        status: Only those that stand so.
        unanswered: Whether to list only those whose question has no answer; false unless given.
        includeTexts: Whether to give input, output and reasoning; false unless given.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: TurnListResult = self._call("turn/list", _given({
            "threadId": threadId, "status": status, "unanswered": unanswered,
            "includeTexts": includeTexts, "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(
        self, *, threadId: Optional[str] = None, status: Optional[TurnStatus] = None,
        unanswered: Optional[bool] = None, includeTexts: Optional[bool] = None,
        limit: Optional[int] = None,
    ) -> Iterator[Turn]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "turn/list", _given({
            "threadId": threadId, "status": status, "unanswered": unanswered,
            "includeTexts": includeTexts, "limit": limit,
        }))

    def withdraw(
        self, turnId: str, *, deleteEmptyThread: Optional[bool] = None,
    ) -> TurnWithdrawResult:
        """Take back a question that has no answer.

        For the turn and whatever has asked the same question before it or again: they are in no
        list of unanswered turns from then on, and search finds them no more. Nothing of them is
        deleted; turn/get and turn/list show them, with withdrawnAt. Doing it twice changes nothing.
        A question whose messages stand in the thread is invalidState: thread/revert takes those
        back. While a turn of the thread runs or waits, the answer is busy. With deleteEmptyThread a
        thread in which nothing is left is deleted softly with it, so that thread/restore brings it
        back: one that a turn made, without a message, another unanswered question, a version or a
        context, and under no other title than its first question gave it.

        turnId: The turn whose question is taken back.
        deleteEmptyThread: Whether its thread goes too when nothing is left in it; false unless
            given. Not for who asks anew in it at once.
        """
        answer: TurnWithdrawResult = self._call("turn/withdraw", _given({
            "turnId": turnId, "deleteEmptyThread": deleteEmptyThread,
        }))
        return answer


class TaskMethods:
    """The methods of skein-task(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def create(
        self, title: str, *, id: Optional[str] = None, description: Optional[str] = None,
        threadId: Optional[str] = None,
    ) -> TaskCreateResult:
        """Make a task.

        title: What is to be done.
        id: The new task's id, to be able to repeat the call safely; made by the daemon otherwise.
        description: More about it, 64 KiB at most.
        threadId: The thread it is about.
        """
        answer: TaskCreateResult = self._call("task/create", _given({
            "title": title, "id": id, "description": description, "threadId": threadId,
        }))
        return answer

    def get(self, taskId: Optional[str] = None, *, number: Optional[int] = None) -> TaskGetResult:
        """Show one task, also a deleted one.

        taskId: The task to show; this or number.
        number: Its number, in place of the id.
        """
        answer: TaskGetResult = self._call("task/get", _given({"taskId": taskId, "number": number}))
        return answer

    def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> TaskFindResult:
        """Find the task that a person means by a number, an id or a title.

        Digits without a zero in front are a number. What is no task's number is the beginning of an
        id, digits alone from eight on; what begins no id is a title, the case of its letters aside.
        The first of these that names anything is the answer. What is deleted counts only where
        nothing else is named, unless includeDeleted.

        name: A number, an id or its beginning, or a title.
        includeDeleted: Whether what is deleted counts as well; false unless given.
        """
        answer: TaskFindResult = self._call("task/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    def update(
        self, taskId: str, *, title: Union[str, Unset] = UNSET,
        description: Union[Optional[str], Unset] = UNSET, completed: Union[bool, Unset] = UNSET,
        threadId: Union[Optional[str], Unset] = UNSET,
    ) -> TaskUpdateResult:
        """Change a task.

        A member left out stays as it is; null clears the description or the thread. An update that
        asks for what is there already changes nothing, not even updatedAt: it can be repeated. An
        archived task that is made incomplete is back in the lists.

        taskId: The task to change.
        title: Its new title; never null.
        description: Its new description, 64 KiB at most.
        completed: Whether it is done; never null.
        threadId: The thread it is about.
        """
        answer: TaskUpdateResult = self._call("task/update", _changed({
            "taskId": taskId, "title": title, "description": description, "completed": completed,
            "threadId": threadId,
        }))
        return answer

    def toggle(self, taskId: str) -> TaskToggleResult:
        """Complete a task, or make a completed one incomplete.

        For buttons: after a lost answer it cannot be repeated, so scripts give `completed` to
        task/update instead.

        taskId: The task to change.
        """
        answer: TaskToggleResult = self._call("task/toggle", {"taskId": taskId})
        return answer

    def delete(self, taskId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a task: out of lists until restored, or for good.

        Deleting twice succeeds and changes nothing.

        taskId: The task to delete.
        permanent: Whether it is deleted for good; false unless given.
        """
        self._call("task/delete", _given({"taskId": taskId, "permanent": permanent}))

    def restore(self, taskId: str) -> TaskRestoreResult:
        """Bring a deleted task back.

        Restoring what is not deleted succeeds and changes nothing.

        taskId: The task to bring back.
        """
        answer: TaskRestoreResult = self._call("task/restore", {"taskId": taskId})
        return answer

    def list(
        self, *, completed: Optional[bool] = None, sort: Optional[TaskListSort] = None,
        order: Optional[MessageListOrder] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, includeDeleted: Optional[bool] = None,
        includeArchived: Optional[bool] = None,
    ) -> TaskListResult:
        """List tasks, the newest first.

        By createdAt in the order in which they were made, by updatedAt in the order in which they
        last changed; no clock decides either. Titles are compared character by character, the
        letters A to Z as a to z, and equal ones stand in the order in which they were made.

        completed: Only those that are done, or only those that are not.
        sort: What orders them; createdAt unless given.
        order: asc begins with the first or the oldest; desc unless given, asc by title.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        includeDeleted: Whether deleted tasks are listed too; false unless given.
        includeArchived: Whether archived tasks are listed too; false unless given.
        """
        answer: TaskListResult = self._call("task/list", _given({
            "completed": completed, "sort": sort, "order": order, "limit": limit, "cursor": cursor,
            "includeDeleted": includeDeleted, "includeArchived": includeArchived,
        }))
        return answer

    def list_all(
        self, *, completed: Optional[bool] = None, sort: Optional[TaskListSort] = None,
        order: Optional[MessageListOrder] = None, limit: Optional[int] = None,
        includeDeleted: Optional[bool] = None, includeArchived: Optional[bool] = None,
    ) -> Iterator[Task]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "task/list", _given({
            "completed": completed, "sort": sort, "order": order, "limit": limit,
            "includeDeleted": includeDeleted, "includeArchived": includeArchived,
        }))

    def archive(
        self, *, taskIds: Optional[Sequence[str]] = None, completedBefore: Optional[str] = None,
    ) -> TaskArchiveResult:
        """Take completed tasks out of the lists.

        Either those named, or those completed before a moment, or those named that were completed
        before it. Named ones that are not completed or are archived already stay as they are; when
        one is not there, nothing is archived. However many were completed before a moment, others
        write between; a task that changes meanwhile stays as it is, and after an error what was
        archived until then is. Archived tasks are counted, listed with `includeArchived`, and back
        in the lists when they are made incomplete.

        taskIds: The tasks to archive, 1000 at most.
        completedBefore: Only what was completed before this moment.
        """
        answer: TaskArchiveResult = self._call("task/archive", _given({
            "taskIds": taskIds, "completedBefore": completedBefore,
        }))
        return answer

    def counts(self) -> TaskCountsResult:
        """Count tasks by how they stand.

        Archived ones count, deleted ones do not.
        """
        answer: TaskCountsResult = self._call("task/counts")
        return answer


class ContextMethods:
    """The methods of skein-context(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def create(
        self, *, id: Optional[str] = None, title: Optional[str] = None,
        status: Optional[ContextStatus] = None, flow: Optional[NewFlow] = None,
        config: Optional[NewContextConfig] = None, metadata: Optional[JSONObject] = None,
    ) -> ContextCreateResult:
        """Make a context and the thread that it owns.

        Both are made, or neither. turn/run and message/append talk in the thread as in any other.

        id: The new context's id, to be able to repeat the call safely; made by the daemon
            otherwise.
        title: The thread's title.
        status: How far the work is; setup unless given.
        flow: How the work is to go.
        config: What the work is made from.
        metadata: Your own object, kept as it came.
        """
        answer: ContextCreateResult = self._call("context/create", _given({
            "id": id, "title": title, "status": status, "flow": flow, "config": config,
            "metadata": metadata,
        }))
        return answer

    def get(
        self, contextId: Optional[str] = None, *, number: Optional[int] = None,
        include: Optional[Sequence[ContextGetInclude]] = None,
    ) -> ContextGetResult:
        """Show one context, also a deleted one, with what belongs to it as of one moment.

        Whatever is asked for in one call is read in one transaction, all of it: no write is half
        seen. Messages and actions come oldest first, previews newest first. More than 8 MiB is
        limit: message/list, action/list and preview/list read the same in pages.

        contextId: The context to show; this or number.
        number: Its number, in place of the id.
        include: What to show with it; nothing unless given.
        """
        answer: ContextGetResult = self._call("context/get", _given({
            "contextId": contextId, "number": number, "include": include,
        }))
        return answer

    def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ContextFindResult:
        """Find the context that a person means by a number, an id or a title.

        Digits without a zero in front are a number. What is no context's number is the beginning of
        an id, digits alone from eight on; what begins no id is the title of a context's thread, the
        case of its letters aside. The first of these that names anything is the answer. What is
        deleted counts only where nothing else is named, unless includeDeleted.

        name: A number, an id or its beginning, or a title.
        includeDeleted: Whether what is deleted counts as well; false unless given.
        """
        answer: ContextFindResult = self._call("context/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    def active(self) -> ContextActiveResult:
        """Show the context that is worked on: of those whose status is active, the last one
        touched.

        Touching a context is any write to it, its thread's messages, its actions or its previews.
        """
        answer: ContextActiveResult = self._call("context/active")
        return answer

    def list(
        self, *, status: Optional[ContextStatus] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, includeDeleted: Optional[bool] = None,
    ) -> ContextListResult:
        """List contexts, the most recently touched first.

        Touching a context is any write to it, its thread's messages, its actions or its previews,
        in the order in which the writes were made; no clock decides it.

        status: Only those that stand so.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        includeDeleted: Whether deleted contexts are listed too; false unless given.
        """
        answer: ContextListResult = self._call("context/list", _given({
            "status": status, "limit": limit, "cursor": cursor, "includeDeleted": includeDeleted,
        }))
        return answer

    def list_all(
        self, *, status: Optional[ContextStatus] = None, limit: Optional[int] = None,
        includeDeleted: Optional[bool] = None,
    ) -> Iterator[Context]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "context/list", _given({
            "status": status, "limit": limit, "includeDeleted": includeDeleted,
        }))

    def update(
        self, contextId: str, *, status: Union[ContextStatus, Unset] = UNSET,
        flow: Union[Optional[NewFlow], Unset] = UNSET,
        config: Union[Optional[NewContextConfig], Unset] = UNSET,
        metadata: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> ContextUpdateResult:
        """Change a context's status, flow, config or metadata.

        A member left out stays as it is. An object replaces the old one whole; null brings the
        standard flow or an empty config back, and clears metadata. The title is the thread's:
        thread/update changes it.

        contextId: The context to change.
        status: How far the work is; never null.
        flow: How the work is to go.
        config: What the work is made from.
        metadata: Your own object, kept as it came.
        """
        answer: ContextUpdateResult = self._call("context/update", _changed({
            "contextId": contextId, "status": status, "flow": flow, "config": config,
            "metadata": metadata,
        }))
        return answer

    def delete(self, contextId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a context and its thread: out of lists until restored, or for good.

        Its thread's turns are cancelled first, and the answer comes when they have ended. Deleting
        twice succeeds and changes nothing. A permanent deletion takes the thread with its messages
        and turns, the actions and the previews along. One event tells of it: the context's.

        contextId: The context to delete.
        permanent: Whether it is deleted for good; false unless given.
        """
        self._call("context/delete", _given({"contextId": contextId, "permanent": permanent}))

    def restore(self, contextId: str) -> ContextRestoreResult:
        """Bring a deleted context back, and its thread with it.

        Restoring what is not deleted succeeds and changes nothing.

        contextId: The context to bring back.
        """
        answer: ContextRestoreResult = self._call("context/restore", {"contextId": contextId})
        return answer


class ActionMethods:
    """The methods of skein-action(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def create(
        self, contextId: str, type: ActionType, payload: JSONObject, *, id: Optional[str] = None,
    ) -> ActionCreateResult:
        """Write down what is to be done for a context; it begins pending.

        The daemon does none of it: a client takes it up with action/update. Another type is
        invalidParams; the list of types is closed, and grows with versions of the daemon alone.

        contextId: The context it is for.
        type: What sort of work it is.
        payload: What is to be done: your own object, kept as it came.
        id: The new action's id, to be able to repeat the call safely.
        """
        answer: ActionCreateResult = self._call("action/create", _given({
            "contextId": contextId, "type": type, "payload": payload, "id": id,
        }))
        return answer

    def get(
        self, actionId: Optional[str] = None, *, contextId: Optional[str] = None,
        number: Optional[int] = None,
    ) -> ActionGetResult:
        """Show one action.

        actionId: The action to show; this, or contextId and number.
        contextId: The context that number is counted in.
        number: Its number within the context, in place of the id.
        """
        answer: ActionGetResult = self._call("action/get", _given({
            "actionId": actionId, "contextId": contextId, "number": number,
        }))
        return answer

    def list(
        self, contextId: str, *, status: Optional[ActionStatus] = None,
        type: Optional[ActionType] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None,
    ) -> ActionListResult:
        """List a context's actions, the oldest first.

        With status pending: the work that nobody has taken up.

        contextId: The context to read.
        status: Only those that stand so.
        type: Only work of this sort.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: ActionListResult = self._call("action/list", _given({
            "contextId": contextId, "status": status, "type": type, "limit": limit,
            "cursor": cursor,
        }))
        return answer

    def list_all(
        self, contextId: str, *, status: Optional[ActionStatus] = None,
        type: Optional[ActionType] = None, limit: Optional[int] = None,
    ) -> Iterator[Action]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "action/list", _given({
            "contextId": contextId, "status": status, "type": type, "limit": limit,
        }))

    def update(
        self, actionId: str, status: ActionStatus, *,
        result: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> ActionUpdateResult:
        """Move an action on: take it up, complete it, fail or decline it.

        pending becomes running or, declined, failed; running becomes completed or failed; nothing
        else is possible, and the status that it already has is invalidState too. So of many clients
        that take one action up exactly one is answered with a result, and does the work. Who lost
        an answer asks action/get. A result is given with completed or failed alone.

        actionId: The action to move on.
        status: What it becomes.
        result: What came of it: your own object, kept as it came.
        """
        answer: ActionUpdateResult = self._call("action/update", _changed({
            "actionId": actionId, "status": status, "result": result,
        }))
        return answer

    def results(
        self, contextId: str, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> ActionResultsResult:
        """List what came of a context's ended actions, the oldest first.

        contextId: The context to read.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: ActionResultsResult = self._call("action/results", _given({
            "contextId": contextId, "limit": limit, "cursor": cursor,
        }))
        return answer

    def results_all(
        self, contextId: str, *, limit: Optional[int] = None,
    ) -> Iterator[ActionOutcome]:
        """The entries of `results`, from all its pages."""
        return _entries(self._call, "action/results", _given({
            "contextId": contextId, "limit": limit,
        }))


class PreviewMethods:
    """The methods of skein-preview(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def create(
        self, contextId: str, *, id: Optional[str] = None, url: Optional[str] = None,
        deploymentId: Optional[str] = None, status: Optional[PreviewStatus] = None,
        metadata: Optional[JSONObject] = None,
    ) -> PreviewCreateResult:
        """Write down that a context has a preview, or will have one.

        The daemon makes none and looks at none: clients say how it stands.

        contextId: The context it belongs to.
        id: The new preview's id, to be able to repeat the call safely.
        url: Where it is; 1 to 2048 characters.
        deploymentId: What the one who deploys calls it.
        status: How far it is; generating unless given.
        metadata: Your own object, kept as it came.
        """
        answer: PreviewCreateResult = self._call("preview/create", _given({
            "contextId": contextId, "id": id, "url": url, "deploymentId": deploymentId,
            "status": status, "metadata": metadata,
        }))
        return answer

    def get(
        self, previewId: Optional[str] = None, *, contextId: Optional[str] = None,
        number: Optional[int] = None,
    ) -> PreviewGetResult:
        """Show one preview.

        previewId: The preview to show; this, or contextId and number.
        contextId: The context that number is counted in.
        number: Its number within the context, in place of the id.
        """
        answer: PreviewGetResult = self._call("preview/get", _given({
            "previewId": previewId, "contextId": contextId, "number": number,
        }))
        return answer

    def list(
        self, contextId: str, *, status: Optional[PreviewStatus] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> PreviewListResult:
        """List a context's previews, the newest first.

        contextId: The context to read.
        status: Only those that stand so.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        cursor: The nextCursor of the page before.
        """
        answer: PreviewListResult = self._call("preview/list", _given({
            "contextId": contextId, "status": status, "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(
        self, contextId: str, *, status: Optional[PreviewStatus] = None,
        limit: Optional[int] = None,
    ) -> Iterator[Preview]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "preview/list", _given({
            "contextId": contextId, "status": status, "limit": limit,
        }))

    def update(
        self, previewId: str, *, url: Union[Optional[str], Unset] = UNSET,
        deploymentId: Union[Optional[str], Unset] = UNSET,
        status: Union[PreviewStatus, Unset] = UNSET,
        metadata: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> PreviewUpdateResult:
        """Change where a preview is, how it stands, or its metadata.

        A member left out stays as it is; null clears it.

        previewId: The preview to change.
        url: Where it is; 1 to 2048 characters.
        deploymentId: What the one who deploys calls it.
        status: How far it is; never null.
        metadata: Your own object, kept as it came.
        """
        answer: PreviewUpdateResult = self._call("preview/update", _changed({
            "previewId": previewId, "url": url, "deploymentId": deploymentId, "status": status,
            "metadata": metadata,
        }))
        return answer

    def delete(self, previewId: str) -> None:
        """Delete a preview for good.

        previewId: The preview to delete.
        """
        self._call("preview/delete", {"previewId": previewId})


class UsageMethods:
    """The methods of skein-usage(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def summary(
        self, *, from_: Optional[str] = None, to: Optional[str] = None,
        groupBy: Optional[UsageSummaryGroupBy] = None,
    ) -> UsageSummaryResult:
        """Add up what turns have used.

        Every turn counts that has ended, by the moment at which it did: failed, cancelled,
        interrupted and ephemeral ones too, each try of a repeated one, and those of deleted
        threads. Days are those of the daemon's time zone, the newest first; models and threads come
        by their tokens, the most first. A turn costs what its model's price in the configuration
        made it when it ended: a price that changes later changes no cost. There are at most 1000
        groups in an answer, and the total counts those beyond them, too.

        from_: Only turns that ended then or later.
        to: Only turns that ended before; later than from.
        groupBy: What to put together; only the total unless given.
        """
        answer: UsageSummaryResult = self._call("usage/summary", _given({
            "from": from_, "to": to, "groupBy": groupBy,
        }))
        return answer


class EventMethods:
    """The methods of skein-event(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def subscribe(self, *, since: Optional[int] = None) -> EventSubscribeResult:
        """Follow every change, from a place in the past or from now on.

        After the answer event/changed comes for since + 1, since + 2, … in order, then for what
        changes from then on: each once, with no gap. Without since it begins after seq. A
        connection that reads slowly is sent less at a time and misses nothing. Subscribing again
        begins anew.

        since: The last event you have; 0 for all that were ever; only new ones unless given.
        """
        answer: EventSubscribeResult = self._call("event/subscribe", _given({"since": since}))
        return answer

    def unsubscribe(self) -> None:
        """Stop following changes.

        No event/changed comes after the answer. Not following them is no error.
        """
        self._call("event/unsubscribe")

    def list(self, *, since: Optional[int] = None, limit: Optional[int] = None) -> EventListResult:
        """List changes, the oldest first.

        There is no cursor: give the last seq of a page as the since of the next one. When data is
        empty, or its last seq is seq, that was all.

        since: The last event you have; the list begins with the oldest kept unless given.
        limit: Entries of a page at most, 1 to 200; 50 unless given.
        """
        answer: EventListResult = self._call("event/list", _given({"since": since, "limit": limit}))
        return answer


class DbMethods:
    """The methods of skein-db(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def stats(self) -> DbStatsResult:
        """Say what the database holds and how large it is. For operators."""
        answer: DbStatsResult = self._call("db/stats")
        return answer

    def check(self) -> DbCheckResult:
        """Read the whole database and say what is wrong. For operators.

        Looks at every page and every index, at the references between rows, and at the rules of
        skein that no table can hold: sequences without a gap, pairs that are whole, feeds without a
        hole, a search index that holds what the messages hold. Nothing is changed. Others read
        meanwhile, and write until the index's turn comes. A damaged page makes the daemon
        read-only, as the check after a crash does, and server/health says so.
        """
        answer: DbCheckResult = self._call("db/check")
        return answer

    def backup(self, path: str) -> DbBackupResult:
        """Copy the database while it is in use. For operators.

        The copy is of one moment, holds nothing that was deleted, is checked whole, and appears at
        its place only when it is on the disk. It has another `databaseId`, so that clients of a
        daemon that is started on it begin afresh. The key file that account secrets are sealed with
        is not in it.

        path: Where to put the copy: an absolute path where nothing is yet.
        """
        answer: DbBackupResult = self._call("db/backup", {"path": path})
        return answer

    def purge(
        self, path: str, *, deletedBefore: Optional[str] = None,
        archivedBefore: Optional[str] = None,
    ) -> DbPurgeResult:
        """Erase what was deleted or archived long ago. For operators.

        Of every user: threads, contexts and tasks that were deleted before one moment, and tasks
        that were archived before another. What goes is first written to a new file, a JSON object a
        line: {entity, user, value}, where value is the thing as its methods show it; a thread's
        messages and turns and a context's actions and previews follow it. Only what is in that
        file, on the disk, and was not touched meanwhile is erased; where there is nothing to erase
        no file is made. The `retention` setting does the same every day.

        path: Where to write what goes: an absolute path where nothing is yet.
        deletedBefore: Erase what was deleted before this moment.
        archivedBefore: Erase tasks that were archived before this moment.
        """
        answer: DbPurgeResult = self._call("db/purge", _given({
            "path": path, "deletedBefore": deletedBefore, "archivedBefore": archivedBefore,
        }))
        return answer

    def optimize(self) -> DbOptimizeResult:
        """Give free pages back to the disk. For operators.

        A few pages at a time, so that nobody waits; then the log of changes is emptied. A reader
        that holds the log leaves that for later.
        """
        answer: DbOptimizeResult = self._call("db/optimize")
        return answer


class Client(_Client):
    """A connection to the daemon, safe to use from many threads: `connect` makes it."""

    def ask(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        metadata: Optional[JSONObject] = None, options: Optional[TurnOptionsInput] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> Answer:
        """Ask a model, and hear its answer as it is said.

        input: What to ask: 1 byte to 8 MiB.
        threadId: The thread to go on with; a new one is made in the same transaction unless given.
        id: The new turn's id: repeating it attaches to the turn instead of asking again.
        model: An alias, name or provider/name, looked for as by model/get; the thread's unless
            given, else the configured one.
        systemPrompt: The new thread's; on an existing thread, for this turn alone.
        metadata: Your own object, kept with the user's message.
        options: What else to ask of the model; what it leaves out is as the thread, the alias or
            the model's configuration says, in this order.
        ephemeral: Whether nothing is stored; false unless given.
        onDisconnect: continue, the default, or cancel: what happens when this connection is gone.
        ifBusy: queue, the default, waits for the thread's turns; reject answers busy.
        deltaIntervalMs: Deltas to this connection at most this often, joined; 0, the default, as
            they come.
        timeout: Seconds after which the turn is cancelled; none unless given.
        """
        return self._answer("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "metadata": metadata, "options": options,
            "ephemeral": ephemeral, "onDisconnect": onDisconnect, "ifBusy": ifBusy,
            "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None, timeout: Optional[float] = None,
    ) -> Answer:
        """Ask again what a turn asked, and hear the answer as it is said.

        turnId: The turn to ask again.
        id: The new turn's id: repeating it attaches to the turn instead of asking again.
        model: An alias, name or provider/name; the old turn's unless given.
        systemPrompt: For this turn alone; the old turn's unless given, else the thread's.
        metadata: Your own object, kept with the user's message; the old turn's unless given.
        options: What else to ask of the model, whole; the old turn's unless given.
        ephemeral: Whether nothing of the new turn is stored; false unless given.
        onDisconnect: continue, the default, or cancel: what happens when this connection is gone.
        ifBusy: queue, the default, waits for the thread's turns; reject answers busy.
        deltaIntervalMs: Deltas to this connection at most this often, joined; 0, the default, as
            they come.
        timeout: Seconds after which the turn is cancelled; none unless given.
        """
        return self._answer("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    def ping(self) -> None:
        """Answer at once."""
        self.call("ping")

    @property
    def server(self) -> ServerMethods:
        return ServerMethods(self.call)

    @property
    def rpc(self) -> RpcMethods:
        return RpcMethods(self.call)

    @property
    def auth(self) -> AuthMethods:
        return AuthMethods(self.call)

    @property
    def user(self) -> UserMethods:
        return UserMethods(self.call)

    @property
    def session(self) -> SessionMethods:
        return SessionMethods(self.call)

    @property
    def account(self) -> AccountMethods:
        return AccountMethods(self.call)

    @property
    def model(self) -> ModelMethods:
        return ModelMethods(self.call)

    @property
    def thread(self) -> ThreadMethods:
        return ThreadMethods(self.call)

    @property
    def history(self) -> HistoryMethods:
        return HistoryMethods(self.call)

    @property
    def message(self) -> MessageMethods:
        return MessageMethods(self.call)

    @property
    def turn(self) -> TurnMethods:
        return TurnMethods(self.call)

    @property
    def task(self) -> TaskMethods:
        return TaskMethods(self.call)

    @property
    def context(self) -> ContextMethods:
        return ContextMethods(self.call)

    @property
    def action(self) -> ActionMethods:
        return ActionMethods(self.call)

    @property
    def preview(self) -> PreviewMethods:
        return PreviewMethods(self.call)

    @property
    def usage(self) -> UsageMethods:
        return UsageMethods(self.call)

    @property
    def event(self) -> EventMethods:
        return EventMethods(self.call)

    @property
    def db(self) -> DbMethods:
        return DbMethods(self.call)


class AsyncServerMethods:
    """The methods of skein-server(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def info(self) -> ServerInfoResult:
        """Say what this daemon is, where it keeps things, and its limits."""
        answer: ServerInfoResult = await self._call("server/info")
        return answer

    async def health(self) -> ServerHealthResult:
        """Check the database, the disk, the log of changes and the providers."""
        answer: ServerHealthResult = await self._call("server/health")
        return answer

    async def reload(self) -> ServerReloadResult:
        """Read the configuration again, as SIGHUP does. For operators."""
        answer: ServerReloadResult = await self._call("server/reload")
        return answer

    async def shutdown(self) -> None:
        """Stop the daemon, as SIGTERM does. For operators."""
        await self._call("server/shutdown")


class AsyncRpcMethods:
    """How it describes itself, to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def discover(self) -> JSONObject:
        """Give the OpenRPC document: every method, type, error and notification."""
        answer: JSONObject = await self._call("rpc.discover")
        return answer


class AsyncAuthMethods:
    """The methods of skein-auth(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def whoami(self) -> AuthWhoamiResult:
        """Say which user this connection speaks for, and how it is known."""
        answer: AuthWhoamiResult = await self._call("auth/whoami")
        return answer

    async def login(self, token: str) -> AuthLoginResult:
        """Let this connection speak for a token's user."""
        answer: AuthLoginResult = await self._call("auth/login", {"token": token})
        return answer


class AsyncUserMethods:
    """The methods of skein-user(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def get(self) -> UserGetResult:
        """Show the user this connection speaks for."""
        answer: UserGetResult = await self._call("user/get")
        return answer

    async def update(
        self, *, name: Union[Optional[str], Unset] = UNSET,
        image: Union[Optional[str], Unset] = UNSET, email: Union[str, Unset] = UNSET,
        preferences: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> UserUpdateResult:
        """Change your name, picture, address or preferences."""
        answer: UserUpdateResult = await self._call("user/update", _changed({
            "name": name, "image": image, "email": email, "preferences": preferences,
        }))
        return answer

    async def export(self) -> UserExportResult:
        """Write everything that you own into one document."""
        answer: UserExportResult = await self._call("user/export")
        return answer

    async def delete(self, confirm: str) -> UserDeleteResult:
        """Erase yourself: everything that you own, for good."""
        answer: UserDeleteResult = await self._call("user/delete", {"confirm": confirm})
        return answer

    async def create(
        self, email: str, *, id: Optional[str] = None, name: Optional[str] = None,
        uid: Optional[int] = None,
    ) -> UserCreateResult:
        """Make a user, for a uid of this machine or for a token."""
        answer: UserCreateResult = await self._call("user/create", _given({
            "email": email, "id": id, "name": name, "uid": uid,
        }))
        return answer

    async def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> UserListResult:
        """List users, the newest first."""
        answer: UserListResult = await self._call("user/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> AsyncIterator[User]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "user/list", _given({"limit": limit}))


class AsyncSessionMethods:
    """The methods of skein-session(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, *, name: Optional[str] = None, expiresInSeconds: Optional[int] = None,
        userId: Optional[str] = None,
    ) -> SessionCreateResult:
        """Make a token that lets a connection speak for a user."""
        answer: SessionCreateResult = await self._call("session/create", _given({
            "name": name, "expiresInSeconds": expiresInSeconds, "userId": userId,
        }))
        return answer

    async def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> SessionListResult:
        """List your sessions, the newest first."""
        answer: SessionListResult = await self._call("session/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> AsyncIterator[Session]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "session/list", _given({"limit": limit}))

    async def revoke(self, sessionId: str) -> None:
        """Make a token worthless, from the next request on."""
        await self._call("session/revoke", {"sessionId": sessionId})


class AsyncAccountMethods:
    """The methods of skein-account(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def link(
        self, providerId: str, accountId: str, *, secret: Optional[str] = None,
    ) -> AccountLinkResult:
        """Keep how you are known elsewhere, with a secret or without."""
        answer: AccountLinkResult = await self._call("account/link", _given({
            "providerId": providerId, "accountId": accountId, "secret": secret,
        }))
        return answer

    async def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> AccountListResult:
        """List your accounts, the newest first."""
        answer: AccountListResult = await self._call("account/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> AsyncIterator[Account]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "account/list", _given({"limit": limit}))

    async def unlink(self, accountId: str) -> None:
        """Forget an account and its secret, for good."""
        await self._call("account/unlink", {"accountId": accountId})


class AsyncModelMethods:
    """The methods of skein-model(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def list(self) -> ModelListResult:
        """Ask every provider which models it has."""
        answer: ModelListResult = await self._call("model/list")
        return answer

    async def get(self, *, model: Optional[str] = None) -> ModelGetResult:
        """Say which model a name means."""
        answer: ModelGetResult = await self._call("model/get", _given({"model": model}))
        return answer


class AsyncThreadMethods:
    """The methods of skein-thread(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, *, id: Optional[str] = None, title: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, contextPolicy: Optional[ThreadContextPolicy] = None,
        options: Optional[TurnOptionsInput] = None,
    ) -> ThreadCreateResult:
        """Make an empty thread."""
        answer: ThreadCreateResult = await self._call("thread/create", _given({
            "id": id, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options,
        }))
        return answer

    async def get(
        self, threadId: Optional[str] = None, *, number: Optional[int] = None,
    ) -> ThreadGetResult:
        """Show one thread, also a deleted one."""
        answer: ThreadGetResult = await self._call("thread/get", _given({
            "threadId": threadId, "number": number,
        }))
        return answer

    async def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ThreadFindResult:
        """Find the thread that a person means by a number, an id or a title."""
        answer: ThreadFindResult = await self._call("thread/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    async def update(
        self, threadId: str, *, title: Union[Optional[str], Unset] = UNSET,
        model: Union[Optional[str], Unset] = UNSET,
        systemPrompt: Union[Optional[str], Unset] = UNSET,
        contextPolicy: Union[Optional[ThreadContextPolicy], Unset] = UNSET,
        options: Union[Optional[TurnOptionsInput], Unset] = UNSET,
    ) -> ThreadUpdateResult:
        """Change a thread's title, model, system prompt, context policy or options."""
        answer: ThreadUpdateResult = await self._call("thread/update", _changed({
            "threadId": threadId, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options,
        }))
        return answer

    async def delete(self, threadId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a thread: out of lists until restored, or for good."""
        await self._call("thread/delete", _given({"threadId": threadId, "permanent": permanent}))

    async def restore(self, threadId: str) -> ThreadRestoreResult:
        """Bring a deleted thread back."""
        answer: ThreadRestoreResult = await self._call("thread/restore", {"threadId": threadId})
        return answer

    async def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
        includeDeleted: Optional[bool] = None, includeCopies: Optional[bool] = None,
        copiesOf: Optional[str] = None,
    ) -> ThreadListResult:
        """List threads, the one with the latest activity first."""
        answer: ThreadListResult = await self._call("thread/list", _given({
            "limit": limit, "cursor": cursor, "includeDeleted": includeDeleted,
            "includeCopies": includeCopies, "copiesOf": copiesOf,
        }))
        return answer

    def list_all(
        self, *, limit: Optional[int] = None, includeDeleted: Optional[bool] = None,
        includeCopies: Optional[bool] = None, copiesOf: Optional[str] = None,
    ) -> AsyncIterator[Thread]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "thread/list", _given({
            "limit": limit, "includeDeleted": includeDeleted, "includeCopies": includeCopies,
            "copiesOf": copiesOf,
        }))

    async def fork(
        self, threadId: str, *, id: Optional[str] = None, throughSequence: Optional[int] = None,
    ) -> ThreadForkResult:
        """Copy a thread, whole or through one message, into a new one."""
        answer: ThreadForkResult = await self._call("thread/fork", _given({
            "threadId": threadId, "id": id, "throughSequence": throughSequence,
        }))
        return answer

    async def revert(self, threadId: str, throughSequence: int) -> ThreadRevertResult:
        """Take back what a thread's last messages said; a copy keeps them."""
        answer: ThreadRevertResult = await self._call("thread/revert", {
            "threadId": threadId, "throughSequence": throughSequence,
        })
        return answer

    async def export(self, threadId: str, format: ThreadDocumentFormat) -> ThreadExportResult:
        """Write a thread down, to be kept elsewhere or read by people."""
        answer: ThreadExportResult = await self._call("thread/export", {
            "threadId": threadId, "format": format,
        })
        return answer

    async def import_(self, document: ThreadDocumentInput) -> ThreadImportResult:
        """Make a thread from a document that thread/export wrote."""
        answer: ThreadImportResult = await self._call("thread/import", {"document": document})
        return answer

    async def search(
        self, query: str, *, threadId: Optional[str] = None, since: Optional[str] = None,
        role: Optional[MessageRole] = None, progress: Optional[bool] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
        includeCopies: Optional[bool] = None,
    ) -> ThreadSearchResult:
        """Find threads by their titles, and questions and messages by what they say."""
        answer: ThreadSearchResult = await self._call("thread/search", _given({
            "query": query, "threadId": threadId, "since": since, "role": role,
            "progress": progress, "limit": limit, "cursor": cursor, "includeCopies": includeCopies,
        }))
        return answer

    def search_all(
        self, query: str, *, threadId: Optional[str] = None, since: Optional[str] = None,
        role: Optional[MessageRole] = None, progress: Optional[bool] = None,
        limit: Optional[int] = None, includeCopies: Optional[bool] = None,
    ) -> AsyncIterator[SearchHit]:
        """The entries of `search`, from all its pages."""
        return _entries_async(self._call, "thread/search", _given({
            "query": query, "threadId": threadId, "since": since, "role": role,
            "progress": progress, "limit": limit, "includeCopies": includeCopies,
        }))


class AsyncHistoryMethods:
    """The methods of skein-history(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def import_(self, source: HistoryProgressedSource, path: str) -> HistoryImportResult:
        """Bring in what another program has kept. For operators."""
        answer: HistoryImportResult = await self._call("history/import", {
            "source": source, "path": path,
        })
        return answer


class AsyncMessageMethods:
    """The methods of skein-message(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def list(
        self, threadId: str, *, afterSequence: Optional[int] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, order: Optional[MessageListOrder] = None,
    ) -> MessageListResult:
        """List a thread's messages in order."""
        answer: MessageListResult = await self._call("message/list", _given({
            "threadId": threadId, "afterSequence": afterSequence, "limit": limit, "cursor": cursor,
            "order": order,
        }))
        return answer

    def list_all(
        self, threadId: str, *, afterSequence: Optional[int] = None, limit: Optional[int] = None,
        order: Optional[MessageListOrder] = None,
    ) -> AsyncIterator[Message]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "message/list", _given({
            "threadId": threadId, "afterSequence": afterSequence, "limit": limit, "order": order,
        }))

    async def get(self, messageId: str) -> MessageGetResult:
        """Show one message."""
        answer: MessageGetResult = await self._call("message/get", {"messageId": messageId})
        return answer

    async def append(
        self, threadId: str, role: MessageRole, content: str, *, id: Optional[str] = None,
        metadata: Optional[JSONObject] = None,
    ) -> MessageAppendResult:
        """Write one message at the end of a thread; no model is called."""
        answer: MessageAppendResult = await self._call("message/append", _given({
            "threadId": threadId, "role": role, "content": content, "id": id, "metadata": metadata,
        }))
        return answer


class AsyncTurnMethods:
    """The methods of skein-turn(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def run(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        metadata: Optional[JSONObject] = None, options: Optional[TurnOptionsInput] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnRunResult:
        """Ask a model, and answer when it has finished."""
        answer: TurnRunResult = await self._call("turn/run", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "metadata": metadata, "options": options,
            "stream": stream, "ephemeral": ephemeral, "onDisconnect": onDisconnect,
            "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def start(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        metadata: Optional[JSONObject] = None, options: Optional[TurnOptionsInput] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnStartResult:
        """Ask a model, answer at once, and watch the turn from this connection."""
        answer: TurnStartResult = await self._call("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "metadata": metadata, "options": options,
            "stream": stream, "ephemeral": ephemeral, "onDisconnect": onDisconnect,
            "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, stream: Optional[bool] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnRetryResult:
        """Ask again what an ended turn was asked, as a turn of its own."""
        answer: TurnRetryResult = await self._call("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def watch(
        self, turnId: str, *, afterSeq: Optional[int] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnWatchResult:
        """Follow a turn: what it has said so far, then the rest as it comes."""
        answer: TurnWatchResult = await self._call("turn/watch", _given({
            "turnId": turnId, "afterSeq": afterSeq, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def unwatch(self, turnId: str) -> None:
        """Stop following a turn; the turn goes on."""
        await self._call("turn/unwatch", {"turnId": turnId})

    async def cancel(self, turnId: str) -> TurnCancelResult:
        """End a turn; what it had said is kept."""
        answer: TurnCancelResult = await self._call("turn/cancel", {"turnId": turnId})
        return answer

    async def get(self, turnId: str) -> TurnGetResult:
        """Show one turn with its words, also those of a failed one."""
        answer: TurnGetResult = await self._call("turn/get", {"turnId": turnId})
        return answer

    async def list(
        self, *, threadId: Optional[str] = None, status: Optional[TurnStatus] = None,
        unanswered: Optional[bool] = None, includeTexts: Optional[bool] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> TurnListResult:
        """List turns, the newest first."""
        answer: TurnListResult = await self._call("turn/list", _given({
            "threadId": threadId, "status": status, "unanswered": unanswered,
            "includeTexts": includeTexts, "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(
        self, *, threadId: Optional[str] = None, status: Optional[TurnStatus] = None,
        unanswered: Optional[bool] = None, includeTexts: Optional[bool] = None,
        limit: Optional[int] = None,
    ) -> AsyncIterator[Turn]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "turn/list", _given({
            "threadId": threadId, "status": status, "unanswered": unanswered,
            "includeTexts": includeTexts, "limit": limit,
        }))

    async def withdraw(
        self, turnId: str, *, deleteEmptyThread: Optional[bool] = None,
    ) -> TurnWithdrawResult:
        """Take back a question that has no answer."""
        answer: TurnWithdrawResult = await self._call("turn/withdraw", _given({
            "turnId": turnId, "deleteEmptyThread": deleteEmptyThread,
        }))
        return answer


class AsyncTaskMethods:
    """The methods of skein-task(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, title: str, *, id: Optional[str] = None, description: Optional[str] = None,
        threadId: Optional[str] = None,
    ) -> TaskCreateResult:
        """Make a task."""
        answer: TaskCreateResult = await self._call("task/create", _given({
            "title": title, "id": id, "description": description, "threadId": threadId,
        }))
        return answer

    async def get(
        self, taskId: Optional[str] = None, *, number: Optional[int] = None,
    ) -> TaskGetResult:
        """Show one task, also a deleted one."""
        answer: TaskGetResult = await self._call("task/get", _given({
            "taskId": taskId, "number": number,
        }))
        return answer

    async def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> TaskFindResult:
        """Find the task that a person means by a number, an id or a title."""
        answer: TaskFindResult = await self._call("task/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    async def update(
        self, taskId: str, *, title: Union[str, Unset] = UNSET,
        description: Union[Optional[str], Unset] = UNSET, completed: Union[bool, Unset] = UNSET,
        threadId: Union[Optional[str], Unset] = UNSET,
    ) -> TaskUpdateResult:
        """Change a task."""
        answer: TaskUpdateResult = await self._call("task/update", _changed({
            "taskId": taskId, "title": title, "description": description, "completed": completed,
            "threadId": threadId,
        }))
        return answer

    async def toggle(self, taskId: str) -> TaskToggleResult:
        """Complete a task, or make a completed one incomplete."""
        answer: TaskToggleResult = await self._call("task/toggle", {"taskId": taskId})
        return answer

    async def delete(self, taskId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a task: out of lists until restored, or for good."""
        await self._call("task/delete", _given({"taskId": taskId, "permanent": permanent}))

    async def restore(self, taskId: str) -> TaskRestoreResult:
        """Bring a deleted task back."""
        answer: TaskRestoreResult = await self._call("task/restore", {"taskId": taskId})
        return answer

    async def list(
        self, *, completed: Optional[bool] = None, sort: Optional[TaskListSort] = None,
        order: Optional[MessageListOrder] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, includeDeleted: Optional[bool] = None,
        includeArchived: Optional[bool] = None,
    ) -> TaskListResult:
        """List tasks, the newest first."""
        answer: TaskListResult = await self._call("task/list", _given({
            "completed": completed, "sort": sort, "order": order, "limit": limit, "cursor": cursor,
            "includeDeleted": includeDeleted, "includeArchived": includeArchived,
        }))
        return answer

    def list_all(
        self, *, completed: Optional[bool] = None, sort: Optional[TaskListSort] = None,
        order: Optional[MessageListOrder] = None, limit: Optional[int] = None,
        includeDeleted: Optional[bool] = None, includeArchived: Optional[bool] = None,
    ) -> AsyncIterator[Task]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "task/list", _given({
            "completed": completed, "sort": sort, "order": order, "limit": limit,
            "includeDeleted": includeDeleted, "includeArchived": includeArchived,
        }))

    async def archive(
        self, *, taskIds: Optional[Sequence[str]] = None, completedBefore: Optional[str] = None,
    ) -> TaskArchiveResult:
        """Take completed tasks out of the lists."""
        answer: TaskArchiveResult = await self._call("task/archive", _given({
            "taskIds": taskIds, "completedBefore": completedBefore,
        }))
        return answer

    async def counts(self) -> TaskCountsResult:
        """Count tasks by how they stand."""
        answer: TaskCountsResult = await self._call("task/counts")
        return answer


class AsyncContextMethods:
    """The methods of skein-context(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, *, id: Optional[str] = None, title: Optional[str] = None,
        status: Optional[ContextStatus] = None, flow: Optional[NewFlow] = None,
        config: Optional[NewContextConfig] = None, metadata: Optional[JSONObject] = None,
    ) -> ContextCreateResult:
        """Make a context and the thread that it owns."""
        answer: ContextCreateResult = await self._call("context/create", _given({
            "id": id, "title": title, "status": status, "flow": flow, "config": config,
            "metadata": metadata,
        }))
        return answer

    async def get(
        self, contextId: Optional[str] = None, *, number: Optional[int] = None,
        include: Optional[Sequence[ContextGetInclude]] = None,
    ) -> ContextGetResult:
        """Show one context, also a deleted one, with what belongs to it as of one moment."""
        answer: ContextGetResult = await self._call("context/get", _given({
            "contextId": contextId, "number": number, "include": include,
        }))
        return answer

    async def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ContextFindResult:
        """Find the context that a person means by a number, an id or a title."""
        answer: ContextFindResult = await self._call("context/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    async def active(self) -> ContextActiveResult:
        """Show the context that is worked on: of those whose status is active, the last one
        touched.
        """
        answer: ContextActiveResult = await self._call("context/active")
        return answer

    async def list(
        self, *, status: Optional[ContextStatus] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, includeDeleted: Optional[bool] = None,
    ) -> ContextListResult:
        """List contexts, the most recently touched first."""
        answer: ContextListResult = await self._call("context/list", _given({
            "status": status, "limit": limit, "cursor": cursor, "includeDeleted": includeDeleted,
        }))
        return answer

    def list_all(
        self, *, status: Optional[ContextStatus] = None, limit: Optional[int] = None,
        includeDeleted: Optional[bool] = None,
    ) -> AsyncIterator[Context]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "context/list", _given({
            "status": status, "limit": limit, "includeDeleted": includeDeleted,
        }))

    async def update(
        self, contextId: str, *, status: Union[ContextStatus, Unset] = UNSET,
        flow: Union[Optional[NewFlow], Unset] = UNSET,
        config: Union[Optional[NewContextConfig], Unset] = UNSET,
        metadata: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> ContextUpdateResult:
        """Change a context's status, flow, config or metadata."""
        answer: ContextUpdateResult = await self._call("context/update", _changed({
            "contextId": contextId, "status": status, "flow": flow, "config": config,
            "metadata": metadata,
        }))
        return answer

    async def delete(self, contextId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a context and its thread: out of lists until restored, or for good."""
        await self._call("context/delete", _given({"contextId": contextId, "permanent": permanent}))

    async def restore(self, contextId: str) -> ContextRestoreResult:
        """Bring a deleted context back, and its thread with it."""
        answer: ContextRestoreResult = await self._call("context/restore", {"contextId": contextId})
        return answer


class AsyncActionMethods:
    """The methods of skein-action(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, contextId: str, type: ActionType, payload: JSONObject, *, id: Optional[str] = None,
    ) -> ActionCreateResult:
        """Write down what is to be done for a context; it begins pending."""
        answer: ActionCreateResult = await self._call("action/create", _given({
            "contextId": contextId, "type": type, "payload": payload, "id": id,
        }))
        return answer

    async def get(
        self, actionId: Optional[str] = None, *, contextId: Optional[str] = None,
        number: Optional[int] = None,
    ) -> ActionGetResult:
        """Show one action."""
        answer: ActionGetResult = await self._call("action/get", _given({
            "actionId": actionId, "contextId": contextId, "number": number,
        }))
        return answer

    async def list(
        self, contextId: str, *, status: Optional[ActionStatus] = None,
        type: Optional[ActionType] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None,
    ) -> ActionListResult:
        """List a context's actions, the oldest first."""
        answer: ActionListResult = await self._call("action/list", _given({
            "contextId": contextId, "status": status, "type": type, "limit": limit,
            "cursor": cursor,
        }))
        return answer

    def list_all(
        self, contextId: str, *, status: Optional[ActionStatus] = None,
        type: Optional[ActionType] = None, limit: Optional[int] = None,
    ) -> AsyncIterator[Action]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "action/list", _given({
            "contextId": contextId, "status": status, "type": type, "limit": limit,
        }))

    async def update(
        self, actionId: str, status: ActionStatus, *,
        result: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> ActionUpdateResult:
        """Move an action on: take it up, complete it, fail or decline it."""
        answer: ActionUpdateResult = await self._call("action/update", _changed({
            "actionId": actionId, "status": status, "result": result,
        }))
        return answer

    async def results(
        self, contextId: str, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> ActionResultsResult:
        """List what came of a context's ended actions, the oldest first."""
        answer: ActionResultsResult = await self._call("action/results", _given({
            "contextId": contextId, "limit": limit, "cursor": cursor,
        }))
        return answer

    def results_all(
        self, contextId: str, *, limit: Optional[int] = None,
    ) -> AsyncIterator[ActionOutcome]:
        """The entries of `results`, from all its pages."""
        return _entries_async(self._call, "action/results", _given({
            "contextId": contextId, "limit": limit,
        }))


class AsyncPreviewMethods:
    """The methods of skein-preview(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, contextId: str, *, id: Optional[str] = None, url: Optional[str] = None,
        deploymentId: Optional[str] = None, status: Optional[PreviewStatus] = None,
        metadata: Optional[JSONObject] = None,
    ) -> PreviewCreateResult:
        """Write down that a context has a preview, or will have one."""
        answer: PreviewCreateResult = await self._call("preview/create", _given({
            "contextId": contextId, "id": id, "url": url, "deploymentId": deploymentId,
            "status": status, "metadata": metadata,
        }))
        return answer

    async def get(
        self, previewId: Optional[str] = None, *, contextId: Optional[str] = None,
        number: Optional[int] = None,
    ) -> PreviewGetResult:
        """Show one preview."""
        answer: PreviewGetResult = await self._call("preview/get", _given({
            "previewId": previewId, "contextId": contextId, "number": number,
        }))
        return answer

    async def list(
        self, contextId: str, *, status: Optional[PreviewStatus] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> PreviewListResult:
        """List a context's previews, the newest first."""
        answer: PreviewListResult = await self._call("preview/list", _given({
            "contextId": contextId, "status": status, "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(
        self, contextId: str, *, status: Optional[PreviewStatus] = None,
        limit: Optional[int] = None,
    ) -> AsyncIterator[Preview]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "preview/list", _given({
            "contextId": contextId, "status": status, "limit": limit,
        }))

    async def update(
        self, previewId: str, *, url: Union[Optional[str], Unset] = UNSET,
        deploymentId: Union[Optional[str], Unset] = UNSET,
        status: Union[PreviewStatus, Unset] = UNSET,
        metadata: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> PreviewUpdateResult:
        """Change where a preview is, how it stands, or its metadata."""
        answer: PreviewUpdateResult = await self._call("preview/update", _changed({
            "previewId": previewId, "url": url, "deploymentId": deploymentId, "status": status,
            "metadata": metadata,
        }))
        return answer

    async def delete(self, previewId: str) -> None:
        """Delete a preview for good."""
        await self._call("preview/delete", {"previewId": previewId})


class AsyncUsageMethods:
    """The methods of skein-usage(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def summary(
        self, *, from_: Optional[str] = None, to: Optional[str] = None,
        groupBy: Optional[UsageSummaryGroupBy] = None,
    ) -> UsageSummaryResult:
        """Add up what turns have used."""
        answer: UsageSummaryResult = await self._call("usage/summary", _given({
            "from": from_, "to": to, "groupBy": groupBy,
        }))
        return answer


class AsyncEventMethods:
    """The methods of skein-event(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def subscribe(self, *, since: Optional[int] = None) -> EventSubscribeResult:
        """Follow every change, from a place in the past or from now on."""
        answer: EventSubscribeResult = await self._call("event/subscribe", _given({"since": since}))
        return answer

    async def unsubscribe(self) -> None:
        """Stop following changes."""
        await self._call("event/unsubscribe")

    async def list(
        self, *, since: Optional[int] = None, limit: Optional[int] = None,
    ) -> EventListResult:
        """List changes, the oldest first."""
        answer: EventListResult = await self._call("event/list", _given({
            "since": since, "limit": limit,
        }))
        return answer


class AsyncDbMethods:
    """The methods of skein-db(7), to await."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def stats(self) -> DbStatsResult:
        """Say what the database holds and how large it is. For operators."""
        answer: DbStatsResult = await self._call("db/stats")
        return answer

    async def check(self) -> DbCheckResult:
        """Read the whole database and say what is wrong. For operators."""
        answer: DbCheckResult = await self._call("db/check")
        return answer

    async def backup(self, path: str) -> DbBackupResult:
        """Copy the database while it is in use. For operators."""
        answer: DbBackupResult = await self._call("db/backup", {"path": path})
        return answer

    async def purge(
        self, path: str, *, deletedBefore: Optional[str] = None,
        archivedBefore: Optional[str] = None,
    ) -> DbPurgeResult:
        """Erase what was deleted or archived long ago. For operators."""
        answer: DbPurgeResult = await self._call("db/purge", _given({
            "path": path, "deletedBefore": deletedBefore, "archivedBefore": archivedBefore,
        }))
        return answer

    async def optimize(self) -> DbOptimizeResult:
        """Give free pages back to the disk. For operators."""
        answer: DbOptimizeResult = await self._call("db/optimize")
        return answer


class AsyncClient(_AsyncClient):
    """A connection to the daemon, awaited, from one event loop: `connect_async` makes it."""

    def ask(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        metadata: Optional[JSONObject] = None, options: Optional[TurnOptionsInput] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> AsyncAnswer:
        """Ask a model, and hear its answer as it is said."""
        return self._answer("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "metadata": metadata, "options": options,
            "ephemeral": ephemeral, "onDisconnect": onDisconnect, "ifBusy": ifBusy,
            "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None, timeout: Optional[float] = None,
    ) -> AsyncAnswer:
        """Ask again what a turn asked, and hear the answer as it is said."""
        return self._answer("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    async def ping(self) -> None:
        """Answer at once."""
        await self.call("ping")

    @property
    def server(self) -> AsyncServerMethods:
        return AsyncServerMethods(self.call)

    @property
    def rpc(self) -> AsyncRpcMethods:
        return AsyncRpcMethods(self.call)

    @property
    def auth(self) -> AsyncAuthMethods:
        return AsyncAuthMethods(self.call)

    @property
    def user(self) -> AsyncUserMethods:
        return AsyncUserMethods(self.call)

    @property
    def session(self) -> AsyncSessionMethods:
        return AsyncSessionMethods(self.call)

    @property
    def account(self) -> AsyncAccountMethods:
        return AsyncAccountMethods(self.call)

    @property
    def model(self) -> AsyncModelMethods:
        return AsyncModelMethods(self.call)

    @property
    def thread(self) -> AsyncThreadMethods:
        return AsyncThreadMethods(self.call)

    @property
    def history(self) -> AsyncHistoryMethods:
        return AsyncHistoryMethods(self.call)

    @property
    def message(self) -> AsyncMessageMethods:
        return AsyncMessageMethods(self.call)

    @property
    def turn(self) -> AsyncTurnMethods:
        return AsyncTurnMethods(self.call)

    @property
    def task(self) -> AsyncTaskMethods:
        return AsyncTaskMethods(self.call)

    @property
    def context(self) -> AsyncContextMethods:
        return AsyncContextMethods(self.call)

    @property
    def action(self) -> AsyncActionMethods:
        return AsyncActionMethods(self.call)

    @property
    def preview(self) -> AsyncPreviewMethods:
        return AsyncPreviewMethods(self.call)

    @property
    def usage(self) -> AsyncUsageMethods:
        return AsyncUsageMethods(self.call)

    @property
    def event(self) -> AsyncEventMethods:
        return AsyncEventMethods(self.call)

    @property
    def db(self) -> AsyncDbMethods:
        return AsyncDbMethods(self.call)


# end generated
