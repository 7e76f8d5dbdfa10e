"""Ways in and the account, under `/auth`, and the ticket to the socket."""

from tomoda.auth.routes import account, addresses, entering, keys, passkeys, providers, verifying

ROUTES = [
    *entering.ROUTES,
    *account.ROUTES,
    *providers.ROUTES,
    *passkeys.ROUTES,
    *keys.ROUTES,
    *addresses.ROUTES,
    *verifying.ROUTES,
]
