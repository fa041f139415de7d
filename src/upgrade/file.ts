import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { REASONS, type Reason } from '../plan/types';
import type { Recording } from './recording';
import { writeMatrix } from './write-matrix';
import { printable, problemsOf, repeatedIn } from '../record/problems';
import { readJson } from '../record/read';
import { messageOf } from '../target/message';

const reasons = REASONS.filter((reason): reason is Exclude<Reason, 'silent'> => reason !== 'silent');

const Form = z.strictObject({
  format: z.literal(1),
  release: z.string(),
  date: z.iso.date(),
  witness: z.enum(['sql', 'api']),
  cells: z.array(
    z.strictObject({
      rule: z.string(),
      area: z.string(),
      title: z.string(),
      action: z.string(),
      role: z.string(),
      outcome: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('allowed') }),
        z.strictObject({ kind: z.literal('denied'), reason: z.enum(reasons), code: z.int() }),
        z.strictObject({ kind: z.literal('error'), code: z.int() }),
        z.strictObject({ kind: z.literal('untried'), why: z.string() }),
        z.strictObject({ kind: z.literal('not run'), why: z.string() }),
      ]),
      effect: z.array(z.string()),
      canary: z.boolean().exactOptional(),
    }),
  ),
});

/**
 * Writes a recording as `<name>.json`, one line per cell, and `<name>.md`, one matrix per area.
 * @returns the files
 */
export function writeRecording(name: string, recording: Recording): string[] {
  const base = name.replace(/\.(json|md)$/, '');
  const files: [string, string][] = [
    [`${base}.json`, toJson(recording)],
    [`${base}.md`, writeMatrix(recording)],
  ];
  for (const [file, text] of files) writeFileSync(file, text);
  return files.map(([file]) => file);
}

/** A recording as JSON that version control can compare line by line. */
export function toJson({ cells, ...head }: Recording): string {
  const lines = cells.map((cell) => `    ${JSON.stringify(cell)}`).join(',\n');
  const entries = Object.entries(head).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},`);
  return `{\n${entries.join('\n')}\n  "cells": [\n${lines}\n  ]\n}\n`;
}

/** A file is not a recording. */
export class RecordingError extends Error {}

const WRITER = 'npx qa-plan record --out NAME';

/**
 * Reads `<name>.json`; the name may omit `.json`.
 * @throws RecordingError with the problem
 */
export function readRecording(name: string): Recording {
  const file = name.endsWith('.json') ? name : `${name.replace(/\.md$/, '')}.json`;
  const parsed = Form.safeParse(contentOf(file));
  const wrong = parsed.success ? twiceIn(parsed.data) : problemsOf(parsed.error);
  if (parsed.success && wrong === undefined) return parsed.data;
  throw new RecordingError(
    `${file} is not a recording that this release reads (format 1):\n${wrong ?? ''}\n  write one with: ${WRITER}`,
  );
}

function contentOf(file: string): unknown {
  try {
    return readJson(file, WRITER, 'recording');
  } catch (error) {
    throw new RecordingError(messageOf(error));
  }
}

function twiceIn({ cells }: Recording): string | undefined {
  const again = repeatedIn(cells.map(({ rule, role }) => `${rule}, ${role}`));
  return again === undefined ? undefined : `it has a cell twice: ${printable(again)}`;
}
