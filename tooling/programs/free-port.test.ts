import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

const many = 150;
const module = new URL('./free-port.ts', import.meta.url).href;

/** As many ports as another process gets while it lives. */
function portsElsewhere(): number[] {
  const program = `
    const { freePort } = await import(${JSON.stringify(module)});
    const ports = [];
    while (ports.length < ${many}) ports.push(await freePort());
    console.log(JSON.stringify(ports));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  return JSON.parse(stdout) as number[];
}

test('no two who ask get one port, whoever of them listens already', async () => {
  const here: number[] = [];
  while (here.length < many) here.push(await freePort());
  const elsewhere = portsElsewhere();
  expect(elsewhere).toHaveLength(many);
  expect(new Set([...here, ...elsewhere]).size).toBe(2 * many);
});
