#!/usr/bin/env node
// Ask the daemon a question, and print the answer as it arrives: ask.mjs WORD...
// Node 18 or newer and nothing else; the daemon must run (skein daemon start).
import { lstatSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';

const absolute = (name) => (process.env[name]?.startsWith('/') ? process.env[name] : undefined);
const named = absolute('SKEIN_SOCKET');
const runtime = absolute('XDG_RUNTIME_DIR');
const path = named ?? (runtime ? `${runtime}/skein/skein.sock`
  : `${absolute('TMPDIR') ?? '/tmp'}/skein-${process.getuid()}/skein.sock`);

// Replaced on a terminal: bidirectional controls and the like, which could make it show another
// text. A joiner stays where it joins two characters; the characters beside it decide that.
const JOINED = String.raw`[\p{L}\p{M}\p{ExtPict}\p{EMod}]`;
const HIDDEN = new RegExp(String.raw`(?![\n\t])\p{Cc}|[\p{Zl}\p{Zp}\uFFF9-\uFFFB]`
  + String.raw`|(?![\p{M}\u200C\u200D])\p{DI}`
  + String.raw`|(?<!${JOINED})[\u200C\u200D]|[\u200C\u200D](?!${JOINED}|$)`, 'gu');
const visible = (text) => text.replace(HIDDEN, '\uFFFD');

// The last character that was printed: it stands before the text that comes next.
let last = '';

const fail = (message) => {
  if (last !== '' && last !== '\n') console.log();
  console.error(visible(message));
  process.exit(1);
};

// Node cannot ask the kernel which user listens on a socket. But if no other user may write to the
// socket's directory, nor to those above it, no other user can put a socket in the place of ours.
const mine = (found) => found.uid === process.getuid() || found.uid === 0;
const look = (file) => lstatSync(file, { throwIfNoEntry: false });

// Why other users could change a directory's contents, or one above it; undefined if they cannot.
const doubt = (directory, forbidden = 0o022) => {
  const found = look(directory);
  const isOpen = found.mode & forbidden && !(forbidden === 0o022 && found.mode & 0o1000);
  if (!mine(found)) return `${directory} belongs to uid ${found.uid}`;
  if (!found.isDirectory()) return `${directory} is not a directory`;
  if (isOpen) return `${directory} is open to others`;
  return directory === '/' ? undefined : doubt(dirname(directory));
};

// Where to connect, with symbolic links resolved: they could point elsewhere a moment later.
const place = (() => {
  const socket = look(path);
  if (named) {
    if (socket && !mine(socket)) console.error(`The daemon at ${path} belongs to uid ${socket.uid}.`);
    return path;
  }
  // Never connect when the directory is missing: another user might create it at this moment.
  if (!look(dirname(path))) fail(`There is no ${dirname(path)} (does it run? skein daemon start)`);
  const directory = join(realpathSync(dirname(dirname(path))), basename(dirname(path)));
  const why = doubt(directory, 0o027)
    ?? (socket && !mine(socket) ? `it belongs to uid ${socket.uid}` : undefined);
  if (why) {
    fail(`Nothing was sent to ${path}, because ${why}: set XDG_RUNTIME_DIR to a directory of your own,`
      + ' or SKEIN_SOCKET to a socket that you trust.');
  }
  return join(directory, basename(path));
})();

const daemon = connect(place);
daemon.on('error', (error) => fail(`${error.message} (does it run? skein daemon start)`));

const question = { input: process.argv.slice(2).join(' '), stream: true, onDisconnect: 'cancel' };
const request = { jsonrpc: '2.0', id: 1, method: 'turn/run', params: question };
daemon.write(`${JSON.stringify(request)}\n`);

const print = (text) => {
  const shown = process.stdout.isTTY ? visible(last + text).slice(last.length) : text;
  process.stdout.write(shown);
  last = Array.from(shown).at(-1) ?? last;
};

// Not with readline, which ends a line at U+2028 too. The line that has not ended yet:
let begun = '';
daemon.setEncoding('utf8');
for await (const chunk of daemon) {
  const lines = (begun + chunk).split('\n');
  begun = lines.pop();
  for (const line of lines) {
    const { id, method, params, error } = JSON.parse(line);
    if (error) fail(error.message);
    if (method === 'turn/delta' && params.kind === 'text') print(params.text);
    if (id === 1) {
      console.log();
      process.exit();
    }
  }
}
fail('The daemon ended before it answered.');
