// What infra/smoke-local.sh asks of the app: the samples go into `extracts`, and Kent's scorecard of May 2012 comes out.
import { createHmac } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';

const { STORAGE, KEY, APP, APP_PROCESS } = process.env;
const limit = 300; // seconds, for the build that a start command may begin with
const wanted = { green: 16, amber: 16, red: 12, unrated: 0, improved: 28, same: 5, worse: 11 };
const sentence = 'As at 31/05/2012, Kent, inc UASC has';
const start = Date.now();
const samples = new URL('../../samples/', import.meta.url);

const say = text => console.log(`smoke: ${text} (${Math.round((Date.now() - start) / 1000)} s)`);

async function until(what, find) {
  let last = '';
  while (Date.now() - start < limit * 1000) {
    try {
      process.kill(Number(APP_PROCESS), 0);
    } catch {
      throw new Error('the start command has ended');
    }
    try {
      const found = await find();
      if (found === true) {
        return say(what);
      }
      last = found;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`after ${limit} s still not: ${what}; the last answer was ${last}`);
}

// Signed by the account's key: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
async function put(path, query, headers, body = '') {
  const url = new URL(`${STORAGE}/${path}`);
  const own = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': '2021-12-02', ...headers };
  const named = Object.entries(own).filter(([name]) => name.startsWith('x-ms-')).sort().map(([name, value]) => `${name}:${value}\n`).join('');
  const asked = Object.entries(query).sort().map(([name, value]) => `\n${name}:${value}`).join('');
  const text = `PUT\n\n\n${body.length || ''}\n\n${own['content-type'] ?? ''}\n\n\n\n\n\n\n${named}/smoke${url.pathname}${asked}`;
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(text, 'utf8').digest('base64');
  Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
  const answer = await fetch(url, { method: 'PUT', headers: { ...own, authorization: `SharedKey smoke:${signature}` }, body: body || undefined });
  if (!answer.ok && answer.status !== 409) {
    throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer;
}

// No Event Grid is on this machine, so the event that Azure would send is sent from here, as Microsoft documents it for trying a blob trigger
// locally. A host without that address (404) finds the file by itself: LocalFunctionsHost.
async function announce(name, etag) {
  const event = {
    id: name,
    subject: `/blobServices/default/containers/extracts/blobs/${name}`,
    eventType: 'Microsoft.Storage.BlobCreated',
    eventTime: new Date().toISOString(),
    dataVersion: '',
    data: { api: 'PutBlob', eTag: etag.replaceAll('"', ''), blobType: 'BlockBlob', url: `${STORAGE}/extracts/${name}` },
  };
  const answer = await fetch(`${APP}/runtime/webhooks/blobs?functionName=Host.Functions.IngestExtract`, {
    method: 'POST',
    headers: { 'aeg-event-type': 'Notification', 'content-type': 'application/json' },
    body: JSON.stringify([event]),
  });
  if (!answer.ok && answer.status !== 404) {
    throw new Error(`the event of ${name}: ${answer.status} ${await answer.text()}`);
  }
  say(`dropped ${name}; ${answer.ok ? 'its event was taken' : 'the host takes no events'}`);
}

async function isRight() {
  const answer = await fetch(`${APP}/api/scorecards/kent-inc-uasc/2012-05`);
  if (answer.status !== 200) {
    return answer.status;
  }
  const { summary } = await answer.json();
  return (Object.entries(wanted).every(([name, count]) => summary[name] === count) && summary.text.startsWith(sentence)) || JSON.stringify(summary);
}

try {
  await until('the app is up and its storage answers', async () => {
    const answer = await fetch(`${APP}/api/health`);
    const health = await answer.json();
    return (answer.status === 200 && health.storage === 'Answers') || JSON.stringify(health);
  });
  await put('extracts', { restype: 'container' }, {});
  for (const name of (await readdir(samples)).filter(file => file.endsWith('.csv')).sort()) {
    const content = await readFile(new URL(name, samples));
    const uploaded = await put(`extracts/${name}`, {}, { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'text/csv' }, content);
    await announce(name, uploaded.headers.get('etag'));
  }
  await until('May 2012 has 16 green, 16 amber, 12 red, 28 improved, 5 the same, 11 worse, and its sentence', isRight);
} catch (error) {
  console.error(`smoke: ${error.message}`);
  process.exitCode = 1;
}
