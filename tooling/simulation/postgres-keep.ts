import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import type { JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { Payload } from '@auraconnect/shared/menu/entry-fields.ts';
import type { SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { KeptStore } from '@auraconnect/cloud-sync/adapters/memory/memory-journals.ts';
import { Database } from '@auraconnect/cloud-sync/adapters/postgres/database.ts';
import { catalogueOf, publishMenu } from '@auraconnect/cloud-sync/adapters/postgres/menu.ts';
import { retireBox } from '@auraconnect/cloud-sync/adapters/postgres/boxes.ts';
import { postgresJournals } from '@auraconnect/cloud-sync/adapters/postgres/store-journals.ts';
import type { JournalStore, LockedJournal, RebuildCounts } from '@auraconnect/cloud-sync/ingest/store-journal.ts';
import { newDatabase, type TestDatabase } from '@auraconnect/cloud-sync/testing/database-from-template.ts';
import { Superuser } from '@auraconnect/cloud-sync/testing/superuser.ts';
import { type CloudKeep, type Published, tenantId } from './cloud-keep.ts';
import type { FeedReply, FeedRequest } from './menu-room.ts';
import { postgresWrong } from './postgres-at-rest.ts';
import { PostgresFeed } from './postgres-feed.ts';
import { lookAt, nothingKept } from './postgres-look.ts';
import type { World } from './world.ts';

/**
 * An evening's cloud in a Postgres database of its own. Everything goes over one connection and one after the other, so that the real
 * database, however quick it is today, tells the same story every time.
 */
export class PostgresKeep implements CloudKeep {
  readonly #clusterUrl: string;
  readonly #world: World;
  readonly #ids: IdSource;
  #own: TestDatabase | null = null;
  #dump: TestDatabase | null = null;
  #database: Database | null = null;
  #journals: JournalStore | null = null;
  #feed: PostgresFeed | null = null;
  #kept: KeptStore = nothingKept;
  /** A row's place in it is settled once it is committed: only what is new has to be read. */
  readonly #readThrough = new Map<string, number>();
  /** Places of its feed are those of batches, in which several edits may be. */
  readonly tellsWhatWasSeen = false;
  needsDump = true;

  constructor(clusterUrl: string, world: World) {
    this.#clusterUrl = clusterUrl;
    this.#world = world;
    this.#ids = world.idsOf('cloud');
  }

  open(): Promise<void> {
    return this.#world.time.outside(async () => {
      this.#own = await newDatabase(this.#clusterUrl);
      this.#connect();
      const { storeId } = this.#world.first;
      await this.#open().tenant(tenantId, async (tx) => {
        await tx.run('insert into tenant (id, name, created_at) values ($1, $2, $3)', [
          tenantId,
          'Napoli',
          this.#now(),
        ]);
        await tx.run('insert into store_directory (store, belongs_to) values ($1, $2)', [storeId, tenantId]);
        const store = [tenantId, storeId, 'Bella Napoli', this.#now()];
        await tx.run('insert into store (tenant, id, name, claimed_at) values ($1, $2, $3, $4)', store);
      });
    });
  }

  /** The months that it knows are those of this database: after another one took its place it knows none. */
  #connect(): void {
    const connectionString = this.#own?.url ?? '';
    // A connection that is ended in the middle of a transaction says so here as well.
    this.#database = new Database({ connectionString, poolSize: 1, statementTimeoutMs: 30_000 }, () => undefined);
    const ports = { newId: () => this.#ids.next(), nowMs: () => this.#world.wallMs };
    this.#journals = postgresJournals(this.#database, { ...ports, heldBy: 'simulated' });
    this.#feed = new PostgresFeed(this.#database, this.#world.first.storeId, ports);
  }

  #open(): Database {
    if (this.#database === null) throw new Error('the database of this evening is not open');
    return this.#database;
  }

  /** Waits its turn; everything that comes from outside goes through here once. */
  #turn<T>(work: (database: Database, journals: JournalStore, feed: PostgresFeed) => Promise<T>): Promise<T> {
    return this.#world.time.outside(() => {
      if (this.#journals === null || this.#feed === null) throw new Error('the database of this evening is not open');
      return work(this.#open(), this.#journals, this.#feed);
    });
  }

  makeRoom(days: readonly string[]): Promise<void> {
    return this.#turn((_, journals) => journals.makeRoom(days));
  }

  locked<T>(tenant: string, storeId: string, work: (journal: LockedJournal) => Promise<T>): Promise<T> {
    return this.#turn(async (_, journals) => {
      const done = await journals.locked(tenant, storeId, async (journal) => {
        const result = await work(journal);
        return { result, fresh: await this.#freshRows(journal) };
      });
      this.#keep(done.fresh);
      return done.result;
    });
  }

  waitingForThis(): ReturnType<JournalStore['waitingForThis']> {
    return this.#turn((_, journals) => journals.waitingForThis());
  }

  rebuild(tenant: string, storeId: string, now: string): Promise<RebuildCounts> {
    return this.#turn((_, journals) => journals.rebuild(tenant, storeId, now));
  }

  kept(): KeptStore {
    return this.#kept;
  }

  look(): Promise<void> {
    return this.#turn(async (database) => {
      this.#kept = { ...(await lookAt(database, this.#world.first.storeId)), rows: this.#kept.rows };
    });
  }

  async #freshRows(journal: LockedJournal): Promise<JournalRow[]> {
    const rows: JournalRow[] = [];
    for (const { epoch, seq } of await journal.epochs()) {
      const after = this.#readThrough.get(epoch) ?? 0;
      if (seq > after) rows.push(...(await journal.rows(epoch, after, seq - after)));
    }
    return rows;
  }

  /** Once they are committed, and not before. */
  #keep(fresh: readonly JournalRow[]): void {
    if (fresh.length === 0) return;
    for (const { epoch, seq } of fresh) this.#readThrough.set(epoch, seq);
    this.#kept = { ...this.#kept, rows: [...this.#kept.rows, ...fresh] };
  }

  /** Postgres copies only a database to which nobody is connected. */
  keepDump(): Promise<void> {
    return this.#turn(async (database) => {
      if (!this.needsDump || this.#own === null) return;
      await database.close();
      await this.#dump?.drop();
      this.#dump = await newDatabase(this.#clusterUrl, nameOf(this.#own));
      this.#connect();
    });
  }

  restoreDump(): Promise<boolean> {
    return this.#turn(async (database) => {
      if (this.#dump === null) return false;
      await database.close();
      await this.#own?.drop();
      this.#own = await newDatabase(this.#clusterUrl, nameOf(this.#dump));
      this.#connect();
      this.#readThrough.clear();
      this.#kept = nothingKept;
      const { storeId } = this.#world.first;
      this.#keep((await this.#journals?.locked(tenantId, storeId, (journal) => this.#freshRows(journal))) ?? []);
      return true;
    });
  }

  /** The server ends the connection, as it does when its machine goes: what was not committed never was. Called within a turn. */
  async breakOff(): Promise<void> {
    const superuser = await Superuser.connect(this.#own?.url ?? '');
    try {
      await superuser.rows(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
      );
    } finally {
      await superuser.end();
    }
  }

  rotateFeed(): Promise<void> {
    return this.#turn((_, __, feed) => feed.rotate());
  }

  serveFeed(request: FeedRequest): Promise<FeedReply> {
    return this.#turn((_, __, feed) => feed.serve(request));
  }

  ownerPublishes(
    key: { entity: 'item'; id: string },
    change: (payload: Payload | null) => Payload | null,
  ): Promise<Published | null> {
    const { storeId } = this.#world.first;
    return this.#turn((database) =>
      database.tenant(tenantId, async (tx) => {
        const entries = await catalogueOf(tx, tenantId, storeId);
        if (entries.length === 0) return null;
        const known = entries.find(({ entity, id }) => entity === key.entity && id === key.id && entity === 'item');
        const before = known === undefined || known.deleted ? null : known.payload;
        const payload = change(before);
        const baseRev = before === null ? null : (known?.rev ?? null);
        const by = { name: 'owner', now: this.#now(), publicationId: this.#ids.next() };
        const outcome = await publishMenu(tx, tenantId, { storeId, changes: [{ ...key, baseRev, payload }] }, by);
        if (outcome.kind !== 'published') throw new Error(`the owner's edit was ${outcome.kind}`);
        return { version: 0, isWhole: before === null || payload === null };
      }),
    );
  }

  retire(storeId: string, epoch: string): Promise<void> {
    return this.#turn((database) =>
      database.tenant(tenantId, async (tx) => {
        const retirement = { storeId, epoch, retired: true, ownerId: this.#ids.next(), now: this.#now() };
        await retireBox(tx, tenantId, retirement);
      }),
    );
  }

  /** Past the transaction that is under way, which has not written this row yet. Called within a turn. */
  async moveOutside(storeId: string, { epoch, seq, hash }: SyncCursor, now: string): Promise<void> {
    const superuser = await Superuser.connect(this.#own?.url ?? '');
    try {
      await superuser.run(
        `insert into sync_cursor (tenant, store, epoch, seq, hash, first_seen_at, last_seen_at) values ($1, $2, $3, $4, decode($5, 'hex'), $6, $6)
         on conflict (tenant, store, epoch) do update set seq = excluded.seq, hash = excluded.hash`,
        [tenantId, storeId, epoch, String(seq), hash, now],
      );
    } finally {
      await superuser.end();
    }
  }

  wrongInside(): Promise<string[]> {
    return this.#turn((database, journals) => postgresWrong(this.#world, database, journals));
  }

  async close(): Promise<void> {
    await this.#database?.close();
    await this.#own?.drop();
    await this.#dump?.drop();
  }

  readonly #now = (): string => new Date(this.#world.wallMs).toISOString();
}

const nameOf = ({ url }: TestDatabase): string => new URL(url).pathname.slice(1);
