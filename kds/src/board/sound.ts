/**
 * A board's voice: a short chime for new tickets, a two-tone alarm while the board cannot be trusted. Browsers keep quiet
 * until somebody has touched the page; `blocked` says so, so that nobody trusts a mute board.
 */
export type SoundState = 'on' | 'off' | 'blocked';

const storageKey = 'auraconnect.kds.sound';

export class BoardSound {
  #context: AudioContext | null = null;
  #wanted = localStorage.getItem(storageKey) !== 'off';

  get state(): SoundState {
    if (!this.#wanted) return 'off';
    return this.#context?.state === 'running' ? 'on' : 'blocked';
  }

  /** Called from a tap or a key, the only moments when a browser lets a page begin to sound. */
  async toggle(): Promise<void> {
    if (this.state === 'blocked') return this.wake();
    this.#wanted = !this.#wanted;
    localStorage.setItem(storageKey, this.#wanted ? 'on' : 'off');
    if (this.#wanted) await this.wake();
  }

  async wake(): Promise<void> {
    this.#context ??= new AudioContext();
    if (this.#context.state !== 'running') await this.#context.resume();
  }

  chime(): void {
    this.#tone(880, 0, 0.12);
    this.#tone(1175, 0.13, 0.2);
  }

  alarm(): void {
    for (const [index, hertz] of [660, 440, 660, 440].entries()) this.#tone(hertz, index * 0.22, 0.2);
  }

  #tone(hertz: number, afterSeconds: number, seconds: number): void {
    const context = this.#context;
    if (!this.#wanted || context?.state !== 'running') return;
    const start = context.currentTime + afterSeconds;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0.0001, start);
    gain.gain.exponentialRampToValueAtTime(0.4, start + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + seconds + 0.05);
  }
}
