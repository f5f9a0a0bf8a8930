export interface BenchArguments {
  /** Upper case; empty: all of them. */
  readonly ids: readonly string[];
  readonly cuts: number;
  readonly orders: number;
  readonly drained: number;
}

export type ReadArguments = { type: 'run'; arguments: BenchArguments } | { type: 'wrong'; sentence: string };

const numbers = { '--cuts': 50, '--orders': 150_000, '--drained': 20_000 };

/** `npm run bench [-- ID...] [--cuts N] [--orders N] [--drained N]` */
export function readArguments(texts: readonly string[], known: readonly string[]): ReadArguments {
  const ids: string[] = [];
  const given: Record<keyof typeof numbers, number> = { ...numbers };
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? '';
    if (text in numbers) {
      index += 1;
      const value = Number(texts[index]);
      if (!Number.isSafeInteger(value) || value < 1)
        return { type: 'wrong', sentence: `${text} needs a whole number above zero.` };
      given[text as keyof typeof numbers] = value;
    } else if (known.includes(text.toUpperCase())) ids.push(text.toUpperCase());
    else
      return {
        type: 'wrong',
        sentence: `There is no bench ${text}. There are: ${known.join(', ')}; and --cuts N, --orders N, --drained N.`,
      };
  }
  return {
    type: 'run',
    arguments: { ids, cuts: given['--cuts'], orders: given['--orders'], drained: given['--drained'] },
  };
}
