// Faults injected into the running service: minutes, not seconds. `npm run test:faults`.
export default {
  files: ['test/faults/**/*.faults.ts'],
  extensions: ['ts'],
  timeout: '10m',
  // Most of it is waiting.
  concurrency: 2,
  failWithoutAssertions: true,
};
