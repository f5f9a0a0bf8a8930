import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { describe, expect, it } from 'vitest';
import { Key } from '@auraconnect/shared/time/ids.ts';
import { openPrinter } from '../open-printer.ts';
import { draws, modelOf, printerModels } from './models.ts';

const paper: PrintDocument = {
  kind: 'receipt',
  locale: 'en-US',
  title: '',
  blocks: [
    { type: 'text', text: 'Burger', align: 'start', emphasis: null },
    // In the letters of nearly all, and dots on the others.
    { type: 'text', text: '9 €', align: 'start', emphasis: null },
    { type: 'cut', partial: true },
  ],
};

describe('the models of printers', () => {
  it('have ids that settings can hold, each once', () => {
    const ids = printerModels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(Key.safeParse(id).success).toBe(true);
  });

  it.each(printerModels.map((model) => [model.name, model] as const))('%s prints a paper', async (_, model) => {
    const printer = openPrinter({ host: 'printer.invalid', port: 9100, columns: model.columns, model: model.id });
    const bytes = Buffer.from(await printer.encode(paper)).toString('latin1');
    await printer.close();
    // Of graphic mode: a row of dots.
    const words = model.speaks.language === 'star-graphic' ? 'b\u0006\u0000' : 'Burger';
    expect(bytes).toContain(words);
    // Something behind the words: a cut, or lines to the tear bar.
    expect(bytes.length - bytes.indexOf(words)).toBeGreaterThan(12);
  });

  it.each(printerModels.map((model) => [model.name, model] as const))(
    '%s draws what it has no letters for, or is known to print a ? there',
    async (_, model) => {
      const printer = openPrinter({ host: 'printer.invalid', port: 9100, columns: model.columns, model: model.id });
      const thai: PrintDocument = {
        ...paper,
        blocks: [{ type: 'text', text: 'ข้าวผัด', align: 'start', emphasis: null }],
      };
      const bytes = Buffer.from(await printer.encode(thai)).toString('latin1');
      await printer.close();
      expect(bytes.includes('???')).toBe(!draws(model));
    },
  );

  it('that this version does not know print as any ESC/POS printer', () => {
    expect(modelOf('of-a-newer-version').id).toBe('generic');
  });
});
