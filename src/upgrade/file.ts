import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { REASONS, type Reason } from '../plan/types';
import type { Recording } from './recording';
import { writeMatrix } from './write-matrix';
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

/**
 * Reads `<name>.json`; the name may omit `.json`.
 * @throws RecordingError with the problem
 */
export function readRecording(name: string): Recording {
  const file = name.endsWith('.json') ? name : `${name.replace(/\.md$/, '')}.json`;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = messageOf(error);
    throw new RecordingError(
      `${file} can not be read: ${why}\n  write one with: npx qa-plan record --out NAME`,
    );
  }
  const parsed = Form.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new RecordingError(
    `${file} is not a recording: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}\n` +
      '  write one with: npx qa-plan record --out NAME',
  );
}
