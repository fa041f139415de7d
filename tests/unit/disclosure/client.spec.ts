import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Client } from '../../../src/target/client';
import type { Heard, Hearing } from '../../../src/target/disclosure/hearing';

test('what a call sent is heard apart from its headers: the method of an answer is known by it', async () => {
  const heard: Heard[] = [];
  const hearing = { hear: (one: Heard) => heard.push(one) } as unknown as Hearing;
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, result: [] })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    await new Client({ baseUrl, hearing }, undefined).call('schemas.list', { database_id: 7 });
  } finally {
    server.close();
  }
  expect(heard.map(({ asked }) => asked)).toEqual(['POST /api/rpc/v0/']);
  expect(JSON.parse(heard[0]?.sent ?? '')).toMatchObject({
    method: 'schemas.list',
    params: { database_id: 7 },
  });
});
