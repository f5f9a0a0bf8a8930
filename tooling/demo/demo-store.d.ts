import { type CloudOwner, type SignedInDevice } from '../programs/store-access.ts';
import type { StorePorts } from '../programs/store-programs.ts';
import { Terminal } from '../replay/terminal.ts';
export interface DemoPlan {
    applianceUrl: string;
    cloudUrl: string;
    ports: StorePorts;
    cloudOwner: CloudOwner;
    newId: () => string;
}
/** Makes Bella Napoli out of a new box: through setup, commands and a claim code, as an installer and an owner would. */
export declare function makeDemoStore(plan: DemoPlan): Promise<SignedInDevice | null>;
export declare function openTerminal(manager: SignedInDevice, name: string, kind: 'pos' | 'kds' | 'importer' | 'api', newId: () => string, person?: string): Promise<Terminal>;
