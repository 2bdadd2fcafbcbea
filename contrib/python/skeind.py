"""skein from Python: ask language models, and call every method of the daemon.

    import skeind

    client = skeind.connect()
    for piece in client.ask("Name three colours."):
        print(piece, end="", flush=True)

`connect` returns a `Client`, `connect_async` an `AsyncClient` whose methods have the same names.
Both have a method for each of the daemon's (`client.thread.list(limit=5)`), `call` for any method
by name, `ask`, `retry` and `watch`, which follow a turn while it runs, and `events`, which follows
all changes. Parameters and members have the names of the protocol, so skein-thread(7) and the other
pages of the manual apply here, too. An error of the daemon is raised as a `SkeinError`.

This file is the whole client, for Python 3.9 and newer. Its last part, from "begin generated" on,
is written by the program `generate` beside it.
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
import weakref
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
"""How long to wait for a daemon that ended during an answer before starting it."""

RECONNECT_SECONDS = 10.0
"""How long an answer or a feed waits for a daemon that has ended to come back."""

CANCEL_SECONDS = 5.0
"""How long an answer that is left early waits for its turn to end."""

START_SECONDS = 30.0
"""How long the program that starts the daemon may take."""

LOST = "The daemon ended before it answered; it is not known whether the call was executed."

JSONObject = Dict[str, Any]

Listener = Callable[[str, JSONObject], None]
"""Called with each notification: its method and its params."""

_T = TypeVar("_T")
_C = TypeVar("_C", bound="_Client")
_A = TypeVar("_A", bound="_AsyncClient")


class Unset(enum.Enum):
    """The only value, `UNSET`, means that an update keeps a member; `None` clears it."""

    UNSET = "UNSET"


UNSET = Unset.UNSET


# Errors


class SkeinError(Exception):
    """Why a call failed. Programs use `kind`, which skein-rpc(7) lists.

    Each kind has a class of its own, such as `NotFoundError`. `code` is `None` for errors of the
    client. `text` is the text of an answer before it failed, and empty for all other errors.
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
    """The advice if this process has the variable that the daemon lacks."""
    variable = data.get("param")
    if data.get("code") != "noKey" or not variable or not os.environ.get(variable):
        return ""
    return (
        f" {variable} is set here, but the daemon was started without it: skein daemon restart "
        "passes it on, unless systemd starts the daemon.")


class UnreachableError(SkeinError, ConnectionError):
    """No daemon answers, and none could be started."""

    kind = "unreachable"


class UntrustedError(UnreachableError):
    """Another user could answer in place of the daemon: nothing was sent."""


class DisconnectedError(SkeinError, ConnectionError):
    """The daemon ended; it is not known whether the last call was executed."""

    kind = "disconnected"


class _NotSentError(DisconnectedError):
    """The daemon ended before the first byte was sent: the call can be repeated safely."""


class TimedOutError(SkeinError, TimeoutError):
    """The timeout has passed; the request was cancelled."""

    kind = "timedOut"


class ClosedError(SkeinError):
    """The client, answer or feed was closed before this use of it."""

    kind = "closed"


# Finding the daemon


def _absolute(environment: Mapping[str, str], name: str) -> Optional[str]:
    value = environment.get(name, "")
    return value if value.startswith("/") else None


def _own(environment: Mapping[str, str], name: str) -> Optional[str]:
    """A variable of skein's own: it must be absolute, because the daemon has another working
    directory."""
    value = environment.get(name, "")
    if value and not value.startswith("/"):
        raise UnreachableError(f"{name} must be an absolute path, and is {value}.")
    return value or None


def socket_path(environment: Mapping[str, str] = os.environ) -> str:
    """The default socket: `SKEIN_SOCKET` must be an absolute path; other variables are ignored when
    they are not absolute, when the directory does not exist, and when a runtime directory belongs
    to another user."""
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
    """Whether the daemon at a socket certainly has the database of this environment, by the lock
    beside the socket. When the configuration may set another database, this is not certain."""
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
    """A socket's path, and the check of who listens there: unless the socket was named, only this
    user or root, in a directory that is closed to others.

    At a named socket anybody may listen; another user is reported once.
    """

    _told: Set[str] = set()

    def __init__(self, path: str, is_named: bool) -> None:
        self.path, self.is_named = path, is_named

    def check_directory(self) -> None:
        """Before connecting: in the user's own directory nobody else can replace the socket."""
        if self.is_named:
            return
        directory = os.path.dirname(self.path)
        # Do not connect to a socket that does not exist: it could be created at this moment.
        found = os.lstat(directory)
        if not stat.S_ISDIR(found.st_mode):
            raise self._untrusted(f"{directory} is not a directory")
        if found.st_uid not in (os.geteuid(), 0):
            raise self._untrusted(f"{directory} belongs to {_user(found.st_uid)}")
        # The group that the daemon admits may enter its directory.
        if found.st_mode & (0o027 if found.st_uid == os.geteuid() else 0o022):
            mode = stat.S_IMODE(found.st_mode)
            raise self._untrusted(f"{directory} is open to others (mode {mode:04o})")

    def check_peer(self, connected: socket.socket) -> None:
        """Before the first byte: the kernel reports who listens; if it can't, the owner counts."""
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
                "The daemon at %s belongs to %s.", self.path, _user(uid))

    def _untrusted(self, why: str) -> UntrustedError:
        return UntrustedError(
            f"Nothing was sent to {self.path}, because {why}: set XDG_RUNTIME_DIR to a directory "
            "of your own, or SKEIN_SOCKET to a socket that you trust.")


def _peer(connected: socket.socket) -> Optional[int]:
    """The uid of the process at the other end; none where the kernel does not report it."""
    if sys.platform.startswith("linux"):
        # struct ucred: pid, uid, gid.
        told = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        uid = int(struct.unpack("iII", told)[1])
        if uid == 0xFFFF_FFFF:
            # The queue is so long that the connection was not made.
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
    """Where the daemon is, and the token to log in with."""

    def __init__(
        self, named: Optional[str], start: bool, executable: str, token: Optional[str],
    ) -> None:
        self.token = os.environ.get("SKEIN_TOKEN") if token is None else token
        for name in ("SKEIN_DATABASE", "SKEIN_CONFIG"):
            _own(os.environ, name)
        self.address = _Address(
            os.path.abspath(named) if named else socket_path(),
            bool(named) or os.environ.get("SKEIN_SOCKET", "").startswith("/"))
        # A token belongs to another daemon: one that is started here would not know it.
        self._may_start = (
            start and self.token is None and os.environ.get("SKEIN_NO_START", "0") in ("", "0"))
        self._executable = executable
        # A token belongs to the daemon that made it, whatever database that has.
        self._is_certain = self.address.is_named or self.token is not None
        self._options = ["--socket", self.address.path] if named else []

    def expected(self) -> _Address:
        """Where to connect first; `FileNotFoundError` when only skein knows: the daemon there has
        another database, or may have one."""
        if not self._is_certain:
            # The lock in another user's directory proves nothing.
            self.address.check_directory()
        if not self._is_certain and not _serves_our_database(self.address.path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.address.path)
        return self.address

    def find(self) -> _Address:
        """Where the daemon listens when it is not at the default socket; starts it if allowed."""
        if self._may_start:
            self._run("daemon", "start", *self._options)
        status = json.loads(self._run("daemon", "status", "--json", *self._options))
        found = str(status["info"]["socketPath"])
        if found != self.address.path:
            self.address = _Address(found, is_named=False)
        self._is_certain = True
        return self.address

    def may_restart(self, is_needed: bool) -> bool:
        """Whether to start a daemon that has ended: always if it is needed, else if it crashed."""
        return self._may_start and (is_needed or _says_serving(self.address.path))

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
        # `daemon status` exits with 1 for a daemon that answers but has a problem.
        if done.returncode == 0 or (done.returncode == 1 and done.stdout):
            return done.stdout
        said = done.stderr.strip() or f"{self._executable} ended with {done.returncode}."
        raise UnreachableError(said if path in said else f"{nobody}: {said}")


def _says_serving(path: str) -> bool:
    """Whether the daemon that had a socket crashed, if none answers there: by its lock, a daemon
    that is stopped says so before it ends."""
    try:
        with open(path + ".lock", encoding="utf-8", errors="replace") as file:
            return file.read(16 << 10).split("\n")[3:4] == ["serving"]
    except OSError:
        return False


def _unreachable(address: _Address, error: OSError) -> UnreachableError:
    return UnreachableError(
        f"The daemon's socket {address.path} cannot be used: {error.strerror or error}.")


# Forks


class _Inherited:
    """What a forked child must not share with its parent. `forked` is called in the child, before
    anything else can use the object; another thread of the parent may have held its locks."""

    living: weakref.WeakSet[_Inherited] = weakref.WeakSet()

    def forked(self) -> None:
        raise NotImplementedError

    @staticmethod
    def tell_all() -> None:
        for inherited in list(_Inherited.living):
            inherited.forked()


os.register_at_fork(after_in_child=_Inherited.tell_all)


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
    """Splits received bytes into messages."""

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
                raise DisconnectedError("The program at the socket is not skeind.")
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


# Turns and feeds, for both kinds of client


class _Talk(Generic[_T]):
    """The client's side of a turn or a feed: what to send next, and how to handle answers.

    It has no socket. Its user calls `begin` for each connection, sends what is in `outgoing`, and
    passes every message to `take`; a `DisconnectedError` asks for a new connection.
    """

    needs_daemon = False
    """Whether to start a daemon also after it was stopped on purpose, as for a call."""

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
        # Without a number it is about the connection, and so about all requests.
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
    """A piece of a model's output: of the answer (text), or of its reasoning (reasoning)."""

    kind: Literal["text", "reasoning"]
    text: str


class _TurnTalk(_Talk[Delta]):
    """One turn, with each word reported once, also when the connection is lost."""

    # A daemon that is stopped ends its turns first and reports that. If not, it was killed, and the
    # next one knows what became of the turn.
    needs_daemon = True

    def __init__(self, method: str, params: JSONObject, interval: Optional[int]) -> None:
        super().__init__()
        self.id: str = params["turnId"] if method == "turn/watch" else params["id"]
        self.turn: Optional[Turn] = None
        self.messages: List[Message] = []
        self.error: Optional[SkeinError] = None
        self.is_cancelling = False
        self._method, self._params, self._interval = method, params, interval
        self._asker: Optional[int] = None
        self._seq = 0
        self._lengths = {"text": 0, "reasoning": 0}

    def begin(self) -> None:
        super().begin()
        if self._asker is not None or not self.is_own:
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
    def is_own(self) -> bool:
        """Whether it is started here, and cancelled when the reader leaves; else it is only watched,
        as by a forked child, whose parent has asked."""
        return self._method != "turn/watch" and self._asker in (None, os.getpid())

    @property
    def is_pending(self) -> bool:
        """Whether it was started here and may be running."""
        return self.is_own and self._asker is not None and not self.ended

    def check(self) -> None:
        """Raises the error of the turn, unless it completed or this client cancelled it."""
        error = self._failure()
        if error is not None:
            self.attach(error)
            raise error

    def attach(self, error: BaseException) -> None:
        """Adds the text so far to the error: a caller of `text` has no other copy of it."""
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
        self._asker = os.getpid()

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
            # The id was known: the whole text is sent to a watch.
            self._watch(0)

    def _refused(self, purpose: str, error: SkeinError) -> None:
        if purpose == "cancel":
            return
        if purpose == "watch" and error.kind == "notFound" and self.is_own and self.turn is None:
            # The question never arrived. It keeps its id, so sending it again cannot ask twice.
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
        """The part of the whole text that follows the text so far.

        Text may have turned out to be reasoning: then the text begins again.
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
    """Changes, each reported once, also after a restart of the daemon."""

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
        return GoneError(f"{why}: read again what you show, and follow from then on.", data=data)


class _Losses:
    """How long to wait for a daemon that has ended, and between attempts."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Something was received: earlier losses do not count any more."""
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
                f"The daemon ended, and none came back within {RECONNECT_SECONDS:.0f} s.")
        pause, self._pause = self._pause, min(0.2, max(0.01, 2 * self._pause))
        return pause


# The client that blocks


class _Wire(_Inherited):
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
        self.is_inherited = False
        self.living.add(self)

    def forked(self) -> None:
        # The connection stays the parent's: it ends when the parent does, whatever the child does.
        self.is_inherited = True
        self._sending = threading.Lock()
        self._socket.close()

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
                    # Half a message would corrupt the next one.
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

    def close(self) -> None:
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
    """A connection that acts as the right user, to a daemon that is started if necessary."""
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
    """Runs a turn or a feed over as many connections as it takes: one of its own, then the next."""

    def __init__(self, place: _Place, talk: _Talk[_T]) -> None:
        self._place, self._talk, self._losses = place, talk, _Losses()
        self._is_closed = False
        talk.begin()
        self._wire = _dial(place)

    def send(self, line: bytes) -> None:
        # Messages that were lost with a connection are sent again on the next.
        with contextlib.suppress(DisconnectedError):
            if self._wire.is_inherited and not self._is_closed:
                self._reconnect(None)
            self._wire.send(line)

    def advance(self, deadline: Optional[float]) -> None:
        """Sends what is due, and handles one message."""
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
                if self._losses.take_start() and self._place.may_restart(self._talk.needs_daemon):
                    self._wire = _dial(self._place)
                else:
                    self._wire = _logged_in(_Wire(self._wire.address), self._place.token)
                return self._talk.begin()
            except UnreachableError:
                # It cannot be started, or another user listens.
                raise
            except OSError:
                # The daemon does not listen yet.
                pass
        raise ClosedError("This was closed.")

    def close(self) -> None:
        self._is_closed = True
        self._wire.close()


class Answer:
    """The answer of one turn as it arrives: iterate, or take the whole text with `text()`.

    To stop before the end - by `break`, an exception, Ctrl-C or the end of a `with` - cancels a
    turn that was started here, and the text so far is kept in its thread. A turn that is only
    watched continues. When the daemon is restarted, the answer continues, too.
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
        """The turn as it was last received: with its tokens and times when it has ended."""
        return cast(Turn, self._talk.turn)

    def deltas(self) -> Generator[Delta, None, None]:
        """The output, with reasoning. Each iteration starts from the beginning."""
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
        """The whole answer, when it is complete."""
        for _ in self.deltas():
            pass
        return self._talk.said

    def result(self) -> TurnEnded:
        """The turn and the messages it wrote, when it has ended."""
        for _ in self.deltas():
            pass
        return {"turn": self.turn, "messages": self._talk.messages}

    def cancel(self) -> None:
        """Cancels the turn, from any thread; iterations then end."""
        self._talk.is_cancelling = True
        self._stream.send(self._talk.cancel_request())

    def close(self) -> None:
        """Stops following the turn; a running turn that was started here is cancelled first."""
        self._leave(None)

    def _leave(self, error: Optional[BaseException]) -> None:
        try:
            if self._talk.is_pending and not isinstance(error, (ConnectionError, ClosedError)):
                deadline = _deadline(CANCEL_SECONDS)
                self.cancel()
                while not self._talk.ended:
                    self._stream.advance(deadline)
        except SkeinError:
            # The turn ends without this client, and its thread shows how.
            pass
        finally:
            self._stream.close()

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Events:
    """All changes of your data, each once and in order, also when the daemon is restarted.

    Events contain ids, never content. After a `GoneError`, read again what you show, and follow
    from then on.
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
        """Ends it, from any thread; a wait for the next event raises `ClosedError`."""
        self._stream.close()

    def __enter__(self) -> Events:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Link(_Inherited):
    """A connection for many requests at once: a thread of its own distributes the answers."""

    def __init__(self, wire: _Wire, listener: Optional[Listener]) -> None:
        self.is_lost = False
        self._wire, self._listener = wire, listener
        self._numbers = itertools.count(1)
        self._answers: Dict[int, concurrent.futures.Future[JSONObject]] = {}
        self._lock = threading.Lock()
        self.living.add(self)
        self._thread = threading.Thread(target=self._receive, name="skeind", daemon=True)
        self._thread.start()

    def forked(self) -> None:
        # Its thread is not in the child.
        self._lock = threading.Lock()
        self._answers.clear()
        self.is_lost = True

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
        self._wire.close()

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
        """The calls that wait for an answer; all, when it has no number and concerns them all."""
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


class _Client(_Inherited):
    """The part of the blocking client beside the methods of the nouns."""

    def __init__(
        self, place: _Place, timeout: Optional[float], listener: Optional[Listener]
    ) -> None:
        self._place, self._timeout, self._listener = place, timeout, listener
        self._is_closed = False
        self._connecting = threading.Lock()
        self.living.add(self)
        self._link: Optional[_Link] = _Link(_dial(place), listener)

    def forked(self) -> None:
        self._connecting = threading.Lock()

    def call(
        self, method: str, params: Optional[Mapping[str, Any]] = None, *,
        timeout: Optional[float] = None,
    ) -> Any:
        """Calls any method, and returns its result; many threads may do so at once.

        After `timeout` seconds, or by Ctrl-C, the request is cancelled. When the daemon has been
        restarted since the last call, it connects again. When it ends during a call, that
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
        """Calls a method without an answer: errors are only in the daemon's log."""
        self._connected().notify(method, params)

    def watch(
        self, turnId: str, *, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> Answer:
        """Follows a turn that any client has started, from its beginning, also after its end."""
        talk = _TurnTalk("turn/watch", {"turnId": turnId}, deltaIntervalMs)
        return Answer(self._place, talk, timeout)

    def events(self, since: Optional[int] = None, *, timeout: Optional[float] = None) -> Events:
        """Follows what changes after the event `since` (0 for all), or from now on.

        With `timeout`, this many seconds without an event raise `TimedOutError`; then it can go on.
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
            if self._link is None or self._link.is_lost:
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
    # With an id made here, the turn is found again when the answer to the request is lost.
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

    `socket` is the path of its socket, when it is not skein(1)'s default; with `start=False` none
    is started; `executable` is the program that starts it; `token`, or `$SKEIN_TOKEN`, is used to
    log in; `timeout` is for each call, in seconds. `listener(method, params)` is called with
    notifications, in the receiving thread, which must not wait for the client.
    """
    return Client(_Place(socket, start, executable, token), timeout, listener)


# The client for asyncio


class _AsyncWire(_Inherited):
    """A connection in an event loop."""

    _of_parents: List[asyncio.StreamWriter] = []

    def __init__(
        self, address: _Address, connected: socket.socket, reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.address = address
        self._socket = connected
        self._reader, self._writer = reader, writer
        self._lines = _Lines()
        self._arrived: Deque[JSONObject] = deque()
        self.is_inherited = False
        self.living.add(self)

    def forked(self) -> None:
        # The parent's event loop has the transport, which must not even be dropped: that closes it.
        self.is_inherited = True
        self._of_parents.append(self._writer)
        self._socket.close()

    @staticmethod
    async def connected(address: _Address) -> _AsyncWire:
        address.check_directory()
        connecting = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connecting.setblocking(False)
            await asyncio.get_running_loop().sock_connect(connecting, address.path)
            address.check_peer(connecting)
            return _AsyncWire(
                address, connecting, *await asyncio.open_unix_connection(sock=connecting))
        except BaseException:
            connecting.close()
            raise

    @property
    def is_lost(self) -> bool:
        return self.is_inherited or self._reader.at_eof() or self._writer.is_closing()

    def send_soon(self, line: bytes) -> None:
        if self.is_inherited:
            raise _NotSentError(LOST)
        self._writer.write(line)

    async def send(self, line: bytes) -> None:
        try:
            self.send_soon(line)
            await self._writer.drain()
        except OSError:
            raise DisconnectedError(LOST) from None

    async def receive(self) -> JSONObject:
        while not self._arrived:
            if self.is_inherited:
                raise DisconnectedError(LOST)
            try:
                data = await self._reader.read(1 << 16)
            except OSError:
                raise DisconnectedError(LOST) from None
            self._arrived.extend(self._lines.take(data))
        return self._arrived.popleft()

    def close(self) -> None:
        if not self.is_inherited:
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
        # Messages that were lost with a connection are sent again on the next.
        if self._wire is not None and not self._is_closed:
            with contextlib.suppress(OSError, RuntimeError):
                self._wire.send_soon(line)

    async def leave_to_parent(self) -> None:
        """In a forked child: connects anew, and sends what is due."""
        if self._wire is not None and self._wire.is_inherited and not self._is_closed:
            await self._reconnect(self._wire, None)
            await self._send_due(self._wire, None)

    async def _send_due(self, wire: _AsyncWire, deadline: Optional[float]) -> None:
        while self._talk.outgoing:
            await _in_time(wire.send(self._talk.outgoing.pop(0)), deadline)

    async def advance(self, deadline: Optional[float]) -> None:
        """Sends what is due, and handles one message."""
        if self._is_closed:
            raise ClosedError("This was closed.")
        if self._wire is None:
            self._wire = await _dial_async(self._place)
            self._talk.begin()
        try:
            await self._send_due(self._wire, deadline)
            self._talk.take(await _in_time(self._wire.receive(), deadline))
            self._losses.forget()
        except DisconnectedError:
            await self._reconnect(self._wire, deadline)

    async def _reconnect(self, lost: _AsyncWire, deadline: Optional[float]) -> None:
        lost.close()
        while not self._is_closed:
            await asyncio.sleep(self._losses.next_pause(deadline))
            try:
                if self._losses.take_start() and self._place.may_restart(self._talk.needs_daemon):
                    self._wire = await _dial_async(self._place)
                else:
                    wire = await _AsyncWire.connected(lost.address)
                    self._wire = await _logged_in_async(wire, self._place.token)
                return self._talk.begin()
            except UnreachableError:
                # It cannot be started, or another user listens.
                raise
            except OSError:
                # The daemon does not listen yet.
                pass
        raise ClosedError("This was closed.")

    def close(self) -> None:
        self._is_closed = True
        if self._wire is not None:
            self._wire.close()


class AsyncAnswer:
    """`Answer` for asyncio: `async for`, or await the whole. It asks when it is first awaited.

    To leave it early, also by the cancellation of the task that reads it, cancels a turn that was
    started here. After a `break` the event loop does that later; `async with` waits for it.
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
        """The turn as it was last received: with its tokens and times when it has ended."""
        if self._talk.turn is None:
            raise RuntimeError("The turn is not known before a part of it was awaited.")
        return self._talk.turn

    async def deltas(self) -> AsyncGenerator[Delta, None]:
        """The output, with reasoning. Each iteration starts from the beginning."""
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
        """The whole answer, when it is complete."""
        async for _ in self.deltas():
            pass
        return self._talk.said

    async def result(self) -> TurnEnded:
        """The turn and the messages it wrote, when it has ended."""
        async for _ in self.deltas():
            pass
        return {"turn": self.turn, "messages": self._talk.messages}

    async def cancel(self) -> None:
        """Cancels the turn; iterations then end."""
        self._cancel_soon()
        await self._stream.leave_to_parent()

    async def close(self) -> None:
        """Stops following the turn; a running turn that was started here is cancelled first."""
        await self._leave(None)

    async def _leave(self, error: Optional[BaseException]) -> None:
        # The loop may close an iterator that was left at any time: once is enough.
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
        # The loop has dropped an unfinished iterator when it ended.
        if self._talk.is_pending and self._leaving is None:
            self._cancel_soon()

    async def _end(self, is_lost: bool) -> None:
        try:
            if self._talk.is_pending and not is_lost:
                deadline = _deadline(CANCEL_SECONDS)
                while not self._talk.ended:
                    await self._stream.advance(deadline)
        except SkeinError:
            # The turn ends without this client, and its thread shows how.
            pass
        finally:
            self._stream.close()

    async def __aenter__(self) -> AsyncAnswer:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class AsyncEvents:
    """`Events` for asyncio. They are followed from the first await on, as in `async with`."""

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
        """Ends it; a wait for the next event raises `ClosedError`."""
        self._stream.close()

    async def __aenter__(self) -> AsyncEvents:
        deadline = _deadline(self._timeout)
        while not self._talk.ready:
            await self._stream.advance(deadline)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()


class _AsyncLink:
    """A connection for many requests at once: a task of its own distributes the answers."""

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


class _AsyncClient(_Inherited):
    """The part of the asyncio client beside the methods of the nouns."""

    def __init__(
        self, place: _Place, timeout: Optional[float], listener: Optional[Listener]
    ) -> None:
        self._place, self._timeout, self._listener = place, timeout, listener
        self._is_closed = False
        self._connecting: Optional[asyncio.Future[_AsyncLink]] = None
        self.living.add(self)

    def forked(self) -> None:
        self._connecting = None

    async def call(
        self, method: str, params: Optional[Mapping[str, Any]] = None, *,
        timeout: Optional[float] = None,
    ) -> Any:
        """Calls any method, and returns its result; many tasks may do so at once.

        After `timeout` seconds, or with its task, the request is cancelled. When the daemon has
        been restarted since the last call, it connects again. When it ends during a call, that
        raises `DisconnectedError`: a call that makes something can be repeated if it has an `id`.
        """
        deadline = _deadline(self._timeout if timeout is None else timeout)
        result = await (await self._connected()).call(method, params, deadline)
        if method == "auth/login" and params:
            self._place.token = params["token"]
        return result

    async def notify(self, method: str, params: Optional[Mapping[str, Any]] = None) -> None:
        """Calls a method without an answer: errors are only in the daemon's log."""
        await (await self._connected()).notify(method, params)

    def watch(
        self, turnId: str, *, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> AsyncAnswer:
        """Follows a turn that any client has started, from its beginning, also after its end."""
        talk = _TurnTalk("turn/watch", {"turnId": turnId}, deltaIntervalMs)
        return AsyncAnswer(self._place, talk, timeout)

    def events(
        self, since: Optional[int] = None, *, timeout: Optional[float] = None
    ) -> AsyncEvents:
        """Follows what changes after the event `since` (0 for all), or from now on.

        With `timeout`, this many seconds without an event raise `TimedOutError`; then it can go on.
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
        # This notices a daemon that has ended since the last call.
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
    """`connect` for asyncio; it connects at the first await; `async with` counts as one.

    The listener is called in the event loop, and must not block it.
    """
    return AsyncClient(_Place(socket, start, executable, token), timeout, listener)


# begin generated


class ParseError(SkeinError):
    """The message is not valid JSON (RFC 8259) in UTF-8."""

    kind = "parseError"


class InvalidRequestError(SkeinError):
    """The JSON is not a request, or is larger than the limits allow."""

    kind = "invalidRequest"


class MethodNotFoundError(SkeinError):
    """No method has this name."""

    kind = "methodNotFound"


class InvalidParamsError(SkeinError):
    """A member of params is unknown, missing or has a wrong value."""

    kind = "invalidParams"


class InternalError(SkeinError):
    """The daemon failed; its log gives the reason."""

    kind = "internal"


class CancelledError(SkeinError):
    """The request was cancelled by $/cancelRequest."""

    kind = "cancelled"


class UnauthenticatedError(SkeinError):
    """The uid of the connection has no user, or the token is unknown, expired or revoked."""

    kind = "unauthenticated"


class OverloadedError(SkeinError):
    """The daemon has too much work at the moment; try again later."""

    kind = "overloaded"


class NotFoundError(SkeinError):
    """You have nothing of this kind with this id."""

    kind = "notFound"


class ConflictError(SkeinError):
    """Something else already has the id, or another value that must be unique."""

    kind = "conflict"


class BusyError(SkeinError):
    """Another turn runs on the thread, and the call does not wait for it."""

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
    """Only operators may call the method, and this connection is not one of an operator."""

    kind = "forbidden"


class InvalidStateError(SkeinError):
    """The current state does not allow the requested change."""

    kind = "invalidState"


class ShuttingDownError(SkeinError):
    """The daemon is stopping."""

    kind = "shuttingDown"


class GoneError(SkeinError):
    """The requested events are no longer kept."""

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
ThreadPurpose = Literal["edit"]
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
    """The size of one message (a line or a framed body); a longer one is answered with one error
    and dropped.
    """
    batchEntries: int
    """The entries of one batch."""
    connections: int
    """The connections at one time; another one gets one error line and is closed."""
    requestsInFlight: int
    """The unanswered requests of one connection; at this number the daemon stops reading from it.
    """
    unreadBytes: int
    """The output that a client has not read; above this the daemon stops reading its requests, and
    its scans wait.
    """
    unreadBytesClose: int
    """The notifications that a client has not read; above this it is disconnected. Answers do not
    count.
    """
    stalledSeconds: int
    """How long a client may read nothing while more than unreadBytes waits for it; then it is
    disconnected.
    """
    bufferedBytes: int
    """The memory for all clients together: their unanswered requests and unread output. One
    connection may use all that is free; a request or an answer that needs more is refused as
    overloaded.
    """
    runningTurns: int
    """The turns that run at the same time, on all threads."""
    eventsKept: int
    """How many of a user's newest events are kept; older ones are deleted in small steps."""
    eventDays: int
    """How many days an event is kept."""


class Quotas(TypedDict):
    tokensPerDay: Optional[int]
    """The tokens that a user may use in one day of the daemon's time zone, as the providers count
    them; further turns are refused until the next day. Null for no such quota.
    """
    requestsPerMinute: Optional[int]
    """The turns that a user may request within any 60 seconds. Null for no such quota."""


class HealthCheck(TypedDict):
    name: str
    """What was checked."""
    status: HealthCheckStatus
    """The result of the check."""
    detail: str
    """What was found, and what to do if the status is not ok."""


class User(TypedDict):
    id: str
    """Its id."""
    email: str
    """Unique, in lower case; login@localhost until changed."""
    emailVerified: bool
    """Whether the address was verified."""
    name: Optional[str]
    """The user's name."""
    image: Optional[str]
    """Where the user's picture is."""
    preferences: JSONObject
    """A JSON object of the clients' own."""
    createdAt: str
    """When the user was made."""
    updatedAt: str
    """When the user last changed."""


class UserDocument(TypedDict):
    version: int
    """The version of this format: 1."""
    user: User
    """The user."""
    accounts: List[Account]
    """The user's accounts, without their secrets."""
    sessions: List[Session]
    """The user's sessions, without their tokens."""
    threads: List[ExportedThread]
    """All threads, including deleted ones, in the order in which they were made."""
    tasks: List[Task]
    """All tasks, including archived and deleted ones, in the order in which they were made."""
    contexts: List[ExportedContext]
    """All contexts, including deleted ones, in the order in which they were made."""
    usage: List[ExportedUsage]
    """What each ended turn used, including ephemeral turns and those of permanently deleted
    threads, in the order in which they were counted.
    """


class Account(TypedDict):
    id: str
    """Its id."""
    providerId: str
    """Where the account is: unix for a uid of this machine, or a provider's name."""
    accountId: str
    """The user's name there; the uid for unix."""
    hasSecret: bool
    """Whether a secret is stored with it; the secret itself never leaves the daemon."""
    createdAt: str
    """When it was linked."""
    updatedAt: str
    """When it last changed."""


class Session(TypedDict):
    id: str
    """Its id."""
    name: Optional[str]
    """What the token is for."""
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
    """Its turns in the order in which they were made."""


class Thread(TypedDict):
    id: str
    """Its id."""
    number: Optional[int]
    """The number that people use for it: 1, 2, 3, … in the order in which a user's threads were
    made, never reused; null only in a document that was exported by a version without numbers.
    """
    title: Optional[str]
    """1 to 60 characters; null until given or derived from the first input."""
    model: Optional[str]
    """The model that its turns use unless they name one."""
    systemPrompt: Optional[str]
    """The system prompt of its turns, unless a turn has its own."""
    contextPolicy: Optional[ThreadContextPolicy]
    """What happens if it is longer than the model's context window: error or dropOldest; null for
    the configured policy.
    """
    options: Optional[TurnOptions]
    """The options of its turns, unless a turn sets them itself; null for the configured options."""
    purpose: Optional[ThreadPurpose]
    """edit for text that is written into a document, as when an editor rewrites a selection; null
    for a conversation.
    """
    contextId: Optional[str]
    """The context that owns it, if any."""
    parentThreadId: Optional[str]
    """The thread that it was forked from, as long as that exists."""
    copyOf: Optional[str]
    """The thread that it is a version of; thread/revert and history/import make versions. null for
    a thread that is no version.
    """
    messageCount: int
    """How many messages it has, which is also the sequence of the last one."""
    lastMessageAt: Optional[str]
    """When its last message was written."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When anything in it last changed."""
    deletedAt: Optional[str]
    """When it was deleted; null if it is not deleted."""


class _ThreadInput(TypedDict):
    id: str
    """Its id."""
    messageCount: int
    """How many messages it has, which is also the sequence of the last one."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When anything in it last changed."""


class ThreadInput(_ThreadInput, total=False):
    number: Optional[int]
    """The number that people use for it: 1, 2, 3, … in the order in which a user's threads were
    made, never reused; null only in a document that was exported by a version without numbers.
    """
    title: Optional[str]
    """1 to 60 characters; null until given or derived from the first input."""
    model: Optional[str]
    """The model that its turns use unless they name one."""
    systemPrompt: Optional[str]
    """The system prompt of its turns, unless a turn has its own."""
    contextPolicy: Optional[ThreadContextPolicy]
    """What happens if it is longer than the model's context window: error or dropOldest; null for
    the configured policy.
    """
    options: Optional[TurnOptionsInput]
    """The options of its turns, unless a turn sets them itself; null for the configured options."""
    purpose: Optional[ThreadPurpose]
    """edit for text that is written into a document, as when an editor rewrites a selection; null
    for a conversation.
    """
    contextId: Optional[str]
    """The context that owns it, if any."""
    parentThreadId: Optional[str]
    """The thread that it was forked from, as long as that exists."""
    copyOf: Optional[str]
    """The thread that it is a version of; thread/revert and history/import make versions. null for
    a thread that is no version.
    """
    lastMessageAt: Optional[str]
    """When its last message was written."""
    deletedAt: Optional[str]
    """When it was deleted; null if it is not deleted."""


class TurnOptions(TypedDict):
    temperature: Optional[float]
    """The sampling temperature."""
    topP: Optional[float]
    """Nucleus sampling: the model samples from this share of the probability mass."""
    maxTokens: Optional[int]
    """The most tokens that the model may generate."""
    stop: Optional[List[str]]
    """Stop sequences, 1 to 16 of them: the model stops before each."""
    seed: Optional[int]
    """The seed for sampling, for providers that support one."""
    reasoningEffort: Optional[str]
    """How much the model may reason, in the provider's own word."""
    responseFormat: Optional[JSONObject]
    """The provider's response_format, such as a JSON schema."""
    extra: Optional[JSONObject]
    """Further members of the provider's request, sent unchanged; model, messages and stream are not
    allowed.
    """


class TurnOptionsInput(TypedDict, total=False):
    temperature: Optional[float]
    """The sampling temperature."""
    topP: Optional[float]
    """Nucleus sampling: the model samples from this share of the probability mass."""
    maxTokens: Optional[int]
    """The most tokens that the model may generate."""
    stop: Optional[List[str]]
    """Stop sequences, 1 to 16 of them: the model stops before each."""
    seed: Optional[int]
    """The seed for sampling, for providers that support one."""
    reasoningEffort: Optional[str]
    """How much the model may reason, in the provider's own word."""
    responseFormat: Optional[JSONObject]
    """The provider's response_format, such as a JSON schema."""
    extra: Optional[JSONObject]
    """Further members of the provider's request, sent unchanged; model, messages and stream are not
    allowed.
    """


class Message(TypedDict):
    id: Optional[str]
    """Its id; null in an ephemeral turn."""
    threadId: Optional[str]
    """The thread that it belongs to; null in an ephemeral turn."""
    turnId: Optional[str]
    """The turn that wrote it; null when it was appended or copied."""
    sequence: Optional[int]
    """1, 2, 3, … within the thread, no gap, no duplicate; null in an ephemeral turn."""
    role: MessageRole
    """Whose message it is: the system's, the user's or the assistant's."""
    content: str
    """The text of the message."""
    promptTokens: Optional[int]
    """Tokens that the model was sent, on a turn's assistant message."""
    completionTokens: Optional[int]
    """Tokens that the model generated, on a turn's assistant message."""
    totalTokens: Optional[int]
    """Both together, as the provider counts."""
    metadata: Optional[JSONObject]
    """A JSON object of the client's own."""
    createdAt: str
    """When it was said: for the question of a turn, when the turn started."""


class _MessageInput(TypedDict):
    role: MessageRole
    """Whose message it is: the system's, the user's or the assistant's."""
    content: str
    """The text of the message."""
    createdAt: str
    """When it was said: for the question of a turn, when the turn started."""


class MessageInput(_MessageInput, total=False):
    id: Optional[str]
    """Its id; null in an ephemeral turn."""
    threadId: Optional[str]
    """The thread that it belongs to; null in an ephemeral turn."""
    turnId: Optional[str]
    """The turn that wrote it; null when it was appended or copied."""
    sequence: Optional[int]
    """1, 2, 3, … within the thread, no gap, no duplicate; null in an ephemeral turn."""
    promptTokens: Optional[int]
    """Tokens that the model was sent, on a turn's assistant message."""
    completionTokens: Optional[int]
    """Tokens that the model generated, on a turn's assistant message."""
    totalTokens: Optional[int]
    """Both together, as the provider counts."""
    metadata: Optional[JSONObject]
    """A JSON object of the client's own."""


class ExportedTurn(TypedDict):
    turn: Turn
    """The turn; its texts are null if its messages have them."""
    systemPrompt: Optional[str]
    """The system prompt of this turn alone; null if it used its thread's."""
    metadata: Optional[JSONObject]
    """The metadata for its question's message; null once the messages are written."""
    options: Optional[TurnOptions]
    """The options that it set itself."""


class Turn(TypedDict):
    id: str
    """Its id."""
    threadId: Optional[str]
    """The thread that it belongs to; null if it is ephemeral."""
    status: TurnStatus
    """queued, then running, then one of the four others, which is final."""
    model: str
    """The requested model, as provider/name."""
    input: Optional[str]
    """The question. Null in lists unless includeTexts is true."""
    output: Optional[str]
    """The answer: complete if the turn completed, otherwise the part that had arrived when it
    ended. Null while the turn runs, and in lists unless includeTexts is true.
    """
    reasoning: Optional[str]
    """The model's reasoning, if the provider sends it. Null while the turn runs, and in lists
    unless includeTexts is true.
    """
    options: Optional[TurnOptions]
    """The options that the turn itself set, without those of its thread and the configuration. Null
    if it set none, and in lists unless includeTexts is true.
    """
    finishReason: Optional[str]
    """Why the model stopped: stop, length, content_filter, outputLimit, cancelled, …."""
    error: Optional[Error]
    """Why it failed or was interrupted."""
    droppedMessages: Optional[int]
    """How many of the thread's oldest messages the context policy left out of the request; null for
    none.
    """
    attempts: int
    """How many requests were sent to the provider, including the first."""
    retryOf: Optional[str]
    """The turn that this one retries."""
    afterSequence: Optional[int]
    """The place of its question: after the thread's message with this sequence. It is the number of
    messages that the thread had when the turn was requested, or when it ended without writing
    messages. Null if it is ephemeral.
    """
    withdrawnAt: Optional[str]
    """When its question was withdrawn; null if it was not."""
    messageIds: List[str]
    """The messages that it wrote, the user's and then the assistant's, if they are still in the
    thread. Empty until they are written.
    """
    promptTokens: Optional[int]
    """Tokens that the model was sent, as the provider counts."""
    completionTokens: Optional[int]
    """Tokens that the model generated."""
    totalTokens: Optional[int]
    """The sum of both."""
    reasoningTokens: Optional[int]
    """The part of completionTokens that was reasoning."""
    cost: Optional[float]
    """Its cost at the price that its model had when it ended, in the configured currency; null
    without a price or without tokens.
    """
    firstTokenMs: Optional[int]
    """Milliseconds from startedAt to the first token."""
    totalMs: Optional[int]
    """Milliseconds from startedAt to endedAt."""
    queuedAt: str
    """When it was requested."""
    startedAt: Optional[str]
    """When it began to run."""
    endedAt: Optional[str]
    """When it ended."""


class _TurnInput(TypedDict):
    id: str
    """Its id."""
    status: TurnStatus
    """queued, then running, then one of the four others, which is final."""
    model: str
    """The requested model, as provider/name."""
    attempts: int
    """How many requests were sent to the provider, including the first."""
    messageIds: List[str]
    """The messages that it wrote, the user's and then the assistant's, if they are still in the
    thread. Empty until they are written.
    """
    queuedAt: str
    """When it was requested."""


class TurnInput(_TurnInput, total=False):
    threadId: Optional[str]
    """The thread that it belongs to; null if it is ephemeral."""
    input: Optional[str]
    """The question. Null in lists unless includeTexts is true."""
    output: Optional[str]
    """The answer: complete if the turn completed, otherwise the part that had arrived when it
    ended. Null while the turn runs, and in lists unless includeTexts is true.
    """
    reasoning: Optional[str]
    """The model's reasoning, if the provider sends it. Null while the turn runs, and in lists
    unless includeTexts is true.
    """
    options: Optional[TurnOptionsInput]
    """The options that the turn itself set, without those of its thread and the configuration. Null
    if it set none, and in lists unless includeTexts is true.
    """
    finishReason: Optional[str]
    """Why the model stopped: stop, length, content_filter, outputLimit, cancelled, …."""
    error: Optional[ErrorInput]
    """Why it failed or was interrupted."""
    droppedMessages: Optional[int]
    """How many of the thread's oldest messages the context policy left out of the request; null for
    none.
    """
    retryOf: Optional[str]
    """The turn that this one retries."""
    afterSequence: Optional[int]
    """The place of its question: after the thread's message with this sequence. It is the number of
    messages that the thread had when the turn was requested, or when it ended without writing
    messages. Null if it is ephemeral.
    """
    withdrawnAt: Optional[str]
    """When its question was withdrawn; null if it was not."""
    promptTokens: Optional[int]
    """Tokens that the model was sent, as the provider counts."""
    completionTokens: Optional[int]
    """Tokens that the model generated."""
    totalTokens: Optional[int]
    """The sum of both."""
    reasoningTokens: Optional[int]
    """The part of completionTokens that was reasoning."""
    cost: Optional[float]
    """Its cost at the price that its model had when it ended, in the configured currency; null
    without a price or without tokens.
    """
    firstTokenMs: Optional[int]
    """Milliseconds from startedAt to the first token."""
    totalMs: Optional[int]
    """Milliseconds from startedAt to endedAt."""
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
    """The kind, which never changes, and details."""


class ErrorInput(TypedDict):
    code: int
    """The number of the error's kind."""
    message: str
    """One sentence: what went wrong and what to do next."""
    data: ErrorDataInput
    """The kind, which never changes, and details."""


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
    """A kind, with its members."""


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
    """A kind, with its members."""


class Task(TypedDict):
    id: str
    """Its id."""
    number: int
    """The number that people use for it: 1, 2, 3, … in the order in which a user's tasks were made,
    never reused.
    """
    title: str
    """What is to be done, in 1 to 200 characters."""
    description: Optional[str]
    """More details."""
    completed: bool
    """Whether it is done."""
    completedAt: Optional[str]
    """When it was completed; null if it is not."""
    threadId: Optional[str]
    """The thread that it is about; null without one, or if that thread was deleted permanently."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When it last changed."""
    archivedAt: Optional[str]
    """When it was archived; null if it is not archived."""
    deletedAt: Optional[str]
    """When it was deleted; null if it is not deleted."""


class ExportedContext(TypedDict):
    context: Context
    """The context."""
    actions: List[Action]
    """Its actions in the order in which they were made."""
    previews: List[Preview]
    """Its previews, the newest first."""


class Context(TypedDict):
    id: str
    """Its id."""
    number: int
    """The number that people use for it: 1, 2, 3, … in the order in which a user's contexts were
    made, never reused.
    """
    title: Optional[str]
    """The title of its thread; thread/update changes it."""
    threadId: str
    """The thread that it owns; the context's messages are in that thread."""
    status: ContextStatus
    """The status of the work; any status may follow any other."""
    flow: Flow
    """Three words that describe how the work should go."""
    config: ContextConfig
    """The template, tools and features of the work."""
    metadata: Optional[JSONObject]
    """A JSON object of the client's own."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When the context, its thread, or one of its actions or previews last changed."""
    deletedAt: Optional[str]
    """When it was deleted; null if it is not deleted."""


class Flow(TypedDict):
    resistance: str
    """How much resistance the work meets; `none` by default."""
    friction: str
    """How much friction there is; `minimal` by default."""
    direction: str
    """The direction that the work takes; `natural` by default."""


class ContextConfig(TypedDict):
    template: Optional[str]
    """The template that it started from."""
    tooling: List[str]
    """The tools that it uses."""
    features: List[str]
    """The features that it should have."""
    customizations: JSONObject
    """Everything else: a JSON object of the client's own."""


class Action(TypedDict):
    id: str
    """Its id."""
    number: int
    """The number that people use for it: 1, 2, 3, … in the order in which its context's actions
    were made, never reused.
    """
    contextId: str
    """The context it belongs to."""
    type: ActionType
    """The kind of work."""
    payload: JSONObject
    """What is to be done: a JSON object of the client's own."""
    status: ActionStatus
    """Its status."""
    result: Optional[JSONObject]
    """The result: a JSON object from the client that ended it; null until then, and if that client
    gave none.
    """
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
    """The number that people use for it: 1, 2, 3, … in the order in which its context's previews
    were made, never reused.
    """
    contextId: str
    """The context it belongs to."""
    url: Optional[str]
    """The URL of the preview; null while it is unknown."""
    deploymentId: Optional[str]
    """The deployment's id at the service that deploys it."""
    status: PreviewStatus
    """Its status; any status may follow any other."""
    metadata: Optional[JSONObject]
    """A JSON object of the client's own."""
    createdAt: str
    """When it was made."""
    updatedAt: str
    """When it last changed."""


class ExportedUsage(TypedDict):
    threadId: Optional[str]
    """The turn's thread, which may be deleted permanently; null for an ephemeral turn."""
    model: str
    """The requested model, as provider/name."""
    status: TurnStatus
    """How the turn ended."""
    promptTokens: Optional[int]
    """Tokens that the model was sent, as the provider counts."""
    completionTokens: Optional[int]
    """Tokens that the model generated."""
    totalTokens: Optional[int]
    """The sum of both."""
    reasoningTokens: Optional[int]
    """The part of completionTokens that was reasoning."""
    cost: Optional[float]
    """Its cost at the price of its model; null without a price or without tokens."""
    firstTokenMs: Optional[int]
    """Milliseconds from startedAt to the first token."""
    totalMs: Optional[int]
    """Milliseconds from startedAt to endedAt."""
    endedAt: str
    """When it ended."""


class ErasedCounts(TypedDict):
    accounts: int
    """Accounts, including the one of a uid."""
    sessions: int
    """Sessions, one for each token."""
    threads: int
    """Threads, including deleted ones."""
    messages: int
    """Messages of all these threads."""
    turns: int
    """Turns, whatever their status."""
    tasks: int
    """Tasks, including archived and deleted ones."""
    contexts: int
    """Contexts, including deleted ones."""
    actions: int
    """Actions of all these contexts."""
    previews: int
    """Previews of all these contexts."""
    events: int
    """Events that were still kept."""


class Model(TypedDict):
    id: str
    """provider/name, which `model` accepts."""
    provider: str
    """The provider's configured name."""
    name: str
    """The provider's own name for the model."""
    default: bool
    """Whether turns use it when neither they nor their thread name one."""


class ModelListError(TypedDict):
    provider: str
    """The provider's configured name."""
    message: str
    """Why its models could not be listed, and what to check."""


class ModelAlias(TypedDict):
    name: str
    """The alias, which `model` accepts; it takes precedence over a model of the same name."""
    model: str
    """The model that it means, as provider/name if that is known."""


class ThreadDocument(TypedDict):
    format: ThreadDocumentFormat
    """json for programs and for thread/import, markdown for people."""
    version: int
    """The version of this format: 1."""
    thread: Optional[Thread]
    """json: the thread, as thread/get shows it."""
    messages: Optional[List[Message]]
    """json: all its messages, as message/list shows them; an answer's metadata has its model, as
    importedFrom {model}.
    """
    unanswered: Optional[List[Turn]]
    """json: the turns whose question has no answer, as turn/list with includeTexts shows them, the
    oldest first.
    """
    text: Optional[str]
    """markdown: the thread as text."""


class _ThreadDocumentInput(TypedDict):
    format: ThreadDocumentFormat
    """json for programs and for thread/import, markdown for people."""
    version: int
    """The version of this format: 1."""


class ThreadDocumentInput(_ThreadDocumentInput, total=False):
    thread: Optional[ThreadInput]
    """json: the thread, as thread/get shows it."""
    messages: Optional[List[MessageInput]]
    """json: all its messages, as message/list shows them; an answer's metadata has its model, as
    importedFrom {model}.
    """
    unanswered: Optional[List[TurnInput]]
    """json: the turns whose question has no answer, as turn/list with includeTexts shows them, the
    oldest first.
    """
    text: Optional[str]
    """markdown: the thread as text."""


class HistoryThread(TypedDict):
    id: str
    """The thread."""
    number: Optional[int]
    """Its number."""
    title: Optional[str]
    """Its title; null when it has none."""
    isNew: bool
    """Whether the import created it; false when it continued it."""
    copyOf: Optional[str]
    """The thread that it is a version of; null for a thread that is no version."""


class HistorySkip(TypedDict):
    title: Optional[str]
    """The conversation's title; null when it has none or can't be read."""
    conversationId: Optional[str]
    """The conversation's id at the source; null when it has none or can't be read."""
    reason: str
    """What was skipped and why, for people."""
    count: int
    """How many conversations, branches or messages were skipped for this reason."""


class SearchHit(TypedDict):
    thread: Thread
    """The thread of the match."""
    message: Optional[Message]
    """The message that matches; null when the thread's title or a question without an answer
    matches.
    """
    turnId: Optional[str]
    """The turn of the message; if message is null, the turn whose question has no answer, or null
    for a title.
    """
    snippet: str
    """The part of the text that matches, on one line of at most 240 characters without the marks:
    each match stands between U+0002 and U+0003, and … shows where text was left out.
    """


class NewFlow(TypedDict, total=False):
    resistance: Optional[str]
    """How much resistance the work meets; `none` by default."""
    friction: Optional[str]
    """How much friction there is; `minimal` by default."""
    direction: Optional[str]
    """The direction that the work takes; `natural` by default."""


class NewContextConfig(TypedDict, total=False):
    template: Optional[str]
    """The template that it started from; 1 to 200 characters."""
    tooling: Optional[List[str]]
    """The tools that it uses; at most 64, each of 1 to 200 characters."""
    features: Optional[List[str]]
    """The features that it should have; at most 64, each of 1 to 200 characters."""
    customizations: Optional[JSONObject]
    """Everything else: a JSON object of your own."""


class ActionOutcome(TypedDict):
    action: Action
    """The action."""
    result: Optional[JSONObject]
    """Its result; null when none was given."""


class Usage(TypedDict):
    turns: int
    """How many turns ended, with any status."""
    completed: int
    """How many turns completed."""
    failed: int
    """How many turns failed."""
    cancelled: int
    """How many turns were cancelled."""
    interrupted: int
    """How many turns were interrupted because the daemon stopped."""
    unmetered: int
    """How many turns have no token counts, because the provider sent none; the numbers below leave
    them out.
    """
    promptTokens: int
    """Tokens that were sent to the models."""
    completionTokens: int
    """Tokens that the models generated, including reasoning."""
    reasoningTokens: int
    """The part of completionTokens that was reasoning."""
    totalTokens: int
    """All tokens, as the providers count them."""
    cost: Optional[float]
    """The cost of the turns, each at the price that its model had when it ended, in the currency of
    the summary; null if no turn has a price.
    """
    unpriced: int
    """How many turns have token counts but no price; cost leaves them out."""
    firstToken: Optional[Latency]
    """The time from the start to the first token, over completed turns; null without any."""
    whole: Optional[Latency]
    """The time from the start to the end, over completed turns; null without any."""


class Latency(TypedDict):
    medianMs: int
    """The median, in milliseconds."""
    p95Ms: int
    """The 95th percentile, in milliseconds."""
    maxMs: int
    """The maximum, in milliseconds."""


class UsageGroup(TypedDict):
    day: Optional[str]
    """The day, as 2026-11-21 in the daemon's time zone; null unless grouped by day."""
    model: Optional[str]
    """The model, as provider/name; null unless grouped by model."""
    threadId: Optional[str]
    """The thread, even if it was deleted permanently; null for ephemeral turns, and unless grouped
    by thread.
    """
    number: Optional[int]
    """The thread's number; null if it was deleted permanently."""
    title: Optional[str]
    """The thread's title; null if it has none or was deleted."""
    deletedAt: Optional[str]
    """When the thread was deleted; null if it was not, or if it was deleted permanently."""
    usage: Usage
    """What these turns used."""


class Event(TypedDict):
    seq: int
    """1, 2, 3, … for each user, without a gap and never reused."""
    entity: EventEntity
    """What changed: a thread, a task, …."""
    id: str
    """Its id."""
    change: EventChange
    """Whether it was created, updated, deleted or restored."""
    at: str
    """When it changed."""


class TableStats(TypedDict):
    name: str
    """The table's name; contrib/SCHEMA.md describes them."""
    rows: int
    """How many rows it has."""
    bytes: Optional[int]
    """The size of its pages, without its indexes; null if this SQLite cannot tell."""
    indexes: List[IndexStats]
    """Its indexes, the largest first."""


class IndexStats(TypedDict):
    name: str
    """The index's name."""
    bytes: Optional[int]
    """The size of its pages; null if this SQLite cannot tell."""


class TurnStarted(TypedDict):
    """A turn that this connection follows has begun to run."""

    turn: Turn
    """The turn, running."""


class TurnDelta(TypedDict):
    """The next part of the model's output."""

    turnId: str
    """The turn."""
    seq: int
    """1, 2, 3, … within the turn, counting both kinds; joined deltas have the seq of the last one.
    """
    kind: TurnDeltaKind
    """text for the answer, reasoning for the model's reasoning."""
    text: str
    """The text of the delta. All texts of kind text, joined, are the assistant message byte for
    byte.
    """


class TurnRetrying(TypedDict):
    """The provider failed before any text arrived; the request is sent again."""

    turnId: str
    """The turn."""
    attempt: int
    """The number of the next attempt."""
    maxAttempts: int
    """How many attempts are made before the turn fails."""
    delayMs: int
    """How many milliseconds the daemon waits before the next attempt."""
    error: Error
    """Why the last attempt failed."""


class TurnEnded(TypedDict):
    """A turn that this connection follows has ended. It is the turn's last notification."""

    turn: Turn
    """The turn, ended."""
    messages: List[Message]
    """The two messages that it wrote, or none."""


class TurnLagged(TypedDict):
    """The deltas that this connection has are not the turn's whole output: the connection read too
    slowly, or deltas that were sent as text turned out to be reasoning. No more deltas are sent,
    but turn/ended is. Call turn/watch again to catch up.
    """

    turnId: str
    """The turn."""
    seq: int
    """The seq of the last delta that was sent; give it as afterSeq to catch up."""


class EventChanged(TypedDict):
    """Something that the connection's user owns has changed."""

    seq: int
    """1, 2, 3, … for each user, without a gap and never reused."""
    entity: EventEntity
    """What changed: a thread, a task, …."""
    id: str
    """Its id."""
    change: EventChange
    """Whether it was created, updated, deleted or restored."""
    at: str
    """When it changed."""


class EventGone(TypedDict):
    """This connection read too slowly: the next events are no longer kept, so no more are sent.
    Read the lists again, then subscribe again.
    """

    seq: int
    """The seq of the last event that was sent, or the since of the subscription."""
    oldest: int
    """The seq of the oldest event that is still kept."""


class HistoryProgressed(TypedDict):
    """The progress of the import that this connection started; at most four a second."""

    source: HistoryProgressedSource
    """The program that the history comes from."""
    done: int
    """How many conversations were read so far."""
    total: int
    """How many conversations the source holds."""
    threads: int
    """How many threads were created or continued so far."""
    messages: int
    """How many messages were written so far."""
    skipped: int
    """How many conversations, branches and messages could not be imported so far."""


class SearchProgressed(TypedDict):
    """The progress of the search index, while a `thread/search` of this connection that set
    progress waits for it; at most four a second.
    """

    indexed: int
    """How many of these messages are in the index."""
    total: int
    """How many messages have to be in the index before the search begins."""


class ServerInfoResult(TypedDict):
    """What server/info answers."""

    name: str
    """The name of the program: skeind."""
    version: str
    """The daemon's version."""
    protocolVersion: int
    """The version of this protocol: 1."""
    databaseId: str
    """The id of the database; a restored backup has a new one."""
    capabilities: List[str]
    """Features that clients can rely on, in addition to the methods."""
    limits: Limits
    """The limits in force."""
    quotas: Quotas
    """How much each user may use models."""
    currency: Optional[str]
    """The currency of every cost, from the setting currency."""
    providers: Optional[List[str]]
    """The names of the configured providers, in order; for users."""
    missingKeyVariables: Optional[List[str]]
    """The environment variables that hold providers' keys and that the daemon was started without;
    for users.
    """
    socketPath: Optional[str]
    """The socket that the daemon listens on; for operators."""
    databasePath: Optional[str]
    """The path of the database; for operators."""
    configurationPath: Optional[str]
    """The configuration file that was read; null when there is none. For operators."""
    configurationReadAt: Optional[str]
    """When the configuration was last read; for operators."""
    logPath: Optional[str]
    """The file that the log is written to; null if the log goes elsewhere, such as the journal. For
    operators.
    """
    pid: Optional[int]
    """The daemon's process id; for operators."""
    startedAt: str
    """When the daemon started."""


class ServerHealthResult(TypedDict):
    """What server/health answers."""

    status: HealthCheckStatus
    """The worst status of all checks."""
    checks: List[HealthCheck]
    """database, integrity, search, disk, wal, provider, model, schema, configuration and clock."""


class ServerReloadResult(TypedDict):
    """What server/reload answers."""

    changed: List[str]
    """The settings that have changed and are now in force."""
    needRestart: List[str]
    """The settings that have changed and take effect only after a restart."""


class AuthWhoamiResult(TypedDict):
    """What auth/whoami answers."""

    user: User
    """The user."""
    via: AuthWhoamiResultVia
    """peer: by the uid of the client's process, from the kernel. token: by auth/login."""
    operator: bool
    """Whether this connection may call the operators' methods."""


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
    """The document, a consistent snapshot, or a part of it."""
    nextCursor: Optional[str]
    """The cursor of the next part; null after the last, and without paged."""


class UserDeleteResult(TypedDict):
    """What user/delete answers."""

    erased: bool
    """Whether no byte is left; false if another reader of the database delays it."""
    counts: ErasedCounts
    """How many things of each kind were erased."""


class UserCreateResult(TypedDict):
    """What user/create answers."""

    user: User
    """The user as it is now."""


class UserListResult(TypedDict):
    """What user/list answers."""

    data: List[User]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` to get the next page; null on the last page."""


class SessionCreateResult(TypedDict):
    """What session/create answers."""

    session: Session
    """The session."""
    token: str
    """256 random bits in base64url; anyone who has it can log in as the user."""


class SessionListResult(TypedDict):
    """What session/list answers."""

    data: List[Session]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` to get the next page; null on the last page."""


class AccountLinkResult(TypedDict):
    """What account/link answers."""

    account: Account
    """The account."""


class AccountListResult(TypedDict):
    """What account/list answers."""

    data: List[Account]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` to get the next page; null on the last page."""


class ModelListResult(TypedDict):
    """What model/list answers."""

    data: List[Model]
    """The models, provider by provider."""
    errors: List[ModelListError]
    """The providers that did not answer, have no list, or list models that can't be used."""
    aliases: List[ModelAlias]
    """Other names for models, from the configuration."""


class ModelGetResult(TypedDict):
    """What model/get answers."""

    model: Model
    """The model that the name means."""


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
    """The things that the name may mean, the latest activity first; 20 at most."""
    by: Optional[ThreadFindResultBy]
    """What the name matched: their number, the beginning of their id, or their title; null for no
    match.
    """
    hasMore: bool
    """Whether the name may mean more things than data holds."""
    similar: Optional[List[Thread]]
    """If nothing matched, things with a similar title: those whose title begins with the name, or
    else contains it, the latest activity first; 5 at most. null if something matched.
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
    """Give it as `cursor` to get the next page; null on the last page."""


class ThreadForkResult(TypedDict):
    """What thread/fork answers."""

    thread: Thread
    """The thread as it is now."""


class ThreadRevertResult(TypedDict):
    """What thread/revert answers."""

    thread: Thread
    """The thread as it is now."""
    fork: Optional[Thread]
    """The copy of the thread before; null if no message was removed."""


class ThreadExportResult(TypedDict):
    """What thread/export answers."""

    document: ThreadDocument
    """The thread in the requested format."""


class ThreadImportResult(TypedDict):
    """What thread/import answers."""

    thread: Thread
    """The thread as it is now."""


class HistoryImportResult(TypedDict):
    """What history/import answers."""

    threads: int
    """How many threads were created or continued."""
    messages: int
    """How many messages were written."""
    skipped: int
    """How many conversations, branches and messages of the source could not be imported: damaged,
    empty, missing or of an unknown kind.
    """
    firstThreads: List[HistoryThread]
    """The first 20 of the threads."""
    firstSkipped: List[HistorySkip]
    """The first 20 things that could not be imported, and why."""


class ThreadSearchResult(TypedDict):
    """What thread/search answers."""

    data: List[SearchHit]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` to get the next page; null on the last page."""


class MessageListResult(TypedDict):
    """What message/list answers."""

    data: List[Message]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` to get the next page; null on the last page."""


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
    """Its thread as it is now; null if the turn is ephemeral or was cancelled before it was stored.
    """
    messages: List[Message]
    """The messages that it wrote: the user's, then the assistant's. Empty if it was cancelled
    before any text arrived.
    """


class TurnStartResult(TypedDict):
    """What turn/start answers."""

    turn: Turn
    """The turn: queued or running, or ended if the id is that of an ended turn."""
    thread: Optional[Thread]
    """Its thread; null if the turn is ephemeral or was cancelled before it was stored."""


class TurnRetryResult(TypedDict):
    """What turn/retry answers."""

    turn: Turn
    """The turn: queued or running, or ended if the id is that of an ended turn."""
    thread: Optional[Thread]
    """Its thread; null if the turn is ephemeral or was cancelled before it was stored."""


class TurnWatchResult(TypedDict):
    """What turn/watch answers."""

    turn: Turn
    """The turn as it is now."""
    text: str
    """The answer's text after fromSeq."""
    reasoning: str
    """The model's reasoning after fromSeq."""
    fromSeq: int
    """The seq of the delta after which text and reasoning begin."""
    seq: int
    """The seq of the last delta that they include."""


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
    """Give it as `cursor` to get the next page; null on the last page."""


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
    """The things that the name may mean, the latest activity first; 20 at most."""
    by: Optional[ThreadFindResultBy]
    """What the name matched: their number, the beginning of their id, or their title; null for no
    match.
    """
    hasMore: bool
    """Whether the name may mean more things than data holds."""
    similar: Optional[List[Task]]
    """If nothing matched, things with a similar title: those whose title begins with the name, or
    else contains it, the latest activity first; 5 at most. null if something matched.
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
    """Give it as `cursor` to get the next page; null on the last page."""


class TaskArchiveResult(TypedDict):
    """What task/archive answers."""

    archived: int
    """How many tasks this call archived."""


class TaskCountsResult(TypedDict):
    """What task/counts answers."""

    total: int
    """All tasks that are not deleted."""
    completed: int
    """Tasks that are done, including archived ones."""
    incomplete: int
    """Tasks that are not done."""
    archived: int
    """Tasks that are archived; completed includes them."""


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
    """Its thread's messages in order; null unless requested."""
    actions: Optional[List[Action]]
    """Its actions, the oldest first; null unless requested."""
    previews: Optional[List[Preview]]
    """Its previews, the newest first; null unless requested."""


class ContextFindResult(TypedDict):
    """What context/find answers."""

    data: List[Context]
    """The things that the name may mean, the latest activity first; 20 at most."""
    by: Optional[ThreadFindResultBy]
    """What the name matched: their number, the beginning of their id, or their title; null for no
    match.
    """
    hasMore: bool
    """Whether the name may mean more things than data holds."""
    similar: Optional[List[Context]]
    """If nothing matched, things with a similar title: those whose title begins with the name, or
    else contains it, the latest activity first; 5 at most. null if something matched.
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
    """Give it as `cursor` to get the next page; null on the last page."""


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
    """Give it as `cursor` to get the next page; null on the last page."""


class ActionUpdateResult(TypedDict):
    """What action/update answers."""

    action: Action
    """The action as it is now."""


class ActionResultsResult(TypedDict):
    """What action/results answers."""

    data: List[ActionOutcome]
    """This page's entries, in the method's order."""
    nextCursor: Optional[str]
    """Give it as `cursor` to get the next page; null on the last page."""


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
    """Give it as `cursor` to get the next page; null on the last page."""


class PreviewUpdateResult(TypedDict):
    """What preview/update answers."""

    preview: Preview
    """The preview as it is now."""


class UsageSummaryResult(TypedDict):
    """What usage/summary answers."""

    currency: str
    """The currency of every cost, from the setting currency."""
    total: Usage
    """The usage of all counted turns together."""
    groups: Optional[List[UsageGroup]]
    """The usage by day, model or thread; null without groupBy."""
    hasMore: bool
    """Whether there are more groups than these."""


class EventSubscribeResult(TypedDict):
    """What event/subscribe answers."""

    seq: int
    """The seq of the newest event."""


class EventListResult(TypedDict):
    """What event/list answers."""

    data: List[Event]
    """The events after since, ascending."""
    seq: int
    """The seq of the newest event."""


class DbStatsResult(TypedDict):
    """What db/stats answers."""

    path: str
    """The path of the database."""
    bytes: int
    """The size of its file."""
    freeBytes: int
    """How much of the file is unused; db/optimize returns it to the file system."""
    walBytes: int
    """The size of the write-ahead log beside it."""
    schemaVersion: int
    """The number of its newest migration."""
    tables: List[TableStats]
    """The tables, the largest first."""


class DbCheckResult(TypedDict):
    """What db/check answers."""

    ok: bool
    """Whether the check found no problem."""
    problems: List[str]
    """The problems, one sentence each, 100 at most."""


class DbBackupResult(TypedDict):
    """What db/backup answers."""

    path: str
    """The path of the copy."""
    bytes: int
    """The size of the copy."""
    verified: bool
    """Always true: if the check of the copy fails, the copy is removed and the call fails."""


class DbPurgeResult(TypedDict):
    """What db/purge answers."""

    threads: int
    """How many threads were erased, with everything in them."""
    contexts: int
    """How many contexts were erased, with their threads, actions and previews."""
    tasks: int
    """How many tasks were erased."""
    path: Optional[str]
    """The file that holds them, or null when there was nothing to erase."""
    bytes: int
    """The size of that file."""


class DbOptimizeResult(TypedDict):
    """What db/optimize answers."""

    bytesBefore: int
    """The size of the database and its write-ahead log before."""
    bytesAfter: int
    """Their size now."""


class ServerMethods:
    """The methods of skein-server(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def info(self) -> ServerInfoResult:
        """Show the daemon's version, files and limits.

        Only operators see socketPath, databasePath, configurationPath, configurationReadAt, logPath
        and pid; for other users, and for every connection that logged in with a token, they are
        null. providers and missingKeyVariables are null before a login.
        """
        answer: ServerInfoResult = self._call("server/info")
        return answer

    def health(self) -> ServerHealthResult:
        """Check the database, the disk, the write-ahead log, the providers and more.

        The answer comes within about a second, from what the daemon already knows: whether the
        latest writes succeeded, or else a test write, and whether the providers' keys are
        available. A keyCommand is run only if it has not run yet, or if it failed at least a minute
        ago. Only operators see where files are on the daemon's machine. integrity says whether the
        database is known to be undamaged: the daemon stopped cleanly the last time, or else the
        check that runs in the background has passed. search gives the progress of the search index.
        model is degraded when the configured default model is in no list of models that is known.
        """
        answer: ServerHealthResult = self._call("server/health")
        return answer

    def reload(self) -> ServerReloadResult:
        """Read the configuration again, as SIGHUP does. For operators.

        From the answer on, either the whole new configuration is in force or the old one: a
        configuration that cannot be used is refused with invalidState, and the message says why.
        Running turns keep the settings that they started with.
        """
        answer: ServerReloadResult = self._call("server/reload")
        return answer

    def shutdown(self) -> None:
        """Stop the daemon, as SIGTERM does. For operators.

        Running turns have the grace period to finish; turns that need longer end as interrupted.
        """
        self._call("server/shutdown")


class RpcMethods:
    """The description of the protocol."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def discover(self) -> JSONObject:
        """Return the OpenRPC document: every method, type, error and notification."""
        answer: JSONObject = self._call("rpc.discover")
        return answer


class AuthMethods:
    """The methods of skein-auth(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def whoami(self) -> AuthWhoamiResult:
        """Show the user of this connection, and how the daemon identified it."""
        answer: AuthWhoamiResult = self._call("auth/whoami")
        return answer

    def login(self, token: str) -> AuthLoginResult:
        """Log this connection in as the user of a token.

        The login applies to the requests that arrive after it. The connection stops following turns
        and events; turns that it started go on. A token that is unknown, expired or revoked changes
        nothing. A connection that has logged in has no operator rights, whoever its user is.

        token: The token from session/create.
        """
        answer: AuthLoginResult = self._call("auth/login", {"token": token})
        return answer


class UserMethods:
    """The methods of skein-user(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def get(self) -> UserGetResult:
        """Show the user of this connection."""
        answer: UserGetResult = self._call("user/get")
        return answer

    def update(
        self, *, name: Union[Optional[str], Unset] = UNSET,
        image: Union[Optional[str], Unset] = UNSET, email: Union[str, Unset] = UNSET,
        preferences: Union[Optional[JSONObject], Unset] = UNSET,
    ) -> UserUpdateResult:
        """Change your name, picture, address or preferences.

        A member that is left out stays as it is. null clears the name or the picture, and empties
        the preferences; an object replaces the preferences completely. A new address is not
        verified. If another user has the address, the answer is conflict.

        name: Your name, 1 to 200 characters.
        image: Where your picture is, 1 to 2048 characters.
        email: Your email address, stored in lower case; never null.
        preferences: A JSON object of the clients' own.
        """
        answer: UserUpdateResult = self._call("user/update", _changed({
            "name": name, "image": image, "email": email, "preferences": preferences,
        }))
        return answer

    def export(
        self, *, paged: Optional[bool] = None, cursor: Optional[str] = None,
    ) -> UserExportResult:
        """Export everything that you own as one document.

        The document includes what is archived or deleted, except what was deleted permanently. It
        does not include secrets, tokens and events; event/list gives the events, which hold only
        ids and times. A document of more than 8 MiB is refused with limit: paged gives it in parts
        of about 4 MiB. The lists of the parts belong one behind the other; where a part begins with
        the thread that the part before ended with, its messages and turns continue that thread. The
        parts are not one snapshot: what changes meanwhile may be in them as it was or as it is.

        paged: Whether to give the document in parts; false by default.
        cursor: The nextCursor of the previous page.
        """
        answer: UserExportResult = self._call("user/export", _given({
            "paged": paged, "cursor": cursor,
        }))
        return answer

    def delete(self, confirm: str) -> UserDeleteResult:
        """Erase your user and everything that you own, permanently.

        Running turns are cancelled first. Then every row is erased, with every byte of its text in
        the database, in its write-ahead log and in the copies that migrations made. erased is false
        if another program that reads the database delays this; it then finishes by itself. Your
        other connections are closed. The daemon no longer knows your uid; only for its own uid it
        creates a new, empty user. Backups and exports are not erased.

        confirm: Your email address, as user/get shows it.
        """
        answer: UserDeleteResult = self._call("user/delete", {"confirm": confirm})
        return answer

    def create(
        self, email: str, *, id: Optional[str] = None, name: Optional[str] = None,
        uid: Optional[int] = None,
    ) -> UserCreateResult:
        """Create a user, for a uid of this machine or for a token.

        For operators. A user with a uid is logged in by any connection of that uid; a user without
        one needs a token, which session/create makes when it is given userId. If another user has
        the address or the uid, the answer is conflict.

        email: The user's email address, stored in lower case.
        id: The new user's id, so that the call can be repeated safely; the daemon makes one by
            default.
        name: The user's name, 1 to 200 characters.
        uid: The uid whose connections are the user's without a token.
        """
        answer: UserCreateResult = self._call("user/create", _given({
            "email": email, "id": id, "name": name, "uid": uid,
        }))
        return answer

    def list(self, *, limit: Optional[int] = None, cursor: Optional[str] = None) -> UserListResult:
        """List users, the newest first.

        For operators.

        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
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
        """Create a token with which a connection can log in as a user.

        Only this answer shows the token: the daemon stores nothing but its SHA-256. auth/login
        accepts it. Only an operator may give userId, which makes a token of another user. The call
        also removes expired sessions.

        name: What the token is for, 1 to 200 characters.
        expiresInSeconds: How long it is accepted, up to ten years; 30 days by default.
        userId: The user whom it logs in; you by default. Only operators may give it.
        """
        answer: SessionCreateResult = self._call("session/create", _given({
            "name": name, "expiresInSeconds": expiresInSeconds, "userId": userId,
        }))
        return answer

    def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> SessionListResult:
        """List your sessions, the newest first.

        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        """
        answer: SessionListResult = self._call("session/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> Iterator[Session]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "session/list", _given({"limit": limit}))

    def revoke(self, sessionId: str) -> None:
        """Revoke a token; it is not accepted from the next request on.

        A connection that logged in with it gets only unauthenticated from then on, and stops
        following turns and events.

        sessionId: The session whose token to revoke.
        """
        self._call("session/revoke", {"sessionId": sessionId})


class AccountMethods:
    """The methods of skein-account(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def link(
        self, providerId: str, accountId: str, *, secret: Optional[str] = None,
    ) -> AccountLinkResult:
        """Store an account that you have elsewhere, with or without a secret.

        If you already have an account with this providerId and accountId, it is the answer, and a
        secret that is given replaces its secret. If providerId is the name of a configured
        provider, your turns and model/list use the secret as the API key there, instead of the
        configured key. Secrets are stored encrypted, and no method returns one. providerId cannot
        be unix: only the kernel, or an operator with user/create, decides which user has a uid.

        providerId: Where the account is, 1 to 200 characters; for an API key, a configured
            provider's name.
        accountId: Your name there, 1 to 200 characters.
        secret: A secret such as your API key, at most 4096 bytes.
        """
        answer: AccountLinkResult = self._call("account/link", _given({
            "providerId": providerId, "accountId": accountId, "secret": secret,
        }))
        return answer

    def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> AccountListResult:
        """List your accounts, the newest first.

        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        """
        answer: AccountListResult = self._call("account/list", _given({
            "limit": limit, "cursor": cursor,
        }))
        return answer

    def list_all(self, *, limit: Optional[int] = None) -> Iterator[Account]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "account/list", _given({"limit": limit}))

    def unlink(self, accountId: str) -> None:
        """Delete an account and its secret permanently.

        An account of the provider unix cannot be deleted.

        accountId: The account's id, as account/list shows it.
        """
        self._call("account/unlink", {"accountId": accountId})


class ModelMethods:
    """The methods of skein-model(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def list(self) -> ModelListResult:
        """Ask every provider which models it has.

        A provider that does not answer, or has no list, is reported in errors; the models of the
        others are still listed. The daemon remembers the lists for model/get and every turn.
        """
        answer: ModelListResult = self._call("model/list")
        return answer

    def get(self, *, model: Optional[str] = None) -> ModelGetResult:
        """Find the model that a name means.

        Every turn finds its model by the same rule: the name is an alias, provider/name, or a name
        that exactly one provider lists. The daemon remembers the list that each provider last gave:
        a name in it is answered without asking the provider; otherwise the provider is asked for
        its list first. A name that is in no list, or that begins with no provider's name, is
        invalidParams, and the error gives the most similar names. A name that the configuration
        gives under models of a provider is accepted without a list, and a provider without a list
        accepts any provider/name. Without a name, the answer is the configured model, or the only
        model of the only provider.

        model: An alias, name or provider/name; by default the model of a turn that names none.
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
        options: Optional[TurnOptionsInput] = None, purpose: Optional[ThreadPurpose] = None,
    ) -> ThreadCreateResult:
        """Create an empty thread.

        The model is found, or refused, by the rule of model/get; if no list is available, it is
        accepted as a turn would accept it. Providers have five seconds to list their models.
        Requests that the connection sends in the meantime run after the thread is created.

        id: The new thread's id, so that the call can be repeated safely; the daemon makes one by
            default.
        title: Its title.
        model: The model that its turns use unless they name one.
        systemPrompt: The system prompt of its turns.
        contextPolicy: What happens if it is longer than the model's context window: error refuses
            the turn, dropOldest leaves out the oldest messages; the configured policy by default.
        options: The options of its turns, unless a turn sets them itself.
        purpose: edit for text that is written into a document; thread/list leaves such a thread
            out. A conversation by default.
        """
        answer: ThreadCreateResult = self._call("thread/create", _given({
            "id": id, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options, "purpose": purpose,
        }))
        return answer

    def get(
        self, threadId: Optional[str] = None, *, number: Optional[int] = None,
    ) -> ThreadGetResult:
        """Show one thread, even a deleted one.

        threadId: The thread to show; this or number.
        number: Its number, instead of the id.
        """
        answer: ThreadGetResult = self._call("thread/get", _given({
            "threadId": threadId, "number": number,
        }))
        return answer

    def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ThreadFindResult:
        """Find the thread that a person named by a number, an id or a title.

        The name is tried in this order, and the first step that finds a thread gives the answer: as
        a number, if it is all digits and does not start with 0; as the beginning of an id, if it is
        all digits only from eight digits on; as a title, ignoring case. Deleted threads are
        answered only when no other thread has the name, unless includeDeleted is true. Versions of
        threads are found by number and id, never by title.

        name: A number, an id or its beginning, or a title.
        includeDeleted: Whether deleted ones are searched too; false by default.
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
        purpose: Union[Optional[ThreadPurpose], Unset] = UNSET,
    ) -> ThreadUpdateResult:
        """Change a thread's title, model, system prompt, context policy, options or purpose.

        A member that is left out stays as it is; null clears it. The model is found, or refused, as
        by thread/create. A version that is given a title becomes an ordinary thread.

        threadId: The thread to change.
        title: Its new title.
        model: The model that its next turns use.
        systemPrompt: The system prompt of its next turns.
        contextPolicy: What happens if it is longer than the model's context window: error or
            dropOldest.
        options: The options of its next turns; they replace the old ones completely.
        purpose: edit for text that is written into a document; thread/list leaves such a thread
            out. null makes it a conversation.
        """
        answer: ThreadUpdateResult = self._call("thread/update", _changed({
            "threadId": threadId, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options, "purpose": purpose,
        }))
        return answer

    def delete(self, threadId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a thread: hidden from lists until restored, or permanently.

        Its turns are cancelled first, and the answer comes when they have ended. Deleting twice
        succeeds and changes nothing. A permanent deletion also deletes its messages and turns. The
        versions of the thread, which thread/list lists with copiesOf, are deleted and restored with
        it; the copies that thread/fork made are not. The thread of a context can only be deleted
        with its context: otherwise the answer is invalidState, and the message names the context.

        threadId: The thread to delete.
        permanent: Whether it is deleted permanently; false by default.
        """
        self._call("thread/delete", _given({"threadId": threadId, "permanent": permanent}))

    def restore(self, threadId: str) -> ThreadRestoreResult:
        """Restore a deleted thread.

        Restoring a thread that is not deleted succeeds and changes nothing. Versions that were
        deleted with the thread are restored with it. A version whose thread is deleted cannot be
        restored alone: the answer is invalidState, and the message names the thread. The thread of
        a deleted context can only be restored with its context: otherwise the answer is
        invalidState, and the message names the context.

        threadId: The thread to restore.
        """
        answer: ThreadRestoreResult = self._call("thread/restore", {"threadId": threadId})
        return answer

    def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
        includeDeleted: Optional[bool] = None, includeCopies: Optional[bool] = None,
        includeEdits: Optional[bool] = None, copiesOf: Optional[str] = None,
    ) -> ThreadListResult:
        """List threads, the one with the latest activity first.

        Activity is any change to the thread or its messages. The order is the order of these
        changes; no clock decides it, except that a thread of history/import is placed by the time
        of its last activity until it is changed here. The versions that thread/revert and
        history/import make are listed only with includeCopies or copiesOf, and threads with the
        purpose edit only with includeEdits or copiesOf.

        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        includeDeleted: Whether deleted threads are listed too; false by default.
        includeCopies: Whether versions are listed too; false by default.
        includeEdits: Whether threads with the purpose edit are listed too; false by default.
        copiesOf: List only the versions of this thread.
        """
        answer: ThreadListResult = self._call("thread/list", _given({
            "limit": limit, "cursor": cursor, "includeDeleted": includeDeleted,
            "includeCopies": includeCopies, "includeEdits": includeEdits, "copiesOf": copiesOf,
        }))
        return answer

    def list_all(
        self, *, limit: Optional[int] = None, includeDeleted: Optional[bool] = None,
        includeCopies: Optional[bool] = None, includeEdits: Optional[bool] = None,
        copiesOf: Optional[str] = None,
    ) -> Iterator[Thread]:
        """The entries of `list`, from all its pages."""
        return _entries(self._call, "thread/list", _given({
            "limit": limit, "includeDeleted": includeDeleted, "includeCopies": includeCopies,
            "includeEdits": includeEdits, "copiesOf": copiesOf,
        }))

    def fork(
        self, threadId: str, *, id: Optional[str] = None, throughSequence: Optional[int] = None,
    ) -> ThreadForkResult:
        """Copy a thread into a new one, completely or through one message.

        The copied messages have new ids, the same sequences and a turnId of null. The output of a
        running turn is not copied. The copy is a thread of its own, which is not deleted with the
        first one. It keeps the model, the system prompt, the context policy and the options, but
        not the purpose: it is a conversation. A number in parentheses is added to the title to tell
        them apart.

        threadId: The thread to copy.
        id: The new thread's id, so that the call can be repeated safely.
        throughSequence: The sequence of the last message to copy, 0 for none; all messages by
            default.
        """
        answer: ThreadForkResult = self._call("thread/fork", _given({
            "threadId": threadId, "id": id, "throughSequence": throughSequence,
        }))
        return answer

    def revert(self, threadId: str, throughSequence: int) -> ThreadRevertResult:
        """Remove a thread's last messages; a copy of the thread keeps them.

        The whole thread is copied first; then all messages after throughSequence are removed. The
        copy is a version of the thread, hidden from lists and searches, until it gets a message, a
        turn or a title of its own: from then on it is an ordinary thread, and if it still has the
        title of the first one, a number in parentheses is added to tell them apart. If there are
        none, nothing is copied and fork is null, so the call can be repeated. While a turn of the
        thread runs or waits, the answer is busy: cancel the turn first. Turns whose messages are
        removed keep their status, usage and texts: turn/get shows them as before, but messageIds
        names only messages that are still in the thread. Their questions are withdrawn, and so are
        questions without an answer that came after a removed message: withdrawnAt gives the time.

        threadId: The thread to shorten.
        throughSequence: The sequence of the last message to keep; 0 for none.
        """
        answer: ThreadRevertResult = self._call("thread/revert", {
            "threadId": threadId, "throughSequence": throughSequence,
        })
        return answer

    def export(self, threadId: str, format: ThreadDocumentFormat) -> ThreadExportResult:
        """Export a thread as one document, for programs or for people.

        The format json has all data of the thread and its messages, and the turns whose question
        has no answer; markdown has the messages and these questions in the order of the
        conversation. A thread of more than 8 MiB is refused with limit: read it with message/list.

        threadId: The thread to export.
        format: json for programs and for thread/import, markdown for people.
        """
        answer: ThreadExportResult = self._call("thread/export", {
            "threadId": threadId, "format": format,
        })
        return answer

    def import_(self, document: ThreadDocumentInput) -> ThreadImportResult:
        """Create a thread from a document that thread/export wrote.

        The thread and its messages get new ids. The old ids are in each message's metadata, as
        importedFrom {threadId, messageId, turnId}; an older importedFrom is kept inside it. Texts,
        order, roles, tokens and times do not change. Questions without an answer are not imported.
        A second import of the same document answers with the thread that the first one created.

        document: A document of thread/export, in format json.
        """
        answer: ThreadImportResult = self._call("thread/import", {"document": document})
        return answer

    def search(
        self, query: str, *, threadId: Optional[str] = None, since: Optional[str] = None,
        role: Optional[MessageRole] = None, progress: Optional[bool] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
        includeCopies: Optional[bool] = None,
    ) -> ThreadSearchResult:
        """Find threads by their titles, and questions and messages by their texts.

        A word of the query matches words that begin with it; a phrase in quotation marks matches
        the same words one after another. No other character has a special meaning: any text is
        accepted, and a text without a letter, a digit or a symbol finds nothing. Case, accents,
        points and other marks make no difference. A result matches all words and phrases of the
        query. The results come in three groups: first threads whose title matches, with message and
        turnId null; then questions without an answer, with message null and their turnId, where the
        question itself or the partial answer matches, and only the newest try of a question that
        matches; then messages. Every result has its thread, and in each group the newest comes
        first. Deleted threads are not found; versions are found only with includeCopies, or if
        threadId names one. In a snippet, U+0002 and U+0003 enclose each match; the snippet has no
        other control characters, so these marks are never part of the text. Messages enter the
        search index shortly after they are written; a search waits until the index holds every
        message that was acknowledged before it, unless the search is cancelled.

        query: The words to find, and phrases in quotation marks; at most 64 of both together.
        threadId: Search only this thread.
        since: Find only messages from this time on, and titles of threads that have such a message
            or were created since.
        role: Find only messages of this role, and no titles.
        progress: Whether search/progressed reports the progress of the index while the search waits
            for it; false by default.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        includeCopies: Whether versions of threads are searched too; false by default.
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
        """Import the conversations of another program. For operators.

        The source is only read. Each conversation becomes a thread of the caller, with its texts,
        roles, times, model, system prompt and tokens; the conversation with the latest activity is
        imported last. In the metadata of each message, importedFrom {source, conversationId,
        messageId, …} says where it comes from and what it had besides text. Lists sort the thread
        by the time of its last activity. It has a model only if the configuration or a provider's
        list names that model. Other branches of a conversation become versions of its thread, if
        they begin as it does. A conversation that was imported before is not imported again: if it
        has grown since, its thread is continued, in a fork if the thread was continued here as
        well. The import stops when the call is cancelled or the client disconnects: what was
        written stays, and the next import goes on from there. The answer names the first 20 threads
        that were created or continued, and the first 20 things that were skipped. An import takes
        up to 500,000 conversations of at most 64 MiB and 2,000,000 JSON values each, from JSON
        files of up to 4 GiB, at most 1,000 of a directory, or from a database with up to 2,000,000
        rows in a table. A larger conversation is skipped. A source that exceeds another bound, or
        that is read for more than 120 s without reaching the next conversation, ends the import
        with limit.

        source: The program that the history comes from.
        path: The absolute path of the history on the daemon's machine: llm's logs.db; ChatGPT's or
            Claude's conversations.json, or the unzipped directory that holds it.
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
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        order: asc, the default, starts with the first message; desc starts with the last.
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
        """Append one message to a thread; no model is called.

        If a turn is running on the thread, the message comes before the messages that the turn
        writes.

        threadId: The thread to write to.
        role: Whose message it is.
        content: The text of the message: 1 byte to 8 MiB.
        id: The new message's id, so that the call can be repeated safely.
        metadata: A JSON object of your own, stored unchanged.
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
        purpose: Optional[ThreadPurpose] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, settingsOf: Optional[str] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnRunResult:
        """Ask a model a question, and answer when the model has finished.

        The question and the answer are written together when the model has finished, or not at all.
        With stream, the output is also sent as it arrives, in turn/started, turn/delta,
        turn/retrying and turn/ended. If turn/cancel ends the turn, the result has the status
        cancelled, and the text that had arrived is kept. If this request itself is cancelled, it
        answers the error cancelled, and the turn is cancelled too. Closing the connection does not
        end the turn unless onDisconnect is cancel. A user who has used up a quota (see server/info)
        is refused with limit before a request is sent to the provider; turns that were already
        waiting fail with limit.

        input: The question: 1 byte to 8 MiB.
        threadId: The thread to continue; by default a new one is created in the same transaction.
        id: The new turn's id: a second call with the same id attaches to the turn instead of asking
            again.
        model: An alias, name or provider/name, found as by model/get; by default the thread's
            model, or else the configured one.
        systemPrompt: The system prompt: of the new thread, or, on an existing thread, of this turn
            alone.
        purpose: The purpose of the new thread: edit for text that is written into a document, as
            when an editor rewrites a selection; a conversation by default. Not allowed with
            threadId.
        metadata: A JSON object of your own, stored with the user's message.
        options: Options for the model; those left out come from the thread, then the alias, then
            the model's configuration.
        settingsOf: An earlier turn whose model, system prompt and options are used where this
            request gives none, as when a question is asked again in other words.
        stream: For turn/run: whether turn/started, turn/delta and turn/ended are sent too; false by
            default.
        ephemeral: Whether nothing is stored; false by default.
        onDisconnect: What happens when this connection closes: the turn continues (continue, the
            default) or is cancelled (cancel).
        ifBusy: What happens while another turn of the thread runs or waits: queue, the default,
            waits for its turn; reject answers busy.
        deltaIntervalMs: The shortest time between deltas to this connection; those in between are
            joined. 0, the default, sends each as it comes.
        """
        answer: TurnRunResult = self._call("turn/run", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "purpose": purpose, "metadata": metadata,
            "options": options, "settingsOf": settingsOf, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def start(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        purpose: Optional[ThreadPurpose] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, settingsOf: Optional[str] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnStartResult:
        """Ask a model a question, answer at once, and follow the turn on this connection.

        The answer is sent before the turn's first notification.

        input: The question: 1 byte to 8 MiB.
        threadId: The thread to continue; by default a new one is created in the same transaction.
        id: The new turn's id: a second call with the same id attaches to the turn instead of asking
            again.
        model: An alias, name or provider/name, found as by model/get; by default the thread's
            model, or else the configured one.
        systemPrompt: The system prompt: of the new thread, or, on an existing thread, of this turn
            alone.
        purpose: The purpose of the new thread: edit for text that is written into a document, as
            when an editor rewrites a selection; a conversation by default. Not allowed with
            threadId.
        metadata: A JSON object of your own, stored with the user's message.
        options: Options for the model; those left out come from the thread, then the alias, then
            the model's configuration.
        settingsOf: An earlier turn whose model, system prompt and options are used where this
            request gives none, as when a question is asked again in other words.
        stream: For turn/run: whether turn/started, turn/delta and turn/ended are sent too; false by
            default.
        ephemeral: Whether nothing is stored; false by default.
        onDisconnect: What happens when this connection closes: the turn continues (continue, the
            default) or is cancelled (cancel).
        ifBusy: What happens while another turn of the thread runs or waits: queue, the default,
            waits for its turn; reject answers busy.
        deltaIntervalMs: The shortest time between deltas to this connection; those in between are
            joined. 0, the default, sends each as it comes.
        """
        answer: TurnStartResult = self._call("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "purpose": purpose, "metadata": metadata,
            "options": options, "settingsOf": settingsOf, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, stream: Optional[bool] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnRetryResult:
        """Ask the question of an ended turn again, in a new turn.

        It works as turn/start with the old turn's input on the same thread; every other member that
        is left out is taken from the old turn. Any turn that has ended can be retried; for others
        the answer is invalidState. The request to the model has the messages that the thread has
        now, without the earlier answer to this question. When the new answer is written, the new
        question and answer replace the old two messages, with the same sequences; the old turn
        keeps its status, usage and texts, as with thread/revert. If the retry fails, the old
        messages stay. Only the last question of a thread can be retried: if other messages follow
        its answer, the answer is invalidState. If messages are added while the retry waits or runs,
        it fails with invalidState, and the text that had arrived is kept on the turn.

        turnId: The turn to retry.
        id: The new turn's id: a second call with the same id attaches to the turn instead of asking
            again.
        model: An alias, name or provider/name; the old turn's by default.
        systemPrompt: The system prompt of this turn alone; by default the old turn's, or else the
            thread's.
        metadata: A JSON object of your own, stored with the user's message; the old turn's by
            default.
        options: Options for the model, replacing the old turn's completely; the old turn's by
            default.
        stream: Accepted but without effect: the connection follows the turn in any case.
        ephemeral: Whether nothing of the new turn is stored; false by default.
        onDisconnect: What happens when this connection closes: the turn continues (continue, the
            default) or is cancelled (cancel).
        ifBusy: What happens while another turn of the thread runs or waits: queue, the default,
            waits for its turn; reject answers busy.
        deltaIntervalMs: The shortest time between deltas to this connection; those in between are
            joined. 0, the default, sends each as it comes.
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
        """Follow a turn: its output so far, then the rest as it arrives.

        The answer holds the output of the deltas after fromSeq, up to and including seq; turn/delta
        continues with seq + 1, without a gap or a repetition. If fromSeq is 0, text is the whole
        output so far: replace the text that you have instead of appending. For a turn that has
        ended, the answer holds the whole output, and turn/ended follows.

        turnId: The turn to follow.
        afterSeq: The seq of the last delta that you have; 0 by default.
        deltaIntervalMs: The shortest time between deltas to this connection; those in between are
            joined. 0, the default, sends each as it comes.
        """
        answer: TurnWatchResult = self._call("turn/watch", _given({
            "turnId": turnId, "afterSeq": afterSeq, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    def unwatch(self, turnId: str) -> None:
        """Stop following a turn; the turn goes on.

        It is no error if the connection does not follow the turn.

        turnId: The turn to stop following.
        """
        self._call("turn/unwatch", {"turnId": turnId})

    def cancel(self, turnId: str) -> TurnCancelResult:
        """Cancel a turn; the text that has arrived is kept.

        The provider's stream is closed within a second. If text has arrived, the question and this
        text are written as messages, and finishReason is cancelled; otherwise no message is
        written. The answer comes when the turn has ended. A turn that had already ended is answered
        unchanged. A turn that is not stored yet, because the daemon waits for its provider's list
        of models or for the database, leaves no trace: it is reported as cancelled, and afterwards
        is not found.

        turnId: The turn to cancel.
        """
        answer: TurnCancelResult = self._call("turn/cancel", {"turnId": turnId})
        return answer

    def get(self, turnId: str) -> TurnGetResult:
        """Show one turn with its texts, even if it failed.

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

        input, output, reasoning and options are null unless includeTexts is true; a page then ends
        early at 4 MiB. unanswered lists only turns whose question is in no message: turns that
        failed, were interrupted, or were cancelled before any text arrived. It leaves out questions
        that a later retry has answered, and questions that were withdrawn (turn/withdraw,
        thread/revert). Unanswered questions are not sent to a model.

        threadId: List only turns of this thread.
        status: Only those with this status.
        unanswered: Whether to list only turns whose question has no answer; false by default.
        includeTexts: Whether to include input, output, reasoning and options; false by default.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
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
        """Withdraw a question that has no answer.

        This withdraws the turn and all other turns that asked the same question as retries:
        turn/list no longer lists them as unanswered, and thread/search no longer finds them.
        Nothing is deleted: turn/get and turn/list still show them, with withdrawnAt. Withdrawing
        twice changes nothing. If the question is a message of the thread, the answer is
        invalidState: thread/revert removes messages. While a turn of the thread runs or waits, the
        answer is busy. deleteEmptyThread also deletes the thread if it is empty now; thread/restore
        restores it. A thread counts as empty if a turn created it, if it has no message, no other
        unanswered question, no version and no context, and no title except the one derived from its
        first question.

        turnId: The turn whose question to withdraw.
        deleteEmptyThread: Whether to delete its thread too if that is empty then; false by default.
            Do not set it if you ask another question in the thread at once.
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
        """Create a task.

        title: What is to be done.
        id: The new task's id, so that the call can be repeated safely; the daemon makes one by
            default.
        description: More details, 64 KiB at most.
        threadId: The thread that it is about.
        """
        answer: TaskCreateResult = self._call("task/create", _given({
            "title": title, "id": id, "description": description, "threadId": threadId,
        }))
        return answer

    def get(self, taskId: Optional[str] = None, *, number: Optional[int] = None) -> TaskGetResult:
        """Show one task, even a deleted one.

        taskId: The task to show; this or number.
        number: Its number, instead of the id.
        """
        answer: TaskGetResult = self._call("task/get", _given({"taskId": taskId, "number": number}))
        return answer

    def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> TaskFindResult:
        """Find the task that a person named by a number, an id or a title.

        The name is tried in this order, and the first step that finds a task gives the answer: as a
        number, if it is all digits and does not start with 0; as the beginning of an id, if it is
        all digits only from eight digits on; as a title, ignoring case. Deleted tasks are answered
        only when no other task has the name, unless includeDeleted is true.

        name: A number, an id or its beginning, or a title.
        includeDeleted: Whether deleted ones are searched too; false by default.
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

        A member that is left out stays as it is; null clears the description or the thread. An
        update that would change no value changes nothing, not even updatedAt, so that it can be
        repeated. An archived task that is made incomplete returns to the lists.

        taskId: The task to change.
        title: Its new title; never null.
        description: Its new description, 64 KiB at most.
        completed: Whether it is done; never null.
        threadId: The thread that it is about.
        """
        answer: TaskUpdateResult = self._call("task/update", _changed({
            "taskId": taskId, "title": title, "description": description, "completed": completed,
            "threadId": threadId,
        }))
        return answer

    def toggle(self, taskId: str) -> TaskToggleResult:
        """Complete a task, or make a completed one incomplete.

        This method is for buttons. It cannot be repeated safely after a lost answer, so scripts
        should call task/update with `completed` instead.

        taskId: The task to change.
        """
        answer: TaskToggleResult = self._call("task/toggle", {"taskId": taskId})
        return answer

    def delete(self, taskId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a task: hidden from lists until restored, or permanently.

        Deleting twice succeeds and changes nothing.

        taskId: The task to delete.
        permanent: Whether it is deleted permanently; false by default.
        """
        self._call("task/delete", _given({"taskId": taskId, "permanent": permanent}))

    def restore(self, taskId: str) -> TaskRestoreResult:
        """Restore a deleted task.

        Restoring a task that is not deleted succeeds and changes nothing.

        taskId: The task to restore.
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

        createdAt sorts by the order in which the tasks were made, updatedAt by the order of their
        last changes; no clock decides either. title compares character by character, with the
        letters A to Z as a to z; tasks with the same title are in the order in which they were
        made.

        completed: true: only tasks that are done; false: only tasks that are not; by default both.
        sort: What to sort by; createdAt by default.
        order: asc starts with the oldest or the first title, desc with the last; the default is
            desc, but asc for title.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        includeDeleted: Whether deleted tasks are listed too; false by default.
        includeArchived: Whether archived tasks are listed too; false by default.
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
        """Archive completed tasks: lists no longer show them.

        Give taskIds, completedBefore or both; with both, only the named tasks that were completed
        before that time are archived. Named tasks that are not completed, or are already archived,
        do not change; if one of them does not exist, nothing is archived. completedBefore alone
        archives in small steps, and other clients can write between two steps: a task that changes
        in the meantime is not archived, and tasks that were archived before an error stay archived.
        Archived tasks are counted, are listed with `includeArchived`, and return to the lists when
        they are made incomplete.

        taskIds: The tasks to archive, 1000 at most.
        completedBefore: Archive only tasks that were completed before this time.
        """
        answer: TaskArchiveResult = self._call("task/archive", _given({
            "taskIds": taskIds, "completedBefore": completedBefore,
        }))
        return answer

    def counts(self) -> TaskCountsResult:
        """Count tasks by their state.

        Archived tasks are counted, deleted ones are not.
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
        """Create a context and the thread that it owns.

        Either both are created or neither. turn/run and message/append work in this thread as in
        any other.

        id: The new context's id, so that the call can be repeated safely; the daemon makes one by
            default.
        title: The thread's title.
        status: The status of the work; setup by default.
        flow: Three words that describe how the work should go.
        config: The template, tools and features of the work.
        metadata: A JSON object of your own, stored unchanged.
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
        """Show one context, even a deleted one, with its parts, in one consistent snapshot.

        Everything that one call asks for is read in one transaction, so no write is seen half done.
        Messages and actions come oldest first, previews newest first. An answer of more than 8 MiB
        is refused with limit: message/list, action/list and preview/list read the same in pages.

        contextId: The context to show; this or number.
        number: Its number, instead of the id.
        include: The parts to show with it; none by default.
        """
        answer: ContextGetResult = self._call("context/get", _given({
            "contextId": contextId, "number": number, "include": include,
        }))
        return answer

    def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ContextFindResult:
        """Find the context that a person named by a number, an id or a title.

        The name is tried in this order, and the first step that finds a context gives the answer:
        as a number, if it is all digits and does not start with 0; as the beginning of an id, if it
        is all digits only from eight digits on; as the title of a context's thread, ignoring case.
        Deleted contexts are answered only when no other context has the name, unless includeDeleted
        is true.

        name: A number, an id or its beginning, or a title.
        includeDeleted: Whether deleted ones are searched too; false by default.
        """
        answer: ContextFindResult = self._call("context/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    def active(self) -> ContextActiveResult:
        """Show the most recently changed context among those whose status is active.

        A write to the context, to its thread's messages, its actions or its previews counts as a
        change.
        """
        answer: ContextActiveResult = self._call("context/active")
        return answer

    def list(
        self, *, status: Optional[ContextStatus] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, includeDeleted: Optional[bool] = None,
    ) -> ContextListResult:
        """List contexts, the most recently changed first.

        A write to the context, to its thread's messages, its actions or its previews counts as a
        change. The order is the order of the writes; no clock decides it.

        status: Only those with this status.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
        includeDeleted: Whether deleted contexts are listed too; false by default.
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

        A member that is left out stays as it is. An object replaces the old one completely; null
        resets flow and config to their defaults, and clears metadata. The title belongs to the
        thread: thread/update changes it.

        contextId: The context to change.
        status: The status of the work; never null.
        flow: Three words that describe how the work should go.
        config: The template, tools and features of the work.
        metadata: A JSON object of your own, stored unchanged.
        """
        answer: ContextUpdateResult = self._call("context/update", _changed({
            "contextId": contextId, "status": status, "flow": flow, "config": config,
            "metadata": metadata,
        }))
        return answer

    def delete(self, contextId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a context and its thread: hidden from lists until restored, or permanently.

        The turns of its thread are cancelled first, and the answer comes when they have ended.
        Deleting twice succeeds and changes nothing. A permanent deletion also removes the thread
        with its messages and turns, the actions and the previews. The deletion is one event, the
        context's.

        contextId: The context to delete.
        permanent: Whether it is deleted permanently; false by default.
        """
        self._call("context/delete", _given({"contextId": contextId, "permanent": permanent}))

    def restore(self, contextId: str) -> ContextRestoreResult:
        """Restore a deleted context and its thread.

        Restoring a context that is not deleted succeeds and changes nothing.

        contextId: The context to restore.
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
        """Record work to be done for a context; the action starts as pending.

        The daemon does not do the work: a client takes the action with action/update. An unknown
        type is invalidParams; only a new version of the daemon adds types.

        contextId: The context that the action belongs to.
        type: The kind of work.
        payload: What is to be done: a JSON object of your own, stored unchanged.
        id: The new action's id, so that the call can be repeated safely.
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
        number: Its number within the context, instead of the id.
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

        With status pending: the work that no client has started.

        contextId: The context to read.
        status: Only those with this status.
        type: Only work of this kind.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
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
        """Change an action's status: start, complete, fail or decline it.

        A pending action can become running, or failed, which declines it; a running action can
        become completed or failed. Any other change is invalidState, and so is the status that the
        action already has. So when several clients try to start the same action, exactly one of
        them is answered with a result, and does the work. A client that lost the answer calls
        action/get. A result can be given only with completed or failed.

        actionId: The action to change.
        status: Its new status.
        result: The result: a JSON object of your own, stored unchanged.
        """
        answer: ActionUpdateResult = self._call("action/update", _changed({
            "actionId": actionId, "status": status, "result": result,
        }))
        return answer

    def results(
        self, contextId: str, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> ActionResultsResult:
        """List a context's ended actions with their results, the oldest first.

        contextId: The context to read.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
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
        """Record that a context has a preview, or will have one.

        The daemon neither creates nor checks previews: clients report their status.

        contextId: The context it belongs to.
        id: The new preview's id, so that the call can be repeated safely.
        url: The URL of the preview; 1 to 2048 characters.
        deploymentId: The deployment's id at the service that deploys it.
        status: Its status; generating by default.
        metadata: A JSON object of your own, stored unchanged.
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
        number: Its number within the context, instead of the id.
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
        status: Only those with this status.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        cursor: The nextCursor of the previous page.
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
        """Change a preview's URL, deployment id, status or metadata.

        A member that is left out stays as it is; null clears it.

        previewId: The preview to change.
        url: The URL of the preview; 1 to 2048 characters.
        deploymentId: The deployment's id at the service that deploys it.
        status: Its status; never null.
        metadata: A JSON object of your own, stored unchanged.
        """
        answer: PreviewUpdateResult = self._call("preview/update", _changed({
            "previewId": previewId, "url": url, "deploymentId": deploymentId, "status": status,
            "metadata": metadata,
        }))
        return answer

    def delete(self, previewId: str) -> None:
        """Delete a preview permanently.

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
        """Sum up the usage of turns: tokens, costs and times.

        Every turn that has ended counts, at the time when it ended: also failed, cancelled,
        interrupted and ephemeral turns, every retry, and turns of deleted threads. Days are days of
        the daemon's time zone, the newest first; models and threads are sorted by their tokens, the
        most first. The cost of a turn is fixed when it ends, by the price that the configuration
        gives for its model; later changes of the price do not change it. An answer has at most 1000
        groups; the total also includes the groups beyond these.

        from_: Count only turns that ended at this time or later.
        to: Count only turns that ended before this time, which must be later than from.
        groupBy: What to group by; by default there is only the total.
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
        """Follow every change, from an earlier event or from now on.

        After the answer, event/changed is sent for the events since + 1, since + 2, … in order,
        then for each new one, once and without a gap. Without since it starts after the seq of the
        answer. A connection that reads slowly is sent fewer events at a time and misses none. A
        second subscription replaces the first.

        since: The seq of the last event that you have; 0 for all events; by default only new ones.
        """
        answer: EventSubscribeResult = self._call("event/subscribe", _given({"since": since}))
        return answer

    def unsubscribe(self) -> None:
        """Stop following changes.

        No event/changed is sent after the answer. It is no error if the connection follows nothing.
        """
        self._call("event/unsubscribe")

    def list(self, *, since: Optional[int] = None, limit: Optional[int] = None) -> EventListResult:
        """List changes, the oldest first.

        There is no cursor: give the last seq of a page as since of the next call. The list has
        ended when data is empty or its last entry has the seq of the answer.

        since: The seq of the last event that you have; by default the list begins with the oldest
            event kept.
        limit: The most entries that a page holds, 1 to 200; 50 by default.
        """
        answer: EventListResult = self._call("event/list", _given({"since": since, "limit": limit}))
        return answer


class DbMethods:
    """The methods of skein-db(7)."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def stats(self) -> DbStatsResult:
        """Show what the database contains and how large it is. For operators."""
        answer: DbStatsResult = self._call("db/stats")
        return answer

    def check(self) -> DbCheckResult:
        """Read the whole database and list its problems. For operators.

        The check covers every page, every index, the references between rows, and the rules of
        skein that SQLite cannot enforce: message sequences and event feeds without a gap, turns
        with both of their messages or neither, and a search index that matches the messages.
        Nothing is changed. Other clients can read during the check, and can write until it reaches
        the search index. A damaged page makes the daemon read-only, as it does in the check after a
        crash, and server/health reports it.
        """
        answer: DbCheckResult = self._call("db/check")
        return answer

    def backup(self, path: str) -> DbBackupResult:
        """Copy the database while it is in use. For operators.

        The copy is a consistent snapshot without any deleted data. It is checked completely, and
        appears at its path only when all of it is on the disk. It has a new `databaseId`, so that
        clients of a daemon that is started on it know that their saved state is outdated. It does
        not contain the key file that account secrets are encrypted with.

        path: Where to write the copy: the absolute path of a file that does not exist yet.
        """
        answer: DbBackupResult = self._call("db/backup", {"path": path})
        return answer

    def purge(
        self, path: str, *, deletedBefore: Optional[str] = None,
        archivedBefore: Optional[str] = None,
    ) -> DbPurgeResult:
        """Erase what was deleted or archived long ago. For operators.

        This erases, for every user, the threads, contexts and tasks that were deleted before
        deletedBefore, and the tasks that were archived before archivedBefore. Everything is first
        written to a new file, one JSON object a line: {entity, user, value}, where value is the
        thing as its methods show it; a thread's messages and turns follow the thread, and a
        context's actions and previews follow the context. Only what is safely in that file, and has
        not changed since, is erased. If there is nothing to erase, no file is created. The
        `retention` setting does the same every day.

        path: Where to write what is erased: the absolute path of a file that does not exist yet.
        deletedBefore: Erase what was deleted before this time.
        archivedBefore: Erase tasks that were archived before this time.
        """
        answer: DbPurgeResult = self._call("db/purge", _given({
            "path": path, "deletedBefore": deletedBefore, "archivedBefore": archivedBefore,
        }))
        return answer

    def optimize(self) -> DbOptimizeResult:
        """Return free pages to the file system. For operators.

        This frees a few pages at a time, so that no other call has to wait, and then empties the
        write-ahead log. If a reader still uses the log, it is emptied later.
        """
        answer: DbOptimizeResult = self._call("db/optimize")
        return answer


class Client(_Client):
    """A connection to the daemon, safe to use from many threads: `connect` makes it."""

    def ask(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        purpose: Optional[ThreadPurpose] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, settingsOf: Optional[str] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> Answer:
        """Ask a model, and receive its answer while it is written.

        input: The question: 1 byte to 8 MiB.
        threadId: The thread to continue; by default a new one is created in the same transaction.
        id: The new turn's id: a second call with the same id attaches to the turn instead of asking
            again.
        model: An alias, name or provider/name, found as by model/get; by default the thread's
            model, or else the configured one.
        systemPrompt: The system prompt: of the new thread, or, on an existing thread, of this turn
            alone.
        purpose: The purpose of the new thread: edit for text that is written into a document, as
            when an editor rewrites a selection; a conversation by default. Not allowed with
            threadId.
        metadata: A JSON object of your own, stored with the user's message.
        options: Options for the model; those left out come from the thread, then the alias, then
            the model's configuration.
        settingsOf: An earlier turn whose model, system prompt and options are used where this
            request gives none, as when a question is asked again in other words.
        ephemeral: Whether nothing is stored; false by default.
        onDisconnect: What happens when this connection closes: the turn continues (continue, the
            default) or is cancelled (cancel).
        ifBusy: What happens while another turn of the thread runs or waits: queue, the default,
            waits for its turn; reject answers busy.
        deltaIntervalMs: The shortest time between deltas to this connection; those in between are
            joined. 0, the default, sends each as it comes.
        timeout: Seconds after which the turn is cancelled; no limit by default.
        """
        return self._answer("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "purpose": purpose, "metadata": metadata,
            "options": options, "settingsOf": settingsOf, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None, timeout: Optional[float] = None,
    ) -> Answer:
        """Ask the question of a turn again, and receive the answer while it is written.

        turnId: The turn to retry.
        id: The new turn's id: a second call with the same id attaches to the turn instead of asking
            again.
        model: An alias, name or provider/name; the old turn's by default.
        systemPrompt: The system prompt of this turn alone; by default the old turn's, or else the
            thread's.
        metadata: A JSON object of your own, stored with the user's message; the old turn's by
            default.
        options: Options for the model, replacing the old turn's completely; the old turn's by
            default.
        ephemeral: Whether nothing of the new turn is stored; false by default.
        onDisconnect: What happens when this connection closes: the turn continues (continue, the
            default) or is cancelled (cancel).
        ifBusy: What happens while another turn of the thread runs or waits: queue, the default,
            waits for its turn; reject answers busy.
        deltaIntervalMs: The shortest time between deltas to this connection; those in between are
            joined. 0, the default, sends each as it comes.
        timeout: Seconds after which the turn is cancelled; no limit by default.
        """
        return self._answer("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    def ping(self) -> None:
        """Answer at once, to show that the daemon is running."""
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
    """The methods of skein-server(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def info(self) -> ServerInfoResult:
        """Show the daemon's version, files and limits."""
        answer: ServerInfoResult = await self._call("server/info")
        return answer

    async def health(self) -> ServerHealthResult:
        """Check the database, the disk, the write-ahead log, the providers and more."""
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
    """The description of the protocol, for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def discover(self) -> JSONObject:
        """Return the OpenRPC document: every method, type, error and notification."""
        answer: JSONObject = await self._call("rpc.discover")
        return answer


class AsyncAuthMethods:
    """The methods of skein-auth(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def whoami(self) -> AuthWhoamiResult:
        """Show the user of this connection, and how the daemon identified it."""
        answer: AuthWhoamiResult = await self._call("auth/whoami")
        return answer

    async def login(self, token: str) -> AuthLoginResult:
        """Log this connection in as the user of a token."""
        answer: AuthLoginResult = await self._call("auth/login", {"token": token})
        return answer


class AsyncUserMethods:
    """The methods of skein-user(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def get(self) -> UserGetResult:
        """Show the user of this connection."""
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

    async def export(
        self, *, paged: Optional[bool] = None, cursor: Optional[str] = None,
    ) -> UserExportResult:
        """Export everything that you own as one document."""
        answer: UserExportResult = await self._call("user/export", _given({
            "paged": paged, "cursor": cursor,
        }))
        return answer

    async def delete(self, confirm: str) -> UserDeleteResult:
        """Erase your user and everything that you own, permanently."""
        answer: UserDeleteResult = await self._call("user/delete", {"confirm": confirm})
        return answer

    async def create(
        self, email: str, *, id: Optional[str] = None, name: Optional[str] = None,
        uid: Optional[int] = None,
    ) -> UserCreateResult:
        """Create a user, for a uid of this machine or for a token."""
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
    """The methods of skein-session(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, *, name: Optional[str] = None, expiresInSeconds: Optional[int] = None,
        userId: Optional[str] = None,
    ) -> SessionCreateResult:
        """Create a token with which a connection can log in as a user."""
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
        """Revoke a token; it is not accepted from the next request on."""
        await self._call("session/revoke", {"sessionId": sessionId})


class AsyncAccountMethods:
    """The methods of skein-account(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def link(
        self, providerId: str, accountId: str, *, secret: Optional[str] = None,
    ) -> AccountLinkResult:
        """Store an account that you have elsewhere, with or without a secret."""
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
        """Delete an account and its secret permanently."""
        await self._call("account/unlink", {"accountId": accountId})


class AsyncModelMethods:
    """The methods of skein-model(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def list(self) -> ModelListResult:
        """Ask every provider which models it has."""
        answer: ModelListResult = await self._call("model/list")
        return answer

    async def get(self, *, model: Optional[str] = None) -> ModelGetResult:
        """Find the model that a name means."""
        answer: ModelGetResult = await self._call("model/get", _given({"model": model}))
        return answer


class AsyncThreadMethods:
    """The methods of skein-thread(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, *, id: Optional[str] = None, title: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, contextPolicy: Optional[ThreadContextPolicy] = None,
        options: Optional[TurnOptionsInput] = None, purpose: Optional[ThreadPurpose] = None,
    ) -> ThreadCreateResult:
        """Create an empty thread."""
        answer: ThreadCreateResult = await self._call("thread/create", _given({
            "id": id, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options, "purpose": purpose,
        }))
        return answer

    async def get(
        self, threadId: Optional[str] = None, *, number: Optional[int] = None,
    ) -> ThreadGetResult:
        """Show one thread, even a deleted one."""
        answer: ThreadGetResult = await self._call("thread/get", _given({
            "threadId": threadId, "number": number,
        }))
        return answer

    async def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ThreadFindResult:
        """Find the thread that a person named by a number, an id or a title."""
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
        purpose: Union[Optional[ThreadPurpose], Unset] = UNSET,
    ) -> ThreadUpdateResult:
        """Change a thread's title, model, system prompt, context policy, options or purpose."""
        answer: ThreadUpdateResult = await self._call("thread/update", _changed({
            "threadId": threadId, "title": title, "model": model, "systemPrompt": systemPrompt,
            "contextPolicy": contextPolicy, "options": options, "purpose": purpose,
        }))
        return answer

    async def delete(self, threadId: str, *, permanent: Optional[bool] = None) -> None:
        """Delete a thread: hidden from lists until restored, or permanently."""
        await self._call("thread/delete", _given({"threadId": threadId, "permanent": permanent}))

    async def restore(self, threadId: str) -> ThreadRestoreResult:
        """Restore a deleted thread."""
        answer: ThreadRestoreResult = await self._call("thread/restore", {"threadId": threadId})
        return answer

    async def list(
        self, *, limit: Optional[int] = None, cursor: Optional[str] = None,
        includeDeleted: Optional[bool] = None, includeCopies: Optional[bool] = None,
        includeEdits: Optional[bool] = None, copiesOf: Optional[str] = None,
    ) -> ThreadListResult:
        """List threads, the one with the latest activity first."""
        answer: ThreadListResult = await self._call("thread/list", _given({
            "limit": limit, "cursor": cursor, "includeDeleted": includeDeleted,
            "includeCopies": includeCopies, "includeEdits": includeEdits, "copiesOf": copiesOf,
        }))
        return answer

    def list_all(
        self, *, limit: Optional[int] = None, includeDeleted: Optional[bool] = None,
        includeCopies: Optional[bool] = None, includeEdits: Optional[bool] = None,
        copiesOf: Optional[str] = None,
    ) -> AsyncIterator[Thread]:
        """The entries of `list`, from all its pages."""
        return _entries_async(self._call, "thread/list", _given({
            "limit": limit, "includeDeleted": includeDeleted, "includeCopies": includeCopies,
            "includeEdits": includeEdits, "copiesOf": copiesOf,
        }))

    async def fork(
        self, threadId: str, *, id: Optional[str] = None, throughSequence: Optional[int] = None,
    ) -> ThreadForkResult:
        """Copy a thread into a new one, completely or through one message."""
        answer: ThreadForkResult = await self._call("thread/fork", _given({
            "threadId": threadId, "id": id, "throughSequence": throughSequence,
        }))
        return answer

    async def revert(self, threadId: str, throughSequence: int) -> ThreadRevertResult:
        """Remove a thread's last messages; a copy of the thread keeps them."""
        answer: ThreadRevertResult = await self._call("thread/revert", {
            "threadId": threadId, "throughSequence": throughSequence,
        })
        return answer

    async def export(self, threadId: str, format: ThreadDocumentFormat) -> ThreadExportResult:
        """Export a thread as one document, for programs or for people."""
        answer: ThreadExportResult = await self._call("thread/export", {
            "threadId": threadId, "format": format,
        })
        return answer

    async def import_(self, document: ThreadDocumentInput) -> ThreadImportResult:
        """Create a thread from a document that thread/export wrote."""
        answer: ThreadImportResult = await self._call("thread/import", {"document": document})
        return answer

    async def search(
        self, query: str, *, threadId: Optional[str] = None, since: Optional[str] = None,
        role: Optional[MessageRole] = None, progress: Optional[bool] = None,
        limit: Optional[int] = None, cursor: Optional[str] = None,
        includeCopies: Optional[bool] = None,
    ) -> ThreadSearchResult:
        """Find threads by their titles, and questions and messages by their texts."""
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
    """The methods of skein-history(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def import_(self, source: HistoryProgressedSource, path: str) -> HistoryImportResult:
        """Import the conversations of another program. For operators."""
        answer: HistoryImportResult = await self._call("history/import", {
            "source": source, "path": path,
        })
        return answer


class AsyncMessageMethods:
    """The methods of skein-message(7), for asyncio."""

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
        """Append one message to a thread; no model is called."""
        answer: MessageAppendResult = await self._call("message/append", _given({
            "threadId": threadId, "role": role, "content": content, "id": id, "metadata": metadata,
        }))
        return answer


class AsyncTurnMethods:
    """The methods of skein-turn(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def run(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        purpose: Optional[ThreadPurpose] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, settingsOf: Optional[str] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnRunResult:
        """Ask a model a question, and answer when the model has finished."""
        answer: TurnRunResult = await self._call("turn/run", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "purpose": purpose, "metadata": metadata,
            "options": options, "settingsOf": settingsOf, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def start(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        purpose: Optional[ThreadPurpose] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, settingsOf: Optional[str] = None,
        stream: Optional[bool] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None,
    ) -> TurnStartResult:
        """Ask a model a question, answer at once, and follow the turn on this connection."""
        answer: TurnStartResult = await self._call("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "purpose": purpose, "metadata": metadata,
            "options": options, "settingsOf": settingsOf, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, stream: Optional[bool] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnRetryResult:
        """Ask the question of an ended turn again, in a new turn."""
        answer: TurnRetryResult = await self._call("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "stream": stream, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def watch(
        self, turnId: str, *, afterSeq: Optional[int] = None, deltaIntervalMs: Optional[int] = None,
    ) -> TurnWatchResult:
        """Follow a turn: its output so far, then the rest as it arrives."""
        answer: TurnWatchResult = await self._call("turn/watch", _given({
            "turnId": turnId, "afterSeq": afterSeq, "deltaIntervalMs": deltaIntervalMs,
        }))
        return answer

    async def unwatch(self, turnId: str) -> None:
        """Stop following a turn; the turn goes on."""
        await self._call("turn/unwatch", {"turnId": turnId})

    async def cancel(self, turnId: str) -> TurnCancelResult:
        """Cancel a turn; the text that has arrived is kept."""
        answer: TurnCancelResult = await self._call("turn/cancel", {"turnId": turnId})
        return answer

    async def get(self, turnId: str) -> TurnGetResult:
        """Show one turn with its texts, even if it failed."""
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
        """Withdraw a question that has no answer."""
        answer: TurnWithdrawResult = await self._call("turn/withdraw", _given({
            "turnId": turnId, "deleteEmptyThread": deleteEmptyThread,
        }))
        return answer


class AsyncTaskMethods:
    """The methods of skein-task(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, title: str, *, id: Optional[str] = None, description: Optional[str] = None,
        threadId: Optional[str] = None,
    ) -> TaskCreateResult:
        """Create a task."""
        answer: TaskCreateResult = await self._call("task/create", _given({
            "title": title, "id": id, "description": description, "threadId": threadId,
        }))
        return answer

    async def get(
        self, taskId: Optional[str] = None, *, number: Optional[int] = None,
    ) -> TaskGetResult:
        """Show one task, even a deleted one."""
        answer: TaskGetResult = await self._call("task/get", _given({
            "taskId": taskId, "number": number,
        }))
        return answer

    async def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> TaskFindResult:
        """Find the task that a person named by a number, an id or a title."""
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
        """Delete a task: hidden from lists until restored, or permanently."""
        await self._call("task/delete", _given({"taskId": taskId, "permanent": permanent}))

    async def restore(self, taskId: str) -> TaskRestoreResult:
        """Restore a deleted task."""
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
        """Archive completed tasks: lists no longer show them."""
        answer: TaskArchiveResult = await self._call("task/archive", _given({
            "taskIds": taskIds, "completedBefore": completedBefore,
        }))
        return answer

    async def counts(self) -> TaskCountsResult:
        """Count tasks by their state."""
        answer: TaskCountsResult = await self._call("task/counts")
        return answer


class AsyncContextMethods:
    """The methods of skein-context(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, *, id: Optional[str] = None, title: Optional[str] = None,
        status: Optional[ContextStatus] = None, flow: Optional[NewFlow] = None,
        config: Optional[NewContextConfig] = None, metadata: Optional[JSONObject] = None,
    ) -> ContextCreateResult:
        """Create a context and the thread that it owns."""
        answer: ContextCreateResult = await self._call("context/create", _given({
            "id": id, "title": title, "status": status, "flow": flow, "config": config,
            "metadata": metadata,
        }))
        return answer

    async def get(
        self, contextId: Optional[str] = None, *, number: Optional[int] = None,
        include: Optional[Sequence[ContextGetInclude]] = None,
    ) -> ContextGetResult:
        """Show one context, even a deleted one, with its parts, in one consistent snapshot."""
        answer: ContextGetResult = await self._call("context/get", _given({
            "contextId": contextId, "number": number, "include": include,
        }))
        return answer

    async def find(self, name: str, *, includeDeleted: Optional[bool] = None) -> ContextFindResult:
        """Find the context that a person named by a number, an id or a title."""
        answer: ContextFindResult = await self._call("context/find", _given({
            "name": name, "includeDeleted": includeDeleted,
        }))
        return answer

    async def active(self) -> ContextActiveResult:
        """Show the most recently changed context among those whose status is active."""
        answer: ContextActiveResult = await self._call("context/active")
        return answer

    async def list(
        self, *, status: Optional[ContextStatus] = None, limit: Optional[int] = None,
        cursor: Optional[str] = None, includeDeleted: Optional[bool] = None,
    ) -> ContextListResult:
        """List contexts, the most recently changed first."""
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
        """Delete a context and its thread: hidden from lists until restored, or permanently."""
        await self._call("context/delete", _given({"contextId": contextId, "permanent": permanent}))

    async def restore(self, contextId: str) -> ContextRestoreResult:
        """Restore a deleted context and its thread."""
        answer: ContextRestoreResult = await self._call("context/restore", {"contextId": contextId})
        return answer


class AsyncActionMethods:
    """The methods of skein-action(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, contextId: str, type: ActionType, payload: JSONObject, *, id: Optional[str] = None,
    ) -> ActionCreateResult:
        """Record work to be done for a context; the action starts as pending."""
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
        """Change an action's status: start, complete, fail or decline it."""
        answer: ActionUpdateResult = await self._call("action/update", _changed({
            "actionId": actionId, "status": status, "result": result,
        }))
        return answer

    async def results(
        self, contextId: str, *, limit: Optional[int] = None, cursor: Optional[str] = None,
    ) -> ActionResultsResult:
        """List a context's ended actions with their results, the oldest first."""
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
    """The methods of skein-preview(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def create(
        self, contextId: str, *, id: Optional[str] = None, url: Optional[str] = None,
        deploymentId: Optional[str] = None, status: Optional[PreviewStatus] = None,
        metadata: Optional[JSONObject] = None,
    ) -> PreviewCreateResult:
        """Record that a context has a preview, or will have one."""
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
        """Change a preview's URL, deployment id, status or metadata."""
        answer: PreviewUpdateResult = await self._call("preview/update", _changed({
            "previewId": previewId, "url": url, "deploymentId": deploymentId, "status": status,
            "metadata": metadata,
        }))
        return answer

    async def delete(self, previewId: str) -> None:
        """Delete a preview permanently."""
        await self._call("preview/delete", {"previewId": previewId})


class AsyncUsageMethods:
    """The methods of skein-usage(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def summary(
        self, *, from_: Optional[str] = None, to: Optional[str] = None,
        groupBy: Optional[UsageSummaryGroupBy] = None,
    ) -> UsageSummaryResult:
        """Sum up the usage of turns: tokens, costs and times."""
        answer: UsageSummaryResult = await self._call("usage/summary", _given({
            "from": from_, "to": to, "groupBy": groupBy,
        }))
        return answer


class AsyncEventMethods:
    """The methods of skein-event(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def subscribe(self, *, since: Optional[int] = None) -> EventSubscribeResult:
        """Follow every change, from an earlier event or from now on."""
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
    """The methods of skein-db(7), for asyncio."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def stats(self) -> DbStatsResult:
        """Show what the database contains and how large it is. For operators."""
        answer: DbStatsResult = await self._call("db/stats")
        return answer

    async def check(self) -> DbCheckResult:
        """Read the whole database and list its problems. For operators."""
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
        """Return free pages to the file system. For operators."""
        answer: DbOptimizeResult = await self._call("db/optimize")
        return answer


class AsyncClient(_AsyncClient):
    """A connection to the daemon, awaited, from one event loop: `connect_async` makes it."""

    def ask(
        self, input: str, *, threadId: Optional[str] = None, id: Optional[str] = None,
        model: Optional[str] = None, systemPrompt: Optional[str] = None,
        purpose: Optional[ThreadPurpose] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, settingsOf: Optional[str] = None,
        ephemeral: Optional[bool] = None, onDisconnect: Optional[TurnRunOnDisconnect] = None,
        ifBusy: Optional[TurnRunIfBusy] = None, deltaIntervalMs: Optional[int] = None,
        timeout: Optional[float] = None,
    ) -> AsyncAnswer:
        """Ask a model, and receive its answer while it is written."""
        return self._answer("turn/start", _given({
            "input": input, "threadId": threadId, "id": id, "model": model,
            "systemPrompt": systemPrompt, "purpose": purpose, "metadata": metadata,
            "options": options, "settingsOf": settingsOf, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    def retry(
        self, turnId: str, *, id: Optional[str] = None, model: Optional[str] = None,
        systemPrompt: Optional[str] = None, metadata: Optional[JSONObject] = None,
        options: Optional[TurnOptionsInput] = None, ephemeral: Optional[bool] = None,
        onDisconnect: Optional[TurnRunOnDisconnect] = None, ifBusy: Optional[TurnRunIfBusy] = None,
        deltaIntervalMs: Optional[int] = None, timeout: Optional[float] = None,
    ) -> AsyncAnswer:
        """Ask the question of a turn again, and receive the answer while it is written."""
        return self._answer("turn/retry", _given({
            "turnId": turnId, "id": id, "model": model, "systemPrompt": systemPrompt,
            "metadata": metadata, "options": options, "ephemeral": ephemeral,
            "onDisconnect": onDisconnect, "ifBusy": ifBusy, "deltaIntervalMs": deltaIntervalMs,
        }), timeout)

    async def ping(self) -> None:
        """Answer at once, to show that the daemon is running."""
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
