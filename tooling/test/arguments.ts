export interface TestArguments {
  /** Parts of the paths of the files to run. */
  readonly filters: readonly string[];
  /** Passed on to vitest as they are. */
  readonly options: readonly string[];
}

/** Options of vitest whose value is the next word. */
const withValue = new Set(['-t', '--testNamePattern', '--project', '--retry', '--bail', '--repeats', '--testTimeout']);

/** `npm test -- pricing -t "half of"` -> filters and options. */
export function readTestArguments(words: readonly string[]): TestArguments {
  const filters: string[] = [];
  const options: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) filters.push(word);
    else if (withValue.has(word)) options.push(word, words[(index += 1)] ?? '');
    else options.push(word);
  }
  return { filters, options };
}
