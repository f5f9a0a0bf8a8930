/**
 * A board's voice: a short chime for new tickets, a two-tone alarm while the board cannot be trusted. Browsers keep quiet
 * until somebody has touched the page; `blocked` says so, so that nobody trusts a mute board.
 */
export type SoundState = 'on' | 'off' | 'blocked';

const storageKey = 'auraconnect.kds.sound';

export class BoardSound {
  readonly #onState: (state: SoundState) => void;
  #context: AudioContext | null = null;
  #wanted = localStorage.getItem(storageKey) !== 'off';

  constructor(onState: (state: SoundState) => void) {
    this.#onState = onState;
  }

  /** A kiosk browser that lets pages sound needs no tap; every other one says `blocked` until the first. */
  start(): () => void {
    const context = new AudioContext();
    const say = (): void => this.#onState(this.#state);
    this.#context = context;
    context.addEventListener('statechange', say);
    say();
    return () => {
      context.removeEventListener('statechange', say);
      void context.close();
    };
  }

  toggle(): void {
    if (this.#state !== 'blocked') {
      this.#wanted = !this.#wanted;
      localStorage.setItem(storageKey, this.#wanted ? 'on' : 'off');
      this.#onState(this.#state);
    }
    this.wake();
  }

  wake(): void {
    if (this.#wanted && this.#context?.state === 'suspended') void this.#context.resume();
  }

  get #state(): SoundState {
    if (!this.#wanted) return 'off';
    return this.#context?.state === 'running' ? 'on' : 'blocked';
  }

  chime(): void {
    this.#tone(880, 0, 0.12);
    this.#tone(1175, 0.13, 0.2);
  }

  /** The bell of the pass, higher and longer than the chime: the two are told apart with one’s back to the screen. */
  bell(): void {
    this.#tone(1568, 0, 0.5);
    this.#tone(1047, 0.18, 0.8);
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
