import { appConfig } from '../../../tooling/vite-app.ts';

export default appConfig({
  root: import.meta.dirname,
  outDir: '../../dist/renderer',
  base: './',
  serviceWorker: 'offline/service-worker.ts',
});
