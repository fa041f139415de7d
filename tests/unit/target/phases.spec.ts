import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { writeProfile } from '../../../src/report/terminal/profile';
import { addPhase, phase, profiled, startProfile } from '../../../src/target/phases';

test('a phase is measured without those inside it, and with those of other processes; nothing is unless asked', async ({}, info) => {
  const folder = info.outputPath('profile');
  expect(await phase('before', () => Promise.resolve(7))).toBe(7);
  expect(profiled()).toBeUndefined();
  startProfile(folder);
  try {
    await phase('outer', async () => {
      await setTimeout(20);
      await expect(
        phase('inner', () => setTimeout(120).then(() => Promise.reject(new Error('no')))),
      ).rejects.toThrow('no');
    });
    addPhase('inner', -5);
    writeFileSync(path.join(folder, '1.json'), JSON.stringify([{ name: 'elsewhere', ms: 60_000, times: 3 }]));
    const phases = profiled() ?? [];
    expect(phases.map(({ name, times }) => [name, times])).toEqual([
      ['elsewhere', 3],
      ['inner', 2],
      ['outer', 1],
    ]);
    expect(phases.find(({ name }) => name === 'outer')?.ms).toBeLessThan(100);
    expect(readdirSync(folder)).toHaveLength(2);
  } finally {
    delete process.env.QA_PLAN_PROFILE_FOLDER;
  }
});

test('the ten dearest phases are told, in 80 columns', () => {
  const phases = Array.from({ length: 12 }, (_, n) => ({
    name: `phase ${String(n)}`,
    ms: 12_000 - n * 1000,
    times: 1500,
  }));
  const lines = writeProfile(phases).split('\n').slice(1);
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe('Where the time went (78.0 s of all processes, which work at the same time)');
  expect(lines[1]).toMatch(/^ {2}phase 0 +12\.0 s +15 % +1,500 ×, 8 ms each$/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});
