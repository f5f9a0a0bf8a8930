import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

/** A built screen and the path that it is served under. */
export interface Screen {
  /** `/pos`. */
  path: string;
  title: string;
  /** Folder with index.html. */
  folder: string;
}

/** The screens run from this box alone: nothing is loaded from anywhere else, and nothing may frame them. */
const headers: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // React sets element styles; the sheets themselves are files.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      mediaSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // The appliance speaks plain HTTP on the LAN until its certificates are made; HSTS would lock its own name out.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: { policy: 'no-referrer' },
});

export function mountScreens(app: Express, screens: readonly Screen[]): void {
  for (const screen of screens) {
    const index = join(screen.folder, 'index.html');
    const files = express.static(screen.folder, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => cacheFor(response, path, screen.folder),
    });
    // The page's own links are relative to its folder.
    app.get(screen.path, headers, (request, response, next) => {
      if (request.path.endsWith('/')) next();
      else response.redirect(308, `${screen.path}/${queryOf(request.url)}`);
    });
    app.use(screen.path, headers, files, (request, response, next) => {
      const isPage = (request.method === 'GET' || request.method === 'HEAD') && !request.path.slice(1).includes('.');
      if (!isPage) next();
      else sendPage(response, index, screen.title);
    });
  }
  app.get('/', headers, (_request, response) => {
    response.type('html').set('cache-control', 'no-cache').send(welcomePage(screens));
  });
}

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

/** Files with a hash in their name never change; the page that names them is asked for every time. */
function cacheFor(response: Response, path: string, folder: string): void {
  const isHashed = path.startsWith(join(folder, 'assets'));
  response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function sendPage(response: Response, index: string, title: string): void {
  if (existsSync(index)) {
    response.set('cache-control', 'no-cache').sendFile(index);
    return;
  }
  response
    .status(503)
    .type('html')
    .set('cache-control', 'no-store')
    .send(
      page(
        title,
        `<p>${title} has not been built on this machine. Run <code>npm run build</code> and load this page again.</p>`,
      ),
    );
}

function welcomePage(screens: readonly Screen[]): string {
  const links = screens.map(({ path, title }) => `<li><a href="${path}/">${title}</a></li>`).join('');
  return page('AuraConnect', `<p>This is a store’s appliance. Its screens:</p><ul>${links}</ul>`);
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>` +
  '<style>body{font:18px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}a{display:inline-block;padding:.5rem 0}</style></head>' +
  `<body><main><h1>${title}</h1>${body}</main></body></html>`;
