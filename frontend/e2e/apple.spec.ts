// Apple's habits, from the sign-in page and back: its answer comes by a form, with a name once and a relay's address.
import { codeFor, expect, test } from './people';
import { inside, known, out, signInThere } from './providers';

test('who comes by Apple is called by the name that it tells once, and reached by an address that hides theirs', async ({
  stranger: { page: at },
}) => {
  const login = `fay${Date.now()}`;
  const relay = `${login}@privaterelay.appleid.com`;
  await known('apple', login, {
    email: relay,
    email_verified: 'true',
    is_private_email: 'true',
    apple_name: 'Fay Lind',
  });
  const byApple = at.getByRole('button', { name: 'Go on with Apple' });
  const forms: (string | null)[] = [];
  at.on('request', (asked) => {
    if (asked.method() === 'POST' && asked.url().endsWith('/apple/callback')) forms.push(asked.postData());
  });

  await at.goto('/sign-in');
  await byApple.click();
  await signInThere(at, login);
  await expect(at.getByLabel('Name')).toHaveValue('Fay Lind');
  // Who turns back here and comes again later is told of without a name, and called by it all the same.
  await at.goto('/sign-in');
  await byApple.click();
  await expect(at.getByLabel('Name')).toHaveValue('Fay Lind');
  expect(forms.map((form) => new URLSearchParams(form ?? '').has('user'))).toEqual([true, false]);
  await at.getByLabel('Date of birth').fill('1991-08-04');
  await at.getByRole('button', { name: 'Join' }).click();
  await at.getByRole('button', { name: 'Later' }).click();
  await inside(at);
  await at.goto('/me/ways');
  await expect(at.getByText(relay, { exact: true })).toBeVisible();
  await expect(at.getByRole('button', { name: 'Unlink Apple' })).toBeVisible();

  await out(at);
  await byApple.click();
  await inside(at);
  await out(at);
  await at.getByLabel('Mail address').fill(relay);
  await at.getByRole('button', { name: 'Send me a code' }).click();
  await at.getByLabel('Code', { exact: true }).fill(await codeFor(relay));
  await inside(at);
});
