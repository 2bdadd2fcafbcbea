"""Tests of the client, beside a daemon whose model is scripted: see contrib/testbed."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import multiprocessing
import os
import pathlib
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import unittest
import uuid
import warnings
from typing import Any, AsyncIterator, Callable, Coroutine, Dict, Iterator, List, Optional, Tuple
from unittest import mock

import skeind

NOBODY = "11111111-1111-4111-8111-111111111111"
FLOOD = "".join(f"{number} " for number in range(20000))


def run(*arguments: str) -> None:
    subprocess.run(
        ["skein", *arguments], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def limited(coroutine: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(coroutine, 50))


def process_of(client: skeind.Client) -> int:
    """The daemon's process, which an operator is told."""
    process = client.server.info()["pid"]
    assert process is not None
    return process


class Relay:
    """Stands between a client and the daemon, and can break every connection.

    The next `deaf` connections end when something was asked, which the daemon does not hear; the
    `mute` ones after them end when the daemon has answered, which the client does not hear.
    """

    def __init__(self) -> None:
        self.deaf = self.mute = 0
        self.directory = tempfile.mkdtemp(prefix="skein-relay-")
        self.path = os.path.join(self.directory, "s")
        self.ends: List[socket.socket] = []
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(self.path)
        self.server.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.server.accept()
                if self.deaf > 0:
                    self.deaf -= 1
                    near.recv(1)
                    near.close()
                    continue
                far = socket.socket(socket.AF_UNIX)
                far.connect(os.environ["SKEIN_SOCKET"])
                if self.mute > 0:
                    self.mute -= 1
                    far.sendall(near.recv(1 << 16))
                    far.recv(1)
                    near.close()
                    far.close()
                    continue
                self.ends += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self.copy, args=ends, daemon=True).start()

    def copy(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                data = source.recv(4096)
                if not data:
                    break
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        source.close()

    def cut(self) -> None:
        ends, self.ends = self.ends, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        self.server.close()
        shutil.rmtree(self.directory)


class ClientCase(unittest.TestCase):
    def setUp(self) -> None:
        self.client = skeind.connect()
        self.addCleanup(lambda: self.client.close())


class CallTests(ClientCase):
    def test_a_method_of_a_noun_answers_what_the_protocol_says(self) -> None:
        thread = self.client.thread.create(title="Wool")["thread"]
        self.assertEqual(self.client.thread.get(thread["id"])["thread"], thread)
        self.client.thread.delete(thread["id"], permanent=True)
        with self.assertRaises(skeind.NotFoundError):
            self.client.thread.get(thread["id"])

    def test_a_member_left_out_stays_and_none_clears_it(self) -> None:
        made = self.client.thread.create(title="Wool", model="scripted")["thread"]["id"]
        self.client.thread.update(made, title="Yarn")
        self.assertEqual(self.client.thread.get(made)["thread"]["model"], "scripted")
        self.client.thread.update(made, model=None)
        self.assertIsNone(self.client.thread.get(made)["thread"]["model"])

    def test_any_method_can_be_called_by_its_name(self) -> None:
        self.assertEqual(self.client.call("ping"), {})
        answer = self.client.call("thread/list", {"limit": 1})
        self.assertEqual(set(answer), {"data", "nextCursor"})

    def test_what_the_reference_lists_is_what_the_daemon_lists(self) -> None:
        for method in self.client.rpc.discover()["methods"]:
            noun, _, verb = method["name"].replace(".", "/").rpartition("/")
            verb += "_" if verb == "import" else ""
            methods = getattr(self.client, noun) if noun else self.client
            self.assertTrue(callable(getattr(methods, verb)), method["name"])

    def test_whole_numbers_and_nulls_are_exact(self) -> None:
        thread = self.client.thread.create()["thread"]["id"]
        mine = {"large": 2**53 + 1, "nothing": None, "half": 0.5, "wool": "羊毛 🧶"}
        self.client.message.append(thread, "user", "x", metadata=mine)
        self.assertEqual(self.client.message.list(thread)["data"][0]["metadata"], mine)

    def test_the_pages_of_a_list_are_one_iterator(self) -> None:
        made = [self.client.task.create(f"Task {n}")["task"]["id"] for n in range(5)]
        listed = [task["id"] for task in self.client.task.list_all(limit=2)]
        self.assertEqual(listed[:5], made[::-1])

    def test_an_error_has_the_class_of_its_kind(self) -> None:
        with self.assertRaises(skeind.NotFoundError) as caught:
            self.client.thread.get(NOBODY)
        error = caught.exception
        self.assertEqual((error.code, error.kind), (-32002, "notFound"))
        self.assertEqual(error.data, {"kind": "notFound", "entity": "thread"})
        again = pickle.loads(pickle.dumps(error))
        keyless = skeind.SkeinError.of({
            "code": -32005, "message": "No key.",
            "data": {"kind": "provider", "code": "noKey", "provider": "openai"}})
        self.assertEqual(str(keyless), "No key.")
        lacking = {
            "code": -32005, "message": "No key.",
            "data": {"kind": "provider", "code": "noKey", "param": "SKEIN_TEST_KEY"}}
        self.assertEqual(str(skeind.SkeinError.of(lacking)), "No key.")
        with mock.patch.dict(os.environ, SKEIN_TEST_KEY="k"):
            self.assertEqual(
                str(skeind.SkeinError.of(lacking)),
                "No key. SKEIN_TEST_KEY is set here, but the daemon was started without it: "
                "skein daemon restart passes it on, unless systemd starts the daemon.")
        self.assertEqual((type(again), str(again), again.data),
                         (skeind.NotFoundError, error.message, error.data))
        with self.assertRaisesRegex(skeind.InvalidParamsError, "limit"):
            self.client.call("thread/list", {"limit": 0})
        with self.assertRaises(skeind.MethodNotFoundError):
            self.client.call("thread/creat")

    def test_what_is_no_json_is_refused_before_it_is_sent(self) -> None:
        for bad in ("\ud800", float("nan")):
            with self.assertRaises(ValueError):
                self.client.call("ping", {"x": bad})
        self.client.ping()

    def test_many_threads_share_a_connection(self) -> None:
        failures: List[BaseException] = []

        def work(number: int) -> None:
            try:
                for count in range(30):
                    title = f"{number}.{count}"
                    task = self.client.task.create(title)["task"]
                    got = self.client.task.get(task["id"])["task"]
                    assert got["title"] == title, got
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])

    def test_a_listener_is_told_of_notifications_and_may_fail(self) -> None:
        told: List[Tuple[str, Any]] = []

        def listener(method: str, params: skeind.JSONObject) -> None:
            told.append((method, params.get("text")))
            raise ValueError("of the listener's own")

        with skeind.connect(listener=listener) as client, self.assertLogs("skeind"):
            client.turn.run("say one two", stream=True)
        self.assertEqual(told[0][0], "turn/started")
        self.assertEqual("".join(text or "" for _, text in told), "one two")
        self.assertEqual(told[-1][0], "turn/ended")

    def test_a_listener_cannot_wait_for_itself(self) -> None:
        refused: List[str] = []

        def listener(method: str, params: skeind.JSONObject) -> None:
            try:
                client.ping()
            except RuntimeError as error:
                refused.append(str(error))

        with skeind.connect(listener=listener) as client:
            client.turn.run("say x", stream=True)
        self.assertTrue(refused)

    def test_a_call_ends_at_its_timeout_and_its_turn_too(self) -> None:
        turn = str(uuid.uuid4())
        with self.assertRaises(TimeoutError):
            self.client.call("turn/run", {"input": "hold", "id": turn}, timeout=0.3)
        for _ in events_of(self.client, turn):
            if self.client.turn.get(turn)["turn"]["endedAt"]:
                break
        self.assertEqual(self.client.turn.get(turn)["turn"]["status"], "cancelled")

    def test_a_silent_daemon_does_not_hold_a_call_beyond_its_timeout(self) -> None:
        process = process_of(self.client)
        os.kill(process, signal.SIGSTOP)
        try:
            for size in (1, 4 << 20):
                with self.assertRaises(skeind.TimedOutError):
                    self.client.call("thread/search", {"query": "x" * size}, timeout=0.3)
        finally:
            os.kill(process, signal.SIGCONT)
        self.client.ping()

    def test_a_token_says_who_speaks_also_when_asking(self) -> None:
        made = self.client.session.create(name="test")
        with skeind.connect(token=made["token"]) as client:
            self.assertEqual(client.auth.whoami()["via"], "token")
        self.client.auth.login(made["token"])
        self.assertEqual(self.client.ask("say x").text(), "x")
        self.client.session.revoke(made["session"]["id"])
        with self.assertRaises(skeind.UnauthenticatedError):
            self.client.ask("say x")
        with self.assertRaises(skeind.UnauthenticatedError):
            skeind.connect(token="bad")

    def test_a_closed_client_says_so(self) -> None:
        self.client.close()
        with self.assertRaises(skeind.ClosedError):
            self.client.ping()


def aiter_of(answer: skeind.AsyncAnswer) -> AsyncIterator[str]:
    return answer.__aiter__()


def events_of(client: skeind.Client, turn: str) -> Iterator[skeind.Event]:
    with client.events(since=0, timeout=20) as events:
        for event in events:
            if event["id"] == turn:
                yield event


class AnswerTests(ClientCase):
    def test_pieces_come_as_they_are_said(self) -> None:
        answer = self.client.ask("say one two three")
        self.assertEqual(list(answer), ["one ", "two ", "three"])
        self.assertEqual(answer.turn["totalTokens"], 12)
        self.assertEqual([m["content"] for m in answer.result()["messages"]],
                         ["say one two three", "one two three"])
        self.assertEqual(answer.text(), "one two three")

    def test_the_first_piece_comes_while_the_model_holds(self) -> None:
        with self.client.ask("hold") as answer:
            self.assertEqual(next(iter(answer)), "begun ")

    def test_reasoning_is_told_apart(self) -> None:
        answer = self.client.ask("think")
        self.assertEqual(list(answer.deltas()),
                         [("reasoning", "Let me see. "), ("text", "Forty-two.")])
        self.assertEqual(answer.text(), "Forty-two.")

    def test_any_text_comes_back_as_it_went(self) -> None:
        text = "naïve 🧶 日本\u200b\x01\x7f \"quoted\" \\ line\nend"
        self.assertEqual(self.client.ask(f"say {text}").text(), text)

    def test_a_thread_goes_on(self) -> None:
        thread = self.client.ask("say one").result()["turn"]["threadId"]
        self.assertEqual(self.client.ask("count", threadId=thread).text(), "3")

    def test_options_reach_the_provider(self) -> None:
        said = self.client.ask("options", options={"temperature": 0.5, "seed": 7}).text()
        self.assertIn('"temperature": 0.5', said)

    def test_to_leave_early_cancels_and_keeps_what_was_said(self) -> None:
        for _ in self.client.ask("hold"):
            break
        turn = self.client.turn.list(limit=1)["data"][0]
        self.assertEqual(turn["status"], "cancelled")
        self.assertEqual(self.client.turn.get(turn["id"])["turn"]["output"], "begun ")

    def test_to_cancel_from_another_thread_ends_the_iteration(self) -> None:
        answer = self.client.ask("hold")
        pieces = iter(answer)
        self.assertEqual(next(pieces), "begun ")
        threading.Timer(0.05, answer.cancel).start()
        self.assertEqual(list(pieces), [])
        self.assertEqual(answer.turn["status"], "cancelled")

    def test_who_did_not_cancel_is_told(self) -> None:
        answer = self.client.ask("hold")
        self.client.turn.cancel(answer.id)
        with self.assertRaises(skeind.CancelledError):
            answer.text()

    def test_a_timeout_cancels(self) -> None:
        answer = self.client.ask("hold", timeout=0.3)
        with self.assertRaises(skeind.TimedOutError):
            answer.text()
        self.assertEqual(self.client.turn.get(answer.id)["turn"]["status"], "cancelled")

    def test_an_interrupt_cancels(self) -> None:
        script = ("import skeind\nfor piece in skeind.connect().ask('hold'):\n"
                  "    print(piece, flush=True)\n")
        for _ in range(3):
            with subprocess.Popen(
                [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                cwd=os.path.dirname(os.path.abspath(skeind.__file__)),
            ) as program:
                assert program.stdout and program.stderr
                self.assertEqual(program.stdout.readline(), b"begun \n")
                program.send_signal(signal.SIGINT)
                self.assertIn(b"KeyboardInterrupt", program.stderr.read())
            self.assertEqual(self.client.turn.list(limit=1)["data"][0]["status"], "cancelled")

    def test_what_the_provider_refuses_is_raised(self) -> None:
        with self.assertRaises(skeind.ProviderError) as caught:
            self.client.ask("fail 400").text()
        self.assertEqual(caught.exception.data["httpStatus"], 400)
        self.assertIn("asked to fail with 400", str(caught.exception))

    def test_bad_input_is_refused_at_once(self) -> None:
        with self.assertRaises(skeind.InvalidParamsError):
            self.client.ask("")
        with self.assertRaises(skeind.NotFoundError):
            self.client.ask("x", threadId=NOBODY)

    def test_the_same_id_hears_the_same_answer(self) -> None:
        first = self.client.ask("say once")
        self.assertEqual(first.text(), "once")
        second = self.client.ask("say once", id=first.id)
        self.assertEqual(second.text(), "once")
        self.assertEqual(second.result(), first.result())

    def test_a_turn_can_be_asked_again(self) -> None:
        first = self.client.ask("say once more")
        first.text()
        again = self.client.retry(first.id)
        self.assertEqual(again.text(), "once more")
        self.assertEqual(again.turn["retryOf"], first.id)

    def test_who_watches_hears_all_and_cancels_nothing(self) -> None:
        asked = self.client.ask("hold")
        with self.client.watch(asked.id) as watched:
            self.assertEqual(next(iter(watched)), "begun ")
        self.assertEqual(self.client.turn.get(asked.id)["turn"]["status"], "running")
        with self.assertRaises(skeind.ClosedError):
            watched.text()
        asked.close()
        with self.assertRaises(skeind.NotFoundError):
            self.client.watch(NOBODY)

    def test_who_reads_slowly_misses_nothing(self) -> None:
        answer = self.client.ask("flood 20000")
        pieces = iter(answer)
        text = next(pieces)
        self.client.watch(answer.id).result()
        self.assertEqual(text + "".join(pieces), FLOOD)

    def test_an_answer_goes_on_when_its_connection_breaks(self) -> None:
        relay = Relay()
        self.addCleanup(relay.close)
        with skeind.connect(relay.path) as client:
            text = ""
            for count, piece in enumerate(client.ask("flood 20000")):
                text += piece
                if count in (1, 500, 501, 3000):
                    relay.cut()
            self.assertEqual(text, FLOOD)

    def test_a_question_that_is_lost_or_whose_answer_is_lost_is_asked_once(self) -> None:
        for faults in ({"deaf": 2}, {"mute": 1}, {"deaf": 1, "mute": 2}):
            relay = Relay()
            self.addCleanup(relay.close)
            with skeind.connect(relay.path) as client:
                # Its own connection has been accepted.
                client.ping()
                relay.deaf, relay.mute = faults.get("deaf", 0), faults.get("mute", 0)
                thread = self.client.thread.create()["thread"]["id"]
                self.assertEqual(client.ask("say it once", threadId=thread).text(), "it once")
                self.assertEqual((relay.deaf, relay.mute), (0, 0))
            self.assertEqual(len(list(self.client.message.list_all(thread))), 2)

    def test_an_answer_that_nothing_is_stored_of(self) -> None:
        answer = self.client.ask("say gone", ephemeral=True)
        self.assertEqual(answer.text(), "gone")
        self.assertEqual(answer.result()["turn"]["threadId"], None)

    def test_two_clients_on_one_thread_take_turns(self) -> None:
        thread = self.client.thread.create()["thread"]["id"]
        with skeind.connect() as other:
            answers = [
                client.ask(f"say {number}", threadId=thread)
                for number, client in enumerate((self.client, other) * 4)
            ]
            self.assertEqual([answer.text() for answer in answers], [str(n) for n in range(8)])
        said = [message["sequence"] for message in self.client.message.list_all(thread)]
        self.assertEqual(said, list(range(1, 17)))


def in_child(work: Callable[[], object]) -> int:
    """Forks, and works in the child; the child's exit status, 1 after an exception."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


FORKING = """
import asyncio, os, signal, sys, skeind

client = skeind.connect()

def fork(turn):
    for ending in ("exit", "_exit", "exception", "interrupt", "break", "close"):
        child = os.fork()
        if child == 0:
            sys.stderr = open(os.devnull, "w")
            return ending
        os.waitpid(child, 0)
        print(ending, client.turn.get(turn)["turn"]["status"], flush=True)
    return None

def end(ending):
    if ending == "exit":
        sys.exit()
    elif ending == "_exit":
        os._exit(0)
    elif ending == "exception":
        raise ValueError("in the child")
    elif ending == "interrupt":
        # asyncio takes note of it, and ends the task when that waits.
        signal.raise_signal(signal.SIGINT)

def blocking():
    with client.ask("hold") as answer:
        for piece in answer:
            ending = fork(answer.id)
            end(ending)
            if ending == "close":
                answer.close()
            break
    if ending is None:
        print(answer.turn["status"])

async def asynchronous():
    async with skeind.connect_async() as client, client.ask("hold") as answer:
        async for piece in answer:
            ending = fork(answer.id)
            end(ending)
            if ending == "close":
                await answer.close()
            break
    if ending is None:
        print(answer.turn["status"])

if sys.argv[1] == "blocking":
    blocking()
else:
    asyncio.run(asynchronous())
"""

ORPHANING = """
import os, sys, threading, skeind
client, turn = skeind.connect(), sys.argv[1]
params = {"input": "hold", "id": turn, "onDisconnect": "cancel", "stream": True}
begun = threading.Event()
client = skeind.connect(listener=lambda method, _: method == "turn/delta" and begun.set())
threading.Thread(target=client.call, args=("turn/run", params), daemon=True).start()
begun.wait(20)
if os.fork() == 0:
    sys.stdin.read()
os._exit(0)
"""


class ForkTests(ClientCase):
    """What becomes of a client, an answer and a feed in a forked child, and in its parent."""

    def test_the_child_has_a_connection_of_its_own(self) -> None:
        self.assertEqual(in_child(self.client.ping), 0)
        self.client.ping()
        self.assertEqual(in_child(lambda: self.client.ask("say x").text()), 0)

    def test_a_child_that_ends_in_any_way_cancels_nothing(self) -> None:
        endings = ("exit", "_exit", "exception", "interrupt", "break", "close")
        for kind in ("blocking", "asynchronous"):
            with self.subTest(kind):
                done = subprocess.run(
                    [sys.executable, "-W", "ignore", "-c", FORKING, kind], stdout=subprocess.PIPE,
                    timeout=50, check=True, cwd=os.path.dirname(os.path.abspath(skeind.__file__)))
                self.assertEqual(
                    done.stdout.decode().splitlines(),
                    [f"{ending} running" for ending in endings] + ["cancelled"])

    def test_a_child_of_multiprocessing_cancels_nothing(self) -> None:
        def fail() -> None:
            sys.stderr = open(os.devnull, "w")
            for _ in answer:
                raise ValueError("in the child")

        answer = self.client.ask("hold")
        pieces = iter(answer)
        self.assertEqual(next(pieces), "begun ")
        child = multiprocessing.get_context("fork").Process(target=fail)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child.start()
        child.join()
        self.assertEqual(child.exitcode, 1)
        self.assertEqual(self.client.turn.get(answer.id)["turn"]["status"], "running")
        answer.close()
        self.assertEqual(answer.turn["status"], "cancelled")

    def test_parent_and_child_both_hear_the_whole_answer(self) -> None:
        for answer in (self.client.ask("flood 20000"), self.client.ask("say one two")):
            pieces = iter(answer)
            text = next(pieces)
            whole = FLOOD if text == "0 " else "one two"

            def read(text: str = text) -> None:
                assert text + "".join(pieces) == whole
                assert answer.text() == whole

            self.assertEqual(in_child(read), 0)
            self.assertEqual(text + "".join(pieces), whole)

    def test_a_child_may_cancel_when_it_says_so(self) -> None:
        answer = self.client.ask("hold")
        pieces = iter(answer)
        self.assertEqual(next(pieces), "begun ")
        self.assertEqual(in_child(answer.cancel), 0)
        with self.assertRaises(skeind.CancelledError):
            next(pieces)

    def test_parent_and_child_both_follow_a_feed(self) -> None:
        with self.client.events(timeout=20) as events:
            made = self.client.task.create("Knit")["task"]["id"]

            def follow() -> None:
                assert next(event for event in events if event["id"] == made)
                events.close()

            self.assertEqual(in_child(follow), 0)
            self.assertEqual(next(event["id"] for event in events), made)

    def test_a_lock_that_a_thread_holds_does_not_stop_the_child(self) -> None:
        link = self.client._connected()
        with self.client._connecting, link._lock, link._wire._sending:
            self.assertEqual(in_child(self.client.ping), 0)
        self.client.ping()

    def test_a_client_of_asyncio_is_used_by_the_childs_own_loop(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client:
                answer = client.ask("flood 20000")
                pieces = aiter_of(answer)
                text = await pieces.__anext__()

                async def both() -> None:
                    assert await client.ask("say x").text() == "x"
                    assert await answer.text() == FLOOD

                def child() -> None:
                    asyncio._set_running_loop(None)
                    limited(both())

                self.assertEqual(in_child(child), 0)
                async for piece in pieces:
                    text += piece
                self.assertEqual(text, FLOOD)
                await client.ping()

        limited(work())

    def test_a_childs_own_loop_may_cancel_when_it_says_so(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client:
                answer = client.ask("hold")
                pieces = aiter_of(answer)
                self.assertEqual(await pieces.__anext__(), "begun ")

                def child() -> None:
                    asyncio._set_running_loop(None)
                    limited(answer.cancel())

                self.assertEqual(in_child(child), 0)
                with self.assertRaises(skeind.CancelledError):
                    await pieces.__anext__()

        limited(work())

    def test_a_parent_that_ends_is_gone_for_the_daemon_while_its_child_lives(self) -> None:
        turn = str(uuid.uuid4())
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", ORPHANING, turn], stdin=subprocess.PIPE,
            cwd=os.path.dirname(os.path.abspath(skeind.__file__)),
        ):
            for _ in events_of(self.client, turn):
                if self.client.turn.get(turn)["turn"]["endedAt"]:
                    break
        self.assertEqual(self.client.turn.get(turn)["turn"]["status"], "cancelled")


class DaemonTests(ClientCase):
    """What becomes of a client when its daemon goes and comes."""

    def tearDown(self) -> None:
        run("daemon", "start")

    def test_a_killed_daemon_interrupts_the_turn_and_keeps_what_was_said(self) -> None:
        answer = self.client.ask("hold")
        pieces = iter(answer)
        self.assertEqual(next(pieces), "begun ")
        os.kill(process_of(self.client), signal.SIGKILL)
        starter = threading.Timer(0.3, run, ("daemon", "start"))
        starter.start()
        with self.assertRaises(skeind.SkeinError) as caught:
            next(pieces)
        starter.join()
        self.assertEqual(answer.turn["status"], "interrupted", caught.exception)
        self.assertEqual(next(answer.deltas()).text, "begun ")
        self.client.ping()

    def test_a_killed_daemon_is_started_again_and_the_error_has_what_was_heard(self) -> None:
        answer = self.client.ask("hold")
        deltas = answer.deltas()
        self.assertEqual(next(deltas).text, "begun ")
        os.kill(process_of(self.client), signal.SIGKILL)
        with self.assertRaises(skeind.SkeinError) as caught:
            answer.text()
        self.assertEqual(caught.exception.text, "begun ")
        self.assertEqual(pickle.loads(pickle.dumps(caught.exception)).text, "begun ")
        self.assertEqual(answer.turn["status"], "interrupted")

    def test_a_restart_is_survived_by_client_and_feed(self) -> None:
        with self.client.events(timeout=20) as events:
            first = self.client.thread.create()["thread"]["id"]
            seqs = [next(event["seq"] for event in events if event["id"] == first)]
            run("daemon", "restart")
            second = self.client.thread.create()["thread"]["id"]
            for event in events:
                seqs.append(event["seq"])
                if event["id"] == second:
                    break
            self.assertEqual(seqs, list(range(seqs[0], seqs[0] + len(seqs))))

    def test_a_feed_goes_on_after_a_crash(self) -> None:
        with self.client.events(timeout=20) as events:
            first = self.client.thread.create()["thread"]["id"]
            seqs = [next(event["seq"] for event in events if event["id"] == first)]
            process = process_of(self.client)
            os.kill(process, signal.SIGKILL)

            def create() -> None:
                # Only the feed starts the next daemon.
                until = time.monotonic() + 15
                while time.monotonic() < until:
                    with contextlib.suppress(skeind.SkeinError):
                        with skeind.connect(start=False) as other:
                            if process_of(other) != process:
                                other.thread.create()
                                return
                    time.sleep(0.05)

            creator = threading.Thread(target=create)
            creator.start()
            seqs.append(next(events)["seq"])
            creator.join()
            self.assertEqual(seqs, [seqs[0], seqs[0] + 1])

    def test_a_feed_does_not_start_a_daemon_that_was_stopped(self) -> None:
        with self.client.events(timeout=20) as events:
            run("daemon", "stop")
            with mock.patch("skeind.RECONNECT_SECONDS", 2), self.assertRaisesRegex(
                    skeind.DisconnectedError, "none came back"):
                next(events)
        with self.assertRaises(skeind.UnreachableError):
            skeind.connect(start=False)

    def test_a_daemon_that_cannot_be_started_is_not_waited_for(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            program = os.path.join(directory, "skein")
            os.symlink(str(shutil.which("skein")), program)
            with skeind.connect(executable=program) as client:
                for asynchronous in (False, True):
                    with self.subTest(asynchronous=asynchronous):
                        run("daemon", "start")
                        self.start_fails(client, program, asynchronous)
                        os.symlink(str(shutil.which("skein")), program)

    def start_fails(self, client: skeind.Client, program: str, asynchronous: bool) -> None:
        async def read() -> None:
            answer = skeind.connect_async(executable=program).ask("hold")
            async for _ in answer:
                kill()
            raise AssertionError("it did not fail")

        def kill() -> None:
            os.kill(process_of(self.client), signal.SIGKILL)
            os.unlink(program)

        began = time.monotonic()
        with self.assertRaisesRegex(skeind.UnreachableError, "cannot be run to start") as caught:
            if asynchronous:
                limited(read())
            else:
                for _ in client.ask("hold"):
                    kill()
        self.assertEqual(caught.exception.text, "begun ")
        self.assertLess(time.monotonic() - began, 5)

    def test_a_feed_says_when_the_database_is_another(self) -> None:
        with self.client.events(timeout=20) as events:
            run("daemon", "stop")
            data = pathlib.Path.home() / ".local/share/skein"
            data.rename(data.with_name("put-away"))
            try:
                run("daemon", "start")
                with self.assertRaises(skeind.GoneError):
                    next(events)
            finally:
                run("daemon", "stop")
                shutil.rmtree(data)
                data.with_name("put-away").rename(data)

    def test_a_daemon_that_is_not_there_is_started(self) -> None:
        run("daemon", "stop")
        with self.assertRaisesRegex(skeind.UnreachableError, "turned off|No daemon|not running"):
            skeind.connect(start=False)
        with self.assertRaisesRegex(skeind.UnreachableError, "no-such-skein cannot be run"):
            skeind.connect(executable="no-such-skein")
        with self.assertRaisesRegex(skeind.UnreachableError, "too long"):
            skeind.connect("/tmp/" + "x" * 200)
        self.client.ping()
        self.assertEqual(skeind.connect().ask("say hello").text(), "hello")

    def test_a_daemon_that_stays_away_is_not_waited_for_longer_than_said(self) -> None:
        answer = skeind.connect(start=False).ask("hold")
        heard = next(iter(self.client.watch(answer.id)))
        os.kill(process_of(self.client), signal.SIGKILL)
        with mock.patch("skeind.RECONNECT_SECONDS", 0.3):
            with self.assertRaises(skeind.DisconnectedError) as caught:
                answer.text()
        self.assertIsInstance(caught.exception, ConnectionError)
        self.assertEqual(caught.exception.text, heard)

    def test_a_daemon_elsewhere_is_found(self) -> None:
        with mock.patch.dict(os.environ):
            del os.environ["SKEIN_SOCKET"]
            os.environ["TMPDIR"] = tempfile.mkdtemp(prefix="skein-elsewhere-")
            self.addCleanup(shutil.rmtree, os.environ["TMPDIR"])
            for start in (False, True):
                with skeind.connect(start=start) as client:
                    self.assertEqual(process_of(client), process_of(self.client))


class PlaceTests(unittest.TestCase):
    def test_the_first_absolute_path_says_where_the_daemon_listens(self) -> None:
        there = tempfile.mkdtemp(prefix="skein-there-")
        self.addCleanup(shutil.rmtree, there)
        everything = {"SKEIN_SOCKET": "/a", "XDG_RUNTIME_DIR": there, "TMPDIR": "/c"}
        cases: List[Tuple[Dict[str, str], str]] = [
            (everything, "/a"),
            ({**everything, "SKEIN_SOCKET": ""}, f"{there}/skein/skein.sock"),
            ({"TMPDIR": there}, f"{there}/skein-{os.getuid()}/skein.sock"),
            ({"XDG_RUNTIME_DIR": "/no/such", "TMPDIR": there},
             f"{there}/skein-{os.getuid()}/skein.sock"),
            ({"TMPDIR": "/no/such"}, f"/tmp/skein-{os.getuid()}/skein.sock"),
            ({}, f"/tmp/skein-{os.getuid()}/skein.sock"),
        ]
        for environment, path in cases:
            self.assertEqual(skeind.socket_path(environment), path)

    def test_a_relative_path_in_a_variable_of_skeins_own_is_refused(self) -> None:
        with self.assertRaisesRegex(skeind.UnreachableError, "SKEIN_SOCKET must be an absolute"):
            skeind.socket_path({"SKEIN_SOCKET": "a"})
        for name in ("SKEIN_DATABASE", "SKEIN_CONFIG", "SKEIN_SOCKET"):
            with mock.patch.dict(os.environ, {name: "rel.db"}):
                with self.assertRaisesRegex(
                        skeind.UnreachableError, f"{name} must be an absolute path, and is rel.db"):
                    skeind.connect().ping()

    def test_a_daemon_of_another_database_is_not_ours(self) -> None:
        place = pathlib.Path(tempfile.mkdtemp(prefix="skein-whose-"))
        self.addCleanup(shutil.rmtree, place)
        (place / "mine.db").touch()
        (place / "link.db").symlink_to("mine.db")
        (place / "theirs.db").touch()
        environment = {"SKEIN_DATABASE": f"{place}/mine.db", "SKEIN_CONFIG": f"{place}/c.yaml"}

        def serves(kept: str) -> bool:
            (place / "s.lock").write_text(f"1\n{place}/s\n{kept}\nserving\n\n")
            return skeind._serves_our_database(f"{place}/s", environment)

        self.assertTrue(serves(f"{place}/mine.db"))
        self.assertTrue(serves(f"{place}/link.db"))
        self.assertFalse(serves(f"{place}/theirs.db"))
        self.assertFalse(serves(""))
        # Only skein reads all of a configuration.
        (place / "c.yaml").write_text("model: m\nproviders:\n  p:\n    database: no\n")
        self.assertFalse(serves(f"{place}/mine.db"))
        (place / "c.yaml").write_text('{"model": "m", "database": "/other.db"}\n')
        self.assertFalse(serves(f"{place}/mine.db"))
        (place / "c.yaml").write_text("model: m\n")
        self.assertTrue(serves(f"{place}/mine.db"))


class AsyncTests(unittest.TestCase):
    def test_many_tasks_share_a_client(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client:
                texts = await asyncio.gather(*(client.ask(f"say {n}").text() for n in range(20)))
                self.assertEqual(texts, [str(number) for number in range(20)])
                made = await asyncio.gather(*(client.task.create(f"{n}") for n in range(50)))
                self.assertEqual([m["task"]["title"] for m in made], [str(n) for n in range(50)])
                listed = [task["id"] async for task in client.task.list_all(limit=20)]
                self.assertTrue({m["task"]["id"] for m in made} <= set(listed))
                with self.assertRaises(skeind.NotFoundError):
                    await client.thread.get(NOBODY)
            with self.assertRaises(skeind.ClosedError):
                await client.ping()

        limited(work())

    def test_pieces_come_as_they_are_said(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client:
                answer = client.ask("say one two")
                self.assertEqual([piece async for piece in answer], ["one ", "two"])
                self.assertEqual(answer.turn["status"], "completed")
                self.assertEqual(await client.watch(answer.id).text(), "one two")
                with self.assertRaises(RuntimeError):
                    print(client.ask("say x").turn)
                self.assertEqual(await client.retry(answer.id).text(), "one two")
                with self.assertRaises(skeind.ProviderError):
                    await client.ask("fail 400").text()

        limited(work())

    def test_to_leave_early_cancels(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client:
                async with client.ask("hold") as answer:
                    async for _ in answer:
                        break
                self.assertEqual(answer.turn["status"], "cancelled")

                heard = asyncio.Event()
                answer = client.ask("hold")

                async def read() -> None:
                    async for _ in answer:
                        heard.set()

                task = asyncio.ensure_future(read())
                await heard.wait()
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                self.assertEqual(answer.turn["status"], "cancelled")

                turn_id = str(uuid.uuid4())
                asked = asyncio.ensure_future(client.turn.run("hold", id=turn_id))
                async with client.events(since=0, timeout=20) as events:
                    async for event in events:
                        if event["id"] == turn_id:
                            break
                watched = client.watch(turn_id)
                async for _ in watched:
                    await watched.cancel()
                self.assertEqual(watched.turn["status"], "cancelled")
                await asked

                with self.assertRaises(skeind.TimedOutError):
                    await client.ask("hold", timeout=0.3).text()
                turn = (await client.turn.list(limit=1))["data"][0]
                self.assertEqual(turn["status"], "cancelled")

        limited(work())

    def test_to_leave_early_cancels_also_when_the_loop_ends(self) -> None:
        async def work(rounds: int) -> None:
            client = skeind.connect_async()
            async for _ in client.ask("hold"):
                break
            for _ in range(rounds):
                await asyncio.sleep(0)

        with skeind.connect() as client:
            for rounds in range(6):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", ResourceWarning)
                    limited(work(rounds))
                    gc.collect()
                turn = client.turn.list(limit=1)["data"][0]["id"]
                for _ in events_of(client, turn):
                    if client.turn.get(turn)["turn"]["endedAt"]:
                        break
                self.assertEqual(client.turn.get(turn)["turn"]["status"], "cancelled")

    def test_a_cancelled_call_cancels_its_turn(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client, client.events(timeout=20) as events:
                turn = str(uuid.uuid4())
                task = asyncio.ensure_future(client.turn.run("hold", id=turn))
                async for event in events:
                    if event["id"] == turn:
                        break
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                async for event in events:
                    ended: Optional[str] = (await client.turn.get(turn))["turn"]["endedAt"]
                    if ended:
                        break
                with self.assertRaises(skeind.TimedOutError):
                    await client.call("turn/run", {"input": "hold"}, timeout=0.3)

        limited(work())

    def test_an_answer_goes_on_when_its_connection_breaks(self) -> None:
        relay = Relay()
        self.addCleanup(relay.close)

        async def work() -> None:
            async with skeind.connect_async(relay.path) as client:
                text = ""
                async for piece in client.ask("flood 20000"):
                    text += piece
                    if len(text) in (2, 1000, 5000):
                        relay.cut()
                self.assertEqual(text, FLOOD)
                await client.ping()

        limited(work())

    def test_a_restart_is_survived_by_client_and_feed(self) -> None:
        async def work() -> None:
            async with skeind.connect_async() as client, client.events(timeout=20) as events:
                first = (await client.thread.create())["thread"]["id"]
                async for event in events:
                    if event["id"] == first:
                        break
                await asyncio.to_thread(run, "daemon", "restart")
                second = (await client.thread.create())["thread"]["id"]
                async for event in events:
                    if event["id"] == second:
                        break

        limited(work())

    def test_a_client_serves_one_event_loop_after_another(self) -> None:
        client = skeind.connect_async()

        async def work() -> None:
            await client.ping()

        limited(work())
        limited(work())


if __name__ == "__main__":
    unittest.main()
