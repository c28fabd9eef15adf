export { type Catalogue, loadCatalogue } from './catalogue.ts';
export { icon } from './icons.ts';
export type { Page, PageAccess } from './page.ts';
export { pages } from './pages/index.ts';
export { createQueueBoard, QUEUE_BOARD } from './queue-board/queue-board.ts';
export { createSite } from './site.ts';
export type { SiteHouse } from './site-house.ts';
