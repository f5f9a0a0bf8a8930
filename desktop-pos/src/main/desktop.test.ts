import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desktopChannels } from '../common/channels.ts';
import { runDesktop, type DesktopOptions } from './desktop.ts';
import { fakeElectron, type FakeElectron, type FakeOptions } from './fake-electron.ts';

const origin = 'http://192.168.1.20:4100';
const page = { url: `${origin}/pos/` };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aura-desktop-'));
  mkdirSync(join(folder, 'dist', 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'renderer', 'index.html'), '<!doctype html><title>packaged till</title>');
  writeFileSync(join(folder, 'dist', 'renderer', 'assets', 'index.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for pages');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function start(
  fakeOptions: Partial<FakeOptions> = {},
  options: Partial<DesktopOptions> = {},
): Promise<FakeElectron> {
  const fake = fakeElectron({ folder, ...fakeOptions });
  await runDesktop(fake.electron, {
    distFolder: join(folder, 'dist'),
    kiosk: false,
    address: origin,
    platform: 'linux',
    version: '0.1.0',
    ...options,
  });
  return fake;
}

const window = (fake: FakeElectron): FakeElectron['windows'][number] => {
  const [only] = fake.windows;
  if (only === undefined) throw new Error('no window was made');
  return only;
};
const ask = async (fake: FakeElectron, url: string): Promise<Response> => {
  const handle = fake.session.handled.get('http');
  if (handle === undefined) throw new Error('http is not handled');
  return await handle(new Request(url));
};

describe('the guest has a window of their own where there is a second screen', () => {
  const second = { id: 2, bounds: { x: 1366, y: 0, width: 1024, height: 768 } };

  it('opens on it by itself, guarded like the till, and ends with the till', async () => {
    const fake = fakeElectron({ folder });
    fake.screen.displays.push(second);
    await runDesktop(fake.electron, {
      distFolder: join(folder, 'dist'),
      kiosk: false,
      address: origin,
      platform: 'linux',
      version: '0.1.0',
    });
    const [till, guest] = fake.windows;
    expect(guest?.loaded).toEqual([`${origin}/pos/customer`]);
    expect(guest?.options).toMatchObject({ ...second.bounds, frame: false, focusable: false });
    expect(guest?.options['webPreferences']).toEqual(till?.options['webPreferences']);
    expect(guest?.contents.wants('will-navigate', 'http://evil.example/')).toBe(false);
    till?.emitter.emit('closed');
    expect(guest?.destroyed).toBe(true);
  });

  it('comes and goes with the screen that is plugged in and out', async () => {
    const fake = await start();
    expect(fake.windows).toHaveLength(1);
    fake.screen.displays.push(second);
    fake.screen.emit('display-added');
    expect(fake.windows).toHaveLength(2);
    fake.screen.emit('display-added');
    expect(fake.windows).toHaveLength(2);
    fake.screen.displays.pop();
    fake.screen.emit('display-removed');
    expect(fake.windows[1]?.destroyed).toBe(true);
  });

  it('is shown from the package while the appliance is away', async () => {
    const fake = await start();
    expect(await (await ask(fake, `${origin}/pos/customer`)).text()).toContain('packaged till');
    expect((await ask(fake, `${origin}/pos/assets/none.js`)).status).toBe(404);
  });
});

describe('the desktop till opens one guarded window', () => {
  it('shows the POS of the appliance it was told of', async () => {
    const fake = await start();
    expect(window(fake).loaded).toEqual([`${origin}/pos/`]);
    expect(fake.menu).toBeNull();
  });

  it('gives the page a sandbox, an isolated world and no Node', async () => {
    const fake = await start();
    expect(fake.app.sandboxed).toBe(true);
    expect(window(fake).options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      preload: join(folder, 'dist', 'preload', 'preload.cjs'),
    });
  });

  it('leaves the second instance at once and brings the first one to the front', async () => {
    const second = await start({ isFirst: false });
    expect(second.windows).toEqual([]);
    expect(second.app.quits).toBe(1);
    const first = await start();
    first.app.emit('second-instance');
    expect(window(first).focused).toBe(1);
  });

  it('fills the screen as a kiosk', async () => {
    const fake = await start({}, { kiosk: true });
    expect(window(fake).options).toMatchObject({ kiosk: true, fullscreen: true });
  });

  it('loads the page again after it crashed', async () => {
    const fake = await start();
    window(fake).contents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(window(fake).loaded).toHaveLength(2);
  });
});

describe('a page cannot leave the till', () => {
  it('goes nowhere but to the POS of its appliance', async () => {
    const { contents } = window(await start());
    expect(contents.wants('will-navigate', `${origin}/pos/#pair=7K3M`)).toBe(true);
    for (const url of [
      `${origin}/setup`,
      `${origin}/posing`,
      'https://example.com/pos/',
      'http://192.168.1.20:4101/pos/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'nonsense',
    ]) {
      expect([url, contents.wants('will-navigate', url)]).toEqual([url, false]);
      expect([url, contents.wants('will-redirect', url)]).toEqual([url, false]);
    }
  });

  it('opens no other window and holds no webview', async () => {
    const { contents } = window(await start());
    expect(contents.openHandler?.({ url: `${origin}/pos/` })).toEqual({ action: 'deny' });
    expect(contents.wants('will-attach-webview', `${origin}/pos/`)).toBe(false);
  });

  it('is given no camera, no location, no device', async () => {
    const { session } = await start();
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal'])
      session.permissionRequest?.(null, permission, (yes) => answers.push(yes));
    expect(answers).toEqual([false, false, false, false]);
    expect(session.permissionCheck?.()).toBe(false);
    expect(session.devicePermission?.()).toBe(false);
  });

  it('speaks to nobody but its appliance', async () => {
    const { session } = await start();
    expect(session.cancels(`${origin}/api/v1/bootstrap`)).toBe(false);
    expect(session.cancels('ws://192.168.1.20:4100/api/v1/stream')).toBe(false);
    expect(session.cancels('data:image/png;base64,AAAA')).toBe(false);
    for (const url of [
      'https://example.com/collect',
      'ws://192.168.1.21:4100/api/v1/stream',
      'http://192.168.1.20/',
      'file:///etc/passwd',
      'ftp://192.168.1.20:4100/',
    ]) {
      expect([url, session.cancels(url)]).toEqual([url, true]);
    }
  });

  it('keeps its own policy, whatever the appliance sends', async () => {
    const { session } = await start();
    let headers: Record<string, string[]> = {};
    session.headersReceived?.(
      {
        resourceType: 'mainFrame',
        responseHeaders: { 'content-security-policy': ["default-src *; script-src 'unsafe-eval'"], 'x-kept': ['1'] },
      },
      (verdict) => (headers = verdict.responseHeaders ?? {}),
    );
    const policies = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'content-security-policy');
    expect(policies).toHaveLength(1);
    const [policy] = policies[0]?.[1] ?? [];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self' ws://192.168.1.20:4100");
    expect(policy).not.toContain('unsafe-eval');
    expect(headers['x-kept']).toEqual(['1']);
  });
});

describe('the till’s page may ask for a few things, and nobody else for any', () => {
  it('answers exactly the channels of the map', async () => {
    const fake = await start();
    expect(fake.channels.toSorted()).toEqual([...desktopChannels].toSorted());
  });

  it('refuses another page, a frame in the page, and a frame that is gone', async () => {
    const fake = await start();
    const strangers = [
      { url: 'https://example.com/' },
      { url: `${origin}/kds/` },
      { url: page.url, parent: {} },
      { url: 'about:blank' },
      null,
    ];
    for (const channel of fake.channels) {
      for (const frame of strangers)
        await expect(fake.invoke(channel, frame)).rejects.toMatchObject({ code: 'sender_refused' });
    }
  });

  it('keeps the device’s key sealed on disk and gives it back', async () => {
    const fake = await start();
    expect(await fake.invoke('vault:load', page)).toBeNull();
    await fake.invoke('vault:save', page, '{"deviceToken":"top secret"}');
    const onDisk = readFileSync(join(folder, 'device-key.sealed'), 'utf8');
    expect(Buffer.from(onDisk, 'base64').toString()).not.toContain('top secret');
    expect(await fake.invoke('vault:load', page)).toBe('{"deviceToken":"top secret"}');
    await fake.invoke('vault:clear', page);
    expect(await fake.invoke('vault:load', page)).toBeNull();
  });

  it('has no key when it was sealed on another machine', async () => {
    const fake = await start();
    writeFileSync(join(folder, 'device-key.sealed'), Buffer.from('from elsewhere').toString('base64'));
    expect(await fake.invoke('vault:load', page)).toBeNull();
  });

  it('says so where the system only pretends to seal', async () => {
    for (const options of [{ backend: 'basic_text' }, { canEncrypt: false }]) {
      const fake = await start(options);
      expect(await fake.invoke('desktop:about', page)).toMatchObject({ sealsSecrets: false });
      await expect(fake.invoke('vault:save', page, 'secret')).rejects.toThrow('cannot seal');
    }
  });

  it('takes text and nothing else', async () => {
    const fake = await start();
    for (const ask of [42, { toString: 'x' }, null, ['http://10.0.0.1']]) {
      await expect(fake.invoke('appliance:choose', page, ask)).rejects.toMatchObject({ code: 'sender_refused' });
    }
  });
});

describe('the till finds its appliance', () => {
  it('remembers the address that was chosen, and is guarded to it from then on', async () => {
    const fake = await start();
    expect(await fake.invoke('appliance:choose', page, '10.0.0.7:4100')).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(window(fake).loaded.at(-1)).toBe('http://10.0.0.7:4100/pos/');
    expect(window(fake).contents.wants('will-navigate', `${origin}/pos/`)).toBe(false);
    await expect(fake.invoke('vault:load', page)).rejects.toMatchObject({ code: 'sender_refused' });
    const again = await start({}, { address: null });
    expect(window(again).loaded).toEqual(['http://10.0.0.7:4100/pos/']);
  });

  it('never opens a page of the internet or a stranger thing', async () => {
    const fake = await start();
    for (const address of [
      'https://example.com',
      'http://8.8.8.8',
      'http://user:pw@10.0.0.7',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://10.0.0.7/evil',
      '',
    ]) {
      expect([address, await fake.invoke('appliance:choose', page, address)]).toEqual([address, false]);
    }
    expect(window(fake).loaded).toHaveLength(1);
  });

  it('begins with this machine when it knows nothing, and is not led astray by a damaged file', async () => {
    writeFileSync(join(folder, 'appliance.json'), '{"address":"https://example.com"}');
    const fake = await start({}, { address: null });
    expect(window(fake).loaded).toEqual(['http://127.0.0.1:4100/pos/']);
  });
});

describe('the till starts while the appliance is away', () => {
  it('takes its own page from the appliance when that answers', async () => {
    const fake = await start();
    fake.network = () => Promise.resolve(new Response('from the appliance'));
    expect(await (await ask(fake, `${origin}/pos/`)).text()).toBe('from the appliance');
  });

  it('takes it from the package when nobody answers, at the same address and under the same policy', async () => {
    const fake = await start();
    const answer = await ask(fake, `${origin}/pos/`);
    expect(await answer.text()).toContain('packaged till');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    const script = await ask(fake, `${origin}/pos/assets/index.js`);
    expect(script.headers.get('content-type')).toContain('text/javascript');
  });

  it('gives out no file beside the package', async () => {
    const fake = await start();
    for (const path of ['..%2F..%2Fsecret.txt', '..%5c..%5csecret.txt', '%E0%A4%A', 'missing.js']) {
      expect([path, (await ask(fake, `${origin}/pos/${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('sends everything else to the network and makes nothing up', async () => {
    const fake = await start();
    await expect(ask(fake, `${origin}/api/v1/bootstrap`)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    expect(fake.fetched).toEqual([`${origin}/api/v1/bootstrap`]);
  });
});
