import { describe } from 'vitest';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { MemoryJournals } from '../adapters/memory/memory-journals.ts';
import { StoreBox } from '../../testing/store-box.ts';
import { journalsKeepTheirWord } from '../../testing/store-journal.contract.ts';
import { systemClock, systemRandom } from '../adapters/system/system-ports.ts';

describe('journals in memory', () => {
  journalsKeepTheirWord(async () => ({
    journals: new MemoryJournals(),
    tenantId: createIdSource(systemClock, systemRandom).next(),
    box: (await StoreBox.create()).open(),
  }));
});
