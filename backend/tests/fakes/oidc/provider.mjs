// Google, Apple, LINE and a checker of identities on this machine: one certified OpenID provider, four times, each
// with the habits of its model.
//
// `node provider.mjs '{"callback": "http://localhost:8000/api/v1/auth/providers"}'` prints its issuers as one line of
// JSON and serves until its input ends, or with "stay" until it is told to stop. Beside OpenID Connect each issuer answers under /control, for tests:
// PUT /control/people/NAME (claims of somebody, who then signs in by that name with any password),
// POST /control/sign ({header, claims}: a token by the issuer's own key), POST /control/rotate (a new signing key),
// GET /control/asked (how often each path was asked for), POST /control/introspect ({grant}: is that refresh token good?).
import { createServer } from 'node:http';
import { exportJWK, exportPKCS8, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

const { callback, ports = {}, stay = false } = JSON.parse(process.argv[2]);
const SECRET = 'known to tests and to nobody else, 32 bytes or more';
const appleKey = await generateKeyPair('ES256', { extractable: true });

const MODELS = {
  google: { alg: 'RS256', clients: { 'google-web': 'RS256', 'google-app': 'RS256' } },
  apple: { alg: 'RS256', clients: { 'apple-web': 'RS256', 'apple-app': 'RS256' } },
  line: { alg: 'ES256', clients: { 'line-web': 'HS256', 'line-app': 'ES256' } },
  checker: { alg: 'RS256', clients: { 'checker-web': 'RS256' } }, // checks who people are, and says what it checked
};

class Issuer {
  constructor(name) {
    this.name = name;
    this.model = MODELS[name];
    this.people = new Map();
    this.named = new Set();
    this.asked = {};
    this.number = 0;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async open() {
    await new Promise((done) => this.server.listen(ports[this.name] ?? 0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${this.server.address().port}`;
    await this.rotate();
  }

  async rotate() {
    this.kid = `${this.name}-${++this.number}`;
    const pair = await generateKeyPair(this.model.alg, { extractable: true });
    this.key = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.privateKey)), kid: this.kid, alg: this.model.alg, use: 'sig' };
    this.provider = new Provider(this.url, this.configuration(jwk));
    this.tellAcr();
    this.provider.use((ctx, next) => this.asItsModel(ctx, next));
    this.handle = this.provider.callback();
  }

  // How well somebody showed who they are is said by whoever let them in: here by what is known of them.
  tellAcr() {
    const { people } = this;
    const { prototype } = this.provider.Session;
    const enter = prototype.loginAccount;
    prototype.loginAccount = function loginAccount(details) {
      return enter.call(this, { ...details, acr: people.get(details.accountId)?.acr });
    };
  }

  configuration(jwk) {
    const clients = Object.entries(this.model.clients).map(([client_id, alg]) => ({
      client_id,
      client_secret: SECRET,
      id_token_signed_response_alg: alg,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [this.name === 'checker' ? `${callback}/../verification/callback`.replace('/providers/..', '') : `${callback}/${this.name}/callback`],
    }));
    return {
      clients,
      jwks: { keys: [jwk] },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...this.people.get(sub), sub }) }),
      claims: { openid: ['sub', ...(this.name === 'checker' ? ['verified_claims', 'birthdate', 'age_over_18'] : [])], email: ['email', 'email_verified', 'is_private_email'], profile: ['name'] },
      scopes: ['openid', 'email', 'profile', 'name'],
      acrValues: this.name === 'checker' ? ['id', 'selfie', 'strong', 'password'] : [],
      conformIdTokenClaims: false,
      enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'HS256'] },
      pkce: { required: () => true },
      cookies: { keys: ['only for tests'] },
      features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
      issueRefreshToken: async () => this.name === 'apple', // Google and LINE give none to whoever asks for none
      ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 600, Interaction: 600, RefreshToken: 600, Session: 600 },
    };
  }

  async answer(request, response) {
    const path = new URL(request.url, this.url).pathname;
    this.asked[path] = (this.asked[path] ?? 0) + 1;
    if (path.startsWith('/control/')) return this.control(path, request, response);
    if (this.name === 'apple' && path.startsWith('/token')) return this.appleToken(request, response);
    return this.handle(request, response);
  }

  async control(path, request, response) {
    const body = JSON.parse((await read(request)) || '{}');
    const [, , what, who] = path.split('/');
    let said = {};
    if (what === 'people') this.people.set(decodeURIComponent(who), body);
    else if (what === 'rotate') await this.rotate();
    else if (what === 'asked') said = this.asked;
    else if (what === 'introspect') said = { good: !!(await this.provider.RefreshToken.find(body.grant)) };
    else if (what === 'sign') {
      const header = { alg: this.model.alg, kid: this.kid, ...body.header };
      const key = header.alg === 'HS256' ? new TextEncoder().encode(SECRET) : this.key;
      said = { token: await new SignJWT(body.claims).setProtectedHeader(header).sign(key) };
    } else response.statusCode = 404;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(said));
  }

  // Apple's client secret is a short-lived ES256 token, signed by the team's key.
  async appleToken(request, response) {
    const form = Object.fromEntries(new URLSearchParams(await read(request)));
    try {
      const { payload, protectedHeader } = await jwtVerify(form.client_secret ?? '', appleKey.publicKey, {
        algorithms: ['ES256'],
        issuer: 'TEAM',
        audience: this.url,
        subject: form.client_id,
        requiredClaims: ['exp', 'iat'],
      });
      if (protectedHeader.kid !== 'KEY' || payload.exp - payload.iat > 15_777_000) throw new Error('not ours');
    } catch {
      response.writeHead(400, { 'content-type': 'application/json' });
      return response.end('{"error":"invalid_client"}');
    }
    request.body = { ...form, client_secret: SECRET };
    return this.handle(request, response);
  }

  // Apple tells the name beside the code, in the first answer about somebody and never again.
  async asItsModel(ctx, next) {
    await next();
    const who = ctx.oidc?.session?.accountId;
    if (this.name !== 'apple' || typeof ctx.body !== 'string' || !ctx.body.includes('name="code"')) return;
    const name = this.people.get(who)?.apple_name;
    if (name === undefined || this.named.has(who)) return;
    this.named.add(who);
    const [firstName, ...rest] = name.split(' ');
    const user = JSON.stringify({ name: { firstName, lastName: rest.join(' ') } }).replaceAll('"', '&quot;');
    ctx.body = ctx.body.replace('<input', `<input type="hidden" name="user" value="${user}"/>\n<input`);
  }
}

async function read(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

const issuers = Object.keys(MODELS).map((name) => new Issuer(name));
await Promise.all(issuers.map((one) => one.open()));
const pem = await exportPKCS8(appleKey.privateKey);
const urls = Object.fromEntries(issuers.map((one) => [one.name, one.url]));
process.stdout.write(`ready ${JSON.stringify({ issuers: urls, secret: SECRET, apple_private_key: pem })}\n`);
if (!stay) process.stdin.resume().on('end', () => process.exit(0));
