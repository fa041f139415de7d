// @ts-check
/**
 * The process that leaves nothing behind: it outlives the one that started PostgreSQL, however that ends.
 *
 * Standard input is a pipe from the parent, one JSON message per line (see `Message`). Its end without `done` means that
 * the parent is gone: PostgreSQL is ended and the folders are removed. If the process `watch` goes first, the parent is
 * ended too, politely, then by force.
 *
 * Plain JavaScript, because it has to be up at once and small.
 */
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Message
 * @property {string[]} [folders] to remove in the end
 * @property {string} [dataFolder] of PostgreSQL
 * @property {number} [parent] process id of the parent
 * @property {number} [watch] process id without which nothing of this has a reason to run
 * @property {number} [started] process id of a child of the parent that has to be ended, a group leader
 * @property {number} [ended] process id of such a child that has ended by itself
 * @property {boolean} [done] everything is tidied up already
 */

const pollMilliseconds = 200;
const politeMilliseconds = 1000;
const quitMilliseconds = 1000;
const removalMilliseconds = 5000;

/** @type {Map<number, string | undefined>} process ids with what tells them from a later process of the same id */
const children = new Map();
/** @type {Set<string>} */
const folders = new Set();
let dataFolder = '';
let parent = 0;
let parentIdentity = /** @type {string | undefined} */ (undefined);
let ending = false;

// A Ctrl-C or a closed terminal ends the parent, and thereby this.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const messages = createInterface({ input: process.stdin });
messages.on('line', (line) => obey(JSON.parse(line)));
messages.on('close', () => void endEverything());

/** @param {Message} message */
function obey(message) {
  if (message.done === true) process.exit(0);
  for (const folder of message.folders ?? []) folders.add(folder);
  dataFolder = message.dataFolder ?? dataFolder;
  if (message.parent !== undefined) {
    parent = message.parent;
    parentIdentity = identity(parent);
  }
  if (message.watch !== undefined) watch(message.watch);
  if (message.started !== undefined) children.set(message.started, identity(message.started));
  if (message.ended !== undefined) children.delete(message.ended);
}

/** @param {number} pid */
function watch(pid) {
  const known = identity(pid);
  const timer = setInterval(() => {
    if (isRunning(pid, known)) return;
    clearInterval(timer);
    void endParent();
  }, pollMilliseconds);
}

/** Its end closes the pipe, and that ends the rest. */
async function endParent() {
  send(parent, 'SIGTERM');
  await until(() => !isRunning(parent, parentIdentity), politeMilliseconds);
  if (isRunning(parent, parentIdentity)) send(parent, 'SIGKILL');
}

async function endEverything() {
  if (ending) return;
  ending = true;
  await addPostmaster();
  // SIGQUIT lets the server end its sessions and give back its shared memory, without a checkpoint.
  endChildren('SIGQUIT');
  await until(() => ![...children].some(([pid, known]) => isRunning(pid, known)), quitMilliseconds);
  endChildren('SIGKILL');
  await removeFolders();
  process.exit(0);
}

/** The parent may have died between starting the server and telling of it; the data folder names the server too. */
async function addPostmaster() {
  const lines = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, folder] = lines.split('\n');
  if (folder === dataFolder && Number(pid) > 1 && !children.has(Number(pid))) {
    children.set(Number(pid), identity(Number(pid)));
  }
}

/** @param {'SIGQUIT' | 'SIGKILL'} signal */
function endChildren(signal) {
  for (const [pid, known] of children) {
    if (!isRunning(pid, known)) continue;
    send(pid, signal);
    if (signal === 'SIGKILL' && process.platform !== 'win32') send(-pid, signal);
  }
}

/** Sessions that are ending may still write, so this is tried until it succeeds. */
async function removeFolders() {
  const deadline = Date.now() + removalMilliseconds;
  for (const folder of folders) {
    for (;;) {
      const removed = await rm(folder, { recursive: true, force: true }).then(
        () => true,
        () => false,
      );
      if (removed || Date.now() > deadline) break;
      await pause();
    }
  }
}

/**
 * @param {() => boolean} condition
 * @param {number} milliseconds
 */
async function until(condition, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (!condition() && Date.now() < deadline) await pause();
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

/**
 * When a process started, which no later process of the same id shares.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when it is gone (a zombie counts as gone), or where the system does not tell
 */
function identity(pid) {
  try {
    // The second field, the program's name, may hold spaces and brackets; what follows the last bracket is regular.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @param {string | undefined} known its identity when it was first heard of
 */
function isRunning(pid, known) {
  if (known !== undefined) return identity(pid) === known;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
