import { type Logger, pino } from 'pino';
import type { Log } from '../../ports.ts';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof levels)[number];
export const isLogLevel = (text: string): text is LogLevel => (levels as readonly string[]).includes(text);

/** JSON lines on standard output. Whatever is named like a secret is blotted out, should it ever come this far. */
export function createLog(level: LogLevel): Log {
  const secrets = [
    'pin',
    'token',
    'staffToken',
    'approvalToken',
    'deviceToken',
    'authorization',
    '*.pin',
    '*.token',
    '*.staffToken',
    '*.approvalToken',
    '*.deviceToken',
    '*.authorization',
  ];
  return wrap(
    pino({
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secrets, censor: '[not logged]' },
    }),
  );
}

function wrap(logger: Logger): Log {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    child: (fields) => wrap(logger.child(fields)),
  };
}
