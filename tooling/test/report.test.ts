import { expect, test } from 'vitest';
import { countTests, type TestReport } from './report.ts';

const file = (status: string, ...tests: string[]): TestReport['testResults'][number] => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

const report = (passed: number, failed: number, files: TestReport['testResults']): TestReport => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: files,
});

test('a green run is counted as it is', () => {
  const green = report(2, 0, [file('passed', 'passed', 'passed')]);
  expect(countTests(green, 0)).toEqual({ passed: 2, failed: 0, skipped: 0 });
});

test('a file that could not be loaded is one failure', () => {
  const broken = report(1, 0, [file('passed', 'passed'), file('failed')]);
  expect(countTests(broken, 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('a file whose tests failed is not counted a second time', () => {
  expect(countTests(report(1, 1, [file('failed', 'passed', 'failed')]), 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('a run that ends badly without a failed test has failed', () => {
  expect(countTests(report(1, 0, [file('passed', 'passed')]), 1)).toMatchObject({ failed: 1 });
  expect(countTests(report(1, 0, [file('passed', 'passed')]), null)).toMatchObject({ failed: 1 });
});

test('a run that never wrote its report has failed', () => {
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('skipped and promised tests are told apart from passed ones', () => {
  const skipping = {
    ...report(1, 0, [file('passed', 'passed', 'pending', 'todo')]),
    numPendingTests: 1,
    numTodoTests: 1,
  };
  expect(countTests(skipping, 0)).toEqual({ passed: 1, failed: 0, skipped: 2 });
});
