import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The service's measurements, in Prometheus' form at `/metrics`. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Makes the registry of measurements; one per process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'mohr_http_request_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    decisions: new Counter({
      name: 'mohr_decisions_total',
      help: 'Decisions, by policy pack and outcome',
      labelNames: ['pack', 'outcome'] as const,
      registers,
    }),
    reasons: new Counter({
      name: 'mohr_decision_reasons_total',
      help: 'Reasons given in decisions, by code and effect',
      labelNames: ['code', 'effect'] as const,
      registers,
    }),
    messages: new Counter({
      name: 'mohr_message_states_total',
      help: 'Messages that reached a status',
      labelNames: ['status'] as const,
      registers,
    }),
    altered: new Counter({
      name: 'mohr_messages_altered_total',
      help: 'Messages that were not sent because their row was altered outside the service',
      registers,
    }),
    jobs: new Counter({
      name: 'mohr_jobs_total',
      help: 'Jobs done, by kind and result',
      labelNames: ['kind', 'result'] as const,
      registers,
    }),
    routeInFlight: new Gauge({
      name: 'mohr_smpp_route_in_flight',
      help: 'Submits on the wire without an answer, by SMPP route',
      labelNames: ['route'] as const,
      registers,
    }),
    routeRate: new Gauge({
      name: 'mohr_smpp_route_rate_limit',
      help: 'Submits per second that the route allows itself at present; absent where nothing limits it',
      labelNames: ['route'] as const,
      registers,
    }),
    submits: new Counter({
      name: 'mohr_smpp_submits_total',
      help: 'Submits by SMPP route and outcome (accepted, refused, throttled, unknown)',
      labelNames: ['route', 'outcome'] as const,
      registers,
    }),
    queue: new Gauge({
      name: 'mohr_queue_length',
      help: 'Work that is due: messages to be submitted, rows of the outbox, webhooks (counted up to 100000)',
      labelNames: ['queue'] as const,
      registers,
    }),
    routeBound: new Gauge({
      name: 'mohr_smpp_route_bound',
      help: '1 while the SMPP route is bound',
      labelNames: ['route'] as const,
      registers,
    }),
  };
}
