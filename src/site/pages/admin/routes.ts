import { go, type Page, show } from '../../page.ts';
import { csv } from '../../table.ts';

const columns = [
  { key: 'name', of: (it: { name: string }) => it.name },
  { key: 'address', of: (it: { address: string }) => it.address },
  { key: 'usable', of: (it: { usable: boolean }) => it.usable },
  { key: 'rank', of: (it: { rank: number }) => it.rank },
  { key: 'weight', of: (it: { weight: number }) => it.weight },
];

/** SMPP routes with the state of their sessions, as workers last reported it. */
export const routes: Page = {
  path: '/admin/routes',
  access: ['auditor'],
  menu: 'routes',
  get: async ({ ask, query, house }) => {
    const { items, queue } = await ask('listRoutes');
    if (query.format === 'csv') return csv('routes', columns, items);
    const hasBoard = house.transport.bull.length > 0;
    return show('admin/routes', { items, queue, hasBoard, operators: [...house.registry.operators.keys()] });
  },
  post: async ({ ask, form }) => {
    const id = { id: form.text('id') };
    switch (form.text('act')) {
      case 'remove':
        await ask('removeRoute', { params: id });
        return go('/admin/routes', 'route_removed');
      case 'enable':
      case 'disable':
        await ask('changeRoute', { params: id, body: { enabled: form.text('act') === 'enable' } });
        return go('/admin/routes', 'route_saved');
      default:
        await ask('addRoute', {
          body: {
            name: form.text('name'),
            url: form.text('url'),
            operators: form.all('operators').filter(Boolean),
            lineClasses: form.all('lineClasses').filter(Boolean),
            rank: Number(form.maybe('rank') ?? 10),
            weight: Number(form.maybe('weight') ?? 1),
          },
        });
        return go('/admin/routes', 'route_saved');
    }
  },
};
