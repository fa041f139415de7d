import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a program that needs the library `libq.so.6`, which no system has. Linux only. @returns its path */
export function programWithoutLibrary(folder: string): string {
  const program = path.join(folder, 'chrome');
  mkdirSync(folder, { recursive: true });
  // Byte by byte, as lengths and places in it must stay.
  writeFileSync(program, readFileSync('/bin/cat', 'latin1').replaceAll('libc.so.6', 'libq.so.6'), 'latin1');
  chmodSync(program, 0o755);
  return program;
}
