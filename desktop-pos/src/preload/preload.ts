import { contextBridge, ipcRenderer } from 'electron';
import {
  desktopBridgeName,
  type DesktopBridge,
  type DesktopChannel,
  type DesktopChannels,
} from '../common/channels.ts';

/** The page gets these few functions and nothing else: no ipcRenderer, no channel names, no Node. */
function ask<C extends DesktopChannel>(
  channel: C,
  ...asks: DesktopChannels[C]['asks']
): Promise<DesktopChannels[C]['answers']> {
  return ipcRenderer.invoke(channel, ...asks) as Promise<DesktopChannels[C]['answers']>;
}

const bridge: DesktopBridge = {
  about: () => ask('desktop:about'),
  loadSecret: () => ask('vault:load'),
  saveSecret: (text) => ask('vault:save', text),
  clearSecret: () => ask('vault:clear'),
  applianceAddress: () => ask('appliance:address'),
  chooseAppliance: (address) => ask('appliance:choose', address),
};

contextBridge.exposeInMainWorld(desktopBridgeName, bridge);
