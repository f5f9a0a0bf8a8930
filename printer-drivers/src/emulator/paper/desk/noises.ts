import type { DeskNoise } from './desk.ts';

const linePeriodSeconds = 0.045;
const linesPerPaper = 9;
/** A replay prints faster than any printer sounds. */
const quietMs = 400;

/**
 * The sounds of a counter, made from nothing: the head's rattle line by line, and the bell of a drawer. A browser lets a
 * page sound only after a tap, so the switch that turns it on is that tap.
 */
export class Noises {
  #context: AudioContext | null = null;
  #lastAtMs = 0;

  get on(): boolean {
    return this.#context !== null;
  }

  async turn(on: boolean): Promise<void> {
    await this.#context?.close();
    this.#context = on ? new AudioContext() : null;
  }

  make(noise: DeskNoise): void {
    const context = this.#context;
    const nowMs = performance.now();
    if (context === null || (noise === 'paper' && nowMs - this.#lastAtMs < quietMs)) return;
    this.#lastAtMs = nowMs;
    if (noise === 'drawer') bell(context);
    else for (let line = 0; line < linesPerPaper; line += 1) rattle(context, line * linePeriodSeconds);
  }
}

function rattle(context: AudioContext, delaySeconds: number): void {
  const length = Math.floor(context.sampleRate * 0.03);
  const buffer = context.createBuffer(1, length, context.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < length; index += 1) samples[index] = (Math.random() * 2 - 1) * (1 - index / length);
  const source = new AudioBufferSourceNode(context, { buffer });
  const filter = new BiquadFilterNode(context, { type: 'bandpass', frequency: 2600, Q: 1.2 });
  const volume = new GainNode(context, { gain: 0.08 });
  source.connect(filter).connect(volume).connect(context.destination);
  source.start(context.currentTime + delaySeconds);
}

function bell(context: AudioContext): void {
  for (const [frequency, gain] of [
    [2093, 0.12],
    [3136, 0.06],
  ] as const) {
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain });
    volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.9);
    tone.connect(volume).connect(context.destination);
    tone.start();
    tone.stop(context.currentTime + 0.9);
  }
}
