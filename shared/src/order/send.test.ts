import { describe, expect, test } from 'vitest';
import { aBistro } from '../../testing/bistro.ts';
import { Till } from '../../testing/till.ts';

const aTill = (): Till => new Till(aBistro()).open();
const ticketsOf = (till: Till) =>
  till.order.tickets.map(({ stationId, lineIds, owner }) => ({ stationId, lines: lineIds.length, owner }));

describe('a send', () => {
  test('makes one ticket for each station that has a part of it', () => {
    const till = aTill();
    till.add('burger');
    till.add('platter');
    till.add('beer');
    till.add('water');
    till.send();
    expect(ticketsOf(till)).toEqual([
      { stationId: 'grill', lines: 2, owner: 'screen' },
      { stationId: 'oven', lines: 1, owner: 'screen' },
      { stationId: 'bar', lines: 1, owner: 'screen' },
    ]);
    expect(till.order.lines.every((line) => line.sentAt === till.now)).toBe(true);
  });

  test('fires what is named and later only the rest', () => {
    const till = aTill();
    const first = till.add('burger');
    const second = till.add('pizza', { variantId: 'small' });
    till.send([first]);
    expect(till.send()).toMatchObject([{ payload: { lineIds: [second] } }]);
    expect(till.whyNot('order.send', { sendId: till.newId(), lineIds: null })).toBe('nothing_to_send');
  });

  test('never brings a line to the kitchen twice', () => {
    const till = aTill();
    const lineId = till.add();
    const sendId = till.newId();
    till.do('order.send', { sendId, lineIds: null });
    till.add('beer');
    expect(till.whyNot('order.send', { sendId, lineIds: null })).toBe('send_exists');
    expect(till.whyNot('order.send', { sendId: till.newId(), lineIds: [lineId] })).toBe('line_sent');
    expect(till.whyNot('order.send', { sendId: till.newId(), lineIds: [till.newId()] })).toBe('line_unknown');
    expect(till.order.tickets).toHaveLength(1);
  });

  test('of nothing that any station makes is still a send', () => {
    const till = aTill();
    till.add('water');
    expect(till.send()).toMatchObject([{ payload: { tickets: [] } }]);
    expect(till.order.lines[0]?.sentAt).not.toBeNull();
  });

  test('of a dish whose station was torn down goes to the first station, not to nobody', () => {
    const till = aTill();
    till.add('lost');
    till.send();
    expect(ticketsOf(till)).toEqual([{ stationId: 'grill', lines: 1, owner: 'screen' }]);
  });
});

describe('the first owner of a ticket', () => {
  test('is the printer only where there is paper and no screen', () => {
    const till = aTill();
    till.screens = new Set();
    till.add('platter');
    till.add('beer');
    till.send();
    expect(ticketsOf(till)).toEqual([
      { stationId: 'grill', lines: 1, owner: 'printer' },
      { stationId: 'oven', lines: 1, owner: 'screen' },
      { stationId: 'bar', lines: 1, owner: 'printer' },
    ]);
  });

  test('is the screen of its own station, whatever other stations have', () => {
    const till = aTill();
    till.screens = new Set(['bar']);
    till.add('burger');
    till.add('beer');
    till.send();
    expect(ticketsOf(till)).toMatchObject([
      { stationId: 'grill', owner: 'printer' },
      { stationId: 'bar', owner: 'screen' },
    ]);
  });
});
