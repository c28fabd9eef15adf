import { defineEntity, p } from '@mikro-orm/postgresql';

/** A way to an SMSC, set through the API; workers bind it without a restart. */
export const SmppRouteSchema = defineEntity({
  name: 'SmppRoute',
  tableName: 'smpp_route',
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique('smpp_route_name_unique'),
    /** `smpp[s]://systemId:password@host:port?options`; its password is never shown. */
    url: p.text(),
    /** Mobile operators whose subscribers it reaches; empty: all. */
    operators: p.json<string[]>(),
    /** Line classes that it takes; empty: all. */
    lineClasses: p.json<string[]>(),
    /** Routes of the lowest rank are used; the next ones while none of those can take a message. */
    rank: p.smallint(),
    /** Share among routes of one rank. */
    weight: p.smallint(),
    enabled: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
});

export class SmppRoute extends SmppRouteSchema.class {}
SmppRouteSchema.setClass(SmppRoute);
