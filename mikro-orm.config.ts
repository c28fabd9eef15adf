import { defineConfig } from '@mikro-orm/postgresql';
import { ormOptions } from './src/db/index.ts';
import { entities } from './src/schema.ts';

/** For the command line only (`npx mikro-orm`); the service itself builds its connection in `src/assemble.ts`. */
export default defineConfig(ormOptions(process.env.DATABASE_URL || 'postgresql://localhost/mohr', entities, 2));
