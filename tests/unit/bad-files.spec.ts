import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readLock, toJson as lockToJson } from '../../src/lock/file';
import { lockOf } from '../../src/lock/lock';
import { readRecord, RecordError } from '../../src/record/read';
import { readRecording, RecordingError, toJson as recordingToJson } from '../../src/upgrade/file';
import type { Recording } from '../../src/upgrade/recording';
import { recordedCell } from './report/records';
import { variedRecord } from './report/varied-record';

const RECORDING: Recording = {
  ...{ format: 1, release: '0.11.0', date: '2026-11-27', witness: 'sql' },
  cells: (['admin', 'viewer'] as const).map((role) => ({
    ...{ rule: 'REC-04', area: 'records', title: 'Add a record', action: 'records.add', role, effect: [] },
    outcome: role === 'admin' ? { kind: 'allowed' } : { kind: 'denied', reason: 'privilege', code: -30101 },
  })),
};

/** A kind of file: one that is right, how it is read, and the error of one that can not be. */
interface Kind {
  text: string;
  read: (file: string) => unknown;
  error: new () => Error;
}

const KINDS: Record<string, Kind> = {
  'run record': { text: JSON.stringify(variedRecord()), read: readRecord, error: RecordError },
  lock: {
    text: lockToJson(lockOf(variedRecord())),
    read: (file) => JSON.parse(lockToJson(readLock(file))) as unknown,
    error: RecordError,
  },
  recording: { text: recordingToJson(RECORDING), read: readRecording, error: RecordingError },
};

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What an edit does at a place: the first number chooses the place, the second the key or item there. */
type Edit = (place: Json[] | Record<string, Json>, key: string, value: Json) => unknown;
const EDITS: Edit[] = [
  (place, key) => (Array.isArray(place) ? place.splice(Number(key), 1) : Reflect.deleteProperty(place, key)),
  (place, key, value) => Object.assign(place, { [key]: value }),
  (place, _, value) => (Array.isArray(place) ? place.push(value) : Object.assign(place, { more: value })),
  (place, key) => Array.isArray(place) && place.push(structuredClone(place[Number(key)] ?? null)),
];

const placesIn = (value: Json): (Json[] | Record<string, Json>)[] =>
  typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap((each) => placesIn(each))]
    : [];

/** A right file with up to three edits of what it says. */
const edited = (text: string) =>
  fc
    .array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...EDITS), fc.jsonValue() as fc.Arbitrary<Json>), {
      minLength: 1,
      maxLength: 3,
    })
    .map((edits) => {
      const content = JSON.parse(text) as Json;
      for (const [where, which, edit, value] of edits) {
        const places = placesIn(content);
        const place = places[where % places.length];
        const keys = Object.keys(place ?? {});
        if (place) edit(place, keys[which % keys.length] ?? 'new', value);
      }
      return JSON.stringify(content);
    });

/** A right file of which a part is cut out, or replaced by anything. */
const cut = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(40), fc.oneof(fc.string({ unit: 'binary' }), fc.constant('')))
    .map(([from, length, by]) => text.slice(0, from) + by + text.slice(from + length));

for (const [name, kind] of Object.entries(KINDS)) {
  test(`whatever a ${name} holds, it is read as it is, or refused in one message`, ({}, info) => {
    const file = info.outputPath('it.json');
    expect(problemsWith(kind.text, file, kind)).toEqual([]);
    const content = fc.oneof(edited(kind.text), cut(kind.text), fc.json(), fc.uint8Array());
    fc.assert(
      fc.property(content, (each) => problemsWith(each, file, kind).length === 0),
      { numRuns: 500 },
    );
  });
}

/** What is wrong with how a file is read that has some content. */
function problemsWith(content: string | Uint8Array, file: string, { read, error }: Kind): string[] {
  writeFileSync(file, content);
  let seen: unknown;
  try {
    seen = read(file);
  } catch (failure) {
    return failure instanceof error ? unclearIn(failure.message, file) : [String(failure)];
  }
  const written: unknown = JSON.parse(Buffer.from(content).toString());
  // What JSON can not tell apart is the same.
  return isDeepStrictEqual(JSON.parse(JSON.stringify(seen)), written) ? [] : ['read as something else'];
}

/** What is missing in a message that has to say what is wrong, where, and what to do, without what a terminal would obey. */
function unclearIn(message: string, file: string): string[] {
  const lines = message.split('\n');
  return [
    ...(message.startsWith(file) ? [] : ['where']),
    ...(/npx|use the release/.test(message) ? [] : ['what to do']),
    ...(/\n\s+at |[^\P{Cc}\n]/u.test(message) ? ['printable'] : []),
    ...(lines.length < 12 && message.length - file.length < 1500 ? [] : ['short']),
  ];
}

test('a lock in which a merge has left a cell twice is refused', ({}, info) => {
  const file = info.outputPath('qa-plan.lock.json');
  const lock = lockOf({ ...variedRecord(), results: [recordedCell()] });
  writeFileSync(file, lockToJson({ ...lock, cells: [...lock.cells, ...lock.cells] }));
  expect(() => readLock(file)).toThrow(/has an entry twice: .*REC-04.*\n {2}write it anew: npx qa-plan lock/);
});
