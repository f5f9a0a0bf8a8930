import { Program } from './program.ts';
export interface StorePorts {
    appliance: number;
    cloud: number;
    /** Control interface of the virtual printers. */
    paper: number;
    receipt: number;
    kitchen: number;
    bar: number;
}
export declare const defaultPorts: StorePorts;
export interface StorePrograms {
    printers: Program;
    cloud: Program;
    appliance: Program;
    applianceUrl: string;
    cloudUrl: string;
    paperUrl: string;
}
export interface StoreProgramOptions {
    ports: StorePorts;
    dataDir: string;
    cloudEnv?: Record<string, string>;
    applianceEnv?: Record<string, string>;
}
/** A whole store as processes that are not started yet: virtual printers, cloud, appliance, each with its log beside its data. */
export declare function storePrograms({ ports, dataDir, cloudEnv, applianceEnv }: StoreProgramOptions): StorePrograms;
