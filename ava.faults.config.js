// Faults injected into the running service: minutes, not seconds. `npm run test:faults`.
export default {
  files: ['test/faults/**/*.faults.ts'],
  extensions: ['ts'],
  timeout: '10m',
  concurrency: 1,
  serial: true,
  failWithoutAssertions: true,
};
