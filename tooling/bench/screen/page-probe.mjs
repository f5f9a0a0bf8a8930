// @ts-nocheck -- This runs in the page and not in Node: it is handed to the browser as it stands.
(() => {
  const patienceMs = 20_000;
  let downMs = 0;
  addEventListener('pointerdown', ({ timeStamp }) => (downMs = timeStamp), { capture: true });

  /** ms from the finger on the glass until the first frame that shows what the tap was for was laid out and painted. */
  const arm = (shown) => {
    probe.took = new Promise((resolve, reject) => {
      downMs = 0;
      const patience = setTimeout(() => reject(new Error('nothing came of a tap')), patienceMs);
      const observer = new MutationObserver(() => {
        if (downMs === 0 || !shown()) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            clearTimeout(patience);
            resolve(performance.now() - downMs);
          };
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  };
  const seen = (selector) => [...document.querySelectorAll(selector)];
  const spin = (ms) => {
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs);
  };
  const beatWith = (ms) => {
    const beat = () => {
      spin(ms);
      requestAnimationFrame(beat);
    };
    beat();
  };
  const probe = {
    took: Promise.resolve(0),
    untilChanged(selector) {
      const textOf = () =>
        seen(selector)
          .map((element) => element.textContent)
          .join('\n');
      const before = textOf();
      arm(() => textOf() !== before);
    },
    untilShown(selector, text) {
      arm(() => seen(selector).some((element) => element.textContent.startsWith(text)));
    },
    /** Draws at every beat of the screen. */
    beat: () => beatWith(0),
    /** What a screen that is too slow looks like. */
    burdenFrames: beatWith,
    burdenTaps: (ms) => addEventListener('pointerup', () => spin(ms), { capture: true }),
  };
  globalThis.screenProbe = probe;
})();
