// node model.js FOLDER...: has Microsoft's engine load the TMDL of folders, one after another, and prints what it says of each, a line a folder:
// {"fault": null, "stats": {...}}.
const { spawn } = require('node:child_process');
const path = require('node:path');

const suffix = process.platform === 'win32' ? '.exe' : '';
const server = path.join(
  __dirname, 'node_modules', '@microsoft', `powerbi-modeling-mcp-${process.platform}-${process.arch}`, 'dist', `powerbi-modeling-mcp${suffix}`);
const child = spawn(server, ['--start', '--readonly'], { stdio: ['pipe', 'pipe', 'ignore'] });
const waiting = new Map();
let asked = 0;
let text = '';

child.on('error', fail);
child.on('exit', code => fail(new Error(`The server ended with ${code}.`)));
child.stdout.on('data', part => {
  const lines = (text += part).split('\n');
  text = lines.pop();
  for (const line of lines.filter(l => l.startsWith('{'))) {
    const message = JSON.parse(line);
    waiting.get(message.id)?.(message);
  }
});

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

function send(message) {
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function ask(method, params) {
  return new Promise(resolve => {
    const id = ++asked;
    waiting.set(id, resolve);
    send({ id, method, params });
  });
}

async function call(name, request) {
  const { result, error } = await ask('tools/call', { name, arguments: { request } });
  return { isError: Boolean(error || result.isError), text: error?.message ?? result.content.map(c => c.text).join('\n') };
}

(async () => {
  await ask('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'tests', version: '1' } });
  send({ method: 'notifications/initialized' });
  for (const folder of process.argv.slice(2)) {
    const loaded = await call('database_operations', { operation: 'ImportFromTmdlFolder', tmdlFolderPath: path.resolve(folder) });
    const stats = loaded.isError ? null : JSON.parse((await call('model_operations', { operation: 'GetStats' })).text).data;
    console.log(JSON.stringify({ fault: loaded.isError ? loaded.text : null, stats }));
  }
  child.removeAllListeners('exit');
  child.kill();
})().catch(fail);
