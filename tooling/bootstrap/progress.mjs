const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows that something long is moving: one line drawn again and again on a terminal, a plain line
 * every few seconds elsewhere (a log keeps them all).
 *
 * @param {() => string} describe the state now, without the time
 * @param {NodeJS.WriteStream} [stream]
 * @returns {{ finish(): void, elapsed(): string }}
 */
export function showProgress(describe, stream = process.stderr) {
  const startedAtMs = Date.now();
  const onTerminal = stream.isTTY === true;
  let frame = 0;
  const draw = () => {
    const line = `${describe()}, ${elapsed(startedAtMs)}`;
    if (!onTerminal) return stream.write(`${line}\n`);
    frame = (frame + 1) % frames.length;
    // A line that wraps could not be drawn over; some terminals say they are 0 wide.
    return stream.write(`\r\u001B[2K${`${frames[frame]} ${line}`.slice(0, (stream.columns || 80) - 1)}`);
  };
  const timer = setInterval(draw, onTerminal ? 120 : 5000);
  return {
    finish() {
      clearInterval(timer);
      if (onTerminal) stream.write('\r\u001B[2K');
    },
    elapsed: () => elapsed(startedAtMs),
  };
}

/** @param {number} sinceMs */
function elapsed(sinceMs) {
  const seconds = Math.round((Date.now() - sinceMs) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
