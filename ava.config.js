export default {
  files: ['test/**/*.test.ts'],
  extensions: ['ts'],
  timeout: '2m',
  concurrency: 2,
  failWithoutAssertions: true,
};
