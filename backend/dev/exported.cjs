// Serves the exported web app as nginx.conf does: a file where there is one, the app itself for every other address.
// `node exported.cjs FOLDER PORT`
const { createReadStream, statSync } = require('node:fs');
const { createServer } = require('node:http');
const path = require('node:path');

const [folder, port] = [path.resolve(process.argv[2]), Number(process.argv[3])];

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
};

function fileAt(address) {
  const file = path.join(folder, path.normalize(address));
  const stat = file.startsWith(folder + path.sep) && statSync(file, { throwIfNoEntry: false });
  return stat && stat.isFile() ? { file, size: stat.size } : null;
}

/** The one range that is asked for; map archives are read in such pieces. */
function rangeOf(header, size) {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || Number(from) >= size) return null;
  return { start: Number(from), end: Math.min(to === '' ? size - 1 : Number(to), size - 1) };
}

createServer((request, response) => {
  const address = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const found = fileAt(address) ?? fileAt('/index.html');
  if (!found) return response.writeHead(404).end();
  const range = rangeOf(request.headers.range, found.size);
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  response.writeHead(range ? 206 : 200, {
    'Content-Type': TYPES[path.extname(found.file)] ?? 'application/octet-stream',
    'Content-Length': end - start + 1,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-cache',
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${found.size}` }),
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(found.file, { start, end }).pipe(response);
}).listen(port, '127.0.0.1');
