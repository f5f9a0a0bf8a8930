import { keepPage, type KeeperScope } from './page-keeper.ts';

/** The built files of the page; the build puts them here (tooling/vite-app.ts). */
declare const __PAGE_FILES__: readonly string[];

keepPage(globalThis as unknown as KeeperScope, __PAGE_FILES__);
