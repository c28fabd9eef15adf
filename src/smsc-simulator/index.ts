export { type Behaviour, behaviours } from './behaviours.ts';
export type { SimulatedMo, SimulatedSubmit } from './messages.ts';
export { type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts';
