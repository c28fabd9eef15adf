export { type DemoKeys, seedDemo } from './seed-demo.ts';
