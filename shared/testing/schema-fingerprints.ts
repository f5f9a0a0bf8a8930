import { z } from 'zod';
import { canonicalJson } from '../src/journal/canonical.ts';
import { eventSchemas, type EventType, eventVersion } from '../src/journal/event-catalogue.ts';
import { portableSha256 } from '../src/journal/hash.ts';
import { JournalRow } from '../src/journal/journal-row.ts';
import { catalogueEntities, CatalogueEntry } from '../src/menu/catalogue.ts';
import { CommandEnvelope, commandSchemas, Refusal } from '../src/protocol/command.ts';
import { PackedUpRequest } from '../src/protocol/journal-wire.ts';
import { Problem } from '../src/protocol/problem.ts';
import { protocolVersion } from '../src/protocol/protocol-version.ts';
import { ApprovalRequest, PairRequest, SignInRequest } from '../src/protocol/store-api.ts';
import { ClientMessage } from '../src/protocol/stream.ts';
import { ClaimRequest, HelloRequest, UpRequest } from '../src/protocol/sync.ts';

/**
 * What is written for years (events) and what machines of different versions say to one another (commands, messages) may not
 * change shape unnoticed. Each schema's fingerprint is recorded under its name and version; see `record-schemas.ts`.
 */
export type Fingerprints = Record<string, string>;

/** Half of the SHA-256 over the canonical JSON Schema: any change of a name, type, limit or requirement changes it. */
export const fingerprint = (schema: z.ZodType): string =>
  portableSha256(canonicalJson(z.toJSONSchema(schema))).slice(0, 32);

export function eventFingerprints(): Fingerprints {
  const types = Object.keys(eventSchemas) as EventType[];
  return Object.fromEntries(types.map((type) => [`${type}@${eventVersion(type)}`, fingerprint(eventSchemas[type])]));
}

const messages: Record<string, z.ZodType> = {
  ...prefixed('command', commandSchemas),
  ...prefixed('catalogue', catalogueEntities),
  'message CommandEnvelope': CommandEnvelope,
  'message Refusal': Refusal,
  'message Problem': Problem,
  'message PairRequest': PairRequest,
  'message SignInRequest': SignInRequest,
  'message ApprovalRequest': ApprovalRequest,
  'message ClientMessage': ClientMessage,
  'message CatalogueEntry': CatalogueEntry,
  'message JournalRow': JournalRow,
  'message UpRequest': UpRequest,
  'message PackedUpRequest': PackedUpRequest,
  'message HelloRequest': HelloRequest,
  'message ClaimRequest': ClaimRequest,
};

export function protocolFingerprints(): Fingerprints {
  return Object.fromEntries(
    Object.entries(messages).map(([name, schema]) => [`${name}@${protocolVersion}`, fingerprint(schema)]),
  );
}

function prefixed(kind: string, schemas: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${kind} ${name}`, schema]));
}

/** The two files in which fingerprints are recorded, beside what they describe. */
export const fingerprintFiles: readonly { url: URL; current: () => Fingerprints }[] = [
  { url: new URL('../src/journal/event-schemas.json', import.meta.url), current: eventFingerprints },
  { url: new URL('../src/protocol/protocol-schemas.json', import.meta.url), current: protocolFingerprints },
];

/** Names whose schema is not the one recorded for their version. */
export function changedSchemas(recorded: Fingerprints, current: Fingerprints): string[] {
  return Object.keys(current).filter((name) => recorded[name] !== undefined && recorded[name] !== current[name]);
}

/** Names that nobody has recorded yet. */
export function unrecordedSchemas(recorded: Fingerprints, current: Fingerprints): string[] {
  return Object.keys(current).filter((name) => recorded[name] === undefined);
}
