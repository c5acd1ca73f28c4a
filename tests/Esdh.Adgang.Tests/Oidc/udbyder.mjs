// A real OpenID provider at /realms/{realm}, whose people the test decides: PUT /proeve/person {sub, ...claims}. Everyone who comes is signed in as
// the last person put, without a page. POST /proeve/noegle changes the signing key, POST /proeve/logud {sub} sends a back-channel logout, POST /proeve/tegn
// {klient, krav} signs any claims with the key in force, which no honest provider would.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID, createPrivateKey } from 'node:crypto';
import Provider from 'oidc-provider';
import { SignJWT, UnsecuredJWT } from 'jose';

const [port, realm, tilbage, bagkanal] = process.argv.slice(2);
const udsteder = `http://127.0.0.1:${port}/realms/${realm}`;
const personer = new Map();
let nuvaerende = null;

function noegle(kid) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
}

let noegler = [noegle('k1')];
let provider;

function start() {
  provider = new Provider(udsteder, {
    clients: [{
      client_id: 'esdh', client_secret: 'hemmelig', redirect_uris: [tilbage], post_logout_redirect_uris: [new URL('/', tilbage).href], grant_types: ['authorization_code'], response_types: ['code'],
      backchannel_logout_uri: bagkanal, backchannel_logout_session_required: false, token_endpoint_auth_method: 'client_secret_post',
    }],
    jwks: { keys: noegler },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'cvr', 'realm_access', 'resource_access', 'roller', 'enhed', 'preferred_username'], profile: ['name'], email: ['email'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true, defaultResource: () => 'urn:esdh', useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: 'openid profile email', audience: 'esdh', accessTokenFormat: 'jwt', accessTokenTTL: 300, jwt: { sign: { alg: 'RS256' } } }),
      },
    },
    extraTokenClaims: (_, tegn) => personer.get(tegn.accountId) ?? {},
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...personer.get(sub) }) }),
    interactions: { url: (_, i) => `${new URL(udsteder).pathname}/samtale/${i.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      grant.addResourceScope('urn:esdh', 'openid profile email');
      await grant.save();
      return grant;
    },
    fetch: (url, valg) => fetch(url, { method: valg.method, headers: valg.headers, body: valg.body }), // its own refuses addresses on this machine
    cookies: { keys: ['proeve'] },
    ttl: { Session: 3600, Grant: 3600, Interaction: 600, IdToken: 300 },
  });
  provider.on('server_error', (_, fejl) => console.error(fejl));
}

const krop = async (request) => {
  let tekst = '';
  for await (const del of request) tekst += del;
  return tekst ? JSON.parse(tekst) : {};
};

start();
createServer(async (request, response) => {
  const svar = (status, indhold) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(indhold ?? {}));
  try {
    const sti = request.url.split('?')[0];
    if (sti === '/proeve/person') {
      const { sub, ...krav } = await krop(request);
      personer.set(sub, krav);
      nuvaerende = sub;
      return svar(200);
    }
    if (sti === '/proeve/noegle') {
      noegler = [noegle(`k${randomUUID()}`)];
      start();
      return svar(200);
    }
    if (sti === '/proeve/logud') {
      const { sub } = await krop(request);
      const klient = await provider.Client.find('esdh');
      await klient.backchannelLogout(sub, 'enhver');
      return svar(200);
    }
    if (sti === '/proeve/tegn') {
      const { krav, hoved, alg } = await krop(request);
      if (alg === 'none') return svar(200, { tegn: new UnsecuredJWT(krav).encode() });
      const hs = alg === 'HS256';
      const privat = hs ? new TextEncoder().encode(JSON.stringify({ n: noegler[0].n, e: noegler[0].e })) : createPrivateKey({ key: alg === 'fremmed' ? noegle('x') : noegler[0], format: 'jwk' });
      return svar(200, { tegn: await new SignJWT(krav).setProtectedHeader({ alg: hs ? 'HS256' : 'RS256', kid: noegler[0].kid, typ: 'JWT', ...hoved }).sign(privat) });
    }
    if (!sti.startsWith(`/realms/${realm}`)) return svar(404);
    if (sti.includes('/samtale/')) {
      const samtale = await provider.interactionDetails(request, response);
      const resultat = samtale.prompt.name === 'login' ? { login: { accountId: nuvaerende } } : {};
      return await provider.interactionFinished(request, response, resultat, { mergeWithLastSubmission: true });
    }
    request.originalUrl = request.url;
    request.url = request.url.replace(`/realms/${realm}`, '') || '/';
    await provider.callback()(request, response);
  } catch (fejl) {
    console.error(fejl);
    if (!response.headersSent) svar(500, { fejl: `${fejl} ${fejl.cause ?? ''}` });
  }
}).listen(Number(port), '127.0.0.1', () => console.log('klar'));
