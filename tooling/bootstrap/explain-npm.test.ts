import { expect, test } from 'vitest';
import { explainNpmFailure } from './explain-npm.mjs';

test.each([
  [
    'npm error code ENOTFOUND\nnpm error network request to https://registry.npmjs.org/zod failed',
    /could not be reached/,
  ],
  ['npm error code ECONNREFUSED', /could not be reached/],
  ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device', /disk is full/],
  ['npm error code EUSAGE\nnpm error Missing: @oxlint/binding-darwin-arm64@1.90.0 from lock file', /do not agree/],
  ['npm error code EACCES\nnpm error syscall mkdir\nnpm error path /nonexistent', /may not write/],
  ['npm error code E404\nnpm error 404 Not Found - GET https://registry.npmjs.org/zod', /does not have one/],
  ['npm error code E401\nnpm error Unable to authenticate', /refused us/],
  ['npm error code EINTEGRITY', /not the one that package-lock\.json describes/],
  ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /certificate is not trusted/],
])('%j is explained', (output, sentence) => {
  expect(explainNpmFailure(output, 'status 1')).toMatch(sentence);
});

test('a failure that nobody foresaw keeps its status', () => {
  expect(explainNpmFailure('npm error something new', 'SIGKILL')).toMatch(/npm ci ended with SIGKILL/);
});
