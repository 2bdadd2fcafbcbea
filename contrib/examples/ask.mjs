#!/usr/bin/env node
// Ask the daemon a question, and print the answer as it is said: ask.mjs WORD...
// Node 18 or newer and nothing else; the daemon must run (skein daemon start).
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const { SKEIN_SOCKET, XDG_RUNTIME_DIR, TMPDIR = '/tmp' } = process.env;
const path = SKEIN_SOCKET
  ?? (XDG_RUNTIME_DIR ? `${XDG_RUNTIME_DIR}/skein/skein.sock`
    : `${TMPDIR}/skein-${process.getuid()}/skein.sock`);

const fail = (message) => { console.error(message); process.exit(1); };

const daemon = connect(path);
daemon.on('error', (error) => fail(`${error.message} (does it run? skein daemon start)`));

const question = { input: process.argv.slice(2).join(' '), stream: true, onDisconnect: 'cancel' };
const request = { jsonrpc: '2.0', id: 1, method: 'turn/run', params: question };
daemon.write(`${JSON.stringify(request)}\n`);

for await (const line of createInterface({ input: daemon })) {
  const { id, method, params, error } = JSON.parse(line);
  if (error) fail(error.message);
  if (method === 'turn/delta' && params.kind === 'text') process.stdout.write(params.text);
  if (id === 1) {
    console.log();
    process.exit();
  }
}
fail('The daemon went away before it answered.');
