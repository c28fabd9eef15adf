import { AppError } from '#src/kernel/index.ts';
import { go, type Page, show } from '../../page.ts';

/** What an organization says of itself. */
export const organization: Page = {
  path: '/organization',
  access: ['business'],
  menu: 'organization',
  get: async ({ ask, actor }) => {
    if (!actor.organizationId) return go('/admin/organizations');
    const found = await ask('getOrganization', { params: { id: actor.organizationId } });
    return show('business/organization', { organization: found });
  },
  post: async ({ ask, actor, form }) => {
    if (!actor.organizationId) throw new AppError('NOT_FOUND');
    const contact = { name: form.text('contactName'), email: form.text('email'), mobile: form.text('mobile') };
    const locale = form.text('locale') === 'en' ? 'en' : 'fa';
    const particulars = Object.fromEntries(
      ['registrationNumber', 'economicCode', 'address', 'phone'].map((name) => [name, form.maybe(name) ?? null]),
    );
    const names = { legalName: form.text('legalName'), nationalId: form.text('nationalId') };
    const body = { ...names, contact, locale, particulars };
    await ask('updateOrganization', { params: { id: actor.organizationId }, body });
    return go('/organization', 'profile_saved');
  },
};
