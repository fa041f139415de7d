import { cpSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from './run-cli';

/** What is no part of a fresh clone. */
const LEFT_OUT =
  /^(node_modules|\.git|test-results|results|allure-re(sults|port)(\.old)?|playwright-report|blob-report|\.env|generated)$/;

/** Copies the project's files, as a fresh clone has them, uncommitted ones included. */
export const copyCheckout = (folder: string): void =>
  cpSync(PROJECT, folder, { recursive: true, filter: (file) => !LEFT_OUT.test(path.basename(file)) });
