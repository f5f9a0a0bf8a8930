import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricSources {
  durableSeq(): number;
  waiting(): number;
  clients(): number;
  openPrintJobs(): number;
  pendingEvents(): number;
  durabilityOk(): boolean;
}

/** What Prometheus reads. A registry of its own: two appliances in one process do not count each other. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #commands: Counter<'type' | 'result'>;
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #syncSeconds: Histogram;
  readonly #groupSize: Histogram;
  readonly #knownTypes: ReadonlySet<string>;
  #isScraped = false;

  constructor(sources: MetricSources, knownTypes: ReadonlySet<string>) {
    const registers = [this.#registry];
    this.#knownTypes = knownTypes;
    this.#commands = new Counter({
      name: 'aura_commands_total',
      help: 'Commands by type and what became of them',
      labelNames: ['type', 'result'],
      registers,
    });
    this.#requests = new Histogram({
      name: 'aura_http_request_seconds',
      help: 'HTTP requests from the first byte to the answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    });
    this.#syncSeconds = new Histogram({
      name: 'aura_disk_sync_seconds',
      help: 'How long the disk took to confirm a group',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
      registers,
    });
    this.#groupSize = new Histogram({
      name: 'aura_group_commands',
      help: 'Commands committed together',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
      registers,
    });
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    };
    gauge('aura_durable_seq', 'Last journal entry that is on disk', sources.durableSeq);
    gauge('aura_commands_waiting', 'Commands in the queue', sources.waiting);
    gauge('aura_stream_clients', 'Open sockets of tills and screens', sources.clients);
    gauge('aura_print_jobs_open', 'Print jobs that are not at rest', sources.openPrintJobs);
    gauge('aura_cloud_pending_events', 'Journal entries that the cloud has not confirmed', sources.pendingEvents);
    gauge('aura_durability_ok', '0 after a failed sync: nothing is acknowledged any more', () =>
      sources.durabilityOk() ? 1 : 0,
    );
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Everything as text. The process's own figures are gathered from the first scrape on: most stores never see one. */
  async text(): Promise<string> {
    if (!this.#isScraped) collectDefaultMetrics({ register: this.#registry });
    this.#isScraped = true;
    return this.#registry.metrics();
  }

  command(type: string, result: string): void {
    // A type comes from outside: only known ones become a label, so that nobody can fill the memory with them.
    this.#commands.inc({ type: this.#knownTypes.has(type) ? type : 'unknown', result });
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  synced(seconds: number): void {
    this.#syncSeconds.observe(seconds);
  }

  group(size: number): void {
    this.#groupSize.observe(size);
  }
}
