import test from 'ava';
import { createUser, firstAdminLink, linkToken, totpCode, User } from '#src/accounts/index.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { startApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
test.before(async () => {
  app = await startApp();
});
test.after.always(() => app?.stop());

const password = 'یک جملهٔ کوتاه 42';

/** A browser without scripts: it keeps cookies and sends the forms that it was shown. */
function visitor() {
  const jar = new Map<string, string>();
  const see = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', cookie, ...(init.headers as Record<string, string>) };
    const answer = await fetch(app.url + path, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=', 2);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const html = await answer.text();
    return { status: answer.status, html, headers: answer.headers, location: answer.headers.get('location') ?? '' };
  };
  const send = async (path: string, fields: Record<string, string>, more: Record<string, string> = {}) => {
    const page = path.startsWith('/sign-out') ? '/account' : (path.split('?')[0] ?? path);
    const { html } = await see(page);
    const form = /name="_form" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const body = new URLSearchParams({ _form: form, ...fields }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: app.url, ...more };
    return see(path, { method: 'POST', body, headers });
  };
  return { jar, see, send };
}

let count = 0;
async function addPerson(role: 'reviewer' | 'auditor' | 'admin'): Promise<string> {
  const email = `${role}${++count}@example.org`;
  const input = { email, name: role, role, organizationId: null, locale: 'fa', password } as const;
  await app.house.db.transact((tx) => createUser(tx, systemActor, input, toDate(app.house.clock.now())));
  return email;
}

test('a page of those who have signed in leads to the sign-in and back again', async (t) => {
  const { see, send } = visitor();
  const email = await addPerson('auditor');
  const away = await see('/en/messages');
  t.is(away.status, 303);
  t.is(away.location, '/en/sign-in?next=%2Fmessages');
  t.is((await send(away.location, { email, password })).location, '/en/messages');
  t.is((await see('/en/messages')).status, 200);
});

test('nobody is led to another site after signing in', async (t) => {
  const email = await addPerson('auditor');
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/']) {
    const { location } = await visitor().send(`/sign-in?next=${encodeURIComponent(next)}`, { email, password });
    t.is(location, '/admin/packs', next);
  }
});

test('a wrong password is told in the page’s language, keeps the email and locks after five', async (t) => {
  const email = await addPerson('auditor');
  const { send } = visitor();
  const wrong = await send('/sign-in', { email, password: 'wrong' });
  t.is(wrong.status, 422);
  t.regex(wrong.html, /رایانامه یا گذرواژه درست نیست/);
  t.true(wrong.html.includes(`value="${email}"`));
  t.false(wrong.html.includes('value="wrong"'));
  for (let n = 0; n < 4; n++) await send('/sign-in', { email, password: 'wrong' });
  const locked = await send('/en/sign-in', { email, password });
  t.is(locked.status, 429);
  t.regex(locked.html, /Too many wrong tries/);
});

test('a form from elsewhere, without its token, or with another’s is refused', async (t) => {
  const email = await addPerson('auditor');
  const { see, send, jar } = visitor();
  t.is((await send('/sign-in', { email, password }, { origin: 'https://evil.example' })).status, 403);
  t.is((await send('/sign-in', { email, password }, { 'sec-fetch-site': 'cross-site' })).status, 403);
  t.is((await send('/sign-in', { email, password, _form: '' })).status, 403);
  t.is((await send('/sign-in', { email, password, _form: 'x'.repeat(43) })).status, 403);
  const body = new URLSearchParams({ email, password }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  t.is((await see('/sign-in', { method: 'POST', body, headers })).status, 403);
  t.false(jar.has('mohr_session'));
});

test('the cookie of a session is out of reach of scripts and of other sites', async (t) => {
  const email = await addPerson('auditor');
  const { send } = visitor();
  const { headers } = await send('/sign-in', { email, password });
  const cookie = headers.getSetCookie().find((line) => line.startsWith('mohr_session=')) ?? '';
  t.regex(cookie, /; HttpOnly/);
  t.regex(cookie, /; SameSite=Lax/);
});

test('a reviewer sets up a second factor before anything else, and signs in with it after', async (t) => {
  const email = await addPerson('reviewer');
  const first = visitor();
  t.is((await first.send('/sign-in', { email, password })).location, '/account/second-factor');
  t.is((await first.see('/review')).location, '/account/second-factor');
  const page = await first.see('/en/account/second-factor');
  t.regex(page.html, /src="data:image\/png;base64,/);
  const secret = await secretOf(email);
  t.is((await first.send('/account/second-factor', { act: 'confirm', code: '000000' })).status, 422);
  const done = await first.send('/en/account/second-factor', { act: 'confirm', code: totpCode(secret, now()) });
  t.is(done.status, 200);
  const recovery = /<code>([a-z2-7-]{19})<\/code>/.exec(done.html)?.[1] ?? '';
  t.is((await first.see('/senders')).status, 200);

  const second = visitor();
  t.is((await second.send('/sign-in', { email, password })).location, '/sign-in/second-factor?next=%2Freview');
  t.is((await second.see('/review')).location, '/sign-in/second-factor');
  t.is((await second.send('/sign-in/second-factor', { code: '000000' })).status, 422);
  t.is((await second.send('/sign-in/second-factor?next=/review', { code: recovery })).location, '/review');
  t.is((await second.see('/senders')).status, 200);
});

test('one sees one’s sessions and ends them', async (t) => {
  const email = await addPerson('auditor');
  const [here, there] = [visitor(), visitor()];
  await here.send('/sign-in', { email, password });
  await there.send('/sign-in', { email, password });
  const id = /name="id" value="([^"]+)"/.exec((await here.see('/account')).html)?.[1] ?? '';
  t.is((await here.send('/account', { act: 'end', id })).location, '/account?done=session_ended');
  t.is((await there.see('/account')).status, 303);
  t.is((await here.see('/account')).status, 200);
  t.is((await here.send('/sign-out', {})).status, 303);
  t.is((await here.see('/account')).status, 303);
});

test('a person whose access is closed is out at once', async (t) => {
  const email = await addPerson('auditor');
  const { see, send } = visitor();
  await send('/sign-in', { email, password });
  await app.db.pool.query('update user_account set disabled_at = now() where email = $1', [email]);
  t.is((await see('/account')).status, 303);
  t.is((await send('/sign-in', { email, password })).status, 422);
});

test('the answer to a request for a new password does not tell who has an account', async (t) => {
  const email = await addPerson('auditor');
  const known = await visitor().send('/reset', { email });
  const unknown = await visitor().send('/reset', { email: 'nobody@example.org' });
  t.deepEqual([known.status, known.location], [unknown.status, unknown.location]);
  const { rows } = await app.db.pool.query(
    `select l.id from user_link l join user_account u on u.id = l.user_id where u.email = $1`,
    [email],
  );
  const link = `/reset/${linkToken(app.house.secrets.codeKey, rows[0].id)}`;
  t.is((await visitor().send(link, { password: 'short' })).status, 422);
  t.is((await visitor().send(link, { password: 'another sentence 7' })).location, '/sign-in?done=password_reset');
  t.is((await visitor().see(link)).status, 410);
  t.is((await visitor().send('/sign-in', { email, password: 'another sentence 7' })).status, 303);
});

test('the first administrator comes in by a link that works once', async (t) => {
  await app.db.pool.query(`delete from user_account where role = 'admin'`);
  const made = await app.house.db.transact((tx) => firstAdminLink(tx, now()));
  const link = `/en/enter/${linkToken(app.house.secrets.codeKey, made?.id ?? '')}`;
  const { see, send } = visitor();
  t.is((await see(link)).status, 200);
  const entered = await send(link, { email: 'root@example.org', name: 'Root', password });
  t.is(entered.location, '/en/review');
  t.is((await see('/en/review')).location, '/en/account/second-factor');
  t.is((await visitor().see(link)).status, 410);
  t.is((await visitor().see(`${link}x`)).status, 410);
});

test('a business user reaches no page of reviewers or admins, and nothing of another organization', async (t) => {
  const contact = { name: 'x', email: 'x@example.com', mobile: '09121110000' };
  const organization = { legalName: 'دیگری', kind: 'legal', nationalId: '10861677542', contact };
  const other = await app.admin.post('/v1/organizations', organization);
  const { see, send } = visitor();
  const input = {
    kind: 'legal',
    legalName: 'شرکت',
    nationalId: '10380284790',
    name: 'صاحب',
    mobile: '09121110000',
    email: 'owner@example.org',
    password,
  };
  t.is((await send('/sign-up', input)).location, '/senders/new?done=signed_up');
  for (const path of ['/review', '/admin/users', '/admin/audit', '/admin/packs'])
    t.is((await see(path)).status, 404, path);
  t.is((await see('/organization')).status, 200);
  const profile = { ...input, contactName: 'صاحب', locale: 'fa', registrationNumber: '456789', address: 'تهران' };
  t.is((await send('/organization', profile)).location, '/organization?done=profile_saved');
  const kept = (await see('/organization')).html;
  for (const word of ['456789', 'تهران']) t.true(kept.includes(`value="${word}"`), word);
  const form = (await see('/senders/new?step=2&kind=long_number&address=30009998866&lineClass=service')).html;
  t.true(form.includes('name="templatesOnly"'));
  const line = await app.admin.post('/v1/senders', {
    organizationId: other.body.id,
    kind: 'long_number',
    address: '30009998877',
    lineClass: 'promotional',
    subjects: ['x'],
    sampleMessages: ['y'],
  });
  t.is(line.status, 201);
  t.is((await see(`/senders/${line.body.id}`)).status, 404);
  t.is((await visitor().send('/sign-up', input)).status, 409, 'an email has one account');
});

test('every page comes with a policy that lets nothing inline or foreign in', async (t) => {
  for (const path of ['/', '/en/look-up?address=30001234567', '/sign-in', '/nothing-here']) {
    const { headers, html } = await visitor().see(path);
    const policy = headers.get('content-security-policy') ?? '';
    t.true(
      policy.includes("default-src 'none'") && policy.includes("script-src 'self'") && !policy.includes('unsafe'),
      path,
    );
    t.is(headers.get('x-content-type-options'), 'nosniff');
    t.notRegex(html, /<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/, path);
    t.notRegex(html, /(?:src|href)="https?:/, path);
  }
});

test('a browser gets a page that was not found, a program gets the API’s answer', async (t) => {
  const page = await visitor().see('/en/nothing-here');
  t.is(page.status, 404);
  t.regex(page.html, /This page was not found/);
  const program = await fetch(`${app.url}/nothing-here`, { headers: { accept: 'application/json' } });
  t.is(program.headers.get('content-type'), 'application/problem+json');
});

test('the first view weighs less than 150 KB, and what it loads is kept for ever', async (t) => {
  let total = 0;
  const weigh = async (path: string) => {
    const answer = await fetch(app.url + path, { headers: { accept: 'text/html,*/*', 'accept-encoding': 'br' } });
    // fetch unpacks; the length that was sent stands in the header, or the text is sent as it is.
    const length = Number(answer.headers.get('content-length') ?? 0);
    return { answer, text: await answer.text(), length };
  };
  const home = await weigh('/');
  total += home.text.length;
  for (const [, path = ''] of home.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
    const { answer, length } = await weigh(path);
    t.is(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable', path);
    t.true(length > 0, path);
    total += length;
  }
  t.true(total < 150_000, `${total} bytes`);
  t.log(`${Math.round(total / 1000)} KB`);
});

const now = () => toDate(app.house.clock.now());
async function secretOf(email: string): Promise<string> {
  const user = await app.house.db.reader().findOneOrFail(User, { email });
  return user.totpSecret ?? '';
}
