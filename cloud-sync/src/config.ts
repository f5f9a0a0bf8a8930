import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { passwordLength } from '@auraconnect/shared/protocol/portal-api.ts';
import type { AllowanceLimits } from './ingest/tenant-allowance.ts';
import { exitStatuses, StartFailure } from './start-failure.ts';

export interface DemoOwner {
  email: string;
  password: string;
  tenantName: string;
}

export interface CloudConfig {
  host: string;
  /** 0: one that the system gives. */
  port: number;
  /** `DATA_DIR/cloud`: the built-in Postgres, the signing key. */
  folder: string;
  /** Null: the Postgres that comes with the program. */
  databaseUrl: string | null;
  /** The real Electric service; null: the shape source of this program. */
  electric: { url: string; secret: string | null } | null;
  signingKey: string | null;
  portalFolder: string;
  demo: DemoOwner | null;
  /** True behind a proxy that sets x-forwarded-for and x-forwarded-proto. */
  trustProxy: boolean;
  logLevel: string;
  poolSize: number;
  limits: AttemptLimits;
}

/** Tries that one address, or one account, may make. */
export interface AttemptLimits {
  signUpsPerHour: number;
  loginsPerMinute: number;
  /** Wrong passwords per account in a quarter of an hour. */
  loginsPerAccount: number;
  claimsPerTenMinutes: number;
  /** Events that one tenant may send; the usual ones unless told otherwise. */
  events?: AllowanceLimits;
}
export const usualLimits: AttemptLimits = {
  signUpsPerHour: 20,
  loginsPerMinute: 30,
  loginsPerAccount: 10,
  claimsPerTenMinutes: 20,
};

const empty = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text;
const optional = z.preprocess((value) => (typeof value === 'string' ? empty(value) : value), z.string().optional());

const Environment = z.object({
  CLOUD_PORT: z.preprocess(
    (value) => empty(value as string) ?? '4200',
    z.coerce.number('must be a port number').int().min(0).max(65_535),
  ),
  CLOUD_HOST: optional,
  DATA_DIR: optional,
  DATABASE_URL: z.preprocess(
    (value) => empty(value as string),
    z
      .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
      .optional(),
  ),
  DATABASE_POOL: z.preprocess((value) => empty(value as string) ?? '12', z.coerce.number().int().min(4).max(200)),
  ELECTRIC_URL: z.preprocess(
    (value) => empty(value as string),
    z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  ),
  ELECTRIC_SECRET: optional,
  CLOUD_SIGNING_KEY: optional,
  CLOUD_TRUST_PROXY: z.enum(['', '0', '1', 'false', 'true']).optional(),
  CLOUD_LOG_LEVEL: z.preprocess(
    (value) => empty(value as string) ?? 'info',
    z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
  ),
  DEMO_OWNER_EMAIL: z.preprocess((value) => empty(value as string), z.email('must be an e-mail address').optional()),
  DEMO_OWNER_PASSWORD: z.preprocess(
    (value) => empty(value as string),
    z
      .string()
      .min(passwordLength.least, `must have at least ${passwordLength.least} characters`)
      .max(passwordLength.most)
      .optional(),
  ),
  DEMO_TENANT: optional,
});

/**
 * The configuration from environment variables.
 *
 * @throws StartFailure `configuration_invalid`, naming the variable
 */
export function readConfig(environment: NodeJS.ProcessEnv): CloudConfig {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new StartFailure(
      'configuration_invalid',
      `${issue?.path.join('.') ?? 'The environment'} ${issue?.message ?? 'is not valid'}.`,
      exitStatuses.configuration,
      read.error,
    );
  }
  const env = read.data;
  return {
    host: env.CLOUD_HOST ?? '127.0.0.1',
    port: env.CLOUD_PORT,
    folder: path.resolve(env.DATA_DIR ?? './data', 'cloud'),
    databaseUrl: env.DATABASE_URL ?? null,
    electric: env.ELECTRIC_URL === undefined ? null : { url: env.ELECTRIC_URL, secret: env.ELECTRIC_SECRET ?? null },
    signingKey: env.CLOUD_SIGNING_KEY ?? null,
    portalFolder: fileURLToPath(new URL('../dist/portal', import.meta.url)),
    demo:
      env.DEMO_OWNER_EMAIL === undefined || env.DEMO_OWNER_PASSWORD === undefined
        ? null
        : { email: env.DEMO_OWNER_EMAIL, password: env.DEMO_OWNER_PASSWORD, tenantName: env.DEMO_TENANT ?? 'Demo' },
    trustProxy: env.CLOUD_TRUST_PROXY === '1' || env.CLOUD_TRUST_PROXY === 'true',
    logLevel: env.CLOUD_LOG_LEVEL,
    poolSize: env.DATABASE_POOL,
    limits: usualLimits,
  };
}
