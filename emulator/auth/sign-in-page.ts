import type { Account, Tenant } from '../seed/directory.ts'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** The page works without JavaScript, so scripts are forbidden. `form-action` would also bind the redirect after it. */
export const signInPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // With no-referrer the form would come back with Origin: null and be refused.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
}

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')

const roleNote = {
  Owner: 'may do everything',
  Contributor: 'may do everything but manage access',
  Reader: 'may look, not change',
}

function accountButton(account: Account, tenant: Tenant, hint: string | undefined): string {
  const role = account.memberships.find((membership) => membership.tenantId === tenant.tenantId)?.role ?? 'Reader'
  const isGuest = account.memberships[0].tenantId !== tenant.tenantId
  const focus = account.userPrincipalName === hint ? ' autofocus' : ''
  return `<li><button name="account" value="${escapeHtml(account.userPrincipalName)}"${focus}>
<span class="avatar" aria-hidden="true">${escapeHtml(initials(account.name))}</span>
<span class="who"><strong>${escapeHtml(account.name)}</strong><span>${escapeHtml(account.userPrincipalName)}</span>
<span><b>${role}${isGuest ? ' (guest)' : ''}</b>, ${roleNote[role]}</span></span></button></li>`
}

/** The page that asks who signs in. It posts `account`, a sign-in name or `cancel`, to its own address. */
export const signInPage = (accounts: readonly Account[], tenant: Tenant, hint: string | undefined): string =>
  page(
    'Sign in',
    `<p class="tenant">${escapeHtml(tenant.displayName)}</p>
<h1>Who is signing in?</h1>
<p>This is the sign-in of the local Azure ML on this machine. Its accounts have no passwords.</p>
<form method="post"><ul>${accounts.map((account) => accountButton(account, tenant, hint)).join('')}</ul>
<button class="quiet" name="account" value="cancel">Cancel</button></form>`,
  )

/** A page for what cannot be sent back to the application, e.g. an unknown redirect address. */
export const messagePage = (title: string, message: string): string =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(message)}</p>`)

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} - Trainyard</title>
<link rel="icon" href="data:,">
<style>
:root { --page: #f6f6f3; --card: #fff; --text: #1a1d1f; --soft: #52575c; --line: #e3e3dd; --accent: #0a6b66; --tint: #e0f2ef; }
@media (prefers-color-scheme: dark) {
  :root { --page: #111416; --card: #191d20; --text: #eceff1; --soft: #aeb5bc; --line: #2c3237; --accent: #56d3c7; --tint: #12302e; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  background: var(--page); color: var(--text); font: 15px/1.5 Inter, system-ui, sans-serif; }
main { width: 100%; max-width: 27rem; padding: 2rem; border: 1px solid var(--line); border-radius: 14px;
  background: var(--card); box-shadow: 0 12px 40px rgb(0 0 0 / 10%); }
.brand { margin: 0 0 1.5rem; color: var(--soft); font-size: 13px; font-weight: 600; letter-spacing: .02em; }
h1 { margin: 0 0 .5rem; font-size: 1.35rem; line-height: 1.3; }
p { margin: 0 0 1.25rem; color: var(--soft); }
.tenant { margin: 0; color: var(--accent); font-weight: 600; }
ul { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .6rem; }
button { font: inherit; color: inherit; cursor: pointer; border-radius: 10px; border: 1px solid var(--line); background: none; }
li button { width: 100%; display: flex; align-items: center; gap: .8rem; padding: .8rem; text-align: left; }
li button:hover { border-color: var(--accent); background: var(--tint); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.avatar { flex: none; display: grid; place-items: center; width: 2.4rem; height: 2.4rem; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-weight: 600; font-size: 14px; }
.who { flex: 1; min-width: 0; display: grid; gap: 1px; }
.who span { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.who b { color: var(--text); font-weight: 600; }
.quiet { padding: .5rem 1rem; }
.quiet:hover { background: var(--tint); }
</style>
<main>
<p class="brand">Trainyard, local sign-in</p>
${body}
</main>
</html>
`
