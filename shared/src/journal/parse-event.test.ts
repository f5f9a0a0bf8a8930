import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { parseEvent } from './parse-event.ts';

const orderId = '019a0000-0000-7000-8000-000000000001';
const lineId = '019a0000-0000-7000-8000-000000000002';

describe('reading an event of the journal', () => {
  test('a known event is given with its payload', () => {
    const bytes = canonicalJson({ orderId, lineId });
    expect(parseEvent({ type: 'order.line_removed', schemaVersion: 1, bytes })).toEqual({
      kind: 'known',
      event: { type: 'order.line_removed', payload: { orderId, lineId } },
    });
  });

  test('fields that a newer version wrote are kept, so that the event can be handed on whole', () => {
    const bytes = canonicalJson({ orderId, lineId, allergy: { nuts: true } });
    const parsed = parseEvent({ type: 'order.line_removed', schemaVersion: 2, bytes });
    expect(parsed.kind).toBe('known');
    expect(parsed.kind === 'known' && canonicalJson(parsed.event.payload)).toBe(bytes);
  });

  test('an event of a later time is kept and never applied', () => {
    const bytes = canonicalJson({ tableId: 'twelve' });
    expect(parseEvent({ type: 'table.merged', schemaVersion: 1, bytes })).toEqual({
      kind: 'unknown',
      type: 'table.merged',
      schemaVersion: 1,
      payload: { tableId: 'twelve' },
    });
  });

  test('a newer form of a known event that cannot be read is kept as unknown, not called broken', () => {
    const bytes = canonicalJson({ orders: [orderId] });
    expect(parseEvent({ type: 'order.line_removed', schemaVersion: 9, bytes }).kind).toBe('unknown');
  });

  test('a known event with content that cannot be is set aside with what is wrong', () => {
    const bytes = canonicalJson({ orderId, lineId: 42 });
    expect(parseEvent({ type: 'order.line_removed', schemaVersion: 1, bytes })).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining('lineId') as string,
      payload: { lineId: 42 },
    });
  });

  test('a type named like something that every object has is no event', () => {
    expect(parseEvent({ type: 'constructor', schemaVersion: 1, bytes: '{}' }).kind).toBe('unknown');
    expect(parseEvent({ type: '__proto__', schemaVersion: 1, bytes: '{}' }).kind).toBe('unknown');
  });

  test('bytes that are no JSON are a fault', () => {
    expect(() => parseEvent({ type: 'order.opened', schemaVersion: 1, bytes: '{"orderId":' })).toThrow(
      expect.objectContaining({ code: 'unreadable_bytes' }),
    );
  });
});
