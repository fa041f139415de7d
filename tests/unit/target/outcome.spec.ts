import { expect, test } from '@playwright/test';
import { outcomeOfHttp, outcomeOfRpc } from '../../../src/target/outcome';

/** Code and message of an RPC answer → what it says. */
const RPC: [code: number, message: string, says: string][] = [
  [-31000, 'Exception: the old password is wrong', 'refused'],
  [-31000, 'RuntimeError: out of order', 'error'],
  [-31000, 'Exception: ', 'error'],
  [-31000, "KeyError: 'old password'", 'error'],
  [-31002, 'AssertionError: this form is private', 'refused'],
  [-31002, 'AssertionError: ', 'error'],
  [-31049, 'TypeError: not iterable', 'error'],
  [-28030, 'NoConnectionAvailable: ', 'collaborator'],
];
for (const [code, message, says] of RPC) {
  test(`${String(code)} "${message}" is ${says}`, () => {
    const outcome = outcomeOfRpc({ ok: false, code, message }, false);
    expect(outcome.kind === 'denied' ? outcome.reason : outcome.kind).toBe(says);
  });
}

/** Status and body of a plain answer → what it says. */
const HTTP: [status: number, text: string, says: string][] = [
  [400, '{"errors":"Relation with OID 16942 does not exist"}', 'not-found'],
  [400, '{"errors":"Unable to import data"}', 'error'],
  [502, 'OID 16942 does not exist', 'error'],
];
for (const [status, text, says] of HTTP) {
  test(`HTTP ${String(status)} with ${text} is ${says}`, () => {
    const outcome = outcomeOfHttp({ status, location: undefined, text });
    expect(outcome.kind === 'denied' ? outcome.reason : outcome.kind).toBe(says);
  });
}
