import { must } from './tool.ts';

/** `up`: what the till says does not arrive; `down`: what it would hear does not; `lossy`: a third of all packets is lost. */
export type Trouble = 'none' | 'both' | 'up' | 'down' | 'lossy' | 'unplugged';

/** A network for one till in a namespace of its own, with a cable to this machine that can be troubled for real. */
export class TillNetwork {
  readonly name = `auraf${process.pid % 100_000}`;
  /** From the range that is kept for tests of networks. */
  readonly boxAddress = '198.18.77.1';
  readonly #tillAddress = '198.18.77.2';
  readonly #boxEnd = `${this.name}b`;
  readonly #tillEnd = `${this.name}t`;

  constructor() {
    must('ip', ['netns', 'add', this.name]);
    must('ip', ['link', 'add', this.#boxEnd, 'type', 'veth', 'peer', 'name', this.#tillEnd]);
    must('ip', ['link', 'set', this.#tillEnd, 'netns', this.name]);
    must('ip', ['address', 'add', `${this.boxAddress}/30`, 'dev', this.#boxEnd]);
    must('ip', ['link', 'set', this.#boxEnd, 'up']);
    this.#inside('ip', ['address', 'add', `${this.#tillAddress}/30`, 'dev', this.#tillEnd]);
    this.#inside('ip', ['link', 'set', 'lo', 'up']);
    this.#inside('ip', ['link', 'set', this.#tillEnd, 'up']);
  }

  /** How a program is started in it. */
  get command(): readonly [file: string, programArguments: readonly string[]] {
    return ['ip', ['netns', 'exec', this.name]];
  }

  trouble(trouble: Trouble): void {
    this.#inside('ip', ['link', 'set', this.#tillEnd, trouble === 'unplugged' ? 'down' : 'up']);
    const rule = (direction: 'up' | 'down'): string => {
      if (trouble === 'both' || trouble === direction) return 'drop';
      return trouble === 'lossy' ? 'numgen random mod 100 < 33 drop' : 'accept';
    };
    const rules = [
      'table inet faults',
      'delete table inet faults',
      'table inet faults {',
      `chain up { type filter hook output priority 0; oifname "${this.#tillEnd}" ${rule('up')}; }`,
      `chain down { type filter hook input priority 0; iifname "${this.#tillEnd}" ${rule('down')}; }`,
      '}',
    ];
    // One statement a line: nft reads them so.
    this.#inside('nft', ['-f', '-'], rules.join('\n').replaceAll('; ', ';\n').replaceAll('{ ', '{\n').concat('\n'));
  }

  drop(): void {
    // The cable first: a namespace lives on for as long as a program in it does, and the next network has the same names.
    must('ip', ['link', 'delete', this.#boxEnd]);
    must('ip', ['netns', 'delete', this.name]);
  }

  #inside(file: string, programArguments: readonly string[], input?: string): void {
    must('ip', ['netns', 'exec', this.name, file, ...programArguments], input);
  }
}
