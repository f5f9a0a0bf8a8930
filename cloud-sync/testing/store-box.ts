import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { adoptedRow } from '@auraconnect/shared/journal/epoch-events.ts';
import { canonicalJson } from '@auraconnect/shared/journal/canonical.ts';
import { rowHash } from '@auraconnect/shared/journal/hash.ts';
import { genesisHash, type JournalRow } from '@auraconnect/shared/journal/journal-row.ts';
import type { CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import { indexCatalogue } from '@auraconnect/shared/menu/catalogue-index.ts';
import type { OrderEvent } from '@auraconnect/shared/order/events.ts';
import type { PrintersTold, SyncCursor } from '@auraconnect/shared/protocol/sync.ts';
import type { IdSource } from '@auraconnect/shared/time/ids.ts';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { demoCatalogue, demoCatalogueEntries } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { Till } from '@auraconnect/shared/testing/till.ts';
import { systemClock, systemRandom } from '../src/adapters/system/system-ports.ts';

const compress = promisify(gzip);
const index = indexCatalogue(demoCatalogue());

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into whatever came back
  body: any;
  headers: Headers;
}

export interface Sale {
  /** Pairs of item and variant of the demo's menu. */
  items?: [itemId: string, variantId: string, quantity: string][];
  at?: string;
  businessDate?: string;
  tipMinor?: number;
  close?: boolean;
}

/** A store's box as the cloud sees it: a journal with real events and a real chain, and a key that signs requests. */
export class StoreBox {
  readonly ids: IdSource = createIdSource(systemClock, systemRandom);
  readonly storeId: string;
  epoch: string;
  readonly rows: JournalRow[];
  readonly deviceId = this.ids.next();
  readonly publicKey: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  readonly #key: CryptoKey;
  readonly nowMs: () => number;
  baseUrl = '';

  private constructor(
    key: CryptoKey,
    x: string,
    nowMs: () => number,
    storeId?: string,
    epoch?: string,
    rows: JournalRow[] = [],
  ) {
    this.#key = key;
    this.publicKey = { kty: 'OKP', crv: 'Ed25519', x };
    this.nowMs = nowMs;
    this.storeId = storeId ?? this.ids.next();
    this.epoch = epoch ?? this.ids.next();
    this.rows = rows;
  }

  /** @param history of one that is a store already */
  static async create(nowMs: () => number = () => Date.now(), history: readonly JournalRow[] = []): Promise<StoreBox> {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const { x = '' } = await exportJWK(publicKey);
    const last = history.at(-1);
    return new StoreBox(privateKey, x, nowMs, last?.store, last?.epoch, [...history]);
  }

  /** The same box from an image of its disk: same key, same epoch, history up to `seq`. */
  clone(seq = this.rows.length): StoreBox {
    const twin = new StoreBox(
      this.#key,
      this.publicKey.x,
      this.nowMs,
      this.storeId,
      this.epoch,
      this.rows.slice(0, seq),
    );
    twin.baseUrl = this.baseUrl;
    return twin;
  }

  /** As at a start: the next row opens an epoch that continues the one so far. */
  restart(parent: SyncCursor = this.head): this {
    this.epoch = this.ids.next();
    this.write('epoch.opened', { parent });
    return this;
  }

  /** Brings in rows of another history. */
  adopt(rows: readonly JournalRow[], applied = true): void {
    for (const row of rows)
      this.write(
        'epoch.event_adopted',
        { row, from: 'cloud', applied },
        { orderId: row.orderId, businessDate: row.businessDate },
      );
  }

  get head(): SyncCursor {
    const last = this.rows.at(-1);
    return { epoch: last?.epoch ?? this.epoch, seq: last?.seq ?? 0, hash: last?.hash ?? genesisHash };
  }

  write(type: string, payload: object, more: Partial<JournalRow> = {}): JournalRow {
    const at = new Date(this.nowMs()).toISOString().replace('Z', '+00:00');
    const { orderId } = payload as { orderId?: string };
    const columns = {
      store: this.storeId,
      epoch: this.epoch,
      seq: this.rows.length + 1,
      id: this.ids.next(),
      type,
      schemaVersion: 1,
      orderId: orderId ?? null,
      actor: 'anna',
      device: this.deviceId,
      incarnation: this.deviceId,
      n: this.rows.length + 1,
      occurredAt: at,
      businessDate: '2026-11-24',
      ...more,
    };
    const bytes = more.bytes ?? canonicalJson(payload);
    const { hash: prevHash } = this.head;
    const row: JournalRow = {
      ...columns,
      bytes,
      prevHash,
      hash: rowHash(columns, bytes, prevHash, (text) => hash('sha256', text)),
    };
    this.rows.push(row);
    return row;
  }

  /** What a store writes when it is made: its name, its whole menu, and its day. */
  open(entries: CatalogueEntry[] = demoCatalogueEntries()): this {
    this.write('store.created', { storeId: this.storeId, name: 'Bella Napoli' });
    this.write('catalogue.changed', { source: 'store', handle: null, offset: null, complete: false, entries });
    this.write('device.paired', { deviceId: this.deviceId, name: 'Till 1', kind: 'pos', incarnation: this.deviceId });
    this.write('day.opened', { businessDate: '2026-11-24', previous: null });
    return this;
  }

  /** An order through the real order machine: opened, lines, sent, paid in cash, closed. */
  sell({
    items = [['margherita', '', '1']],
    at,
    businessDate = '2026-11-24',
    tipMinor = 0,
    close = true,
  }: Sale = {}): Till {
    const till = new Till(index);
    till.businessDate = businessDate;
    till.clock.setMs(at === undefined ? this.nowMs() : Date.parse(at));
    till.actor = { ...till.actor, staffId: 'anna' };
    till.order = { ...till.order, orderId: this.ids.next() };
    this.writeAll(till, till.do('order.open', { orderTypeId: 'dine-in', label: '', guestCount: null }));
    for (const [itemId, variantId, quantity] of items) {
      const item = index.items.get(itemId) ?? index.catalogue.items[0];
      if (item === undefined) throw new Error('the demo menu is empty');
      const variant = item.variants.find(({ id }) => id === variantId) ?? item.variants[0];
      const required = item.modifierGroupIds.flatMap((groupId) => {
        const group = index.modifierGroups.get(groupId);
        const first = group?.modifiers[0];
        return group !== undefined && first !== undefined && group.minimum > 0
          ? [{ groupId, modifierId: first.id, quantity: group.minimum, choices: [] }]
          : [];
      });
      this.writeAll(
        till,
        till.do('order.add_line', {
          lineId: this.ids.next(),
          itemId: item.id,
          variantId: variant?.id ?? '',
          quantity,
          modifiers: required,
          note: '',
          seat: null,
          course: null,
          priceOverride: null,
        }),
      );
    }
    this.writeAll(till, till.do('order.send', { sendId: this.ids.next(), lineIds: null }));
    if (close) {
      const due = till.order.dueMinor;
      this.writeAll(
        till,
        till.do('order.pay_cash', {
          paymentId: this.ids.next(),
          amountMinor: null,
          tenderedMinor: due + tipMinor,
          tipMinor,
        }),
      );
      this.writeAll(till, till.do('order.close', {}));
    }
    return till;
  }

  refund(till: Till, amountMinor: number): void {
    const paymentId = till.order.payments[0]?.paymentId ?? '';
    this.writeAll(
      till,
      till.do('order.refund', {
        refundId: this.ids.next(),
        paymentId,
        tender: 'cash',
        lines: [],
        amountMinor,
        tipMinor: 0,
        reason: 'Cold',
        reference: null,
      }),
    );
  }

  writeAll(till: Till, events: readonly OrderEvent[]): JournalRow[] {
    return events.map((event) =>
      this.write(event.type, event.payload, {
        occurredAt: till.now,
        businessDate: till.businessDate,
        actor: till.actor.staffId,
      }),
    );
  }

  token(more: { ageMs?: number; storeId?: string; audience?: string; jti?: string } = {}): Promise<string> {
    const issuedAt = Math.floor((this.nowMs() - (more.ageMs ?? 0)) / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(more.storeId ?? this.storeId)
      .setAudience(more.audience ?? 'aura-cloud')
      .setJti(more.jti ?? this.ids.next())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 120)
      .sign(this.#key);
  }

  async post(path: string, body: unknown, token?: string): Promise<Answer> {
    return this.postPacked(path, await compress(JSON.stringify(body)), { 'content-encoding': 'gzip' }, token);
  }

  async postPacked(path: string, body: Buffer, headers: Record<string, string>, token?: string): Promise<Answer> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token ?? (await this.token())}`,
        ...headers,
      },
      body: new Uint8Array(body),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  }

  claim(claimCode: string): Promise<Answer> {
    return this.post('/sync/v1/claim', {
      claimCode,
      store: this.storeId,
      name: 'Bella Napoli',
      epoch: this.epoch,
      publicKey: this.publicKey,
    });
  }

  /** Told with every greeting. */
  printers: PrintersTold | undefined;

  hello(): Promise<Answer> {
    return this.post('/sync/v1/hello', {
      store: this.storeId,
      printers: this.printers,
      epoch: this.head.epoch,
      durableSeq: this.rows.length,
      headHash: this.head.hash,
      version: '0.1.0',
      ended: this.rows
        .filter((row, index) => row.epoch !== (this.rows[index + 1] ?? row).epoch)
        .map(({ epoch, seq, hash: end }) => ({ epoch, seq, hash: end }))
        .toReversed(),
      adopted: this.rows.flatMap((row) => {
        const inner = adoptedRow(row)?.row;
        return inner === undefined ? [] : [{ epoch: inner.epoch, seq: inner.seq }];
      }),
    });
  }

  /** Sends rows `from` (a seq) to `to`, as continuing what came before them. */
  up(from: number, to = this.rows.length, rows = this.rows.slice(from - 1, to)): Promise<Answer> {
    const before = this.rows[from - 2];
    const epoch = rows[0]?.epoch ?? this.epoch;
    const after = { epoch: before?.epoch ?? epoch, seq: from - 1, hash: before?.hash ?? genesisHash };
    return this.post('/sync/v1/up', {
      store: this.storeId,
      epoch,
      after,
      rows,
      durableSeq: this.rows.length,
    });
  }

  /** Everything that the cloud does not have yet, as an appliance would. */
  async sync(batchSize = 500): Promise<Answer> {
    const hello = await this.hello();
    let answer = hello;
    for (let from = Number(hello.body.cursor.seq) + 1; from <= this.rows.length;) {
      const epoch = this.rows[from - 1]?.epoch;
      const rows = this.rows.slice(from - 1, from - 1 + batchSize).filter((row) => row.epoch === epoch);
      answer = await this.up(from, 0, rows);
      if (answer.status !== 200) return answer;
      from += rows.length;
    }
    return answer;
  }
}
