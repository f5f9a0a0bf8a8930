// The door of every command: `node tooling/bootstrap.mjs <script.ts> [arguments]`.
// This file alone must be readable by any Node, however old, so that an old one gets a
// sentence and not a syntax error: no top-level await, no `node:` imports, no newer syntax.

var major = Number(process.versions.node.split('.')[0]);

if (major < 20) {
  console.error(
    'AuraConnect needs Node 20 or newer to start, and this is Node ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}

import('./bootstrap/main.mjs')
  .then(function (bootstrap) {
    return bootstrap.main(process.argv.slice(2));
  })
  .catch(function (error) {
    console.error(error);
    process.exit(1);
  });
