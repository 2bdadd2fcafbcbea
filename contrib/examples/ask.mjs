#!/usr/bin/env node
// Ask the daemon a question, and print the answer as it is said: ask.mjs WORD...
// Node 18 or newer and nothing else; the daemon must run (skein daemon start).
import { lstatSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';

const absolute = (name) => (process.env[name]?.startsWith('/') ? process.env[name] : undefined);
const named = absolute('SKEIN_SOCKET');
const runtime = absolute('XDG_RUNTIME_DIR');
const path = named ?? (runtime ? `${runtime}/skein/skein.sock`
  : `${absolute('TMPDIR') ?? '/tmp'}/skein-${process.getuid()}/skein.sock`);

// Bidirectional controls and the like can have a terminal show what was never said. A joiner stays
// where it joins: whether it does is seen by its neighbours.
const JOINED = String.raw`[\p{L}\p{M}\p{ExtPict}\p{EMod}]`;
const HIDDEN = new RegExp(String.raw`(?![\n\t])\p{Cc}|[\p{Zl}\p{Zp}\uFFF9-\uFFFB]`
  + String.raw`|(?![\p{M}\u200C\u200D])\p{DI}`
  + String.raw`|(?<!${JOINED})[\u200C\u200D]|[\u200C\u200D](?!${JOINED}|$)`, 'gu');
const visible = (text) => text.replace(HIDDEN, '\uFFFD');

const fail = (message) => {
  console.error(visible(message));
  process.exit(1);
};

// Node cannot ask the kernel who listens. But in a directory that is ours and closed nobody else
// can put a socket in the place of ours; and what is not there is not connected to.
const mine = (found) => !found || found.uid === process.getuid() || found.uid === 0;
const [directory, socket] = [dirname(path), path].map((file) => {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
});
const why = !mine(directory) ? `its directory belongs to uid ${directory.uid}`
  : !mine(socket) ? `it belongs to uid ${socket.uid}`
    : directory && !directory.isDirectory() ? 'its directory is none'
      : directory && directory.mode & (directory.uid === process.getuid() ? 0o027 : 0o022)
        ? 'its directory is open to others' : undefined;
if (named && !mine(socket)) {
  console.error(`The daemon at ${path} is that of uid ${socket.uid}.`);
} else if (!named && why) {
  fail(`Nothing was sent to ${path}, for ${why}: set XDG_RUNTIME_DIR to a directory of your own, or`
    + ' SKEIN_SOCKET to a socket that you trust.');
} else if (!named && !directory) {
  fail(`There is no ${dirname(path)} (does it run? skein daemon start)`);
}

const daemon = connect(path);
daemon.on('error', (error) => fail(`${error.message} (does it run? skein daemon start)`));

const question = { input: process.argv.slice(2).join(' '), stream: true, onDisconnect: 'cancel' };
const request = { jsonrpc: '2.0', id: 1, method: 'turn/run', params: question };
daemon.write(`${JSON.stringify(request)}\n`);

// The last character that was printed: the neighbour of what comes next.
let last = '';
const print = (text) => {
  const shown = process.stdout.isTTY ? visible(last + text).slice(last.length) : text;
  process.stdout.write(shown);
  last = Array.from(shown).at(-1) ?? last;
};

// Not by readline, which takes U+2028 for the end of a line.
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
fail('The daemon went away before it answered.');
