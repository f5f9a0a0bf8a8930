import { buildAppliance } from './build-appliance.ts';
import { buildScreens } from './build-screens.ts';
import { printBuild } from './build-when-changed.ts';

const screens = await buildScreens();
if (screens.length === 0) console.error('No screen was found to build.');
const appliance = await buildAppliance();
printBuild(appliance);
if (screens.length === 0 || [...screens, appliance].some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
